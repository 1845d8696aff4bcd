"""A source in words: the same wording in notes, in the list of sources and in plain text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from edition.content.records import Attribution, Source

LANGUAGES = {
    "de": "German", "en": "English", "es": "Spanish", "fr": "French", "hr": "Croatian", "it": "Italian",
    "lt": "Lithuanian", "pl": "Polish", "ru": "Russian", "sk": "Slovak", "uk": "Ukrainian",
}  # fmt: skip
# Titles of these are in italics, all others in quotation marks.
_WHOLE_WORKS = {"book", "report", "treaty", "legislation"}


@dataclass(frozen=True)
class _Run:
    """Words of a reference that look alike.

    Attributes:
        text: the words.
        italic: whether they are set in italics.
        href: where they lead.
        language: their language, if it is not English.
    """

    text: str
    italic: bool = False
    href: str = ""
    language: str = ""

    @property
    def markdown(self) -> str:
        words = escape(self.text)
        if self.italic:
            words = f"*{words}*"
        if self.href:
            words = f"[{words}](<{self.href}>)"
        return f"{words}{{lang={self.language}}}" if self.language else words


def names(source: Source) -> str:
    """The authors as a reader says them: “Jennifer Rankin”, “Mary Sarotte and Serhii Plokhy”, “NATO”."""
    people = [person.full for person in source.author]
    if not people:
        return ""
    return ", ".join(people[:-1]) + (" and " if len(people) > 1 else "") + people[-1]


def reference(source: Source, locator: str = "") -> str:
    """SOURCE as inline Markdown: authors, linked title, where it appeared, date, LOCATOR.

    The archive copy, where there is one, is named beside the original.
    """
    words = "".join(run.markdown for run in _runs(source, locator))
    return words + (f" ([archived copy](<{source.archive}>))" if source.archive else "")


def plain(source: Source, locator: str = "") -> str:
    """The same as plain text, the address at its end."""
    words = "".join(run.text for run in _runs(source, locator))
    return f"{words}. {source.url}" if source.url else f"{words}."


def quoted_as(attribution: Attribution, source: Source) -> tuple[str, str]:
    """How to cite quoted words: who said them, how and when, as plain text, and then SOURCE, as Markdown without address.

    The first is empty where an author is quoted from a text of their own.
    """
    cited = f"{reference(replace(source, url='', archive=''), attribution.locator)}."
    if attribution.speaker == names(source) and attribution.telling in ("own-words", "written"):
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
    """The same as one plain text."""
    lead, _ = quoted_as(attribution, source)
    return lead + plain(replace(source, url=""), attribution.locator)


def short_reference(source: Source) -> str:
    """Who and when, as a label for a link: “Jennifer Rankin (2021)”."""
    who = names(source) or source.container_title or source.publisher
    return f"{who} ({source.issued.year if source.issued else 'undated'})"


def escape(text: str) -> str:
    """TEXT so that Markdown shows it as it is."""
    return re.sub(r"([\\`*_\[\]<>{}|])", r"\\\1", text)


def _runs(source: Source, locator: str) -> Iterator[_Run]:
    foreign = source.language != "en"
    parts = [
        [_Run(names(source))],
        list(_title(source)),
        [_Run(source.genre)],
        [_Run(source.container_title, italic=True)],
        [_Run(source.publisher if source.publisher != names(source) else "")],
        [_Run(source.issued.in_words if source.issued else "undated")],
        [_Run(f"in {LANGUAGES[source.language]}" if foreign else "")],
        [_Run(locator)],
    ]
    for position, part in enumerate(part for part in parts if part[0].text):
        if position:
            yield _Run(", ")
        yield from part


def _title(source: Source) -> Iterator[_Run]:
    whole = source.type in _WHOLE_WORKS
    if not whole:
        yield _Run("“")
    yield _Run(source.title, italic=whole, href=source.url)
    if source.original_title:
        yield _Run(" (")
        yield _Run(source.original_title, italic=True, language=source.language)
        yield _Run(")")
    if not whole:
        yield _Run("”")
