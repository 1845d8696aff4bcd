"""One build at a time: two that write the same folder would spoil each other's site."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from edition.diagnostics import BuildError, Problem


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Keep other builds out of FOLDER, made where it is not there; a killed process keeps nobody out.

    Raises:
        BuildError: another build is at work.
        OSError: the folder cannot be made.
    """
    folder.mkdir(exist_ok=True)
    handle = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise BuildError(
                [
                    Problem(
                        folder.name, 0, "Another build is at work here.", "Wait until it has ended."
                    )
                ]
            ) from None
        yield
    finally:
        os.close(handle)
