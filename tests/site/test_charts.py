"""The charts on the built pages: with words and numbers behind them, and as a browser shows them."""

import csv
import xml.etree.ElementTree as etree
from collections.abc import Callable
from pathlib import Path

import pytest
from cases.charts import with_members
from playwright.sync_api import Browser, Page, expect
from tools.site_pages import BuiltPage

from edition.cli import main
from edition.content.model import Content
from edition.generate import charts
from edition.generate.charts.chart import shown
from edition.generate.charts.svg import WIDTH

PAGES = {
    "arc": "index",
    "nato-members": "disillusionment",
    "battlegroups": "conflict",
    "russian-opinion": "conflict",
}
SVG = "{http://www.w3.org/2000/svg}"


def built(pages: list[BuiltPage], name: str) -> etree.Element:
    path = "index.html" if PAGES[name] == "index" else f"{PAGES[name]}/index.html"
    article = next(page for page in pages if page.path == path).tree.find(".//article")
    assert article is not None
    return article


@pytest.mark.parametrize("name", PAGES)
def test_a_chart_has_alternative_caption_sources_and_numbers(
    pages: list[BuiltPage], content: Content, site: Path, name: str
) -> None:
    article = built(pages, name)
    figure = article.find(f".//figure[@id='{name}']")
    assert figure is not None
    (image,) = figure.iter("img")
    drawing = etree.parse(site / f"assets/charts/{name}.svg").getroot()
    assert image.get("src", "").endswith(f"assets/charts/{name}.svg")
    assert (image.get("width"), image.get("height")) == (
        drawing.get("width"),
        drawing.get("height"),
    )
    assert image.get("loading") == "lazy"
    assert len(image.get("alt", "")) > 100
    caption = figure.find("figcaption")
    assert caption is not None
    if name == "arc":
        return
    data, fields = content.charts[name], charts.CHARTS[name].fields
    linked = {link.get("href", "").partition("#")[2] for link in caption.iter("a")}
    assert linked >= {source for row in data.rows for source in row.sources}
    with (site / f"data/{name}.csv").open(encoding="utf-8") as file:
        written = list(csv.DictReader(file))
    assert [row["sources"].split() for row in written] == [list(row.sources) for row in data.rows]
    assert all(
        row[key] == str("" if getattr(numbers, key) is None else getattr(numbers, key))
        for row, numbers in zip(written, data.rows, strict=True)
        for key in fields
    )


def test_the_table_behind_a_chart_has_every_number(
    pages: list[BuiltPage], content: Content
) -> None:
    for name, chart in charts.CHARTS.items():
        data = content.charts[name]
        table = built(pages, name).find(f".//div[@aria-label='{data.title}']/table/tbody")
        assert table is not None, name
        lines = [["".join(cell.itertext()) for cell in line] for line in table]
        for row, cells in zip(data.rows, lines, strict=True):
            wanted = [shown(field, row, key) for key, field in chart.fields.items()]
            assert [word for word in wanted if word] == [word for word in cells if word]


def test_the_points_of_the_arc_lead_where_the_list_leads(pages: list[BuiltPage]) -> None:
    article = built(pages, "arc")
    figure, listed = article.find(".//figure[@id='arc']"), article.find(".//ol[@class='arc']")
    assert figure is not None and listed is not None
    targets = [link.get("href") for link in figure.iter(SVG + "a")]
    assert targets == [link.get("href") for link in listed.iter("a")]
    assert all(link.get("tabindex") == "-1" for link in figure.iter(SVG + "a")), (
        "the list has the same links for keys and screen readers"
    )


@pytest.mark.parametrize("name", PAGES)
def test_no_letters_touch_or_leave_the_chart(browser: Browser, site: Path, name: str) -> None:
    """Measured by a real browser with the widest sans serif that systems have."""
    page = browser.new_page()
    page.set_content((site / f"assets/charts/{name}.svg").read_text("utf-8"))
    boxes = page.evaluate(
        "[...document.querySelectorAll('text')].map(t => { const b = t.getBBox();"
        " return [t.textContent, b.x, b.y + b.height * 0.2, b.x + b.width, b.y + b.height * 0.8] })"  # without the room above and below
    )
    height = page.evaluate("document.querySelector('svg').viewBox.baseVal.height")
    page.close()
    assert len(boxes) > 10
    for place, (words, left, top, right, bottom) in enumerate(boxes):
        assert left >= -0.5 and right <= WIDTH + 0.5 and top >= 0 and bottom <= height, words
        for other, other_left, other_top, other_right, other_bottom in boxes[place + 1 :]:
            assert (
                right <= other_left
                or other_right <= left
                or bottom <= other_top
                or other_bottom <= top
            ), (words, other)


@pytest.mark.parametrize("width", [320, 1280])
def test_a_point_of_the_arc_opens_its_paragraph(browser: Browser, address: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto(address)
    image, target = page.locator("#arc img"), page.locator("#arc a").nth(6)
    for side in ("width", "height"):
        assert abs(image.bounding_box()[side] - page.locator("#arc svg").bounding_box()[side]) < 1  # type: ignore[index]
    leads = str(target.get_attribute("href"))
    target.locator("rect").click()
    expect(page).to_have_url(address + leads)
    page.close()


@pytest.fixture
def conflict(browser: Browser, address: str) -> Page:
    page = browser.new_context(color_scheme="dark").new_page()
    page.goto(address + "conflict/", wait_until="networkidle")
    return page


def test_in_the_dark_a_chart_is_inverted_and_on_paper_it_is_not(conflict: Page) -> None:
    image = conflict.locator("#battlegroups img")
    expect(image).to_have_css("filter", "invert(1) hue-rotate(180deg)")
    conflict.emulate_media(media="print")
    expect(image).to_have_css("filter", "none")


def test_where_the_system_sets_the_colours_a_chart_keeps_its_own(conflict: Page) -> None:
    conflict.emulate_media(forced_colors="active")
    expect(conflict.locator("#battlegroups img")).to_have_css("filter", "none")
    expect(conflict.locator("#battlegroups img")).to_have_css(
        "background-color", "rgb(255, 254, 251)"
    )


def test_the_table_opens_by_key(conflict: Page) -> None:
    table = conflict.locator("#battlegroups + details")
    expect(table.get_by_role("cell", name="1,887")).to_be_hidden()
    table.locator("summary").focus()
    conflict.keyboard.press("Enter")
    expect(table.get_by_role("cell", name="1,887")).to_be_visible()


def test_a_build_leaves_alone_what_has_not_changed(write_project: Callable[..., Path]) -> None:
    root = write_project(with_members())
    assert main(["build"]) == 0
    before = (root / "docs/assets/charts/nato-members.svg").stat().st_mtime_ns
    assert main(["build"]) == 0
    assert (root / "docs/assets/charts/nato-members.svg").stat().st_mtime_ns == before
    assert (root / "site/data/nato-members.csv").exists()
    assert not (root / "site/data/battlegroups.csv").exists(), (
        "a chart that no page shows has no export"
    )
