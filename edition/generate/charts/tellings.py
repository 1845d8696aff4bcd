"""The chart “said and told”: when each event happened (x) and when it was told (y).

A telling at the time of the event is on the diagonal; the higher a mark above it, the later the
telling. Its title counts the tellings of the events themselves, and not the related words.
"""

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from edition.content.model import Content
from edition.content.records import Story, Telling
from edition.generate.charts.chart import RenderedChart, listed, moment
from edition.generate.charts.svg import (
    BOND,
    EDGE,
    PAPER,
    RIFT,
    SOFT,
    WIDE,
    Drawing,
    spread,
)

NAME = "said-and-told"
_LEFT, _TOP, _HEIGHT = 38, 24, 420  # of the plot
_LINE, _LABEL = 16.5, 14  # a line of labels; from the last bar to them
_LEGEND = 0.53  # where the legend begins, as a part of the width
_LATE = 10  # years after which a telling counts as late
_COLOURS = (BOND, RIFT)
_HALO = {"paint_order": "stroke", "stroke": PAPER, "stroke_width": "3"}


@dataclass(frozen=True)
class _Mark:
    """A telling in the chart: the index of its story, its position, and its label.

    If it is related, it tells other words than the event itself.
    """

    story: int
    related: bool
    start: float
    end: float
    told: float
    label: str


def draw(content: Content, width: float = WIDE) -> RenderedChart:
    """Draw every telling with a label, and the sources of the timeline's other events as dots."""
    stories = list(content.stories.values())
    marks = sorted(_marks(stories), key=lambda mark: mark.told)
    first = int(min(mark.start for mark in marks)) - 1
    last = content.project.edition.cutoff.year + 1
    foot = _TOP + _HEIGHT

    def across(time: float) -> float:
        return _LEFT + (time - first) / (last - first) * (width - 4 - _LEFT)

    def upward(time: float) -> float:
        return foot - (time - first) / (last - first) * _HEIGHT

    drawing = Drawing(width, foot + 40)
    drawing.text(0, 12, "Told in", fill=SOFT, font_weight="600")
    drawing.text(width, foot + 36, "Happened in", fill=SOFT, font_weight="600", text_anchor="end")
    for year in range(first + 1, last):
        if year % 5 == 0:
            drawing.text(_LEFT - 6, upward(year) + 4.5, str(year), fill=SOFT, text_anchor="end")
            drawing.text(across(year), foot + 18, str(year), fill=SOFT, text_anchor="middle")
            drawing.line((across(year), foot), (across(year), foot + 4), stroke=EDGE)
    drawing.line((_LEFT, _TOP), (_LEFT, foot), (width - 4, foot), stroke=EDGE)
    drawing.line((across(first), upward(first)), (across(last), upward(last)), stroke=EDGE)
    for happened, told in sorted(_others(content, first)):
        drawing.disc(across(happened), upward(told), 1.8, fill=EDGE)
    left = across(max(mark.end for mark in marks)) + _LABEL
    rows = spread([-upward(mark.told) for mark in marks], _LINE)
    for mark, row in zip(marks, rows, strict=True):
        colour, y = SOFT if mark.related else _COLOURS[mark.story % 2], upward(mark.told)
        drawing.line((across(mark.end), y), (left - _LABEL + 3, y), (left - 3, -row), stroke=colour)
        drawing.text(left, 4.5 - row, mark.label, fill=colour, **_HALO)
        _symbol(drawing, mark.story, across(mark.start), across(mark.end), y, related=mark.related)
    _legend(drawing, stories, upward(first + (last - first) * 0.4))
    return RenderedChart(
        drawing,
        _alternative(stories),
        title(stories),
        "Date of the event across, date of its telling upward",
        "Each telling and event names its sources in the edition.",
    )


def title(stories: Sequence[Story]) -> str:
    """Return the chart's title, a sentence."""
    told = [
        moment(telling.told) - moment(telling.happened or story.until or story.happened)
        for story in stories
        for telling in story.tellings
        if not telling.is_related
    ]
    late = sum(years > _LATE for years in told)
    return f"Of {len(told)} tellings of two events, {late} came over ten years later"


def _marks(stories: Sequence[Story]) -> Iterator[_Mark]:
    for position, story in enumerate(stories):
        for telling in story.tellings:
            start = moment(telling.happened or story.happened)
            end = start if telling.happened else moment(story.until or story.happened)
            label = f"{telling.told.year} {telling.label}"
            yield _Mark(position, telling.is_related, start, end, moment(telling.told), label)


def _others(content: Content, first: int) -> set[tuple[float, float]]:
    """Return dates of the timeline's other events, each with dates of its sources not before it."""
    told = {
        passage.source
        for story in content.stories.values()
        for telling in story.tellings
        for passage in telling.passages
    }
    dates = [
        (moment(event.date), issued)
        for event in content.events
        for source in event.sources
        if source not in told and (issued := content.sources[source].issued)
    ]
    return {
        (happened, moment(issued))
        for happened, issued in dates
        if first <= happened <= moment(issued)
    }


def _symbol(
    drawing: Drawing, story: int, start: float, end: float, y: float, *, related: bool = False
) -> None:
    """Draw a disc for the first story, a circle for the second, a bar for an undated event.

    What is only related is smaller and grey.
    """
    colour, size = (SOFT, 2) if related else (_COLOURS[story % 2], 4)
    hollow = {"fill": PAPER, "stroke": colour, "stroke_width": "1.8"}
    look = hollow if story % 2 else {"fill": colour}
    if end > start:
        drawing.box(start, y - size + 1, end - start, 2 * size - 2, **look)
    else:
        drawing.disc(start, y, size, **look)


def _legend(drawing: Drawing, stories: Sequence[Story], y: float) -> None:
    """Draw the legend below the diagonal, where no marks are: no telling precedes its event."""
    for position, story in enumerate(stories):
        words = textwrap.wrap(f"{story.title}, {when(story)}", 20)
        x = _LEGEND * drawing.width - 12
        _symbol(drawing, position, x - 8 if story.until else x, x + 8 if story.until else x, y)
        for line in words:
            drawing.text(x + 16, y + 4.5, line, fill=_COLOURS[position % 2])
            y += 15
        y += 8
        if any(telling.is_related for telling in story.tellings):
            _symbol(drawing, position, x, x, y, related=True)
            drawing.text(x + 16, y + 4.5, "related words", fill=SOFT)
            y += 23


def when(story: Story) -> str:
    """Say when the event of STORY happened."""
    if not story.until:
        return story.happened.in_words
    return f"{story.happened.year} or {story.until.year}, not dated"


def _alternative(stories: Sequence[Story]) -> str:
    told = [
        f"{story.title} ({when(story)}) was told in "
        + listed([_told(telling) for telling in story.tellings])
        for story in stories
    ]
    return (
        "Date of the event across, date of its telling upward; what is told at once lies on a "
        f"slanting line, on which the other events of the timeline lie. {'. '.join(told)}."
    )


def _told(telling: Telling) -> str:
    related = "related words: " if telling.is_related else ""
    return f"{telling.told.in_words} ({related}{telling.label})"
