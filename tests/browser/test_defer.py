"""The pages are light, and nothing is lost by it: rules, fonts and scripts that come later change and drop nothing."""

import re
from pathlib import Path

import pytest
from fixtures.site_facts import DARK, FOUND, LIGHT, PAGES, SEARCH, SECTIONS
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect
from tools.minimal import minimal
from tools.wire import served, view

BUDGET = 22 * 1024  # bytes on the wire above the same text as hand-minimal HTML (DESIGN, section 5)
REQUESTS = 6


@pytest.mark.parametrize("path", PAGES)
def test_no_script_stands_between_the_styles_and_the_text(site: Path, path: str) -> None:
    """At each one a browser stops, and paints a frame without text."""
    text = (site / path / "index.html").read_text("utf-8")
    before, _, after = text.partition("<style>")
    assert before.count("<script") == 1
    assert not re.search(r"<script(?! type=)", after.partition("</article>")[0])
    assert "<script data-rest" in after


@pytest.mark.parametrize("key", SECTIONS)
def test_a_first_view_keeps_within_its_budget(
    browser: Browser, site: Path, tmp_path: Path, key: str
) -> None:
    (tmp_path / "index.html").write_text(minimal(site / key / "index.html"), "utf-8")
    with served(site) as ours, served(tmp_path) as limit:
        seen, least = view(browser, f"{ours}{key}/"), view(browser, limit)
    above = seen.total - least.total
    assert above <= BUDGET, f"{above} bytes above the minimal page: {seen.size}"
    assert sum(seen.requests.values()) <= REQUESTS, seen.requests
    assert len(seen.hosts) == 1, seen.hosts


# What a reader sees of an element, but for its size: the italic that has come is narrower than the slanted upright
# that stood in for it, so lines may break elsewhere.
_SEEN = (
    "display position float visibility opacity overflow zIndex color backgroundColor backgroundImage boxShadow transform content "
    "marginTop marginRight marginBottom marginLeft paddingTop paddingRight paddingBottom paddingLeft borderTop borderRight borderBottom "
    "borderLeft fontFamily fontSize fontStyle fontWeight lineHeight letterSpacing textAlign textDecoration textTransform whiteSpace "
    "listStyleType cursor maxWidth minWidth columnGap gridTemplateColumns outline fill order"
)
_STYLES = """(names) => [...document.querySelectorAll("body *:not(script, path)")].map((element) => {
  if (!element.checkVisibility()) return "";
  const parts = [null, "::before", "::after"].map((part) => getComputedStyle(element, part)).filter((style) => style.content !== "none");
  const seen = parts.flatMap((style) => names.split(" ").map((name) => name + ":" + style[name]));
  return [element.tagName, element.className, ...seen].join(";");
})"""


@pytest.mark.parametrize("width", [390, 1280])
def test_the_rest_of_the_stylesheet_changes_nothing(
    browser: Browser, address: str, width: int
) -> None:
    """What stands in the page is all that the untouched page needs: no element looks otherwise when everything has come."""
    context = browser.new_context(viewport={"width": width, "height": 900}, reduced_motion="reduce")
    for path in PAGES:
        page = context.new_page()
        page.goto(address + path, wait_until="networkidle")
        before = page.evaluate(_STYLES, _SEEN)
        page.evaluate(
            """() => new Promise((done) => {
              const link = Object.assign(document.createElement("link"), { rel: "stylesheet", onload: done });
              link.href = document.querySelector("script[data-rest]").dataset.rest;
              document.head.append(link);
            })"""
        )
        page.evaluate("document.fonts.ready")
        after = page.evaluate(_STYLES, _SEEN)
        changed = [
            _difference(one, other)
            for one, other in zip(before, after, strict=True)
            if one != other
        ]
        assert changed[:3] == [], path
        page.close()
    context.close()


def _difference(one: str, other: str) -> str:
    pairs = zip(one.split(";"), other.split(";"), strict=False)
    return one[:60] + " | " + ", ".join(f"{a} -> {b}" for a, b in pairs if a != b)[:300]


@pytest.fixture
def slow(context: BrowserContext) -> Page:
    """A page whose scripts take a second to come."""
    page = context.new_page()

    def late(route: Route) -> None:
        page.wait_for_timeout(1000)
        route.continue_()

    page.route("**/bundle.*.js", late)
    return page


def test_nothing_but_the_page_and_one_font_comes_untouched(
    context: BrowserContext, address: str
) -> None:
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    page.goto(address + "early-hopes/", wait_until="networkidle")
    page.wait_for_timeout(500)
    kinds = sorted(name.rpartition(".")[2] for name in asked)
    assert [kind for kind in kinds if kind not in ("svg", "")] == ["woff2"], asked
    with page.expect_request("**/bundle.*.js"):
        page.mouse.move(200, 200)


@pytest.mark.usefixtures("material")
def test_the_index_comes_when_the_search_is_opened(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address + "early-hopes/")
    page.mouse.wheel(0, 400)
    page.wait_for_selector(".copy-control", state="attached")
    page.wait_for_timeout(500)
    assert not [url for url in asked if "search_index" in url]
    page.keyboard.press("/")
    page.keyboard.type("Robertson")
    expect(page.locator(".md-search-result__item").first).to_be_visible()


@pytest.mark.parametrize("way", ["key", "click"])
@pytest.mark.parametrize("late", ["the script", "the index"])
def test_what_is_typed_while_the_search_comes_is_searched(
    slow: Page, address: str, way: str, late: str
) -> None:
    def wait(route: Route) -> None:
        slow.wait_for_timeout(1000)
        route.continue_()

    if late == "the index":
        slow.unroute_all()
        slow.route("**/search*.json", wait)
    slow.goto(address + "conflict/")
    if way == "key":
        slow.keyboard.press("/")
    else:
        slow.locator(".md-search__input, .md-search__button").click()
    slow.keyboard.type("Grushkov")
    slow.keyboard.press("Backspace")
    expect(slow.locator(SEARCH)).to_have_value("Grushko")
    expect(slow.locator(SEARCH)).to_be_focused()
    expect(slow.locator(FOUND).first).to_be_visible()
    assert slow.url == address + "conflict/"


def test_a_search_that_was_called_off_while_it_came_stays_closed(slow: Page, address: str) -> None:
    slow.goto(address + "conflict/")
    if not slow.locator(".md-search__button").count():
        pytest.skip(
            "Material's search is open at once, and Escape closes it when its script has come"
        )
    slow.keyboard.press("/")
    slow.keyboard.type("Gru")
    slow.keyboard.press("Escape")
    slow.wait_for_selector(".copy-control", state="attached")
    slow.wait_for_timeout(500)
    expect(slow.locator(FOUND)).to_have_count(0)
    slow.keyboard.press("/")
    expect(slow.locator(SEARCH)).to_be_focused()


def test_a_permalink_used_before_the_script_came_still_offers_to_copy(
    slow: Page, address: str
) -> None:
    slow.goto(address + "conflict/")
    slow.locator(".paragraph-number").nth(1).click()
    expect(slow.get_by_role("button", name="Copy link")).to_be_visible()


def test_colours_can_be_switched_before_the_script_came(slow: Page, address: str) -> None:
    slow.goto(address + "early-hopes/")
    slow.get_by_title("Switch to dark colours").click()
    expect(slow.locator("body")).to_have_css("background-color", DARK)
    expect(slow.get_by_title("Switch to light colours")).to_be_visible()
    slow.wait_for_selector(".copy-control", state="attached")
    expect(slow.locator("body")).to_have_css("background-color", DARK)
    slow.get_by_title("Switch to light colours").click()
    expect(slow.locator("body")).to_have_css("background-color", LIGHT)


def test_the_menu_opened_before_the_stylesheet_came_shows_what_is_in_it(
    browser: Browser, address: str
) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 800}, has_touch=True)
    page = context.new_page()

    def late(route: Route) -> None:
        page.wait_for_timeout(1000)
        route.continue_()

    page.route("**/edition.*.css", late)
    page.goto(address + "early-hopes/")
    page.locator("header label[for=__drawer]").tap()
    said = page.locator(".loading[role=status]")
    expect(said).to_have_text("Loading …")
    expect(said).to_be_visible()
    link = page.locator(".md-nav--primary").get_by_role("link", name="Timeline")
    expect(link).to_be_in_viewport()
    expect(said).to_be_empty()
    expect(page.locator(".menu-button")).to_have_attribute("aria-expanded", "true")
    link.tap()
    page.wait_for_url("**/timeline/")
    context.close()


@pytest.mark.parametrize(
    "late", ["stylesheets/edition.", "javascripts/bundle.", "javascripts/edition."]
)
def test_what_could_not_come_is_asked_for_again(browser: Browser, address: str, late: str) -> None:
    """A line that was cut at the first touch leaves no page that answers nothing."""
    context = browser.new_context(viewport={"width": 390, "height": 800}, has_touch=True)
    page = context.new_page()
    cut = [True]
    page.route(f"**/{late}*", lambda route: route.abort() if cut[0] else route.continue_())
    page.goto(address + "early-hopes/")
    said = page.locator(".loading")
    expect(said).to_be_empty()
    menu = page.locator("label.md-header__button[for=__drawer]")
    menu.tap()
    expect(said).to_have_text("There is no connection. Try again when there is.")
    expect(said).to_be_visible()
    cut[0] = False
    page.locator(".md-overlay").tap(
        position={"x": 380, "y": 600}
    )  # closes the menu, and asks again
    expect(page.locator("html.waiting")).to_have_count(0)
    page.wait_for_selector(".copy-control", state="attached")
    expect(said).to_be_empty()
    menu.tap()
    expect(
        page.locator(".md-sidebar--primary").get_by_role("link", name="Timeline")
    ).to_be_in_viewport()
    expect(page.locator(".menu-button")).to_have_attribute("aria-expanded", "true")
    context.close()


def test_a_touch_before_the_page_is_all_there_counts(browser: Browser, site: Path) -> None:
    """The menu is asked for while the text still arrives, before any script of ours stands in the page."""
    text = (site / "early-hopes/index.html").read_text("utf-8")
    opened = 'document.getElementById("__drawer").checked = true'
    head, middle, rest = text.partition("</article>")
    policy = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')
    context = browser.new_context(viewport={"width": 390, "height": 800}, has_touch=True)
    page = context.new_page()
    page.route(
        "**/early-hopes/",
        lambda route: route.fulfill(
            body=policy.sub("", f"{head}{middle}<script>{opened}</script>{rest}"),
            content_type="text/html",
        ),
    )
    with served(site) as address:
        page.goto(f"{address}early-hopes/")
        expect(
            page.locator(".md-sidebar--primary").get_by_role("link", name="Timeline")
        ).to_be_in_viewport()
    context.close()


def test_the_next_page_is_fetched_before_it_is_asked_for(
    context: BrowserContext, address: str
) -> None:
    page = context.new_page()
    page.goto(address + "early-hopes/")
    with page.expect_request("**/disillusionment/"):
        page.mouse.wheel(0, 300)


@pytest.mark.parametrize("path", ["", "conflict/", "404.html"])
def test_without_scripts_the_whole_stylesheet_comes_at_once(
    browser: Browser, address: str, path: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    with page.expect_response("**/edition.*.css") as whole:
        page.goto(address + path)
    assert whole.value.ok
    context.close()


def test_without_scripts_the_system_chooses_the_colours(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False, color_scheme="dark")
    page = context.new_page()
    page.goto(address)
    expect(page.locator("body")).to_have_css("background-color", DARK)
    context.close()


@pytest.mark.parametrize("key", SECTIONS)
def test_notes_stand_beside_the_text_on_wide_screens(
    browser: Browser, address: str, key: str
) -> None:
    context = browser.new_context(viewport={"width": 1920, "height": 1000})
    page = context.new_page()
    page.goto(f"{address}{key}/")
    page.mouse.move(300, 300)
    page.wait_for_selector(".notes-beside")
    boxes = page.locator(".footnote li").evaluate_all(
        "notes => notes.map(note => note.getBoundingClientRect().toJSON())"
    )
    marks = page.locator(".md-content sup").evaluate_all(
        "marks => marks.map(mark => [mark.innerText, mark.getBoundingClientRect().y])"
    )
    first: dict[str, float] = {}
    for number, place in marks:
        first.setdefault(number, place)
    assert len(boxes) > 20
    assert list(first) == [str(number) for number in range(1, len(boxes) + 1)]
    free = 0.0
    for box, wanted in zip(boxes, first.values(), strict=True):
        assert box["y"] == pytest.approx(max(wanted, free), abs=2), (
            "beside the line that first refers to it, or below the note before"
        )
        assert box["x"] > page.locator("article p[id]").first.evaluate(
            "p => p.getBoundingClientRect().right"
        )
        free = box["y"] + box["height"] + 8
    context.close()


def test_letters_are_kerned(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    page.goto(address + "early-hopes/")
    page.evaluate("document.fonts.ready.then(() => null)")
    width = """text => {
      const at = document.createElement("canvas").getContext("2d");
      at.font = "100px 'Source Serif 4'";
      return at.measureText(text).width;
    }"""
    assert page.evaluate(width, "To") < page.evaluate(width, "T") + page.evaluate(width, "o") - 2
