"""Word the notes for paper, where nobody can open one: short, and from the data.

A source is cited in full once in an article, then in short with the number of the note that has it
in full. A note gives a few words of the passage where the text does not quote it already. Sign and
arrow lead to the list of sources, which holds every passage in full.
"""

from collections.abc import Iterable
from dataclasses import replace
from string import printable
from urllib.parse import quote
from xml.etree.ElementTree import Element, SubElement

from edition.blocks import Form
from edition.content.citation_style import Run, runs
from edition.content.model import Content
from edition.content.passage_style import address_of_words, excerpt, provenance, quoted
from edition.content.records import Source
from edition.writers.article import anchor, classes, text

NOT_READ = "°"  # marks what is known from texts that quote it


def word_notes(content: Content, key: str, body: Element, limit: int, sources: str = "") -> None:
    """Word the notes of one article anew.

    Args:
        content: the facts.
        key: the article's key.
        body: the article, of a document that `gather` has made; it is changed.
        limit: the number of words that a note shows of a passage.
        sources: the key of the list of sources, if the document contains it.
    """
    notes = _Notes(content, key, limit, sources)
    for mark in body.iter("span"):
        if "note" in classes(mark):
            number = str(mark.get("number"))
            for part in mark:
                if part.tag == "br":  # the sources of a note follow each other in its line
                    part.tag, part.text = "span", " "
                if part.get("source") in content.sources:
                    notes.word(part, number)
                part.attrib.pop("source", None)
            if number not in notes.given:
                mark.set("id", _note_id(key, number))
            notes.given.add(number)


def gather_notes(key: str, body: Element) -> None:
    """Move the notes of an article to its end; leave their numbers, which lead there and back."""
    listed: dict[str, Element] = {}
    section = Element("section", {"class": "notes"})
    SubElement(section, "h2", {"id": anchor(key, "notes")}).text = "Notes"
    for mark in [element for element in body.iter("span") if "note" in classes(element)]:
        number = str(mark.get("number"))
        if number not in listed:
            listed[number] = SubElement(section, "p", {"id": _note_id(key, number)})
            back = SubElement(listed[number], "strong")
            link = SubElement(back, "a", {"href": f"#{anchor(key, f'mark-{number}')}"})
            link.text, back.tail = number, " "
            listed[number].extend(list(mark))
            mark.set("id", anchor(key, f"mark-{number}"))
        mark.tag, mark[:] = "sup", []
        del mark.attrib["class"], mark.attrib["number"]
        SubElement(mark, "a", {"href": f"#{_note_id(key, number)}"}).text = number
    if listed:
        body.append(section)


def _note_id(key: str, number: str) -> str:
    return anchor(key, f"note-{number}")


class _Notes:
    """The notes of one article, in order."""

    def __init__(self, content: Content, key: str, limit: int, sources: str) -> None:
        self._content, self._key, self._limit, self._sources = content, key, limit, sources
        self._full: dict[str, str] = {}  # the number of the note that cites a source in full
        self._shown: set[tuple[str, str]] = set()  # the passages that are shown, or in the text
        self.given: set[str] = set()  # the numbers so far: a note can be referred to twice
        for place, quotations in content.quoted_passages.items():
            if any(quotation.address.partition("#")[0] == key for quotation in quotations):
                self._shown.add(place)

    def word(self, part: Element, number: str) -> None:
        """Word one PART of the note NUMBER: a source with its locator and passage."""
        source = self._content.sources[str(part.get("source"))]
        locator = self._locator(source.id, part)
        passage = self._content.passages.get((source.id, locator))
        url = address_of_words(source, passage) if passage else source.url
        part.text, part[:] = None, []
        first = self._full.setdefault(source.id, number)
        if first == number and number not in self.given:
            original = source.original_title if self._sources else ""  # the list has it too
            _append(part, runs(replace(source, url=url, original_title=original), locator))
        else:
            _append(part, [Run(_short(source), href=url)])
            if first != number:
                _append(part, [Run(" (note ")])
                target = f"#{_note_id(self._key, first)}"
                SubElement(part, "a", {"href": target}).text = first
                _append(part, [Run(")")])
            _append(part, [Run(f", {locator}" if locator else "")])
        if passage and passage.seen == "quoted":
            _append(part, [Run(NOT_READ)])
        _append(part, [Run(".")])
        place = source.id, locator
        if passage and not passage.missing and self._limit and place not in self._shown:
            self._shown.add(place)
            how = provenance(replace(passage, seen="document"))
            words = quoted(excerpt(passage, (), self._limit))
            _append(part, [Run(" ")])
            SubElement(part, "span").text = words + (f" ({how})" if how else "")
        if self._sources:
            entry = f"#{anchor(self._sources, source.id)}"
            SubElement(part, "span", {"class": "page-of", "href": entry})

    def _locator(self, source: str, part: Element) -> str:
        """Return the locator of SOURCE with which the words of PART end, but for its passage."""
        shown = Element("span")
        shown.text = part.text
        shown.extend(child for child in part if Form.SMALL_WORDS not in classes(child))
        words = text(shown).replace("\N{NO-BREAK SPACE}", " ")
        locators = {mention.locator for mention in self._content.mentions.get(source, ())}
        ends = {name: words.rfind(name) + len(name) for name in locators if name and name in words}
        return max(ends, key=lambda name: (ends[name], len(name)), default="")


def _short(source: Source) -> str:
    """Return author, else publication, and date: “Rankin, 4 November 2021”."""
    families = [person.family or person.literal for person in source.author]
    who = " and ".join(families) if len(families) < 3 else f"{families[0]} and others"
    who = who or source.container_title or source.publisher or source.title
    return f"{who}, {source.issued.in_words}" if source.issued else who


def _append(parent: Element, parts: Iterable[Run]) -> None:
    for part in parts:
        if part.href:
            # A PDF's addresses are ASCII.
            holder = SubElement(parent, "a", {"href": quote(part.href, safe=printable)})
        elif part.italic or part.language:
            holder = SubElement(parent, "em" if part.italic else "span")
        elif len(parent):
            parent[-1].tail = (parent[-1].tail or "") + part.text
            continue
        else:
            parent.text = (parent.text or "") + part.text
            continue
        inner = SubElement(holder, "em") if part.href and part.italic else holder
        inner.text = part.text
        if part.language:
            holder.set("lang", part.language)
