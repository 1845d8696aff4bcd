"""NATO's battlegroups in the east: for each date a column of soldiers by host country."""

from itertools import groupby

from edition.content.dates import spoken
from edition.content.model import text_of
from edition.content.yaml import Record
from edition.generate.charts.chart import Chart, Field, RenderedChart, listed
from edition.generate.charts.svg import PAPER, SOFT, WIDTH, Drawing

_SCALE, _HEAD, _GAP = 0.028, 38, 30  # units a soldier; above the columns; between them


def draw(rows: list[Record]) -> RenderedChart:
    """Hosts of the first date are solid in every column, later ones outlined."""
    columns = [
        (date, list(group)) for date, group in groupby(rows, key=lambda row: text_of(row, "date"))
    ]
    foot = _HEAD + _SCALE * max(_sum(group, "soldiers") for _, group in columns)
    drawing = Drawing(foot + 24)
    width = (WIDTH + _GAP) / len(columns) - _GAP
    first = {host for row in columns[0][1] for host in _hosts(row)}
    for place, (date, group) in enumerate(columns):
        left = place * (width + _GAP)
        top = foot
        for row in group:
            top -= row["soldiers"] * _SCALE
            _box(drawing, row, (left, top, width), set(_hosts(row)) <= first)
        middle = left + width / 2
        drawing.text(
            middle,
            top - 21,
            f"{_sum(group, 'battlegroups')} battlegroups",
            text_anchor="middle",
            font_weight="600",
        )
        drawing.text(middle, top - 6, _soldiers(group), text_anchor="middle", font_weight="600")
        drawing.text(middle, foot + 17, spoken(date), text_anchor="middle", fill=SOFT)
    drawing.line((0, foot + 0.5), (WIDTH, foot + 0.5))
    return RenderedChart(drawing, _alternative(columns))


def _box(drawing: Drawing, row: Record, place: tuple[float, float, float], solid: bool) -> None:
    left, top, width = place
    height = row["soldiers"] * _SCALE
    if solid:
        drawing.box(left, top, width, height - 1.5, fill=SOFT)
    else:
        drawing.box(left + 0.5, top + 0.5, width - 1, height - 2.5, fill="none", stroke=SOFT)
    hosts = _hosts(row)
    lines = [f"{hosts[0]} {row['soldiers']:,}"] if len(hosts) == 1 else hosts
    for line, words in enumerate(lines):
        y = top + height / 2 + 3.6 + (line - (len(lines) - 1) / 2) * 18
        drawing.text(
            left + width / 2, y, words, text_anchor="middle", **({"fill": PAPER} if solid else {})
        )


def _hosts(row: Record) -> list[str]:
    return [host.strip() for host in text_of(row, "hosts").split(",")]


def _sum(group: list[Record], key: str) -> int:
    return sum(int(row[key]) for row in group)


def _soldiers(group: list[Record]) -> str:
    about = "about " if any(row.get("rounded") for row in group) else ""
    return f"{about}{_sum(group, 'soldiers'):,} soldiers"


def _alternative(columns: list[tuple[str, list[Record]]]) -> str:
    told = [
        f"{spoken(date)}, {_sum(group, 'battlegroups')} battlegroups with {_soldiers(group)}, "
        f"in {listed([host for row in group for host in _hosts(row)])}"
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
        "rounded": Field("Precision", required=False, allowed=("about",)),
        "note": Field("Note", required=False),
    },
    draw,
)
