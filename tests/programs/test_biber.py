"""biber, which LaTeX's biblatex asks, has nothing to say against the sources in BibTeX."""

import shutil
import subprocess
from pathlib import Path

import pytest

from edition.content.bibtex import bibtex
from edition.content.model import Content
from edition.generate.data_exports import csl

pytestmark = pytest.mark.skipif(
    not shutil.which("biber"), reason="biber (Debian package) is not installed"
)


def biber(path: Path) -> list[str]:
    """What biber says against the entries in PATH."""
    command = ["biber", "--tool", "--validate-datamodel", "--nolog", path.name]
    done = subprocess.run(command, cwd=path.parent, capture_output=True, text=True, check=False)
    assert done.returncode == 0
    return [line for line in (done.stdout + done.stderr).splitlines() if "INFO -" not in line]


def test_nothing_is_wrong_with_the_sources(content: Content, tmp_path: Path) -> None:
    (tmp_path / "sources.bib").write_text(bibtex(csl(content)), "utf-8")
    assert biber(tmp_path / "sources.bib") == []


def test_nothing_is_wrong_with_little_known_works(tmp_path: Path) -> None:
    kinds = ["article", "book", "chapter", "legislation", "report", "speech", "treaty", "webpage"]
    works = [{"id": kind, "type": kind, "title": "T"} for kind in kinds]
    (tmp_path / "works.bib").write_text(bibtex(works), "utf-8")
    assert biber(tmp_path / "works.bib") == []
