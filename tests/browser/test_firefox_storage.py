"""A Firefox whose reader lets no page store anything: all works, and only the choice of colours is not kept."""

from collections.abc import Iterator

import pytest
from fixtures.site_facts import DARK, LIGHT, OPEN_MENU
from tools.firefox import Firefox, firefox, program

pytestmark = pytest.mark.browser
PAPER = "getComputedStyle(document.body).backgroundColor"
REFUSE_ALL = {"network.cookie.cookieBehavior": 2}


@pytest.fixture(scope="module")
def opened() -> Iterator[Firefox]:
    path = program()
    if not path:
        pytest.skip("this machine has no Firefox from 145 on, and found none to install")
    with firefox(path, preferences=REFUSE_ALL) as opened:
        yield opened


def test_menu_colours_and_search_work(opened: Firefox, address: str) -> None:
    opened.open(address + "conflict/", 500)
    assert opened.run("(() => { try { localStorage; } catch { return true; } })()"), "it may store"
    opened.click(".colors-button")
    opened.until(f"{PAPER} === {DARK!r}")
    opened.click(".search-button")
    opened.type(".search input", "Grushko")
    opened.until("document.querySelector('.search__found a') !== null")
    opened.open(address + "early-hopes/", 500)
    assert opened.run(PAPER) == LIGHT
    opened.click(".menu-button")
    opened.until(f"document.querySelector('{OPEN_MENU}') !== null")
