"""`/// timeline | 2000-2003` lists the events of those years with id, paragraph and sources.

`/// arc` lists only the turning points: the events whose `turn` is `closer` or `apart`.
"""

import xml.etree.ElementTree as etree
from typing import ClassVar

from markdown.util import AtomicString
from pymdownx.blocks.block import Block

from edition.content.citation_style import short_reference
from edition.content.dates import years
from edition.content.model import Content
from edition.content.records import Event
from edition.extensions.html import append, join, link, paragraph
from edition.extensions.project import content_of


class TimelineBlock(Block):
    """Renders an ordered list of events."""

    def on_create(self, parent: etree.Element) -> etree.Element:
        content = content_of(self.md)
        box = etree.SubElement(parent, "ol", {"class": "timeline"})
        for event in content.events:
            if event.date.year in years(self.argument):
                self._event(content, box, event)
        return box

    def _event(self, content: Content, box: etree.Element, event: Event) -> None:
        anchor, date, number = event.id, event.date, event.paragraph
        item = etree.SubElement(box, "li", {"id": anchor, "class": "event"})
        head = paragraph(item, "event__head")
        etree.SubElement(
            head, "time", {"datetime": date.iso, "class": "event__date"}
        ).text = date.in_words
        append(head, " ")
        link(head, f"#{anchor}", event.title, **{"class": "event__title"})
        paragraph(item, "event__text", event.text)
        more = paragraph(item, "event__more")
        page = content.pages[content.paragraph_pages[number]]
        link(
            more,
            f"{page.key}.md#{number}",
            f"{page.meta.title}, paragraph\N{NO-BREAK SPACE}{number[1:]}",
        )
        append(more, ". Sources: ")
        join(
            more,
            event.sources,
            lambda name: link(more, f"sources.md#{name}", short_reference(content.sources[name])),
        )
        append(more, ".")


class ArcBlock(Block):
    """Renders the events that brought Russia and NATO closer or drove them apart."""

    NAME = "arc"
    TURNS: ClassVar = {"closer": "Closer", "apart": "Apart"}

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
            number = event.paragraph
            link(item, f"{content.paragraph_pages[number]}.md#{number}", event.title)
            append(item, " ")
            etree.SubElement(item, "span", {"class": "arc__turn"}).text = AtomicString(
                self.TURNS[turn]
            )
        return box
