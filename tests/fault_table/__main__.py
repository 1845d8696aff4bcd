"""Print FAULTS.md."""

from fault_table import render

print(render(), end="")
