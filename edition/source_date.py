"""The date in PDF, EPUB and zip: that of the commit, so that builds of a commit are identical."""

import calendar
import os
import subprocess
import sys
from datetime import date

from edition.config import Project
from edition.diagnostics import BuildError, Problem

# `git archive`, which GitHub's “Download ZIP” uses too, writes the commit's date into this file
# (.gitattributes).
_ARCHIVED = "edition/commit-date.txt"
_FIRST, _LAST = 315_532_800, 4_354_819_199  # 1980 and 2107: the range of dates in a zip


def source_date(project: Project) -> str:
    """Return the date to write into files, in seconds since 1970.

    Use the environment variable SOURCE_DATE_EPOCH if it is set, else the date of the last commit
    from the project's own repository or from an archive of it. Without either, use the day of the
    edition, and print a line about it.

    Raises:
        BuildError: SOURCE_DATE_EPOCH is not a number of seconds in the range of a zip.
    """
    if given := os.environ.get("SOURCE_DATE_EPOCH"):
        if not (given.isascii() and given.isdigit() and _FIRST <= int(given) <= _LAST):
            what = f"“{given}” is not a number of seconds from {_FIRST} (1980) to {_LAST} (2107)."
            raise BuildError([Problem("SOURCE_DATE_EPOCH", 0, what, "Correct or unset it.")])
        return given
    known = _committed(project) or _archived(project)
    if known:
        return known
    day = project.edition.published
    print(
        f"The commit's date is unknown (no git, or no commit): files are dated {day}, "
        "and differ from those that others build.",
        file=sys.stderr,
    )
    return str(calendar.timegm(date(*day.parts).timetuple()))


def _committed(project: Project) -> str:
    """Return the date of the last commit in the project's own repository, not in one around it."""
    if not (project.root / ".git").exists():
        return ""
    # The folder may belong to another user (`sudo make`). We run its Makefile already, so git may
    # trust it too.
    command = ["git", "-c", f"safe.directory={project.root.resolve()}", "log", "-1", "--format=%ct"]
    try:
        done = subprocess.run(
            command, cwd=project.root, capture_output=True, text=True, check=False
        )
    except FileNotFoundError:
        return ""
    words = done.stdout.strip()
    return words if words.isdigit() else ""


def _archived(project: Project) -> str:
    path = project.root / _ARCHIVED
    words = path.read_text("utf-8").strip() if path.exists() else ""
    return words if words.isdigit() else ""
