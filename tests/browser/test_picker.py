"""What readers choose on the pages of claims and sources: filters without a script, the order of sources with one."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from tools.ready import ready

from edition.content.model import ASSESSMENTS, OFF, Content

PHONE = 390
# Every element that the Tab key reaches in the article: of radio buttons the chosen one, in a closed <details> none.
_STOPS = """() => [...document.querySelectorAll("article :is(a[href], button, input, summary, [tabindex])")].filter(
  (element) => element.tabIndex >= 0 && !element.disabled && element.checkVisibility()
    && (element.type !== "radio" || element.checked)
    && !(element.closest("details:not([open])") && !element.matches("details > summary"))
).length"""


@pytest.fixture(params=[True, False], ids=["scripts", "no scripts"])
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    context = browser.new_context(java_script_enabled=request.param, reduced_motion="reduce")
    yield context.new_page()
    context.close()


@pytest.fixture
def scripted(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(reduced_motion="reduce")
    yield context.new_page()
    context.close()


def shown(page: Page) -> Locator:
    return page.locator("[data-is]:visible")


@pytest.mark.parametrize("word", ["supported", "supported-with-nuance", "contested"])
def test_claims_are_chosen_by_assessment(
    page: Page, address: str, content: Content, word: str
) -> None:
    page.goto(f"{address}claims/")
    expect(shown(page)).to_have_count(len(content.claims))
    page.locator(f"#is-{word}").check()
    count = Counter(claim.assessment for claim in content.claims.values())[word]
    expect(shown(page)).to_have_count(count)
    for row in shown(page).all():
        expect(row).to_contain_text(ASSESSMENTS[word])
    label = page.locator(f"label:has(#is-{word})")
    expect(label).to_have_text(f"{ASSESSMENTS[word]} {count}")


def test_claims_are_chosen_by_what_is_off(page: Page, address: str, content: Content) -> None:
    page.goto(f"{address}claims/")
    for kind in OFF:
        held = [claim for claim in content.claims.values() if kind in claim.off]
        if held:  # an option that none has is disabled
            page.locator(f"#is-off-{kind}").check()
        else:
            expect(page.locator(f"#is-off-{kind}")).to_be_disabled()
        expect(shown(page)).to_have_count(len(held) or len(content.claims))


def test_claims_are_chosen_by_section_too(page: Page, address: str, content: Content) -> None:
    page.goto(f"{address}claims/")
    for number, key in enumerate(content.article_pages, 1):
        page.locator(f"#is-section-{number}").check()
        held = [claim for claim in content.claims.values() if claim.section == key]
        expect(shown(page)).to_have_count(len(held))
        headings = page.locator("article h2:visible")
        expect(headings).to_have_count(1)
        expect(headings).to_contain_text(content.pages[key].meta.title)
    page.locator("#is-contested").check()  # both choices hold
    disputed = [claim for claim in held if claim.assessment == "contested"]
    expect(shown(page)).to_have_count(len(disputed))


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        (["primary"], {"tier": "primary"}),
        (["reporting", "ru"], {"tier": "reporting", "language": "ru"}),
        (["corroborated"], {"checked": "corroborated"}),
    ],
)
def test_sources_are_chosen_by_what_they_are(
    page: Page, address: str, content: Content, words: list[str], wanted: dict[str, Any]
) -> None:
    page.goto(f"{address}sources/")
    for word in words:
        page.locator(f"#is-{word}").check()
    held = [
        source.id
        for source in content.sources.values()
        if all(getattr(source, key) == value for key, value in wanted.items())
    ]
    expect(shown(page)).to_have_count(len(held))
    assert set(held) == set(shown(page).evaluate_all("items => items.map((item) => item.id)"))


def test_sources_of_state_media_are_chosen(page: Page, address: str, content: Content) -> None:
    page.goto(f"{address}sources/")
    page.locator("#is-state").check()
    held = [source for source in content.sources.values() if source.state_media]
    expect(shown(page)).to_have_count(len(held))
    expect(page.locator("#scholarship")).to_be_hidden()  # a heading without entries
    for source in held:
        expect(page.locator(f"[id='{source.id}']")).to_contain_text(source.backer)


def test_without_scripts_the_order_is_not_offered(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}sources/")
    expect(page.get_by_label("by date")).to_be_hidden()
    expect(page.locator("#is-ru")).to_be_visible()
    context.close()


def test_sources_are_sorted_by_keyboard(scripted: Page, address: str) -> None:
    page = scripted
    ready(page, f"{address}sources/")
    first = page.locator("ul.sources").first.locator("> li")

    def values(key: str) -> list[str]:
        return list(first.evaluate_all(f"items => items.map((item) => item.{key})"))

    by_name = values("id")
    page.get_by_label("by name").focus()
    page.keyboard.press("ArrowRight")
    dates = values("dataset.date")
    assert dates == sorted(dates)
    assert date.fromisoformat(dates[0]).year < 1960
    page.keyboard.press("ArrowRight")
    weights = [int(weight) for weight in values("dataset.rests")]
    assert weights == sorted(weights, reverse=True)
    assert weights[0] > weights[-1]
    page.keyboard.press("ArrowRight")  # the last leads to the first
    assert values("id") == by_name


def test_the_choice_is_told(scripted: Page, address: str, content: Content) -> None:
    page = scripted
    ready(page, f"{address}claims/")
    status = page.locator(".picker").get_by_role("status")
    expect(status).to_be_empty()
    page.locator("#is-contested").check()
    expect(status).to_have_text(f"3 of {len(content.claims)} claims are shown.")
    page.locator(".picker input[name=assessment]").first.check()
    expect(status).to_have_text(f"All {len(content.claims)} claims are shown.")


def test_an_address_shows_and_opens_its_entry(scripted: Page, address: str) -> None:
    page = scripted
    ready(page, f"{address}early-hopes/")
    page.locator("#b5 .claim__witnesses a").first.click()
    page.wait_for_url("**/claims/#b5")
    page.mouse.move(9, 9)
    counted = page.locator("#b5 details")
    expect(counted).to_have_attribute("open", "")
    expect(counted).to_contain_text("George Robertson, in ")
    page.locator("#is-contested").check()
    expect(page.locator("#b5")).to_be_hidden()
    page.evaluate("location.hash = 'b4'")
    expect(page.locator("#b4")).to_be_in_viewport()


def test_the_tab_key_stops_where_somebody_wants_to_go(scripted: Page, address: str) -> None:
    """What is cited where is folded: before, the list had 1,860 stops."""
    page = scripted
    for path, most in (("claims/", 100), ("sources/", 620)):
        ready(page, address + path)
        assert page.evaluate(_STOPS) <= most


@pytest.mark.parametrize("width", [PHONE, 1280])
def test_the_claims_stay_a_table_for_screen_readers(
    browser: Browser, address: str, content: Content, width: int
) -> None:
    """Asked of the browser itself: a row that is set as a block must not lose its cells."""
    context = browser.new_context(viewport={"width": width, "height": 900})
    page = context.new_page()
    page.goto(f"{address}claims/")
    tree = context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    roles = Counter(
        node["role"]["value"] for node in tree if "role" in node and not node.get("ignored")
    )
    sections = len(content.article_pages)
    assert roles["table"] == sections
    assert roles["rowheader"] == len(content.claims)
    assert roles["columnheader"] == 4 * sections
    assert roles["cell"] + roles["gridcell"] == 3 * len(content.claims)
    headings = [
        node["name"]["value"]
        for node in tree
        if node.get("role", {}).get("value") == "heading" and not node.get("ignored")
    ]
    for key in content.article_pages:
        assert any(content.pages[key].meta.title in heading for heading in headings)
    context.close()


@pytest.mark.parametrize("width", [PHONE, 768, 1280, 1440, 1920])
@pytest.mark.parametrize("path", ["claims/", "sources/"])
def test_nothing_is_wider_than_the_screen(
    browser: Browser, address: str, path: str, width: int
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto(address + path)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    table = page.locator(".claims-table").first
    if width >= 1280 and table.count():
        box = table.bounding_box()
        assert box
        assert box["width"] > 860  # it uses the margin beside the text
    page.close()
