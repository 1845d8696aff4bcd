"""Notes: where a reader asks for one, it is shown; beside the text where there is room, else in a sheet or popover."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from fixtures.site_facts import PAGES, SECTIONS
from playwright.sync_api import Browser, Locator, Page, Route, expect

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
SMALL = {"viewport": {"width": 320, "height": 640}, "has_touch": True, "is_mobile": True}
TABLET = {"viewport": {"width": 820, "height": 1100}, "has_touch": True}
LAPTOP = {"viewport": {"width": 1024, "height": 768}}


@contextmanager
def opened(browser: Browser, url: str, ready: bool = True, **context: object) -> Iterator[Page]:
    """A page at URL; if READY, when its scripts and its whole stylesheet are there."""
    held = browser.new_context(reduced_motion="reduce", **context)  # type: ignore[arg-type]
    page = held.new_page()
    page.goto(url)
    if ready:
        page.keyboard.press("Shift")  # a sign of the reader that does nothing else
        page.wait_for_selector("html:not(.waiting)", state="attached")
        page.wait_for_selector(".sheet", state="attached")
    yield page
    held.close()


def note(page: Page) -> Locator:
    return page.get_by_role("dialog", name=re.compile(r"^Note \d+$"))


def marks(page: Page, paragraph: int) -> Locator:
    """The numbers of notes in one of the paragraphs that have several, counted from 0."""
    several = "p:has(> .paragraph-number):has(sup ~ sup)"
    return page.locator(several).nth(paragraph).locator(".footnote-ref")


def of(page: Page, mark: Locator) -> Locator:
    """The note that a mark refers to."""
    return page.locator(f'[id="{str(mark.get_attribute("href"))[1:]}"]')


def box(locator: Locator) -> dict[str, float]:
    return locator.evaluate("one => one.getBoundingClientRect().toJSON()")  # type: ignore[no-any-return]


@pytest.mark.parametrize("device", [PHONE, SMALL, TABLET])
def test_a_tapped_note_opens_where_it_is(
    browser: Browser, address: str, device: dict[str, object]
) -> None:
    with opened(browser, address + "conflict/", **device) as page:
        mark = marks(page, 12).nth(1)
        mark.scroll_into_view_if_needed()
        before = page.evaluate("[scrollY, history.length]")
        mark.tap()
        sheet = note(page)
        expect(sheet).to_be_visible()
        expect(sheet).to_be_focused()
        expect(sheet).to_have_attribute("aria-label", f"Note {mark.inner_text()}")
        expect(mark).to_have_attribute("aria-expanded", "true")
        expect(sheet).to_contain_text(of(page, mark).inner_text()[:40])
        shown = box(sheet)
        assert shown["left"] >= 0
        assert shown["right"] <= page.evaluate("innerWidth")
        assert shown["bottom"] <= page.evaluate("innerHeight") + 1
        at = box(mark)
        assert at["bottom"] <= shown["top"] or at["top"] >= shown["bottom"], "the mark is in sight"
        height = page.evaluate("innerHeight")
        assert abs(page.evaluate("scrollY") - before[0]) < height, "no more than one screen away"
        close = page.get_by_role("button", name="Close")
        assert min(box(close)["width"], box(close)["height"]) >= 24
        close.tap()
        expect(sheet).to_be_hidden()
        expect(mark).to_be_focused()
        expect(mark).not_to_have_attribute("aria-expanded", "true")
        assert page.url == address + "conflict/"
        assert page.evaluate("history.length") == before[1]


def test_a_tap_outside_closes_it_and_a_second_tap_too(browser: Browser, address: str) -> None:
    with opened(browser, address + "conflict/", **PHONE) as page:
        mark = marks(page, 1).first
        mark.tap()
        expect(note(page)).to_be_visible()
        page.touchscreen.tap(200, 90)
        expect(note(page)).to_be_hidden()
        expect(mark).to_be_focused()
        mark.tap()
        expect(note(page)).to_be_visible()
        mark.tap()
        expect(note(page)).to_be_hidden()
        mark.tap()
        expect(note(page)).to_be_visible()
        other = marks(page, 1).nth(1)
        other.tap()
        expect(note(page)).to_have_attribute("aria-label", f"Note {other.inner_text()}")


def test_a_click_opens_it_near_its_mark(browser: Browser, address: str) -> None:
    with opened(browser, address + "conflict/", **LAPTOP) as page:
        for mark in marks(page, 12).all():
            mark.click()
            shown, at = box(note(page)), box(mark)
            gap = min(abs(shown["top"] - at["bottom"]), abs(at["top"] - shown["bottom"]))
            assert gap < 20
            assert shown["left"] <= at["left"] + 1
            assert shown["right"] <= 1024
            page.keyboard.press("Escape")
            expect(note(page)).to_be_hidden()


def test_a_mouse_over_a_mark_previews_its_note(browser: Browser, address: str) -> None:
    """WCAG 1.4.13: it can be dismissed, the mouse may move into it, and it stays until it leaves."""
    with opened(browser, address + "conflict/", **LAPTOP) as page:
        mark = marks(page, 12).nth(1)
        mark.scroll_into_view_if_needed()
        before = page.evaluate("[scrollY, history.length]")
        mark.hover()
        expect(note(page)).to_have_count(0)  # not at once
        expect(note(page)).to_be_visible()
        expect(page.locator("body")).to_be_focused()
        shown = box(note(page))
        assert shown["top"] >= 56
        assert shown["bottom"] <= 768
        page.mouse.move(shown["left"] + 40, shown["top"] + shown["height"] / 2, steps=8)
        page.wait_for_timeout(600)
        expect(note(page)).to_be_visible()
        page.keyboard.press("Escape")
        expect(note(page)).to_be_hidden()
        expect(page.locator("body")).to_be_focused()
        page.mouse.move(3, 700)
        mark.hover()
        expect(note(page)).to_be_visible()
        page.mouse.move(3, 700)
        expect(note(page)).to_be_hidden()
        assert page.evaluate("[scrollY, history.length]") == before, "nothing moves"
        mark.hover()
        expect(note(page)).to_be_visible()
        mark.click()
        expect(note(page)).to_be_focused()
        page.mouse.move(3, 700)
        page.wait_for_timeout(600)
        expect(note(page)).to_be_visible()
        page.keyboard.press("Escape")
        expect(mark).to_be_focused()


def test_a_narrow_window_previews_no_note(browser: Browser, address: str) -> None:
    with opened(browser, address + "conflict/", viewport={"width": 900, "height": 900}) as page:
        marks(page, 12).nth(1).hover()
        page.wait_for_timeout(600)
        expect(note(page)).to_have_count(0)


def test_a_note_by_keyboard(browser: Browser, address: str) -> None:
    with opened(browser, address + "conflict/", **LAPTOP) as page:
        mark = marks(page, 0).nth(1)
        mark.focus()
        page.keyboard.press("Enter")
        expect(note(page)).to_be_focused()
        page.keyboard.press("Tab")
        expect(page.get_by_role("button", name="Close")).to_be_focused()
        page.keyboard.press("Escape")
        expect(note(page)).to_be_hidden()
        expect(mark).to_be_focused()
        page.keyboard.press("Enter")
        expect(note(page)).to_be_focused()
        for _ in range(2 + note(page).get_by_role("link").count()):
            page.keyboard.press("Tab")
        expect(note(page)).to_be_hidden()
        follows = "one => one.compareDocumentPosition(document.activeElement)"
        assert mark.evaluate(follows) == 4, "the next stop is the next mark"


def test_all_notes_lead_to_the_foot_and_back(browser: Browser, address: str) -> None:
    with opened(browser, address + "conflict/", **PHONE) as page:
        mark = page.locator(
            "p > sup[id^='fnref2:'] > .footnote-ref"
        ).first  # the second to its note
        paragraph = mark.evaluate("one => one.closest('p').id.slice(1)")
        mark.tap()
        note(page).get_by_role("link", name="All notes").tap()
        expect(note(page)).to_be_hidden()
        expect(of(page, mark)).to_be_in_viewport()
        back = of(page, mark).locator(".footnote-backref").filter(has_text=paragraph)
        expect(back).to_have_text(f"↩ {paragraph}")
        expect(back).to_have_accessible_name(f"Back to paragraph {paragraph}")
        assert min(box(back)["width"], box(back)["height"]) >= 28
        back.tap()
        expect(mark).to_be_in_viewport()
        page.go_back()
        page.go_back()
        assert page.url == address + "conflict/"


def test_the_sign_for_what_was_not_read_is_explained(browser: Browser, address: str) -> None:
    with opened(browser, address + "conflict/", **PHONE) as page:
        meaning = "The source itself was not read"
        expect(page.locator(".notes-sign")).to_contain_text(f"° {meaning}")
        for sign in page.locator(".footnote abbr").all():
            assert meaning in (sign.get_attribute("title") or "")
        number = page.locator(".footnote li:has(abbr)").first.get_attribute("id")
        page.locator(f".footnote-ref[href='#{number}']").first.tap()
        expect(note(page)).to_contain_text(meaning)


def test_a_note_tapped_before_the_script_came_opens_where_it_is(
    browser: Browser, address: str
) -> None:
    with opened(browser, address + "conflict/", ready=False, **PHONE) as page:
        late: list[Route] = []

        def hold(route: Route) -> None:
            late.append(route)

        page.route("**/*.js", hold)
        with page.expect_request("**/*.js"):
            marks(page, 0).first.tap()
        expect(page.locator('[id="fn:1"]')).not_to_be_in_viewport()
        while not late:
            page.evaluate("0")  # lets the route be answered
        for route in late:
            route.continue_()
        expect(note(page)).to_be_visible()
        assert page.url == address + "conflict/"
        expect(marks(page, 0).first).to_be_in_viewport()


def test_a_note_leads_to_the_foot_if_the_script_does_not_come(
    browser: Browser, address: str
) -> None:
    with opened(browser, address + "conflict/", ready=False, **PHONE) as page:
        page.route("**/*.js", lambda route: route.abort())
        marks(page, 0).first.tap()
        expect(page.locator('[id="fn:1"]')).to_be_in_viewport()


@pytest.mark.parametrize("lacking", ["scripts", "popovers"])
def test_a_note_leads_to_the_foot_without(browser: Browser, address: str, lacking: str) -> None:
    context = browser.new_context(java_script_enabled=lacking != "scripts", **PHONE)  # type: ignore[arg-type]
    page = context.new_page()
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.add_init_script("delete HTMLElement.prototype.showPopover")
    page.goto(address + "conflict/")
    page.mouse.wheel(0, 200)
    if lacking == "popovers":
        page.wait_for_selector(".footnote-backref[aria-label]", state="attached")
    mark = marks(page, 1).first
    mark.tap()
    expect(of(page, mark)).to_be_in_viewport()
    of(page, mark).locator(".footnote-backref").first.tap()
    expect(mark).to_be_in_viewport()
    number = page.locator(".paragraph-number").first
    number.tap()
    expect(page).to_have_url(f"{address}conflict/{number.get_attribute('href')}")
    assert problems == []
    context.close()


@pytest.mark.parametrize("width", [1280, 1440, 1920])
@pytest.mark.parametrize("key", SECTIONS)
def test_notes_stand_beside_the_text(browser: Browser, address: str, key: str, width: int) -> None:
    """In order, without overlap, within sight of their line."""
    with opened(browser, f"{address}{key}/", viewport={"width": width, "height": 1000}) as page:
        page.wait_for_selector(".notes-beside")
        page.evaluate("document.fonts.ready.then(() => null)")
        expect(page.locator(".footnote li").last).to_have_attribute("data-number", re.compile(r"."))
        placed = page.evaluate(
            """() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done({
              text: Math.max(...[...document.querySelectorAll("article p[id]")].map((one) => one.getBoundingClientRect().right)),
              notes: [...document.querySelectorAll(".footnote li")].map((one) => {
                const mark = document.querySelector(`article sup:has([href="#${one.id}"])`);
                const { top, bottom, left, right } = one.getBoundingClientRect();
                return { top, bottom, left, right, number: one.dataset.number, mark: mark.getBoundingClientRect().top };
              }),
            }))))"""
        )
        notes = placed["notes"]
        assert len(notes) > 20
        assert [one["number"] for one in notes] == [str(n + 1) for n in range(len(notes))]
        free = float("-inf")
        for one in notes:
            assert one["top"] >= max(free, one["mark"]) - 2
            assert one["top"] - one["mark"] < 150, f"note {one['number']} is far from its line"
            assert placed["text"] < one["left"]
            assert one["right"] <= width
            free = one["bottom"]


def test_a_click_raises_the_note_beside_the_text(browser: Browser, address: str) -> None:
    with opened(browser, address + "conflict/", viewport={"width": 1280, "height": 1000}) as page:
        page.wait_for_selector(".notes-beside")
        mark = page.locator("sup[id^='fnref2:'] > .footnote-ref").last  # its note stands far above
        mark.scroll_into_view_if_needed()
        raised = of(page, mark)
        expect(raised).not_to_be_in_viewport()
        before = page.evaluate("[scrollY, history.length]")
        mark.hover()
        expect(raised).to_be_in_viewport()
        assert abs(box(raised)["top"] - box(mark.locator(".."))["top"]) < 6
        page.mouse.move(2, 500)
        expect(raised).not_to_be_in_viewport()
        mark.click()
        expect(raised).to_be_focused()
        page.mouse.move(2, 500)
        expect(raised).to_be_in_viewport(ratio=1)
        expect(raised.locator(".passage").first).to_be_visible()
        assert page.evaluate("[scrollY, history.length]") == before, "nothing moves"
        expect(note(page)).to_have_count(0)
        page.keyboard.press("Escape")
        expect(mark).to_be_focused()
        expect(raised).not_to_be_in_viewport()


def test_a_note_that_is_cut_says_so_and_a_click_shows_the_rest(
    browser: Browser, address: str
) -> None:
    with opened(browser, address + "conflict/", viewport={"width": 1280, "height": 1000}) as page:
        page.wait_for_selector(".notes-beside")
        sign = "one => getComputedStyle(one, '::after').content.startsWith('\"more\"')"
        hidden = """note => [...note.querySelectorAll("p, .passage")].some(
            (part) => part.scrollHeight > part.clientHeight + 1 || !part.offsetHeight)"""
        for one in page.locator(".footnote li").all():
            assert one.evaluate(sign) == one.evaluate(hidden)
        cut = page.locator(".footnote li.cut").first
        cut.scroll_into_view_if_needed()
        at = box(cut)
        page.mouse.click(at["left"] + 8, at["top"] + at["height"] - 4)  # below its number
        expect(cut).to_be_focused()
        page.mouse.move(2, 500)
        assert not cut.evaluate(hidden)
        assert not cut.evaluate(sign)
        assert abs(box(cut)["top"] - at["top"]) < 1
        page.keyboard.press("Escape")
        assert cut.evaluate(hidden)


def test_a_note_beside_the_text_by_keyboard(browser: Browser, address: str) -> None:
    """Its links can be reached and left again."""
    with opened(browser, address + "conflict/", viewport={"width": 1280, "height": 1000}) as page:
        mark = marks(page, 0).nth(1)
        mark.focus()
        page.keyboard.press("Enter")
        raised = of(page, mark)
        expect(raised).to_be_focused()
        page.keyboard.press("Tab")
        expect(raised.get_by_role("link").first).to_be_focused()
        page.keyboard.press("Escape")
        expect(mark).to_be_focused()
        page.keyboard.press("Tab")
        expect(mark).not_to_be_focused()


@pytest.mark.parametrize("width", [1280, 1600])
def test_notes_beside_the_text_move_nothing(browser: Browser, address: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 1000})
    page = context.new_page()
    page.add_init_script(
        """window.shifted = 0;
        new PerformanceObserver((list) => {
          for (const { value, sources } of list.getEntries()) {
            if (sources.some(({ node }) => node?.parentElement?.closest(".footnote"))) shifted += value;
          }
        }).observe({ type: "layout-shift", buffered: true });"""
    )
    for path in ("", "conflict/"):
        page.goto(address + path)
        page.wait_for_selector(".notes-beside")
        page.evaluate("document.fonts.ready.then(() => null)")
        frames = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
        page.evaluate(frames)
        assert page.evaluate("shifted") < 0.01, path
    context.close()


@pytest.mark.parametrize("width", [390, 1440])
def test_the_page_is_as_long_as_it_says(browser: Browser, address: str, width: int) -> None:
    """Before anything was scrolled: the scroll bar is how a reader sees how much there is."""
    with opened(browser, address, viewport={"width": width, "height": 844}) as page:
        height = "document.documentElement.scrollHeight"
        for path in PAGES:
            page.goto(address + path)
            said = page.evaluate(height)
            for _ in range(200):
                page.evaluate("scrollBy({ top: innerHeight, behavior: 'instant' })")
                if page.evaluate(f"scrollY + innerHeight >= {height} - 1"):
                    break
            page.wait_for_selector("html:not(.waiting)", state="attached")
            page.wait_for_selector(".sheet", state="attached")
            assert said == pytest.approx(page.evaluate(height), rel=0.1), path or "home"


def test_notes_are_named(browser: Browser, address: str) -> None:
    with opened(browser, address + "conflict/", **LAPTOP) as page:
        expect(page.get_by_role("heading", name="Notes", level=2)).to_have_count(1)
        assert page.locator(".footnote-ref[role=doc-noteref]").count() > 20
        expect(page.locator(".footnote")).to_have_attribute("role", "doc-endnotes")
        links = page.locator(".footnote-backref")
        assert links.count() >= page.locator(".footnote li").count()
        for link in links.all():
            name = link.get_attribute("aria-label") or ""
            assert re.fullmatch(r"Back to (paragraph \d+[a-z]?|claim [A-F]\d|the text)", name)
        for link in page.locator(".note-source").all():
            assert re.search(r"/sources/#[a-z]", link.evaluate("link => link.href"))


def test_on_paper_notes_are_at_the_foot(browser: Browser, address: str) -> None:
    with opened(browser, address + "conflict/", viewport={"width": 1440, "height": 900}) as page:
        page.wait_for_selector(".notes-beside")
        page.emulate_media(media="print")
        assert (
            page.locator(".footnote li").first.evaluate("one => getComputedStyle(one).position")
            == "static"
        )
        last = box(page.locator(".footnote li").last)["bottom"]
        assert box(page.locator("article"))["bottom"] - last < 400, "no empty page follows"
        expect(page.locator(".footnote li .passage").first).to_be_visible()
