"""Say of each table what it is, what its head is of, and which of its rows belong together.

A screen reader names a table by its attribute `aria-label`. Where a block gives none, that is the
label of the block, or the heading, above it: words that readers see, so that a caption would only
repeat them.

A row of which only the first cell is filled is the heading of the rows below it:

| Who | What they hold |
| --- | --- |
| A lesser cause | |
| A scholar | It did little. |
"""

import xml.etree.ElementTree as etree
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

_NAMES = ("h1", "h2", "h3")


class TablesTreeprocessor(Treeprocessor):
    """Names the tables, and divides them at the rows that are headings."""

    def run(self, root: etree.Element) -> None:
        name = ""
        for element in list(root.iter()):
            if element.tag in _NAMES or element.get("class") == "label":
                name = "".join(element.itertext())
            elif element.tag == "table":
                if name and "aria-label" not in element.attrib:
                    element.set("aria-label", name)
                element.set("class", "plain")  # the theme's rules are for tables without a class
                for cell in element.iter("th"):
                    cell.attrib.setdefault("scope", "col")
                for body in element.findall("tbody"):
                    _divide(element, body)


def _divide(table: etree.Element, body: etree.Element) -> None:
    """Put the rows of BODY below a heading into a body of their own."""
    group = body
    for row in list(body):
        head, *others = row
        if others and not any(len(cell) or (cell.text or "").strip() for cell in others):
            row[:] = [head]
            head.tag = "th"
            head.attrib = {"scope": "rowgroup", "colspan": str(len(others) + 1)}
            if row is not body[0]:
                group = etree.SubElement(table, "tbody")
        if group is not body:
            body.remove(row)
            group.append(row)


class TablesExtension(Extension):
    """Runs after blocks and inline Markdown, and before headings have permalinks (5)."""

    def extendMarkdown(self, md: Markdown) -> None:
        md.treeprocessors.register(TablesTreeprocessor(md), "edition-tables", 6)


def makeExtension(**options: Any) -> TablesExtension:
    return TablesExtension(**options)
