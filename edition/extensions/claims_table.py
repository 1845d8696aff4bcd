"""The blocks of the page of claims.

`/// claims | early-hopes` shows the claims of one section as a table, `/// claims` all of them.
`/// claim-filter` is the place where readers choose which claims to show: by assessment, by what is
off and by section.
"""

import xml.etree.ElementTree as etree
from functools import partial

from markdown.util import AtomicString
from pymdownx.blocks.block import Block

from edition.content.citation_style import short_reference
from edition.content.model import ASSESSMENTS, OFF, Content
from edition.content.records import Claim
from edition.content.witnesses import Witness, rests_on, witnesses
from edition.extensions.html import append, join, link, paragraph
from edition.extensions.picker import ALL, Question, answers, picker
from edition.extensions.project import content_of


class ClaimFilterBlock(Block):
    """Renders the place for a choice of assessment, of what is off, and of section."""

    def on_create(self, parent: etree.Element) -> etree.Element:
        content = content_of(self.md)
        sections = {key: content.pages[key].meta.short_name for key in content.article_pages}
        return picker(
            parent,
            "claims",
            Question("assessment", "Assessment", ALL | ASSESSMENTS),
            Question("off", "Off", ALL | {kind: kind for kind in OFF}),
            Question("section", "Section", ALL | sections),
        )


class ClaimsBlock(Block):
    """Renders a table: the claim, the finding with what it rests on, and the assessment."""

    COLUMNS = ("Claim", "The article says", "The record shows", "Assessment")

    def on_create(self, parent: etree.Element) -> etree.Element:
        content = content_of(self.md)
        box = etree.SubElement(parent, "div", {"class": "claims-table"})
        table = etree.SubElement(box, "table")
        head = etree.SubElement(table, "thead")
        row = etree.SubElement(head, "tr")
        for name in self.COLUMNS:
            etree.SubElement(row, "th", {"scope": "col"}).text = name
        body = etree.SubElement(table, "tbody")
        for name, claim in content.claims.items():
            if self.argument in ("", None, claim.section):
                _row(content, body, name)
        return box


def _row(content: Content, body: etree.Element, name: str) -> None:
    claim = content.claims[name]
    page, place = content.claim_places[name]
    held = {"assessment": [claim.assessment], "off": claim.off, "section": [claim.section]}
    row = etree.SubElement(body, "tr", {"id": name.lower(), "data-is": answers(held)})
    head = etree.SubElement(row, "th", {"scope": "row"})
    link(head, f"{page.key}.md#{name.lower()}", name)
    numbers = [number[1:] for number in place.paragraphs if number in content.paragraph_pages]
    if numbers:
        span = "–".join(dict.fromkeys((numbers[0], numbers[-1])))
        where = etree.SubElement(head, "span", {"class": "claims__where"})
        where.text = AtomicString(f" §\N{NO-BREAK SPACE}{span}")
    said, shown, judged = (etree.SubElement(row, "td") for _ in range(3))
    said.text = AtomicString(claim.statement)
    etree.SubElement(shown, "p").text = AtomicString(place.finding)
    if rests := rests_on(content, claim):
        paragraph(shown, "claims__rests", rests)
        _counted(content, shown, claim)
    kind = {"class": f"assessment assessment--{claim.assessment}"}
    etree.SubElement(judged, "span", kind).text = ASSESSMENTS[claim.assessment]
    if claim.off:
        off = etree.SubElement(judged, "span", {"class": "claim__off"})
        off.text = AtomicString(f" Off: {', '.join(claim.off)}")


def _counted(content: Content, cell: etree.Element, claim: Claim) -> None:
    """Add the sources that are counted, by the witness that they go back to."""
    bears = claim.bears
    box = etree.SubElement(cell, "details")
    what = "The source" if len(bears) == 1 else f"The {len(bears)} sources"
    summary = etree.SubElement(box, "summary", {"class": "claims__summary"})
    summary.text = f"{what} counted for {claim.id}"
    line = paragraph(box, "claims__counted")

    def add_source(name: str) -> None:
        source = content.sources[name]
        link(line, f"sources.md#{name}", short_reference(source))
        if source.checked != "read":
            append(line, " (not read)")

    def add_witness(witness: Witness, texts: list[str]) -> None:
        if witness.name:
            link(line, f"sources.md#{witness.entry}", witness.name)
            append(line, ", in ")
        join(line, texts, add_source, ", ")

    found = witnesses(content.sources, bears)
    adds = [partial(add_witness, witness, texts) for witness, texts in found.items()]
    join(line, adds, lambda add: add())
    append(line, ".")
