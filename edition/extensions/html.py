"""Elements that the extensions build. Their text is literal: it is not parsed as Markdown."""

import xml.etree.ElementTree as etree
from collections.abc import Callable, Iterable
from typing import TypeVar

from markdown.util import AtomicString

Item = TypeVar("Item")


def paragraph(parent: etree.Element, kind: str, text: str = "") -> etree.Element:
    """Add a `<p class=KIND>` to PARENT and return it."""
    element = etree.SubElement(parent, "p", {"class": kind})
    element.text = AtomicString(text) if text else None
    return element


def listing(parent: etree.Element, kind: str) -> etree.Element:
    """Add a `<ul class=KIND>` in a `<section>` of its own to PARENT and return the list.

    Reader views look for the element that holds most of a page's words. With the section, that is
    the article; without, it is a long list alone, and its heading would be lost.
    """
    return etree.SubElement(etree.SubElement(parent, "section"), "ul", {"class": kind})


def link(parent: etree.Element, href: str, text: str, **attributes: str) -> etree.Element:
    """Add an `<a>` to PARENT and return it. HREF is relative to docs/; the engine resolves it."""
    element = etree.SubElement(parent, "a", {"href": href, **attributes})
    element.text = AtomicString(text)
    return element


def append(parent: etree.Element, text: str) -> None:
    """Add TEXT to the end of PARENT."""
    if len(parent):
        parent[-1].tail = AtomicString((parent[-1].tail or "") + text)
    else:
        parent.text = AtomicString((parent.text or "") + text)


def join(
    parent: etree.Element,
    items: Iterable[Item],
    add: Callable[[Item], object],
    separator: str = "; ",
) -> None:
    """Add ITEMS to PARENT, with SEPARATOR between them.

    Args:
        parent: the element to which they are added.
        items: the items.
        add: adds one item to the end of PARENT.
        separator: the text between two items.
    """
    for position, item in enumerate(items):
        if position:
            append(parent, separator)
        add(item)
