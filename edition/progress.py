"""Print progress on the terminal: a line for each step, with its duration."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager

# The CPU seconds of each step, including child processes; `make bench` reads this.
taken: dict[str, float] = {}


@contextmanager
def step(title: str) -> Iterator[None]:
    """Print TITLE, then how long the step took, or that it failed."""
    print(f"  {title:<28}", end="", flush=True)
    start, before = time.perf_counter(), _processor()
    try:
        yield
    except BaseException as error:
        error.add_note(title)  # the command line names the step of an unexpected error
        print("failed", flush=True)
        raise
    taken[title] = _processor() - before
    print(f"{time.perf_counter() - start:5.1f} s", flush=True)


def _processor() -> float:
    used = os.times()
    return used.user + used.system + used.children_user + used.children_system
