"""`/// claims` shows the table of all claims."""

import xml.etree.ElementTree as etree

from markdown.util import AtomicString
from pymdownx.blocks.block import Block

from edition.content.model import Content
from edition.extensions.claims import assessment
from edition.extensions.html import link
from edition.extensions.project import content_of


class ClaimsBlock(Block):
    """Renders the table of all claims."""

    NAME = "claims"
    COLUMNS = ("Claim", "The article says", "The record shows", "Assessment")

    def on_create(self, parent: etree.Element) -> etree.Element:
        content = content_of(self.md)
        # The wrapper scrolls if the screen is too narrow. It takes focus, so that arrow keys scroll
        # it too.
        box = etree.SubElement(
            parent,
            "div",
            {
                "class": "claims-table",
                "tabindex": "0",
                "role": "region",
                "aria-label": "All claims",
            },
        )
        # The class prevents the theme from adding a second scrolling wrapper.
        table = etree.SubElement(box, "table", {"class": "plain"})
        row = etree.SubElement(etree.SubElement(table, "thead"), "tr")
        for name in self.COLUMNS:
            etree.SubElement(row, "th", {"scope": "col"}).text = name
        body = etree.SubElement(table, "tbody")
        for name in content.claims:
            self._row(content, body, name)
        return box

    def _row(self, content: Content, body: etree.Element, name: str) -> None:
        claim = content.claims[name]
        page, place = content.claim_places[name]
        row = etree.SubElement(body, "tr", {"id": name.lower()})
        head = etree.SubElement(row, "th", {"scope": "row"})
        link(head, f"{page.key}.md#{name.lower()}", name)
        etree.SubElement(row, "td").text = AtomicString(claim.statement)
        etree.SubElement(row, "td").text = AtomicString(place.finding)
        assessment(etree.SubElement(row, "td"), claim)
