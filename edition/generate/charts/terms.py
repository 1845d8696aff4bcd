"""Who was president of Russia when: read from the timeline, drawn as bands."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from edition.content.records import Event
from edition.generate.charts.chart import moment

PUTIN = "Putin"


@dataclass(frozen=True)
class Term:
    """The time of one president, in years (see `moment`).

    Attributes:
        name: the president's family name.
        start, end: when it began and ended, within the chart.
        is_first, is_last: whether it is cut off by the chart's beginning or end.
    """

    name: str
    start: float
    end: float
    is_first: bool
    is_last: bool

    @property
    def years(self) -> str:
        """Return its years for readers: “2000–08”, “since 2012”."""
        # A term that began on New Year's Eve is known by the year after.
        first, last = round(self.start - 0.4), int(self.end)
        if self.is_last:
            return f"since {first}"
        return f"to {last}" if self.is_first else f"{first}–{last % 100:02}"


def terms(events: Sequence[Event], until: float) -> Iterator[Term]:
    """Yield the terms that EVENTS begin, in order, the last until the moment UNTIL."""
    begun = [event for event in events if event.president]
    for place, event in enumerate(begun):
        is_last = place + 1 == len(begun)
        end = until if is_last else moment(begun[place + 1].date)
        yield Term(event.president, moment(event.date), end, not place, is_last)
