"""The built site in a real browser, as its readers use it."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from fixtures import minimal_project
from fixtures.site_facts import DARK, FOUND, LIGHT, PAGES, SEARCH
from playwright.sync_api import Browser, BrowserContext, Page, expect
from tools.paths import ROOT
from tools.wire import served

from edition.cli import main
from edition.config import Project


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    yield context.new_page()


def first_paragraph(page: Page) -> str:
    """The id of the first numbered paragraph of the page."""
    return str(page.locator("p:has(> .paragraph-number)").nth(2).get_attribute("id"))


@pytest.mark.parametrize("path", [*PAGES, "no-such-page/"])
def test_loads_without_errors_or_foreign_requests(page: Page, address: str, path: str) -> None:
    problems: list[str] = []
    asked: list[str] = []
    page.on(
        "console",
        lambda message: (
            problems.append(message.text) if message.type in ("error", "warning") else None
        ),
    )
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address + path, wait_until="networkidle")
    expected = (
        ["Failed to load resource: the server responded with a status of 404 (File not found)"]
        if path == "no-such-page/"
        else []
    )
    assert [
        problem for problem in problems if not problem.startswith("Failed to load resource")
    ] == []
    assert len(problems) == len(expected)
    assert {urlsplit(url).netloc for url in asked if not url.startswith("data:")} == {
        urlsplit(address).netloc
    }
    expect(page.locator("h1")).to_have_count(1)


@pytest.mark.parametrize(("typed", "found"), [("Robertson", "Robertson"), ("НАТО", "НАТО")])
def test_search_finds(page: Page, address: str, typed: str, found: str) -> None:
    page.goto(address)
    page.keyboard.press("/")
    page.locator(SEARCH).press_sequentially(
        typed
    )  # as a person does; the search may still be on its way
    results = page.locator(FOUND)
    expect(results.first).to_be_visible()
    expect(results.filter(has_text=found).first).to_be_visible()
    results.first.click()
    expect(page).not_to_have_url(address)


def test_dark_colours_persist(page: Page, address: str) -> None:
    page.goto(address + "claims/", wait_until="networkidle")
    expect(page.locator("body")).to_have_css("background-color", LIGHT)
    page.locator(".colors-button").click()
    expect(page.locator("body")).to_have_css("background-color", DARK)
    page.goto(address + "sources/", wait_until="networkidle")
    expect(page.locator("body")).to_have_css("background-color", DARK)


def test_the_switch_knows_what_the_system_asks_for(page: Page, address: str) -> None:
    """It goes dark while the page is open, and nothing was chosen: the first click must change what is seen."""
    page.goto(address + "claims/")
    page.emulate_media(color_scheme="dark")
    expect(page.locator("body")).to_have_css("background-color", DARK)
    page.get_by_role("button", name="Switch between light and dark colours").click()
    expect(page.locator("body")).to_have_css("background-color", LIGHT)


def test_dark_colours_follow_the_system(browser: Browser, address: str) -> None:
    context = browser.new_context(color_scheme="dark")
    page = context.new_page()
    page.goto(address, wait_until="networkidle")
    expect(page.locator("body")).to_have_css("background-color", DARK)
    context.close()


@pytest.mark.parametrize(
    ("system", "chosen", "paper"), [("light", "dark", DARK), ("dark", "light", LIGHT)]
)
def test_the_chosen_colours_are_there_before_the_text(
    browser: Browser, address: str, system: str, chosen: str, paper: str
) -> None:
    """Else a reader who chose the dark would see a flash of light on every page."""
    context = browser.new_context(color_scheme=system)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(address)
    page.locator(".colors-button").click()
    expect(page.locator("body")).to_have_css("background-color", paper)
    page.add_init_script(
        """new MutationObserver((_, observer) => {
          if (!document.body) return;
          window.firstPaper = getComputedStyle(document.body).backgroundColor;
          observer.disconnect();
        }).observe(document, { childList: true, subtree: true });"""
    )
    page.goto(address + "conflict/")
    assert page.evaluate("firstPaper") == paper
    context.close()


def test_reads_and_navigates_without_javascript(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    page.get_by_role("article").get_by_role(
        "link", name="Early Hopes for Integration", exact=True
    ).click()
    expect(page.locator("h1")).to_contain_text("Early Hopes for Integration")
    page.locator(".footnote-ref").first.click()
    expect(page.locator(".footnote li").first).to_be_in_viewport()
    page.get_by_role("link", name=re.compile("^Next")).click()
    expect(page.locator("h1")).to_contain_text("Shifting Priorities")
    name = first_paragraph(page)
    page.locator(f"#{name} > .paragraph-number").click()
    expect(page).to_have_url(re.compile(f"#{name}$"))
    context.close()


def test_previous_and_next_walk_through_all_pages(page: Page, address: str) -> None:
    page.goto(address)
    seen = [page.url]
    while (following := page.get_by_role("link", name=re.compile("^Next"))).count():
        with page.expect_navigation():
            following.click()
        seen.append(page.url)
    assert [url.removeprefix(address) for url in seen] == PAGES
    page.get_by_role("link", name=re.compile("^Previous")).click()
    expect(page).to_have_url(address + PAGES[-2])


def test_what_is_gone_is_told_to_those_alone_who_ask_for_it(
    page: Page, write_project: Callable[..., Path]
) -> None:
    gone = "- from: hopes#p8\n  gone: It was doubted.\n- from: hopes#p9\n  gone: It was wrong.\n"
    ledger = "hopes: [b1, hopes, p2, p8, p9]\n"
    folder = "assets/stylesheets"
    tokens, article = (ROOT / "docs" / folder / f"{name}.css" for name in ("tokens", "article"))
    sheets = f"extra_css: [{folder}/tokens.css, {folder}/article.css]\n"
    write_project(
        {
            "mkdocs.yml": minimal_project.FILES["mkdocs.yml"] + sheets,
            f"docs/{folder}/tokens.css": re.sub(
                r"@font-face {[^}]*}", "", tokens.read_text("utf-8")
            ),
            f"docs/{folder}/article.css": article.read_text("utf-8"),
            "docs/data/moved.yml": gone,
            "docs/data/ledger.yml": ledger,
        }
    )
    assert main(["build"]) == 0
    with served(Path("site")) as address:
        page.goto(address + "hopes/")
        expect(page.get_by_text("no longer here").first).to_be_hidden()
        page.goto(address + "hopes/#p9")
        expect(page.get_by_text("p9 is no longer here")).to_be_in_viewport()
        expect(page.get_by_text("no longer here").filter(visible=True)).to_have_count(1)


def test_a_wrong_address_helps(page: Page, address: str) -> None:
    page.goto(address + "early-hoops/")
    expect(page.locator("h1")).to_have_text("This page is not here")
    expect(page.get_by_role("article").get_by_role("link", name="Sources")).to_be_visible()


def test_every_page_tells_edition_and_cutoff(page: Page, address: str, project: Project) -> None:
    for path in PAGES:
        page.goto(address + path)
        text = page.locator(".colophon").inner_text()
        assert f"Edition {project.edition.version}" in text
        assert f"The evidence reaches {project.edition.cutoff.in_words}" in text


@pytest.mark.parametrize("width", [320, 768, 1280, 2560])
def test_no_sideways_scroll(browser: Browser, address: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900})
    page = context.new_page()
    for path in PAGES:
        page.goto(address + path)
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, f"{path or 'home'} is {wide} px wide"
    context.close()


def test_between_phone_and_desk_everything_begins_at_one_edge(
    browser: Browser, address: str
) -> None:
    context = browser.new_context(viewport={"width": 900, "height": 900})
    page = context.new_page()
    for path, parts in (
        ("conflict/", "h1, h2, p, .claim"),
        ("timeline/", "h1, h2, p, .timeline, .picker"),
        ("404.html", "h1, p"),
    ):
        page.goto(address + path)
        found = page.locator(f".md-content__inner > :is({parts})")
        lefts = found.evaluate_all(
            "all => all.map((one) => Math.round(one.getBoundingClientRect().x))"
        )
        assert len(lefts) > 3
        assert len(set(lefts)) == 1, f"{path}: {sorted(set(lefts))}"
    context.close()


def test_no_sideways_scroll_with_doubled_text(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 900}, bypass_csp=True)
    page = context.new_page()
    for path in PAGES:
        page.goto(address + path)
        before = page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)")
        page.add_style_tag(content=f"html {{ font-size: {2 * before}px !important; }}")
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, path or "home"
    context.close()
