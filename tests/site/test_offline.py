"""The copy for the disk: unpacked and opened in a browser that may ask nobody for anything."""

import zipfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from fixtures.site_facts import DARK, FOUND, SEARCH
from playwright.sync_api import Browser, Page, Request, expect
from tools.site_pages import BuiltPage, read


@pytest.fixture(scope="module")
def copy(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The zip, unpacked somewhere with a space in its name."""
    folder = tmp_path_factory.mktemp("my disk")
    with zipfile.ZipFile(site / "downloads/putin-nato-offline.zip") as packed:
        assert packed.testzip() is None
        packed.extractall(folder)
    return folder / "putin-nato-offline"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page of a browser that has no network, and is asked whether it tried."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, offline=True)
    asked: list[str] = []

    def note(request: Request) -> None:
        if urlsplit(request.url).scheme not in ("file", "data", "blob", "about"):
            asked.append(request.url)

    context.on("request", note)
    wrong: list[str] = []
    opened = context.new_page()

    def failed(request: Request) -> None:
        if "ABORTED" not in str(
            request.failure
        ):  # the test went on to the next page before an icon was there
            wrong.append(f"{request.url}: {request.failure}")

    opened.on("requestfailed", failed)
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    opened.on(
        "console", lambda message: wrong.append(message.text) if message.type == "error" else None
    )
    yield opened
    context.close()
    assert asked == []
    assert wrong == []


def search(page: Page, words: str) -> list[str]:
    """Type WORDS into the search box; the results' addresses."""
    page.keyboard.press("/")
    page.locator(SEARCH).press_sequentially(words)
    page.wait_for_selector(FOUND)
    return [str(link.evaluate("link => link.href")) for link in page.locator(FOUND).all()]


def test_it_holds_what_the_site_holds(site: Path, copy: Path) -> None:
    def names(folder: Path) -> set[str]:
        return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}

    # For servers and search engines, or written when the zip is complete.
    left_out = {
        "_headers",
        "SHA256SUMS",
        "404.html",
        "sitemap.xml",
        "sitemap.xml.gz",
        "downloads/putin-nato-offline.zip",
    }
    assert names(copy) == names(site) - left_out
    for name in (
        "downloads/putin-nato.pdf",
        "downloads/putin-nato.epub",
        "conflict/putin-nato-conflict.pdf",
    ):
        assert (copy / name).read_bytes() == (site / name).read_bytes()


def test_every_link_of_every_page_names_a_file_or_place_that_is_there(copy: Path) -> None:
    pages = {copy.joinpath(built.path).as_uri(): built for built in read(copy)}
    assert len(pages) >= 9

    def follow(address: str, built: BuiltPage) -> str:
        for element in built.tree.iter():
            for name in ("href", "src"):
                link = element.get(name)
                whole = urlsplit(urljoin(address, link or ""))
                if link is None or whole.scheme != "file":
                    continue
                target = Path(unquote(whole.path))
                if not target.is_file():
                    return f"{built.path}: {link}"
                if (
                    whole.fragment
                    and target.suffix == ".html"
                    and unquote(whole.fragment) not in pages[target.as_uri()].ids
                ):
                    return f"{built.path}: {link}"
        return ""

    assert [wrong for address, built in pages.items() if (wrong := follow(address, built))] == []


def test_every_page_opens_and_its_links_lead_on(page: Page, copy: Path) -> None:
    page.goto((copy / "index.html").as_uri())
    page.get_by_role("link", name="Early Hopes for Integration").first.click()
    page.wait_for_url("**/early-hopes/index.html")
    page.get_by_role("link", name="Next: Shifting Priorities").click()
    page.wait_for_url("**/disillusionment/index.html")
    page.locator(".header__title a").click()
    page.wait_for_url("**/putin-nato-offline/index.html")
    for built in read(copy):
        page.goto((copy / built.path).as_uri())
        assert page.locator("h1").count() >= 1, built.path


@pytest.mark.parametrize(
    ("words", "found"),
    [("Robertson", "early-hopes/index.html"), ("полушутку", "early-hopes/index.html")],
)
def test_search_works_in_latin_and_cyrillic(page: Page, copy: Path, words: str, found: str) -> None:
    page.goto((copy / "conflict/index.html").as_uri())
    results = search(page, words)
    assert any(found in result for result in results), results
    page.locator(FOUND).and_(page.locator(f"[href*='{found}']")).first.click()
    page.wait_for_url(f"**/{found}*")
    assert words in page.locator("article").inner_text()


def test_notes_are_raised_and_the_dark_stays(page: Page, copy: Path) -> None:
    page.goto((copy / "early-hopes/index.html").as_uri())
    page.locator(".colors-button").click()
    expect(page.locator("body")).to_have_css("background-color", DARK)
    page.goto((copy / "conflict/index.html").as_uri())
    expect(page.locator("body")).to_have_css("background-color", DARK)
    page.locator(".footnote-ref").first.hover()
    expect(page.locator(".footnote li.raised .passage").first).to_be_visible()


def test_it_does_not_offer_itself(copy: Path, site: Path) -> None:
    assert "offline.zip" in (site / "index.html").read_text("utf-8")
    for built in read(copy):
        assert "offline.zip" not in (copy / built.path).read_text("utf-8"), built.path
    home = (copy / "index.html").read_text("utf-8")
    assert "EPUB, " in home
    assert home.count("<li>") + home.count("<li ") == home.count("</li>")
