"""A dated edition: everything that a release changes in the project, prepared apart and put in place at once.

What it needs is committed before: the prose as it shall be, and an entry in docs/data/changes.yml that tells what changed.
The PDF and the EPUB of the edition that ends are made again from its tag, for `site/` may hold later words.
To commit and to tag is left to the maintainer. Until there is a tag, the same edition can be prepared again.
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
_WORK = "build/release"
_WRITTEN = (_SETTINGS, _CITATION, ids.LEDGER, fingerprints.FILE)


def release(project: Project, edition: str) -> str:
    """Prepare EDITION, named by year and month (2026.12; a second one in a month is 2026.12.1).

    Returns:
        What was done, and what remains to do.

    Raises:
        BuildError: it cannot be released so; nothing was changed.
        OSError: the disk refuses.
    """
    ending = _ending(project, edition)
    work = project.root / _WORK
    shutil.rmtree(work, ignore_errors=True)
    try:
        clone = _clone(project, work / "next")
        _date(Project(clone), edition)
        fresh = Project(clone)
        content = Content.read(fresh)
        fingerprints.record(content)
        new = ids.extend(content)
        content = Content.read(fresh)
        check(content)
        if unexplained := list(_unexplained(content, ending)):
            raise BuildError(unexplained)
        keeping = (
            f"{fingerprints.KEPT}/{ending}"
            if ending and not (project.root / fingerprints.KEPT / ending).exists()
            else ""
        )
        if keeping:
            _make_again(project, ending, work / "ended", fresh.root / keeping)
        _put(fresh.root, project.root, keeping)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    count = f"{len(new)} new address{'es' if len(new) != 1 else ''}"
    keep = f"; PDF and EPUB of edition {ending} are kept in {keeping}/" if keeping else ""
    return (
        f"Edition {edition} is prepared: {count}{keep}.\n"
        "Look at what was written with `git status`, and at the new edition with `make`; after `make test` there remains:\n"
        f'  git add --all && git commit --message "Publish edition {edition}"\n'
        f"  git tag {edition}\n"
        f"  git push origin HEAD {edition}"
    )


def _ending(project: Project, edition: str) -> str:
    """The edition that ends with EDITION; empty where that is the first.

    Raises:
        BuildError: EDITION cannot be the next, or the project is not ready for it.
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
    if _tags(project, edition):
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


def _tags(project: Project, edition: str) -> bool:
    return bool(_git(project, "tag", "--list", edition).strip())


def _clone(project: Project, folder: Path, *options: str) -> Path:
    folder.parent.mkdir(parents=True, exist_ok=True)
    _git(
        project,
        "-c",
        "advice.detachedHead=false",
        "clone",
        "--quiet",
        "--shared",
        *options,
        ".",
        str(folder),
    )
    return folder


def _date(fresh: Project, edition: str) -> None:
    """Write name and day of EDITION, as changes.yml tells it, into the files that name the present one."""
    content = Content.read(fresh)
    entry = next((item for item in content.announced if item.edition == edition), None)
    if entry is None:
        hint = "Add one at the top that says what changed and why; the head of the file shows its form."
        what = f"There is no entry for the edition {edition}."
        raise BuildError([Problem(changes.FILE, 1, what, hint)])
    if wrong := list(changes.of_edition(content, entry)):
        raise BuildError(wrong)
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
    """Paragraphs and claims that have changed since the edition that ends, without a word about it in the list of changes."""
    entry = content.changes[0] if content.changes else None
    named = {place for change in (entry.changes if entry else ()) for place in change.where}
    since = {name for name, edition in fingerprints.changed(content).items() if edition == ending}
    for page in content.pages.values():
        places = [(block.id, block.line) for block in page.paragraphs] + [
            (place.id.lower(), place.line) for place in page.claims
        ]
        for name, line in places:
            if name in since and not {page.key, f"{page.key}#{name}"} & named:
                what = f"“{name}” has changed since edition {ending}, and {changes.FILE} does not say why."
                yield Problem(
                    page.file, line, what, f"Name {page.key}#{name} in an entry for this edition."
                )


def _make_again(project: Project, ended: str, work: Path, target: Path) -> None:
    """Build the edition ENDED from its tag in the folder WORK, and copy what is kept of it to TARGET."""
    if not _tags(project, ended):
        hint = f"Tag the commit that was published (git tag {ended} COMMIT), or fetch the tags (git fetch --tags)."
        raise BuildError(
            [
                Problem(
                    _GIT,
                    0,
                    f"The edition {ended}, which ends, has no tag, so its PDF and EPUB cannot be kept.",
                    hint,
                )
            ]
        )
    old = Project(_clone(project, work, "--branch", ended))
    recorded = Content.read(project).editions[ended].sums
    said = fingerprints.sums(Content.read(old))
    if old.edition.version != ended or said != recorded:
        other = sorted(name for name in {*said, *recorded} if said.get(name) != recorded.get(name))
        what = f"The tag {ended} does not hold what is recorded of that edition ({', '.join(other) or 'it has another name'})."
        raise BuildError(
            [Problem(fingerprints.FILE, 0, what, "Let the tag name the commit that was published.")]
        )
    print(f"Making edition {ended} again, from its tag", flush=True)
    made = subprocess.run(
        ["make", "--no-print-directory", "site"], cwd=work, check=False
    ).returncode
    name = old.edition.name
    files = [work / f"site/downloads/{name}.{kind}" for kind in ("pdf", "epub")]
    if made or not all(file.is_file() for file in files):
        hint = f"It says why above; try `git switch --detach {ended}` and `make` in another clone."
        raise BuildError([Problem(_GIT, 0, f"The edition {ended} could not be made again.", hint)])
    target.mkdir(parents=True)
    for file in files:
        shutil.copyfile(file, target / file.name)


def _put(fresh: Path, root: Path, keeping: str) -> None:
    """Move what was written into the project; where the disk refuses, all is as it was."""
    before = {name: (root / name).read_bytes() for name in _WRITTEN if (root / name).exists()}
    try:
        if keeping:
            (root / keeping).parent.mkdir(exist_ok=True)
            (fresh / keeping).rename(root / keeping)
        for name in _WRITTEN:
            os.replace(fresh / name, root / name)
    except OSError:
        if keeping:
            shutil.rmtree(root / keeping, ignore_errors=True)
        for name in _WRITTEN:
            if name in before:
                (root / name).write_bytes(before[name])
            else:
                (root / name).unlink(missing_ok=True)
        raise
