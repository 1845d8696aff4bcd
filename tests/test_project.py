"""What maintainers rely on: the two commands, the workflows, the files around them."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml
from conftest import ROOT

WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """A checkout of which only the Makefile, the requirements and the name of the engine are there."""
    (tmp_path / "edition").mkdir()
    for name in ("Makefile", "requirements.txt", "edition/engines.py"):
        shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


def make(*arguments: str, folder: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["make", *arguments], cwd=folder, env={**os.environ, **environment}, capture_output=True, text=True, check=False)


def test_python_that_is_too_old_is_told(bare: Path) -> None:
    old = bare / "python"
    old.write_text("#!/bin/sh\nexit 1\n", "utf-8")
    old.chmod(0o755)
    result = make(folder=bare, PYTHON=str(old))
    assert result.returncode
    assert "This needs Python 3.11 or newer" in result.stdout


def test_missing_venv_is_told(bare: Path) -> None:
    without = bare / "python"
    without.write_text('#!/bin/sh\n[ "$1" = -m ] && exit 1\nexit 0\n', "utf-8")
    without.chmod(0o755)
    result = make(folder=bare, PYTHON=str(without))
    assert result.returncode
    assert "install the package python3-venv" in result.stdout


@pytest.mark.parametrize("name", ["requirements.txt", "tests/requirements.txt"])
def test_requirements_are_locked_with_hashes(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    pinned = re.findall(r"^[\w.-]+==\S+", text, re.MULTILINE)
    assert len(pinned) > 10
    assert text.count("--hash=sha256:") >= len(pinned)


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_workflows_are_hardened(path: Path) -> None:
    text = path.read_text("utf-8")
    workflow = yaml.safe_load(text)
    assert workflow["permissions"] == {}
    assert "secrets." not in text
    for name, job in workflow["jobs"].items():
        assert "uses" in job or job["timeout-minutes"] <= 60, name
    for used, comment in re.findall(r"uses: (\S+@\S+)(.*)", text):
        assert re.search(r"@[0-9a-f]{40}$", used), used
        assert re.fullmatch(r" # v\d+\.\d+\.\d+", comment), used


def test_ci_runs_the_test_command_of_the_readme() -> None:
    assert "make test" in (ROOT / "README.md").read_text("utf-8")
    assert (ROOT / ".ci/run").read_text("utf-8").rstrip().endswith("\nmake test")


def test_the_correction_form_asks_for_a_source() -> None:
    form = yaml.safe_load((ROOT / ".github/ISSUE_TEMPLATE/correction.yml").read_text("utf-8"))
    required = {item["id"] for item in form["body"] if item.get("validations", {}).get("required")}
    assert required >= {"address", "paragraph", "wrong", "source"}


def test_citation_file_names_the_same_edition() -> None:
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    edition = re.search(r'version: "(\S+)"\n\s+published: "(\S+)"', (ROOT / "mkdocs.yml").read_text("utf-8"))
    assert edition
    assert (citation["version"], str(citation["date-released"])) == edition.groups()


def test_overrides_extend_the_theme() -> None:
    for path in (ROOT / "overrides").rglob("*.html"):
        text = path.read_text("utf-8")
        assert text.count("\n") < 50, path
        if path.parent.name == "overrides":
            assert "{% extends" in text
    main = (ROOT / "overrides/main.html").read_text("utf-8")
    assert main.count("super()") == main.count("{% block")


def test_no_hooks_and_no_other_plugins() -> None:
    text = (ROOT / "mkdocs.yml").read_text("utf-8")
    assert "\nhooks:" not in text
    assert re.findall(r"^  - (\w+):?", text[text.index("\nplugins:") : text.index("\nmarkdown_extensions:")], re.MULTILINE) == ["search"]
