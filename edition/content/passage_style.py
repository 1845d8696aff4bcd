"""Format passages: shortened for notes, in full for the list of sources, and as text fragments."""

from collections.abc import Iterable
from urllib.parse import quote, urlsplit

from edition.content.citation_style import LANGUAGES
from edition.content.quotations import normalized, parts
from edition.content.records import Passage, Source

NOTE_WORDS = 32  # about as many as fit into a note
SEEN = {
    "document": "read in the document",
    "copy": "read in a copy",
    "quoted": "read where another text quotes it",
}
NOT_READ = "°"  # in notes, in place of the words for “quoted”; our font has this sign
NOT_READ_MEANS = "The source itself was not read, but another text that quotes it."
_LEAD = 5  # words before a quotation that a short excerpt keeps
_SHORT = 8  # a text fragment contains up to this many words whole, else only the two ends
_END = 4


def excerpt(passage: Passage, quotations: Iterable[str] = (), limit: int = NOTE_WORDS) -> str:
    """Return a short English excerpt: the whole passage if short, else the words around QUOTATIONS.

    It has about LIMIT words. “…” marks what is left out, as in the passage itself.
    """
    words = (passage.translation or passage.exact).replace("\N{NO-BREAK SPACE}", " ").split()
    if len(words) <= limit + _LEAD:
        return " ".join(words)
    text = normalized(" ".join(words))
    places = [
        (text[:at].count(" "), text[: at + len(part)].count(" "))
        for quotation in quotations
        for part in parts(quotation)
        if (at := text.find(part[1:]) - 1) >= -1 and part[1:]
    ]
    first = max(0, min((start for start, _ in places), default=0) - _LEAD)
    last = max([first + limit - 1, *(end for _, end in places)])
    before = "… " if first else ""
    behind = " …" if last < len(words) - 1 else ""
    return before + " ".join(words[first : last + 1]).strip("… ") + behind


def quoted(words: str) -> str:
    """Return WORDS in quotation marks, with the inner marks changed to the other kind."""
    text, inner, depth = words.strip(), "", 0
    for place, mark in enumerate(text):
        before, behind = text[place - 1 : place], text[place + 1 : place + 2]
        if mark in "“„«" or (
            mark == '"' and (not before or (not before.isalnum() and before not in ".,!?…"))
        ):
            inner, depth = inner + "‘", depth + 1
        elif mark in "”»" or mark == '"':
            inner, depth = inner + "’", max(0, depth - 1)
        elif mark == "‘" and depth:
            inner, depth = inner + "“", depth + 1
        elif mark == "’" and depth > 1 and not behind.isalpha():
            inner, depth = inner + "”", depth - 1
        else:
            inner += mark
    return f"“{inner}”"


def provenance(passage: Passage) -> str:
    """Say in which copy the words were read and who translated them; empty in the usual case.

    Words that were read where another text quotes them are marked with NOT_READ instead.
    """
    said = []
    if passage.translation:
        said.append(f"translated from {LANGUAGES[passage.language]}")
    if passage.seen == "copy":
        said.append(SEEN[passage.seen])
    return ", ".join(said)


def in_full(passage: Passage) -> str:
    """Say how and where the words were read and who translated them, for the list of sources."""
    said = SEEN[passage.seen]
    if host := urlsplit(passage.seen_at).netloc.removeprefix("www."):
        said += f" at {host}"
    if passage.translation:
        said += f"; translated from {LANGUAGES[passage.language]}{_translator(passage)}"
    return said


def as_quoted(passage: Passage) -> str:
    """Return where the words were read if that is not the source, to end a citation with it."""
    host = urlsplit(passage.seen_at).netloc.removeprefix("www.")
    return f" As quoted at {host}." if passage.seen == "quoted" and host else ""


def _translator(passage: Passage) -> str:
    return " by us" if passage.translator == "edition" else f", {passage.translator}"


def address_of_words(source: Source, passage: Passage) -> str:
    """Return the source's address, with a text fragment if the words were read on that page."""
    if passage.seen != "document" or not _same_page(source.url, passage.seen_at):
        return source.url
    words = passage.exact.partition("…")[0].replace("\N{NO-BREAK SPACE}", " ").split()
    if not words:
        return source.url
    ends = [words] if len(words) <= _SHORT else [words[:_END], words[-_END:]]
    fragment = ",".join("".join(map(_in_fragment, " ".join(part))) for part in ends)
    return f"{source.url}#:~:text={fragment}"


def _in_fragment(letter: str) -> str:
    """Escape a character for a text fragment. Non-ASCII ones stay unescaped, which is shorter."""
    return letter if not letter.isascii() else quote(letter, safe="").replace("-", "%2D")


def _same_page(one: str, other: str) -> bool:
    def page(url: str) -> tuple[str, str, str]:
        parts = urlsplit(url)
        return (parts.netloc.removeprefix("www."), parts.path.rstrip("/"), parts.query)

    is_html = not one.casefold().endswith((".pdf", ".txt"))
    return bool(one) and is_html and "#" not in one and page(one) == page(other)
