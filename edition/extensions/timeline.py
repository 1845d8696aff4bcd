"""The timeline: `/// timeline | 2000-2003` lists the events of those years, each with its id, paragraph and sources.

`/// arc` lists the turning points alone: the events whose `turn` is `closer` or `apart`.
"""

import xml.etree.ElementTree as etree
from typing import Any, ClassVar

from markdown import Markdown
from markdown.util import AtomicString
from pymdownx.blocks import BlocksExtension
from pymdownx.blocks.block import Block

from edition.content.citation_style import short_reference
from edition.content.dates import parts, spoken, years
from edition.content.model import Content, current, text_of
from edition.content.yaml import Record
from edition.extensions.html import append, join, link, paragraph


class TimelineBlock(Block):
    """An ordered list of events."""

    NAME = "timeline"
    ARGUMENT = True

    def on_create(self, parent: etree.Element) -> etree.Element:
        content = current()
        box = etree.SubElement(parent, "ol", {"class": "timeline"})
        for event in content.events:
            if parts(text_of(event, "date"))[0] in years(self.argument):
                self._event(content, box, event)
        return box

    def _event(self, content: Content, box: etree.Element, event: Record) -> None:
        anchor, date, number = (text_of(event, key) for key in ("id", "date", "paragraph"))
        item = etree.SubElement(box, "li", {"id": anchor, "class": "event"})
        head = paragraph(item, "event__head")
        etree.SubElement(head, "time", {"datetime": date, "class": "event__date"}).text = spoken(
            date
        )
        append(head, " ")
        link(head, f"#{anchor}", text_of(event, "title"), **{"class": "event__title"})
        paragraph(item, "event__text", text_of(event, "text"))
        more = paragraph(item, "event__more")
        page = content.pages[content.paragraph_pages[number]]
        link(
            more,
            f"{page.key}.md#{number}",
            f"{text_of(page.meta, 'title')}, paragraph\N{NO-BREAK SPACE}{number[1:]}",
        )
        append(more, ". Sources: ")
        join(
            more,
            event["sources"],
            lambda name: link(more, f"sources.md#{name}", short_reference(content.sources[name])),
        )
        append(more, ".")


class ArcBlock(Block):
    """The turning points: events that brought Russia and NATO closer or drove them apart."""

    NAME = "arc"
    TURNS: ClassVar = {"closer": "Closer", "apart": "Apart"}

    def on_create(self, parent: etree.Element) -> etree.Element:
        content = current()
        box = etree.SubElement(parent, "ol", {"class": "arc"})
        for event in content.events:
            turn = text_of(event, "turn")
            if not turn:
                continue
            item = etree.SubElement(box, "li", {"class": f"arc__point arc__point--{turn}"})
            date = text_of(event, "date")
            etree.SubElement(item, "time", {"datetime": date}).text = spoken(date)
            append(item, " ")
            number = text_of(event, "paragraph")
            link(item, f"{content.paragraph_pages[number]}.md#{number}", text_of(event, "title"))
            append(item, " ")
            etree.SubElement(item, "span", {"class": "arc__turn"}).text = AtomicString(
                self.TURNS[turn]
            )
        return box


class TimelineExtension(BlocksExtension):
    """Registers the blocks."""

    def extendMarkdownBlocks(self, md: Markdown, block_mgr: Any) -> None:
        for block in (TimelineBlock, ArcBlock):
            block_mgr.register(block, self.getConfigs())


def makeExtension(**options: Any) -> TimelineExtension:
    return TimelineExtension(**options)
