"""A chart: numbers in docs/data/, the drawing made from them, the table and CSV that readers get with it.

Each file holds a title and rows; every row names the sources that it rests on:

    title: NATO’s members by date of accession
    rows:
    - country: Belgium
      date: 1949-04-04
      sources: [north-atlantic-treaty-1949]
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from edition.content.dates import Date
from edition.content.records import ChartRow
from edition.generate.charts.svg import Drawing


@dataclass(frozen=True)
class RenderedChart:
    """A drawing, the same in words, for those who do not see it, and its title where its file of data has none."""

    drawing: Drawing
    alternative: str
    title: str = ""


@dataclass(frozen=True)
class Field:
    """A column of a chart.

    Attributes:
        heading: what readers call it.
        kind: text, date, count (a whole number) or share (a whole number of per cent).
    """

    heading: str
    kind: str = "text"


@dataclass(frozen=True)
class Chart:
    """What a file of numbers holds and how it is drawn.

    Attributes:
        fields: its columns by key, in order; `sources` comes by itself.
        draw: makes the chart from the rows.
        series: the columns that tell one series from another; the rows of each are in the order of dates.
    """

    fields: dict[str, Field]
    draw: Callable[[Sequence[Any]], RenderedChart]
    series: tuple[str, ...] = ()


def shown(field: Field, row: ChartRow, key: str) -> str:
    """The cell KEY of a row as readers see it; empty where the row does not have it."""
    value = getattr(row, key)
    if value is None:
        return ""
    if isinstance(value, Date):
        return value.in_words
    if field.kind == "count":
        return f"{value:,}"
    return f"{value}%" if field.kind == "share" else str(value)


def moment(date: Date) -> float:
    """DATE as a point in time, in years; the middle of what it names (2005 is 2005.5)."""
    year, *rest = date.parts
    if not rest:
        return year + 0.5
    return year + (rest[0] - 1 + ((rest[1] - 1) / 31 if len(rest) == 2 else 0.5)) / 12


def listed(words: list[str]) -> str:
    """WORDS as prose has them: “a, b and c”."""
    return ", ".join(words[:-1]) + (" and " if len(words) > 1 else "") + words[-1]
