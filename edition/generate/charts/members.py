"""The chart of NATO's members, a staircase: one row each, beginning on the day of accession."""

from collections.abc import Sequence
from itertools import groupby

from edition.content.dates import Date
from edition.content.records import Member
from edition.generate.charts.chart import Chart, Field, RenderedChart, listed, moment
from edition.generate.charts.svg import EDGE, SOFT, WIDTH, Drawing

SOVIET = "Soviet republic"
_ROW, _TOP, _LEFT, _RIGHT = 13.5, 38, 112, 242
_YEARS = (1950, 1975, 2000, 2025)


def draw(rows: Sequence[Member]) -> RenderedChart:
    """Draw the chart: the first members at the bottom, the count next to each accession round."""
    foot = _TOP + _ROW * len(rows)
    drawing = Drawing(foot + 34)
    first, last = rows[0].date.year, 2027

    def across(time: float) -> float:
        return _LEFT + (time - first) / max(last - first, 1) * (_RIGHT - _LEFT)

    drawing.diamond(6, 8, 5)
    drawing.text(16, 12, "had been a Soviet republic")
    drawing.text(_RIGHT + 36, 30, "year", text_anchor="end", fill=SOFT)
    drawing.text(WIDTH, 30, "total", text_anchor="end", fill=SOFT)
    drawing.line((_LEFT, foot), (_RIGHT, foot), stroke=EDGE)
    for year in _YEARS:
        drawing.line((across(year), foot), (across(year), foot + 5), stroke=EDGE)
        drawing.text(across(year), foot + 18, str(year), text_anchor="middle", fill=SOFT)
    for place, row in enumerate(rows):
        y = foot - _ROW * (place + 0.5)
        start = across(moment(row.date))
        drawing.line((start, y), (_RIGHT, y), stroke_width="2")
        if row.formerly == SOVIET:
            drawing.diamond(start, y, 5)
        else:
            drawing.disc(start, y, 3)
        drawing.text(start - 8, y + 4, row.country, text_anchor="end")
    for date, count, _ in rounds(rows):
        y = foot - _ROW * (count - 0.5) + 4
        drawing.text(_RIGHT + 36, y, str(date.year), text_anchor="end", fill=SOFT)
        drawing.text(WIDTH, y, str(count), text_anchor="end", font_weight="600")
    return RenderedChart(drawing, _alternative(rows))


def rounds(rows: Sequence[Member]) -> list[tuple[Date, int, list[Member]]]:
    """Return each date of accession, the number of members from then on, and the new members."""
    found: list[tuple[Date, int, list[Member]]] = []
    count = 0
    for date, group in groupby(rows, key=lambda row: row.date):
        joined = list(group)
        count += len(joined)
        found.append((date, count, joined))
    return found


def _alternative(rows: Sequence[Member]) -> str:
    steps = rounds(rows)
    grown = listed([f"{count} in {date.year}" for date, count, _ in steps])
    soviet = listed([row.country for row in rows if row.formerly == SOVIET] or ["None"])
    return (
        f"A staircase of NATO’s members by date of accession: {grown}. "
        f"Had been Soviet republics: {soviet}. The table below names them all."
    )


CHART = Chart(
    {
        "country": Field("Member"),
        "date": Field("Joined", "date"),
        "formerly": Field("Formerly"),
        "note": Field("Note"),
    },
    draw,
)
