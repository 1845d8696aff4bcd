"""Programs that a test interrupts as Ctrl-C does."""

# What a shell began with `&` ignores SIGINT, and so does all that the tests start, but for what this stands before.
HEEDING_INTERRUPTS = ["env", "--default-signal=INT"]
