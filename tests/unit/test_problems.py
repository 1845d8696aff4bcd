"""Every mistake of an editor is refused with one message that names file, line and hint.

The problems themselves are data: `tests/cases`. What only a build finds is in `tests/build/test_failed_builds.py`.
"""

import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from cases import SECTIONS
from cases.case import check, digest, events, hopes, write
from cases.commands import COMMANDS
from fixtures import minimal_project
from tools.paths import ROOT

from edition.cli import main
from edition.config import Project
from edition.content import ids
from edition.content.model import Content
from edition.content.pages import read_page

# Each of these leaves several places to correct; all others are one mistake, and have one message.
SEVERAL = {
    "claim without a citation", "paragraph without a citation", "page without a heading", "two notes with one name",
    "source renamed in the list alone", "id of a source that the page uses", "passage of a locator that nobody cites",
    "passage of an unknown source", "page deleted", "page renamed, links left as they were",
    "a paragraph's source taken out", "a claim moved to another page", "a source renamed", "an event deleted", "a page renamed",
}  # fmt: skip
CASES = {name: case for cases in SECTIONS.values() for name, case in cases.items()}


@pytest.fixture
def copy_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], Path]:
    """Copies the real project and makes the copy the working directory."""

    def copy() -> Path:
        for name in ("docs", "overrides"):
            shutil.copytree(ROOT / name, tmp_path / name)
        shutil.copy(ROOT / "mkdocs.yml", tmp_path)
        monkeypatch.chdir(tmp_path)
        return tmp_path

    return copy


@pytest.mark.parametrize("name", [name for name, case in CASES.items() if case.run is check])
def test_is_refused_with_its_message(
    name: str, write_project: Callable[[], Path], copy_project: Callable[[], Path]
) -> None:
    case = CASES[name]
    root = copy_project() if case.real else write_project()
    values = case.prepare(root)
    before = digest(root)
    outcome = case.run(root)
    assert outcome.code == 1, "nothing was refused"
    assert case.expected(values).search(outcome.said), outcome.said
    if name not in SEVERAL:
        assert "\n1 problem;" in outcome.said, outcome.said
    assert "Traceback" not in outcome.said
    assert digest(root) == before, "a check writes nothing"


def test_no_two_problems_have_one_name() -> None:
    assert len(CASES) == sum(len(cases) for cases in SECTIONS.values()) >= 60


def test_a_message_names_place_and_hint() -> None:
    for name, case in CASES.items():
        if name not in COMMANDS:
            place, _, rest = case.message.partition(": ")
            assert re.fullmatch(r"[^\n:]+(:(\d+|<\w+>))?", place), name
            assert re.search(r"[.?:)”]+ (\S.*[.?”:…]|<hint>)$", rest), (
                name
            )  # what is wrong, then the hint


def test_no_paragraph_can_vanish_unnoticed(copy_project: Callable[[], Path]) -> None:
    """Each numbered paragraph of the real article is taken out in turn."""
    root = copy_project()
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
                if "“quotations#" not in str(problem)  # what it alone quoted goes with it
            ] == [True]
            path.write_text(text, "utf-8")
            gone += 1
    assert gone > 60


def test_a_sound_project_with_what_is_generated_passes(
    write_project: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    root = write_project()
    assert main(["check"]) == 1
    stale = "docs/data/claims.csv: The file is not what docs/data/ and the pages now give. "
    assert capsys.readouterr().err.startswith(stale + "Run `make generate`, and commit it.\n")
    old = root / "docs/assets/charts/old.svg"  # of a chart that no page shows any more
    write(root, {"docs/assets/charts/old.svg": minimal_project.CHART})
    assert main(["generate"]) == 0
    assert "docs/assets/charts/old.svg" in capsys.readouterr().out
    assert not old.exists()
    assert main(["check"]) == 0
    assert capsys.readouterr().out == "Facts, prose and generated files are in order.\n"


def test_all_problems_are_reported_at_once(
    write_project: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    changes = {**hopes("[@rankin-2021;", "[@zzz;"), **events("paragraph: p1", "paragraph: p11")}
    write_project(changes)
    assert main(["check"]) == 1
    assert capsys.readouterr().err.endswith("2 problems; site/ was not changed.\n")


def test_an_error_that_nobody_foresaw_names_step_and_file(
    write_project: Callable[..., Path],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    write_project()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    monkeypatch.setattr("edition.checks.pages._headings", lambda page: 1 / 0)
    for command, step in (("check", "check"), ("build", "checking facts and prose")):
        assert main([command]) == 1
        said = capsys.readouterr().err
        assert re.fullmatch(
            rf"edition/checks/pages\.py:\d+: An unexpected error stopped the step “{step}”: "
            r"ZeroDivisionError: division by zero\. "
            r"This is a bug: report this line and your last change\. EDITION_DEBUG=1 shows more\.\n"
            r"1 problem; site/ was not changed\.\n",
            said,
        ), said
    monkeypatch.setenv("EDITION_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        main(["check"])
