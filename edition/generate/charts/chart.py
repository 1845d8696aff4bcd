"""A chart: numbers in docs/data/, the drawing made from them, the table and CSV that readers get with it.

Each file holds a title and rows; every row names the sources that it rests on:

    title: NATO’s members by date of accession
    rows:
    - country: Belgium
      date: 1949-04-04
      sources: [north-atlantic-treaty-1949]
"""

from collections.abc import Callable
from dataclasses import dataclass

from edition.content.dates import parts, spoken
from edition.content.model import text_of
from edition.content.yaml import Record
from edition.generate.charts.svg import Drawing


@dataclass(frozen=True)
class RenderedChart:
    """A drawing and the same in words, for those who do not see it."""

    drawing: Drawing
    alternative: str


@dataclass(frozen=True)
class Field:
    """A column of a chart.

    Attributes:
        heading: what readers call it.
        kind: text, date, count (a whole number) or share (a whole number of per cent).
        required: whether every row has it.
        allowed: the values that it may have, where they are few.
    """

    heading: str
    kind: str = "text"
    required: bool = True
    allowed: tuple[str, ...] = ()


@dataclass(frozen=True)
class Chart:
    """What a file of numbers holds and how it is drawn.

    Attributes:
        fields: its columns by key, in order; `sources` comes by itself.
        draw: makes the chart from the rows.
        series: the columns that tell one series from another; the rows of each are in the order of dates.
    """

    fields: dict[str, Field]
    draw: Callable[[list[Record]], RenderedChart]
    series: tuple[str, ...] = ()


def shown(field: Field, row: Record, key: str) -> str:
    """A cell of the table as readers see it."""
    value = text_of(row, key) if row.get(key) != 0 else "0"
    if not value:
        return ""
    if field.kind == "date":
        return spoken(value)
    if field.kind == "count":
        return f"{int(value):,}"
    return f"{value}%" if field.kind == "share" else value


def moment(date: str) -> float:
    """DATE as a point in time, in years; the middle of what it names (2005 is 2005.5)."""
    year, *rest = parts(date)
    if not rest:
        return year + 0.5
    return year + (rest[0] - 1 + ((rest[1] - 1) / 31 if len(rest) == 2 else 0.5)) / 12


def listed(words: list[str]) -> str:
    """WORDS as prose has them: “a, b and c”."""
    return ", ".join(words[:-1]) + (" and " if len(words) > 1 else "") + words[-1]
