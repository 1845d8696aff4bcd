"""Find the witnesses that sources go back to, and what loses its support if a source is wrong.

A source goes back to the sources and persons in its fields `derives-from` and `witness`, and so on
recursively. A source without these is a witness itself. Sources that derive from each other in a
circle count as one.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from edition.content.citation_style import short_reference
from edition.content.model import Content
from edition.content.pages import Citation
from edition.content.records import Claim, Event, Source

_NUMBERS = (
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve",
)  # fmt: skip
_PLAIN = str.maketrans("łŁ", "lL", "’")  # what Unicode does not decompose


@dataclass(frozen=True)
class Witness:
    """The origin of sources: a source, or a person or record that is not in the list of sources.

    Attributes:
        name: the person or the record; empty for a source.
        sources: the id of the source, or those of sources that derive from each other in a circle.
    """

    name: str = ""
    sources: frozenset[str] = frozenset()

    @property
    def entry(self) -> str:
        """The id of its entry on the page of sources; of several sources, that of the first."""
        plain = unicodedata.normalize("NFD", self.name.translate(_PLAIN)).encode("ascii", "ignore")
        words = re.findall(r"[a-z0-9]+", plain.decode().lower())
        return "-".join(["witness", *words]) if self.name else min(self.sources)


@dataclass(frozen=True)
class Fallen:
    """Everything that would lose its only support.

    Attributes:
        paragraphs: page, and paragraph or story, of each bracket that cites nothing else; the
            second is empty if the bracket is in another table or a list.
        events: the events of the timeline.
        claims: the claims that no other source attests.
    """

    paragraphs: tuple[tuple[str, str], ...]
    events: tuple[Event, ...]
    claims: tuple[Claim, ...]

    @property
    def count(self) -> int:
        return len(self.paragraphs) + len(self.events) + len(self.claims)


def witnesses(sources: Mapping[str, Source], cited: Iterable[str]) -> dict[Witness, list[str]]:
    """Return the independent witnesses of the sources CITED, each with its sources in order."""
    found: dict[Witness, list[str]] = defaultdict(list)
    for name in dict.fromkeys(cited):
        for witness in _witnesses_of(sources, name):
            found[witness].append(name)
    return dict(found)


def _witnesses_of(sources: Mapping[str, Source], name: str) -> list[Witness]:
    found: dict[Witness, None] = {}
    reached = _reached(sources, name)
    for source in reached:
        if sources[source].witness:
            found[Witness(name=sources[source].witness)] = None
        behind = _reached(sources, source)
        # If everything that it derives from leads back to it, it is an origin, alone or with its
        # circle.
        if not any(sources[other].witness for other in behind) and all(
            source in _reached(sources, other) for other in behind
        ):
            found[Witness(sources=frozenset(behind))] = None
    return list(found)


def _reached(sources: Mapping[str, Source], name: str) -> dict[str, None]:
    """Return NAME and every source that it derives from, the nearest first."""
    found, waiting = {name: None}, [name]
    while waiting:
        for other in sources[waiting.pop(0)].derives_from:
            if other not in found:
                found[other] = None
                waiting.append(other)
    return found


def fallen_with(
    sources: Mapping[str, Source], names: Iterable[str] = (), witness: str = ""
) -> set[str]:
    """Return NAMES, and the sources that go back only to them and the named WITNESS."""
    fallen = set(names)
    while more := {
        name
        for name, source in sources.items()
        if name not in fallen
        and (source.derives_from or source.witness)
        and source.witness in ("", witness)
        and fallen.issuperset(source.derives_from)
    }:
        fallen |= more
    return fallen


def falls_without(content: Content, source: str) -> Fallen:
    """Return what rests only on SOURCE and on sources that go back only to it."""
    return _falls(content, {source}, fallen_with(content.sources, [source]))


def falls_without_witness(content: Content, name: str) -> Fallen:
    """Return what rests only on the named witness NAME."""
    return _falls(content, set(), fallen_with(content.sources, witness=name))


def _falls(content: Content, lost: set[str], fallen: set[str]) -> Fallen:
    def is_gone(citation: Citation) -> bool:
        source = citation.source
        places = content.sources[source].witness_in
        return source in lost or (source in fallen and (not places or citation.locator in places))

    return Fallen(
        tuple(
            dict.fromkeys(place for place, cited in _brackets(content) if all(map(is_gone, cited)))
        ),
        tuple(event for event in content.events if fallen.issuperset(event.sources)),
        tuple(
            claim
            for claim in content.claims.values()
            if claim.bears and fallen.issuperset(claim.bears)
        ),
    )


def _brackets(content: Content) -> Iterator[tuple[tuple[str, str], list[Citation]]]:
    """Yield every bracket of citations, with its page and paragraph, in reading order."""
    others = [key for key in content.pages if key not in content.article_pages]
    for key in [*content.article_pages, *others]:
        for block in content.pages[key].blocks if key in content.pages else ():
            for _, cited in groupby(block.citations, lambda citation: citation.group):
                yield (key, block.anchor), list(cited)


def named_witnesses(content: Content) -> dict[str, list[str]]:
    """Return the witnesses that are not sources, by name, with the sources that go back to each."""
    found = witnesses(content.sources, content.sources)
    named = {witness.name: texts for witness, texts in found.items() if witness.name}
    return dict(sorted(named.items()))


def rests_on(content: Content, claim: Claim) -> str:
    """Say in a sentence what CLAIM rests on; empty if no source attests it."""
    return summary(content.sources, claim, only_speaker(content, claim))


def only_speaker(content: Content, claim: Claim) -> str:
    """Return the one person whose statements all sources give that attest CLAIM, or an empty text.

    A person who recounts what another said is the speaker, and the other is not.
    """
    said: dict[str, set[str]] = {source: set() for source in claim.bears}
    for citation in content.claim_places[claim.id][1].citations:
        item = content.attributions.get((citation.source, citation.locator, ""))
        if item and citation.source in said:
            said[citation.source].add(item.speaker)
    speakers = set().union(*said.values())
    return speakers.pop() if len(speakers) == 1 and all(said.values()) else ""


def summary(sources: Mapping[str, Source], claim: Claim, speaker: str = "") -> str:
    """Say the same; SPEAKER is the person whose statements all its sources give, if it is one."""
    found = witnesses(sources, claim.bears)
    if not found:
        return ""
    parts = [_counted(sources, claim, found)]
    for phrase in claim.phrases:
        behind = witnesses(sources, phrase.bears)
        alone = f"{name_of(sources, next(iter(behind)))} alone"
        rest = alone if len(behind) == 1 else f"{_number(len(behind))} of these"
        parts.append(f"the words “{phrase.words}” rest on {rest}")
    if speaker and len(found) > 1:
        parts.append(f"in all of them {speaker} speaks")
    return "; ".join(parts) + "."


def _counted(
    sources: Mapping[str, Source], claim: Claim, found: Mapping[Witness, list[str]]
) -> str:
    """Return how many witnesses CLAIM has, and which of its sources go back to the same one."""
    texts = len(claim.bears)
    if texts == len(found) == len({text for behind in found.values() for text in behind}) > 1:
        none = "neither" if texts == 2 else "none"
        return f"Rests on {_number(texts)} sources, {none} of which goes back to another"
    if len(found) > 1:
        counted = f"{_number(len(found))} witnesses in {_texts(texts)}"
        shared = [
            f"{_number(len(behind))} of these go back to {name_of(sources, witness)}"
            for witness, behind in found.items()
            if len(behind) > 1
        ]
        return "; ".join([f"Rests on {counted}", *shared])
    (witness,) = found
    name = name_of(sources, witness)
    others = texts - len(witness.sources & set(claim.bears))
    kind = "witness" if witness.name else "source"
    if not others:
        return f"Rests on one {kind}, {name}"
    verb = "goes" if others == 1 else "go"
    more = "" if witness.name or others == texts else " more"
    told = _texts(others).replace(" ", f"{more} ", 1)
    origin = "that witness" if witness.name else "that"
    return f"Rests on one {kind}, {name}; {told} {verb} back to {origin}"


def _number(count: int) -> str:
    return _NUMBERS[count] if count < len(_NUMBERS) else str(count)


def _texts(count: int) -> str:
    return f"{_number(count)} text{'s' if count > 1 else ''}"


def name_of(sources: Mapping[str, Source], witness: Witness) -> str:
    """Return the witness's name, or else the short reference of its (first) source."""
    return witness.name or short_reference(sources[min(witness.sources)])
