"""The list of sources: `/// sources | primary` lists those of one kind, each with what it is cited for."""

import re
import xml.etree.ElementTree as etree
from typing import Any

from markdown import Markdown
from markdown.util import AtomicString
from pymdownx.blocks import BlocksExtension
from pymdownx.blocks.block import Block

from edition.content.citation_style import reference
from edition.content.model import CHECKED, Content, current, text_of
from edition.content.yaml import Record
from edition.extensions.claims import link, paragraph

_CYRILLIC = re.compile(r"([\u0400-\u04ff](?:[\u0400-\u04ff ,–-]*[\u0400-\u04ff])?)")


class SourcesBlock(Block):
    """A list of sources in alphabetical order of what a reader sees first."""

    NAME = "sources"
    ARGUMENT = True

    def on_create(self, parent: etree.Element) -> etree.Element:
        content = current()
        box = etree.SubElement(parent, "ul", {"class": "sources"})
        listed = [item for item in content.sources.values() if item.get("tier") == self.argument]
        for source in sorted(listed, key=_sort_key):
            self._source(content, box, source)
        return box

    def _source(self, content: Content, box: etree.Element, source: Record) -> None:
        name = text_of(source, "id")
        item = etree.SubElement(box, "li", {"id": name, "class": "source"})
        etree.SubElement(item, "p", {"class": "source__reference"}).text = reference(source) + "."
        if source.get("note"):
            _note(item, text_of(source, "note"), "uk" if source.get("language") == "uk" else "ru")
        use = paragraph(item, "source__use")
        link(use, f"#{name}", name, **{"class": "source__id"})
        use[-1].tail = AtomicString(f" · {CHECKED[text_of(source, 'checked')].partition(':')[0]}")
        mentions = content.mentions.get(name, [])
        if mentions:
            use[-1].tail += AtomicString(" · Cited in ")
        for position, mention in enumerate(mentions):
            if mention.paragraph in content.paragraph_pages:
                link(
                    use,
                    f"{mention.page}.md#{mention.paragraph}",
                    f"paragraph\N{NO-BREAK SPACE}{mention.paragraph[1:]}",
                )
            else:
                link(use, f"{mention.page}.md", text_of(content.pages[mention.page].meta, "title"))
            locator = f" ({mention.locator})" if mention.locator else ""
            use[-1].tail = AtomicString(locator + (", " if position < len(mentions) - 1 else ""))
        events = content.event_mentions(name)
        if events:
            use[-1].tail = AtomicString((use[-1].tail or "") + " · Events: ")
        for position, event in enumerate(events):
            link(use, f"timeline.md#{event['id']}", text_of(event, "title"))
            use[-1].tail = AtomicString("; " if position < len(events) - 1 else "")
        charts = content.chart_mentions(name)
        if charts:
            use[-1].tail = AtomicString((use[-1].tail or "") + " · Charts: ")
        for position, name in enumerate(charts):
            link(use, f"{content.chart_pages[name]}.md#{name}", content.charts[name].title)
            use[-1].tail = AtomicString("; " if position < len(charts) - 1 else "")


def _note(item: etree.Element, text: str, language: str) -> None:
    """The note, in which a screen reader speaks what is Cyrillic in its own LANGUAGE."""
    before, *rest = _CYRILLIC.split(text)
    line = paragraph(item, "source__note", before)
    for words, after in zip(rest[::2], rest[1::2], strict=True):
        span = etree.SubElement(line, "span", {"lang": language})
        span.text, span.tail = AtomicString(words), AtomicString(after)


def _sort_key(source: Record) -> tuple[str, str]:
    author = (source.get("author") or [{}])[0]
    first = (
        text_of(author, "family")
        or text_of(author, "literal")
        or text_of(source, "title").strip("[‘“")
    )
    return first.casefold(), text_of(source, "issued")


class SourcesExtension(BlocksExtension):
    """Registers the block."""

    def extendMarkdownBlocks(self, md: Markdown, block_mgr: Any) -> None:
        block_mgr.register(SourcesBlock, self.getConfigs())


def makeExtension(**options: Any) -> SourcesExtension:
    return SourcesExtension(**options)
