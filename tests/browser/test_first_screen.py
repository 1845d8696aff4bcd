"""The first screen: the answer, what it rests on, every verdict and the ways on, at a glance."""

import pytest
from fixtures.site_facts import SECTIONS
from playwright.sync_api import Browser, Page, expect

from edition.content.model import ASSESSMENTS, Content


@pytest.fixture
def page(browser: Browser) -> Page:
    return browser.new_page(viewport={"width": 1440, "height": 900})


def test_the_first_screen_holds_answer_grounds_verdicts_and_ways_on(
    page: Page, address: str, content: Content
) -> None:
    page.goto(address)
    page.evaluate("document.fonts.ready.then(() => null)")
    for part in (".guide", "#p1", "#p4", ".verdicts", ".page-row"):
        box = page.locator(part).first.bounding_box()
        assert box
        assert box["y"] + box["height"] <= 900, part
    size = "element => parseFloat(getComputedStyle(element).fontSize)"
    assert page.locator("#p1 strong").first.evaluate(size) > page.locator("h1").evaluate(size)
    expect(page.locator(".verdict")).to_have_count(len(content.claims))
    page.set_viewport_size({"width": 390, "height": 844})
    box = page.locator(".verdicts").bounding_box()
    assert box
    assert box["y"] + box["height"] <= 844 * 1.1


def test_each_mark_is_a_named_link_to_its_claim_large_enough_to_hit(
    page: Page, address: str, content: Content
) -> None:
    page.goto(address)
    for claim in content.claims.values():
        _, place = content.claim_places[claim.id]
        name = f"{claim.id} {place.title}: {ASSESSMENTS[claim.assessment].lower()}"
        mark = page.get_by_role("link", name=name, exact=True)
        expect(mark).to_have_attribute("href", f"{_page(claim.section)}#{claim.id.lower()}")
        box = mark.bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= 24, name


def _page(section: str) -> str:
    return "./" if section == "index" else f"{section}/"


def test_under_the_pointer_a_mark_tells_its_name(page: Page, address: str) -> None:
    page.goto(address)
    mark = page.locator(".verdict").nth(3)
    name = mark.locator(".verdict__name")
    page.mouse.move(5, 5)
    expect(page.locator("html.waiting")).to_have_count(0)
    expect(name).to_have_css("clip-path", "inset(50%)")
    mark.hover()
    expect(name).to_have_css("clip-path", "none")


@pytest.mark.parametrize("key", SECTIONS)
def test_a_section_begins_with_its_own_verdicts_and_ends_with_the_next_page(
    page: Page, address: str, content: Content, key: str
) -> None:
    page.goto(f"{address}{key}/")
    own = [claim.id.lower() for claim in content.claims.values() if claim.section == key]
    marks = page.locator(".verdicts .verdict")
    assert marks.evaluate_all("links => links.map(link => link.hash.slice(1))") == own
    heights = marks.evaluate_all("links => links.map(link => link.offsetHeight)")
    assert min(heights) >= 24
    order = page.evaluate(
        """() => [...document.querySelectorAll("h1, .page-row, .verdicts, p[id], .page-next, .footnote")]
          .map((part) => part.id.replace(/^p\\d.*/, "p") || part.className)
          .filter((name, index, all) => name !== all[index - 1])"""
    )
    assert order == [key, "page-row", "verdicts", "p", "page-next", "footnote"]


def test_the_shapes_of_the_marks_differ_where_colours_are_forced(
    browser: Browser, address: str
) -> None:
    page = browser.new_page(forced_colors="active")
    page.goto(address)
    shapes = {
        name: page.locator(f".verdicts__totals .verdict--{name}").evaluate(
            """element => {
              const { backgroundColor, backgroundImage, borderRadius, rotate } = getComputedStyle(element, "::before");
              return [backgroundColor, backgroundImage, borderRadius, rotate].join(" ");
            }"""
        )
        for name in ASSESSMENTS
    }
    assert len(set(shapes.values())) == len(ASSESSMENTS), shapes
    page.close()


def test_the_finding_is_at_least_as_large_as_the_claim(page: Page, address: str) -> None:
    page.goto(address + "conflict/")
    size = "element => parseFloat(getComputedStyle(element).fontSize)"
    finding = page.locator(".claim__finding p").first.evaluate(size)
    assert finding >= page.locator(".claim__statement").first.evaluate(size)
    badge = page.locator(".claim__record .assessment").first
    assert (
        badge.evaluate(
            "badge => badge.compareDocumentPosition(badge.closest('.claim').querySelector('.claim__statement'))"
        )
        == 2
    )


def test_links_focus_and_targets_have_the_colour_of_ink(page: Page, address: str) -> None:
    """The two hues mean assessments alone."""
    page.goto(address + "conflict/#p93")
    ink = page.evaluate("getComputedStyle(document.querySelector('h1')).color")
    expect(page.locator("#p101 .footnote-ref").first).to_have_css("color", ink)
    link = page.locator(".claim__off a").first
    link.focus()
    assert link.evaluate("link => getComputedStyle(link).color") == ink
