"""The EPUB in foliate-js, the code of the reader Foliate, in the dark: every section opens, and what is drawn can be seen."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Frame, Page
from tools.paths import ROOT
from tools.wire import served

FOLIATE = ROOT / "tests/node_modules/foliate-js"
# What lies behind a picture: its own ground, in each of its corners, or the one that the book's stylesheet gives it.
GROUNDS = """async () => {
  const found = [];
  for (const image of document.querySelectorAll("img")) {
    await image.decode();
    const canvas = new OffscreenCanvas(image.naturalWidth, image.naturalHeight);
    const context = canvas.getContext("2d");
    context.fillStyle = getComputedStyle(image).backgroundColor;
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.drawImage(image, 0, 0);
    for (const x of [2, canvas.width - 3]) for (const y of [2, canvas.height - 3])
      found.push([...context.getImageData(x, y, 1, 1).data]);
  }
  return found;
}"""
VIEW = "document.querySelector('foliate-view')"


@pytest.fixture(scope="module")
def opened(
    site: Path, browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Page]:
    folder = tmp_path_factory.mktemp("foliate")
    (folder / "reader").symlink_to(FOLIATE)
    shutil.copy(site / "downloads/putin-nato.epub", folder / "book.epub")
    context = browser.new_context(
        bypass_csp=True,  # it forbids what Playwright asks with
        color_scheme="dark",
        viewport={"width": 412, "height": 823},
    )
    with served(folder) as address:
        page = context.new_page()
        page.goto(f"{address}reader/reader.html?url={address}book.epub")
        page.wait_for_function(f"{VIEW}?.book && {VIEW}.renderer?.getContents?.().length")
        yield page
    context.close()


def section(page: Page, number: int) -> Frame:
    """The frame that shows a section of the book. More than once, as the reader itself turns a page when it has opened."""
    page.wait_for_function(
        f"async (number) => {{ await {VIEW}.goTo(number);"
        f" return {VIEW}.renderer.getContents()[0]?.index === number }}",
        arg=number,
    )
    return next(frame for frame in page.frames if frame.url.startswith("blob:"))


def test_every_section_opens_and_pictures_bring_their_ground(opened: Page) -> None:
    sections = opened.evaluate(f"{VIEW}.book.sections.length")
    assert sections > 5
    pictures = 0
    for number in range(sections):
        frame = section(opened, number)
        assert frame.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
        assert frame.evaluate("document.body.textContent.trim() || document.images.length")
        for red, green, blue, alpha in frame.evaluate(GROUNDS):
            pictures += 1
            assert alpha == 255, f"section {number}: a picture without a ground"
            assert min(red, green, blue) > 200 or max(red, green, blue) < 60
    assert pictures >= 4


def test_words_are_light_on_dark(opened: Page) -> None:
    words = (
        "[...document.querySelectorAll('p, li, td, h2')].map((one) => getComputedStyle(one).color)"
    )
    for number in range(opened.evaluate(f"{VIEW}.book.sections.length")):
        for told in set(section(opened, number).evaluate(words)):
            red, green, blue = (int(part) for part in told[4:-1].split(",")[:3])
            assert min(red, green, blue) > 120, (number, told)
