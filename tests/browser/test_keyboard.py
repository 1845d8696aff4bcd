"""The site by keyboard alone, with enlarged text, a forced palette or no movement: the focus can always be seen, nothing traps it."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from fixtures.site_facts import DARK, FOUND, OPEN_MENU, PAGES, SEARCH
from playwright.sync_api import Browser, Page, expect
from tools.ready import ready
from tools.still import still

NARROW, WIDE = 320, 1280
# Where the focus is and how it shows: a box of the element, or of the label that stands for a hidden input, with its outline.
_FOCUS = """() => {
  const element = document.activeElement;
  if (element === document.body) return null;
  const labels = [...(getComputedStyle(element).opacity === "0" ? document.querySelectorAll("label") : [])];
  const shown = labels.find((label) => getComputedStyle(label).outlineStyle !== "none" && label.checkVisibility()) ?? element;
  const box = shown.getBoundingClientRect(), style = getComputedStyle(shown);
  const inside = box.right > 0 && box.left < innerWidth && box.bottom > 0 && box.top < innerHeight;
  const fixed = element.closest(".header, #menu, .md-skip");
  const menu = document.getElementById("menu");
  return {
    name: element.tagName + "." + element.className + " " + (element.id || element.getAttribute("href") || ""),
    ring: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0,
    visible: inside && box.width > 0 && shown.checkVisibility({ opacityProperty: true, visibilityProperty: true }),
    covered: !fixed && box.top < document.querySelector(".header").getBoundingClientRect().bottom - 1,
    drawer: innerWidth < 1220 && menu.contains(element) && !menu.matches(":popover-open"),
    search: element.matches(".search input"),
  };
}"""

# The same when the browser has drawn what the focus moved.
_FOCUS_DRAWN = f"() => new Promise((done) => requestAnimationFrame(() => done(({_FOCUS})())))"


@pytest.fixture
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page as wide as the test asks (a pair of @pytest.mark.parametrize, or wide), without smooth movement."""
    width = getattr(request, "param", WIDE)
    context = browser.new_context(viewport={"width": width, "height": 900}, reduced_motion="reduce")
    yield context.new_page()
    context.close()


def walk(page: Page, key: str) -> list[dict[str, Any]]:
    """Every stop of the Tab key until the focus leaves the page."""
    stops = []
    while len(stops) < 500:
        page.keyboard.press(key)
        stop = page.evaluate(_FOCUS_DRAWN)
        if stop and (stop["covered"] or not stop["visible"]):  # it may be on its way
            still(page)
            stop = page.evaluate(_FOCUS)
        if stop is None:
            break
        stops.append(stop)
    return stops


@pytest.mark.parametrize("page", [NARROW, WIDE], indirect=True)
@pytest.mark.parametrize("path", ["", "conflict/", "claims/", "404.html"])
def test_the_focus_can_always_be_seen(page: Page, address: str, path: str) -> None:
    ready(page, address + path)
    forwards, backwards = walk(page, "Tab"), walk(page, "Shift+Tab")
    assert min(len(forwards), len(backwards)) > 10
    for stop in forwards + backwards:
        if not stop["search"]:  # its cursor shows it, and the list that opens
            assert stop["ring"], stop
        assert stop["visible"], stop
        assert not stop["covered"], stop
        assert not stop["drawer"], stop


@pytest.mark.parametrize("page", [NARROW], indirect=True)
def test_the_menu_by_keyboard(page: Page, address: str) -> None:
    page.goto(address + "conflict/")
    for _ in range(2):  # the first stop skips to the text
        page.keyboard.press("Tab")
    menu = page.get_by_role("button", name="Menu", exact=True)
    expect(menu).to_be_focused()
    page.wait_for_selector(".sheet", state="attached")
    for key in ("Space", "Enter"):
        page.keyboard.press(key)
        expect(page.locator(OPEN_MENU)).to_be_visible()
        page.keyboard.press("Tab")
        expect(page.locator(OPEN_MENU).get_by_role("link").first).to_be_focused()
        page.keyboard.press("Escape")
        expect(page.locator(OPEN_MENU)).to_have_count(0)
        expect(menu).to_be_focused()
    page.keyboard.press("Space")
    link = page.locator(OPEN_MENU).get_by_role("link", name="Timeline")
    while not link.evaluate("link => link === document.activeElement"):
        page.keyboard.press("Tab")
        stop = page.evaluate(_FOCUS)
        assert stop["ring"], stop
        assert stop["visible"], stop
    page.keyboard.press("Enter")
    page.wait_for_url("**/timeline/")


@pytest.mark.parametrize("page", [NARROW], indirect=True)
def test_the_menu_closes_when_the_focus_leaves_it(page: Page, address: str) -> None:
    ready(page, address + "conflict/")
    menu = page.get_by_role("button", name="Menu", exact=True)
    menu.focus()
    page.keyboard.press("Space")
    page.locator(OPEN_MENU).get_by_role("link").last.focus()
    page.keyboard.press("Tab")
    expect(page.locator(OPEN_MENU)).to_have_count(0)
    assert not page.evaluate(_FOCUS)["drawer"]


@pytest.mark.parametrize("page", [NARROW], indirect=True)
def test_the_contents_of_the_page_in_the_menu(page: Page, address: str) -> None:
    ready(page, address + "conflict/")
    page.get_by_role("button", name="Menu", exact=True).press("Space")
    heading = page.locator("#menu a[href^='#']").first
    while not heading.evaluate("heading => heading === document.activeElement"):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/conflict/#*")
    expect(page.locator(OPEN_MENU)).to_have_count(0)


def test_a_tap_beside_the_menu_closes_it_and_does_nothing_else(
    browser: Browser, address: str
) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 800}, has_touch=True)
    page = context.new_page()
    ready(page, address + "conflict/")
    page.evaluate(
        "() => { document.onclick = ({ target }) => { document.title = target.tagName; }; }"
    )
    page.locator(".menu-button").tap()
    expect(page.locator(OPEN_MENU)).to_be_visible()
    page.evaluate("document.title = ''")
    page.touchscreen.tap(370, 400)
    expect(page.locator(OPEN_MENU)).to_have_count(0)
    assert page.evaluate("document.title") in ("", "BODY", "HTML")
    page.locator(".menu-button").tap()
    expect(page.locator(OPEN_MENU)).to_be_visible()
    page.locator(".menu-button").tap()
    expect(page.locator(OPEN_MENU)).to_have_count(0)
    context.close()


def test_the_menu_opens_without_scripts(browser: Browser, address: str) -> None:
    context = browser.new_context(
        viewport={"width": NARROW, "height": 900}, java_script_enabled=False
    )
    page = context.new_page()
    page.goto(address + "conflict/")
    link = page.locator("#menu").get_by_role("link", name="Timeline")
    button = page.get_by_role("button", name="Menu", exact=True)
    button.click()
    expect(link).to_be_in_viewport(ratio=1)
    page.mouse.click(NARROW - 10, 450)
    expect(page.locator(OPEN_MENU)).to_have_count(0)
    button.press("Enter")
    link.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(address + "timeline/")
    context.close()


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("key", list("npfs.,"))
def test_single_letters_do_nothing(page: Page, address: str, key: str, when: str) -> None:
    page.goto(address + "disillusionment/")
    if when == "after":
        ready(page, address + "disillusionment/")
    page.keyboard.press(key)
    page.wait_for_selector(".sheet", state="attached")
    page.wait_for_timeout(300)
    assert page.url == address + "disillusionment/"
    expect(page.locator(SEARCH)).to_be_hidden()


def test_letters_can_be_typed_into_the_search(page: Page, address: str) -> None:
    ready(page, address)
    page.keyboard.press("/")
    page.keyboard.type("nps.,f")
    expect(page.locator(SEARCH)).to_have_value("nps.,f")


def test_escape_in_the_search_gives_the_focus_back(page: Page, address: str) -> None:
    ready(page, address + "conflict/")
    link = page.locator(".paragraph-number").nth(3)
    link.focus()
    page.keyboard.press("/")
    expect(page.locator(SEARCH)).to_be_focused()
    page.keyboard.type("Grushko")
    expect(page.get_by_role("status").filter(has_text=re.compile(r"\d found"))).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    expect(page.locator(SEARCH)).to_be_hidden()
    expect(page.locator(FOUND).first).to_be_hidden()
    expect(link).to_be_focused()


@pytest.mark.parametrize("page", [NARROW, 800, WIDE], indirect=True)
def test_the_tab_key_reaches_the_search(page: Page, address: str) -> None:
    ready(page, address + "conflict/")
    for _ in range(6):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.search-button')"):
            break
    page.keyboard.press("Enter")
    expect(page.locator(SEARCH)).to_be_focused()
    page.keyboard.type("Grushko")
    expect(page.locator(FOUND).first).to_be_visible()


def test_the_colours_can_be_switched_by_keyboard(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_role("button", name="Switch between light and dark colours").press("Enter")
    expect(page.locator("body")).to_have_css("background-color", DARK)


def test_a_heading_is_named_without_the_sign_of_its_link(page: Page, address: str) -> None:
    page.goto(address + "conflict/")
    expect(
        page.get_by_role("heading", level=1, name="Opposition and Open Conflict", exact=True)
    ).to_be_visible()
    expect(page.get_by_role("link", name="A hostile turn: link or cite", exact=True)).to_have_count(
        1
    )


def test_the_link_to_this_page_says_so(page: Page, address: str) -> None:
    for path in PAGES:
        page.goto(address + path)
        assert page.locator("[aria-current=page]").evaluate("link => link.href") == address + path


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_forced_palette_keeps_the_ring(browser: Browser, address: str, scheme: str) -> None:
    context = browser.new_context(
        viewport={"width": WIDE, "height": 900}, forced_colors="active", color_scheme=scheme
    )  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(address + "conflict/")
    for _ in range(40):
        page.keyboard.press("Tab")
        stop = page.evaluate(_FOCUS)
        assert stop["ring"] or stop["search"], stop
    context.close()


@pytest.mark.parametrize("page", [640, WIDE], indirect=True)
def test_text_of_twice_the_size_fits(page: Page, address: str) -> None:
    for path in PAGES:
        page.goto(address + path)
        page.evaluate("document.documentElement.style.fontSize = '250%'")  # the theme's is 125 %
        still(page)
        assert (
            page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]
        ), path  # type: ignore[index]
        clipped = page.evaluate(
            """() => [...document.querySelectorAll("article *")].filter((element) => {
              const style = getComputedStyle(element);
              return style.overflow === "hidden" && style.clipPath === "none" && element.innerText && element.checkVisibility()
                && (element.scrollWidth > element.clientWidth + 2 || element.scrollHeight > element.clientHeight + 2);
            }).map((element) => element.outerHTML.slice(0, 100))"""
        )
        assert clipped == [], path


def test_nothing_moves_for_those_who_asked_for_that(page: Page, address: str) -> None:
    ready(page, address + "conflict/")
    moving = page.evaluate(
        """() => [...document.querySelectorAll("body *")].flatMap((element) => {
          const style = getComputedStyle(element);
          const longest = Math.max(...style.transitionDuration.split(", ").map(parseFloat));
          return longest > 0.01 && style.transitionProperty !== "none" ? [element.className] : [];
        })"""
    )
    assert moving == []


def test_paper_shows_the_numbers_of_pictures(page: Page, address: str) -> None:
    page.goto(address + "conflict/")
    page.emulate_media(media="print")
    details = page.locator(".chart__data")
    assert details.count()
    for table in details.locator("table").all():
        assert table.evaluate(
            "table => table.checkVisibility({ contentVisibilityAuto: true }) && table.offsetHeight > 0"
        )
