"""The project is found from the engine's configuration file, whatever the working directory is."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from cases.case import claims, hopes, write

MKDOCS = ["mkdocs", "build", "--config-file", "tiny/mkdocs.yml"]


def run(folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    """Run an engine in FOLDER, which is above the project."""
    environment = {**os.environ, "SITE_DIR": str(folder / "tiny/site"), "PYTHONUTF8": "1"}
    arguments = [sys.executable, "-m", *command]
    return subprocess.run(
        arguments, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


@pytest.fixture
def above(write_project: Callable[..., Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder above a minimal project; its charts and exports are not needed."""
    above = tmp_path_factory.mktemp("above")
    (above / "tiny").symlink_to(write_project(), target_is_directory=True)
    return above


def test_mkdocs_builds_from_another_folder(above: Path) -> None:
    done = run(above, *MKDOCS)
    assert done.returncode == 0, done.stderr
    page = (above / "tiny/site/hopes/index.html").read_text("utf-8")
    assert "Jennifer Rankin" in page
    assert 'href="../index.html#p1"' in page or 'href="../#p1"' in page


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        (
            claims("assessment: supported\n", "assessment: supportd\n"),
            "docs/data/claims.yml:4: “supportd” is not a known value of “assessment” (of “A1”). Did you mean “supported”?",
        ),
        (
            hopes("(index.md#p1)", "(index.md#p11)"),
            "docs/hopes.md:14: The link leads to an anchor that is not there: “index.md#p11”. Did you mean “p1”?",
        ),
    ],
    ids=["in the data", "in a link"],
)
def test_mkdocs_alone_reports_a_mistake_with_its_line_and_without_a_traceback(
    above: Path, changes: dict[str, str], message: str
) -> None:
    write(above / "tiny", changes)
    done = run(above, *MKDOCS)
    assert done.returncode != 0
    assert message in done.stderr.splitlines()
    assert "Traceback" not in done.stderr
