"""The e-book: valid, whole, and with notes that pop up."""

import copy
import re
import subprocess
import sys
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest
from fixtures import minimal_project
from tools.printed_text import articles, headings, text, words
from tools.site_pages import BuiltPage

from edition.cli import main
from edition.content.model import Content

XHTML, OPF, DC = (
    "{http://www.w3.org/1999/xhtml}",
    "{http://www.idpf.org/2007/opf}",
    "{http://purl.org/dc/elements/1.1/}",
)
OPS = "{http://www.idpf.org/2007/ops}"


def check(path: Path) -> None:
    """EPUBCheck has nothing to say, not even a hint."""
    command = [sys.executable, "-m", "epubcheck", str(path)]
    said = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (said.returncode, said.stdout + said.stderr) == (0, "")


@pytest.fixture(scope="module")
def book(site: Path) -> Path:
    return site / "downloads/putin-nato.epub"


@pytest.fixture(scope="module")
def files(book: Path) -> dict[str, ElementTree.Element]:
    """The XML files of the book by name."""
    with zipfile.ZipFile(book) as packed:
        names = [name for name in packed.namelist() if name.endswith((".xhtml", ".opf"))]
        return {
            name.removeprefix("EPUB/"): ElementTree.fromstring(packed.read(name)) for name in names
        }


def chapters(files: dict[str, ElementTree.Element]) -> dict[str, ElementTree.Element]:
    return {
        name: root
        for name, root in files.items()
        if root.find(f".//{XHTML}section[@{OPS}type='chapter']") is not None
    }


def plain(root: ElementTree.Element) -> ElementTree.Element:
    """A copy of ROOT without namespaces, as the pages of the site are read."""
    whole = copy.deepcopy(root)
    for element in whole.iter():
        element.tag = element.tag.rpartition("}")[2]
    return whole


def test_epubcheck_has_nothing_to_say(book: Path) -> None:
    check(book)


def test_no_word_is_lost(
    book: Path, files: dict[str, ElementTree.Element], pages: list[BuiltPage]
) -> None:
    expected = sum(
        (
            words(text(article))
            for article in articles([page for page in pages if page.path != "404.html"])
        ),
        Counter(),
    )
    found = sum((words(text(plain(root))) for root in files.values()), Counter())
    assert expected.total() > 10_000
    assert expected - found == Counter()


def test_the_contents_are_the_headings_of_the_pages(
    files: dict[str, ElementTree.Element], pages: list[BuiltPage]
) -> None:
    contents = files["contents.xhtml"].find(f".//*[@{OPS}type='toc']")
    assert contents is not None
    found = [
        (link.get("href"), "".join(link.itertext()))
        for link in contents.iter()
        if link.tag.rpartition("}")[2] == "a"
    ]
    order = [name for name in chapters(files) if name]
    by_key = {
        page.path.removesuffix("/index.html").replace("index.html", "index"): page for page in pages
    }
    expected = [
        title
        for name in order
        for level, title in headings([by_key[name.removesuffix(".xhtml")]])
        if level < 3
    ]
    assert [words for _, words in found] == expected


def test_metadata_say_what_the_book_is_and_how_it_can_be_read(
    files: dict[str, ElementTree.Element], content: Content
) -> None:
    package = files["package.opf"]
    said = {
        name: package.findtext(f".//{DC}{name}")
        for name in ("title", "language", "creator", "date")
    }
    assert said == {
        "title": "Does Putin want to join NATO?",
        "language": "en-GB",
        "creator": "The maintainers of this edition",
        "date": content.project.edition.published.iso,
    }
    access = {meta.get("property"): meta.text for meta in package.iter(f"{OPF}meta")}
    assert access["dcterms:conformsTo"] == "EPUB Accessibility 1.1 - WCAG 2.2 Level AA"
    for name in (
        "accessMode",
        "accessModeSufficient",
        "accessibilityFeature",
        "accessibilityHazard",
        "accessibilitySummary",
    ):
        assert access[f"schema:{name}"]


def test_notes_pop_up_and_lead_back(files: dict[str, ElementTree.Element]) -> None:
    for name, root in chapters(files).items():
        marks = [element for element in root.iter() if element.get(f"{OPS}type") == "noteref"]
        notes = {
            element.get("id"): element
            for element in root.iter()
            if element.get(f"{OPS}type") == "footnote"
        }
        assert {mark.get("href") for mark in marks} == {f"#{note}" for note in notes}, name
        places = {mark.get("id") for mark in marks}
        for mark in marks:
            assert mark.get("aria-label") == f"Note {mark.text}"
        for note in notes.values():
            back = next(element for element in note.iter() if element.get("role") == "doc-backlink")
            assert str(back.get("href")).removeprefix("#") in places


def test_notes_have_the_numbers_of_the_pages(
    files: dict[str, ElementTree.Element], pages: list[BuiltPage]
) -> None:
    for page in pages:
        key = page.path.removesuffix("/index.html").replace("index.html", "index")
        if f"{key}.xhtml" in files:
            marks = [
                "".join(element.itertext())
                for element in page.tree.iter("a")
                if element.get("class") == "footnote-ref"
            ]
            found = files[f"{key}.xhtml"].iter(f"{XHTML}a")
            assert marks == [link.text for link in found if link.get("role") == "doc-noteref"]


def test_paragraphs_keep_numbers_and_names(
    files: dict[str, ElementTree.Element], content: Content
) -> None:
    for number, page in content.paragraph_pages.items():
        root = files[f"{page}.xhtml"]
        paragraph = next(
            element for element in root.iter() if element.get("id") == f"{page}--{number}"
        )
        assert paragraph[0].get("class") == "number"
        assert paragraph[0].text == number[1:]


def test_other_languages_are_marked(files: dict[str, ElementTree.Element]) -> None:
    language = "{http://www.w3.org/XML/1998/namespace}lang"
    marked = [
        element
        for root in chapters(files).values()
        for element in root.iter()
        if element.get(language) == "ru"
    ]
    assert any(re.search("полушутку", "".join(element.itertext())) for element in marked)


def test_a_picture_goes_with_the_book(write_project: Callable[..., Path]) -> None:
    root = write_project(minimal_project.with_chart())
    assert main(["build"]) == 0
    path = root / "site/downloads/tiny.epub"
    check(path)
    with zipfile.ZipFile(path) as packed:
        assert packed.read("EPUB/assets/images/rise.svg").decode() == minimal_project.CHART
        chapter = packed.read("EPUB/hopes.xhtml").decode()
        assert (
            '<img src="assets/images/rise.svg" alt="A line that rises from 1 to 2." />' in chapter
        )
        assert '<th scope="row">1999</th><td>1</td>' in chapter
        assert (
            'schema:accessibilityFeature">alternativeText'
            in packed.read("EPUB/package.opf").decode()
        )


def test_the_charts_are_those_for_phones(book: Path, files: dict[str, ElementTree.Element]) -> None:
    shown = {
        str(image.get("src"))
        for chapter in chapters(files).values()
        for image in plain(chapter).iter("img")
    }
    with zipfile.ZipFile(book) as packed:
        names = set(packed.namelist())
    drawn = {name for name in shown if name.startswith("assets/charts/")}
    assert len(drawn) >= 5 and all(name.endswith("-narrow.svg") for name in drawn)
    assert {f"EPUB/{name}" for name in drawn} <= names


def test_a_chart_has_its_title_above_and_its_sources_below(
    files: dict[str, ElementTree.Element],
) -> None:
    parts = [
        [part.tag for part in figure]
        for chapter in chapters(files).values()
        for figure in plain(chapter).iter("figure")
    ]
    assert len(parts) >= 5
    for tags in parts:
        assert tags[:2] == ["figcaption", "img"] and len(tags) > 2


def test_it_begins_as_the_format_demands(book: Path) -> None:
    assert book.read_bytes()[30:58] == b"mimetypeapplication/epub+zip"
