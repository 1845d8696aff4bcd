"""`/// claim | B4` shows a claim.

/// claim | B4
One sentence: the finding, as far as the record supports it.
///
"""

import xml.etree.ElementTree as etree

from pymdownx.blocks.block import Block

from edition.content.model import ASSESSMENTS
from edition.content.records import Claim
from edition.content.witnesses import rests_on
from edition.extensions.html import append, link, paragraph
from edition.extensions.places import link_witnesses
from edition.extensions.project import content_of


def assessment(parent: etree.Element, claim: Claim) -> None:
    """Add the assessment, with a mark that works without colour, and what in the claim is off.

    Both link to their explanations.
    """
    element = link(parent, f"about.md#{claim.assessment}", ASSESSMENTS[claim.assessment])
    element.set("class", f"assessment assessment--{claim.assessment}")
    if claim.off:
        append(parent, " ")
        off = etree.SubElement(parent, "span", {"class": "claim__off"})
        link(off, "about.md#off", "off")
        append(off, f": {', '.join(claim.off)}")


class ClaimBlock(Block):
    """Renders what the article says, the assessment, and the finding (the block's content)."""

    def on_create(self, parent: etree.Element) -> etree.Element:
        content = content_of(self.md)
        claim = content.claims[self.argument]
        anchor = self.argument.lower()
        box = etree.SubElement(
            parent, "div", {"class": f"claim claim--{claim.assessment}", "id": anchor}
        )
        box.attrib |= {"role": "group", "aria-label": f"Claim {self.argument}"}
        label = paragraph(box, "claim__label")
        link(label, f"#{anchor}", f"Claim {self.argument}", **{"class": "claim__id"})
        append(label, " ")
        link(label, "about.md#what-it-is", "What the article says")
        paragraph(box, "claim__statement", claim.statement)
        record = etree.SubElement(box, "div", {"class": "claim__record"})
        label = paragraph(record, "claim__assessment", "What the record shows ")
        assessment(label, claim)
        finding = etree.SubElement(record, "div", {"class": "claim__finding"})
        if rests := rests_on(content, claim):
            line = paragraph(record, "claim__witnesses")
            first, rest = rests.split(" on ", 1)
            link(line, f"claims.md#{anchor}", first)
            link_witnesses(content, line, claim, f" on {rest}")
        return finding
