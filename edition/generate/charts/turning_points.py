"""The arc: turning points between Russia and NATO, those that brought them closer above a line of time, the others below."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

from edition.content.records import Event
from edition.generate.charts.chart import RenderedChart, listed, moment
from edition.generate.charts.svg import BOND, EDGE, RIFT, SOFT, TYPE_SIZE, WIDTH, Drawing, width_of

NAME = "arc"
_ROW, _AXIS, _STEM, _GAP = (
    20,
    24,
    16,
    7,
)  # a line of labels; the band of years; the shortest stem; from stem to label
_EDGE = 8  # the first and last year stand this far inside


@dataclass(frozen=True)
class Flag:
    """A turning point in the chart.

    Attributes:
        event: its record in the timeline.
        x, y: its mark.
        left, width: of its label, which stands beside the mark.
    """

    event: Event
    x: float
    y: float
    left: float
    width: float

    @property
    def target(self) -> tuple[float, float, float, float]:
        """The rectangle that leads to its paragraph: left, top, width, height; mark and label lie in it."""
        start, end = min(self.left, self.x - 6), max(self.left + self.width, self.x + 6)
        return start, self.y - _ROW / 2, end - start, _ROW


def turns(events: Sequence[Event]) -> list[Event]:
    """The turning points among EVENTS."""
    return [event for event in events if event.turn]


def layout(events: Sequence[Event], until: int) -> tuple[list[Flag], float, float]:
    """The flags in the order of EVENTS, the height of the line of time (its upper edge) and that of the whole.

    The line runs from the year of the first event to the end of the year UNTIL.

    Raises:
        ValueError: there is no room for all labels.
    """
    first = events[0].date.year

    def across(event: Event) -> float:
        return _across(moment(event.date), first, until)

    above = [event for event in events if event.turn == "closer"]
    below = [event for event in events if event.turn == "apart"]
    spans = {
        id(event): span
        for side in (above, below)
        for event, span in zip(side, _place(side, [across(e) for e in side]), strict=True)
    }
    axis = _ROW * max((spans[id(event)][2] for event in above), default=0) + _STEM + _ROW
    flags = []
    depth = 0.0
    for event in events:
        left, width, row = spans[id(event)]
        away = _STEM + _ROW * row
        y = axis - away if event.turn == "closer" else axis + _AXIS + away
        depth = max(depth, y)
        flags.append(Flag(event, across(event), y, left, width))
    return flags, axis, depth + _ROW


def _across(time: float, first: int, until: int) -> float:
    return _EDGE + (time - first) / (until + 1 - first) * (WIDTH - 2 * _EDGE)


def _place(events: Sequence[Event], xs: list[float]) -> list[tuple[float, float, int]]:
    """Left edge, width and row of each label on one side of the line, in as few rows as can be.

    A label stands right or left of its stem. Every stem that it would cross must end nearer to the line, so a
    choice of sides gives an order; among the choices that can be, the one with the fewest rows is taken.
    """
    best: list[tuple[float, float, int]] | None = None
    widths = [width_of(event.label) + _GAP for event in events]
    for choice in product((False, True), repeat=len(events)):
        spans = [
            (x - w, x) if to_left else (x, x + w)
            for x, w, to_left in zip(xs, widths, choice, strict=True)
        ]
        if any(start < 0 or end > WIDTH for start, end in spans):
            continue
        rows = _rows(spans, xs)
        if rows and (best is None or max(rows) < max(row for *_, row in best)):
            best = [
                (start, end - start, row) for (start, end), row in zip(spans, rows, strict=True)
            ]
    if best is None and events:
        raise ValueError("the labels leave no room for each other")
    return best or []


def _rows(spans: list[tuple[float, float]], xs: list[float]) -> list[int]:
    """The row of each span, 0 nearest to the line; nothing where each of two would have to be nearer than the other."""
    rows = [0] * len(spans)
    for _ in range(len(spans) + 1):
        settled = True
        for i, (start, end) in enumerate(spans):
            for j, (other_start, other_end) in enumerate(spans):
                crosses = i != j and start < xs[j] < end and rows[i] <= rows[j]
                touches = i < j and other_start < end and start < other_end and rows[i] == rows[j]
                if crosses or touches:
                    rows[i], settled = rows[j] + 1, False
        if settled:
            used = sorted(set(rows))
            return [used.index(row) for row in rows]
    return []


def draw(events: Sequence[Event], until: int) -> RenderedChart:
    """The chart of the turning points among EVENTS, on a line of time that ends with the year UNTIL.

    Raises:
        ValueError: there is no room for all labels.
    """
    flags, axis, height = layout(turns(events), until)
    drawing = Drawing(height)
    first = flags[0].event.date.year
    drawing.text(
        WIDTH - 3,
        12,
        "closer",
        text_anchor="end",
        fill=BOND,
        font_style="italic",
        font_weight="600",
    )
    drawing.text(0, drawing.height - 6, "apart", fill=RIFT, font_style="italic", font_weight="600")
    for flag in flags:
        closer = flag.event.turn == "closer"
        colour = BOND if closer else RIFT
        drawing.line(
            (flag.x, flag.y),
            (flag.x, axis if closer else axis + _AXIS),
            stroke=colour,
            stroke_width="1.5",
        )
        (drawing.disc if closer else drawing.diamond)(
            flag.x, flag.y, 4.5 if closer else 5.5, fill=colour
        )
        to_left = flag.left < flag.x
        x = flag.x - _GAP - 1 if to_left else flag.x + _GAP + 1
        drawing.text(
            x,
            flag.y + 4.3,
            flag.event.label,
            **({"text_anchor": "end"} if to_left else {}),
        )
    for y in (axis, axis + _AXIS):
        drawing.line((0, y), (WIDTH, y), stroke=EDGE)
    base = axis + _AXIS / 2 + TYPE_SIZE * 0.35
    drawing.text(0, base, str(first), fill=SOFT)
    drawing.text(WIDTH, base, str(until), text_anchor="end", fill=SOFT)
    for year in range(first + 5, until - 4):
        if year % 10 == 0:
            drawing.text(
                _across(year, first, until), base, str(year), text_anchor="middle", fill=SOFT
            )
    return RenderedChart(drawing, _alternative([flag.event for flag in flags]))


def _alternative(events: Sequence[Event]) -> str:
    def told(turn: str) -> str:
        return listed(
            [f"{event.label} ({event.date.year})" for event in events if event.turn == turn]
            or ["none"]
        )

    return (
        "A line of time with turning points. "
        f"Closer, above the line: {told('closer')}. Apart, below it: {told('apart')}. The list below has them all."
    )
