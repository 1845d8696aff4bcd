"""Turn citations, `[@source, locator]`, into notes with the source and the words of the passage.

A bracket may contain several sources, separated by semicolons. They share one note, with a
paragraph for each.
"""

import re
import xml.etree.ElementTree as etree
from dataclasses import replace
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from edition.content.citation_style import reference
from edition.content.model import Content
from edition.content.pages import CITATION, Citation, citations
from edition.content.passage_style import address_of_words, excerpt, provenance, quoted
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

    Each paragraph contains the source with its locator, a link to the source's entry in the list of
    sources, and the passage.

    Raises:
        BuildError: the bracket contains an unknown source.
    """
    parts = []
    for citation in citations(bracket, 0):
        source = content.sources.get(citation.source)
        if source is None:
            raise BuildError([content.unknown_source("docs", 0, citation.source)])
        entry = f"[Details](sources.md#{citation.source}){{.note-details}}"
        passage = content.passages.get((citation.source, citation.locator))
        url = address_of_words(source, passage) if passage else source.url
        words = f" {_marker(citation)}" if passage else ""
        shown = reference(replace(source, url=url), citation.locator)
        parts.append(f"{shown}. {entry}{words}")
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
            element.text = AtomicString(quoted(excerpt(passage, content.quoted_from(source))))
            if how := provenance(passage):
                element.text = AtomicString(f"{element.text} ({how})")
        return element, m.start(0), m.end(0)


class NoteTreeprocessor(Treeprocessor):
    """Adds ARIA roles to marks, notes and back links: a number or an arrow alone says little.

    Names for all of them would make the page too large; notes.js adds those of the back links.
    """

    def run(self, root: etree.Element) -> None:
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
                # The index would list them under the page's last heading; the list of sources has
                # them all.
                box.set("data-search-exclude", "")


class NotesHeadingTreeprocessor(Treeprocessor):
    """Adds a heading above the notes, after the table of contents, which must not list it."""

    def run(self, root: etree.Element) -> None:
        for box in root.iter("div"):
            if box.get("class") == "footnote":
                heading = etree.Element(
                    "h2", {"id": "notes", "class": "notes-heading", "data-search-exclude": ""}
                )
                heading.text = "Notes"
                box.insert(1, heading)  # after the rule


class CitationExtension(Extension):
    """Adds citations, and roles for notes.

    Requires the extension `footnotes`, and runs after its last step (priority 15).
    """

    def extendMarkdown(self, md: Markdown) -> None:
        md.preprocessors.register(CitationPreprocessor(md), "edition-citations", 27)
        pattern = PassageInlineProcessor(r"\{passage ([^}]*)\}", md)
        md.inlinePatterns.register(pattern, "edition-passages", 185)  # before the escapes (180)
        md.treeprocessors.register(NoteTreeprocessor(md), "edition-notes", 7)
        md.treeprocessors.register(NotesHeadingTreeprocessor(md), "edition-notes-heading", 1)


def makeExtension(**options: Any) -> CitationExtension:
    return CitationExtension(**options)
