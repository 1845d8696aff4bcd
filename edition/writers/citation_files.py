"""Write citations of the work and of each page as plain text, BibTeX, RIS and CSL-JSON."""

import json
from pathlib import Path
from typing import Any

from edition.config import Project
from edition.content.bibtex import bibtex
from edition.content.page_citation import csl
from edition.writers.article import Article

_RIS_KINDS = {"book": "BOOK", "chapter": "CHAP"}  # of CSL types


def write(project: Project, articles: list[Article], site: Path) -> None:
    """Write `cite/<page>.txt`, `.bib`, `.ris` and `.json` for each page.

    Those of the home page cite the work and have its name. The plain text is the one that the page
    shows.

    Args:
        project: the project; the citations contain its edition, dates and address.
        articles: the pages.
        site: the built site, to which the folder `cite` is added.
    """
    folder = site / "cite"
    folder.mkdir(exist_ok=True)
    items = {
        _name(project, article): csl(project, article.key, article.title) for article in articles
    }
    for article, (name, item) in zip(articles, items.items(), strict=True):
        # With a byte order mark: many hosts, and file://, do not declare plain text as UTF-8.
        (folder / f"{name}.txt").write_text(article.citation + "\n", "utf-8-sig")
        (folder / f"{name}.bib").write_text(bibtex([item]), "utf-8")
        (folder / f"{name}.ris").write_text(ris(item), "utf-8", newline="")
        (folder / f"{name}.json").write_text(
            json.dumps([item], ensure_ascii=False, indent=2) + "\n", "utf-8"
        )


def _name(project: Project, article: Article) -> str:
    return article.key if article.url else project.edition.name


def ris(item: dict[str, Any]) -> str:
    """Convert a CSL item to RIS, with the line ends that the format requires (CRLF).

    A comma ends the name of a body, as EndNote wants it: without one, the last word becomes a
    family name.
    """
    year, month, day = item["issued"]["date-parts"][0]
    fields = [
        ("TY", _RIS_KINDS[item["type"]]),
        ("ID", item["id"]),
        ("TI", item["title"]),
        ("T2", item.get("container-title")),
        *(("AU", f"{name['literal']},") for name in item["author"]),
        ("PB", item["publisher"]),
        ("PY", year),
        ("DA", f"{year}/{month:02}/{day:02}"),
        ("ET", item["edition"]),
        ("LA", item["language"]),
        ("UR", item.get("URL")),
        ("ER", ""),
    ]
    return "".join(f"{tag}  - {value}\r\n" for tag, value in fields if value is not None)
