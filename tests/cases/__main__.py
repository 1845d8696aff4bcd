"""Print FAULTS.md."""

from cases import render

print(render(), end="")
