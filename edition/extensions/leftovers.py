"""Stop the build if a converted page still shows Markdown syntax.

`edition.checks.markdown` reports the syntax that it knows, with lines. This extension checks the
result of Python-Markdown, including the text from docs/data/. Escaped characters are still
placeholders at this stage, so they pass.
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
    r"\[@|\[\^|\]\(|\]\[|/{3,}|\{[#:.]|\{lang|\}|(?<!\s)\*|\*(?!\s)|`|!!!|\?\?\?|^===|==\S|~~|\^\^"
    r"|\+\+\S|<!--|(?<![\w/])_\w|\w_(?![\w/])",
    re.MULTILINE,
)
_ELEMENTS = {"hr", "pre", "dl", "br", "h5", "h6"}  # without a form in print, or made by accident
_AFTER_ALL_BUT_ESCAPES = 0.5


class LeftoversTreeprocessor(Treeprocessor):
    """Checks the finished tree of a page without changing it."""

    def run(self, root: etree.Element) -> None:
        """Check the page.

        Raises:
            BuildError: the page shows Markdown syntax, or contains an element that has no form in
                print. With MkDocs, it is MkDocs' own exception with the same message.
        """
        heading = root.find(".//h1")
        key = "" if heading is None else heading.get("id", "")
        found = [*_syntax(root), *_elements(root)]
        if found:
            project = content_of(self.md).project
            problems = [_problem(project, key, words) for words in found]
            # Report one problem per line: an unclosed mark often leaves others after it.
            places = {(problem.file, problem.line): problem for problem in reversed(problems)}
            raise as_engine_reports(self.md, BuildError(places.values()))


def _elements(root: etree.Element) -> Iterator[str]:
    for parent in root.iter():
        for child in parent:
            # The extension `footnotes` adds a rule above the notes; edition.writers removes it.
            if child.tag in _ELEMENTS and parent.get("class") != "footnote":
                yield f"<{child.tag}>"


def _syntax(element: etree.Element) -> Iterator[str]:
    """Yield the places where ELEMENT shows syntax, each with the words around it."""
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
    """Runs after everything except the replacement of escaped characters."""

    def extendMarkdown(self, md: Markdown) -> None:
        md.treeprocessors.register(
            LeftoversTreeprocessor(md), "edition-leftovers", _AFTER_ALL_BUT_ESCAPES
        )


def makeExtension(**options: Any) -> LeftoversExtension:
    return LeftoversExtension(**options)
