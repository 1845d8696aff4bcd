"""The chart of NATO's battlegroups in the east: a row per date, and the hosts of the last one."""

from collections.abc import Sequence
from itertools import groupby

from edition.content.dates import Date
from edition.content.records import Battlegroup, Event
from edition.generate.charts.chart import Chart, Field, RenderedChart, listed
from edition.generate.charts.svg import (
    EDGE,
    INK,
    PAPER,
    SOFT,
    WIDE,
    Drawing,
    width_of,
)

_BAR, _ROW = 24, 64  # the heights of a bar, and of a row with its words
_HOST = 21  # from one host to the next
_NAME, _NUMBER = 76, 46  # the room for a host's name, and for its number
UNKNOWN = "number of soldiers not found"


def draw(
    rows: Sequence[Battlegroup], events: Sequence[Event], width: float = WIDE
) -> RenderedChart:
    """Draw the chart. Hosts of the first date are solid in every row, later ones outlined.

    Args:
        rows: the battlegroups; a date without soldiers is drawn as unknown.
        events: what happened between the dates, drawn as lines between the rows.
        width: of the drawing.
    """
    dates = [(date, list(group)) for date, group in groupby(rows, key=lambda row: row.date)]
    first = {host for row in dates[0][1] for host in row.countries}
    most = max(filter(None, (_soldiers(group) for _, group in dates)), default=1)
    drawing = Drawing(width)
    waiting = list(events)
    top = 12.0
    for date, group in dates:
        while waiting and waiting[0].date <= date:
            top = _between(drawing, waiting.pop(0), top)
        drawing.text(0, top, date.in_words, font_weight="600")
        start = width_of(date.in_words, bold=True) + 10
        drawing.text(start, top, _head(group, by_bar=len(group) == 1))
        _bars(drawing, group, top + 8, first, (width - 1) / most)
        top += _ROW
    last = dates[-1][1]
    drawing.height = top - _ROW + 8 + _BAR
    if len(last) > 1:
        _hosts(drawing, dates[-1][0], last, first)
    return RenderedChart(drawing, _alternative(dates))


def _between(drawing: Drawing, event: Event, top: float) -> float:
    """Draw a line for EVENT between two rows; return where the next row begins."""
    words = f"{event.date.in_words}: {event.label}"
    drawing.text(drawing.width, top - 4, words, text_anchor="end")
    drawing.line((0, top + 2), (drawing.width, top + 2), stroke=INK, stroke_width="1.5")
    return top + 26


def _bars(
    drawing: Drawing, group: Sequence[Battlegroup], top: float, first: set[str], scale: float
) -> None:
    """Draw the soldiers of a date: in hosts of the first date, then in new ones."""
    if _soldiers(group) is None:
        drawing.line((0.5, top), (0.5, top + _BAR))
        middle = top + _BAR / 2
        start = width_of(UNKNOWN) + 20
        drawing.line((start, middle), (drawing.width, middle), stroke=EDGE, stroke_dasharray="1 5")
        drawing.text(9, middle + 4.5, UNKNOWN, fill=SOFT, font_style="italic")
        return
    left = 0.0
    for is_old, words in ((True, "in the first hosts"), (False, "in new hosts")):
        part = [row for row in group if (set(row.countries) <= first) is is_old]
        soldiers = _soldiers(part) or 0
        if not soldiers:
            continue
        length = soldiers * scale
        _bar(drawing, left, top, length, _BAR, solid=is_old)
        told = _counted(part) if len(part) == len(group) else f"{_counted(part)} {words}"
        if width_of(told, bold=True) + 12 > length:
            told = _counted(part)
        look = {"fill": PAPER} if is_old else {}
        drawing.text(left + 8, top + _BAR / 2 + 4.7, told, font_weight="600", **look)
        left += length


def _bar(
    drawing: Drawing, left: float, top: float, length: float, height: float, *, solid: bool
) -> None:
    if solid:
        drawing.box(left, top, length, height, fill=SOFT)
    else:
        drawing.box(
            left + 0.75, top + 0.75, length - 1.5, height - 1.5,
            fill=PAPER, stroke=SOFT, stroke_width="1.5",
        )  # fmt: skip


def _hosts(drawing: Drawing, date: Date, group: Sequence[Battlegroup], first: set[str]) -> None:
    """Draw the rows of GROUP on a larger scale, the most soldiers first, the first hosts before."""
    top = drawing.height + 32
    drawing.text(0, top, f"{date.in_words} by host, drawn larger", font_weight="600")
    most = max(row.soldiers or 0 for row in group)
    old = [row for row in group if set(row.countries) <= first]
    new = [row for row in group if row not in old]
    gap = 18
    width = (drawing.width - gap) / 2 if drawing.is_wide else drawing.width
    foot = top + 12
    for place, part in enumerate((old, new)):
        left = place * (width + gap) if drawing.is_wide else 0
        y = top + 12 if drawing.is_wide else foot
        for row in sorted(part, key=lambda row: -(row.soldiers or 0)):
            soldiers = row.soldiers or 0
            length = soldiers / most * (width - _NAME - _NUMBER)
            drawing.text(left + _NAME - 7, y + 12, row.hosts, text_anchor="end")
            _bar(drawing, left + _NAME, y, length, 15, solid=place == 0)
            drawing.text(left + _NAME + length + 6, y + 12, f"{soldiers:,}")
            y += _HOST
        foot = max(foot, y + 8)
    drawing.height = foot - 14


def _battlegroups(group: Sequence[Battlegroup]) -> int:
    return sum(row.battlegroups for row in group)


def _soldiers(group: Sequence[Battlegroup]) -> int | None:
    """Return the number of soldiers; None if it is not known of one of the rows."""
    numbers = [row.soldiers for row in group]
    return None if None in numbers else sum(filter(None, numbers))


def _counted(group: Sequence[Battlegroup]) -> str:
    about = "about " if any(row.rounded for row in group) else ""
    return f"{about}{_soldiers(group):,}"


def _head(group: Sequence[Battlegroup], *, by_bar: bool) -> str:
    """Return what stands beside the date; without the soldiers if the bar has them."""
    words = f"{_battlegroups(group)} battlegroups"
    return words if by_bar else f"{words}, {_counted(group)} soldiers"


def _alternative(dates: Sequence[tuple[Date, Sequence[Battlegroup]]]) -> str:
    told = [
        f"{date.in_words}, {_battlegroups(group)} battlegroups with "
        f"{UNKNOWN if _soldiers(group) is None else f'{_counted(group)} soldiers'}, "
        f"in {listed([host for row in group for host in row.countries])}"
        for date, group in dates
    ]
    return f"Bars of soldiers by date: {'; '.join(told)}. The table below has the numbers."


CHART = Chart(
    {
        "date": Field("Date", "date"),
        "hosts": Field("Hosts"),
        "battlegroups": Field("Battlegroups", "count"),
        "soldiers": Field("Soldiers", "count"),
        "rounded": Field("Precision"),
        "note": Field("Note"),
    },
)
