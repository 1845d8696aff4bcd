"""The engines that can build the pages: MkDocs, and Zensical, which takes its place when Material for MkDocs ends.

Both read `mkdocs.yml`, run our Markdown extensions and fill our templates. How and when to move: ENGINES.md.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from edition.config import Project
from edition.content.yaml import read_text
from edition.diagnostics import BuildError, Problem
from edition.engines.log import explain

DEFAULT = "mkdocs"  # the engine in use; the Makefile reads this line

# Run as modules, so that the working directory, with our extensions, is where Python looks for them.
# MkDocs: not --quiet, which would also silence the warnings that --strict counts.
# Zensical: --clean, because its cache does not notice when the facts in docs/data change.
_BUILD = {
    "mkdocs": ["mkdocs", "build", "--strict"],
    "zensical": ["zensical", "build", "--strict", "--clean"],
}
_SERVE = {
    "mkdocs": ["mkdocs", "serve", "--dev-addr"],
    "zensical": ["zensical", "serve", "--dev-addr"],
}
ENGINES = sorted(_BUILD)

_SITE_DIR = re.compile(
    r"^site_dir: !ENV \[SITE_DIR,", re.MULTILINE
)  # Zensical has no option that says where to build
_CACHE = ".cache"  # Zensical's, beside mkdocs.yml
_COLOURS = re.compile(r"\x1b\[[0-9;]*m")
# Zensical ends its own list of what is wrong with a traceback of itself, which helps nobody.
_TRACEBACK, _ABORTED = (
    "Traceback (most recent call last):",
    "RuntimeError: Aborted because --strict flag is set",
)


def run_engine(project: Project, engine: str, target: Path) -> None:
    """Let the engine build the pages into TARGET, a folder below the project's root.

    Raises:
        BuildError: it stopped over something in the project, or `mkdocs.yml` would not let it build there.
        OSError: the disk refused it.
    """
    name = "mkdocs.yml"
    if not _SITE_DIR.search(read_text(project.root / name, project.root)):
        what = "site_dir does not let the build say where to put the pages."
        raise BuildError([Problem(name, 0, what, "Write: site_dir: !ENV [SITE_DIR, site]")])
    command = [sys.executable, "-m", *_BUILD[engine]]
    result = subprocess.run(
        command,
        cwd=project.root,
        env=environment(target),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if engine == "zensical":
        shutil.rmtree(project.root / _CACHE, ignore_errors=True)
    if f"No module named {engine}" in result.stderr:
        raise BuildError(
            [
                Problem(
                    name,
                    0,
                    f"{engine} is not installed.",
                    f"Run `make ENGINE={engine}`, which installs it.",
                )
            ]
        )
    if result.returncode:
        said = _COLOURS.sub("", result.stdout + result.stderr)
        raise explain(project, engine, said.partition(_TRACEBACK)[0] if _ABORTED in said else said)


def preview_command(engine: str, address: str) -> list[str]:
    """The command of the engine's own server at ADDRESS (host:port)."""
    return [sys.executable, "-m", *_SERVE[engine], address]


def environment(target: Path) -> dict[str, str]:
    """The environment in which an engine builds into TARGET."""
    return {**os.environ, "SITE_DIR": str(target), "PYTHONUTF8": "1", "NO_MKDOCS_2_WARNING": "1"}
