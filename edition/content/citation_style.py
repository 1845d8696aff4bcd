"""A source in words: the same wording in notes, in the list of sources and in plain text."""

import re
from typing import Any

from edition.content.dates import spoken
from edition.content.model import text_of

LANGUAGES = {
    "de": "German", "en": "English", "es": "Spanish", "fr": "French", "it": "Italian",
    "lt": "Lithuanian", "pl": "Polish", "ru": "Russian", "uk": "Ukrainian",
}  # fmt: skip
_WHOLE_WORKS = {
    "book",
    "report",
    "treaty",
    "legislation",
}  # titles in italics; all others in quotation marks


def names(item: dict[str, Any]) -> str:
    """The authors as a reader says them: “Jennifer Rankin”, “Mary Sarotte and Serhii Plokhy”, “NATO”."""
    people = [
        text_of(person, "literal")
        or f"{text_of(person, 'given')} {text_of(person, 'family')}".strip()
        for person in item.get("author") or []
    ]
    return (
        ", ".join(people[:-1]) + (" and " if len(people) > 1 else "") + people[-1] if people else ""
    )


def reference(item: dict[str, Any], locator: str = "") -> str:
    """ITEM, a CSL item, as inline Markdown: authors, linked title, where it appeared, date, LOCATOR.

    The archive copy, where there is one, stands beside the original.
    """
    title = text_of(item, "title")
    url = text_of(item, "URL")
    whole = item.get("type") in _WHOLE_WORKS
    shown = f"*{escape(title)}*" if whole else escape(title)
    linked = f"[{shown}](<{url}>)" if url else shown
    original = text_of(item, "original-title")
    language = text_of(item, "language") or "en"
    if original:
        linked += f" (*{escape(original)}*{{lang={language}}})"
    parts = [
        escape(names(item)),
        linked if whole else f"“{linked}”",
        escape(text_of(item, "genre")),
        f"*{escape(text_of(item, 'container-title'))}*" if item.get("container-title") else "",
        escape(text_of(item, "publisher")) if text_of(item, "publisher") != names(item) else "",
        spoken(text_of(item, "issued")) if item.get("issued") else "undated",
        f"in {LANGUAGES.get(language, language)}" if language != "en" else "",
        escape(locator),
    ]
    words = ", ".join(part for part in parts if part)
    archive = text_of(item, "archive")
    return words + (f" ([archived copy](<{archive}>))" if archive else "")


def short_reference(item: dict[str, Any]) -> str:
    """Who and when, as a label for a link: “Jennifer Rankin (2021)”."""
    who = names(item) or text_of(item, "container-title") or text_of(item, "publisher")
    return f"{who} ({text_of(item, 'issued')[:4] or 'undated'})"


def plain(item: dict[str, Any], locator: str = "") -> str:
    """The same without any markup, the address at its end."""
    words = reference(
        {key: value for key, value in item.items() if key not in ("URL", "archive")}, locator
    )
    words = re.sub(r"\{lang=\w+\}", "", words)
    words = re.sub(r"(?<!\\)\*", "", words)
    words = re.sub(r"\\(.)", r"\1", words)
    return ". ".join(filter(None, [words, text_of(item, "URL")])) + ("" if item.get("URL") else ".")


def escape(text: str) -> str:
    """TEXT so that Markdown shows it as it is."""
    return re.sub(r"([\\`*_\[\]<>{}|])", r"\\\1", text)
