"""The chart of NATO's members: a line that rises a step with each accession."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from edition.content.dates import Date
from edition.content.records import Event, Member
from edition.generate.charts.chart import Chart, Field, RenderedChart, listed, moment
from edition.generate.charts.svg import (
    BAND,
    EDGE,
    INK,
    PAPER,
    SOFT,
    WIDE,
    Drawing,
    number,
    width_of,
    wrapped,
)
from edition.generate.charts.terms import PUTIN, terms

SOVIET = "Soviet republic"
_LEFT = 21  # the left end of the axis
_LINE = 15.5  # from one line of text to the next
_LANE = 20  # the height of a lane for a promised member, above the line
_MANY = 7  # countries that join together are counted, and not named, above this number
_SOON = 10  # years


@dataclass(frozen=True)
class Round:
    """Countries that joined on one day.

    Attributes:
        date: the day.
        count: the number of members from then on.
        joined: the new members.
    """

    date: Date
    count: int
    joined: tuple[Member, ...]

    @property
    def before(self) -> int:
        return self.count - len(self.joined)


def rounds(rows: Sequence[Member]) -> list[Round]:
    """Return the rounds of accession; countries that were only promised it are left out."""
    found: list[Round] = []
    count = 0
    members = [row for row in rows if not row.is_promised]
    for date, group in groupby(members, key=lambda row: row.date):
        joined = tuple(group)
        count += len(joined)
        found.append(Round(date, count, joined))
    return found


class _Plot:
    """The scales of the chart."""

    def __init__(self, rows: Sequence[Member], until: int, width: float) -> None:
        self.rounds = rounds(rows)
        self.promised = [row for row in rows if row.is_promised]
        self.first, self.last = self.rounds[0].date.year, until + 1
        self.unit = 9.2 if width >= WIDE else 10.0
        self.drawing = Drawing(width)
        self.top = _LANE * len(self.promised) + 26
        self.foot = self.top + self.unit * (self.rounds[-1].count + 1)
        self.drawing.height = self.foot + 24

    def x(self, time: float) -> float:
        span = max(self.last - self.first, 1)
        return _LEFT + (time - self.first) / span * (self.drawing.width - _LEFT)

    def y(self, count: float) -> float:
        return self.foot - count * self.unit


def draw(
    rows: Sequence[Member], events: Sequence[Event], until: int, width: float = WIDE
) -> RenderedChart:
    """Draw the number of members until the end of the year UNTIL.

    Args:
        rows: the members, and those that were promised membership.
        events: the timeline, which tells when Putin was president.
        until: the last year.
        width: of the drawing.
    """
    plot = _Plot(rows, until, width)
    _bands(plot, events, until)
    _axes(plot)
    path = ""
    for step in plot.rounds:
        start = f"H{number(plot.x(moment(step.date)))}" if path else f"M{_LEFT} {number(plot.foot)}"
        path += f"{start}V{number(plot.y(step.count))}"
    plot.drawing.path(f"{path}H{number(width)}", stroke=INK, stroke_width="2.2")
    total = plot.rounds[-1].count
    plot.drawing.text(
        width, plot.y(total) - 7, f"{total} members", text_anchor="end", font_weight="600"
    )
    _names(plot)
    for lane, row in enumerate(plot.promised):
        _promise(plot, row, 14 + lane * _LANE, said=not lane)
    return RenderedChart(plot.drawing, _alternative(rows))


def _bands(plot: _Plot, events: Sequence[Event], until: int) -> None:
    """Shade the years in which Putin was president, and say so in the lower right corner."""
    mine = [term for term in terms(events, until + 1) if term.name == PUTIN]
    for term in mine:
        left = plot.x(term.start)
        plot.drawing.box(left, 0, plot.x(term.end) - left, plot.foot, fill=BAND)
    if mine:
        middle = (plot.x(mine[0].start) + plot.drawing.width) / 2
        for line, words in enumerate(["Putin", "president", *(term.years for term in mine)]):
            weight = {"font_weight": "600"} if line < 2 else {"fill": SOFT}
            y = plot.foot - 18 - (1 + len(mine) - line) * _LINE
            plot.drawing.text(middle, y, words, text_anchor="middle", **weight)


def _axes(plot: _Plot) -> None:
    drawing = plot.drawing
    drawing.line((_LEFT, plot.foot), (drawing.width, plot.foot), stroke=EDGE)
    for count in range(0, plot.rounds[-1].count + 1, 10):
        y = plot.y(count)
        drawing.text(_LEFT - 4, y + 4.5, str(count), text_anchor="end", fill=SOFT)
    every = 10 if drawing.is_wide else 20
    for year in range(plot.first + 1, plot.last):
        if year % every == 0:
            x = plot.x(year)
            drawing.line((x, plot.foot), (x, plot.foot + 5), stroke=EDGE)
            drawing.text(x, plot.foot + 19, str(year), text_anchor="middle", fill=SOFT)


def _names(plot: _Plot) -> None:
    """Name who joined: left of the step where there is room, otherwise below it, on the right."""
    low: list[Round] = []
    above = plot.foot  # the baseline of the last label on the left
    for steps in _labelled_together(plot):
        end = plot.x(moment(steps[0].date)) - 7
        room = end - _LEFT + 2
        words = ", ".join(map(_told, steps))
        if width_of(words) > room > plot.drawing.width / 2:
            words = ", ".join(_told(step, "’") for step in steps)
        if width_of(words) > room and room < plot.drawing.width / 3:
            low += steps
            continue
        before = plot.y(steps[0].before)
        y = min(before - 4, (before + plot.y(steps[-1].count)) / 2 + 4.5, above - _LINE)
        if len(steps) > 1:
            y = min(before - 4, above - _LINE)
        soviet = [row.country for row in steps[0].joined if row.formerly == SOVIET]
        if soviet:
            y = _soviet(plot, steps[0], soviet, room) - _LINE
        lines = wrapped(words, room)
        for line, part in enumerate(reversed(lines)):
            plot.drawing.text(end, y - line * _LINE, part, text_anchor="end")
        above = y - (len(lines) - 1) * _LINE
    for line, step in enumerate(reversed(low)):
        x = plot.x(moment(step.date)) + 6
        plot.drawing.text(x, plot.y(low[-1].count) + 17 + line * (_LINE + 1), _told(step))


def _labelled_together(plot: _Plot) -> Iterator[list[Round]]:
    """Yield the rounds in order: two together if their labels would touch."""
    waiting = list(plot.rounds)
    together: list[list[Round]] = []
    while waiting:
        steps = [waiting.pop()]
        if waiting and _touch(waiting[-1], steps[0]):
            steps.insert(0, waiting.pop())
        together.insert(0, steps)
    yield from together


def _touch(step: Round, following: Round) -> bool:
    """Whether the labels of two rounds would touch: of one member each, and soon after another."""
    alone = len(step.joined) == len(following.joined) == 1
    return alone and following.date.year - step.date.year < _SOON


def _told(step: Round, century: str = "") -> str:
    """Return who joined and when; without those who had been Soviet republics.

    CENTURY replaces the century of the year.
    """
    names = [row.country for row in step.joined if row.formerly != SOVIET]
    who = f"{len(names)} founders" if len(names) > _MANY else ", ".join(names)
    year = f"{century}{step.date.year % 100:02}" if century else str(step.date.year)
    return f"{who}\N{NO-BREAK SPACE}{year}"


def _soviet(plot: _Plot, step: Round, names: Sequence[str], room: float) -> float:
    """Mark the former Soviet republics in a step by a diamond each, and name them.

    Returns:
        The baseline of the first line of names.
    """
    x = plot.x(moment(step.date))
    for place in range(len(names)):
        plot.drawing.diamond(x, plot.y(step.before + place + 1), 5.2, stroke=PAPER)
    lines = wrapped(f"{', '.join(names)}\N{NO-BREAK SPACE}{step.date.year}", room - 3, bold=True)
    middle = plot.y(step.before + (len(names) + 1) / 2) + 4.5
    top = middle - (len(lines) - 1) * _LINE / 2
    for line, words in enumerate(lines):
        y = top + line * _LINE
        plot.drawing.text(x - 10, y, words, text_anchor="end", font_weight="600")
    return top


def _promise(plot: _Plot, row: Member, y: float, *, said: bool) -> None:
    """Draw a country that was promised membership above the line, so that it is not counted."""
    x = plot.x(moment(row.date))
    plot.drawing.line(
        (x, y), (plot.drawing.width, y), stroke=INK, stroke_width="1.5", stroke_dasharray="2 4"
    )
    plot.drawing.disc(x, y, 5, fill=PAPER, stroke=INK, stroke_width="2")
    lead = "Promised in {}, not members: " if plot.drawing.is_wide else "Promised in {}: "
    words = lead.format(row.date.year) + row.country if said else row.country
    plot.drawing.text(x - 10, y + 4.5, words, text_anchor="end", font_weight="600")


def _alternative(rows: Sequence[Member]) -> str:
    grown = listed([f"{step.count} in {step.date.year}" for step in rounds(rows)])
    soviet = listed([row.country for row in rows if row.formerly == SOVIET] or ["none"])
    promised = [row for row in rows if row.is_promised]
    told = (
        f" Promised membership in {promised[0].date.year}, and not members: "
        f"{listed([row.country for row in promised])}."
        if promised
        else ""
    )
    return (
        f"A line of NATO’s members that rises in steps: {grown}. "
        f"Had been Soviet republics: {soviet}.{told} The table below names them all."
    )


CHART = Chart(
    {
        "country": Field("Country"),
        "date": Field("Joined, or was promised", "date"),
        "formerly": Field("Formerly"),
        "status": Field("Status"),
        "note": Field("Note"),
    },
)
