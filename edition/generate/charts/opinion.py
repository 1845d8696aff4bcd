"""The chart of Russian opinion of NATO.

The series that carries the argument is large, with the events that it is about. The answers to
other questions are small panels: answers to different questions do not form a series.
"""

from collections.abc import Mapping, Sequence

from edition.content.records import ChartData, Event, Poll
from edition.generate.charts.chart import Chart, Field, RenderedChart, listed, moment, short
from edition.generate.charts.svg import (
    EDGE,
    INK,
    PAPER,
    RULE,
    SOFT,
    WIDE,
    Drawing,
    spread,
    width_of,
    wrapped,
)

_LEFT = 42  # the left end of the time axis
_PLOT, _SMALL = 190, 56  # the heights of the large and of a small panel
_DIGITS = 21  # two numbers nearer than this would touch
_HALO = {
    "paint_order": "stroke", "stroke": PAPER, "stroke_width": "4", "stroke_linejoin": "round",
}  # fmt: skip


def draw(
    data: ChartData, rows: Sequence[Poll], events: Sequence[Event], width: float = WIDE
) -> RenderedChart:
    """Draw the polls.

    Args:
        data: the title of the chart, and the answer of its large panel.
        rows: the polls of DATA.
        events: the events that the large panel shows.
        width: of the drawing.
    """
    series: dict[tuple[str, str], list[Poll]] = {}
    for row in rows:
        series.setdefault((row.pollster, row.answer), []).append(row)
    lead = next((key for key in series if key[1] == data.lead), next(iter(series)))
    drawing = Drawing(width)
    _large(drawing, lead, series[lead], events)
    others = {key: group for key, group in series.items() if key != lead}
    if others:
        _others(drawing, others)
    return RenderedChart(drawing, _alternative(lead, series, events))


class _Panel:
    """The large panel: its scales, and what is drawn on them."""

    def __init__(self, drawing: Drawing, times: Sequence[float]) -> None:
        self.drawing = drawing
        self.top, self.foot = drawing.height, drawing.height + 36 + _PLOT
        self.first, self.last = min(times) - 0.5, max(times) + 0.6
        drawing.height = self.foot

    def x(self, time: float) -> float:
        part = (time - self.first) / (self.last - self.first)
        return _LEFT + part * (self.drawing.width - _LEFT)

    def y(self, share: float) -> float:
        return self.foot - share / 100 * _PLOT

    def draw_axes(self) -> None:
        for share in (0, 50, 100):
            y = self.y(share)
            self.drawing.line((_LEFT, y), (self.drawing.width, y), stroke=RULE if share else EDGE)
            self.drawing.text(_LEFT - 6, y + 4.5, f"{share}%", text_anchor="end", fill=SOFT)
        for year in range(int(self.first) + 1, int(self.last) + 1):
            if year % 2 == 0:
                x = self.x(year)
                self.drawing.line((x, self.foot), (x, self.foot + 5), stroke=EDGE)
                self.drawing.text(x, self.foot + 19, str(year), text_anchor="middle", fill=SOFT)

    def draw_events(self, events: Sequence[Event]) -> None:
        """Draw a line for each event, with its label at the top, or low if that is taken."""
        taken = 0.0  # the right end of the last label
        for event in events:
            x, lines = self.x(moment(event.date)), (event.label, short(event.date))
            self.drawing.line((x, self.top), (x, self.foot), stroke=EDGE, stroke_dasharray="4 3")
            width = max(map(width_of, lines)) + 6
            on_right = x + width < self.drawing.width
            left = x if on_right else x - width
            y = self.top + 10 if left > taken else self.foot - 24
            taken = left + width
            side = {} if on_right else {"text_anchor": "end"}
            for line, words in enumerate(lines):
                self.drawing.text(
                    x + (6 if on_right else -6), y + 16 * line, words, fill=SOFT, **side
                )

    def draw_polls(self, polls: Sequence[Poll]) -> None:
        """Draw a dot for each poll, with its share and date, and a dotted line that joins them."""
        points = [(self.x(moment(row.date)), self.y(row.share)) for row in polls]
        if len(points) > 1:
            dots = {"stroke_dasharray": "0.1 4.5", "stroke_linecap": "round"}
            self.drawing.line(*points, stroke=INK, stroke_width="1.8", **dots)
        for place, ((x, y), row) in enumerate(zip(points, polls, strict=True)):
            self.drawing.disc(x, y, 5.5, fill=INK, stroke=PAPER, stroke_width="1.5")
            is_low, is_late = _is_low(polls, place), x > self.drawing.width * 0.7
            look = _HALO | ({"text_anchor": "end"} if is_late else {})
            left = x + 7 if not is_late else x - 3 if is_low else min(x + 6, self.drawing.width)
            share_at, date_at = (y + 24, y + 41) if is_low else (y - 11, y - 29)
            share = f"{row.share}%"
            self.drawing.text(left, share_at, share, font_weight="600", font_size="16", **look)
            self.drawing.text(left, date_at, short(row.date), fill=SOFT, **look)


def _large(
    drawing: Drawing, key: tuple[str, str], polls: Sequence[Poll], events: Sequence[Event]
) -> None:
    lines = wrapped(": ".join(key), drawing.width, bold=True)
    for line, words in enumerate(lines):
        drawing.text(0, 12 + 16 * line, words, font_weight="600")
    drawing.height = 16 * len(lines) + 10
    times = [moment(row.date) for row in polls] + [moment(event.date) for event in events]
    panel = _Panel(drawing, times)
    panel.draw_axes()
    panel.draw_events(events)
    panel.draw_polls(polls)


def _is_low(polls: Sequence[Poll], place: int) -> bool:
    """Whether the poll at PLACE has a lower share than its neighbours."""
    near = [polls[other].share for other in (place - 1, place + 1) if 0 <= other < len(polls)]
    return 0 < place < len(polls) - 1 and all(polls[place].share < share for share in near)


def _others(drawing: Drawing, series: Mapping[tuple[str, str], Sequence[Poll]]) -> None:
    times = [moment(row.date) for group in series.values() for row in group]
    span = int(min(times)), int(max(times)) + 1
    top = drawing.height + 52
    drawing.text(0, top, "Other questions: each stands by itself", font_weight="600")
    count = len(series)
    gap = 24
    column = (drawing.width - gap * (count - 1)) / count
    deepest = max(len(wrapped(answer, column)) for _, answer in series)
    for place, ((pollster, answer), group) in enumerate(series.items()):
        if drawing.is_wide:
            width, left = column, place * (column + gap)
            base = top + 102 + 16 * deepest
            lines, axis, head = wrapped(answer, width), left + (28 if not place else 0), top + 24
        else:
            width, left, base = drawing.width, 0, top + 76 + place * 88
            lines, axis, head = wrapped(answer, 138), 180, base - 40
        drawing.text(left, head, pollster, font_weight="600")
        for line, part in enumerate(lines):
            drawing.text(left, head + 16 * (line + 1), part)
        _small(drawing, group, (axis, left + width), base, span, scaled=axis > left)
        if drawing.is_wide or place == count - 1:
            _years(drawing, (axis, left + width), base, span)
        drawing.height = base + 18


def _across(time: float, ends: tuple[float, float], span: tuple[int, int]) -> float:
    return ends[0] + 8 + (time - span[0]) / (span[1] - span[0]) * (ends[1] - ends[0] - 20)


def _small(
    drawing: Drawing,
    polls: Sequence[Poll],
    ends: tuple[float, float],
    base: float,
    span: tuple[int, int],
    *,
    scaled: bool,
) -> None:
    for share in (0, 50, 100):
        level = base - share / 100 * _SMALL
        drawing.line((ends[0], level), (ends[1], level), stroke=RULE if share else EDGE)
        if share and scaled:
            drawing.text(ends[0] - 5, level + 4.5, str(share), text_anchor="end", fill=SOFT)
    points = [
        (_across(moment(row.date), ends, span), base - row.share / 100 * _SMALL) for row in polls
    ]
    low = [_is_low(polls, place) for place in range(len(polls))]
    above = [point for point, below in zip(points, low, strict=True) if not below]
    apart = spread([at for at, _ in above], _DIGITS)
    over = max(0.0, max(apart, default=0) + 9 - ends[1])  # beyond the right edge
    free = iter(apart)
    for (at, level), row, below in zip(points, polls, low, strict=True):
        drawing.disc(at, level, 3.8, fill=SOFT)
        place, y = (at, level + 18) if below else (next(free) - over, level - 8)
        drawing.text(place, y, str(row.share), text_anchor="middle", **_HALO)


def _years(drawing: Drawing, ends: tuple[float, float], base: float, span: tuple[int, int]) -> None:
    for year in range(span[0], span[1] + 1):
        if year % (5 if drawing.is_wide else 10) == 0:
            at = _across(year, ends, span)
            drawing.line((at, base), (at, base + 4), stroke=EDGE)
            drawing.text(at, base + 18, str(year), text_anchor="middle", fill=SOFT)


def _alternative(
    lead: tuple[str, str],
    series: Mapping[tuple[str, str], Sequence[Poll]],
    events: Sequence[Event],
) -> str:
    def told(key: tuple[str, str]) -> str:
        shares = [f"{row.share} per cent in {row.date.in_words}" for row in series[key]]
        return f"{key[0]}, “{key[1]}”: {listed(shares)}"

    marked = [f"{event.label}, {event.date.in_words}" for event in events]
    lines = f" Lines mark events: {'; '.join(marked)}." if marked else ""
    others = [told(key) for key in series if key != lead]
    rest = f" Other questions: {'; '.join(others)}." if others else ""
    return f"Shares of Russians. {told(lead)}.{lines}{rest}"


CHART = Chart(
    {
        "pollster": Field("Pollster"),
        "answer": Field("Answer"),
        "date": Field("Asked", "date"),
        "share": Field("Share", "share"),
        "opposite": Field("Opposite answer", "share"),
        "note": Field("Note"),
    },
    series=("pollster", "answer"),
)
