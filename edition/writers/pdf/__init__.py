"""Write PDFs with Typst, tagged for screen readers (PDF/UA-1) and archives (PDF/A-2a).

Typst reads the articles as XML. Its template, `forms.typ`, has a form for each element; an element
without one stops the build, so that nothing is lost between HTML and print.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, tostring

import pikepdf

from edition.blocks import Form
from edition.config import Project
from edition.content.model import ASSESSMENTS, Content
from edition.diagnostics import BuildError, Problem
from edition.generate.charts import NARROW_FILE, WIDE_FILE
from edition.generate.charts.svg import BOND, RIFT
from edition.writers.article import MARKS, Article, anchor, gather
from edition.writers.paper import gather_notes, word_notes
from edition.writers.pdf.fonts import SANS, read_fonts

_HERE = Path(__file__).parent
STANDARDS = ["ua-1", "a-2a"]
_WORDS = 24  # of a passage, in a note of the book
_COLUMNS = 4  # of a table in a column of a hand-out
_FEW_WORDS, _PAGES = (16, 8, 0), 6  # in a note of a hand-out: as many as its pages allow


def write_book(
    content: Content, articles: list[Article], site: Path, target: Path, appendix: str
) -> None:
    """Write ARTICLES as one PDF, with cover and contents.

    Args:
        content: the facts; the edition is on every page.
        articles: the articles, in order.
        site: the built site, for the pictures.
        target: the file to write.
        appendix: the key of the first article of the appendices, which have two columns.

    Raises:
        BuildError: Typst reports an error or warning, such as a missing glyph or link target.
    """
    document = gather(articles, content.project.address, _titles(content, articles))
    keys = [article.key for article in articles]
    sources = next((key for key in keys if content.pages[key].blocks_named("sources")), "")
    for article, body in zip(articles, document, strict=True):
        word_notes(content, article.key, body, _WORDS, sources)
        if appendix and keys.index(article.key) >= keys.index(appendix):
            body.set("class", "appendix")
    facts = {"title": content.project.settings.site_name, "appendix": appendix, "kind": "book"}
    _typeset(content, document, facts, site, target)


def write_handout(
    content: Content, article: Article, everything: list[Article], site: Path, target: Path
) -> None:
    """Write one section as a hand-out of six pages: two columns, and the notes at its end.

    If it is longer, its notes show less of the passages.

    Args:
        content: the facts; the edition is on every page.
        article: the section.
        everything: all articles, for the names of those to which the section refers.
        site: the built site, for the pictures.
        target: the file to write.

    Raises:
        BuildError: as `write_book`.
    """
    titles = _titles(content, everything)
    facts = {"title": article.title, "appendix": "", "kind": "handout", "place": article.url}
    for words in _FEW_WORDS:
        document = gather([article], content.project.address, titles)
        word_notes(content, article.key, document[0], words)
        gather_notes(article.key, document[0])
        use_narrow_pictures(document, site)
        _spread_charts(document)
        _typeset(content, document, facts, site, target)
        with pikepdf.open(target) as pdf:
            if len(pdf.pages) <= _PAGES:
                break


def _titles(content: Content, articles: list[Article]) -> dict[str, str]:
    """Return the titles of the article's sections, by address."""
    return {item.url: item.title for item in articles if item.key in content.article_pages}


def _typeset(
    content: Content, document: Element, facts: dict[str, str], site: Path, target: Path
) -> None:
    fonts, serif = read_fonts(content.project.root / "docs")
    claims: dict[str, str] = {}  # the claims by the ids of their boxes
    headings: dict[str, list[str]] = {}  # what the contents say of each heading's claims
    for page, place in content.claim_places.values():
        assessment = content.claims[place.id].assessment
        said = f"{place.id}\N{NO-BREAK SPACE}{MARKS[assessment]} {ASSESSMENTS[assessment]}"
        claims[anchor(page.key, place.id.lower())] = place.id
        headings.setdefault(anchor(page.key, place.heading or ""), []).append(said)
    known = facts_of(content.project) | facts
    files = {
        **fonts,
        **pictures(document, site),
        "articles.xml": tostring(document, encoding="utf-8"),
        "facts.json": as_json(
            {**known, "serif": serif, "sans": SANS, "claims": claims, "headings": headings}
        ),
    }
    typeset(_HERE / f"{facts['kind']}.typ", files, target, pdf_standards=STANDARDS)


def facts_of(project: Project) -> dict[str, str]:
    """Return the facts about the edition for covers and footers."""
    settings, edition = project.settings, project.edition
    return {
        "work": settings.site_name,
        "about": settings.site_description,
        "author": settings.site_author,
        "rights": settings.copyright,
        "address": project.address,
        "edition": edition.version,
        "published": edition.published.in_words,
        "date": edition.published.iso,
        "cutoff": edition.cutoff.in_words,
        "bond": BOND,
        "rift": RIFT,
    }


def pictures(document: Element, site: Path) -> dict[str, bytes]:
    """Read the pictures that DOCUMENT shows; return them by their names in it."""
    return {
        name: (site / name).read_bytes()
        for name in sorted({str(image.get("src")) for image in document.iter("img")})
    }


def use_narrow_pictures(document: Element, site: Path) -> None:
    """Let DOCUMENT show each chart of SITE in the drawing for narrow columns."""
    for image in document.iter("img"):
        narrow = str(image.get("src")).replace(WIDE_FILE, NARROW_FILE)
        if (site / narrow).is_file():
            image.set("src", narrow)


def _spread_charts(document: Element) -> None:
    """Join each chart with the table that follows it, if that is too wide for a column."""
    for parent in list(document.iter()):
        for figure in parent.findall("figure"):
            place = list(parent).index(figure)
            following = next(iter(parent[place + 1 : place + 2]), None)
            rows = [] if following is None else following.iter("tr")
            if following is not None and any(len(row) > _COLUMNS for row in rows):
                spread = Element("div", {"class": Form.SPREAD})
                spread.extend((figure, following))
                parent[place : place + 2] = [spread]


def as_json(facts: Mapping[str, object]) -> bytes:
    return json.dumps(facts, ensure_ascii=False, sort_keys=True).encode()


def lay_out(files: dict[str, bytes], folder: Path) -> None:
    """Write FILES, by their names, below FOLDER."""
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)


def typeset(template: Path, files: dict[str, bytes], target: Path, **options: Any) -> None:
    """Compile TARGET with Typst.

    Args:
        template: the document; it can import the templates in this module's folder.
        files: the files that it reads, by name.
        target: the file to write.
        options: more options for Typst.

    Raises:
        BuildError: Typst reports an error or warning, which is the message.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        lay_out(
            files | {path.name: path.read_bytes() for path in [*_HERE.glob("*.typ"), template]},
            folder,
        )
        made = folder / f"made{target.suffix}"
        arguments = {
            "input": str(folder / template.name),
            "output": str(made),
            "root": name,
            "ignore_system_fonts": True,
            "font_paths": [name],
            "timestamp": int(os.environ["SOURCE_DATE_EPOCH"]),
            **options,
        }
        command = [sys.executable, str(_HERE / "worker.py"), json.dumps(arguments)]
        result = subprocess.run(
            command, capture_output=True, text=True, encoding="utf-8", check=False
        )
        if result.returncode:
            said = " ".join((result.stdout + result.stderr).split()).rstrip(".")
            what = f"Typst could not set {target.name}: {said[:400]}."
            hint = "Change what it names; if no page or fact causes it, report this as a bug."
            raise BuildError([Problem(f"site/{target.parent.name}/{target.name}", 0, what, hint)])
        shutil.move(made, target)
