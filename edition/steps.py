"""Progress on the terminal: a line for each step, with the time that it took."""

import time
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def step(title: str) -> Iterator[None]:
    """Say what is being done, then how long it took, or that it failed."""
    print(f"  {title:<28}", end="", flush=True)
    start = time.perf_counter()
    try:
        yield
    except BaseException:
        print("failed", flush=True)
        raise
    print(f"{time.perf_counter() - start:5.1f} s", flush=True)
