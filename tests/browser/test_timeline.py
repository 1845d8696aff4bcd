"""The timeline in a browser: its strands, years, permalinks and texts. Without scripts, it is whole."""

from collections.abc import Iterator

import pytest
from fixtures.site_facts import SECTIONS
from playwright.sync_api import Browser, Page, expect
from tools.firefox import firefox, program

from edition.content.model import Content

ANY = ".timeline .event:visible"
CURRENT = ".timeline-years [aria-current]"


@pytest.fixture
def timeline(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    page = context.new_page()
    page.goto(f"{address}timeline/")
    expect(page.locator(".picker input").first).to_be_attached()
    yield page
    context.close()


def test_a_strand_shows_its_events_alone(timeline: Page, content: Content) -> None:
    expect(timeline.locator(ANY)).to_have_count(len(content.events))
    rail = timeline.get_by_role("navigation", name="Years")
    for strand, label in (("wars", "Wars"), ("talks", "Talks")):
        mine = [event for event in content.events if event.strand == strand]
        timeline.get_by_role("radio", name=f"{label} {len(mine)}").check()
        expect(timeline.locator(ANY)).to_have_count(len(mine))
        years = {event.date.year for event in mine}
        expect(timeline.locator(".year__head:visible")).to_have_count(len(years))
        expect(rail.locator("a:visible")).to_have_count(len(years))
        expect(rail.locator(".strand:visible")).to_have_count(len(mine))
        expect(rail.locator(f".strand--{strand}:visible")).to_have_count(len(mine))
        year = min(years)
        here = sum(event.date.year == year for event in mine)
        name = f"{year} , {here} event{'' if here == 1 else 's'}"
        expect(rail.get_by_role("link", name=name, exact=True)).to_be_visible()
        told = f"{len(mine)} of {len(content.events)} events are shown."
        expect(timeline.locator(".picker").get_by_role("status")).to_have_text(told)
    timeline.get_by_role("radio", name="All").check()
    expect(timeline.locator(ANY)).to_have_count(len(content.events))
    expect(rail.locator(".strand:visible")).to_have_count(len(content.events))


def test_a_period_without_events_of_the_strand_is_hidden(timeline: Page) -> None:
    """No period is without one today; so the last loses its own, before the page's script looks."""
    timeline.add_init_script(
        """addEventListener("DOMContentLoaded", () => {
          const last = document.querySelectorAll("h2#from-2022 + .timeline [data-is='strand=wars']");
          for (const event of last) event.dataset.is = "strand=putin";
        })"""
    )
    timeline.reload()
    heading = timeline.locator("h2#from-2022")
    timeline.get_by_role("radio", name="Wars").check()
    expect(heading).to_be_hidden()
    expect(timeline.locator("#menu a[href='#from-2022']")).to_be_hidden()
    timeline.get_by_role("radio", name="Talks").check()
    expect(heading).to_be_visible()


def test_the_arrow_keys_move_the_choice(timeline: Page, content: Content) -> None:
    timeline.get_by_role("radio", name="All").focus()
    timeline.keyboard.press("ArrowRight")
    talks = [event for event in content.events if event.strand == "talks"]
    expect(timeline.get_by_role("radio", name="Talks")).to_be_checked()
    expect(timeline.locator(ANY)).to_have_count(len(talks))


def test_the_rail_has_a_mark_for_each_event_and_leads_to_the_years(
    timeline: Page, content: Content
) -> None:
    rail = timeline.get_by_role("navigation", name="Years")
    expect(rail.locator(".strand")).to_have_count(len(content.events))
    years = sorted({event.date.year for event in content.events})
    expect(rail.get_by_role("link")).to_have_count(len(years))
    rail.get_by_role("link", name="2014").click()
    heading = timeline.get_by_role("heading", name="2014", exact=True)
    expect(heading).to_be_in_viewport()
    expect(rail).to_be_in_viewport()
    top, header = heading.bounding_box(), timeline.locator(".header").bounding_box()
    assert top and header and top["y"] >= header["y"] + header["height"]


def test_the_rail_is_beside_the_text_and_covers_none_of_it(timeline: Page) -> None:
    rail = timeline.get_by_role("navigation", name="Years").bounding_box()
    text = timeline.locator(".timeline").first.bounding_box()
    assert rail and text
    assert rail["x"] >= text["x"] + text["width"]
    assert rail["x"] + rail["width"] <= 1280


@pytest.mark.parametrize("width", [320, 390])
def test_on_a_phone_the_years_are_a_row_below_the_header(
    browser: Browser, address: str, width: int
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.goto(f"{address}timeline/#y2014")
    row = page.get_by_role("navigation", name="Years")
    expect(page.get_by_role("heading", name="2014", exact=True)).to_be_in_viewport()
    box, heading = (
        row.bounding_box(),
        page.get_by_role("heading", name="2014", exact=True).bounding_box(),
    )
    assert box and heading and box["height"] < 60
    assert box["y"] + box["height"] <= heading["y"] + 1
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.close()


@pytest.mark.parametrize("width", [390, 1280])
def test_the_rail_follows_the_reader(browser: Browser, address: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 700})
    page.goto(f"{address}timeline/")
    expect(page.locator(".picker input").first).to_be_attached()
    for year in ("2014", "2025", "2001"):
        page.locator(f"#y{year}").evaluate("head => head.scrollIntoView({ behavior: 'instant' })")
        expect(page.locator(CURRENT)).to_contain_text(year)
        expect(page.locator(CURRENT)).to_have_count(1)
        expect(page.locator(CURRENT)).to_be_in_viewport(ratio=0.9)
        rail, head = (page.locator(name) for name in (".timeline-years", f"#y{year}"))
        box, heading = rail.bounding_box(), head.bounding_box()
        assert box and heading
        covers = (
            box["x"] < heading["x"] + heading["width"] and box["x"] + box["width"] > heading["x"]
        )
        assert not covers or box["y"] + box["height"] <= heading["y"] + 1
    page.get_by_role("radio", name="Talks").check()
    page.locator(".timeline-years a[href='#y2014']").click()
    expect(page.locator(CURRENT)).to_contain_text("2014")
    page.close()


def test_a_link_to_an_event_opens_it(browser: Browser, address: str) -> None:
    for scripts in (True, False):
        context = browser.new_context(java_script_enabled=scripts)
        page = context.new_page()
        page.goto(f"{address}timeline/#munich-2007")
        expect(page.locator("#munich-2007 .event__text")).to_be_in_viewport()
        expect(page.locator("#munich-2007")).to_be_in_viewport(ratio=1)
        expect(page.locator("#rome-2002 .event__text")).to_be_hidden()
        context.close()


def test_a_title_opens_its_text_by_key(timeline: Page) -> None:
    event = timeline.locator("#rome-2002")
    expect(event.locator(".event__text")).to_be_hidden()
    event.locator("summary").focus()
    timeline.keyboard.press("Enter")
    expect(event.locator(".event__text")).to_be_visible()
    expect(event.get_by_role("link", name="NATO-Russia Council founded")).to_have_attribute(
        "href", "#rome-2002"
    )


@pytest.mark.parametrize("strand", ["", "?strand=talks"])
def test_an_opened_event_is_open_and_in_view_after_back(
    timeline: Page, address: str, strand: str
) -> None:
    timeline.goto(f"{address}timeline/{strand}")
    for name in ("pjc-1997", "rome-2002"):
        if timeline.locator(f"#{name}").count():
            timeline.locator(f"#{name} summary").click()
    event = timeline.locator("#rome-2002")
    event.locator(".event__more a").first.scroll_into_view_if_needed()
    timeline.wait_for_function(
        "history.state?.top > 0 && history.state.opened.includes('rome-2002')"
    )
    event.locator(".event__more a").first.click()
    timeline.wait_for_url(lambda url: any(f"/{section}/#p" in url for section in SECTIONS))
    timeline.go_back()
    expect(event.locator("details")).to_have_attribute("open", "")
    expect(event.locator(".event__text")).to_be_in_viewport()
    timeline.reload()
    expect(event.locator(".event__text")).to_be_in_viewport()


def test_all_texts_open_at_once_and_on_paper(timeline: Page, content: Content) -> None:
    texts = timeline.locator(".event__text:visible")
    every = timeline.get_by_role("checkbox", name="All texts")
    expect(texts).to_have_count(0)
    every.check()
    expect(texts).to_have_count(len(content.events))
    timeline.reload()
    expect(every).to_be_checked()
    expect(texts).to_have_count(len(content.events))
    every.uncheck()
    expect(texts).to_have_count(0)
    timeline.emulate_media(media="print")
    expect(texts).to_have_count(len(content.events))
    expect(timeline.locator(".timeline-years")).to_be_hidden()


@pytest.mark.browser
def test_firefox_opens_events_and_follows(address: str) -> None:
    path = program()
    if not path:
        pytest.skip("this machine has no Firefox from 145 on, and found none to install")
    with firefox(path) as opened:
        opened.open(f"{address}timeline/?strand=talks#rome-2002", 500)
        opened.until("document.querySelector('#rome-2002 details').open")
        opened.until("document.querySelectorAll('.event:not([hidden])').length === 25")
        opened.until("document.querySelector('.timeline-years [aria-current]')?.hash === '#y2002'")


def test_the_same_title_leads_to_the_same_place(
    browser: Browser, address: str, content: Content
) -> None:
    page = browser.new_page()
    targets: dict[str, set[str]] = {}
    for path in ("", "timeline/", "sources/"):
        page.goto(address + path)
        for title, href in page.locator("article a").evaluate_all(
            "all => all.map(one => [one.textContent, one.href])"
        ):
            targets.setdefault(title, set()).add(href)
    page.close()
    for event in content.events:
        assert targets[event.title] == {f"{address}timeline/#{event.id}"}, event.id
