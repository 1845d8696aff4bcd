"""How to cite a page, or the work as a whole: as a CSL item, and in the usual styles."""

from dataclasses import dataclass
from typing import Any

from edition.config import Project
from edition.content.dates import MONTHS

_WORK, _PAGE = "book", "chapter"  # CSL types


@dataclass(frozen=True)
class Citation:
    """A citation in one style. Only the title of the work is in italics.

    Attributes:
        style: the name of the style.
        before: the text before the title of the work.
        work: the title of the work.
        after: the text after it.
    """

    style: str
    before: str
    work: str
    after: str

    def __str__(self) -> str:
        return f"{self.before}{self.work}{self.after}"


def csl(project: Project, page: str, title: str) -> dict[str, Any]:
    """Return a page, or for the home page the work, as a CSL item; URL needs a public address.

    Args:
        project: the project; the item contains its edition, dates and address.
        page: the page's key.
        title: the page's title.
    """
    settings, edition = project.settings, project.edition
    work, name, home = settings.site_name, edition.name, page == "index"
    item = {
        "id": name if home else f"{name}-{page}",
        "type": _WORK if home else _PAGE,
        "title": work if home else title,
        "author": [{"literal": settings.site_author}],
        "publisher": settings.site_author,
        "edition": edition.version,
        "issued": {"date-parts": [list(edition.published.parts)]},
        "language": "en",
    }
    if not home:
        item["container-title"] = work
    if project.address:
        item["URL"] = project.url_for(page)
    return item


def citations(item: dict[str, Any]) -> list[Citation]:
    """Return a CSL item of `csl` in APA, MLA, Chicago and GOST style."""
    author, edition = item["author"][0]["literal"], item["edition"]
    work = item.get("container-title", item["title"])
    part = item["title"] if "container-title" in item else ""
    year, month, day = item["issued"]["date-parts"][0]
    name, url = MONTHS[month - 1], item.get("URL", "")
    short = name if len(name) < 5 else f"{name[: 4 if name == 'September' else 3]}."
    stop = "" if work.endswith(("?", "!")) else "."
    named = f", edition {edition}" if part else f"{stop} Edition {edition}"
    return [
        Citation(
            "APA",
            f"{author}. ({year}, {name} {day}). " + (f"{part}. In " if part else ""),
            work,
            f" (Edition {edition})." + (f" {url}" if url else ""),
        ),
        Citation(
            "MLA",
            f"{author}. " + (f"“{part}.” " if part else ""),
            work,
            f"{named}, {day} {short} {year}" + (f", {url}." if url else "."),
        ),
        Citation(
            "Chicago",
            f"{author}. " + (f"“{part}.” In " if part else ""),
            work,
            f"{named}. {name} {day}, {year}." + (f" {url}." if url else ""),
        ),
        Citation(
            "GOST",
            f"{part} / {author}. – Text : electronic // " if part else "",
            work,
            ("" if part else f" / {author}. – Text : electronic")
            + f". – Edition {edition}. – {day:02}.{month:02}.{year}."
            + (f" – URL: {url}." if url else ""),
        ),
    ]
