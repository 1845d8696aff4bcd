"""A case of the problem table: what an editor or a machine does wrong, and what is said about it."""

import contextlib
import hashlib
import io
import os
import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from fixtures import minimal_project
from tools.paths import ROOT

from edition.cli import main

Changes = Mapping[str, str | bytes | None]


@dataclass(frozen=True)
class Outcome:
    """How a command ended, and all that it said."""

    code: int
    said: str


def check(root: Path) -> Outcome:
    """Check the project in the working directory, which is ROOT, in this process; a build begins with the same."""
    return _run("check")


def build(root: Path) -> Outcome:
    """Build the project in the working directory, which is ROOT, in this process."""
    return _run("build")


def _run(name: str) -> Outcome:
    said = io.StringIO()
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(said):
        code = main([name])
    return Outcome(code, said.getvalue())


def command(
    *arguments: str, folder: Path, python: tuple[str, ...] = (sys.executable,), **environment: str
) -> Outcome:
    """Run `python -m edition ARGUMENTS` in FOLDER as a process of its own."""
    where = {**os.environ, "PYTHONPATH": str(ROOT), **environment}
    done = subprocess.run(
        [*python, "-m", "edition", *arguments],
        cwd=folder,
        env=where,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    return Outcome(done.returncode, done.stdout + done.stderr)


def make(*arguments: str, folder: Path) -> Outcome:
    """Run `make ARGUMENTS` in FOLDER."""
    done = subprocess.run(
        ["make", *arguments], cwd=folder, capture_output=True, text=True, check=False
    )
    return Outcome(done.returncode, done.stdout + done.stderr)


@dataclass(frozen=True)
class Case:
    """One problem.

    Attributes:
        inject: files to write (None: to delete) in a minimal project, or a function that changes the project in a folder
            and says what the words in angle brackets of the message stand for.
        message: the line that must be said; `<line>` and the like are filled in by INJECT, or stand for any text.
        run: what is run after the injection: `check`, or what finds the problem later.
        real: whether the project is a copy of the real one rather than a minimal one.
    """

    inject: Changes | Callable[[Path], Mapping[str, object] | None]
    message: str
    run: Callable[[Path], Outcome] = field(default=check)
    real: bool = False

    def prepare(self, root: Path) -> Mapping[str, object]:
        """Inject the problem into the project in ROOT; returns what the message's placeholders stand for."""
        if callable(self.inject):
            return self.inject(root) or {}
        write(root, self.inject)
        return {}

    def expected(self, values: Mapping[str, object]) -> re.Pattern[str]:
        """The message as a pattern of a whole line."""

        def fill(match: re.Match[str]) -> str:
            return re.escape(str(values[match.group(1)])) if match.group(1) in values else "[^\n]+?"

        return re.compile(
            "^"
            + re.sub(
                r"<(\w+)>", fill, re.escape(self.message).replace(r"\<", "<").replace(r"\>", ">")
            )
            + "$",
            re.MULTILINE,
        )


def digest(folder: Path) -> dict[str, str]:
    """Every file below FOLDER with the sum of its bytes."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def write(root: Path, changes: Changes) -> None:
    """Write (or with None delete) files below ROOT."""
    for name, content in changes.items():
        path = root / name
        if content is None:
            path.unlink(missing_ok=True)
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))


def edit(name: str, old: str, new: str) -> dict[str, str]:
    """One file of the minimal project with OLD, which it must hold, replaced once."""
    text = minimal_project.FILES[name]
    assert old in text, (name, old)
    return {name: text.replace(old, new, 1)}


def hopes(old: str, new: str) -> dict[str, str]:
    return edit("docs/hopes.md", old, new)


def sources(old: str, new: str) -> dict[str, str]:
    return edit("docs/data/sources.yml", old, new)


def claims(old: str, new: str) -> dict[str, str]:
    return edit("docs/data/claims.yml", old, new)


def events(old: str, new: str) -> dict[str, str]:
    return edit("docs/data/timeline.yml", old, new)


def settings(old: str, new: str) -> dict[str, str]:
    return edit("mkdocs.yml", old, new)


HOPES = minimal_project.FILES["docs/hopes.md"]
SOURCES = minimal_project.FILES["docs/data/sources.yml"]
CLAIMS = minimal_project.FILES["docs/data/claims.yml"]
EVENTS = minimal_project.FILES["docs/data/timeline.yml"]
SETTINGS = minimal_project.FILES["mkdocs.yml"]
