"""Fonts cut down to the letters that the pages use.

The files in docs/assets/fonts are whole; the pages need about a hundred letters of each.
"""

import io
import re
from dataclasses import dataclass
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

_FACE = re.compile(r"@font-face\s*\{[^}]*\}")
_URL = re.compile(r"url\(\s*[\"']?([^\"')]+)[\"']?\s*\)")
_RANGE = re.compile(r"unicode-range:\s*([^;}]+)")
# Marks on their letters. Kerning would cost every first view another kilobyte, and the budget is spent.
_FEATURES = ["ccmp", "locl", "mark"]


@dataclass(frozen=True)
class Face:
    """One `@font-face` rule: its text, the address of its file, and the letters that it is for."""

    rule: str
    url: str
    letters: frozenset[str]


def faces(css: str, letters: frozenset[str]) -> list[Face]:
    """The `@font-face` rules of a stylesheet, each with those of LETTERS that lie in its range."""
    found = []
    for match in _FACE.finditer(css):
        rule = match.group()
        url, span = _URL.search(rule), _RANGE.search(rule)
        if url:
            wanted = {letter for letter in letters if not span or _within(ord(letter), span.group(1))}
            found.append(Face(rule, url.group(1), frozenset(wanted)))
    return found


def _within(code: int, ranges: str) -> bool:
    for part in ranges.split(","):
        first, _, last = part.strip().upper().removeprefix("U+").partition("-")
        if int(first, 16) <= code <= int(last or first, 16):
            return True
    return False


def subset(source: Path, letters: frozenset[str]) -> bytes:
    """The font SOURCE as WOFF2, with LETTERS only."""
    font = TTFont(source, recalcTimestamp=False)
    options = Options()
    options.layout_features = _FEATURES
    options.hinting = False
    options.name_IDs = [0, 1, 2]  # the licence asks for the copyright notice
    options.drop_tables += ["BASE", "STAT"]  # for other scripts' lines, and for menus of fonts
    subsetter = Subsetter(options)
    subsetter.populate(text="".join(letters))
    subsetter.subset(font)
    font.flavor = "woff2"
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()
