"""`/// verdicts` shows the assessment of every claim as a mark that links to the claim.

`/// verdicts | early-hopes` shows the claims of one section, each with its heading.
"""

import xml.etree.ElementTree as etree
from collections import Counter
from urllib.parse import urlencode

from pymdownx.blocks.block import Block

from edition.content.model import ASSESSMENTS, Content
from edition.extensions.html import append, link, paragraph
from edition.extensions.project import content_of


class VerdictsBlock(Block):
    """Renders the number of claims with each assessment, and the marks of the claims."""

    def on_create(self, parent: etree.Element) -> etree.Element:
        content = content_of(self.md)
        box = etree.SubElement(parent, "div", {"class": "verdicts", "role": "group"})
        if self.argument:
            box.set("aria-label", "The claims of this section")
            _totals(content, box, self.argument)
            _marks(content, box, self.argument)
            return box
        box.set("aria-label", "All claims")
        _totals(content, box)
        for key in content.article_pages:
            page = content.pages[key]
            line = paragraph(box, "verdicts__section")
            link(line, f"{key}.md", page.meta.short_name)
            _marks(content, box, key, page=f"{key}.md")
        return box


def _totals(content: Content, box: etree.Element, section: str = "") -> None:
    """Add how many claims have each assessment: the key to the marks, with links to these claims.

    Of a section, only the assessments that occur.
    """
    claims = [claim for claim in content.claims.values() if section in ("", claim.section)]
    counts = Counter(claim.assessment for claim in claims)
    line = paragraph(box, "verdicts__totals")
    for name, words in ASSESSMENTS.items():
        if counts[name] or not section:
            held = {"assessment": name} | ({"section": section} if section else {})
            kind = {"class": f"verdict--{name}"}
            if counts[name]:
                part = link(line, f"claims.md?{urlencode(held)}", "", **kind)
            else:
                part = etree.SubElement(line, "span", kind)
            append(part, f"{counts[name]} {words.lower()}")
            append(line, " ")


def _marks(content: Content, box: etree.Element, section: str, page: str = "") -> None:
    """Add the claims of SECTION. On another page than their own, PAGE, the mark stands for all."""
    marks = etree.SubElement(box, "ul", {"class": f"verdicts__{'marks' if page else 'claims'}"})
    for claim in content.claims.values():
        if claim.section != section:
            continue
        _, place = content.claim_places[claim.id]
        mark = link(
            etree.SubElement(marks, "li"),
            f"{page}#{claim.id.lower()}",
            "",
            **{"class": f"verdict verdict--{claim.assessment}"},
        )
        name = etree.SubElement(mark, "span", {"class": "verdict__name"}) if page else mark
        append(name, f"{claim.id} {place.title}")
        words = etree.SubElement(name, "span", {"class": "verdict__words"})
        append(words, f": {ASSESSMENTS[claim.assessment].lower()}")
