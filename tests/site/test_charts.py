"""The charts on the built pages: with words and numbers behind them, and as a browser shows them."""

import csv
import hashlib
import io
import xml.etree.ElementTree as etree
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from cases.charts import with_members
from PIL import Image
from playwright.sync_api import Browser, Locator, Page, expect
from tools.site_pages import BuiltPage

from edition.cli import main
from edition.content.model import Content
from edition.generate import charts
from edition.generate.charts.chart import shown
from edition.generate.charts.svg import DARK, PAPER
from edition.writers import chart_images

PAGES = {
    "turning-points": "index",
    "said-and-told": "early-hopes",
    "nato-members": "disillusionment",
    "battlegroups": "conflict",
    "russian-opinion": "conflict",
}
FILES = [f"{name}{ending}" for name in PAGES for ending in ("", "-wide", "-narrow")]
SVG = "{http://www.w3.org/2000/svg}"


def built(pages: list[BuiltPage], name: str) -> etree.Element:
    path = "index.html" if PAGES[name] == "index" else f"{PAGES[name]}/index.html"
    article = next(page for page in pages if page.path == path).tree.find(".//article")
    assert article is not None
    return article


@pytest.mark.parametrize("name", PAGES)
def test_a_chart_has_both_widths_alternative_title_and_files(
    pages: list[BuiltPage], content: Content, site: Path, name: str
) -> None:
    figure = built(pages, name).find(f".//figure[@id='{name}']")
    assert figure is not None
    (image,) = figure.iter("img")
    (source,) = figure.iter("source")
    root = "" if PAGES[name] == "index" else "../"
    assert image.get("src") == f"{root}assets/charts/{name}-wide.svg"
    assert source.get("srcset") == f"{root}assets/charts/{name}-narrow.svg"
    for element, width in ((image, "wide"), (source, "narrow")):
        drawing = etree.parse(site / f"assets/charts/{name}-{width}.svg").getroot()
        assert (element.get("width"), element.get("height")) == (
            drawing.get("width"),
            drawing.get("height"),
        )
    assert image.get("loading") == "lazy"
    assert len(image.get("alt", "")) > 100
    caption = figure.find("figcaption")
    assert caption is not None
    assert caption.findtext("p[@class='chart__title']") == charts.draw(content, name).title
    files = caption.find(".//p[@class='chart__files']")
    assert files is not None
    for link in files.iter("a"):
        assert (site / link.get("href", "").removeprefix("../")).is_file()
    assert {"SVG", "PNG", "CSV"} <= {str(link.text) for link in files.iter("a")}
    cite = "".join(caption.find(".//p[@class='chart__cite']").itertext())  # type: ignore[union-attr]
    assert charts.draw(content, name).title in cite and "edition 20" in cite


@pytest.mark.parametrize("name", charts.CHARTS)
def test_the_caption_names_the_sources_that_the_data_name(
    pages: list[BuiltPage], content: Content, site: Path, name: str
) -> None:
    caption = built(pages, name).find(f".//figure[@id='{name}']/figcaption")
    assert caption is not None
    data, fields = content.charts[name], charts.CHARTS[name].fields
    linked = {link.get("href", "").partition("#")[2] for link in caption.iter("a")}
    assert linked >= {source for row in data.rows for source in row.sources}
    with (site / f"data/{name}.csv").open(encoding="utf-8-sig") as file:
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


def test_the_list_of_turning_points_leads_to_the_events(
    pages: list[BuiltPage], content: Content
) -> None:
    listed = built(pages, "turning-points").find(".//ol[@class='arc']")
    assert listed is not None
    assert [link.get("href") for link in listed.iter("a")] == [
        f"timeline/#{event.id}" for event in content.events if event.turn
    ]


@pytest.mark.parametrize("name", PAGES)
def test_a_png_has_the_size_and_bytes_of_its_drawing(site: Path, name: str) -> None:
    drawing = (site / f"assets/charts/{name}.svg").read_text("utf-8")
    written = (site / f"assets/charts/{name}.png").read_bytes()
    again = chart_images.draw(drawing)
    assert hashlib.sha256(written).digest() == hashlib.sha256(again).digest()
    image = Image.open(io.BytesIO(written)).convert("RGB")
    root = etree.fromstring(drawing)
    assert image.size == tuple(2 * int(root.get(side, "")) for side in ("width", "height"))
    assert image.getpixel((2, 2)) == rgb(PAPER)
    assert len(image.getcolors(image.width * image.height) or []) > 50, "marks and letters"


@pytest.fixture(scope="module")
def blank(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    yield page
    page.close()


@pytest.mark.parametrize("name", FILES)
def test_no_letters_touch_or_leave_the_chart(blank: Page, site: Path, name: str) -> None:
    """Measured by a real browser with the widest sans serif that systems have."""
    drawing = (site / f"assets/charts/{name}.svg").read_text("utf-8")
    blank.set_content(drawing.replace("system-ui", "'DejaVu Sans'"))
    boxes = blank.evaluate(
        "[...document.querySelectorAll('text')].map(t => { const b = t.getBoundingClientRect();"
        " return [t.textContent, b.x, b.y + b.height * 0.2, b.right, b.y + b.height * 0.8] })"  # without the room above and below
    )
    frame = blank.evaluate(
        "(b => [b.x, b.y, b.right, b.bottom])(document.querySelector('svg').getBoundingClientRect())"
    )
    assert len(boxes) > 10
    for place, (words, left, top, right, bottom) in enumerate(boxes):
        assert left >= frame[0] and right <= frame[2], words
        assert top >= frame[1] and bottom <= frame[3], words
        for other, other_left, other_top, other_right, other_bottom in boxes[place + 1 :]:
            assert (
                right <= other_left
                or other_right <= left
                or bottom <= other_top
                or other_bottom <= top
            ), (words, other)


def rgb(code: str) -> tuple[int, ...]:
    return tuple(int(code[place : place + 2], 16) for place in (1, 3, 5))


def ground(image: Locator) -> tuple[int, ...]:
    """The colour that is seen in the corner of a picture."""
    shot = Image.open(io.BytesIO(image.screenshot())).convert("RGB")
    return tuple(shot.getpixel((6, 6)))  # type: ignore[arg-type]


def loaded(page: Page, name: str) -> Locator:
    image = page.locator(f"#{name} img")
    image.scroll_into_view_if_needed()
    page.wait_for_function(
        "name => { const i = document.querySelector(`#${name} img`); return i.complete && i.naturalWidth }",
        arg=name,
    )
    return image


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_picture_follows_the_system(browser: Browser, address: str, scheme: str) -> None:
    page = browser.new_page(color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(address + "conflict/")
    assert ground(loaded(page, "battlegroups")) == rgb(PAPER if scheme == "light" else DARK[PAPER])
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_picture_follows_the_reader_against_the_system(
    browser: Browser, address: str, scheme: str
) -> None:
    other = "dark" if scheme == "light" else "light"
    page = browser.new_page(color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(address + "conflict/")
    page.evaluate("scheme => { document.documentElement.dataset.scheme = scheme }", other)
    assert ground(loaded(page, "battlegroups")) == rgb(PAPER if other == "light" else DARK[PAPER])
    page.close()


def test_with_forced_colours_a_picture_keeps_its_own(browser: Browser, address: str) -> None:
    page = browser.new_page(color_scheme="light", forced_colors="active")
    page.goto(address + "conflict/")
    image = loaded(page, "battlegroups")
    expect(image).to_have_css("forced-color-adjust", "none")
    assert ground(image) == rgb(PAPER)
    page.close()


@pytest.mark.parametrize(("width", "variant"), [(320, "narrow"), (390, "narrow"), (1280, "wide")])
def test_a_picture_fills_the_column_in_its_width(
    browser: Browser, address: str, width: int, variant: str
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto(address + "disillusionment/")
    image = loaded(page, "nato-members")
    assert str(image.evaluate("i => i.currentSrc")).endswith(f"nato-members-{variant}.svg")
    box, column = image.bounding_box(), page.locator("#nato-members").bounding_box()
    assert box and column
    assert 0 <= box["width"] - column["width"] < 25, "its margin is outside the column"
    assert abs(box["x"] + box["width"] / 2 - column["x"] - column["width"] / 2) < 1
    title = page.locator("#nato-members .chart__title").bounding_box()
    assert title and title["y"] + title["height"] <= box["y"], "the finding comes first"
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.close()


@pytest.fixture
def conflict(browser: Browser, address: str) -> Iterator[Page]:
    page = browser.new_page()
    page.goto(address + "conflict/", wait_until="networkidle")
    yield page
    page.close()


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
