"""Turn citations, `[@source, locator]`, into notes with the source and the words of the passage.

A bracket may contain several sources, separated by semicolons. They share one note, with a
paragraph for each.
"""

import re
import xml.etree.ElementTree as etree
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from edition.content.citation_style import reference
from edition.content.identifiers import PARAGRAPH
from edition.content.model import Content
from edition.content.pages import CITATION, Citation, citations
from edition.content.passage_style import (
    NOT_READ,
    NOT_READ_MEANS,
    address_of_words,
    excerpt,
    provenance,
    quoted,
)
from edition.diagnostics import BuildError
from edition.extensions.project import content_of


class CitationPreprocessor(Preprocessor):
    """Turns citations into footnotes before Markdown parses the text."""

    def run(self, lines: list[str]) -> list[str]:
        text = "\n".join(lines)
        if not CITATION.search(text):
            return lines
        content = content_of(self.md)
        notes: dict[str, int] = {}

        def mark(match: Any) -> str:
            return f"[^{notes.setdefault(note(content, match.group()), len(notes) + 1)}]"

        text = CITATION.sub(mark, text)
        definitions = [f"[^{number}]: {words}" for words, number in notes.items()]
        return [*text.split("\n"), "", *"\n".join(definitions).split("\n")]


def note(content: Content, bracket: str) -> str:
    """Return the note for one bracket, as Markdown with a paragraph for each source.

    Each paragraph contains the source with its locator, and the passage. The source's author links
    to its entry in the list of sources, its title to the source itself.

    Raises:
        BuildError: the bracket contains an unknown source.
    """
    parts = []
    for citation in citations(bracket, 0):
        source = content.sources.get(citation.source)
        if source is None:
            raise BuildError([content.unknown_source("docs", 0, citation.source)])
        passage = content.passages.get((citation.source, citation.locator))
        url = address_of_words(source, passage) if passage else source.url
        words = f" {_marker(citation)}" if passage else ""
        entry = f"sources.md#{citation.source}"
        parts.append(f"{reference(replace(source, url=url), citation.locator, entry)}.{words}")
    return "\n\n    ".join(parts)


def _marker(citation: Citation) -> str:
    """Return the placeholder for a citation's passage, until the note is parsed as Markdown."""
    return f"{{passage {citation.source}, {citation.locator}}}"


class PassageInlineProcessor(InlineProcessor):
    """Puts the words of a passage into a note literally: they are not parsed as Markdown."""

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[etree.Element, int, int]:
        content = content_of(self.md)
        source, _, locator = m[1].partition(", ")
        passage = content.passages[source, locator]
        element = etree.Element("span", {"class": "passage"})
        if passage.missing:
            element.text = AtomicString(f"No passage is shown: {passage.missing}")
        else:
            words = quoted(excerpt(passage, content.quoted_from(source)))
            how = f" ({said})" if (said := provenance(passage)) else ""
            element.text = AtomicString(words + how)
            if passage.seen == "quoted":
                etree.SubElement(element, "abbr").text = AtomicString(NOT_READ)
        return element, m.start(0), m.end(0)


class NoteTreeprocessor(Treeprocessor):
    """Adds ARIA roles to marks, notes and back links, which say where they lead: “↩ 12”.

    A note that a paragraph refers to twice needs only one link back to it.
    """

    def run(self, root: etree.Element) -> None:
        places = dict(_places(root, ""))
        for note in root.iter("li"):
            for holder in note.iter():
                if holder.get("class") == "passage":
                    holder.tail = None  # a no-break space, which would be a line of its own
                seen: set[str] = set()
                for link in holder.findall("a[@class='footnote-backref']"):
                    place = places.get((link.get("href") or "").removeprefix("#"), "")
                    if place in seen:
                        holder.remove(link)  # nothing but the next link is behind it
                    elif place:
                        seen.add(place)
                        link.text = AtomicString(f"↩ {place}")
        for link in root.iter("a"):
            if link.get("class") == "footnote-ref":
                link.set("role", "doc-noteref")
            elif link.get("class") == "footnote-backref":
                link.attrib.pop("title", None)
                link.set("role", "doc-backlink")
        for box in root.iter("div"):
            if box.get("class") == "footnote":
                box.set("role", "doc-endnotes")
                box.set("aria-label", "Notes")


def _places(element: etree.Element, place: str) -> Iterator[tuple[str, str]]:
    """Yield the id of each mark with the paragraph or claim that it is in: “12”, “D6”."""
    name = element.get("id") or ""
    if PARAGRAPH.fullmatch(name):
        place = name[1:]
    elif (element.get("class") or "").startswith("claim "):
        place = name.upper()
    elif element.tag == "sup":
        yield name, place
    for child in element:
        yield from _places(child, place)


class NotesHeadTreeprocessor(Treeprocessor):
    """Adds a heading above the notes, and a line that explains the sign in them.

    This comes after the table of contents, which must not list the heading.
    """

    def run(self, root: etree.Element) -> None:
        for box in root.iter("div"):
            if box.get("class") == "footnote":
                heading = etree.Element("h2", {"id": "notes", "class": "notes-heading"})
                heading.text = "Notes"
                box.insert(1, heading)  # after the rule
                if any(sign.text == NOT_READ for sign in box.iter("abbr")):
                    line = etree.Element("p", {"class": "notes-sign"})
                    line.text = f"{NOT_READ} {NOT_READ_MEANS}"
                    box.insert(2, line)


class CitationExtension(Extension):
    """Adds citations, and roles for notes.

    Requires the extension `footnotes`, and runs after its last step (priority 15).
    """

    def extendMarkdown(self, md: Markdown) -> None:
        md.preprocessors.register(CitationPreprocessor(md), "edition-citations", 27)
        pattern = PassageInlineProcessor(r"\{passage ([^}]*)\}", md)
        md.inlinePatterns.register(pattern, "edition-passages", 185)  # before the escapes (180)
        md.treeprocessors.register(NoteTreeprocessor(md), "edition-notes", 7)
        md.treeprocessors.register(NotesHeadTreeprocessor(md), "edition-notes-head", 1)


def makeExtension(**options: Any) -> CitationExtension:
    return CitationExtension(**options)
