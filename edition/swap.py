"""Put a new folder in the place of an old one without a moment in which neither is there."""

import ctypes
import os
import shutil
from pathlib import Path

_AT_FDCWD, _RENAME_EXCHANGE = -100, 2


def swap(fresh: Path, place: Path) -> None:
    """Move the folder FRESH to PLACE; what was in PLACE is deleted afterwards.

    Where the system can (Linux: renameat2), the two change places in one step. Elsewhere the old folder
    is moved aside first.

    Raises:
        OSError: the folders cannot be moved.
    """
    if not place.exists():
        fresh.rename(place)
        return
    if not _exchange(fresh, place):
        aside = fresh.with_name(fresh.name + "-old")
        shutil.rmtree(aside, ignore_errors=True)
        place.rename(aside)
        try:
            fresh.rename(place)
        except OSError:
            aside.rename(place)
            raise
        fresh = aside
    shutil.rmtree(fresh, ignore_errors=True)  # what is left is cleared away by the next build


def _exchange(one: Path, other: Path) -> bool:
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError):
        return False
    return bool(
        rename(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE) == 0
    )
