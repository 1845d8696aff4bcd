"""`/// timeline | 2000-2003` lists the events of those years, by year.

Each event is a line that opens to its text and sources. `/// timeline-index` is, once before the
first of them, the place where readers choose events, and the years to jump to.

`/// arc` lists only the turning points: the events whose `turn` is `closer` or `apart`.
"""

import xml.etree.ElementTree as etree
from collections.abc import Sequence
from itertools import groupby
from typing import ClassVar

from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString
from pymdownx.blocks.block import Block

from edition.content.citation_style import short_reference
from edition.content.dates import Date, years
from edition.content.model import Content
from edition.content.records import Event
from edition.extensions.html import append, join, link, paragraph
from edition.extensions.picker import ALL, Question, answers, picker
from edition.extensions.project import content_of

STRANDS = {"talks": "Talks", "enlargement": "Enlargement", "wars": "Wars", "putin": "Putin"}
TURNS = {"closer": "Closer", "apart": "Apart"}
# The tag of a year's heading until the table of contents is made, which would list every year.
_YEAR_TAG = "edition-year"


class TimelineBlock(Block):
    """Renders the events in a section for each year."""

    def on_create(self, parent: etree.Element) -> etree.Element:
        content = content_of(self.md)
        span = years(self.argument)
        shown = [event for event in content.events if event.date.year in span]
        box = etree.SubElement(parent, "div", {"class": "timeline"})
        for year, events in _by_year(shown):
            section = etree.SubElement(box, "section", {"class": "year"})
            head = etree.SubElement(section, _YEAR_TAG, {"id": f"y{year}", "class": "year__head"})
            head.text = str(year)
            items = etree.SubElement(section, "ol", {"class": "year__events"})
            for event in events:
                self._event(content, items, event)
        return box

    def _event(self, content: Content, items: etree.Element, event: Event) -> None:
        number, title = event.paragraph, content.pages[content.paragraph_pages[event.paragraph]]
        place = f"{title.key}.md#{number}"
        held = answers({"strand": [event.strand]})
        item = etree.SubElement(items, "li", {"id": event.id, "class": "event", "data-is": held})
        fold = etree.SubElement(item, "details", {"class": "event__fold"})
        head = etree.SubElement(fold, "summary", {"class": "event__head"})
        date = {"datetime": event.date.iso, "class": "event__date"}
        etree.SubElement(head, "time", date).text = _within_year(event.date)
        append(head, " ")
        etree.SubElement(head, "span", {"class": "event__name"}).text = AtomicString(event.title)
        append(head, " ")
        _strand(head, event)
        paragraph(fold, "event__text", event.text)
        more = paragraph(fold, "event__more")
        link(more, place, f"{title.meta.title}, paragraph\N{NO-BREAK SPACE}{number[1:]}")
        append(more, ". Sources: ")
        join(
            more,
            event.sources,
            lambda name: link(more, f"sources.md#{name}", short_reference(content.sources[name])),
        )
        append(more, ".")
        cite = paragraph(fold, "event__cite", "Link, citation: ")
        link(cite, f"#{event.id}", event.title, **{"class": "event__title"})
        name = {"aria-label": f"Paragraph {number[1:]}, {title.meta.title}"}
        link(paragraph(item, "event__place"), place, number[1:], **name)


class TimelineIndexBlock(Block):
    """Renders the place for a choice of events, and the years with a mark for each event."""

    def on_create(self, parent: etree.Element) -> etree.Element:
        events = content_of(self.md).events
        box = picker(
            parent,
            "events",
            Question("strand", "Strand", ALL | STRANDS),
            Question("texts", "", {"open": "All texts"}),
        )
        rail = etree.SubElement(parent, "nav", {"class": "timeline-years", "aria-label": "Years"})
        items = etree.SubElement(rail, "ol")
        for year, group in _by_year(events):
            jump = etree.SubElement(etree.SubElement(items, "li"), "a", {"href": f"#y{year}"})
            jump.text = str(year)
            marks = etree.SubElement(jump, "span", {"aria-hidden": "true"})
            for event in group:
                etree.SubElement(marks, "i", {"class": f"strand strand--{event.strand}"})
            count = etree.SubElement(jump, "span", {"class": "timeline-years__count"})
            count.text = f", {len(group)} event{'' if len(group) == 1 else 's'}"
        return box


def _by_year(events: Sequence[Event]) -> list[tuple[int, list[Event]]]:
    by_year = groupby(events, key=lambda event: event.date.year)
    return [(year, list(group)) for year, group in by_year]


def _within_year(date: Date) -> str:
    """Return DATE without its year, which is in the heading: “4 Apr”; a year alone stays."""
    *day, month = date.in_words.removesuffix(f" {date.year}").split()
    return " ".join([*day, month[:3] if len(date.parts) > 1 else month])


def _strand(head: etree.Element, event: Event) -> None:
    """Add the strand of EVENT, and whether it brought Russia and NATO closer or apart."""
    tag = etree.SubElement(head, "span", {"class": "event__strand"})
    etree.SubElement(tag, "i", {"class": f"strand strand--{event.strand}"})
    append(tag, STRANDS[event.strand])
    if event.turn:
        append(tag, ", ")
        turn = {"class": f"turn turn--{event.turn}"}
        etree.SubElement(tag, "span", turn).text = TURNS[event.turn].lower()


class YearHeadings(Treeprocessor):
    """Makes the years headings, below that of their period, after the table of contents (5)."""

    PRIORITY: ClassVar = 4

    def run(self, root: etree.Element) -> None:
        level = 1
        for element in root.iter():
            if element.tag in ("h1", "h2", "h3"):
                level = int(element.tag[1])
            elif element.tag == _YEAR_TAG:
                element.tag = f"h{level + 1}"


class ArcBlock(Block):
    """Renders the events that brought Russia and NATO closer or drove them apart."""

    NAME = "arc"

    def on_create(self, parent: etree.Element) -> etree.Element:
        content = content_of(self.md)
        box = etree.SubElement(parent, "ol", {"class": "arc"})
        for event in content.events:
            turn = event.turn
            if not turn:
                continue
            item = etree.SubElement(box, "li", {"class": f"arc__point arc__point--{turn}"})
            date = event.date
            etree.SubElement(item, "time", {"datetime": date.iso}).text = date.in_words
            append(item, " ")
            link(item, f"timeline.md#{event.id}", event.title)
            append(item, " ")
            etree.SubElement(item, "span", {"class": "arc__turn"}).text = TURNS[turn]
        return box
