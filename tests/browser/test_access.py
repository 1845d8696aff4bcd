"""The pages as assistive technology meets them: axe-core finds nothing on any page, in either scheme, without scripts, in colours
that the system forces, on phone or desk."""

import re
from collections.abc import Callable

import pytest
from fixtures.site_facts import DARK, FOUND, LIGHT, OPEN_MENU, PAGES, SEARCH
from playwright.sync_api import Browser, Page, Route, expect
from tools.axe import problems
from tools.still import still

# A page with notes, claims, charts and disputes: here all rules are asked again in other colours.
RICH = "conflict/"


def without_scripts(route: Route) -> None:
    """The page as a browser without scripts reads it. (Where a browser runs none, axe, a script itself, never ends.)"""
    answer = route.fetch()
    text = answer.text().replace("<noscript>", "").replace("</noscript>", "")
    route.fulfill(response=answer, body=re.sub(r"<script\b.*?</script>", "", text, flags=re.DOTALL))


def open_all(page: Page, address: str) -> None:
    """Open ADDRESS, its fonts and all that is folded: axe skips what is closed."""
    page.goto(address)
    page.evaluate(
        """() => {
          document.querySelectorAll("details").forEach((details) => (details.open = true));
          return document.fonts.ready.then(() => null);
        }"""
    )


def show(page: Page, *, scheme: str, forced: bool = False) -> None:
    """Change the colours that the system asks for, and wait until they are there."""
    page.emulate_media(color_scheme=scheme, forced_colors="active" if forced else "none")  # type: ignore[arg-type]
    if not forced:
        expect(page.locator("body")).to_have_css(
            "background-color", DARK if scheme == "dark" else LIGHT
        )
    # The theme's links change their colour slowly.
    page.wait_for_function(
        "() => document.getAnimations().every((one) => one.playState !== 'running')"
    )


@pytest.mark.parametrize("path", [*PAGES, "404.html"])
@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing(browser: Browser, address: str, width: int, path: str) -> None:
    """A scheme changes colours and no element, so that in the dark the rules on colours are enough."""
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme="light")
    open_all(page, address + path)
    assert problems(page) == []
    show(page, scheme="dark")
    assert problems(page, colours=path != RICH) == []
    show(page, scheme="light", forced=True)
    assert problems(page, colours=path != RICH) == []
    page.close()


@pytest.mark.parametrize("path", [*PAGES, "404.html"])
@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing_without_scripts(
    browser: Browser, address: str, width: int, path: str
) -> None:
    """Other elements are shown and the whole stylesheet comes at once, so that every rule is asked."""
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.route(lambda url: url.endswith(("/", ".html")), without_scripts)
    open_all(page, address + path)
    assert problems(page) == []
    page.close()


def test_axe_would_find_something(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(address)
    page.evaluate(
        """() => {
          document.querySelector("article").append(document.createElement("img"));
          document.querySelector("article p").style.color = "#ddd";
        }"""
    )
    assert {line.partition(":")[0] for line in problems(page)} == {"image-alt", "color-contrast"}
    assert {line.partition(":")[0] for line in problems(page, colours=True)} == {"color-contrast"}
    page.close()


def note(page: Page) -> None:
    page.locator(".footnote-ref").first.press("Enter")
    expect(page.locator(".sheet, .footnote li:focus").filter(visible=True)).to_have_count(1)


def search(page: Page) -> None:
    page.keyboard.press("/")
    page.locator(SEARCH).press_sequentially("Grushko")
    expect(page.locator(FOUND).first).to_be_visible()


def drawer(page: Page) -> None:
    page.get_by_role("button", name="Menu").press("Space")
    expect(page.locator(OPEN_MENU)).to_be_visible()


def copying(page: Page) -> None:
    # Half a link under the header would be a small target: at the top of the page none is.
    page.locator(".paragraph-number").first.click()
    expect(page.locator(".sheet")).to_be_visible()


@pytest.mark.parametrize(
    ("opened", "width"),
    [
        (note, 320),
        (note, 1024),
        (note, 1280),
        (search, 320),
        (search, 1280),
        (drawer, 320),
        (copying, 320),
        (copying, 1280),
    ],
)
def test_axe_finds_nothing_in_what_opens(
    browser: Browser, address: str, opened: Callable[[Page], None], width: int
) -> None:
    page = browser.new_page(
        viewport={"width": width, "height": 900}, color_scheme="light", reduced_motion="reduce"
    )
    page.goto(address + RICH)
    page.mouse.move(1, 1)
    page.wait_for_selector(".sheet", state="attached")
    opened(page)
    still(page)
    assert problems(page) == []
    show(page, scheme="dark")
    assert problems(page, colours=True) == []
    page.close()
