"""A clone with the package installed needs no `make`: either engine alone builds pages without a warning or a dead link."""

import os
import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from tools.paths import ROOT
from tools.site_pages import read


def dead_links(site: Path) -> list[str]:
    """What the pages of SITE link to or show that is not in it."""
    found = []
    for page in read(site):
        place = (site / page.path).parent
        for element in page.tree.iter():
            for name in ("href", "src"):
                target = urlsplit(element.get(name) or "")
                if target.scheme or target.netloc or not target.path:
                    continue
                path = (site if target.path.startswith("/") else place) / unquote(
                    target.path
                ).lstrip("/")
                if not path.is_file() and not (path / "index.html").is_file():
                    found.append(f"{page.path}: {target.path}")
    return found


@pytest.mark.parametrize(
    "command",
    [
        ["mkdocs", "build", "--strict", "--config-file", "clone/mkdocs.yml"],  # from another folder
        ["zensical", "build", "--strict", "--config-file", "clone/mkdocs.yml"],
    ],
    ids=lambda command: command[0],
)
def test_an_engine_alone_builds_whole_pages(tmp_path: Path, command: list[str]) -> None:
    subprocess.run(["git", "clone", "--quiet", ROOT, tmp_path / "clone"], check=True)
    # The theme's notice of its own end is not about the project.
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "NO_MKDOCS_2_WARNING": "1"}
    for name in ("SITE_URL", "SITE_DIR", "EDITION_COMPLETE"):
        environment.pop(name, None)
    done = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    said = done.stdout + done.stderr
    assert done.returncode == 0, said
    assert not re.search(r"WARNING|ERROR|Traceback|[1-9]\d* issue", said)
    site = tmp_path / "clone/site"
    assert (site / "assets/charts/nato-members.svg").is_file()
    assert (site / "data/sources.bib").is_file()
    assert dead_links(site) == []
