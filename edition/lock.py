"""Allow one build at a time: two builds in the same folder would damage each other's site."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from edition.diagnostics import BuildError, Problem


@contextmanager
def exclusive(folder: Path) -> Iterator[None]:
    """Hold an exclusive lock on FOLDER (created if missing).

    The system releases it if the process dies. Windows cannot lock a folder; there, this has no
    effect.

    Raises:
        BuildError: another build holds the lock.
        OSError: the folder cannot be created.
    """
    folder.mkdir(exist_ok=True)
    if sys.platform == "win32":
        yield
        return
    import fcntl  # noqa: PLC0415 - Windows has no such module

    handle = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            what = "Another build is running here."
            raise BuildError([Problem(folder.name, 0, what, "Wait until it has ended.")]) from None
        yield
    finally:
        os.close(handle)
