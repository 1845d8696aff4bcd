"""The chart of NATO's battlegroups in the east: a column of soldiers by host country per date."""

from collections.abc import Sequence
from itertools import groupby

from edition.content.dates import Date
from edition.content.records import Battlegroup
from edition.generate.charts.chart import Chart, Field, RenderedChart, listed
from edition.generate.charts.svg import PAPER, SOFT, WIDTH, Drawing

_SCALE, _HEAD, _GAP = 0.028, 38, 30  # units per soldier; space above the columns, between them
_LINE = 18  # the distance between the names of two hosts


def draw(rows: Sequence[Battlegroup]) -> RenderedChart:
    """Draw the chart. Hosts of the first date are solid in every column, later ones outlined."""
    columns = [(date, list(group)) for date, group in groupby(rows, key=lambda row: row.date)]
    foot = _HEAD + _SCALE * max(_soldiers(group) for _, group in columns)
    drawing = Drawing(foot + 24)
    width = (WIDTH + _GAP) / len(columns) - _GAP
    first = {host for row in columns[0][1] for host in row.countries}
    for place, (date, group) in enumerate(columns):
        left = place * (width + _GAP)
        top = foot
        for row in group:
            top -= row.soldiers * _SCALE
            _box(drawing, row, (left, top, width), set(row.countries) <= first)
        middle = left + width / 2
        drawing.text(
            middle,
            top - 21,
            f"{_battlegroups(group)} battlegroups",
            text_anchor="middle",
            font_weight="600",
        )
        drawing.text(middle, top - 6, _in_words(group), text_anchor="middle", font_weight="600")
        drawing.text(middle, foot + 17, date.in_words, text_anchor="middle", fill=SOFT)
    drawing.line((0, foot + 0.5), (WIDTH, foot + 0.5))
    return RenderedChart(drawing, _alternative(columns))


def has_room(row: Battlegroup) -> bool:
    """Whether the names of ROW's hosts, one below the other, fit into its box."""
    return len(row.countries) == 1 or len(row.countries) * _LINE <= row.soldiers * _SCALE


def _box(
    drawing: Drawing, row: Battlegroup, place: tuple[float, float, float], solid: bool
) -> None:
    left, top, width = place
    height = row.soldiers * _SCALE
    if solid:
        drawing.box(left, top, width, height - 1.5, fill=SOFT)
    else:
        drawing.box(left + 0.5, top + 0.5, width - 1, height - 2.5, fill="none", stroke=SOFT)
    hosts = row.countries
    lines = [f"{hosts[0]} {row.soldiers:,}"] if len(hosts) == 1 else hosts
    for line, words in enumerate(lines):
        y = top + height / 2 + 3.6 + (line - (len(lines) - 1) / 2) * _LINE
        drawing.text(
            left + width / 2, y, words, text_anchor="middle", **({"fill": PAPER} if solid else {})
        )


def _battlegroups(group: Sequence[Battlegroup]) -> int:
    return sum(row.battlegroups for row in group)


def _soldiers(group: Sequence[Battlegroup]) -> int:
    return sum(row.soldiers for row in group)


def _in_words(group: Sequence[Battlegroup]) -> str:
    about = "about " if any(row.rounded for row in group) else ""
    return f"{about}{_soldiers(group):,} soldiers"


def _alternative(columns: Sequence[tuple[Date, Sequence[Battlegroup]]]) -> str:
    told = [
        f"{date.in_words}, {_battlegroups(group)} battlegroups with {_in_words(group)}, "
        f"in {listed([host for row in group for host in row.countries])}"
        for date, group in columns
    ]
    return (
        f"Columns of soldiers by host country: {'; '.join(told)}. The table below has the numbers."
    )


CHART = Chart(
    {
        "date": Field("Date", "date"),
        "hosts": Field("Hosts"),
        "battlegroups": Field("Battlegroups", "count"),
        "soldiers": Field("Soldiers", "count"),
        "rounded": Field("Precision"),
        "note": Field("Note"),
    },
    draw,
)
