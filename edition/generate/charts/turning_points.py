"""The chart “turning points”: what brought Russia and NATO closer, and what drove them apart.

Time runs down, in a column with Russia's presidents. Both lanes are equally wide and all marks
equally far from the column, so that the layout tells nothing but when and which way.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from edition.content.records import Event
from edition.generate.charts.chart import RenderedChart, listed, moment, short
from edition.generate.charts.svg import (
    BAND,
    BOND,
    DEEP,
    RIFT,
    SOFT,
    TYPE_SIZE,
    WIDE,
    Drawing,
    spread,
    width_of,
)
from edition.generate.charts.terms import PUTIN, terms

NAME = "turning-points"
_YEAR, _TOP = 11.5, 34  # the height of a year; of the heads
_BASE = 4.6  # from the middle of a line of text down to its baseline
CLOSER, APART = "closer", "apart"


@dataclass(frozen=True)
class _Measures:
    """The measures of one width.

    Attributes:
        column: the width of the column of time.
        away: from the column to the marks.
        row: from one label to the next.
    """

    column: float
    away: float
    row: float


def _measures(width: float) -> _Measures:
    return _Measures(120, 26, 20) if width >= WIDE else _Measures(74, 12, 18)


@dataclass(frozen=True)
class Flag:
    """A turning point in the chart.

    Attributes:
        event: its record in the timeline.
        exact: the height of its date in the column.
        y: the height of its mark.
        label: its label.
    """

    event: Event
    exact: float
    y: float
    label: str


def turns(events: Sequence[Event]) -> list[Event]:
    """Return the turning points among EVENTS."""
    return [event for event in events if event.turn]


def layout(events: Sequence[Event], until: int, width: float) -> list[Flag]:
    """Place the turning points EVENTS in a drawing of WIDTH that ends with the year UNTIL.

    Raises:
        ValueError: a label is too long, or there are too many of them.
    """
    measures, start = _measures(width), _start(events)
    lane = (width - measures.column) / 2 - measures.away - 9
    flags = []
    for turn in (CLOSER, APART):
        mine = [event for event in events if event.turn == turn]
        exact = [_height(moment(event.date), start) for event in mine]
        ys = spread(exact, measures.row)
        if ys and (ys[0] < _TOP or ys[-1] > _height(until + 1, start)):
            raise ValueError("the labels leave no room for each other")
        for event, date, y in zip(mine, exact, ys, strict=True):
            label = f"{event.label}, {short(event.date)}" if width >= WIDE else event.label
            if width_of(label) > lane:
                raise ValueError(f"the label “{label}” is too long")
            flags.append(Flag(event, date, y, label))
    return flags


def _start(events: Sequence[Event]) -> float:
    return moment(events[0].date) - 0.6


def _height(time: float, start: float) -> float:
    return _TOP + (time - start) * _YEAR


def draw(events: Sequence[Event], until: int, width: float = WIDE) -> RenderedChart:
    """Draw the turning points among the timeline's EVENTS, until the end of the year UNTIL.

    Raises:
        ValueError: as `layout`.
    """
    points, measures = turns(events), _measures(width)
    flags, start = layout(points, until, width), _start(points)
    foot = _height(until + 1, start)
    drawing = Drawing(width, foot)
    middle, half = width / 2, measures.column / 2
    for term in terms(events, until + 1):
        top, bottom = _height(max(term.start, start), start), _height(term.end, start)
        if bottom <= top:
            continue
        is_putin = term.name == PUTIN
        drawing.box(
            middle - half, top, 2 * half, bottom - top - 1.5, fill=BAND if is_putin else DEEP
        )
        weight = {"font_weight": "600"} if is_putin else {}
        y = (top + bottom) / 2
        drawing.text(middle, y - 4, term.name, text_anchor="middle", **weight)
        drawing.text(middle, y + 13, term.years, text_anchor="middle", fill=SOFT)
    drawing.text(middle, 14, "President", text_anchor="middle", fill=SOFT)
    for side, turn, colour in ((-1, CLOSER, BOND), (1, APART, RIFT)):
        edge = middle + side * half
        mark = edge + side * measures.away
        anchor = {"text_anchor": "end"} if side < 0 else {}
        drawing.text(
            mark + side * 9, 14, turn.capitalize(), fill=colour, font_weight="600", **anchor
        )
        for flag in flags:
            if flag.event.turn != turn:
                continue
            drawing.line(
                (edge, flag.exact),
                (edge + side * 4, flag.exact),
                (mark, flag.y),
                stroke=colour,
            )
            if side < 0:
                drawing.disc(mark, flag.y, 4.5, fill=colour)
            else:
                drawing.diamond(mark, flag.y, 5.5, fill=colour)
            drawing.text(mark + side * 9, flag.y + _BASE, flag.label, **anchor)
    _say_that_none(drawing, points, start, until)
    return RenderedChart(
        drawing,
        _alternative(points),
        title(points),
        "Two lanes beside a column of time: what brought Russia and NATO closer, and what drove "
        "them apart",
        "The editors’ choice among the events of the timeline, which names the sources of each.",
    )


def _say_that_none(drawing: Drawing, points: Sequence[Event], start: float, until: int) -> None:
    """Say of a lane that stays empty for long that nothing was chosen: the choice is ours."""
    measures = _measures(drawing.width)
    for side, turn in ((-1, CLOSER), (1, APART)):
        last = max((event.date.year for event in points if event.turn == turn), default=None)
        if last is None or until - last < 6:
            continue
        x = drawing.width / 2 + side * (measures.column / 2 + measures.away + 9)
        y = _height((last + until) / 2 + 1, start)
        anchor = {"text_anchor": "end"} if side < 0 else {}
        for line, words in enumerate(("none chosen", f"after {last}")):
            drawing.text(
                x, y + line * (TYPE_SIZE + 3), words, fill=SOFT, font_style="italic", **anchor
            )


def title(points: Sequence[Event]) -> str:
    """Return the chart's title, a sentence."""
    closer = [event for event in points if event.turn == CLOSER]
    if not closer:
        return f"Our {len(points)} turning points all drove Russia and NATO apart"
    return (
        f"Of our {len(points)} turning points {len(closer)} led closer, "
        f"the last in {closer[-1].date.year}"
    )


def _alternative(events: Sequence[Event]) -> str:
    def told(turn: str) -> str:
        return listed(
            [f"{event.label} ({event.date.year})" for event in events if event.turn == turn]
            or ["none"]
        )

    return (
        "A column of time with Russia’s presidents and the turning points on its sides. "
        f"Closer: {told(CLOSER)}. Apart: {told(APART)}. The list below has them all."
    )
