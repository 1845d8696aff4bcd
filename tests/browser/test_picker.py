"""What readers choose on the pages of claims, sources and quotations; test_timeline.py has what is the timeline's own."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from fixtures.site_facts import SECTIONS
from playwright.sync_api import Browser, Locator, Page, expect
from tools.firefox import firefox, program

from edition.content.model import ASSESSMENTS, OFF, TELLINGS, Content

PHONE = 390
LISTS = ["claims/", "sources/", "quotations/", "timeline/"]
# Every element that the Tab key reaches in the article: of radio buttons the chosen one, in a closed <details> none.
_STOPS = """() => [...document.querySelectorAll("article :is(a[href], button, input, select, summary, [tabindex])")].filter(
  (element) => element.tabIndex >= 0 && !element.disabled && element.checkVisibility()
    && (element.type !== "radio" || element.checked)
    && !(element.closest("details:not([open])") && !element.matches("details > summary"))
).length"""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    yield context.new_page()
    context.close()


def shown(page: Page) -> Locator:
    return page.locator("[data-is]:not([data-is='']):visible")


def option(page: Page, name: str) -> Locator:
    """The radio button whose label begins with NAME; its number follows."""
    return page.locator(".picker").get_by_role("radio", name=name)


def status(page: Page) -> Locator:
    return page.locator(".picker").get_by_role("status")


def ids(page: Page) -> set[str]:
    return set(shown(page).evaluate_all("items => items.map((item) => item.id)"))


@pytest.mark.parametrize("word", ["supported", "supported-with-nuance", "contested"])
def test_claims_are_chosen_by_assessment(
    page: Page, address: str, content: Content, word: str
) -> None:
    page.goto(f"{address}claims/")
    expect(shown(page)).to_have_count(len(content.claims))
    count = Counter(claim.assessment for claim in content.claims.values())[word]
    option(page, f"{ASSESSMENTS[word]} {count}").check()
    expect(shown(page)).to_have_count(count)
    for row in shown(page).all():
        expect(row).to_contain_text(ASSESSMENTS[word])
    expect(page).to_have_url(f"{address}claims/?assessment={word}")


def test_claims_are_chosen_by_what_is_off(page: Page, address: str, content: Content) -> None:
    for kind in OFF:
        page.goto(f"{address}claims/?off={kind}")
        held = [claim for claim in content.claims.values() if kind in claim.off]
        if held:
            expect(option(page, f"{kind} {len(held)}")).to_be_checked()
        expect(shown(page)).to_have_count(len(held) or len(content.claims))


def test_claims_are_chosen_by_section_too(page: Page, address: str, content: Content) -> None:
    page.goto(f"{address}claims/")
    contents = page.locator("#menu a[href^='#']:visible")
    for key in content.article_pages:
        option(page, content.pages[key].meta.short_name).check()
        held = {claim.id.lower() for claim in content.claims.values() if claim.section == key}
        assert ids(page) == held
        headings = page.locator("article h2:visible")
        expect(headings).to_have_count(1)
        expect(headings).to_contain_text(content.pages[key].meta.title)
        expect(contents).to_have_count(1)
    option(page, "Contested").check()  # both choices hold
    for claim in content.claims.values():
        held_too = claim.section == key and claim.assessment == "contested"
        expect(page.locator(f"#{claim.id.lower()}")).to_be_visible(visible=held_too)


@pytest.mark.parametrize("path", ["claims/", "sources/"])
def test_no_choice_ends_in_nothing(page: Page, address: str, path: str) -> None:
    """Each option says how many entries it leaves with those chosen elsewhere; one that leaves none cannot be chosen."""
    page.goto(address + path)
    labels = page.locator(".picker fieldset").first.locator("label")
    other = page.locator(".picker fieldset").nth(1).locator("label")
    barred = 0
    for first in labels.all():
        if first.locator("input").is_disabled():
            continue
        first.click()
        for label in other.all():
            words, count = label.inner_text().rsplit(" ", 1)
            barred += count == "0"
            if count == "0":
                expect(label.locator("input")).to_be_disabled()
                continue
            label.click()
            expect(shown(page).first).to_be_visible()
            assert len(ids(page)) == int(count), words
        other.first.click()
    assert barred or path != "claims/"


def test_an_address_that_asks_for_nothing_we_have_says_so(
    page: Page, address: str, content: Content
) -> None:
    page.goto(f"{address}claims/?assessment=unsupported&off=nonsense&section=conflict&from=news")
    expect(shown(page)).to_have_count(0)
    expect(status(page)).to_have_text(f"0 of {len(content.claims)} claims are shown.")
    expect(page.get_by_role("button", name="Show all")).to_be_visible()
    option(page, "Contested").check()
    expect(page).to_have_url(f"{address}claims/?from=news&assessment=contested&section=conflict")


def test_a_choice_survives_reload_and_back(page: Page, address: str) -> None:
    page.goto(f"{address}claims/")
    option(page, "Contested").check()
    option(page, "cause").check()
    chosen = ids(page)
    assert chosen
    for leave in (page.reload, lambda: (page.goto(f"{address}about/"), page.go_back())):
        leave()
        expect(option(page, "Contested")).to_be_checked()
        expect(option(page, "cause")).to_be_checked()
        assert ids(page) == chosen
    page.evaluate("location.hash = 'claims'")
    option(page, "All").first.check()
    page.go_back()
    expect(option(page, "Contested")).to_be_checked()
    assert ids(page) == chosen


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("kind=primary", {"tier": "primary"}),
        ("kind=reporting&language=ru", {"tier": "reporting", "language": "ru"}),
        ("checked=corroborated", {"checked": "corroborated"}),
        ("outlet=state-russia", {"state_media": "Russia"}),
        ("outlet=state-the-united-states", {"state_media": "the United States"}),
        ("outlet=none", {"backer": ""}),
    ],
)
def test_sources_are_chosen_by_what_they_are(
    page: Page, address: str, content: Content, query: str, wanted: dict[str, Any]
) -> None:
    page.goto(f"{address}sources/?{query}")
    held = {
        source.id
        for source in content.sources.values()
        if all(getattr(source, key) == value for key, value in wanted.items())
    }
    expect(shown(page)).to_have_count(len(held))
    assert ids(page) == held


def test_state_media_are_told_apart_by_country(page: Page, address: str, content: Content) -> None:
    page.goto(f"{address}sources/")
    outlet = page.get_by_label("Outlet").and_(page.locator("select"))
    held = Counter(source.backer for source in content.sources.values() if source.state_media)
    labels = outlet.locator("option").all_inner_texts()
    assert {f"{backer} {count}" for backer, count in held.items()} < set(labels)
    outlet.select_option("state")
    expect(shown(page)).to_have_count(held.total())
    # What has no entries left goes with its heading and what introduces it.
    for name in ("scholarship", "witnesses"):
        expect(page.locator(f"#{name}")).to_be_hidden()
        expect(page.locator(f"#{name} + p")).to_be_hidden()
    outlet.select_option("")
    expect(page.locator("#witnesses + p + section")).to_be_visible()


def test_sources_are_sorted_by_keyboard(page: Page, address: str) -> None:
    page.goto(f"{address}sources/")
    first = page.locator("ul.sources").first.locator("> li")

    def values(key: str) -> list[str]:
        return list(first.evaluate_all(f"items => items.map((item) => item.{key})"))

    by_name = values("id")
    option(page, "by name").focus()
    page.keyboard.press("ArrowRight")
    dates = values("dataset.date")
    assert dates == sorted(dates)
    assert date.fromisoformat(dates[0]).year < 1960
    page.keyboard.press("ArrowRight")
    weights = [int(weight) for weight in values("dataset.rests")]
    assert weights == sorted(weights, reverse=True)
    assert weights[0] > weights[-1]
    page.reload()
    expect(option(page, "by what rests on it alone")).to_be_checked()
    assert [int(weight) for weight in values("dataset.rests")] == weights
    option(page, "by what rests on it alone").focus()
    page.keyboard.press("ArrowRight")  # the last leads to the first
    assert values("id") == by_name


def test_quotations_are_chosen_by_speaker_language_and_how_they_are_known(
    page: Page, address: str, content: Content
) -> None:
    listed = [item for key, item in content.attributions.items() if key in content.attributed]
    page.goto(f"{address}quotations/")
    expect(shown(page)).to_have_count(len(listed))
    option(page, TELLINGS["recalled"]).check()
    assert ids(page) == {item.id for item in listed if item.telling == "recalled"}
    speaker = page.get_by_label("Speaker").and_(page.locator("select"))
    expect(speaker.locator("option", has_text="John Mearsheimer")).to_be_disabled()
    speaker.select_option("george-robertson")
    held = [i for i in listed if i.telling == "recalled" and i.speaker == "George Robertson"]
    assert ids(page) == {item.id for item in held}
    expect(page.locator("article h2:visible")).to_have_text("George Robertson")
    page.goto(f"{address}quotations/?language=ru")
    russian = {item.id for item in listed if content.passages[item.key].language == "ru"}
    assert ids(page) == russian


def test_the_choice_is_told_and_taken_back(page: Page, address: str, content: Content) -> None:
    page.goto(f"{address}claims/")
    whole = f"All {len(content.claims)} claims are shown."
    expect(status(page)).to_be_empty()
    expect(page.get_by_role("button", name="Show all")).to_be_hidden()
    option(page, "Contested").check()
    expect(status(page)).to_have_text(f"3 of {len(content.claims)} claims are shown.")
    option(page, "All").first.check()
    expect(status(page)).to_have_text(whole)
    option(page, "cause").check()
    page.get_by_role("button", name="Show all").press("Enter")
    expect(status(page)).to_have_text(whole)
    expect(status(page)).to_be_focused()
    expect(page).to_have_url(f"{address}claims/")


def test_on_a_phone_the_questions_are_folded(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": PHONE, "height": 844})
    page.goto(f"{address}claims/?assessment=contested")
    expect(status(page)).to_contain_text("3 of")
    expect(page.get_by_role("button", name="Show all")).to_be_visible()
    expect(option(page, "Contested")).to_be_hidden()
    page.get_by_text("Choose claims").click()
    page.locator("label", has_text="Well supported").click()
    expect(option(page, "Well supported")).to_be_checked()
    page.close()


def test_the_key_to_the_marks_leads_to_the_claims(
    page: Page, address: str, content: Content
) -> None:
    for key in ("", "claims", *SECTIONS):
        page.goto(f"{address}{key}{'/' if key else ''}")
        page.locator(".verdicts__totals a").last.click()
        page.wait_for_url("**/claims/?assessment=*")
        last = page.locator(".picker input[name=assessment]:checked").input_value()
        held = {
            claim.id.lower()
            for claim in content.claims.values()
            if claim.assessment == last and (key not in SECTIONS or claim.section == key)
        }
        assert ids(page) == held


def test_an_address_shows_and_opens_its_entry(page: Page, address: str) -> None:
    page.goto(f"{address}claims/?assessment=contested#b5")
    counted = page.locator("#b5 details")
    expect(counted).to_have_attribute("open", "")
    expect(counted).to_contain_text("George Robertson, in ")
    expect(page.locator("#b5")).to_be_in_viewport()
    option(page, "Contested").check()
    expect(page.locator("#b5")).to_be_hidden()
    page.evaluate("location.hash = 'b4'")
    expect(page.locator("#b4")).to_be_in_viewport()


def test_what_was_opened_is_open_after_back(page: Page, address: str) -> None:
    page.goto(f"{address}sources/?kind=scholarship")
    entry = shown(page).nth(3)
    name = entry.get_attribute("id")
    entry.locator("summary").click()
    page.wait_for_function("history.state?.opened?.length")
    page.goto(f"{address}about/")
    page.go_back()
    expect(page.locator(f"[id='{name}'] details")).to_have_attribute("open", "")
    expect(page.locator(".source details[open]")).to_have_count(1)
    expect(page.locator(f"[id='{name}']")).to_be_in_viewport()


@pytest.mark.parametrize("path", LISTS)
def test_without_scripts_the_list_is_whole_and_nothing_is_dead(
    browser: Browser, address: str, path: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}{path}?assessment=contested&kind=primary&strand=wars&known=recalled")
    count = page.locator("[data-is]:not([data-is=''])").count()
    assert count > 20
    expect(shown(page)).to_have_count(count)
    expect(page.locator("article").locator("input, select, textarea, fieldset")).to_have_count(0)
    expect(page.locator(".picker, .quotation-check").filter(visible=True)).to_have_count(0)
    context.close()


@pytest.mark.parametrize("path", LISTS)
@pytest.mark.parametrize("width", [PHONE, 768, 1280, 1440])
def test_room_is_kept_for_the_controls(
    browser: Browser, address: str, path: str, width: int
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.add_init_script(
        """addEventListener("DOMContentLoaded", () => {
          const places = [...document.querySelectorAll(".picker, .quotation-check")];
          window.heights = () => places.map((place) => place.offsetHeight);
          window.kept = heights();
        })"""
    )
    page.goto(address + path)
    page.wait_for_function(
        "document.querySelector('.picker input') && !document.querySelector('.waiting')"
    )
    kept, taken = page.evaluate("[kept, heights()]")
    assert all(abs(one - other) <= 8 for one, other in zip(kept, taken, strict=True)), (kept, taken)
    page.close()


@pytest.mark.parametrize(
    "path", ["claims/", "claims/?assessment=contested", "sources/?kind=primary"]
)
def test_paper_has_what_is_chosen_and_no_controls(page: Page, address: str, path: str) -> None:
    page.goto(address + path)
    expect(page.locator(".picker input").first).to_be_attached()
    chosen = ids(page)
    page.emulate_media(media="print")
    assert ids(page) == chosen
    heights = shown(page).evaluate_all("items => items.map((item) => item.offsetHeight)")
    assert min(heights) > 10
    if path.startswith("claims"):
        displays = shown(page).evaluate_all(
            "all => all.map((one) => getComputedStyle(one).display)"
        )
        assert set(displays) == {"table-row"}
    expect(
        page.locator(".picker :is(input, select, legend, summary, button)").filter(visible=True)
    ).to_have_count(0)
    expect(status(page)).to_be_visible(visible="?" in path)


def test_what_is_chosen_is_seen_where_colours_are_forced(browser: Browser, address: str) -> None:
    page = browser.new_page(
        viewport={"width": 1280, "height": 900}, forced_colors="active", color_scheme="dark"
    )
    page.goto(f"{address}claims/?assessment=contested")
    width = "label => getComputedStyle(label).borderTopWidth"
    expect(option(page, "Contested")).to_be_checked()
    labels = page.locator(".picker fieldset").first.locator("label")
    assert labels.evaluate_all(f"labels => labels.map({width})").count("2px") == 1
    page.close()


def test_it_works_from_a_disk(page: Page, site: Path, tmp_path: Path, content: Content) -> None:
    (archive,) = site.glob("downloads/*-offline.zip")
    with ZipFile(archive) as copy:
        copy.extractall(tmp_path)
    home = next(tmp_path.glob("*/index.html")).as_uri()
    page.goto(home)
    page.locator(".verdicts__totals a", has_text="contested").click()
    page.wait_for_url("**/claims/index.html?assessment=contested")
    contested = [claim for claim in content.claims.values() if claim.assessment == "contested"]
    expect(shown(page)).to_have_count(len(contested))
    option(page, "cause").check()
    page.wait_for_url("**/claims/index.html?assessment=contested&off=cause")
    page.reload()
    expect(option(page, "cause")).to_be_checked()


@pytest.mark.browser
def test_it_works_in_firefox(address: str, site: Path, tmp_path: Path) -> None:
    path = program()
    if not path:
        pytest.skip("this machine has no Firefox from 145 on, and found none to install")
    (archive,) = site.glob("downloads/*-offline.zip")
    with ZipFile(archive) as copy:
        copy.extractall(tmp_path)
    folder = next(tmp_path.glob("*/claims/index.html")).as_uri()
    rows = "document.querySelectorAll('[data-is]:not([hidden])').length"
    with firefox(path) as opened:
        for start in (f"{address}claims/", folder):
            opened.open(f"{start}?assessment=contested", 1280)
            opened.until(f"{rows} === 3")
            opened.click("label:has([value=cause])")
            opened.until("location.search === '?assessment=contested&off=cause'")
            opened.open(f"{start}#b5", 1280)
            opened.until("document.querySelector('#b5 details').open")
            opened.run("history.back()")
            opened.until("document.querySelector('.picker [value=cause]')?.checked")
            opened.until(f"{rows} < 3")


def test_the_tab_key_stops_where_somebody_wants_to_go(page: Page, address: str) -> None:
    """What is cited where is folded: before, the list had 1,860 stops. Three of the claims' lead to those of one assessment."""
    for path, most in (("claims/", 103), ("sources/", 620)):
        page.goto(address + path)
        expect(page.locator(".picker input").first).to_be_attached()
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


@pytest.mark.parametrize("width", [320, PHONE, 768, 1280, 1440, 1920])
@pytest.mark.parametrize("path", ["claims/", "sources/", "quotations/"])
def test_nothing_is_wider_than_the_screen(
    browser: Browser, address: str, path: str, width: int
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto(address + path)
    expect(page.locator(".picker input").first).to_be_attached()
    page.evaluate(
        "document.querySelectorAll('.picker details').forEach((fold) => (fold.open = true))"
    )
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    table = page.locator(".claims-table").first
    if width >= 1280 and table.count():
        box = table.bounding_box()
        assert box
        assert box["width"] > 860  # it uses the margin beside the text
    page.close()
