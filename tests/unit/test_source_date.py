"""The date in the files: from the commit wherever it can be known, and a word where it cannot."""

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from tools.paths import ROOT

from edition.config import Project
from edition.diagnostics import BuildError
from edition.source_date import source_date

EDITION, COMMIT = "1795392000", "1795478400"  # 23 and 24 November 2026, at midnight


def git(folder: Path, *arguments: str) -> None:
    subprocess.run(
        ["git", "-c", "user.name=E", "-c", "user.email=e@tiny.example", *arguments],
        cwd=folder,
        env={**os.environ, "GIT_COMMITTER_DATE": "2026-11-24T00:00:00Z"},
        check=True,
    )


@pytest.fixture
def root(write_project: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    """A minimal project without git, with the file that an archive fills in."""
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    files = ("edition/commit-date.txt", ".gitattributes")
    return write_project({name: (ROOT / name).read_text("utf-8") for name in files})


@pytest.fixture
def committed(root: Path) -> Path:
    git(root, "init", "--quiet")
    git(root, "add", ".")
    git(root, "commit", "--quiet", "--message", "One")
    return root


def test_it_is_that_of_the_last_commit(
    committed: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    assert source_date(Project(committed)) == COMMIT
    clone = tmp_path_factory.mktemp("clone")
    git(clone, "clone", "--quiet", "--depth", "1", committed.as_uri(), ".")
    assert source_date(Project(clone)) == COMMIT, "a shallow clone is enough"


def test_an_archive_knows_it_even_inside_another_repository(
    committed: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    around = tmp_path_factory.mktemp("around")
    git(around, "init", "--quiet")
    git(around, "commit", "--quiet", "--allow-empty", "--message", "Another project")
    git(committed, "archive", "--prefix=inside/", "--output", str(around / "a.tar"), "HEAD")
    subprocess.run(["tar", "-xf", "a.tar"], cwd=around, check=True)
    assert source_date(Project(around / "inside")) == COMMIT


def test_a_repository_of_another_user_is_read(
    committed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")  # git's own switch for this
    assert source_date(Project(committed)) == COMMIT


def test_without_git_the_day_of_the_edition_is_taken_and_said(
    committed: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", str(committed / "nothing"))
    assert source_date(Project(committed)) == EDITION
    assert capsys.readouterr().err == (
        "The commit's date is unknown (no git, or no commit): files are dated 2026-11-23, "
        "and differ from those that others build.\n"
    )


def test_the_environment_says_it_first(committed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert source_date(Project(committed)) == "1700000000"


@pytest.mark.parametrize("value", ["yesterday", "0", "-5", "1e9", "²", "99999999999"])
def test_what_is_no_date_is_refused(
    root: Path, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", value)
    with pytest.raises(BuildError, match=f"^SOURCE_DATE_EPOCH: “{value}” is not a number of sec"):
        source_date(Project(root))
