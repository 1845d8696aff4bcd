"""A source in words: the same wording in notes, in the list of sources and in plain text."""

import re
from dataclasses import replace

from edition.content.records import Source

LANGUAGES = {
    "de": "German", "en": "English", "es": "Spanish", "fr": "French", "hr": "Croatian", "it": "Italian",
    "lt": "Lithuanian", "pl": "Polish", "ru": "Russian", "sk": "Slovak", "uk": "Ukrainian",
}  # fmt: skip
# Titles of these are in italics, all others in quotation marks.
_WHOLE_WORKS = {"book", "report", "treaty", "legislation"}


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
    whole = source.type in _WHOLE_WORKS
    shown = f"*{escape(source.title)}*" if whole else escape(source.title)
    linked = f"[{shown}](<{source.url}>)" if source.url else shown
    if source.original_title:
        linked += f" (*{escape(source.original_title)}*{{lang={source.language}}})"
    language = LANGUAGES[source.language]
    parts = [
        escape(names(source)),
        linked if whole else f"“{linked}”",
        escape(source.genre),
        f"*{escape(source.container_title)}*" if source.container_title else "",
        escape(source.publisher) if source.publisher != names(source) else "",
        source.issued.in_words if source.issued else "undated",
        f"in {language}" if source.language != "en" else "",
        escape(locator),
    ]
    words = ", ".join(part for part in parts if part)
    return words + (f" ([archived copy](<{source.archive}>))" if source.archive else "")


def short_reference(source: Source) -> str:
    """Who and when, as a label for a link: “Jennifer Rankin (2021)”."""
    who = names(source) or source.container_title or source.publisher
    return f"{who} ({source.issued.year if source.issued else 'undated'})"


def plain(source: Source, locator: str = "") -> str:
    """The same without any markup, the address at its end."""
    words = reference(replace(source, url="", archive=""), locator)
    words = re.sub(r"\{lang=\w+\}", "", words)
    words = re.sub(r"(?<!\\)\*", "", words)
    words = re.sub(r"\\(.)", r"\1", words)
    return f"{words}. {source.url}" if source.url else f"{words}."


def escape(text: str) -> str:
    """TEXT so that Markdown shows it as it is."""
    return re.sub(r"([\\`*_\[\]<>{}|])", r"\\\1", text)
