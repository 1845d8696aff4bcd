"""The list of sources: `/// sources | primary` lists those of one kind, each with what it is cited for."""

import re
import xml.etree.ElementTree as etree
from functools import partial

from markdown.util import AtomicString
from pymdownx.blocks.block import Block

from edition.content.citation_style import reference
from edition.content.model import CHECKED, Content, Mention
from edition.content.passage_style import in_full, quoted
from edition.content.records import Event, Passage, Source
from edition.extensions.html import append, join, link, paragraph
from edition.extensions.project import content_of

_CYRILLIC = re.compile(r"([\u0400-\u04ff](?:[\u0400-\u04ff ,–-]*[\u0400-\u04ff])?)")


class SourcesBlock(Block):
    """A list of sources in alphabetical order of what a reader sees first."""

    def on_create(self, parent: etree.Element) -> etree.Element:
        content = content_of(self.md)
        box = etree.SubElement(parent, "ul", {"class": "sources"})
        listed = [item for item in content.sources.values() if item.tier == self.argument]
        for source in sorted(listed, key=_sort_key):
            self._source(content, box, source)
        return box

    def _source(self, content: Content, box: etree.Element, source: Source) -> None:
        name = source.id
        item = etree.SubElement(box, "li", {"id": name, "class": "source"})
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
    """All passages of a source whole, closed until a reader opens them."""
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
    """The note, in which a screen reader speaks what is Cyrillic in its own LANGUAGE."""
    before, *rest = _CYRILLIC.split(text)
    line = paragraph(item, "source__note", before)
    for words, after in zip(rest[::2], rest[1::2], strict=True):
        span = etree.SubElement(line, "span", {"lang": language})
        span.text, span.tail = AtomicString(words), AtomicString(after)


def _sort_key(source: Source) -> tuple[str, str]:
    title = source.title.strip("[‘“")
    first = (source.author[0].family or source.author[0].literal) if source.author else title
    return first.casefold(), source.issued.iso if source.issued else ""
