"""`/// sources | primary` lists the sources of one tier, each with the places that cite it.

`/// source-order` adds a control that sorts the sources by the number of places that rest on them.
`/// witnesses` lists the people and documents that sources go back to and that are not sources.
"""

import re
import xml.etree.ElementTree as etree
from collections.abc import Callable
from functools import partial
from typing import ClassVar

from markdown.util import AtomicString
from pymdownx.blocks.block import Block

from edition.content.citation_style import reference, short_reference
from edition.content.model import CHECKED, Content, Mention
from edition.content.passage_style import in_full, quoted
from edition.content.records import Event, Passage, Source
from edition.content.witnesses import (
    Fallen,
    falls_without,
    falls_without_witness,
    named_witnesses,
)
from edition.extensions.html import append, join, link, paragraph
from edition.extensions.project import content_of

_CYRILLIC = re.compile(r"([\u0400-\u04ff](?:[\u0400-\u04ff ,–-]*[\u0400-\u04ff])?)")


class SourcesBlock(Block):
    """Renders a list of sources in alphabetical order of the words that they begin with."""

    def on_create(self, parent: etree.Element) -> etree.Element:
        content = content_of(self.md)
        box = etree.SubElement(parent, "ul", {"class": "sources"})
        listed = [item for item in content.sources.values() if item.tier == self.argument]
        for source in sorted(listed, key=_sort_key):
            self._source(content, box, source)
        return box

    def _source(self, content: Content, box: etree.Element, source: Source) -> None:
        name = source.id
        fallen = falls_without(content, name)
        item = etree.SubElement(
            box, "li", {"id": name, "class": "source", "data-rests": str(fallen.count)}
        )
        etree.SubElement(item, "p", {"class": "source__reference"}).text = reference(source) + "."
        if source.note:
            _note(item, source.note, "uk" if source.language == "uk" else "ru")
        if passages := content.passages_of(name):
            _passages(item, passages)
        use = paragraph(item, "source__use")
        link(use, f"#{name}", name, **{"class": "source__id"})
        append(use, f" · {CHECKED[source.checked].partition(':')[0]}")
        if mentions := content.mentions.get(name):
            append(use, " · Cited in ")
            join(use, mentions, partial(_mention, content, use), ", ")
        if events := content.event_mentions(name):
            append(use, " · Events: ")
            join(use, events, partial(_event, use))
        if charts := content.chart_mentions(name):
            append(use, " · Charts: ")
            join(use, charts, partial(_chart, content, use))
        if source.derives_from or source.witness:
            _origin(content, paragraph(item, "source__use"), source)
        if fallen.count:
            line = paragraph(
                item, "source__use", "Without it, statements in these would have no source: "
            )
            _fallen(content, line, fallen)


class SourceOrderBlock(Block):
    """Renders radio buttons to sort the lists below; dropped in print, hidden without scripts."""

    ORDERS: ClassVar = {"name": "by name", "rests": "by what rests on it alone"}

    def on_create(self, parent: etree.Element) -> etree.Element:
        form = etree.SubElement(parent, "form", {"class": "source-order"})
        group = etree.SubElement(form, "div", {"role": "radiogroup", "aria-label": "Order"})
        append(group, "Order: ")
        for value, words in self.ORDERS.items():
            label = etree.SubElement(group, "label")
            chosen = {"checked": "checked"} if value == "name" else {}
            button = {"type": "radio", "name": "order", "value": value, **chosen}
            etree.SubElement(label, "input", button).tail = AtomicString(f" {words}")
        etree.SubElement(form, "div", {"role": "status"})
        return form


class WitnessesBlock(Block):
    """Renders the witnesses that are not sources, with what rests only on each of them."""

    def on_create(self, parent: etree.Element) -> etree.Element:
        content = content_of(self.md)
        box = etree.SubElement(parent, "ul", {"class": "sources"})
        for name, texts in named_witnesses(content).items():
            item = etree.SubElement(box, "li", {"class": "source"})
            paragraph(item, "source__witness", f"{name[0].upper()}{name[1:]}")
            line = paragraph(item, "source__use", "What goes back to that: ")
            join(line, texts, partial(_source_link, content, line))
            fallen = falls_without_witness(content, name)
            if fallen.count:
                line = paragraph(
                    item, "source__use", "Without it, statements in these would have no source: "
                )
                _fallen(content, line, fallen)
        return box


def _source_link(content: Content, line: etree.Element, name: str) -> None:
    link(line, f"sources.md#{name}", short_reference(content.sources[name]))


def _origin(content: Content, line: etree.Element, source: Source) -> None:
    places = f" ({', '.join(source.witness_in)})" if source.witness_in else ""
    append(line, "Goes back to ")
    join(line, source.derives_from, partial(_source_link, content, line))
    if source.witness:
        append(line, f"{' and ' if source.derives_from else ''}{source.witness}{places}")


def _fallen(content: Content, line: etree.Element, fallen: Fallen) -> None:
    """Add links to everything that has no other support."""
    parts: list[Callable[[], object]] = []
    for page, number in fallen.paragraphs:
        parts.append(partial(_mention, content, line, Mention(page, number, "")))
    for event in fallen.events:
        parts.append(partial(_event, line, event))
    for claim in fallen.claims:
        href = f"{claim.section}.md#{claim.id.lower()}"
        parts.append(partial(link, line, href, f"claim\N{NO-BREAK SPACE}{claim.id}"))
    join(line, parts, lambda add: add(), ", ")
    append(line, ".")


def _mention(content: Content, use: etree.Element, mention: Mention) -> None:
    if mention.paragraph in content.paragraph_pages:
        href = f"{mention.page}.md#{mention.paragraph}"
        link(use, href, f"paragraph\N{NO-BREAK SPACE}{mention.paragraph[1:]}")
    else:
        link(use, f"{mention.page}.md", content.pages[mention.page].meta.title)
    if mention.locator:
        append(use, f" ({mention.locator})")


def _event(use: etree.Element, event: Event) -> None:
    link(use, f"timeline.md#{event.id}", event.title)


def _chart(content: Content, use: etree.Element, name: str) -> None:
    link(use, f"{content.chart_pages[name]}.md#{name}", content.charts[name].title)


def _passages(item: etree.Element, passages: list[Passage]) -> None:
    """Add all passages of a source in full, in a closed `<details>`."""
    box = etree.SubElement(item, "details", {"class": "passages"})
    count = f"{len(passages)} passages" if len(passages) > 1 else "1 passage"
    etree.SubElement(box, "summary").text = AtomicString(count)
    listed = etree.SubElement(box, "ul")
    for passage in passages:
        line = etree.SubElement(listed, "li")
        if passage.locator:
            append(line, f"{passage.locator[0].upper()}{passage.locator[1:]}: ")
        if passage.missing:
            append(line, passage.missing)
            continue
        words = etree.SubElement(line, "span", {"lang": passage.language})
        words.text = AtomicString(quoted(passage.exact))
        if passage.translation:
            append(line, f" In English: {quoted(passage.translation)}")
        append(line, f" ({in_full(passage)})")


def _note(item: etree.Element, text: str, language: str) -> None:
    """Add the note, with Cyrillic words marked as LANGUAGE for screen readers."""
    before, *rest = _CYRILLIC.split(text)
    line = paragraph(item, "source__note", before)
    for words, after in zip(rest[::2], rest[1::2], strict=True):
        span = etree.SubElement(line, "span", {"lang": language})
        span.text, span.tail = AtomicString(words), AtomicString(after)


def _sort_key(source: Source) -> tuple[str, str]:
    title = source.title.strip("[‘“")
    first = (source.author[0].family or source.author[0].literal) if source.author else title
    return first.casefold(), source.issued.iso if source.issued else ""
