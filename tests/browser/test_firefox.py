"""The built site in a real Firefox."""

from collections.abc import Iterator
from pathlib import Path

import axe_playwright_python
import pytest
from fixtures.site_facts import DARK, LIGHT, PAGES
from tools import marionette
from tools.marionette import Firefox

AXE = next(Path(axe_playwright_python.__file__).parent.rglob("axe*.min.js"))
PAPER = "getComputedStyle(document.body).backgroundColor"


@pytest.fixture(scope="module")
def firefox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firefox]:
    path = marionette.program()
    if not path:
        pytest.skip("this machine has no Firefox, and tests/system-packages found none to install")
    with marionette.firefox(path, tmp_path_factory.mktemp("firefox")) as opened:
        yield opened


def shown(selector: str) -> str:
    return f"[...document.querySelectorAll({selector!r})].some((one) => one.checkVisibility({{ visibilityProperty: true }}))"


def problems(firefox: Firefox) -> list[str]:
    firefox.run(AXE.read_text("utf-8") + ";window.axe = axe;")
    script = "return axe.run(document).then(({ violations }) => violations.map(({ id, nodes }) => id + ' ' + nodes[0].html))"
    return list(firefox.run(script))


@pytest.mark.parametrize("width", [500, 1280])
def test_axe_finds_nothing(firefox: Firefox, address: str, width: int) -> None:
    found = []
    for path in PAGES:
        firefox.open(address + path, width)
        assert firefox.run("return document.documentElement.scrollWidth <= innerWidth"), path
        found += [f"{path or 'home'}: {problem}" for problem in problems(firefox)]
    assert found == []
    firefox.run("document.querySelector('article').append(document.createElement('img'))")
    assert [problem.split()[0] for problem in problems(firefox)] == ["image-alt"]  # it does look


def test_a_note_previews_and_leads_to_itself(firefox: Firefox, address: str) -> None:
    firefox.open(address + "conflict/", 1280)
    firefox.run("document.querySelector('.footnote-ref').focus()")
    firefox.until(shown(".md-tooltip2--active"))
    firefox.click(".footnote-ref")
    assert firefox.run("return location.hash === document.querySelector('.footnote-ref').hash")


@pytest.mark.usefixtures("material")
def test_the_search_finds(firefox: Firefox, address: str) -> None:
    firefox.open(address + "early-hopes/", 1280)
    firefox.type(".md-search__input", "Grushko")
    firefox.until(shown(".md-search-result__item"))


def test_colours_follow_the_reader(firefox: Firefox, address: str) -> None:
    firefox.open(address + "early-hopes/", 1280)
    assert firefox.run(f"return {PAPER}") == LIGHT
    firefox.click("header label[title='Switch to dark colours']")
    firefox.until(f"{PAPER} === {DARK!r}")
    firefox.open(address + "conflict/", 1280)
    assert firefox.run(f"return {PAPER}") == DARK
    firefox.run("localStorage.clear()")


def test_the_menu_opens(firefox: Firefox, address: str) -> None:
    firefox.open(address + "early-hopes/", 500)
    firefox.click("header label[for=__drawer]")
    firefox.until(shown(".md-nav--primary a[href='../timeline/']"))
