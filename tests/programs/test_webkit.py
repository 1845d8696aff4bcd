"""The built site in WebKit: every page, and what a reader does there. The system's colours are dark."""

from collections.abc import Iterator

import pytest
from fixtures.site_facts import DARK, LIGHT, PAGES
from selenium.webdriver import WebKitGTK
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.wait import WebDriverWait
from tools.programs import needs
from tools.webkit import webkit

pytestmark = [pytest.mark.browser, needs(WebKitWebDriver="webkit2gtk-driver", Xvfb="xvfb")]
PAPER = "return getComputedStyle(document.body).backgroundColor"


@pytest.fixture(scope="module")
def driver() -> Iterator[WebKitGTK]:
    with webkit(dark=True) as driver:
        yield driver


def go(driver: WebKitGTK, address: str, width: int = 1280) -> None:
    driver.set_window_size(width, 900)
    driver.get(address)


def shown(driver: WebKitGTK, selector: str, words: str = "") -> WebElement:
    """The first element that a reader sees, once there is one; with WORDS, where it says so."""

    def find(driver: WebKitGTK) -> WebElement | None:
        found = driver.find_elements(By.CSS_SELECTOR, selector)
        return next((one for one in found if one.is_displayed() and words in one.text), None)

    return WebDriverWait(driver, 30).until(find)


@pytest.mark.parametrize("width", [420, 1280])
def test_every_page_fits_and_is_dark(driver: WebKitGTK, address: str, width: int) -> None:
    for path in PAGES:
        go(driver, address + path, width)
        wide = driver.execute_script("return [document.documentElement.scrollWidth, innerWidth]")
        assert wide[0] <= wide[1], (path, wide)
        assert shown(driver, "header").rect["y"] <= 0
        assert shown(driver, "h1").text
        assert driver.execute_script(PAPER) == DARK, path


@pytest.mark.parametrize("width", [420, 1280])
def test_a_note_opens_where_it_is(driver: WebKitGTK, address: str, width: int) -> None:
    go(driver, address + "conflict/", width)
    mark = shown(driver, "p[id] .footnote-ref")
    words = driver.execute_script(
        "return document.getElementById(arguments[0].hash.slice(1)).innerText", mark
    )
    mark.click()
    # In a dialog named after it, or beside the text.
    note = shown(driver, "[role=dialog], .footnote li:focus", words.split(",")[0])
    assert note.accessible_name.startswith("Note") or note.tag_name == "li"
    driver.switch_to.active_element.send_keys("\ue00c")  # Escape


def test_the_search_finds(driver: WebKitGTK, address: str) -> None:
    go(driver, address + "early-hopes/")
    shown(driver, "button[aria-label=Search]").click()
    shown(driver, "dialog input").send_keys("Grushko")
    assert "Grushko" in shown(driver, "dialog a", "Grushko").text


def test_a_link_is_offered_to_copy(driver: WebKitGTK, address: str) -> None:
    go(driver, address + "disillusionment/")
    number = shown(driver, "p[id] > a[aria-label^=Paragraph]")
    number.click()
    shown(driver, "button", "Copy link").click()
    told = shown(driver, "[role=dialog] [role=status]", ".").text
    # It may refuse what no person asks for; then the address stands there.
    assert "Link copied." in told or str(number.get_property("href")) in told


def test_colours_follow_the_reader(driver: WebKitGTK, address: str) -> None:
    go(driver, address + "early-hopes/")
    shown(driver, "header button[aria-label*=colours]").click()
    WebDriverWait(driver, 30).until(lambda driver: driver.execute_script(PAPER) == LIGHT)
    go(driver, address + "conflict/")
    assert driver.execute_script(PAPER) == LIGHT
    driver.execute_script("localStorage.clear()")
