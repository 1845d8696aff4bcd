"""The conductor: facts checked, exports made, site built beside the old one, finished, checked and swapped in."""

import calendar
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

from edition import cards, exports, feed, pictures, press, redirects, security
from edition.catalogue import Catalogue
from edition.checks import check, site
from edition.dates import parts
from edition.engine_log import explain
from edition.lean import lean
from edition.project import Project
from edition.prune import prune
from edition.steps import step
from edition.swap import swap

# Not --quiet: that would also silence the warnings that --strict counts.
ENGINES = {"mkdocs": ["-m", "mkdocs", "build", "--strict", "--site-dir"]}


def build(project: Project, engine: str = "mkdocs") -> Path:
    """Build the whole site; the last good one stays in its place until the new one is complete.

    Returns:
        The folder of the site.

    Raises:
        Faults: something in the project is wrong.
        OSError: the disk refuses.
    """
    os.environ.setdefault("SOURCE_DATE_EPOCH", source_date(project))
    fresh = project.root / "build" / "site"
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.parent.mkdir(exist_ok=True)
    catalogue = Catalogue.read(project)
    with step("checking facts and prose"):
        check(catalogue)
    with step("exporting data"):
        exports.write(catalogue)
    with step("drawing pictures"):
        pictures.write(catalogue)
    with step("building pages"):
        run_engine(project, engine, fresh)
    taking_away, packing = press.steps(project, catalogue, fresh)
    steps: list[tuple[str, Callable[[], object]]] = [
        ("pruning", lambda: prune(fresh)),
        ("writing redirects", lambda: redirects.write(catalogue, fresh)),
        ("drawing cards and icons", lambda: cards.write(catalogue, fresh)),
        ("writing the feed", lambda: feed.write(catalogue, fresh)),
        *taking_away,
        ("making pages light", lambda: lean(fresh)),
        packing,
        ("writing security policies", lambda: security.write(fresh)),
        ("checking the site", lambda: site.check(project, fresh)),
    ]
    for title, work in steps:
        with step(title):
            work()
    swap(fresh, project.site)
    return project.site


def run_engine(project: Project, engine: str, target: Path) -> None:
    """Let the engine build the pages into TARGET.

    Raises:
        Faults: it stopped over something in the project.
        OSError: the disk refused it.
    """
    command = [sys.executable, *ENGINES[engine], str(target)]
    environment = {**os.environ, "PYTHONUTF8": "1", "NO_MKDOCS_2_WARNING": "1"}
    result = subprocess.run(command, cwd=project.root, env=environment, capture_output=True, encoding="utf-8", check=False)
    if result.returncode:
        raise explain(project, engine, result.stdout + result.stderr)


def source_date(project: Project) -> str:
    """The date of the last commit in seconds since 1970, so that one commit gives the same bytes everywhere.

    Without git, or outside a clone (an archive of the sources), it is the edition's own date.
    """
    command = ["git", "log", "-1", "--format=%ct"]
    try:
        result = subprocess.run(command, cwd=project.root, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        return _edition_date(project)
    return result.stdout.strip() or _edition_date(project)


def _edition_date(project: Project) -> str:
    day = date(*parts(str(project.edition["published"])))
    return str(calendar.timegm(day.timetuple()))
