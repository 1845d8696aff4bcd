"""Write PDFs with Typst, tagged for screen readers (PDF/UA-1) and archives (PDF/A-2a).

Typst reads the articles as XML. Its template, `book.typ`, has a form for each element; an element
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

from edition.config import Project
from edition.diagnostics import BuildError, Problem
from edition.generate.charts.svg import BOND, RIFT
from edition.writers.article import Article, gather

_HERE = Path(__file__).parent
STANDARDS = ["ua-1", "a-2a"]


def write(
    project: Project,
    articles: list[Article],
    site: Path,
    target: Path,
    *,
    appendix: str = "",
    cover: bool,
) -> None:
    """Write ARTICLES as one PDF.

    Args:
        project: the project; its edition is on every page.
        articles: the articles, in order.
        site: the built site, for the pictures.
        target: the file to write.
        appendix: the key of the first article of the appendices.
        cover: whether to begin with cover and contents, and each article on a new page.

    Raises:
        BuildError: Typst reports an error or warning, such as a missing glyph or link target.
    """
    document = gather(articles, project.address)
    keys = [article.key for article in articles]
    for article in document[keys.index(appendix) :] if appendix else []:
        article.set("class", "appendix")
    facts: dict[str, object] = {
        **facts_of(project),
        "title": articles[0].title,
        "cover": cover,
        "appendix": appendix,
    }
    files = pictures(document, site) | {
        "articles.xml": tostring(document, encoding="utf-8"),
        "facts.json": as_json(facts),
    }
    typeset(_HERE / "book.typ", files, target, pdf_standards=STANDARDS)


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
