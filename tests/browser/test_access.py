"""The pages as assistive technology meets them: axe-core finds nothing on any page, in either scheme, without scripts, in colours
that the system forces, on phone or desk."""

import re
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from fixtures.site_facts import FOUND, PAGES, SEARCH
from playwright.sync_api import Browser, Page, Route, expect

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


MODES: dict[str, dict[str, object]] = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "without scripts": {},
    "forced colours": {"forced_colors": "active"},
}


def without_scripts(route: Route) -> None:
    """The page as a browser without scripts reads it. (Where a browser runs none, axe, a script itself, never ends.)"""
    answer = route.fetch()
    text = answer.text().replace("<noscript>", "").replace("</noscript>", "")
    route.fulfill(response=answer, body=re.sub(r"<script\b.*?</script>", "", text, flags=re.DOTALL))


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing(browser: Browser, address: str, mode: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900}, **MODES[mode])  # type: ignore[arg-type]
    found = []
    for path in [*PAGES, "404.html"]:
        page = context.new_page()
        if mode == "without scripts":
            page.route(lambda url: url.endswith(("/", ".html")), without_scripts)
        page.goto(address + path, wait_until="networkidle")
        page.evaluate(
            "document.querySelectorAll('details').forEach((details) => (details.open = true))"
        )  # axe skips closed ones
        found += [f"{path or 'home'}: {problem}" for problem in problems(page)]
        page.close()
    context.close()
    assert found == []


def problems(page: Page) -> list[str]:
    result = Axe().run(page, options={"runOnly": RULES})
    return [
        f"{item['id']}: {node['html'][:120]}"
        for item in result.response["violations"]
        for node in item["nodes"]
    ]


def preview(page: Page) -> None:
    page.locator(".footnote-ref").first.focus()
    expect(page.locator(".md-tooltip2--active")).to_be_visible()


def search(page: Page) -> None:
    page.keyboard.press("/")
    page.locator(SEARCH).press_sequentially("Grushko")
    expect(page.locator(FOUND).first).to_be_visible()


def drawer(page: Page) -> None:
    page.get_by_role("button", name="Menu").press("Space")
    expect(page.locator("#__drawer")).to_be_checked()


def copying(page: Page) -> None:
    page.locator(".paragraph-number").nth(2).click()
    expect(page.locator(".copy-control")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    ("opened", "width"),
    [
        (preview, 320),
        (preview, 1280),
        (search, 320),
        (search, 1280),
        (drawer, 320),
        (copying, 320),
        (copying, 1280),
    ],
)
def test_axe_finds_nothing_in_what_opens(
    browser: Browser, address: str, opened: Callable[[Page], None], width: int, scheme: str
) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, reduced_motion="reduce"
    )  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(address + "conflict/")
    page.mouse.move(1, 1)
    page.wait_for_selector(".copy-control", state="attached")
    opened(page)
    page.wait_for_timeout(500)
    assert problems(page) == []
    context.close()
