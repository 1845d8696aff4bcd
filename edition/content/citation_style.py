"""Format references: the same wording in notes, in the list of sources and in plain text."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from edition.content.records import Attribution, Name, Source

LANGUAGES = {
    "de": "German", "en": "English", "es": "Spanish", "fr": "French", "hr": "Croatian",
    "it": "Italian",
    "lt": "Lithuanian", "pl": "Polish", "ru": "Russian", "sk": "Slovak", "uk": "Ukrainian",
}  # fmt: skip
# The titles of these types are in italics, all others in quotation marks.
_WHOLE_WORKS = {"book", "report", "treaty", "legislation"}


@dataclass(frozen=True)
class Run:
    """A part of a reference with one format.

    Attributes:
        text: the words.
        italic: whether they are in italics.
        href: the address that they link to.
        language: their language code, if it is not English.
        kind: the class of the link.
    """

    text: str
    italic: bool = False
    href: str = ""
    language: str = ""
    kind: str = ""

    @property
    def markdown(self) -> str:
        words = escape(self.text)
        if self.italic:
            words = f"*{words}*"
        if self.href:
            words = f"[{words}](<{self.href}>)"
        if self.kind:
            words += f"{{.{self.kind}}}"
        return f"{words}{{lang={self.language}}}" if self.language else words


def names(source: Source) -> str:
    """Return the authors in words: “Mary Sarotte and Serhii Plokhy”, “NATO”."""
    return _listed(source.author)


def _listed(names: Sequence[Name]) -> str:
    people = [name.full for name in names]
    return " and ".join(filter(None, [", ".join(people[:-1]), *people[-1:]]))


def reference(source: Source, locator: str = "", entry: str = "") -> str:
    """Return SOURCE as inline Markdown: authors, linked title, container, date, LOCATOR.

    If it has an archived copy, link to it next to the original.

    Args:
        source: the source.
        locator: the place in it.
        entry: the address of its entry in the list of sources, to which the authors link; if it
            names none, its container or publisher; without these, its date.
    """
    words = "".join(run.markdown for run in runs(source, locator, entry))
    return words + (f" ([archived copy](<{source.archive}>))" if source.archive else "")


def plain(source: Source, locator: str = "") -> str:
    """Return the same as plain text, with the address at its end."""
    words = "".join(run.text for run in runs(source, locator))
    return f"{words}. {source.url}" if source.url else f"{words}."


def quoted_as(attribution: Attribution, source: Source) -> tuple[str, str]:
    """Return how to cite quoted words: the speaker, as plain text, and SOURCE, as Markdown.

    The first part says who said the words, how and when. It is empty if they are from the speaker's
    own text. The second part has no address.
    """
    cited = f"{reference(replace(source, url='', archive=''), attribution.locator)}."
    own = attribution.telling in ("own-words", "written") and not attribution.quoting
    if own and attribution.speaker == names(source):
        return "", cited
    quoting = f" words of {attribution.quoting}" if attribution.quoting else ""
    how = {
        "note": "according to a note-taker",
        "recalled": f"recalling{quoting}" if quoting else "looking back",
        "reported": f"reporting{quoting}" if quoting else "as reported",
    }.get(attribution.telling, f"on{quoting}" if quoting else "")
    when = attribution.said.in_words if attribution.said else ""
    return f"{', '.join(filter(None, [attribution.speaker, how, when]))}, in: ", cited


def quoted_as_plain(attribution: Attribution, source: Source) -> str:
    """Return the same as one plain text."""
    lead, _ = quoted_as(attribution, source)
    return lead + plain(replace(source, url=""), attribution.locator)


def short_reference(source: Source) -> str:
    """Return author and year as a label for a link: “Jennifer Rankin (2021)”."""
    who = names(source) or source.container_title or source.publisher
    return f"{who} ({source.issued.year if source.issued else 'undated'})"


def escape(text: str) -> str:
    """Escape TEXT so that Markdown shows it literally."""
    return re.sub(r"([\\`*_\[\]<>{}|])", r"\\\1", text)


def runs(source: Source, locator: str = "", entry: str = "") -> Iterator[Run]:
    """Yield the parts of a reference to SOURCE, each in one format."""
    authors = [Run(names(source))]
    container = [Run(source.container_title, italic=True)]
    publisher = [Run(source.publisher if source.publisher != names(source) else "")]
    date = [Run(source.issued.in_words if source.issued else "undated")]
    if entry:
        who = next(part for part in (authors, container, publisher, date) if part[0].text)
        who[0] = replace(who[0], href=entry, kind="note-source")
    parts = [
        authors,
        list(_title(source)),
        [Run(f"interviewed by {asked}" if (asked := _listed(source.interviewer)) else "")],
        [Run(source.genre)],
        container,
        publisher,
        date,
        [Run(f"in {LANGUAGES[source.language]}" if source.language != "en" else "")],
        [Run(locator)],
    ]
    for position, part in enumerate(part for part in parts if part[0].text):
        if position:
            yield Run(", ")
        yield from part


def _title(source: Source) -> Iterator[Run]:
    whole = source.type in _WHOLE_WORKS
    if not whole:
        yield Run("“")
    yield Run(source.title, italic=whole, href=source.url)
    if source.original_title:
        yield Run(" (")
        yield Run(source.original_title, italic=True, language=source.language)
        yield Run(")")
    if not whole:
        yield Run("”")
