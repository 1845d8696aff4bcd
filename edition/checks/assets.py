"""Check the files in docs/ and of the templates: their kinds and names, and the pictures.

Every file in docs/ is published. So docs/ may contain only known kinds of files, and nothing that a
browser would run unless `mkdocs.yml` lists it under `extra_javascript`, or a page under `scripts`.
"""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

from edition.config import Project
from edition.content.fingerprints import KEPT
from edition.content.identifiers import FOLDERS
from edition.content.model import Content
from edition.content.yaml import read_text
from edition.diagnostics import BuildError, Problem
from edition.generate.data_exports import EXPORTS

KEPT_KINDS = {".pdf", ".epub"}  # of earlier editions
# Pages show no pictures but charts, so no other kinds of images are needed.
KINDS = {".md", ".yml", ".css", ".js", ".svg", ".woff2"}
SCRIPTS = "assets/javascripts/"
_NAME = re.compile(r"[a-z0-9][a-z0-9_-]*(\.[a-z0-9_-]+)*|LICENSE")
_ACTIVE = re.compile(r"<script|<foreignObject|\son[a-z]+\s*=|javascript:", re.IGNORECASE)
_LOADED = re.compile(
    r"<!DOCTYPE|<!ENTITY|<\?xml-stylesheet"
    r"|(?:href|src)\s*=\s*[\"'](?!#|data:)|url\(\s*[\"']?(?![#\s\"'])",
    re.IGNORECASE,
)


def problems(content: Content) -> Iterator[Problem]:
    """Yield every problem in the files of docs/."""
    project = content.project
    for path in sorted(project.docs.rglob("*")):
        if any(part.startswith(".") for part in path.relative_to(project.docs).parts):
            continue  # neither engine publishes hidden files
        yield from _place(project, path)
        if path.is_file() and not path.is_symlink():
            yield from _kind(content, path)
            try:
                yield from _content(project, path)
            except BuildError as error:
                yield from error.problems
    yield from _templates(project)
    for page in content.pages.values():
        for script in page.meta.scripts:
            if not (project.docs / SCRIPTS / script).is_file():
                what = f"There is no script “{script}”."
                yield Problem(page.file, 1, what, f"Put it into docs/{SCRIPTS}.")


def _place(project: Project, path: Path) -> Iterator[Problem]:
    name = project.name(path)
    if path.is_symlink():
        yield Problem(
            name,
            0,
            f"This is a symbolic link, to {os.readlink(path)}.",
            "Put the file itself here.",
        )
    elif not path.is_file() and not path.is_dir():
        yield Problem(name, 0, "This is no ordinary file.", "Delete it.")
    elif not _NAME.fullmatch(path.name) and (path.suffix in KINDS | KEPT_KINDS or path.is_dir()):
        yield Problem(
            name,
            0,
            f"“{path.name}” cannot be part of an address that lasts.",
            "Use small Latin letters, digits, hyphens, and no spaces.",
        )
    if path.suffix == ".md" and path.stem in FOLDERS:
        what = f"The site has a folder “{path.stem}” of its own."
        yield Problem(name, 0, what, "Give the page another name.")
    if path.suffix == ".md" and path.parent != project.docs:
        yield Problem(
            name, 0, "A page in a folder would not be checked.", "Put it directly into docs/."
        )


def _scripts(content: Content) -> set[str]:
    """The scripts that all pages load, and those that single pages do."""
    own = {name for page in content.pages.values() for name in page.meta.scripts}
    return {*content.project.settings.scripts, *(f"{SCRIPTS}{name}" for name in own)}


def _kind(content: Content, path: Path) -> Iterator[Problem]:
    project = content.project
    name = project.name(path)
    if path.parent == project.data and path.name in EXPORTS:
        return
    if path.parent.parent == project.root / KEPT and path.suffix in KEPT_KINDS:
        return
    if path.suffix not in KINDS and path.name != "LICENSE":
        address = path.relative_to(project.docs).as_posix()
        blocks = (block for page in content.pages.values() for block in page.blocks)
        if any(f"]({address}" in block.text for block in blocks):
            return  # edition.checks.markdown reports the image on the page
        hint = f"Delete it, or move it out of docs/. Allowed: {', '.join(sorted(KINDS))}."
        yield Problem(
            name, 0, f"Files of the kind “{path.suffix or path.name}” are not published.", hint
        )
    elif path.suffix == ".js" and path.relative_to(project.docs).as_posix() not in _scripts(
        content
    ):
        yield Problem(
            name,
            0,
            "The script is not listed.",
            "List it in mkdocs.yml under extra_javascript, or delete it.",
        )


def _content(project: Project, path: Path) -> Iterator[Problem]:
    """Check a picture: a well-formed SVG that runs and loads nothing."""
    if path.suffix != ".svg":
        return
    name, text = project.name(path), read_text(path, project.root)
    for number, line in enumerate(text.splitlines(), 1):
        if match := _ACTIVE.search(line):
            what = f"The picture holds something that runs: “{match.group().strip()}”."
            yield Problem(name, number, what, "Take it out: a picture only shows.")
        elif match := _LOADED.search(line):
            what = f"The picture loads something or declares a type: “{match.group().strip()}”."
            yield Problem(name, number, what, "Take it out: a picture stands alone.")
    try:
        root = ElementTree.fromstring(text)
    except ElementTree.ParseError as error:
        what = f"The picture does not parse: {error.msg.partition(':')[0]}."
        yield Problem(name, error.position[0], what, "Draw it again, or restore it.")
        return
    if root.tag != "{http://www.w3.org/2000/svg}svg":
        hint = 'Begin with <svg xmlns="http://www.w3.org/2000/svg" viewBox=…>.'
        yield Problem(name, 1, "The picture is no SVG.", hint)


def _templates(project: Project) -> Iterator[Problem]:
    """Yield files among the templates that the engine could not read."""
    for path in sorted(project.overrides.rglob("*")):
        if path.is_dir() and not path.is_symlink():
            continue
        try:
            read_text(path, project.root)
        except BuildError as error:
            yield from error.problems
