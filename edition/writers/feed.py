"""The feed of changes: an Atom file with an entry for every edition, where the public address is known."""

import xml.etree.ElementTree as etree
from pathlib import Path

from edition.content.model import Content, edition_anchor, text_of
from edition.content.yaml import Record
from edition.extensions.changes import describe
from edition.generate.data_exports import page_address

NAME = "feed.xml"


def write(content: Content, site: Path) -> None:
    """Write the feed into a built SITE; without an address there is none, for an Atom feed's ids are absolute."""
    page = next((key for key, page in content.pages.items() if page.blocks_named("changes")), None)
    if not content.project.address or not page:
        return
    tree = etree.ElementTree(_feed(content, page))
    etree.indent(tree)
    tree.write(site / NAME, encoding="utf-8", xml_declaration=True)


def _feed(content: Content, page: str) -> etree.Element:
    settings, address = content.project.settings, content.project.address or ""
    feed = etree.Element("feed", {"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": "en"})
    _add(feed, "id", address + NAME)
    _add(feed, "title", f"{text_of(settings, 'site_name')} Changes by edition")
    _add(feed, "updated", _instant(content.changes[0]))
    etree.SubElement(
        feed, "link", {"rel": "self", "type": "application/atom+xml", "href": address + NAME}
    )
    etree.SubElement(
        feed, "link", {"rel": "alternate", "type": "text/html", "href": page_address(content, page)}
    )
    _add(
        etree.SubElement(feed, "author"),
        "name",
        text_of(settings, "site_author") or text_of(settings, "site_name"),
    )
    if settings.get("copyright"):
        _add(feed, "rights", text_of(settings, "copyright"))
    for change in content.changes:
        _entry(content, page, etree.SubElement(feed, "entry"), change)
    return feed


def _entry(content: Content, page: str, entry: etree.Element, change: Record) -> None:
    address = page_address(content, page, edition_anchor(change))
    _add(entry, "id", address)
    _add(entry, "title", f"Edition {text_of(change, 'edition')}")
    _add(entry, "updated", _instant(change))
    etree.SubElement(entry, "link", {"rel": "alternate", "type": "text/html", "href": address})
    _add(entry, "summary", text_of(change, "summary"))
    box = etree.Element("div")
    describe(content, box, change, lambda key, name: page_address(content, key, name))
    _add(entry, "content", etree.tostring(box, encoding="unicode", method="html")).set(
        "type", "html"
    )


def _instant(change: Record) -> str:
    return text_of(change, "date") + "T00:00:00Z"


def _add(parent: etree.Element, tag: str, text: str) -> etree.Element:
    element = etree.SubElement(parent, tag)
    element.text = text
    return element
