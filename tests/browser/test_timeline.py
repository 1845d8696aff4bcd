"""The timeline in a browser: filter, years, permalinks and texts, all without scripts."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from edition.content.model import Content

ANY = ".timeline .event:visible"


@pytest.fixture(params=["with scripts", "without"])
def timeline(browser: Browser, address: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    context = browser.new_context(
        viewport={"width": 1280, "height": 900},
        java_script_enabled=request.param == "with scripts",
    )
    page = context.new_page()
    page.goto(f"{address}timeline/")
    yield page
    context.close()


def test_a_strand_shows_its_events_alone(timeline: Page, content: Content) -> None:
    expect(timeline.locator(ANY)).to_have_count(len(content.events))
    for strand, label in (("wars", "Wars"), ("talks", "Talks")):
        mine = [event for event in content.events if event.strand == strand]
        button = timeline.get_by_role("radio", name=f"{label} {len(mine)}")
        button.check()
        expect(timeline.locator(ANY)).to_have_count(len(mine))
        years = {event.date.year for event in mine}
        expect(timeline.locator(".year__head:visible")).to_have_count(len(years))
    timeline.get_by_role("radio", name="All").check()
    expect(timeline.locator(ANY)).to_have_count(len(content.events))


def test_a_period_without_events_of_the_strand_is_hidden(timeline: Page) -> None:
    """No period is without one today; so take those of the last period away."""
    heading = timeline.locator("h2#from-2022")
    period = timeline.locator("h2#from-2022 + .timeline")
    period.evaluate("period => period.classList.remove('timeline--wars')")
    timeline.get_by_role("radio", name="Wars").check()
    expect(heading).to_be_hidden()
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


def test_a_link_to_an_event_opens_it(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(f"{address}timeline/#munich-2007")
    expect(page.locator("#munich-2007 .event__text")).to_be_in_viewport()
    expect(page.locator("#munich-2007")).to_be_in_viewport(ratio=1)
    expect(page.locator("#rome-2002 .event__text")).to_be_hidden()
    page.close()


def test_a_title_opens_its_text_by_key(timeline: Page) -> None:
    event = timeline.locator("#rome-2002")
    expect(event.locator(".event__text")).to_be_hidden()
    event.locator("summary").focus()
    timeline.keyboard.press("Enter")
    expect(event.locator(".event__text")).to_be_visible()
    expect(event.get_by_role("link", name="NATO-Russia Council founded")).to_have_attribute(
        "href", "#rome-2002"
    )


def test_all_texts_open_at_once_and_on_paper(timeline: Page, content: Content) -> None:
    texts = timeline.locator(".event__text:visible")
    expect(texts).to_have_count(0)
    timeline.get_by_role("checkbox", name="All texts").check()
    expect(texts).to_have_count(len(content.events))
    timeline.get_by_role("checkbox", name="All texts").uncheck()
    timeline.get_by_role("radio", name="Wars").check()
    timeline.emulate_media(media="print")
    expect(texts).to_have_count(len(content.events))
    expect(timeline.locator(".timeline-years")).to_be_hidden()


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
