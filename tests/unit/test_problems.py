"""Every mistake of an editor stops the build with one message that names file, line and hint; the last good site stays whole.

The problems themselves are data: `tests/cases`.
"""

import hashlib
import json
import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from cases import SECTIONS
from cases.case import Case, build, command, events, hopes, write
from cases.commands import COMMANDS
from fixtures import minimal_project
from tools.paths import ROOT

from edition.checks import built_site as built
from edition.cli import main
from edition.config import Project
from edition.content import ids
from edition.content.model import Content
from edition.content.pages import read_page
from edition.diagnostics import BuildError
from edition.site.page import read_pages

CASES = [pytest.param(case, id=name) for cases in SECTIONS.values() for name, case in cases.items()]
# What the shell or the system says, not we.
UNPLACED = {"Killed", "Interrupted; site/ was not changed."}


def digest(folder: Path) -> dict[str, str]:
    """Every file below FOLDER with the sum of its bytes."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture(scope="session")
def minimal_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A good site of the minimal project, built once."""
    root = minimal_project.write(tmp_path_factory.mktemp("good"))
    assert command("build", folder=root).code == 0
    return root / "site"


@pytest.fixture(scope="session")
def real_copy(tmp_path_factory: pytest.TempPathFactory, site: Path) -> Path:
    """A copy of the real project with its good site."""
    root = tmp_path_factory.mktemp("real")
    shutil.copytree(site, root / "site")
    return root


@pytest.fixture
def fresh(
    real_copy: Path,
    minimal_site: Path,
    write_project: Callable[..., Path],
    monkeypatch: pytest.MonkeyPatch,
) -> Callable[[Case], Path]:
    """Lays out a sound project with a good site, makes it the working directory."""

    def lay(case: Case) -> Path:
        if not case.real:
            root = write_project()
            shutil.copytree(minimal_site, root / "site")
            return root
        for name in ("docs", "overrides"):
            shutil.rmtree(real_copy / name, ignore_errors=True)
            shutil.copytree(ROOT / name, real_copy / name)
        shutil.copy(ROOT / "mkdocs.yml", real_copy)
        monkeypatch.chdir(real_copy)
        monkeypatch.setenv("PYTHONPATH", str(ROOT))
        return real_copy

    return lay


@pytest.mark.parametrize("case", CASES)
def test_stops_with_message_and_leaves_the_last_good_site(
    case: Case, fresh: Callable[[Case], Path]
) -> None:
    root = fresh(case)
    before = digest(root / "site")
    values = case.prepare(root)
    outcome = case.run(root)
    assert outcome.code != 0, "nothing was refused"
    assert case.expected(values).search(outcome.said), outcome.said
    assert "Traceback" not in outcome.said
    assert before
    assert digest(root / "site") == before


def test_at_least_sixty_faults_each_with_a_message_of_its_own() -> None:
    messages = [case.message for cases in SECTIONS.values() for case in cases.values()]
    assert len(messages) >= 60
    named = {name for cases in SECTIONS.values() for name in cases}
    assert len(named) == len(messages)


@pytest.mark.parametrize("case", [case for case in CASES if case.id not in COMMANDS])
def test_a_message_names_place_and_cure(case: Case) -> None:
    place, _, rest = case.message.partition(": ")
    assert re.fullmatch(r"[^\n:]+(:(\d+|<\w+>))?", place)
    assert re.search(r"[.?:)”]+ (\S.*[.?”:…]|<hint>)$", rest), "first what is wrong, then the hint"


def test_no_paragraph_can_vanish_unnoticed(fresh: Callable[[Case], Path]) -> None:
    """Each numbered paragraph of the real article is taken out in turn."""
    root = fresh(Case({}, "", real=True))
    content = Content.read(Project(root))
    gone = 0
    for page in content.pages.values():
        path = root / page.file
        text = path.read_text("utf-8")
        lines = text.splitlines(keepends=True)
        for block in page.paragraphs:
            if not block.id:
                continue
            end = block.line + block.text.count("\n") + 1
            assert f"#{block.id}" in lines[end - 1], (page.file, block.line)
            path.write_text("".join(lines[: block.line - 1] + lines[end:]), "utf-8")
            without = replace(
                content, pages={**content.pages, page.key: read_page(path, content.project)}
            )
            assert [
                f"“{page.key}#{block.id}” is gone" in str(problem)
                for problem in ids.problems(without)
            ] == [True]
            path.write_text(text, "utf-8")
            gone += 1
    assert gone > 60


def test_an_id_that_the_engine_lost_is_told(fresh: Callable[[Case], Path]) -> None:
    root = fresh(Case({}, ""))
    page = root / "site/hopes/index.html"
    page.write_text(page.read_text("utf-8").replace(' id="p4"', ""), "utf-8")
    message = (
        "site/hopes/index.html: The address “hopes#p4” is not on the built page. "
        "Look at docs/hopes.md: an id stands in braces, {#id}, on the last line, without odd characters around it."
    )
    with pytest.raises(BuildError) as told:
        built.check(Content.read(Project(root)), read_pages(root / "site"), root / "site")
    assert message in str(told.value).splitlines()


def test_nothing_wrong(
    write_project: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    write_project()
    assert main(["check"]) == 0
    assert capsys.readouterr().out == "Facts, prose and generated files are in order.\n"


def test_all_faults_at_once(
    write_project: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    changes = {**hopes("[@rankin-2021;", "[@zzz;"), **events("paragraph: p1", "paragraph: p11")}
    write_project(changes)
    assert main(["check"]) == 1
    assert capsys.readouterr().err.endswith("2 problems; site/ was not changed.\n")


def test_after_a_kill_the_next_build_succeeds(fresh: Callable[[Case], Path]) -> None:
    case = COMMANDS["build killed"]
    root = fresh(case)
    case.run(root)
    assert (root / "build").exists()
    assert build(root).code == 0
    assert list((root / "build").iterdir()) == []


def test_without_git_the_edition_gives_the_date(
    write_project: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write_project()
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    monkeypatch.setenv("PATH", str(root / "nothing"))
    assert build(root).code == 0
    assert os.environ.pop("SOURCE_DATE_EPOCH") == "1795392000"  # 23 November 2026


def test_a_shallow_clone_is_enough(
    write_project: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write_project()
    identity = {
        "GIT_AUTHOR_NAME": "E",
        "GIT_AUTHOR_EMAIL": "e@tiny.example",
        "GIT_COMMITTER_NAME": "E",
        "GIT_COMMITTER_EMAIL": "e@tiny.example",
    }
    for name, value in {**identity, "GIT_COMMITTER_DATE": "2026-11-24T00:00:00Z"}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    commands = [
        ["init", "-q"],
        ["add", "."],
        ["commit", "-qm", "One"],
        ["commit", "-qm", "Two", "--allow-empty"],
    ]
    for arguments in commands:
        subprocess.run(["git", *arguments], cwd=root, check=True)
    subprocess.run(
        ["git", "clone", "-q", "--depth", "1", root.as_uri(), str(tmp_path / "clone")], check=True
    )
    monkeypatch.chdir(tmp_path / "clone")
    assert build(tmp_path / "clone").code == 0
    assert os.environ.pop("SOURCE_DATE_EPOCH") == "1795478400"


def test_exports_are_made_again_from_the_facts(fresh: Callable[[Case], Path]) -> None:
    root = fresh(Case({}, ""))
    assert build(root).code == 0
    table = root / "docs/data/claims.csv"
    good = table.read_bytes()
    table.write_text(table.read_text("utf-8").replace("statement,", ""), "utf-8")  # a column lost
    (root / "docs/data/claims.json").unlink()
    assert build(root).code == 0
    assert table.read_bytes() == good
    published = (root / "site/data/claims.csv").read_text("utf-8")
    assert published.replace("https://tiny.example/edition/", "") == good.decode()
    assert json.loads((root / "site/data/claims.json").read_text("utf-8"))


def test_hidden_files_are_no_problem(write_project: Callable[..., Path]) -> None:
    root = write_project()
    write(root, {"docs/.hopes.md.swp": b"\x00", "docs/.DS_Store": b"\x00"})
    assert build(root).code == 0
    assert not (root / "site/.DS_Store").exists()
