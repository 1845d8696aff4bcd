"""Find quotations in the prose, their sources, and the passages that contain them.

A quotation is in “double quotation marks”, or in another language *like this*{lang=ru}.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from edition.content.pages import CITATION, Block, ClaimPlace, Page, citations
from edition.content.records import ChartData, Passage

_QUOTATION = re.compile(r"“([^“”]+)”|\*([^*]+)\*\{lang=\w+\}")
_MARKS = str.maketrans(
    dict.fromkeys('“”„‟«»‹›"‘’‚‛`´「」『』《》〈〉', "'")
    | dict.fromkeys("‐‑–—−", "-")
    | dict.fromkeys("\xa0\u202f", " ")
)
_OMISSION = re.compile(r"\[?(?:…|\.\.\.)\]?")
_CUT = re.compile(r"…|\[[^\]]*\]")
_ENDS = " ,.;:!?'-"  # at the ends of a quotation, these may belong to the sentence around it


@dataclass(frozen=True)
class Quotation:
    """Words in quotation marks, and what is cited for them.

    Attributes:
        words: the text between the marks.
        file: the file that contains it.
        line: its line in the file.
        sources: the ids of the sources cited for it.
        address: page and id of the paragraph, claim, chart, event or telling that contains it.
        places: source and locator of each citation, if it has citations of its own.
    """

    words: str
    file: str
    line: int
    sources: tuple[str, ...]
    address: str
    places: tuple[tuple[str, str], ...] = ()


def quoted(text: str) -> list[str]:
    """Return the quotations in TEXT, without their marks."""
    return [match[1] or match[2] for match in _QUOTATION.finditer(CITATION.sub("", text))]


def quotations_of_page(page: Page, charts: Mapping[str, ChartData]) -> Iterator[Quotation]:
    """Yield every quotation of a page, with the sources that it rests on.

    In a paragraph or table row, these are the sources in the next bracket; in a claim's finding,
    all sources that the claim cites; in a chart's caption, the sources of its numbers.
    """
    place: ClaimPlace | None = None
    chart = heading = ""
    places = {claim.line: claim for claim in page.claims}
    for block in page.blocks:
        if block.kind == "opening":
            place = places.get(block.line, place)
            chart = block.argument if block.text == "chart" else chart
        elif block.kind == "heading":
            heading = block.id or heading
        elif block.kind in ("paragraph", "list", "table"):
            default: tuple[str, ...] = ()
            name = block.id or heading  # a table or list has none: that of the heading above it
            if block.inside == "claim" and place:
                default = tuple({citation.source for citation in place.citations})
                name = place.id.lower()
            elif block.inside == "chart" and chart in charts:
                rows = charts[chart].rows
                default = tuple({source for row in rows for source in row.sources})
                name = chart
            yield from _quotations(page, block, default, f"{page.key}#{name}")


def _quotations(
    page: Page, block: Block, default: tuple[str, ...], address: str
) -> Iterator[Quotation]:
    # Each table row or list item has its own citations; a paragraph is read as a whole.
    parts = block.text.split("\n") if block.kind in ("table", "list") else [block.text]
    line = block.line
    for part in parts:
        brackets = [(match.start(), match[0]) for match in CITATION.finditer(part)]
        for match in _QUOTATION.finditer(part):
            following = next((text for start, text in brackets if start >= match.end() - 1), "")
            places = tuple((item.source, item.locator) for item in citations(following, 0))
            cited = tuple(source for source, _ in places)
            at = line + part.count("\n", 0, match.start())
            words = match[1] or match[2]
            yield Quotation(words, page.file, at, cited or default, address, places)
        line += part.count("\n") + 1


def passage_of(quotation: Quotation, passages: Iterable[Passage]) -> Passage | None:
    """Return the first of PASSAGES that contains the quotation, preferably one cited for it."""
    holding = [
        passage
        for passage in passages
        if passage.source in quotation.sources
        and any(contains(text, quotation.words) for text in texts([passage]))
    ]
    cited = [item for item in holding if (item.source, item.locator) in quotation.places]
    return next(iter(cited or holding), None)


def texts(passages: Iterable[Passage]) -> list[str]:
    """Return the words of PASSAGES, each followed by its translation."""
    return [text for passage in passages for text in (passage.exact, passage.translation) if text]


def contains(passage: str, words: str) -> bool:
    """Whether PASSAGE contains the quotation WORDS: each of its parts, in order."""
    text, at = normalized(passage), 0
    for number, part in enumerate(parts(words)):
        first = re.escape(part[0])
        pattern = (f"(?i:{first})" if number == 0 else first) + re.escape(part[1:])
        found = re.compile(rf"(?<!\w){pattern}(?!\w)").search(text, at)
        if not found:
            return False
        at = found.end()
    return True


def normalized(text: str) -> str:
    """Return TEXT with unified typographic marks and single spaces."""
    plain = unicodedata.normalize("NFC", text).translate(_MARKS)
    return " ".join(_OMISSION.sub("…", plain).split())


def parts(words: str) -> list[str]:
    """Split a quotation at its omissions and brackets."""
    found = [part.strip(_ENDS) for part in _CUT.split(normalized(words))]
    return [part for part in found if part]


def stretches(passage: str, quotations: Iterable[str]) -> list[tuple[int, int]]:
    """Return where QUOTATIONS are in PASSAGE, as separate (start, end) spans in order."""
    text = passage.translate(_MARKS).casefold()
    covered = [False] * len(text)
    for part in (part for words in quotations for part in parts(words)):
        at = text.find(part.casefold())
        if at >= 0:
            covered[at : at + len(part)] = [True] * len(part)
    edges = [0, *(at for at in range(1, len(text)) if covered[at] != covered[at - 1]), len(text)]
    return [(start, end) for start, end in pairwise(edges) if start < end and covered[start]]


def nearest(words: str, texts: Iterable[str]) -> str:
    """Return the part of TEXTS that is most similar to WORDS; empty if none is similar."""
    best, near = 0.0, ""
    wanted = normalized(words)
    for text in map(normalized, texts):
        match = SequenceMatcher(None, text, wanted, autojunk=False).find_longest_match()
        start = max(0, match.a - match.b)
        stretch = text[start : start + len(wanted)]
        ratio = SequenceMatcher(None, stretch, wanted, autojunk=False).ratio()
        if ratio > best:
            best, near = ratio, stretch
    return near.strip(_ENDS) if best > 0.3 else ""
