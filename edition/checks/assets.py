"""What may be wrong with the files themselves: their kind, name, size and form.

Whatever lies in docs/ is published, so only known kinds may lie there, and nothing that a browser would
run unless `mkdocs.yml` lists it under `extra_javascript`.
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

TEXT = {".md", ".yml", ".css", ".js", ".svg", ".html"}
KEPT_KINDS = {
    ".pdf",
    ".epub",
}  # of editions that have ended; readers ask for them by name, so they may be large
KINDS = {".md", ".yml", ".css", ".js", ".svg", ".png", ".jpg", ".webp", ".avif", ".woff2"}
LARGEST = 1_000_000
_NAME = re.compile(r"[a-z0-9][a-z0-9_-]*(\.[a-z0-9_-]+)*|LICENSE")
_ACTIVE = re.compile(r"<script|<foreignObject|\son[a-z]+\s*=|javascript:", re.IGNORECASE)
_CONFLICT = re.compile(r"(<{7}|>{7}) ")
_FONT_OR_IMAGE = re.compile(r"url\(\s*[\"']?([^\"')]+)")


def problems(content: Content) -> Iterator[Problem]:
    """Every problem in how the files of docs/, the templates and `mkdocs.yml` are stored."""
    project = content.project
    for path in sorted(project.docs.rglob("*")):
        if any(part.startswith(".") for part in path.relative_to(project.docs).parts):
            continue  # neither engine publishes hidden files
        yield from _place(project, path)
        if path.is_file() and not path.is_symlink():
            yield from _kind(project, path)
            yield from _form(project, path)
    for path in [project.root / "mkdocs.yml", *sorted(project.overrides.rglob("*.html"))]:
        yield from _form(project, path)


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


def _kind(project: Project, path: Path) -> Iterator[Problem]:
    name, size = project.name(path), path.stat().st_size
    if path.parent == project.data and path.name in EXPORTS:
        return
    if path.parent.parent == project.root / KEPT and path.suffix in KEPT_KINDS:
        return
    if path.suffix not in KINDS and path.name != "LICENSE":
        hint = f"Delete it, or move it out of docs/. Allowed: {', '.join(sorted(KINDS))}."
        yield Problem(
            name, 0, f"Files of the kind “{path.suffix or path.name}” are not published.", hint
        )
    elif (
        path.suffix == ".js"
        and path.relative_to(project.docs).as_posix() not in project.settings.scripts
    ):
        yield Problem(
            name,
            0,
            "The script is not listed.",
            "List it in mkdocs.yml under extra_javascript, or delete it.",
        )
    if size > LARGEST:
        yield Problem(
            name,
            0,
            f"The file has {size / 1e6:.1f} MB; readers on phones would wait for it.",
            "Make it smaller than 1 MB.",
        )


def _form(project: Project, path: Path) -> Iterator[Problem]:
    if path.suffix not in TEXT:
        return
    name, raw = project.name(path), path.read_bytes()
    if raw.startswith(b"\xef\xbb\xbf"):
        yield Problem(
            name,
            1,
            "The file begins with a byte-order mark.",
            "Save it again as UTF-8 without one.",
        )
    if b"\r" in raw:
        line = re.split(rb"\r\n?|\n", raw[: raw.index(b"\r")])
        yield Problem(
            name,
            len(line),
            "The lines end as on Windows (CRLF).",
            "Save the file again with line ends of Unix (LF).",
        )
    for number, text in enumerate(raw.decode("utf-8", "replace").splitlines(), 1):
        if _CONFLICT.match(text):
            hint = "Keep one of them, and delete the lines <<<<<<<, ======= and >>>>>>>."
            yield Problem(name, number, "A conflict of two versions is not resolved.", hint)
        if path.suffix == ".svg" and (match := _ACTIVE.search(text)):
            what = f"The picture holds something that runs: “{match.group().strip()}”."
            yield Problem(name, number, what, "Take it out: a picture only shows.")
        if path.suffix == ".css":
            yield from _addresses(project, path, number, text)


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
