"""The last guard of the Markdown dialect: what a page still shows as it was typed stops the build.

`edition.checks.markdown` refuses by line what it knows; this sees what Python-Markdown made of the page, the words that
come from docs/data/ included. A sign that an editor escaped is not yet one here, so it may stay.
"""

import re
import xml.etree.ElementTree as etree
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from edition.config import Project
from edition.content.yaml import read_text
from edition.diagnostics import BuildError, Problem
from edition.extensions.project import as_engine_reports, content_of

_SYNTAX = re.compile(
    r"\[@|\[\^|\]\(|\]\[|/{3,}|\{[#:.]|\{lang|\}|(?<!\s)\*|\*(?!\s)|`|!!!|\?\?\?|^===|==\S|~~|\^\^|\+\+\S|<!--|(?<![\w/])_\w|\w_(?![\w/])",
    re.MULTILINE,
)
_ELEMENTS = {"hr", "pre", "dl", "br", "h5", "h6"}  # have no form on paper, or come by accident
_AFTER_ALL_BUT_ESCAPES = 0.5


class LeftoversTreeprocessor(Treeprocessor):
    """Looks through the finished tree of a page; changes nothing."""

    def run(self, root: etree.Element) -> None:
        """Check the page.

        Raises:
            BuildError: it shows Markdown as it was typed, or contains an element that has no form on
                paper; with MkDocs, its own error that says the same.
        """
        heading = root.find(".//h1")
        key = "" if heading is None else heading.get("id", "")
        found = [*_syntax(root), *_elements(root)]
        if found:
            project = content_of(self.md).project
            problems = [_problem(project, key, words) for words in found]
            # One message a line: an unclosed sign often leaves others behind it.
            places = {(problem.file, problem.line): problem for problem in reversed(problems)}
            raise as_engine_reports(self.md, BuildError(places.values()))


def _elements(root: etree.Element) -> Iterator[str]:
    for parent in root.iter():
        for child in parent:
            # The extension `footnotes` draws a line above the notes; edition.writers leaves it out.
            if child.tag in _ELEMENTS and parent.get("class") != "footnote":
                yield f"<{child.tag}>"


def _syntax(element: etree.Element) -> Iterator[str]:
    """The places where ELEMENT shows syntax, each with the words around it."""
    typed = element.tag == "code" or element.get("href") == element.text  # `…`, <https://…>
    texts = [] if typed else [element.text or ""]
    for child in element:
        yield from _syntax(child)
        texts.append(child.tail or "")
    for text in texts:
        for match in _SYNTAX.finditer(text):
            start, end = max(0, match.start() - 20), match.end() + 20
            yield " ".join(text[start:end].split())


def _problem(project: Project, key: str, words: str) -> Problem:
    files = [project.docs / f"{key}.md", *sorted(project.data.glob("*.yml"))]
    file, line = next(_places([path for path in files if path.exists()], project, words), ("", 0))
    what = f"“{words}” would be published as it is typed."
    hint = "See edition/checks/markdown.py for what the pages speak; facts are plain text."
    return Problem(file or f"docs/{key}.md", line, what, hint)


def _places(files: list[Path], project: Project, words: str) -> Iterator[tuple[str, int]]:
    for path in files:
        for number, line in enumerate(read_text(path, project.root).split("\n"), 1):
            if words in " ".join(line.split()):
                yield project.name(path), number


class LeftoversExtension(Extension):
    """Runs when everything but escaped signs is in its place."""

    def extendMarkdown(self, md: Markdown) -> None:
        md.treeprocessors.register(
            LeftoversTreeprocessor(md), "edition-leftovers", _AFTER_ALL_BUT_ESCAPES
        )


def makeExtension(**options: Any) -> LeftoversExtension:
    return LeftoversExtension(**options)
