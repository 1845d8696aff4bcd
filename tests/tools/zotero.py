"""What Zotero takes from the metadata of a page, by the rules of its own translators.

They are “Embedded Metadata.js” (of 27 April 2026) and “RDF.js” (19 June 2026) of zotero/translators, and `cleanAuthor` of
zotero/utilities. Zotero itself is in no registry; with its translation-server these rules gave the same items.
"""

import re
from dataclasses import dataclass
from xml.etree.ElementTree import Element

# The namespaces that a name may begin with, or have as its second part: `citation_book_title` is lost to “book”.
_NAMESPACES = re.compile(
    "bib|bibo|dc|dcterms|prism|foaf|vcard|link|z|eprints?|og|article|book|music|video|so|codemeta|rdf",
    re.IGNORECASE,
)
_TYPES = {
    "citation_journal_title": "journalArticle",
    "citation_technical_report_institution": "report",
    "citation_conference_title": "conferencePaper",
    "citation_inbook_title": "bookSection",
    "citation_dissertation_institution": "thesis",
}


@dataclass(frozen=True)
class Item:
    """What Zotero saves: each creator as family and given name, the given one empty for a body."""

    type: str
    title: str
    creators: list[tuple[str, str]]
    container: str
    edition: str
    publisher: str
    date: str
    language: str
    rights: str
    url: str
    pdf: str


def saved(page: Element) -> Item:
    """The item that Zotero makes of PAGE."""
    tags: dict[str, str] = {}
    for meta in page.iter("meta"):
        name, content = meta.get("name") or meta.get("property"), meta.get("content")
        if name and content:
            tags.setdefault(_qualified(name), content)
    kinds = [_TYPES[name] for name in tags if name in _TYPES]
    authors = [
        meta.get("content") or ""
        for meta in page.iter("meta")
        if meta.get("name") == "citation_author"
    ]
    return Item(
        type=kinds[-1] if kinds else tags.get("dc type") or "journalArticle",
        title=tags.get("citation_title", ""),
        creators=[creator for author in _separate(authors) if (creator := _creator(author))],
        container=tags.get("citation_inbook_title") or tags.get("citation_journal_title", ""),
        edition=tags.get("prism edition", ""),
        publisher=tags.get("citation_publisher", ""),
        date=tags.get("citation_publication_date", ""),
        language=tags.get("citation_language", ""),
        rights=tags.get("dc rights", ""),
        url=tags.get("citation_public_url") or tags.get("og url", ""),
        pdf=tags.get("citation_pdf_url", ""),
    )


def _qualified(name: str) -> str:
    """The NAME of a tag as namespace and property, if it has a namespace that Zotero knows."""
    parts = re.split(r"[.:_]", name)
    if len(parts) > 2 and _NAMESPACES.fullmatch(parts[1]):
        return f"{parts[1].lower()} {name[len(parts[0]) + len(parts[1]) + 2 :]}"
    if _NAMESPACES.fullmatch(parts[0]):
        return f"{parts[0].lower()} {name[len(parts[0]) + 1 :]}"
    return name


def _separate(authors: list[str]) -> list[str]:
    """Several authors in one tag: after a semicolon, or after a comma with two words on each side."""
    found = [part for author in authors for part in re.split(r"\s*;\s*", author)]
    if len(found) == len(authors) == 1:
        parts = re.split(r"\s*,\s*", found[0])
        if len(parts) > 1 and " " in parts[0] and " " in parts[1]:
            return parts
    return found


def _creator(author: str) -> tuple[str, str] | None:
    """Family and given name; with a comma anywhere, what stands before it is the family name."""
    name = author.strip(" \u00a0.,/[]:")
    if not name:
        return None
    if "," in author:
        family, _, given = name.partition(",")
        return family, given.strip()
    given, _, family = name.rpartition(" ")
    return family, given
