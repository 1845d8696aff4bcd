"""Pictures of the main pages for a human eye; CI keeps them. What they show must at least have a heading in sight."""

import pytest
from playwright.sync_api import Browser, expect
from tools.paths import ROOT

FOLDER = ROOT / "build/screenshots"
VIEWS = {"phone": (390, 844), "tablet": (820, 1180), "desk": (1280, 900), "wide": (1920, 1080)}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("view", VIEWS)
def test_the_first_screen_shows_the_heading(
    browser: Browser, address: str, view: str, scheme: str
) -> None:
    width, height = VIEWS[view]
    context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    for path in ("", "conflict/", "timeline/", "claims/"):
        page.goto(address + path)
        page.evaluate("document.fonts.ready.then(() => null)")
        expect(page.locator("h1")).to_be_in_viewport()
        page.screenshot(path=FOLDER / f"{path.strip('/') or 'home'}-{view}-{scheme}.png")
    context.close()


def test_paper_has_the_text_and_nothing_around_it(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 794, "height": 1123})
    page.goto(address + "conflict/", wait_until="networkidle")
    page.emulate_media(media="print")
    for around in (
        ".header",
        "#menu",
        ".footer",
        ".take-away",
        ".page-row",
        ".page-next",
    ):
        expect(page.locator(around).first).to_be_hidden()
    for text in ("h1", ".claim__statement", ".assessment", ".footnote li", ".chart img"):
        expect(page.locator(text).first).to_be_visible()
    assert page.evaluate("getComputedStyle(document.body).colorScheme") == "light"
    page.screenshot(path=FOLDER / "conflict-paper.png", full_page=True)
    page.close()
