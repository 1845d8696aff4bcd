"""Readers' circumstances that no page can choose: narrow or magnified windows, forced colours, paper, going back."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from fixtures.site_facts import DARK, LIGHT, PAGES
from PIL import Image, ImageStat
from playwright.sync_api import Browser, Page, Route
from tools.firefox import firefox, program
from tools.flow import letters, lines
from tools.site_pages import BuiltPage

from edition.generate.charts.svg import TYPE_SIZE

# Signs that are drawn as a mask are gone where forced colours make their ground that of the page.
GONE = """() => {
  const ground = getComputedStyle(document.body).backgroundColor;
  const drawn = [...document.querySelectorAll("body *")].flatMap((element) =>
    [null, "::before", "::after"].map((part) => [element.className, getComputedStyle(element, part)]));
  return drawn
    .filter(([, style]) => style.maskImage && style.maskImage !== "none" && style.display !== "none" && style.content !== "none")
    .filter(([, style]) => style.forcedColorAdjust !== "none" && (style.backgroundColor === ground || style.backgroundColor.endsWith(", 0)")))
    .map(([name]) => String(name));
}"""


def whole(page: Page, address: str) -> None:
    """Go there, and wait for the whole stylesheet and the scripts."""
    page.goto(address)
    page.mouse.move(5, 5)
    page.locator("html:not(.waiting)").wait_for(state="attached")


@pytest.fixture
def magnified(browser: Browser) -> Iterator[Page]:
    """A window of 1280 by 1024 pixels at 400 %."""
    context = browser.new_context(viewport={"width": 320, "height": 256}, device_scale_factor=4)
    yield context.new_page()
    context.close()


def test_no_page_scrolls_sideways_at_four_times_its_size(magnified: Page, address: str) -> None:
    for path in PAGES:
        whole(magnified, address + path)
        assert magnified.evaluate("document.documentElement.scrollWidth") == 320, path


def test_the_menu_stands_above_the_text_where_popovers_are_not_known(
    magnified: Page, address: str
) -> None:
    def old(route: Route) -> None:
        body = route.fetch().text().replace(" popover", " data-popover")
        route.fulfill(body=body, content_type="text/html")

    magnified.route("**/conflict/", old)
    whole(magnified, f"{address}conflict/")
    menu, title = magnified.locator("#menu").bounding_box(), magnified.locator("h1").bounding_box()
    assert menu and title
    assert menu["y"] + menu["height"] <= title["y"]
    assert magnified.evaluate("document.documentElement.scrollWidth") == 320


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_sign_is_gone_in_forced_colours(browser: Browser, address: str, scheme: str) -> None:
    context = browser.new_context(forced_colors="active", color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    for path in PAGES:
        whole(page, address + path)
        assert page.evaluate(GONE) == [], path
    page.evaluate("document.querySelector('h1').style.mask = 'linear-gradient(red, red)'")
    assert page.evaluate(GONE) == [""]  # the check itself can fail
    context.close()


def test_a_printed_page_has_its_article(
    browser: Browser, address: str, pages: list[BuiltPage], tmp_path: Path
) -> None:
    page = browser.new_page()
    for built in pages:
        path = built.path.removesuffix("index.html")
        if path.rstrip("/") not in ("early-hopes", "conflict", "timeline", "about"):
            continue  # the others leave out on purpose what is folded
        page.goto(address + path)
        page.pdf(path=tmp_path / "page.pdf", format="A4")
        said = subprocess.run(
            ["pdftotext", "-raw", tmp_path / "page.pdf", "-"],
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        article = built.tree.find(".//article")
        assert article is not None
        paragraphs = [one for one in article.iter("p") if (one.get("id") or "").startswith("p")]
        wanted = {
            word
            for one in paragraphs
            for line in lines(one, lambda e: e.tag == "sup")
            for word in letters(line).split()
        }
        assert wanted - set(letters(said).split()) == set(), path
    page.close()


@pytest.mark.parametrize("form", ["A4", "Letter"])
@pytest.mark.parametrize("path", ["", "conflict/", "timeline/", "claims/", "quotations/"])
def test_printed_pages_break_well_and_have_no_controls(
    browser: Browser, address: str, tmp_path: Path, path: str, form: str
) -> None:
    """Of a reader in the dark who prints without backgrounds."""
    context = browser.new_context(color_scheme="dark")
    page = context.new_page()
    page.goto(address + path)
    heads = {"".join(one.split()) for one in page.locator("h2, h3").all_text_contents()}
    boxes = page.locator(".claim__statement").all_text_contents()
    page.pdf(path=tmp_path / "page.pdf", format=form)
    context.close()
    command = ["pdftotext", "-layout", tmp_path / "page.pdf", "-"]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    *sheets, _ = said.split("\f")
    for number, sheet in enumerate(sheets, 1):
        rows = ["".join(row.split()) for row in sheet.splitlines() if row.strip()]
        assert len(rows) > 2, number
        assert rows[-1] not in heads, number
    for control in ("Cite and share", "To take away", "Check a quotation", "Sources, files"):
        assert control not in said, control
    closed_up = ["".join(sheet.split()) for sheet in sheets]
    for box in boxes:  # its finding stands on the same page
        words = "".join(box.split())[:40]
        assert any("Whattherecordshows" in sheet.partition(words)[2] for sheet in closed_up), box
    subprocess.run(
        ["pdftoppm", "-r", "20", "-gray", tmp_path / "page.pdf", tmp_path / "sheet"], check=True
    )
    for picture in tmp_path.glob("sheet*.pgm"):
        assert ImageStat.Stat(Image.open(picture)).mean[0] > 200, "light paper"


def test_printed_charts_are_legible(browser: Browser, address: str) -> None:
    page = browser.new_page()
    for path in ("", "conflict/"):
        whole(page, address + path)
        page.emulate_media(media="print")
        for chart in page.locator(".chart img").all():
            scale = chart.evaluate(
                "one => one.getBoundingClientRect().width / one.getAttribute('width')"
            )
            assert TYPE_SIZE * scale * 72 / 96 >= 7
    page.close()


def test_a_page_that_is_gone_back_to_has_the_colours_chosen_since(address: str) -> None:
    found = program()
    if not found:
        pytest.skip("this machine has no Firefox from 145 on, and found none to install")
    paper = "getComputedStyle(document.body).backgroundColor"
    with firefox(found) as opened:
        opened.open(address + "early-hopes/", 1280)
        opened.click(".colors-button")
        opened.until(f"{paper} === {DARK!r}")
        opened.run("void (window.kept = true)")
        opened.open(address + "conflict/", 1280)
        opened.click(".colors-button")
        opened.until(f"{paper} === {LIGHT!r}")
        opened.run("void setTimeout(() => history.back())")
        opened.until("location.pathname.includes('early-hopes')")
        opened.until(f"{paper} === {LIGHT!r}")
        assert opened.run("window.kept")  # the page was kept, and not loaded again
