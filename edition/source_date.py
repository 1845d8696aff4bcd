"""The date written into PDF, EPUB and zip: that of the commit, so that one commit gives the same bytes everywhere."""

import calendar
import os
import subprocess
import sys
from datetime import date

from edition.config import Project
from edition.diagnostics import BuildError, Problem

# `git archive`, and with it GitHub's “Download ZIP”, writes the commit's date into this file (.gitattributes).
_ARCHIVED = "edition/commit-date.txt"
_FIRST, _LAST = 315_532_800, 4_354_819_199  # 1980 and 2107: what a zip can hold


def source_date(project: Project) -> str:
    """The date to write into files, in seconds since 1970.

    It is the variable SOURCE_DATE_EPOCH where that is set, else the date of the last commit, known from the project's
    own repository or from an archive of it. Without any, it is the day of the edition, and a line on the terminal says so.

    Raises:
        BuildError: SOURCE_DATE_EPOCH is not such a number.
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
    """The last commit's date in the project's own repository; a repository around it says nothing about it."""
    if not (project.root / ".git").exists():
        return ""
    # The folder may be another user's (`sudo make`). Its Makefile is being run already, so git may trust it too.
    command = ["git", "-c", f"safe.directory={project.root.resolve()}", "log", "-1", "--format=%ct"]
    try:
        done = subprocess.run(
            command, cwd=project.root, capture_output=True, text=True, check=False
        )
    except FileNotFoundError:
        return ""
    return done.stdout.strip()


def _archived(project: Project) -> str:
    path = project.root / _ARCHIVED
    words = path.read_text("utf-8").strip() if path.exists() else ""
    return words if words.isdigit() else ""
