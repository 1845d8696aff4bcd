"""The chart of Russian opinion of NATO.

It has a panel for each pollster's question: answers to different questions do not form a series.
"""

from collections.abc import Mapping, Sequence

from edition.content.records import Poll
from edition.generate.charts.chart import Chart, Field, RenderedChart, listed, moment
from edition.generate.charts.svg import EDGE, SOFT, WIDTH, Drawing

# The heights of a panel's plot and of its title; the left and right end of the time axis.
_PLOT, _TITLE, _LEFT, _RIGHT = 62, 42, 12, 292
# Nearer than this, two numbers would touch; a number would touch the next stem.
_CLOSE, _CLOSER = 17, 10


def draw(rows: Sequence[Poll]) -> RenderedChart:
    """Draw every answer as a separate stem from 0 per cent, with no lines between polls."""
    panels: dict[tuple[str, str], list[Poll]] = {}
    for row in rows:
        panels.setdefault((row.pollster, row.answer), []).append(row)
    times = [moment(row.date) for row in rows]
    first, last = min(times), max(times)
    foot = (_PLOT + _TITLE) * len(panels)
    drawing = Drawing(foot + 24)

    def across(time: float) -> float:
        return _LEFT + (time - first) / (last - first or 1) * (_RIGHT - _LEFT)

    years = [year for year in range(int(first) + 1, int(last) + 1) if year % 5 == 0]
    for year in years:
        drawing.text(across(year), foot + 19, str(year), text_anchor="middle", fill=SOFT)
    for place, ((pollster, question), group) in enumerate(panels.items()):
        base = (_PLOT + _TITLE) * (place + 1)
        drawing.text(0, base - _PLOT - 22, pollster, font_weight="600")
        drawing.text(0, base - _PLOT - 7, question)
        for year in years:
            drawing.line(
                (across(year), base - _PLOT),
                (across(year), base + 5),
                stroke=EDGE,
                stroke_dasharray="1 3",
            )
        drawing.line((0, base), (WIDTH, base))
        _stems(
            drawing,
            [(across(moment(row.date)), row.share) for row in group],
            base,
        )
    return RenderedChart(drawing, _alternative(panels))


def _stems(drawing: Drawing, points: list[tuple[float, int]], base: float) -> None:
    for place, (x, share) in enumerate(points):
        y = base - share / 100 * _PLOT
        drawing.line((x, base), (x, y), stroke_width="2")
        drawing.disc(x, y, 3.5)
        if place > 0 and x - points[place - 1][0] < _CLOSE:
            drawing.text(x + 6, y + 2, str(share))
        elif place + 1 < len(points) and points[place + 1][0] - x < _CLOSER:
            drawing.text(x - 6, y + 2, str(share), text_anchor="end")
        else:
            drawing.text(x, y - 7, str(share), text_anchor="middle")


def _alternative(panels: Mapping[tuple[str, str], Sequence[Poll]]) -> str:
    told = [
        f"{pollster}, “{question}”: "
        + listed([f"{row.share} per cent in {row.date.in_words}" for row in group])
        for (pollster, question), group in panels.items()
    ]
    return f"Shares of Russians in {len(panels)} separate series of polls. {'; '.join(told)}."


CHART = Chart(
    {
        "pollster": Field("Pollster"),
        "answer": Field("Answer"),
        "date": Field("Asked", "date"),
        "share": Field("Share", "share"),
        "opposite": Field("Opposite answer", "share"),
        "note": Field("Note"),
    },
    draw,
    series=("pollster", "answer"),
)
