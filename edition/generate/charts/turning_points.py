"""The chart “arc”: turning points between Russia and NATO on a time line.

Those that brought them closer are above the line, the others below.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from edition.content.records import Event
from edition.generate.charts.chart import RenderedChart, listed, moment
from edition.generate.charts.svg import BOND, EDGE, RIFT, SOFT, TYPE_SIZE, WIDTH, Drawing, width_of

NAME = "arc"
# Heights of a row of labels and of the band of years; the shortest stem; from stem to label.
_ROW, _AXIS, _STEM, _GAP = 20, 24, 16, 7
_EDGE = 8  # the distance of the first and last year from the edge
_MARK = 12  # marks touch if they are nearer than this
_ROWS = 12  # more rows on one side of the line would be unreadable


@dataclass(frozen=True)
class Flag:
    """A turning point in the chart.

    Attributes:
        event: its record in the timeline.
        x, y: the centre of its mark.
        left, width: the left edge and width of its label, which is next to the mark.
    """

    event: Event
    x: float
    y: float
    left: float
    width: float

    @property
    def target(self) -> tuple[float, float, float, float]:
        """Left, top, width and height of the link to its paragraph, around mark and label."""
        start, end = min(self.left, self.x - 6), max(self.left + self.width, self.x + 6)
        return start, self.y - _ROW / 2, end - start, _ROW


def turns(events: Sequence[Event]) -> list[Event]:
    """Return the turning points among EVENTS."""
    return [event for event in events if event.turn]


def layout(events: Sequence[Event], until: int) -> tuple[list[Flag], float, float]:
    """Place the flags.

    The time line runs from the year of the first event to the end of the year UNTIL.

    Returns:
        The flags in the order of EVENTS, the y of the time line's upper edge, and the total height.

    Raises:
        ValueError: the labels do not fit.
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
    return _EDGE + (time - first) / max(until + 1 - first, 1) * (WIDTH - 2 * _EDGE)


def _place(events: Sequence[Event], xs: list[float]) -> list[tuple[float, float, int]]:
    """Return left edge, width and row of each label on one side of the line.

    A label is left or right of its stem and must not cross a stem that ends farther out. So fill
    the rows from the line outwards, each with as many labels as fit between the stems of those that
    are not placed yet. If none fits, no other order would help: in any valid layout, the label
    nearest to the line crosses no stem of the others.

    Raises:
        ValueError: the labels do not fit.
    """
    widths = [width_of(event.label) + _GAP for event in events]
    placed: dict[int, tuple[float, float, int]] = {}
    row = 0
    while waiting := [index for index in range(len(events)) if index not in placed]:
        at = {xs[index]: index for index in reversed(waiting)}  # the first of those with one stem
        stems = sorted(at)
        sides = _fill_row(stems, [widths[at[x]] for x in stems])
        if not any(sides) or row == _ROWS:
            raise ValueError("the labels leave no room for each other")
        for x, side in zip(stems, sides, strict=True):
            if side:
                width = widths[at[x]]
                placed[at[x]] = (x - width if side is _Side.LEFT else x, width, row)
        row += 1
    return [placed[index] for index in range(len(events))]


class _Side(Enum):
    """The side of a label."""

    LEFT = "left of its stem"
    RIGHT = "right of its stem"


def _fill_row(xs: list[float], widths: list[float]) -> list[_Side | None]:
    """Choose the labels in one row: as many as fit, and of these as many as possible on the right.

    Args:
        xs: the positions of the stems, in ascending order.
        widths: the widths of the labels.

    Returns:
        The side of each label; None if it is not in this row.
    """
    # The best result for each choice at the last stem so far: the number of placed labels, the
    # number of those on the right, and all sides.
    best: dict[_Side | None, tuple[int, int, list[_Side | None]]] = {}
    for index, (x, width) in enumerate(zip(xs, widths, strict=True)):
        before = best or {None: (0, 0, [])}
        gap = x - (xs[index - 1] if index else 0)
        after = (xs[index + 1] if index + 1 < len(xs) else WIDTH) - x
        best = {}
        for side in (None, _Side.LEFT, _Side.RIGHT):
            if side is _Side.RIGHT and width > after:
                continue
            fitting = []
            for last, (count, right, sides) in before.items():
                taken = widths[index - 1] if last is _Side.RIGHT else 0
                if side is _Side.LEFT and taken + width > gap:
                    continue
                if side and last and gap < _MARK:
                    continue
                fitting.append((count + bool(side), right + (side is _Side.RIGHT), [*sides, side]))
            if fitting:
                best[side] = max(fitting, key=lambda choice: choice[:2])
    return max(best.values(), key=lambda choice: choice[:2])[2]


def draw(events: Sequence[Event], until: int) -> RenderedChart:
    """Draw the turning points among EVENTS on a time line that ends with the year UNTIL.

    Raises:
        ValueError: the labels do not fit.
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
        f"Closer, above the line: {told('closer')}. Apart, below it: {told('apart')}. "
        "The list below has them all."
    )
