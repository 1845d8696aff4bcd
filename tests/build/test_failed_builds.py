"""A build that fails says why and leaves the last good site whole; the next one succeeds."""

import math
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from cases import SECTIONS
from cases.case import Case, Outcome, build, check, digest
from cases.commands import COMMANDS, mounted
from fixtures import minimal_project
from tools.paths import ROOT

from edition import blocks
from edition.checks import built_markup, built_words
from edition.checks import built_site as built
from edition.cli import main
from edition.config import Project
from edition.content.model import Content
from edition.diagnostics import BuildError, Problem
from edition.engines import DEFAULT, ENGINES
from edition.engines.run import run_engine
from edition.origin import from_sources
from edition.site.page import Page, read_pages

CASES = {name: case for cases in SECTIONS.values() for name, case in cases.items()}
# `tests/unit/test_problems.py` tries all that a check finds; of these, a build tries the first of each kind.
CHECKED = [
    next(name for name, case in cases.items() if case.run is check)
    for cases in SECTIONS.values()
    if any(case.run is check for case in cases.values())
]


@pytest.fixture
def with_site(
    built_project: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
) -> Callable[[Case], Path]:
    """Makes a sound project with a good site the working directory."""

    def lay(case: Case) -> Path:
        if not case.real:
            return built_project
        root = tmp_path / "real"
        for name in ("docs", "overrides"):
            shutil.copytree(ROOT / name, root / name)
        shutil.copy(ROOT / "mkdocs.yml", root)
        shutil.copytree(request.getfixturevalue("site"), root / "site")
        monkeypatch.chdir(root)
        return root

    return lay


def fails(case: Case, root: Path, run: Callable[[Path], Outcome]) -> None:
    """RUN reports the problem of CASE, which is injected into the project in ROOT, and leaves its site alone."""
    before = digest(root / "site")
    assert before
    values = case.prepare(root)
    outcome = run(root)
    assert outcome.code != 0, "nothing was refused"
    assert case.expected(values).search(outcome.said), outcome.said
    assert "Traceback" not in outcome.said
    assert digest(root / "site") == before


@pytest.mark.parametrize("name", [name for name, case in CASES.items() if case.run is not check])
def test_what_only_a_build_finds(name: str, with_site: Callable[[Case], Path]) -> None:
    case = CASES[name]
    fails(case, with_site(case), case.run)


@pytest.mark.parametrize("name", CHECKED)
def test_what_a_check_finds_stops_a_build_too(name: str, with_site: Callable[[Case], Path]) -> None:
    case = CASES[name]
    fails(case, with_site(case), build)


def test_an_id_that_the_engine_lost_is_reported(built_project: Path) -> None:
    page = built_project / "site/hopes/index.html"
    page.write_text(page.read_text("utf-8").replace(' id="p4"', ""), "utf-8")
    content = Content.read(Project(built_project))
    message = (
        "site/hopes/index.html: The address “hopes#p4” is not on the built page. "
        "Look at docs/hopes.md: an id stands in braces, {#id}, on the last line, without odd characters around it."
    )
    with pytest.raises(BuildError) as told:
        built.check(content, read_pages(built_project / "site"), built_project / "site")
    assert message in str(told.value).splitlines()


def test_after_a_kill_the_next_build_succeeds(built_project: Path) -> None:
    COMMANDS["build killed"].run(built_project)
    assert (built_project / "build").exists()
    assert build(built_project).code == 0
    assert not (built_project / "build/site").exists()


def test_a_file_in_the_place_of_the_site_is_left_alone(built_project: Path) -> None:
    place = built_project / "site"
    shutil.rmtree(place)
    place.write_text("mine", "utf-8")
    outcome = build(built_project)
    assert outcome == Outcome(
        1, "site: This is no folder. Move it away.\n1 problem; site/ was not changed.\n"
    )
    assert place.read_text("utf-8") == "mine"


@pytest.mark.parametrize("spare", [0, 50, 120, 200])
def test_a_disk_that_fills_up_after_the_engine_is_reported(
    built_project: Path,
    tmp_path_factory: pytest.TempPathFactory,
    engine_pages: Path,
    monkeypatch: pytest.MonkeyPatch,
    spare: int,
) -> None:
    """The disk has room for what the engine writes, and for SPARE kB more."""
    disk = tmp_path_factory.mktemp("disk")
    with mounted("-t", "tmpfs", "-o", "size=20m", "tmpfs", str(disk)):
        shutil.copytree(built_project, disk, dirs_exist_ok=True)
        monkeypatch.chdir(disk)
        before = digest(disk / "site")
        size = kilobytes(disk) + kilobytes(engine_pages / "build/site") + spare
        subprocess.run(["mount", "-o", f"remount,size={size}k", disk], check=True)
        outcome = build(disk)
        assert outcome.code == 1
        assert re.search(
            r"^\S+: No space left on device\. Fix this and run again; site/ was not changed\.$",
            outcome.said,
            re.MULTILINE,
        ), outcome.said
        assert digest(disk / "site") == before
        subprocess.run(["mount", "-o", "remount,size=20m", disk], check=True)
        assert build(disk).code == 0
        monkeypatch.chdir(built_project)  # or the disk could not be unmounted


def kilobytes(folder: Path) -> int:
    """What FOLDER takes on a disk with blocks of 4 kB, folders included."""
    return sum(
        4 * math.ceil((path.stat().st_size if path.is_file() else 1) / 4096)
        for path in folder.rglob("*")
    )


def test_a_class_without_a_form_stops_the_build(
    write_project: Callable[..., Path],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.delitem(blocks.FORMS, "dispute")
    write_project()
    assert main(["build"]) == 1
    assert (
        "docs/hopes.md: The class “dispute” of a <div> (near #p3) has no form on paper and in the e-book. "
        "Give it one in edition/blocks.py."
    ) in capsys.readouterr().err.splitlines()


# What a new version of the engine, an extension or the theme may do: its markup, and who then has to change.
DRIFT = {
    "class of the numbers": ("footnote-ref", "note-ref", "edition/writers/article.py"),
    "class of the notes": ('class="footnote"', 'class="notes"', "edition/writers/article.py"),
    "ids of the notes": ('id="fn:', 'id="note-', "edition/writers/article.py"),
    "way back from a note": ("#fnref:", "#ref-", "edition/writers/article.py"),
    "link of a paragraph": ("paragraph-number", "number", "edition/extensions/permalinks.py"),
    "id of the page": ('id="hopes"', 'id="hope"', "edition/writers/article.py"),
    "order of the pages": ('rel="next"', 'rel="following"', "edition/writers/article.py"),
    "element of the text": ("<article", "<section", "edition/writers/article.py"),
}


@pytest.fixture(scope="module")
def engine_pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A minimal project with what the engine alone makes of it."""
    root = minimal_project.write(tmp_path_factory.mktemp("engine"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(ROOT))
        run_engine(Project(root), ENGINES[DEFAULT], root / "build/site")
    return root


@pytest.mark.parametrize("kind", DRIFT)
def test_markup_in_another_way_names_the_module_that_relies_on_it(
    engine_pages: Path, kind: str
) -> None:
    old, new, module = DRIFT[kind]
    content, pages = Content.read(Project(engine_pages)), read_pages(engine_pages / "build/site")
    built_markup.check(content, pages)
    drifted = [Page.parse(page.path, str(page.tree.html).replace(old, new)) for page in pages]
    with pytest.raises(BuildError) as told:
        built_markup.check(content, drifted)
    (problem,) = told.value.problems
    assert (problem.file, problem.line) == (module, 0)


def test_a_page_that_lacks_words_of_its_source_is_reported(engine_pages: Path) -> None:
    content, pages = Content.read(Project(engine_pages)), read_pages(engine_pages / "build/site")
    built_words.check(content, pages)
    for words, line in (("Others doubt", 21), ("the witness", 14), ("An invitation", 8)):
        less = [Page.parse(page.path, str(page.tree.html).replace(words, "")) for page in pages]
        with pytest.raises(BuildError, match=f"docs/hopes.md:{line}: The page lacks words of “"):
            built_words.check(content, less)


def test_what_many_pages_have_in_common_is_reported_once(engine_pages: Path) -> None:
    what, hint = "The page loads “https://x.example/a.js” from elsewhere.", "Serve it."
    template = engine_pages / "overrides/main.html"
    sound = template.read_text("utf-8")
    template.write_text(sound + "<script src=https://x.example/a.js></script>", "utf-8")
    found = [Problem(f"site/{key}/index.html", 0, what, hint) for key in ("about", "hopes")]
    (problem,) = from_sources(Project(engine_pages), BuildError(found)).problems
    assert (problem.file, problem.line) == ("overrides/main.html", sound.count("\n") + 1)
    template.write_text(sound, "utf-8")
    (problem,) = from_sources(Project(engine_pages), BuildError(found)).problems
    assert (problem.file, problem.line) == ("docs/about.md", 0)
