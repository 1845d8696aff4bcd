"""Paragraph numbers as links, and redirects for ids that moved away from a page."""

import xml.etree.ElementTree as etree
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from edition.content.identifiers import PARAGRAPH
from edition.extensions.html import append, link
from edition.extensions.project import content_of


class PermalinkTreeprocessor(Treeprocessor):
    """Puts the number of each numbered paragraph in front of it, as a link to itself.

    The search index skips the link: the number is not part of the text. A blank parts the two where
    no stylesheet does: in reader views, text browsers and copies.
    """

    def run(self, root: etree.Element) -> None:
        for element in root.iter("p"):
            name = element.get("id") or ""
            if PARAGRAPH.fullmatch(name):
                number = etree.Element(
                    "a",
                    {
                        "class": "paragraph-number",
                        "href": f"#{name}",
                        "aria-label": f"Paragraph {name[1:]}",
                    },
                )
                number.text = AtomicString(name[1:])
                number.tail, element.text = f" {element.text or ''}", None
                element.insert(0, number)


class HeadingTreeprocessor(Treeprocessor):
    """Names a heading's permalink after its target, and leaves its sign to the stylesheet.

    As text, the sign would be part of the heading: in reader views, text browsers and copies.
    """

    def run(self, root: etree.Element) -> None:
        for heading in root.iter():
            sign = heading.find("a[@class='headerlink']")
            if sign is not None:
                name = "".join(heading.itertext()).removesuffix(sign.text or "").strip()
                heading.set("aria-label", name)
                sign.set("aria-label", f"{sign.attrib.pop('title')}: {name}")
                sign.text = None


class MovedTreeprocessor(Treeprocessor):
    """Adds the page's former ids to its end, so that old links still lead to their text."""

    def run(self, root: etree.Element) -> None:
        first = root.find(".//h1")
        here = [
            item
            for item in content_of(self.md).moved
            if item.start.partition("#")[0] == (first.get("id") if first is not None else "")
        ]
        if not here:
            return
        box = etree.SubElement(root, "div", {"class": "moved"})
        for item in here:
            name, target = item.start.partition("#")[2], item.to
            line = etree.SubElement(box, "p", {"id": name})
            if not target:
                append(line, f"{name} is no longer here: {item.gone}")
                continue
            line.set("data-moved", "")
            append(line, f"{name} has moved to ")
            page, _, fragment = target.partition("#")
            title = content_of(self.md).pages[page].meta.title
            link(
                line,
                f"{page}.md" + (f"#{fragment}" if fragment else ""),
                f"{title}, {fragment}" if fragment else title,
            )


class PermalinkExtension(Extension):
    """Runs after attribute lists set the ids (priority 8) and before the engine resolves links (0).

    Processes headings after the extension `toc` has added their permalinks (5).
    """

    def extendMarkdown(self, md: Markdown) -> None:
        md.treeprocessors.register(PermalinkTreeprocessor(md), "edition-permalinks", 7)
        md.treeprocessors.register(HeadingTreeprocessor(md), "edition-headings", 4.5)
        md.treeprocessors.register(MovedTreeprocessor(md), "edition-moved", 4)


def makeExtension(**options: Any) -> PermalinkExtension:
    return PermalinkExtension(**options)
