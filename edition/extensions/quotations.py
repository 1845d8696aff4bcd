"""The blocks of the page of quotations.

`/// quotations | Vladimir Putin` lists the words of one speaker that the edition quotes, by date;
`/// quotations | others` those of all speakers without a block of their own.
`/// quotation-filter` is the place where readers choose which of them to show.
`/// quotation-check` is that of a box to compare a pasted sentence with them, which a script builds
(docs/assets/javascripts/quotation-check.js).
"""

import xml.etree.ElementTree as etree
from collections import Counter
from functools import partial

from markdown.util import AtomicString
from pymdownx.blocks.block import Block

from edition.checks.speakers import OTHERS
from edition.content.citation_style import LANGUAGES, escape, quoted_as
from edition.content.model import TELLINGS, Content
from edition.content.passage_style import as_quoted, in_full, quoted
from edition.content.quotations import stretches
from edition.content.records import Attribution
from edition.extensions.html import append, join, link, listing, paragraph
from edition.extensions.picker import ALL, Question, answers, picker, slug
from edition.extensions.places import link_to
from edition.extensions.project import content_of


class QuotationFilterBlock(Block):
    """Renders the place for a choice of speaker, of language, and of how the words are known."""

    def on_create(self, parent: etree.Element) -> etree.Element:
        content = content_of(self.md)
        listed = _attributed(content)
        speakers = {slug(name): name for name in sorted({item.speaker for item in listed})}
        languages = Counter(content.passages[item.key].language for item in listed)
        read_in = {name: LANGUAGES[name] for name, _ in languages.most_common()}
        return picker(
            parent,
            "quotations",
            Question("speaker", "Speaker", ALL | speakers),
            Question("language", "Read in", ALL | read_in),
            Question("known", "How known", ALL | TELLINGS),
        )


class QuotationsBlock(Block):
    """Renders quoted passages, each with its speaker, date, telling, places and citation."""

    def on_create(self, parent: etree.Element) -> etree.Element:
        content = content_of(self.md)
        box = listing(parent, "quotations")
        for item in listed(content, self.argument):
            _quotation(content, box, item)
        return box


def listed(content: Content, speaker: str) -> list[Attribution]:
    """Return the quoted passages of SPEAKER by date.

    For “others”, return those of all speakers without a block, by speaker and date.
    """
    named = {
        block.argument
        for page in content.pages.values()
        for block in page.blocks_named("quotations")
    }
    found = [
        item
        for item in _attributed(content)
        if item.speaker == speaker or (speaker == OTHERS and item.speaker not in named)
    ]
    undated = "9999"
    return sorted(
        found,
        key=lambda item: (item.speaker, item.said.iso if item.said else undated, int(item.id[1:])),
    )


def _attributed(content: Content) -> list[Attribution]:
    """Return the passages that the edition quotes, each with its speaker."""
    return [item for key, item in content.attributions.items() if key in content.attributed]


def _quotation(content: Content, box: etree.Element, item: Attribution) -> None:
    passage, quotations = content.passages[item.key], content.attributed[*item.key, item.words]
    held = {
        "speaker": [slug(item.speaker)],
        "language": [passage.language],
        "known": [item.telling],
    }
    entry = etree.SubElement(
        box, "li", {"class": "quotation", "id": item.id, "data-is": answers(held)}
    )
    head = paragraph(entry, "quotation__head")
    link(head, f"#{item.id}", item.speaker, **{"class": "quotation__id"})
    if item.said:
        append(head, ", ")
        time = etree.SubElement(head, "time", {"datetime": item.said.iso})
        time.text = item.said.in_words
    used = [quotation.words for quotation in quotations]
    exact, translation = content.words_of(item)
    texts = {"en": translation or exact, passage.language: exact}
    for language, words in texts.items():
        marked = {"lang": language} if language != "en" else {}
        box_of_words = etree.SubElement(
            entry, "blockquote", {"class": "quotation__words", **marked}
        )
        _words(box_of_words, words.strip(), used)
    line = paragraph(entry, "quotation__more", TELLINGS[item.telling])
    if item.quoting:
        append(line, f"; in it words of {item.quoting}, as {item.speaker} gives them")
    seen = in_full(passage)
    append(line, f". {seen[0].upper()}{seen[1:]}. Quoted in ")
    places = dict.fromkeys(quotation.address for quotation in quotations)
    join(line, places, partial(_place, content, line), ", ")
    append(line, ".")
    lead, cited = quoted_as(item, content.sources[item.source])
    cite = etree.SubElement(entry, "p", {"class": "quotation__cite"})
    translated = f" Translated from {LANGUAGES[passage.language]}." if passage.translation else ""
    cite.text = f"Quote it as: {escape(lead)}{cited}{as_quoted(passage)}{translated}"
    line = paragraph(entry, "quotation__more")
    link(line, f"sources.md#{item.source}", "Source")
    if backer := content.sources[item.source].backer:
        append(line, " · ")
        append(etree.SubElement(line, "span", {"class": "quotation__backer"}), backer)


def _words(box: etree.Element, words: str, quotations: list[str]) -> None:
    """Add WORDS, with those that the edition quotes in bold."""
    line = etree.SubElement(box, "p")
    shown, at = quoted(words), 0
    for start, end in stretches(words, quotations):
        append(line, shown[at : start + 1])  # plus one for the opening quotation mark
        etree.SubElement(line, "b").text = AtomicString(shown[start + 1 : end + 1])
        at = end + 1
    append(line, shown[at:])


def _place(content: Content, line: etree.Element, address: str) -> None:
    page, _, name = address.partition("#")
    link_to(content, line, page, name)


class QuotationCheckBlock(Block):
    """Renders the empty place of the box."""

    def on_create(self, parent: etree.Element) -> etree.Element:
        return etree.SubElement(parent, "div", {"class": self.NAME})
