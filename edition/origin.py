"""Find where something on a built page was written: editors know docs/, not build/site/."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from edition.config import FILE, Project
from edition.content.yaml import read_text
from edition.diagnostics import BuildError, Problem

_BUILT = "site/"
_QUOTED = re.compile(r"“([^“”]{2,})”|(<[a-z][\w-]*)|'\"(.+?)\"'")  # words, elements, Typst's text


def from_sources(project: Project, error: BuildError) -> BuildError:
    """Return ERROR with the editor's own file and line in place of those of a built page.

    What many pages have in common comes from a template: it is reported once.
    """
    found: dict[tuple[str, str], Problem] = {}
    for problem in error.problems:
        if problem.file.startswith(_BUILT):
            found.setdefault((problem.what, problem.hint), _from_source(project, problem))
        else:
            found[str(problem), ""] = problem
    return BuildError(found.values())


def _from_source(project: Project, problem: Problem) -> Problem:
    key = problem.file.removeprefix(_BUILT).removesuffix("index.html").strip("/") or "index"
    page = project.docs / f"{key}.md"
    words = ["".join(groups) for groups in _QUOTED.findall(problem.what)]
    for word in sorted(words, key=len, reverse=True):
        only_html = word.isalpha() or word.startswith("<")
        wanted = re.compile(rf"""[\s"']{word}["'=]""" if word.isalpha() else re.escape(word))
        for path in _files(project, page, only_html):
            text = read_text(path, project.root)
            if match := wanted.search(text):
                line = text.count("\n", 0, match.start()) + 1
                return replace(problem, file=project.name(path), line=line)
    return replace(problem, file=project.name(page if page.exists() else project.root / FILE))


def _files(project: Project, page: Path, only_html: bool) -> Iterator[Path]:
    """Yield the files in which something of PAGE may be written; ONLY_HTML is in templates."""
    if page.exists() and not only_html:
        yield page
    yield from sorted(project.overrides.rglob("*.html"))
    if not only_html:
        yield from sorted(project.data.glob("*.yml"))
        yield project.root / FILE
