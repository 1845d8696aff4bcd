"""Citations: `[@source, locator]` in the prose becomes a note that gives the source in words.

Several sources may share a bracket, divided by semicolons; they share one note.
"""

import xml.etree.ElementTree as etree
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

from edition.content.citation_style import reference
from edition.content.model import Content
from edition.content.pages import CITATION, citations
from edition.diagnostics import BuildError
from edition.extensions.project import content_of

SECOND_HAND = " (known from texts that quote it)"  # said in the note itself, for readers who never open the list of sources


class CitationPreprocessor(Preprocessor):
    """Turns citations into footnotes before anything else reads the text."""

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
        return [*text.split("\n"), "", *definitions]


def note(content: Content, bracket: str) -> str:
    """The text of the note for one bracket, as Markdown: each source with its locator, a caution, its entry in the list.

    Raises:
        BuildError: the bracket names an unknown source.
    """
    parts = []
    for citation in citations(bracket, 0):
        source = content.sources.get(citation.source)
        if source is None:
            raise BuildError([content.unknown_source("docs", 0, citation.source)])
        entry = f"[Details](sources.md#{citation.source}){{.note-details}}"
        caution = SECOND_HAND if source.checked == "corroborated" else ""
        parts.append(f"{reference(source, citation.locator)}{caution}. {entry}")
    return "\N{NO-BREAK SPACE}· ".join(parts)


class NoteTreeprocessor(Treeprocessor):
    """Names marks, notes and the links back for readers who hear them: a number or an arrow alone says little."""

    def run(self, root: etree.Element) -> None:
        for link in root.iter("a"):
            kind, target = link.get("class"), link.get("href", "").partition(":")
            if kind == "footnote-ref":
                link.set("role", "doc-noteref")
                link.set("aria-label", f"Note {link.text}")
            elif kind == "footnote-backref":
                place = target[0].removeprefix(
                    "#fnref"
                )  # empty, or which of several marks of this note
                link.attrib.pop("title", None)
                link.set(
                    "aria-label",
                    f"Back to note {target[2]} in the text" + (f", place {place}" if place else ""),
                )
        for box in root.iter("div"):
            if box.get("class") == "footnote":
                box.set("role", "doc-endnotes")
                box.set("aria-label", "Notes")
                box.set(
                    "data-search-exclude", ""
                )  # they would be found under the page's last heading; the list of sources has them all


class NotesHeadingTreeprocessor(Treeprocessor):
    """Puts a heading above the notes, when the contents of the page are made: it is none of the article's."""

    def run(self, root: etree.Element) -> None:
        for box in root.iter("div"):
            if box.get("class") == "footnote":
                heading = etree.Element(
                    "h2", {"id": "notes", "class": "notes-heading", "data-search-exclude": ""}
                )
                heading.text = "Notes"
                box.insert(1, heading)  # below the line


class CitationExtension(Extension):
    """Adds citations and names notes, once the extension `footnotes`, which this needs, has made them (its last step: 15)."""

    def extendMarkdown(self, md: Markdown) -> None:
        md.preprocessors.register(CitationPreprocessor(md), "edition-citations", 27)
        md.treeprocessors.register(NoteTreeprocessor(md), "edition-notes", 7)
        md.treeprocessors.register(NotesHeadingTreeprocessor(md), "edition-notes-heading", 1)


def makeExtension(**options: Any) -> CitationExtension:
    return CitationExtension(**options)
