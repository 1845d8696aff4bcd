"""`/// sources | primary` lists the sources of one tier, each with the places that cite it.

`/// source-filter` is the place where readers choose which sources to show, and in which order.
`/// witnesses` lists the people and documents that sources go back to and that are not sources.
"""

import re
import xml.etree.ElementTree as etree
from functools import partial
from operator import itemgetter

from markdown.util import AtomicString
from pymdownx.blocks.block import Block

from edition.content.citation_style import reference, short_reference
from edition.content.model import CHECKED, TIERS, Content, Mention
from edition.content.passage_style import in_full, quoted
from edition.content.records import Event, Passage, Source
from edition.content.witnesses import (
    Fallen,
    Witness,
    falls_without,
    falls_without_witness,
    named_witnesses,
)
from edition.extensions.html import append, join, link, listing, paragraph
from edition.extensions.picker import ALL, Question, answers, picker, slug
from edition.extensions.places import link_to
from edition.extensions.project import content_of

_ALONE = "Without it, statements in these would have no source: "
_LANGUAGES = {"en": "English", "ru": "Russian", "other": "Others"}
# Who stands behind an outlet. Where nothing is said of it, that may be because it is not an outlet.
_OUTLETS = {"state": "State media", "public": "Publicly funded", "none": "Without a label"}
_ORDERS = {"": "by name", "date": "by date", "rests": "by what rests on it alone"}
_CYRILLIC = re.compile(r"([\u0400-\u04ff](?:[\u0400-\u04ff ,–-]*[\u0400-\u04ff])?)")


class SourceFilterBlock(Block):
    """Renders the place for a choice of sources, and of their order."""

    def on_create(self, parent: etree.Element) -> etree.Element:
        sources = content_of(self.md).sources.values()
        backers = {value: source.backer for source in sources for value in _outlet(source)[1:]}
        # By label: so each country follows its kind.
        outlets = dict(sorted((_OUTLETS | backers).items(), key=itemgetter(1)))
        checked = {name: name.capitalize() for name in CHECKED}
        return picker(
            parent,
            "sources",
            Question("kind", "Kind", ALL | TIERS),
            Question("language", "Language", ALL | _LANGUAGES),
            Question("checked", "Checked", ALL | checked),
            Question("outlet", "Outlet", ALL | outlets),
            Question("order", "Order", _ORDERS),
        )


class SourcesBlock(Block):
    """Renders a list of sources in alphabetical order of the words that they begin with."""

    def on_create(self, parent: etree.Element) -> etree.Element:
        content = content_of(self.md)
        box = listing(parent, "sources")
        listed = [item for item in content.sources.values() if item.tier == self.argument]
        for source in sorted(listed, key=_sort_key):
            self._source(content, box, source)
        return box

    def _source(self, content: Content, box: etree.Element, source: Source) -> None:
        name = source.id
        fallen = falls_without(content, name)
        data = {
            "data-is": _words(source),
            "data-date": source.issued.iso if source.issued else "undated",  # after all digits
            "data-rests": str(fallen.count),
        }
        item = etree.SubElement(box, "li", {"id": name, "class": "source", **data})
        etree.SubElement(item, "p", {"class": "source__reference"}).text = reference(source) + "."
        if source.note:
            _note(item, source.note, "uk" if source.language == "uk" else "ru")
        line = paragraph(item, "source__use", CHECKED[source.checked].partition(":")[0])
        if source.backer:
            append(line, f" · {source.backer}")
        if source.derives_from or source.witness:
            append(line, " · ")
            _origin(content, line, source)
        self._more(content, item, source, fallen)

    def _more(self, content: Content, item: etree.Element, source: Source, fallen: Fallen) -> None:
        """Add the passages and places of a source, in a closed `<details>`."""
        name = source.id
        passages = content.passages_of(name)
        mentions, events = content.mentions.get(name, []), content.event_mentions(name)
        charts = content.chart_mentions(name)
        places = len(mentions) + len(events) + len(charts)
        box = etree.SubElement(item, "details")
        words = [
            _counted(len(passages), "passage") if passages else "",
            f"cited in {_counted(places, 'place')}",
            f"the only support of {fallen.count}" if fallen.count else "",
        ]
        summary = etree.SubElement(box, "summary", {"class": "source__summary"})
        summary.text = AtomicString(", ".join(filter(None, words)))
        if passages:
            _passages(box, passages)
        use = paragraph(box, "source__use")
        link(use, f"#{name}", name, **{"class": "source__id", "translate": "no"})
        if mentions:
            append(use, " · Cited in ")
            join(use, mentions, partial(_mention, content, use), "; ")
        if events:
            append(use, " · Events: ")
            join(use, events, partial(_event, use))
        if charts:
            append(use, " · Charts: ")
            join(use, charts, partial(_chart, content, use))
        if fallen.count:
            _fallen(content, paragraph(box, "source__use", _ALONE), fallen)


class WitnessesBlock(Block):
    """Renders the witnesses that are not sources, with what rests only on each of them.

    They answer no question about sources: a reader who chooses some of these does not see them.
    """

    def on_create(self, parent: etree.Element) -> etree.Element:
        content = content_of(self.md)
        box = listing(parent, "sources")
        for name, texts in named_witnesses(content).items():
            attributes = {"id": Witness(name).entry, "class": "source", "data-is": ""}
            item = etree.SubElement(box, "li", attributes)
            paragraph(item, "source__witness", f"{name[0].upper()}{name[1:]}")
            line = paragraph(item, "source__use", "What goes back to that: ")
            join(line, texts, partial(_source_link, content, line))
            fallen = falls_without_witness(content, name)
            if fallen.count:
                _fallen(content, paragraph(item, "source__use", _ALONE), fallen)
        return box


def _source_link(content: Content, line: etree.Element, name: str) -> None:
    link(line, f"sources.md#{name}", short_reference(content.sources[name]))


def _origin(content: Content, line: etree.Element, source: Source) -> None:
    places = f" ({', '.join(source.witness_in)})" if source.witness_in else ""
    append(line, "Goes back to ")
    join(line, source.derives_from, partial(_source_link, content, line))
    if source.witness:
        append(line, " and " if source.derives_from else "")
        link(line, f"sources.md#{Witness(source.witness).entry}", source.witness)
        append(line, places)


def _fallen(content: Content, line: etree.Element, fallen: Fallen) -> None:
    """Add links to everything that has no other support."""
    places = [
        *fallen.paragraphs,
        *(("timeline", event.id) for event in fallen.events),
        *((claim.section, claim.id.lower()) for claim in fallen.claims),
    ]
    join(line, places, lambda place: link_to(content, line, *place))
    append(line, ".")


def _mention(content: Content, use: etree.Element, mention: Mention) -> None:
    known = mention.paragraph in content.paragraph_pages or mention.paragraph in content.stories
    link_to(content, use, mention.page, mention.paragraph if known else "")
    if mention.locator:
        append(use, f" ({mention.locator})")


def _event(use: etree.Element, event: Event) -> None:
    link(use, f"timeline.md#{event.id}", event.title)


def _chart(content: Content, use: etree.Element, name: str) -> None:
    link(use, f"{content.chart_pages[name]}.md#{name}", content.charts[name].title)


def _passages(box: etree.Element, passages: list[Passage]) -> None:
    """Add all passages of a source in full."""
    listed = etree.SubElement(box, "ul", {"class": "passages"})
    for passage in passages:
        line = etree.SubElement(listed, "li")
        if passage.locator:
            append(line, f"{passage.locator[0].upper()}{passage.locator[1:]}: ")
        if passage.missing:
            append(line, passage.missing)
            continue
        words = etree.SubElement(line, "span", {"lang": passage.language})
        words.text = AtomicString(quoted(passage.exact))
        if passage.translation:
            append(line, f" In English: {quoted(passage.translation)}")
        append(line, f" ({in_full(passage)})")


def _note(item: etree.Element, text: str, language: str) -> None:
    """Add the note, with Cyrillic words marked as LANGUAGE for screen readers."""
    before, *rest = _CYRILLIC.split(text)
    line = paragraph(item, "source__note", before)
    for words, after in zip(rest[::2], rest[1::2], strict=True):
        span = etree.SubElement(line, "span", {"lang": language})
        span.text, span.tail = AtomicString(words), AtomicString(after)


def _outlet(source: Source) -> list[str]:
    """Return who stands behind the outlet of SOURCE: the kind, and the kind with the country."""
    kind = "state" if source.state_media else "public" if source.public_media else "none"
    country = source.state_media or source.public_media
    return [kind, f"{kind}-{slug(country)}"] if country else [kind]


def _words(source: Source) -> str:
    """Return the answers to the questions of SourceFilterBlock that hold of SOURCE."""
    return answers(
        {
            "kind": [source.tier],
            "language": [source.language if source.language in _LANGUAGES else "other"],
            "checked": [source.checked],
            "outlet": _outlet(source),
        }
    )


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


def _sort_key(source: Source) -> tuple[str, str]:
    title = source.title.strip("[‘“")
    first = (source.author[0].family or source.author[0].literal) if source.author else title
    return first.casefold(), source.issued.iso if source.issued else ""
