"""The built site in a real Firefox."""

import json
from collections.abc import Iterator

import pytest
from fixtures.site_facts import DARK, LIGHT, PAGES
from tools import axe
from tools.firefox import Firefox, firefox, program

pytestmark = pytest.mark.browser
PAPER = "getComputedStyle(document.body).backgroundColor"


@pytest.fixture(scope="module")
def opened() -> Iterator[Firefox]:
    path = program()
    if not path:
        pytest.skip("this machine has no Firefox from 145 on, and found none to install")
    with firefox(path) as opened:
        yield opened


def shown(selector: str) -> str:
    return f"[...document.querySelectorAll({selector!r})].some((one) => one.checkVisibility({{ visibilityProperty: true }}))"


def problems(firefox: Firefox) -> list[str]:
    firefox.run(axe.SCRIPT)
    only = json.dumps({"type": "tag", "values": axe.STANDARDS})
    return list(firefox.run(f"({axe.RUN})({only})"))


@pytest.mark.parametrize("width", [500, 1280])
def test_axe_finds_nothing(opened: Firefox, address: str, width: int) -> None:
    found = []
    for path in PAGES:
        opened.open(address + path, width)
        assert opened.run("document.documentElement.scrollWidth <= innerWidth"), path
        found += [f"{path or 'home'}: {problem}" for problem in problems(opened)]
    assert found == []
    opened.run("document.querySelector('article').append(document.createElement('img'))")
    assert [problem.partition(":")[0] for problem in problems(opened)] == ["image-alt"]


@pytest.mark.parametrize("width", [500, 1024])
def test_a_note_opens_where_it_is(opened: Firefox, address: str, width: int) -> None:
    opened.open(address + "conflict/", width)
    opened.click(".footnote-ref")
    opened.until(shown(".sheet[aria-label='Note 1']"))
    opened.click(".sheet__close")
    opened.until(f"!{shown('.sheet')}")
    opened.until("document.activeElement.matches('.footnote-ref')")
    assert opened.run("location.hash") == ""


def test_notes_stand_beside_the_text(opened: Firefox, address: str) -> None:
    opened.open(address + "conflict/", 1280)
    opened.until("document.querySelector('.notes-beside .footnote li[data-number]') !== null")
    opened.click(".footnote-ref")
    opened.until("document.activeElement.matches('.footnote li')")
    lies = "document.activeElement.getBoundingClientRect()"
    text = "document.querySelector('article p[id]').getBoundingClientRect()"
    assert opened.run(f"{lies}.left > {text}.right && {lies}.right <= innerWidth")


def test_the_search_finds(opened: Firefox, address: str) -> None:
    opened.open(address + "early-hopes/", 1280)
    opened.click(".search-button")
    opened.type(".search input", "Grushko")
    opened.until(shown(".search__found a"))


def test_a_link_is_copied(opened: Firefox, address: str) -> None:
    opened.open(address + "disillusionment/", 1280)
    name = opened.run("document.querySelector('p:has(> .paragraph-number)').id")
    opened.click(f"#{name} > .paragraph-number")
    opened.click(".sheet [data-first]")
    opened.until("document.body.innerText.includes('Link copied.')")
    copied = opened.run("navigator.clipboard.readText()")
    assert copied == address + f"disillusionment/#{name}"


def test_words_are_copied_without_numbers_of_notes(opened: Firefox, address: str) -> None:
    opened.open(address + "early-hopes/", 1280)
    copied, shown = opened.run("""(() => {
        const one = document.querySelector("p:has(.footnote-ref):has(> .paragraph-number)");
        getSelection().selectAllChildren(one);
        const bare = one.cloneNode(true);
        for (const mark of bare.querySelectorAll("sup, .paragraph-number")) mark.remove();
        return [getSelection().toString(), bare.textContent];
    })()""")
    assert copied.split() == shown.split()


def test_colours_follow_the_reader(opened: Firefox, address: str) -> None:
    opened.open(address + "early-hopes/", 1280)
    assert opened.run(PAPER) == LIGHT
    opened.click(".colors-button")
    opened.until(f"{PAPER} === {DARK!r}")
    opened.open(address + "conflict/", 1280)
    assert opened.run(PAPER) == DARK
    opened.run("localStorage.clear()")


def test_the_menu_opens(opened: Firefox, address: str) -> None:
    opened.open(address + "early-hopes/", 500)
    opened.click(".menu-button")
    opened.until(shown("#menu a[href='../timeline/']"))
