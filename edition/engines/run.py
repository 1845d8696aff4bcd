"""Run an engine to build the pages, and return the command of its live preview.

Both engines read `mkdocs.yml`, run our Markdown extensions and render our templates.
"""

import errno
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from edition.config import Project
from edition.diagnostics import BuildError, Problem
from edition.engines.engine import Engine

CHECKED = "EDITION_CHECKED"  # the variable that tells our extensions that the project is checked
_FILE = "mkdocs.yml"
_COLORS = re.compile(r"\x1b\[[0-9;]*m")
_TRACEBACK = "Traceback (most recent call last):"
_WARNING = re.compile(r"^ *(WARNING|ERROR) +-? +|^(Error|Warning): ")
_PLACE = re.compile(r"^ *╭─\[ (\S+) \]$", re.MULTILINE)  # the position in a warning of Zensical
_PAGE = re.compile(r"\bDoc file '([\w.-]+\.md)'")
_OURS = re.compile(r"^([\w./-]+)(?::(\d+))?: (.*[.?…])$", re.MULTILINE)
# What the machine refuses, which is no mistake in the project's files.
_REFUSED = re.compile(r"\[Errno (\d+)\] ([^:;\n]+)(?:: (?:'[^']*' -> )?'([^']+)')?")
_MACHINE = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EACCES, errno.EMFILE}
_FRAME = re.compile(r'^  File "([^"]+)", line (\d+)', re.MULTILINE)


def run_engine(project: Project, engine: Engine, target: Path) -> None:
    """Build the pages with ENGINE into TARGET, a folder below the project's root.

    Raises:
        BuildError: the engine fails because of the project's files.
        OSError: it cannot read or write a file.
    """
    result = subprocess.run(
        [sys.executable, "-m", *engine.build],
        cwd=project.root,
        env=environment(target) | {"EDITION_COMPLETE": "true"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if engine.cache:
        shutil.rmtree(project.root / engine.cache, ignore_errors=True)
    if f"No module named {engine.name}" in result.stderr:
        hint = f"Run `make ENGINE={engine.name}`, which installs it."
        raise BuildError([Problem(_FILE, 0, f"{engine.name} is not installed.", hint)])
    if result.returncode:
        output = _COLORS.sub("", result.stdout + result.stderr)
        ours = [  # what our extensions report
            Problem(file, int(line or 0), words, "")
            for file, line, words in _OURS.findall(output)
            if (project.root / file).is_file()
        ]
        if (refused := _REFUSED.search(output)) and int(refused[1]) in _MACHINE:
            raise OSError(int(refused[1]), refused[2].rstrip("."), refused[3] or str(target))
        raise BuildError(ours or [_problem(project, engine, output)])


def preview_command(engine: Engine, address: str) -> list[str]:
    """Return the command of the engine's own server at ADDRESS (host:port)."""
    return [sys.executable, "-m", *engine.serve, address]


def environment(target: Path) -> dict[str, str]:
    """Return the environment variables with which an engine builds into TARGET."""
    ours = {"SITE_DIR": str(target), "PYTHONUTF8": "1", "NO_MKDOCS_2_WARNING": "1", CHECKED: "true"}
    return {**os.environ, **ours}


def _problem(project: Project, engine: Engine, output: str) -> Problem:
    """Explain why the engine failed.

    From a traceback, take the last position in our own files and the last line; otherwise, the
    engine's own warnings and errors.
    """
    said, _, frames = output.partition(_TRACEBACK)
    warnings = [line for line in said.splitlines() if _WARNING.match(line)]
    places = [
        (project.name(Path(file)), int(line))
        for file, line in _FRAME.findall(frames)
        if Path(file).is_relative_to(project.root) and ".venv" not in file
    ]
    if places:
        reason = frames.strip().splitlines()[-1].rstrip(".")
        what = f"This line stopped {engine.name}: {reason}."
        return Problem(*places[-1], what, "Correct it, or undo your last change.")
    if warnings:
        reasons = "; ".join(_WARNING.sub("", line).rstrip(".") for line in warnings)
        if found := _PLACE.findall(said):
            reasons += f" ({', '.join(found)})"
    else:
        reasons = (frames or said).strip().splitlines()[-1].rstrip(".")
    page = _PAGE.search(reasons)
    file = f"docs/{page[1]}" if page else _FILE
    return Problem(file, 0, f"{engine.name} stopped: {reasons}.", "Correct what it names.")
