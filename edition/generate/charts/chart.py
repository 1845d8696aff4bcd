"""The parts of a chart: numbers in docs/data/, and the drawing, table and CSV made from them.

Each data file contains a title and rows. Every row lists its sources:

    title: NATO’s members by date of accession
    rows:
    - country: Belgium
      date: 1949-04-04
      sources: [north-atlantic-treaty-1949]
"""

from dataclasses import dataclass

from edition.content.dates import MONTHS, Date
from edition.content.records import ChartRow
from edition.generate.charts.svg import Drawing


@dataclass(frozen=True)
class RenderedChart:
    """A drawing with its words.

    Attributes:
        drawing: the marks.
        alternative: what they show, for those who do not see them.
        title: the finding, in at most twelve words.
        subtitle: what is drawn.
        credit: its sources in short, shown in the picture itself.
    """

    drawing: Drawing
    alternative: str
    title: str = ""
    subtitle: str = ""
    credit: str = ""


@dataclass(frozen=True)
class Field:
    """A column of a chart.

    Attributes:
        heading: its name for readers.
        kind: text, date, count (a whole number) or share (a whole number of per cent).
    """

    heading: str
    kind: str = "text"


@dataclass(frozen=True)
class Chart:
    """The columns of a data file.

    Attributes:
        fields: its columns by key, in order, without `sources`, which every chart has.
        series: the columns that identify a series. The rows of each series are in order of date.
    """

    fields: dict[str, Field]
    series: tuple[str, ...] = ()


def shown(field: Field, row: ChartRow, key: str) -> str:
    """Return the cell KEY of a row as readers see it; empty if the row has no such value."""
    value = getattr(row, key)
    if value is None:
        return ""
    if isinstance(value, Date):
        return value.in_words
    if field.kind == "count":
        return f"{value:,}"
    return f"{value}%" if field.kind == "share" else str(value)


def moment(date: Date) -> float:
    """Return the middle of DATE in years: 2005 is 2005.5."""
    year, *rest = date.parts
    if not rest:
        return year + 0.5
    return year + (rest[0] - 1 + ((rest[1] - 1) / 31 if len(rest) == 2 else 0.5)) / 12


def short(date: Date) -> str:
    """Return DATE by month and year: “Feb 2000”, or “2000”."""
    year, *rest = date.parts
    return f"{MONTHS[rest[0] - 1][:3]} {year}" if rest else str(year)


def listed(words: list[str]) -> str:
    """Join WORDS as in prose: “a, b and c”."""
    return ", ".join(words[:-1]) + (" and " if len(words) > 1 else "") + words[-1]
