"""Two engines, one edition: MkDocs and Zensical give the same, but for what engine_differences.yml lists, each with its reason."""

import copy
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from fixtures import minimal_project
from fixtures.addressed_edition import ADDRESS
from fixtures.engine_facts import WHOLE, Difference, Facts, differences, facts
from fixtures.site_facts import FOUND, PAGES, SEARCH
from playwright.sync_api import BrowserContext, expect
from tools.paths import ROOT
from tools.wire import served

from edition import engines
from edition.checks import built_site as site_check
from edition.cli import main
from edition.config import Project
from edition.content.model import Content
from edition.diagnostics import BuildError
from edition.engines import ENGINES
from edition.engines.run import run_engine
from edition.site.page import read_pages

LISTED = Path(__file__).parents[1] / "fixtures" / "engine_differences.yml"


@pytest.fixture(scope="module")
def sites(addressed_site: Callable[[str], Path]) -> dict[str, Path]:
    return {engine: addressed_site(engine) for engine in ENGINES}


@pytest.fixture(scope="module")
def told(sites: dict[str, Path]) -> dict[str, Facts]:
    return {engine: facts(site) for engine, site in sites.items()}


@pytest.fixture(scope="module")
def accepted(told: dict[str, Facts]) -> set[Difference]:
    """The differences that are listed; `pages: every page` stands for all of them."""
    every = tuple(sorted(told["mkdocs"].keys() - {WHOLE}))
    listed = set()
    for item in yaml.safe_load(LISTED.read_text("utf-8")):
        assert item["reason"], item
        pages = every if item["pages"] == "every page" else tuple(item["pages"])
        listed.add(
            Difference(item["aspect"], tuple(item["mkdocs"]), tuple(item["zensical"]), pages)
        )
    return listed


def as_listed(items: set[Difference]) -> str:
    """ITEMS in the form of the list, to be copied from a failed test."""
    records = [
        {
            "aspect": item.aspect,
            "mkdocs": [*item.mkdocs],
            "zensical": [*item.zensical],
            "pages": [*item.pages],
        }
        for item in sorted(items)
    ]
    return str(yaml.safe_dump(records, sort_keys=False, allow_unicode=True, width=130))


def test_what_both_engines_give_differs_only_as_listed(
    told: dict[str, Facts], accepted: set[Difference]
) -> None:
    new = differences(told["mkdocs"], told["zensical"]) - accepted
    assert not new, (
        f"Make both engines give the same, or list it with its reason in {LISTED.name}:\n{as_listed(new)}"
    )


def test_every_listed_difference_is_still_there(
    told: dict[str, Facts], accepted: set[Difference]
) -> None:
    gone = accepted - differences(told["mkdocs"], told["zensical"])
    assert not gone, f"Take out of {LISTED.name} what is no longer so:\n{as_listed(gone)}"


@pytest.mark.parametrize(
    ("page", "aspect"),
    [
        ("conflict/index.html", aspect)
        for aspect in (
            "language", "title", "metadata", "relations", "data", "scripts", "headings", "ids", "text", "links", "notes", "elements",
            "menu", "footer", "skip link", "header",
        )
    ]
    + [(WHOLE, aspect) for aspect in ("addresses", "files", "downloads", "sitemap")],
)  # fmt: skip
def test_the_comparison_sees_every_aspect(told: dict[str, Facts], page: str, aspect: str) -> None:
    changed = copy.deepcopy(told["mkdocs"])
    assert changed[page][aspect], "nothing was told, so nothing was compared"
    changed[page][aspect][0] += " changed"
    assert {(item.aspect, item.pages) for item in differences(told["mkdocs"], changed)} == {
        (aspect, (page,))
    }


def test_a_page_that_one_engine_leaves_out_is_a_difference(told: dict[str, Facts]) -> None:
    fewer = {
        page: aspects for page, aspects in told["mkdocs"].items() if page != "claims/index.html"
    }
    found = differences(told["mkdocs"], fewer)
    assert found == {Difference("pages", ("claims/index.html",), (), ("claims/index.html",))}


@pytest.mark.parametrize("engine", ENGINES)
def test_both_pass_the_check_of_the_site(
    sites: dict[str, Path], engine: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SITE_URL", ADDRESS)
    site_check.check(Content.read(Project(ROOT)), read_pages(sites[engine]), sites[engine])


@pytest.fixture(scope="module", params=ENGINES)
def engine_address(sites: dict[str, Path], request: pytest.FixtureRequest) -> Iterator[str]:
    with served(sites[request.param]) as address:
        yield address


def test_asks_nothing_of_others(engine_address: str, context: BrowserContext) -> None:
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    page = context.new_page()
    for path in PAGES:
        page.goto(engine_address + path, wait_until="networkidle")
    assert [url for url in asked if not url.startswith((engine_address, "data:"))] == []


@pytest.mark.parametrize("word", ["Robertson", "НАТО"])
def test_search_finds(engine_address: str, context: BrowserContext, word: str) -> None:
    page = context.new_page()
    refused: list[str] = []
    page.on(
        "console",
        lambda message: (
            refused.append(message.text) if "Content Security Policy" in message.text else None
        ),
    )
    page.goto(engine_address)
    page.keyboard.press("/")
    page.locator(SEARCH).press_sequentially(word)
    result = page.locator(FOUND).filter(has_text=word).first
    expect(result).to_be_visible()
    assert refused == []
    result.click()
    expect(page).not_to_have_url(engine_address)


def test_both_search_the_same(sites: dict[str, Path]) -> None:
    names = [
        {path.name for path in site.glob("assets/javascripts/*.js")} for site in sites.values()
    ]
    assert names[0] == names[1], "the names of scripts hold the hash of what is in them"


def problem(engine: str, root: Path) -> str:
    with pytest.raises(BuildError) as caught:
        run_engine(Project(root), ENGINES[engine], root / "build/site")
    return str(caught.value)


@pytest.mark.parametrize("engine", ENGINES)
def test_a_broken_link_stops_either_engine(write_project: Callable[..., Path], engine: str) -> None:
    said = problem(
        engine,
        write_project(
            {"docs/about.md": minimal_project.FILES["docs/about.md"] + "\n[x](hopes.md#nope)\n"}
        ),
    )
    assert "about.md" in said
    assert "nope" in said or "anchor does not exist (about.md:16:" in said
    assert "\x1b" not in said
    assert "Traceback" not in said


@pytest.mark.parametrize("engine", ENGINES)
def test_either_engine_stops_for_a_template_that_the_other_may_accept(
    write_project: Callable[..., Path], engine: str
) -> None:
    page = "{% extends 'base.html' %}{% block content %}{{ page.title | no_such_filter }}{% endblock %}"
    assert "no_such_filter" in problem(engine, write_project({"overrides/main.html": page}))


def test_an_engine_that_is_not_installed_is_told(
    write_project: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    absent = replace(ENGINES["zensical"], name="absent", build=("absent", "build"))
    monkeypatch.setitem(ENGINES, "absent", absent)
    assert (
        problem("absent", write_project())
        == "mkdocs.yml: absent is not installed. Run `make ENGINE=absent`, which installs it."
    )


def test_the_makefile_takes_the_engine_from_its_one_line() -> None:
    asked = subprocess.run(
        ["make", "--dry-run", "--always-make", "site"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert f"-m edition build --engine {engines.DEFAULT}\n" in asked.stdout


@pytest.mark.parametrize("engine", ENGINES)
def test_a_fact_that_changes_changes_the_page(
    write_project: Callable[..., Path], engine: str
) -> None:
    """Zensical keeps a cache that does not know our facts; the build must not fall for it."""
    root = write_project()
    assert main(["build", "--engine", engine]) == 0
    facts_file = root / "docs/data/claims.yml"
    facts_file.write_text(
        facts_file.read_text("utf-8").replace("He asked.", "He asked twice."), "utf-8"
    )
    assert main(["build", "--engine", engine]) == 0
    assert "He asked twice." in (root / "site/hopes/index.html").read_text("utf-8")
    assert not (root / ".cache").exists()
