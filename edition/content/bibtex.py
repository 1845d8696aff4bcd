"""CSL items as BibTeX that BibTeX, biber with biblatex, and reference managers read without a warning.

Text stays UTF-8. Titles and names of bodies are in double braces, which keep them as they are;
`date` is for biblatex, `year` and `month` are for BibTeX. All but `misc` must have an author: where
nobody is named, it is the paper or the body that published the work, as in the edition's own short
references.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from edition.content.citation_style import LANGUAGES
from edition.content.dates import MONTHS

# The entry type of each CSL type (all others are `misc`); for each, its fields for the genre, for what
# the work appeared in, and for who published it. Of a `misc` BibTeX prints `howpublished` alone.
_TYPES = {
    "article": "article",
    "article-journal": "article",
    "article-magazine": "article",
    "article-newspaper": "article",
    "book": "book",
    "chapter": "incollection",
    "report": "techreport",
}
_FIELDS = {
    "article": ("titleaddon", "journal", ""),
    "book": ("titleaddon", "series", "publisher"),
    "incollection": ("titleaddon", "booktitle", "publisher"),
    "techreport": ("type", "series", "institution"),
    "misc": ("howpublished", "howpublished", "howpublished"),
}
# Without these, a work is described better as `misc`.
_REQUIRED = {
    "article": "container-title",
    "incollection": "container-title",
    "techreport": "publisher",
}
_KINDS = {"interview": "Interview", "speech": "Speech", "motion_picture": "Film"}
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
    """One entry for each of ITEMS, in their order."""
    return "".join(entry(item) for item in items)


def entry(item: dict[str, Any]) -> str:
    """ITEM as one BibTeX entry.

    Args:
        item: a CSL item; `issued` has date-parts, `author` and `editor` are lists of names.
    """
    kind = _TYPES.get(item["type"], "misc")
    if not item.get(_REQUIRED.get(kind, "id")):
        kind = "misc"
    issuer = item.get("publisher") or item.get("container-title") or item["title"]
    body = [] if kind == "misc" else [{"literal": issuer}]
    fields = {
        "author": _names(item.get("author") or body),
        "editor": _names(item.get("editor") or (body if kind == "incollection" else [])),
        "key": "" if body or item.get("author") else _text(issuer),  # to sort by
        "title": _kept(item["title"]),
        **_published(kind, item),
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
    """VALUE in double braces: no style changes its capitals."""
    return f"{{{_text(value)}}}" if value else ""


def _names(people: Iterable[dict[str, str]]) -> str:
    listed = " and ".join(_name(person) for person in people)
    return f"{{{listed}}}" if listed else ""


def _name(person: dict[str, str]) -> str:
    if "literal" in person:
        return _text(person["literal"])
    family = person.get("family", "").translate(_ESCAPED)
    if not family[:1].isupper() or " " in family:
        family = f"{{{family}}}"  # or “d'” would be taken for a particle
    given = person.get("given", "").translate(_ESCAPED)
    return f"{family}, {given}" if given else family


def _published(kind: str, item: dict[str, Any]) -> dict[str, str]:
    genre = ", ".join(filter(None, [_KINDS.get(item["type"], ""), item.get("genre", "")]))
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
        yield "date", "{XXXX}"  # biber's word for an unknown year
        return
    (parts,) = item["issued"]["date-parts"]
    yield "date", "{" + "-".join(f"{part:02}" for part in parts) + "}"
    yield "year", f"{{{parts[0]}}}"
    if len(parts) > 1:
        yield "month", MONTHS[parts[1] - 1][:3].lower()  # a macro of BibTeX
