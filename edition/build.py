"""The conductor: facts checked, exports made, site built beside the old one, finished, checked and swapped in."""

import calendar
import os
import shutil
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path

from edition import writers
from edition.checks import built_site, check
from edition.config import Project
from edition.content.dates import parts
from edition.content.model import Content
from edition.engines import DEFAULT, run_engine
from edition.generate import charts, data_exports
from edition.progress import step
from edition.site import checksums, csp, redirects
from edition.site.defer import lean
from edition.site.fix_markup import mend
from edition.site.strip_unused import prune
from edition.swap import swap
from edition.writers import feed, social_cards


def build(project: Project, engine: str = DEFAULT) -> Path:
    """Build the whole site; the last good one stays in its place until the new one is complete.

    Returns:
        The folder of the site.

    Raises:
        BuildError: something in the project is wrong.
        OSError: the disk refuses.
    """
    os.environ.setdefault("SOURCE_DATE_EPOCH", source_date(project))
    fresh = project.root / "build" / "site"
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.parent.mkdir(exist_ok=True)
    content = Content.read(project)
    with step("checking facts and prose"):
        check(content)
    with step("exporting data"):
        data_exports.write(content)
    with step("drawing charts"):
        charts.write(content)
    with step("building pages"):
        run_engine(project, engine, fresh)
    taking_away, packing = writers.steps(project, content, fresh)
    steps: list[tuple[str, Callable[[], object]]] = [
        ("pruning", lambda: prune(fresh, engine)),
        ("mending pages", lambda: mend(fresh, engine)),
        ("writing redirects", lambda: redirects.write(content, fresh)),
        ("drawing cards and icons", lambda: social_cards.write(content, fresh)),
        ("writing the feed", lambda: feed.write(content, fresh)),
        *taking_away,
        ("making pages light", lambda: lean(fresh)),
        packing,
        ("writing security policies", lambda: csp.write(fresh)),
        ("checking the site", lambda: built_site.check(project, fresh)),
        ("listing checksums", lambda: checksums.write(fresh)),
    ]
    for title, work in steps:
        with step(title):
            work()
    swap(fresh, project.site)
    return project.site


def source_date(project: Project) -> str:
    """The date of the last commit in seconds since 1970, so that one commit gives the same bytes everywhere.

    Without git, or outside a clone (an archive of the sources), it is the edition's own date.
    """
    command = ["git", "log", "-1", "--format=%ct"]
    try:
        result = subprocess.run(
            command, cwd=project.root, capture_output=True, text=True, check=False
        )
    except FileNotFoundError:
        return _edition_date(project)
    return result.stdout.strip() or _edition_date(project)


def _edition_date(project: Project) -> str:
    day = date(*parts(str(project.edition["published"])))
    return str(calendar.timegm(day.timetuple()))
