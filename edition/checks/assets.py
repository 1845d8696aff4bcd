"""Check the files in docs/: their kinds and names, and the content of pictures and stylesheets.

Every file in docs/ is published. So docs/ may contain only known kinds of files, and nothing that a
browser would run unless `mkdocs.yml` lists it under `extra_javascript`, or a page under `scripts`.
"""

import os
import re
from collections.abc import Iterator
from pathlib import Path

from edition.config import Project
from edition.content.fingerprints import KEPT
from edition.content.model import Content
from edition.diagnostics import Problem, suggestion
from edition.generate.data_exports import EXPORTS

KEPT_KINDS = {".pdf", ".epub"}  # of earlier editions
KINDS = {".md", ".yml", ".css", ".js", ".svg", ".png", ".jpg", ".webp", ".avif", ".woff2"}
SCRIPTS = "assets/javascripts/"
_NAME = re.compile(r"[a-z0-9][a-z0-9_-]*(\.[a-z0-9_-]+)*|LICENSE")
_ACTIVE = re.compile(r"<script|<foreignObject|\son[a-z]+\s*=|javascript:", re.IGNORECASE)
_FONT_OR_IMAGE = re.compile(r"url\(\s*[\"']?([^\"')]+)")


def problems(content: Content) -> Iterator[Problem]:
    """Yield every problem in the files of docs/."""
    project = content.project
    for path in sorted(project.docs.rglob("*")):
        if any(part.startswith(".") for part in path.relative_to(project.docs).parts):
            continue  # neither engine publishes hidden files
        yield from _place(project, path)
        if path.is_file() and not path.is_symlink():
            yield from _kind(content, path)
            yield from _content(project, path)
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
    if not _NAME.fullmatch(path.name):
        yield Problem(
            name,
            0,
            f"“{path.name}” cannot be part of an address that lasts.",
            "Use small Latin letters, digits, hyphens, and no spaces.",
        )
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
    if path.suffix not in (".svg", ".css"):
        return
    for number, text in enumerate(path.read_text("utf-8", "replace").splitlines(), 1):
        if path.suffix == ".css":
            yield from _addresses(project, path, number, text)
        elif match := _ACTIVE.search(text):
            what = f"The picture holds something that runs: “{match.group().strip()}”."
            yield Problem(project.name(path), number, what, "Take it out: a picture only shows.")


def _addresses(project: Project, path: Path, number: int, text: str) -> Iterator[Problem]:
    for target in _FONT_OR_IMAGE.findall(text):
        if target.startswith(("data:", "#")):
            continue
        if "//" in target:
            yield Problem(
                project.name(path),
                number,
                f"The stylesheet loads “{target}” from elsewhere.",
                "Serve it from docs/assets/.",
            )
            continue
        file = path.parent / target.partition("#")[0].partition("?")[0]
        if not file.is_file():
            near = [other.name for other in file.parent.glob("*")] if file.parent.is_dir() else []
            hint = suggestion(file.name, near, "Restore it, for example with `git checkout`.")
            yield Problem(project.name(path), number, f"There is no file “{target}”.", hint)
