"""Prepare a dated edition: make all changes of a release in a copy, then move them in place.

First commit the final prose and an entry in docs/data/changes.yml that describes what changed. The
maintainer commits and tags the result. Until the tag exists, you can prepare the same edition
again.
"""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from edition.checks import changes, check
from edition.config import Project
from edition.content import fingerprints, ids
from edition.content.identifiers import VERSION
from edition.content.model import Content
from edition.content.yaml import read_settings, read_text
from edition.diagnostics import BuildError, Problem

_SETTINGS, _CITATION, _GIT = "mkdocs.yml", "CITATION.cff", ".git"
_ABOUT = "docs/about.md"  # contains the citation of the current edition
_WORK = "build/release"
_WRITTEN = (_SETTINGS, _CITATION, _ABOUT, ids.LEDGER, fingerprints.FILE)


def release(project: Project, edition: str) -> str:
    """Prepare EDITION, named by year and month (2026.12; the next one in a month is 2026.12.1).

    Returns:
        What was done, and the git commands to run next.

    Raises:
        BuildError: the project is not ready for this release; nothing was changed.
        OSError: a file cannot be read or written.
    """
    ending = _ending(project, edition)
    work = project.root / _WORK
    shutil.rmtree(work, ignore_errors=True)
    try:
        _git(project, "clone", "--quiet", "--shared", ".", str(work))
        _date(Project(work), edition)
        fresh = Project(work)
        content = Content.read(fresh)
        fingerprints.record(content)
        new = ids.extend(content)
        content = Content.read(fresh)
        check(content)
        if unexplained := list(_unexplained(content, ending)):
            raise BuildError(unexplained)
        _put(fresh.root, project.root)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    count = f"{len(new)} new address{'es' if len(new) != 1 else ''}"
    return (
        f"Edition {edition} is prepared: {count}.\n"
        "Look at what was written with `git status`, and at the new edition with `make`; "
        "after `make test` there remains:\n"
        f'  git add --all && git commit --message "Publish edition {edition}"\n'
        f"  git tag {edition}\n"
        f"  git push origin HEAD {edition}"
    )


def _ending(project: Project, edition: str) -> str:
    """Return the edition that EDITION replaces; empty if EDITION is the first.

    Raises:
        BuildError: EDITION cannot be the next one, or the project is not ready for it.
    """
    present = project.edition.version
    line = project.settings.line("extra", "edition", "version")
    if not VERSION.fullmatch(edition):
        raise BuildError(
            [
                Problem(
                    "EDITION",
                    0,
                    f"“{edition}” is not the name of an edition.",
                    "Write year and month: EDITION=2026.12.",
                )
            ]
        )
    if fingerprints.order(edition) < fingerprints.order(present):
        raise BuildError(
            [
                Problem(
                    _SETTINGS,
                    line,
                    f"The edition {edition} is earlier than the present one, {present}.",
                    "Name a later one.",
                )
            ]
        )
    if _git(project, "tag", "--list", edition).strip():
        raise BuildError(
            [Problem(_GIT, 0, f"The edition {edition} exists: it has a tag.", "Name a later one.")]
        )
    states = _git(project, "status", "--porcelain", "--no-renames", "-z").split("\0")
    if loose := [state[3:] for state in states if state]:
        hint = "Commit it, or put it aside (git stash --include-untracked)."
        raise BuildError(
            Problem(name, 0, "This is not committed as it stands.", hint) for name in loose
        )
    earlier = [
        name
        for name in Content.read(project).editions
        if fingerprints.order(name) < fingerprints.order(edition)
    ]
    return max(earlier, key=fingerprints.order, default="")


def _git(project: Project, *arguments: str) -> str:
    result = subprocess.run(
        ["git", *arguments], cwd=project.root, capture_output=True, encoding="utf-8", check=False
    )
    if result.returncode:
        said = (result.stderr.strip().splitlines() or ["no reason"])[0].rstrip(".")
        raise BuildError(
            [
                Problem(
                    _GIT, 0, f"git says: {said}.", "Prepare editions in a git clone of the project."
                )
            ]
        )
    return result.stdout


def _date(fresh: Project, edition: str) -> None:
    """Write the name of EDITION and its date from changes.yml into the files that contain them."""
    content = Content.read(fresh)
    entry = next((item for item in content.announced if item.edition == edition), None)
    if entry is None:
        hint = (
            "Add one at the top that says what changed and why; "
            "the head of the file shows its form."
        )
        what = f"There is no entry for the edition {edition}."
        raise BuildError([Problem(changes.FILE, 1, what, hint)])
    if wrong := list(changes.of_edition(content, entry)):
        raise BuildError(wrong)
    present, about = fresh.edition.version, fresh.root / _ABOUT
    about.write_text(
        re.sub(
            rf"(?m)^(>.*\bedition ){re.escape(present)}(?![\d.]*\d)",
            rf"\g<1>{edition}",
            read_text(about, fresh.root),
        ),
        "utf-8",
    )
    settings, citation = fresh.settings.document, read_settings(fresh.root / _CITATION, fresh.root)
    day = entry.date.iso
    for document, keys, value in (
        (settings, ("extra", "edition", "version"), edition),
        (settings, ("extra", "edition", "published"), day),
        (citation, ("version",), edition),
        (citation, ("date-released",), day),
    ):
        line = document.lines.get(keys, 0)
        _write(fresh.root / document.file, document.file, line, keys[-1], value)


def _write(path: Path, file: str, line: int, key: str, value: str) -> None:
    lines = read_text(path, path.parent).splitlines(keepends=True)
    words, count = re.subn(
        rf'(?<![\w-]){key}: "[^"]*"', f'{key}: "{value}"', lines[line - 1] if line else ""
    )
    if count != 1:
        raise BuildError(
            [Problem(file, line, f"There is no “{key}” in quotes.", f'Write {key}: "…".')]
        )
    lines[line - 1] = words
    path.write_text("".join(lines), "utf-8")


def _unexplained(content: Content, ending: str) -> Iterator[Problem]:
    """Yield paragraphs and claims that differ from the edition ENDING without a listed change."""
    entry = content.changes[0] if content.changes else None
    named = {place for change in (entry.changes if entry else ()) for place in change.where}
    since = {name for name, edition in fingerprints.changed(content).items() if edition == ending}
    for page in content.pages.values():
        places = [(block.id, block.line) for block in page.paragraphs] + [
            (place.id.lower(), place.line) for place in page.claims
        ]
        for name, line in places:
            if name in since and not {page.key, f"{page.key}#{name}"} & named:
                what = (
                    f"“{name}” has changed since edition {ending}, "
                    f"and {changes.FILE} does not say why."
                )
                yield Problem(
                    page.file, line, what, f"Name {page.key}#{name} in an entry for this edition."
                )


def _put(fresh: Path, root: Path) -> None:
    """Copy the written files into the project; if one cannot be written, restore all of them."""
    before = {name: (root / name).read_bytes() for name in _WRITTEN if (root / name).exists()}
    try:
        for name in _WRITTEN:
            os.replace(fresh / name, root / name)
    except OSError:
        for name in _WRITTEN:
            if name in before:
                (root / name).write_bytes(before[name])
            else:
                (root / name).unlink(missing_ok=True)
        raise
