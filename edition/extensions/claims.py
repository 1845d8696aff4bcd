"""Blocks of the article pages: a claim, where the record differs, who disputes it, a box, and the table of all claims.

/// claim | B4
One sentence: what the record lets one say.
///

/// dispute | Other views
Where nobody denies the claim, words behind the bar replace the label “Who disputes it”.
///
"""

import xml.etree.ElementTree as etree
from typing import Any

from markdown import Markdown
from markdown.util import AtomicString
from pymdownx.blocks import BlocksExtension
from pymdownx.blocks.block import Block

from edition.content.model import ASSESSMENTS, TIERS, Content
from edition.extensions.html import append, link, paragraph
from edition.extensions.project import content_of


def assessment(parent: etree.Element, value: str) -> None:
    """The assessment in words, with a mark that does not depend on colour, linked to what it means."""
    element = link(parent, f"about.md#{value}", ASSESSMENTS[value])
    element.set("class", f"assessment assessment--{value}")


class ClaimBlock(Block):
    """What the article says, how well it is supported, and the finding (the block's content)."""

    NAME = "claim"
    ARGUMENT = True

    def on_create(self, parent: etree.Element) -> etree.Element:
        claim = content_of(self.md).claims[self.argument]
        anchor = self.argument.lower()
        box = etree.SubElement(
            parent, "div", {"class": f"claim claim--{claim.assessment}", "id": anchor}
        )
        box.attrib |= {"role": "group", "aria-label": f"Claim {self.argument}"}
        label = paragraph(box, "claim__label")
        link(label, f"#{anchor}", f"Claim {self.argument}", **{"class": "claim__id"})
        append(label, " The article says")
        paragraph(box, "claim__statement", claim.statement)
        assessment(paragraph(box, "claim__assessment"), claim.assessment)
        return etree.SubElement(box, "div", {"class": "claim__finding"})


class _LabelledBlock(Block):
    """A block with a label above its paragraphs: its own, or the words behind the bar where it takes them."""

    LABEL = ""

    def on_create(self, parent: etree.Element) -> etree.Element:
        box = etree.SubElement(parent, "div", {"class": self.NAME})
        if label := self.argument or self.LABEL:
            paragraph(box, "label", label)
        return box


class CorrectionBlock(_LabelledBlock):
    NAME = "correction"
    LABEL = "Where the record differs"


class DisputeBlock(_LabelledBlock):
    NAME = "dispute"
    LABEL = "Who disputes it"
    ARGUMENT = None  # may stand or be left out


class BoxBlock(_LabelledBlock):
    """An excursus with a heading of its own."""

    NAME = "box"


class GuideBlock(_LabelledBlock):
    """Words that only guide through the page: they state no fact, so they have no number and no source."""

    NAME = "guide"


class ClaimsBlock(Block):
    """The table of all claims."""

    NAME = "claims"
    COLUMNS = ("Claim", "The article says", "Assessment", "Sources")

    def on_create(self, parent: etree.Element) -> etree.Element:
        content = content_of(self.md)
        # The wrapper scrolls where the screen is too narrow; it can be focused, so that arrow keys scroll it too.
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
        # The class keeps the theme from putting a second scroller around the table.
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
        assessment(etree.SubElement(row, "td"), claim.assessment)
        kinds = content.source_kinds(place.citations)
        counted = ", ".join(
            f"{kinds[tier]}\N{NO-BREAK SPACE}{tier}" for tier in TIERS if kinds[tier]
        )
        etree.SubElement(row, "td").text = AtomicString(f"{sum(kinds.values())} ({counted})")


class ClaimsExtension(BlocksExtension):
    """Registers the blocks."""

    def extendMarkdownBlocks(self, md: Markdown, block_mgr: Any) -> None:
        for block in (ClaimBlock, CorrectionBlock, DisputeBlock, BoxBlock, GuideBlock, ClaimsBlock):
            block_mgr.register(block, self.getConfigs())


def makeExtension(**options: Any) -> ClaimsExtension:
    return ClaimsExtension(**options)
