"""Convert CSL items to BibTeX.

Biber with biblatex and reference managers read the result without a warning. BibTeX does not know
`online` and treats it as `misc`. Text stays UTF-8. Titles and names of organisations are in double
braces, so that styles keep their capitals. `date` is for biblatex, `year` and `month` are for
BibTeX. Most types require an author: if a source has none, use the newspaper or organisation that
published it, as the edition's own short references do.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from edition.content.citation_style import LANGUAGES
from edition.content.dates import MONTHS

# The entry type of each CSL type (all others are `misc`), and the field that it requires; an item
# without that is a `misc`. BibTeX has no type for a speech, an interview, a treaty or a law. As
# `misc` they lose the day in APA and Chicago style, and biblatex's own types (`legal`,
# `performance`) make Zotero skip the entry. These types say as much as CSL does in every style.
_TYPES = {
    "article": ("article", "container-title"),
    "article-journal": ("article", "container-title"),
    "article-magazine": ("article", "container-title"),
    "article-newspaper": ("article", "container-title"),
    "book": ("book", "title"),
    "chapter": ("incollection", "container-title"),
    "interview": ("article", "container-title"),
    "legislation": ("techreport", "publisher"),
    "report": ("techreport", "publisher"),
    "speech": ("article", "container-title"),
    "treaty": ("booklet", "title"),
    "webpage": ("online", "URL"),
}
# The fields of each entry type for the genre, the container and the publisher. For a `booklet` and
# a `misc`, BibTeX prints only `howpublished`.
_FIELDS = {
    "article": ("titleaddon", "journal", ""),
    "book": ("titleaddon", "series", "publisher"),
    "booklet": ("howpublished", "howpublished", "howpublished"),
    "incollection": ("titleaddon", "booktitle", "publisher"),
    "techreport": ("type", "series", "institution"),
    "online": ("titleaddon", "organization", "organization"),
    "misc": ("howpublished", "howpublished", "howpublished"),
}
_ANONYMOUS = ("online", "misc")  # types that need no author
# Kinds of article that only biblatex tells apart.
_SUBTYPES = {
    "article-newspaper": "newspaper",
    "article-magazine": "magazine",
    "interview": "newspaper",
    "speech": "newspaper",
}
_KINDS = {
    "interview": "Interview",
    "speech": "Speech",
    "motion_picture": "Film",
    "report": "Report",  # or BibTeX calls it a technical one
    "legislation": "Document",
}
_ESCAPED = str.maketrans(
    {sign: f"\\{sign}" for sign in "&%$#_"}
    | {
        "\\": "\\textbackslash{}",
        "{": "\\textbraceleft{}",
        "}": "\\textbraceright{}",
        "~": "\\textasciitilde{}",
        "^": "\\textasciicircum{}",
    }
)
_ESCAPED_IN_URLS = str.maketrans({"{": "%7B", "}": "%7D", "\\": "%5C"})


def bibtex(items: Iterable[dict[str, Any]]) -> str:
    """Return a BibTeX file with one entry for each of ITEMS, in their order."""
    return "".join(entry(item) for item in items)


def entry(item: dict[str, Any]) -> str:
    """Return ITEM as one BibTeX entry.

    Args:
        item: a CSL item. `issued` has `date-parts`; `author` and `editor` are lists of names.
    """
    if item["type"] in ("interview", "speech"):  # they appear where they are published
        item = {"container-title": item.get("publisher", ""), **item}
    kind, required = _TYPES.get(item["type"], ("misc", "title"))
    if not item.get(required):
        kind = "misc"
    issuer = item.get("publisher") or item.get("container-title") or item["title"]
    body = [] if kind in _ANONYMOUS else [{"literal": issuer}]
    fields = {
        "author": _names(item.get("author") or body),
        "editor": _names(item.get("editor") or (body if kind == "incollection" else [])),
        "key": "" if body or item.get("author") else _text(issuer),  # to sort by
        "title": _kept(item["title"]),
        **_published(kind, item),
        "entrysubtype": _text(_SUBTYPES.get(item["type"], "") if kind == "article" else ""),
        "volume": _text(item.get("volume", "")),
        "number": _text(item.get("issue", "")),
        "pages": _text(item.get("page", "")).replace("–", "--"),
        "edition": _text(item.get("edition", "")),
        **dict(_date(item)),
        "origtitle": _kept(item.get("original-title", "")),
        "langid": _text(LANGUAGES.get(item.get("language", ""), "").lower()),
        "doi": _text(item.get("DOI", "")),
        "isbn": _text(item.get("ISBN", "")),
        "url": f"{{{item['URL'].translate(_ESCAPED_IN_URLS)}}}" if item.get("URL") else "",
        "note": _text(item.get("note", "")),
    }
    lines = [f"  {name} = {value}" for name, value in fields.items() if name and value]
    return f"@{kind}{{{item['id']},\n" + ",\n".join(lines) + "\n}\n"


def _text(value: object) -> str:
    words = " ".join(str(value).split()).translate(_ESCAPED)
    return f"{{{words}}}" if words else ""


def _kept(value: str) -> str:
    """Return VALUE in double braces, so that no style changes its capitals."""
    return f"{{{_text(value)}}}" if value else ""


def _names(people: Iterable[dict[str, str]]) -> str:
    listed = " and ".join(_name(person) for person in people)
    return f"{{{listed}}}" if listed else ""


def _name(person: dict[str, str]) -> str:
    if "literal" in person:
        return _text(person["literal"])
    family = person.get("family", "").translate(_ESCAPED)
    if not family[:1].isupper() or " " in family:
        family = f"{{{family}}}"  # otherwise BibTeX reads “d'” as a particle
    given = person.get("given", "").translate(_ESCAPED)
    return f"{family}, {given}" if given else family


def _published(kind: str, item: dict[str, Any]) -> dict[str, str]:
    asked = " and ".join(
        " ".join(filter(None, [name.get("given"), name.get("family"), name.get("literal")]))
        for name in item.get("interviewer", [])
    )
    sort = _KINDS.get(item["type"], "") + (f" by {asked}" if asked else "")
    if kind == "techreport" and item.get("genre"):
        sort = ""
    genre = ", ".join(filter(None, [sort, item.get("genre", "")]))
    values = (genre, item.get("container-title", ""), item.get("publisher", ""))
    found: dict[str, list[str]] = {}
    for field, value in zip(_FIELDS[kind], values, strict=True):
        if value:
            found.setdefault(field, []).append(value)
    return {
        field: (_kept if field == "booktitle" else _text)(", ".join(words))
        for field, words in found.items()
    }


def _date(item: dict[str, Any]) -> Iterator[tuple[str, str]]:
    if "issued" not in item:
        yield "date", "{XXXX}"  # biber's notation for an unknown year
        return
    (parts,) = item["issued"]["date-parts"]
    yield "date", "{" + "-".join(f"{part:02}" for part in parts) + "}"
    yield "year", f"{{{parts[0]}}}"
    if len(parts) > 1:
        yield "month", MONTHS[parts[1] - 1][:3].lower()  # a macro of BibTeX
