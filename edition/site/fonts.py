"""Subset the fonts to the characters that the pages use.

The files in docs/assets/fonts are complete; the pages need about a hundred characters of each.
"""

import io
import re
from dataclasses import dataclass
from pathlib import Path

import tinycss2
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

_FACE = re.compile(r"@font-face\s*\{[^}]*\}")
_URL = re.compile(r"url\(\s*[\"']?([^\"')]+)[\"']?\s*\)")
_RANGE = re.compile(r"unicode-range:\s*([^;}]+)")
# Kerning, and the placement of combining marks. Tabular figures are not needed: tables use the
# reader's own sans-serif font.
_FEATURES = ["kern", "ccmp", "locl", "mark"]


@dataclass(frozen=True)
class Face:
    """One `@font-face` rule: its text, the address of its file, and the characters to keep."""

    rule: str
    url: str
    letters: frozenset[str]


def faces(css: str, letters: frozenset[str]) -> list[Face]:
    """Return the `@font-face` rules of a stylesheet, each with those of LETTERS in its range."""
    found = []
    for match in _FACE.finditer(css):
        rule = match.group()
        url, span = _URL.search(rule), _RANGE.search(rule)
        if url:
            wanted = {
                letter for letter in letters if not span or _within(ord(letter), span.group(1))
            }
            found.append(Face(rule, url.group(1), frozenset(wanted)))
    return found


def _within(code: int, ranges: str) -> bool:
    parts = tinycss2.parse_component_value_list(ranges)
    return any(part.start <= code <= part.end for part in parts if part.type == "unicode-range")


def _keep_kerning(font: TTFont, pairs: frozenset[tuple[str, str]]) -> None:
    """Remove kerning for pairs that never occur; that is a third of the table."""
    names = font.getBestCmap()
    met = {
        (names[ord(one)], names[ord(other)])
        for one, other in pairs
        if ord(one) in names and ord(other) in names
    }
    lookups = font["GPOS"].table.LookupList.Lookup if "GPOS" in font else []
    for table in (
        getattr(table, "ExtSubTable", table) for lookup in lookups for table in lookup.SubTable
    ):
        if table.LookupType != 2:  # not kerning
            continue
        if table.Format == 1:
            for glyph, entries in zip(table.Coverage.glyphs, table.PairSet, strict=True):
                entries.PairValueRecord = [
                    entry for entry in entries.PairValueRecord if (glyph, entry.SecondGlyph) in met
                ]
                entries.PairValueCount = len(entries.PairValueRecord)
            continue
        first, second, covered = (
            table.ClassDef1.classDefs,
            table.ClassDef2.classDefs,
            set(table.Coverage.glyphs),
        )
        classes = {
            (first.get(one, 0), second.get(other, 0)) for one, other in met if one in covered
        }
        for row, record in enumerate(table.Class1Record):
            for column, entry in enumerate(record.Class2Record):
                if (row, column) not in classes and entry.Value1 is not None:
                    entry.Value1.XAdvance = 0


def subset(source: Path, letters: frozenset[str], pairs: frozenset[tuple[str, str]]) -> bytes:
    """Return the font SOURCE as WOFF2, with only LETTERS and the kerning of PAIRS."""
    font = TTFont(source, recalcTimestamp=False)
    options = Options()
    options.layout_features = _FEATURES
    options.hinting = False
    options.name_IDs = [0, 1, 2]  # the licence requires the copyright notice
    options.drop_tables += ["BASE", "STAT"]  # baselines of other scripts, and font menus
    subsetter = Subsetter(options)
    subsetter.populate(text="".join(letters))
    subsetter.subset(font)
    _keep_kerning(font, pairs)
    font.flavor = "woff2"
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()
