"""`/// changes` lists the changes of each edition from docs/data/changes.yml, the newest first."""

import xml.etree.ElementTree as etree
from collections.abc import Callable
from functools import partial

from markdown.util import AtomicString
from pymdownx.blocks.block import Block

from edition.content.identifiers import PARAGRAPH
from edition.content.model import CHANGES, SEVERITIES, Content
from edition.content.records import EditionChanges
from edition.extensions.html import append, join, link
from edition.extensions.project import content_of


class ChangesBlock(Block):
    """Renders a heading, a summary and a list of changes for each edition."""

    def on_create(self, parent: etree.Element) -> etree.Element:
        content = content_of(self.md)
        box = etree.SubElement(parent, "div", {"class": "changes"})
        for change in content.changes:
            heading = etree.SubElement(box, "h3", {"id": change.anchor})
            heading.text = AtomicString(change.edition)
            describe(
                content, box, change, lambda page, name: f"{page}.md" + (f"#{name}" if name else "")
            )
        return box


def describe(
    content: Content,
    parent: etree.Element,
    change: EditionChanges,
    address: Callable[[str, str], str],
) -> None:
    """Add the changes of one edition to PARENT.

    Args:
        content: the content.
        parent: the element to which they are added.
        change: the changes.
        address: returns the target of a link to a page and an id on it (empty for the page).
    """
    summary = etree.SubElement(parent, "p")
    summary.text = AtomicString(f"{change.date.in_words}. {change.summary}")
    if not change.changes:
        return
    entries = etree.SubElement(parent, "ul")
    for item in change.changes:
        entry = etree.SubElement(entries, "li")
        etree.SubElement(entry, "strong").text = CHANGES[item.kind]
        append(entry, " ")
        join(entry, item.where, partial(_place, content, entry, address), ", ")
        append(entry, f": {item.what} {item.why}")
        if item.wrong:
            severity = SEVERITIES[item.severity]
            append(entry, f" Before, it said: {item.wrong} {severity}")


def _place(
    content: Content, entry: etree.Element, address: Callable[[str, str], str], place: str
) -> None:
    page, _, name = place.partition("#")
    title = _title(content, page, name)
    if place in content.addresses:
        link(entry, address(page, name), title)
    else:  # removed: readers who follow an old link find the reason, but we do not link to it
        etree.SubElement(entry, "span").text = AtomicString(title)


def _title(content: Content, page: str, name: str) -> str:
    title = content.pages[page].meta.title if page in content.pages else page
    if PARAGRAPH.fullmatch(name):
        return f"{title}, paragraph {name[1:]}"
    if name.upper() in content.claim_places:
        return f"{title}, claim {name.upper()}"
    return f"{title}, {name}" if name else title
