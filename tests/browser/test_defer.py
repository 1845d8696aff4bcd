"""The pages are light, and nothing is lost by it: rules, fonts and scripts that come later change and drop nothing."""

import hashlib
import re
import shutil
from pathlib import Path

import pytest
from fixtures.site_facts import DARK, FOUND, LIGHT, OPEN_MENU, PAGES, SEARCH, SECTIONS
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect
from tools.minimal import minimal
from tools.wire import served, view

BUDGET = 18 * 1024  # bytes on the wire above the same text as hand-minimal HTML (DESIGN, section 5)
REQUESTS = 6


@pytest.mark.parametrize("path", PAGES)
def test_no_script_stands_between_the_styles_and_the_text(site: Path, path: str) -> None:
    """At each one a browser stops, and paints a frame without text."""
    text = (site / path / "index.html").read_text("utf-8")
    before, _, after = text.partition("<style>")
    assert before.count("<script") == before.count("<script data-rest") == 1
    assert not re.search(r"<script(?! type=)", after)


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


# What a reader sees of an element without a pointer, but for its size: the italic that has come is narrower than the
# slanted upright that stood in for it, so lines may break elsewhere.
_SEEN = (
    "display position float visibility opacity overflow zIndex color backgroundColor backgroundImage boxShadow transform content "
    "marginTop marginRight marginBottom marginLeft paddingTop paddingRight paddingBottom paddingLeft borderTop borderRight borderBottom "
    "borderLeft fontFamily fontSize fontStyle fontWeight lineHeight letterSpacing textAlign textDecoration textTransform whiteSpace "
    "listStyleType maxWidth minWidth columnGap gridTemplateColumns outline fill order"
)
_STYLES = """(names) => [...document.querySelectorAll("body *:not(script, path, .loading)")].map((element) => {
  if (!element.checkVisibility()) return "";
  const parts = [null, "::before", "::after"].map((part) => getComputedStyle(element, part)).filter((style) => style.content !== "none");
  const seen = parts.flatMap((style) => names.split(" ").map((name) => name + ":" + style[name]));
  return [element.tagName, element.className, ...seen].join(";");
})"""


@pytest.mark.parametrize("width", [390, 1240, 1440])
def test_the_rest_of_the_stylesheet_changes_nothing(
    browser: Browser, address: str, width: int
) -> None:
    """What stands in the page is all that the untouched page needs: no element looks otherwise when everything has come."""
    context = browser.new_context(viewport={"width": width, "height": 900}, reduced_motion="reduce")
    context.add_init_script("matchMedia = () => ({})")  # wide screens would not wait
    for path in PAGES:
        page = context.new_page()
        # Nor would the pages whose own script builds what readers use.
        page.route(re.compile(r"/assets/(javascripts|stylesheets)/"), lambda route: route.abort())
        page.goto(address + path, wait_until="networkidle")
        before = page.evaluate(_STYLES, _SEEN)
        page.unroute_all()
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

    page.route("**/javascripts/edition.*.js", late)
    return page


def test_nothing_but_the_page_and_one_font_comes_untouched(
    context: BrowserContext, address: str
) -> None:
    page = context.new_page()
    page.set_viewport_size({"width": 1240, "height": 900})  # where notes are not beside the text
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    page.goto(address + "early-hopes/", wait_until="networkidle")
    page.wait_for_timeout(500)
    kinds = sorted(name.rpartition(".")[2] for name in asked)
    assert [kind for kind in kinds if kind not in ("svg", "")] == ["woff2"], asked
    with page.expect_request("**/javascripts/edition.*.js"):
        page.mouse.move(200, 200)


@pytest.mark.parametrize("path", ["claims/", "timeline/", "quotations/"])
def test_a_page_with_a_script_of_its_own_does_not_wait(
    context: BrowserContext, address: str, path: str
) -> None:
    page = context.new_page()
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(address + path)
    expect(page.locator("html.waiting")).to_have_count(0)
    expect(page.locator(".picker").get_by_role("status")).to_be_attached()


def test_the_index_comes_when_the_search_is_opened(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address + "early-hopes/")
    page.mouse.move(9, 9)
    page.wait_for_selector(".search__status", state="attached")
    page.wait_for_load_state("networkidle")
    assert not [url for url in asked if "search-index" in url]
    page.keyboard.press("/")
    page.keyboard.type("Robertson")
    expect(page.locator(FOUND).first).to_be_visible()
    assert len([url for url in asked if "search-index" in url]) == 1


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
        slow.route("**/search-index.*.js", wait)
    slow.goto(address + "conflict/")
    if way == "key":
        slow.keyboard.press("/")
    else:
        slow.locator(".search-button").click()
    slow.keyboard.type("Grushkov")
    slow.keyboard.press("Backspace")
    expect(slow.locator(SEARCH)).to_have_value("Grushko")
    expect(slow.locator(SEARCH)).to_be_focused()
    expect(slow.locator(FOUND).first).to_be_visible()
    assert slow.url == address + "conflict/"


def test_a_search_that_was_called_off_while_it_came_stays_closed(slow: Page, address: str) -> None:
    slow.goto(address + "conflict/")
    slow.keyboard.press("/")
    slow.keyboard.type("Gru")
    slow.keyboard.press("Escape")
    slow.wait_for_selector(".search__status", state="attached")
    expect(slow.locator(SEARCH)).to_be_hidden()
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
    slow.locator(".colors-button").click()
    expect(slow.locator("body")).to_have_css("background-color", DARK)
    slow.locator(".colors-button").click()
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
    page.locator(".menu-button").tap()
    link = page.locator(OPEN_MENU).get_by_role("link", name="Timeline")
    expect(link).to_be_in_viewport()
    assert page.locator(OPEN_MENU).evaluate("menu => menu.getBoundingClientRect().x") == 0
    link.tap()
    page.wait_for_url("**/timeline/")
    page.unroute_all(behavior="wait")
    context.close()


@pytest.mark.parametrize("late", ["stylesheets/edition.", "javascripts/edition."])
def test_what_could_not_come_is_asked_for_again(browser: Browser, address: str, late: str) -> None:
    """A line that was cut at the first touch leaves no page that answers nothing."""
    context = browser.new_context(viewport={"width": 390, "height": 800}, has_touch=True)
    page = context.new_page()
    cut = [True]
    page.route(f"**/{late}*", lambda route: route.abort() if cut[0] else route.continue_())
    page.goto(address + "early-hopes/")
    said = page.locator(".loading")
    menu = page.locator(".menu-button")
    menu.tap()
    expect(said).to_have_text("A part of this page did not come. Tap or press a key to try again.")
    expect(said).to_be_visible()
    cut[0] = False
    page.touchscreen.tap(380, 600)  # closes the menu, and asks again
    expect(page.locator("html.waiting")).to_have_count(0)
    expect(said).to_be_hidden()
    expect(page.locator(OPEN_MENU)).to_have_count(0)
    menu.tap()
    expect(page.locator(OPEN_MENU).get_by_role("link", name="Timeline")).to_be_in_viewport()
    context.close()


@pytest.mark.parametrize("kind", ["css", "js"])
def test_a_page_that_was_open_during_a_deploy_says_that_it_has_changed(
    browser: Browser, site: Path, tmp_path: Path, kind: str
) -> None:
    """Its files are gone, as on a host that keeps no old ones: that is no lost line."""
    copy = shutil.copytree(site, tmp_path / "site")
    context = browser.new_context(viewport={"width": 390, "height": 800}, has_touch=True)
    page = context.new_page()
    with served(copy) as address:
        page.goto(address + "early-hopes/")
        (old,) = copy.glob(f"assets/*/edition.*.{kind}")
        new = old.rename(old.with_name(f"edition.0123abcd.{kind}"))
        for path in copy.rglob("*.html"):
            path.write_text(path.read_text("utf-8").replace(old.name, new.name), "utf-8")
        page.locator(".menu-button").tap()
        expect(page.locator(".loading")).to_contain_text(
            "This page has changed since you opened it."
        )
        with page.expect_navigation():
            page.get_by_role("button", name="Load it again").tap()
        page.locator(".menu-button").tap()
        expect(page.locator(OPEN_MENU).get_by_role("link", name="Timeline")).to_be_in_viewport()
        expect(page.locator(".loading")).to_have_count(0)
    context.close()


def test_every_script_is_named_by_its_content(site: Path) -> None:
    """So an old page never gets a new script."""
    scripts = sorted(site.rglob("*.js"))
    assert len(scripts) >= 3
    for path in scripts:
        digest = hashlib.sha256(path.read_bytes()).hexdigest()[:8]
        assert path.name.endswith(f".{digest}.js"), path


_REFUSE = """Object.defineProperty(window, "localStorage", {
  get() { throw new DOMException("The operation is insecure.", "SecurityError"); },
});"""
_NONSENSE = "try { localStorage.setItem('edition.colors', '{nonsense'); } catch {}"


@pytest.mark.parametrize("storage", [_REFUSE, _NONSENSE], ids=["refused", "not ours"])
def test_everything_works_where_nothing_may_be_stored(
    browser: Browser, address: str, storage: str
) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 800})
    page = context.new_page()
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.add_init_script(storage)
    page.goto(address + "conflict/")
    page.locator(".menu-button").click()
    expect(page.locator(OPEN_MENU)).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(OPEN_MENU)).to_have_count(0)
    page.locator(".colors-button").click()
    expect(page.locator("body")).to_have_css("background-color", DARK)
    page.keyboard.press("/")
    page.keyboard.type("Kosovo")
    expect(page.locator(FOUND).first).to_be_visible()
    assert problems == []
    context.close()


def test_a_touch_before_the_page_is_all_there_counts(browser: Browser, site: Path) -> None:
    """The menu is asked for while the text still arrives, and the first sign of a reader comes before its end."""
    text = (site / "early-hopes/index.html").read_text("utf-8")
    opened = (
        'document.getElementById("menu").showPopover(); dispatchEvent(new Event("pointerdown"))'
    )
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
        expect(page.locator(OPEN_MENU).get_by_role("link", name="Timeline")).to_be_in_viewport()
        page.wait_for_selector(".sheet", state="attached")
    context.close()


def test_the_next_page_is_fetched_before_it_is_asked_for(
    context: BrowserContext, address: str
) -> None:
    page = context.new_page()
    with page.expect_request("**/disillusionment/"):
        page.goto(address + "early-hopes/")
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
