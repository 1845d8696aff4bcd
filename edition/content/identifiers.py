"""The format of permanent ids: lower-case Latin letters, digits and hyphens."""

import re
from collections.abc import Iterator

from edition.diagnostics import Problem

ID = re.compile(r"[a-z][a-z0-9-]*")
PARAGRAPH = re.compile(r"p([1-9][0-9]*)([a-z]?)")  # p12, and p12a for one inserted later

VERSION = re.compile(r"20\d\d\.(0[1-9]|1[0-2])(\.[1-9]\d?)?")  # the name of an edition
RESERVED = {"notes"}  # ids that every page has
FOLDERS = {"404", "assets", "cite", "data", "downloads", "editions", "search"}  # of the site


def foreign_letters(text: str) -> str:
    """List the characters of TEXT outside ASCII, each with its code; empty if there are none."""
    return ", ".join(f"“{c}” (U+{ord(c):04X})" for c in sorted(set(text)) if not c.isascii())


def id_problem(file: str, line: int, name: str) -> Iterator[Problem]:
    """Yield a problem if NAME is not a valid id."""
    if foreign := foreign_letters(name):
        what = f"The id “{name}” contains a letter that is not Latin: {foreign}."
        yield Problem(file, line, what, "Type it again on a Latin keyboard.")
    elif not ID.fullmatch(name):
        hint = "Use small letters, digits and hyphens, a letter first."
        yield Problem(file, line, f"“{name}” is not a valid id.", hint)
    elif name in RESERVED:
        yield Problem(file, line, f"Every page has an id “{name}”.", "Use another id.")
