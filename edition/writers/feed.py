"""Write the feed of changes: an Atom file with an entry for every edition."""

import xml.etree.ElementTree as etree
from pathlib import Path

from edition.content.model import Content
from edition.content.records import EditionChanges
from edition.extensions.changes import describe

NAME = "feed.xml"


def write(content: Content, site: Path) -> None:
    """Write the feed into a built SITE, but only with a public address: Atom ids are absolute."""
    page = next((key for key, page in content.pages.items() if page.blocks_named("changes")), None)
    if not content.project.address or not page:
        return
    tree = etree.ElementTree(_feed(content, page))
    etree.indent(tree)
    tree.write(site / NAME, encoding="utf-8", xml_declaration=True)


def _feed(content: Content, page: str) -> etree.Element:
    settings, address = content.project.settings, content.project.address
    feed = etree.Element("feed", {"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": "en"})
    _add(feed, "id", address + NAME)
    _add(feed, "title", f"{settings.site_name} Changes by edition")
    _add(feed, "updated", _instant(content.changes[0]))
    etree.SubElement(
        feed, "link", {"rel": "self", "type": "application/atom+xml", "href": address + NAME}
    )
    etree.SubElement(
        feed,
        "link",
        {"rel": "alternate", "type": "text/html", "href": content.project.url_for(page)},
    )
    _add(
        etree.SubElement(feed, "author"),
        "name",
        settings.site_author,
    )
    if settings.copyright:
        _add(feed, "rights", settings.copyright)
    if settings.edition.license:
        etree.SubElement(feed, "link", {"rel": "license", "href": settings.edition.license})
    for change in content.changes:
        _entry(content, page, etree.SubElement(feed, "entry"), change)
    return feed


def _entry(content: Content, page: str, entry: etree.Element, change: EditionChanges) -> None:
    address = content.project.url_for(page, change.anchor)
    _add(entry, "id", address)
    _add(entry, "title", f"Edition {change.edition}")
    _add(entry, "updated", _instant(change))
    etree.SubElement(entry, "link", {"rel": "alternate", "type": "text/html", "href": address})
    _add(entry, "summary", change.summary)
    box = etree.Element("div")
    describe(content, box, change, content.project.url_for)
    _add(entry, "content", etree.tostring(box, encoding="unicode", method="html")).set(
        "type", "html"
    )


def _instant(change: EditionChanges) -> str:
    return f"{change.date}T00:00:00Z"


def _add(parent: etree.Element, tag: str, text: str) -> etree.Element:
    element = etree.SubElement(parent, tag)
    element.text = text
    return element
