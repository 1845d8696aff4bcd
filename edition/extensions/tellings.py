"""`/// tellings | clinton-talk` becomes a table of the tellings of one event, each with its note.

The table is added as Markdown before other extensions run, so that its notes, languages and dates
are processed like those of any other table.
"""

import re
import xml.etree.ElementTree as etree

from markdown.preprocessors import Preprocessor
from pymdownx.blocks.block import Block

from edition.content.citation_style import escape
from edition.content.model import Content
from edition.content.records import Story, Telling
from edition.extensions.html import append, join, link, paragraph
from edition.extensions.project import content_of

_OPENING = re.compile(r"/{3,} *tellings *\| *(\S+) *")
_HEAD = ["", "| Told | By whom, and to whom | What was told |", "| --- | --- | --- |"]


class TellingsPreprocessor(Preprocessor):
    """Writes the table into the block before citations become notes."""

    def run(self, lines: list[str]) -> list[str]:
        written: list[str] = []
        for line in lines:
            written.append(line)
            if opening := _OPENING.fullmatch(line):
                content = content_of(self.md)
                written += table(content, content.stories[opening[1]])
        return written


def table(content: Content, story: Story) -> list[str]:
    """Return the tellings of STORY as the lines of a Markdown table."""
    return [*_HEAD, *(_row(content, telling) for telling in story.tellings), ""]


def _row(content: Content, telling: Telling) -> str:
    words = escape(telling.words)
    if telling.original:
        language = content.passages[telling.passages[0].key].language
        original = f" (*{escape(telling.original)}*{{lang={language}}})"
        words = re.sub(r"\.?$", lambda end: original + end[0], words, count=1)
    places = (", ".join(filter(None, passage.key)) for passage in telling.passages)
    note = "; ".join(f"@{place}" for place in places)
    who = escape(f"{telling.teller}, {telling.listener}")
    related = "*Related words:* " if telling.is_related else ""
    return f"| {telling.told.in_words} | {who} | {related}{words}[{note}] |"


class TellingsBlock(Block):
    """Renders a `<div>` around the table, with why the event is not dated, and the data files."""

    def on_create(self, parent: etree.Element) -> etree.Element:
        return etree.SubElement(parent, "div", {"class": "tellings", "id": self.argument})

    def on_end(self, block: etree.Element) -> None:
        story = content_of(self.md).stories[self.argument]
        for made in block.findall("table"):
            made.set("aria-label", story.title)
        if story.dating:
            paragraph(block, "tellings__dating", story.dating)
        line = paragraph(block, "tellings__files", "Data: ")
        files = [("CSV", "data/tellings.csv"), ("JSON", "data/tellings.json")]
        join(line, files, lambda file: link(line, file[1], file[0]), ", ")
        append(line, ".")
