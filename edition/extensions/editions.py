"""Mark each paragraph and claim that has changed since an earlier edition.

`/// editions` lists the files of the earlier editions.
"""

import xml.etree.ElementTree as etree
from functools import partial
from pathlib import Path
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString
from pymdownx.blocks.block import Block

from edition.content.fingerprints import changed, kept
from edition.content.model import Content
from edition.extensions.html import append, join, link
from edition.extensions.project import content_of


class EditionsBlock(Block):
    """Renders a list of the earlier editions with date and files; nothing if there are none."""

    def on_create(self, parent: etree.Element) -> etree.Element:
        content = content_of(self.md)
        # Not in the offline copy, which does not contain these files.
        box = etree.SubElement(parent, "div", {"class": "editions", "data-offline": "drop"})
        editions = kept(content.project)
        if not editions:
            return box
        etree.SubElement(box, "p").text = "Earlier editions, as they were published:"
        entries = etree.SubElement(box, "ul")
        for edition, files in editions.items():
            entry = etree.SubElement(entries, "li")
            date = content.editions[edition].date.in_words
            append(entry, f"Edition {edition}, {date}: ")
            join(entry, files, partial(_file, content, entry))
        return box


def _file(content: Content, entry: etree.Element, file: Path) -> None:
    address = file.relative_to(content.project.docs).as_posix()
    # `edition.site.file_sizes` adds the size after the word.
    size = etree.SubElement(link(entry, address, ""), "span", {"data-size-of": address})
    size.text = AtomicString(file.suffix[1:].upper())


class ChangedTreeprocessor(Treeprocessor):
    """Adds a line to each paragraph and claim that differs from an earlier edition."""

    def run(self, root: etree.Element) -> None:
        content = content_of(self.md)
        since = changed(content)
        for parent in list(root.iter()):
            for child in list(parent):
                kind, edition = child.get("class") or "", since.get(child.get("id") or "")
                if kind == "editions" and not len(child):
                    parent.remove(child)
                elif edition and child.tag == "p":
                    parent.insert(list(parent).index(child) + 1, _line(content, edition))
                elif edition and kind.startswith("claim "):
                    child.append(_line(content, edition))


def _line(content: Content, edition: str) -> etree.Element:
    line = etree.Element("p", {"class": "changed"})
    append(line, f"Changed since edition {edition}")
    if target := _list_of_changes(content):
        append(line, ": ")
        link(line, target, "see the list of changes")
    return line


def _list_of_changes(content: Content) -> str:
    """Return a link target, the heading above the list of changes; empty if no page has a list."""
    for key, page in content.pages.items():
        heading = ""
        for block in page.blocks:
            heading = (block.id or "") if block.kind == "heading" else heading
            if block.kind == "opening" and block.text == "changes":
                return f"{key}.md#{heading}"
    return ""


class EditionsExtension(Extension):
    """Runs after attribute lists set the ids (priority 8) and before links are resolved (0)."""

    def extendMarkdown(self, md: Markdown) -> None:
        md.treeprocessors.register(ChangedTreeprocessor(md), "edition-changed", 6)


def makeExtension(**options: Any) -> EditionsExtension:
    return EditionsExtension(**options)
