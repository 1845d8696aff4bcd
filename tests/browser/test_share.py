"""Links to a place itself: what they look like, where they land, and what they offer to copy."""

import re

import pytest
from fixtures.site_facts import PAGES
from playwright.sync_api import Browser, Locator, Page, expect

from edition.config import Project

CLIPBOARD = ["clipboard-read", "clipboard-write"]


def first_paragraph(page: Page) -> str:
    """The id of the first numbered paragraph of the page."""
    return str(page.locator("p:has(> .paragraph-number)").nth(2).get_attribute("id"))


def copied(page: Page, button: str) -> str:
    """What a button puts on the clipboard; its status says so."""
    page.get_by_role("button", name=button, exact=True).click()
    done = {"Copy link": "Link copied.", "Copy citation": "Citation copied."}
    said = done.get(button, "Words and citation copied.")
    expect(page.get_by_role("status").filter(has_text=said)).to_be_visible()
    return str(page.evaluate("navigator.clipboard.readText()"))


def box(locator: Locator) -> dict[str, float]:
    return locator.evaluate("one => one.getBoundingClientRect().toJSON()")  # type: ignore[no-any-return]


@pytest.mark.parametrize("way", ["mouse", "touch", "keyboard"])
def test_copy_link_puts_the_address_on_the_clipboard(
    browser: Browser, address: str, way: str
) -> None:
    context = browser.new_context(
        viewport={"width": 390, "height": 800}, has_touch=True, permissions=CLIPBOARD
    )
    page = context.new_page()
    page.goto(address + "disillusionment/")
    before = page.evaluate("history.length")
    name = first_paragraph(page)
    link = page.locator(f"#{name} > .paragraph-number")
    copy = page.get_by_role("button", name="Copy link")
    if way == "mouse":
        link.click()
        copy.click()
    elif way == "touch":
        link.tap()
        copy.tap()
    else:
        link.focus()
        page.keyboard.press("Enter")
        expect(copy).to_be_focused()
        page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="Link copied.")).to_be_visible()
    assert str(page.evaluate("navigator.clipboard.readText()")).endswith(f"disillusionment/#{name}")
    assert page.url.endswith(f"#{name}"), "the address bar offers it, too"
    assert page.evaluate("history.length") == before
    page.keyboard.press("Escape")
    expect(copy).to_be_hidden()
    expect(link).to_be_focused()
    context.close()


def test_citation_and_words_name_paragraph_and_edition(
    browser: Browser, address: str, project: Project
) -> None:
    context = browser.new_context(permissions=CLIPBOARD)
    page = context.new_page()
    page.goto(address + "conflict/")
    # One that quotes somebody, and quotes nobody within that.
    quoting = page.locator("p[id]", has_text="“").filter(has_not_text=re.compile("[‘’]")).first
    name = str(quoting.get_attribute("id"))
    page.locator(f"#{name} > .paragraph-number").click()
    citation = copied(page, "Copy citation")
    pattern = (
        rf"“Opposition and Open Conflict”, paragraph {name[1:]}, in Does Putin want to join NATO\?, "
        rf"edition {re.escape(project.edition.version)}, \S+conflict/#{name}"
    )
    assert re.fullmatch(pattern, citation)
    whole = copied(page, "Copy words with citation")
    assert whole.endswith(f"” {citation}")
    words = whole.removesuffix(f" {citation}")
    assert re.match(r"“[A-Z]", words)
    assert words.count("“") == words.count("”") == 1, "the quotations inside have the other marks"
    assert "‘" in words
    shown = quoting.evaluate(
        """one => {
          const copy = one.cloneNode(true);
          copy.querySelectorAll("a.paragraph-number, sup, .sheet").forEach((part) => part.remove());
          return copy.textContent;
        }"""
    )
    assert re.findall(r"\w+", words) == re.findall(r"\w+", shown)
    context.close()


# Of each kind: its page, its link, its name, and how its words begin.
KINDS = [
    ("conflict/", ".claim__id", r"Claim [A-F]\d", "“[A-Z]"),
    ("timeline/", ".event__title", "[A-Z].+", "“[A-Z]"),
    ("quotations/", ".quotation__id", r"Quotation \d+", "“.+” .+, in: .+ Quoted in “"),
    ("sources/", ".source__id", "[a-z].+", ""),
    ("conflict/", "h2 > .headerlink", "A hostile turn", ""),
]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: str(kind[1]))
def test_every_kind_of_place_can_be_cited(
    browser: Browser, address: str, kind: tuple[str, str, str, str]
) -> None:
    path, link, name, words = kind
    context = browser.new_context(
        viewport={"width": 1024, "height": 800}, permissions=CLIPBOARD, reduced_motion="reduce"
    )
    page = context.new_page()
    page.goto(address + path)
    page.keyboard.press("Shift")
    page.wait_for_selector(".sheet", state="attached")
    page.locator("details").evaluate_all("all => all.forEach((one) => (one.open = true))")
    place = page.locator(link).first
    assert re.fullmatch(f"{name}: link or cite", place.get_attribute("title") or "")
    place.focus()
    page.keyboard.press("Enter")
    sheet = page.get_by_role("dialog", name=re.compile(f"^{name}$"))
    expect(sheet).to_be_visible()
    part = place.locator("xpath=ancestor::*[self::li or self::h2 or contains(@class,'claim ')][1]")
    assert box(sheet)["bottom"] <= box(part)["top"], "it covers nothing of what it is about"
    fragment = str(place.get_attribute("href"))
    assert copied(page, "Copy link").endswith(f"{path}{fragment}")
    assert copied(page, "Copy citation").endswith(f"{path}{fragment}")
    if words:
        assert re.match(words, copied(page, "Copy words with citation"))
    else:
        expect(page.get_by_role("button", name="Copy words with citation")).to_have_count(0)
    context.close()


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_targets_are_large_enough_and_say_what_they_offer(
    browser: Browser, address: str, width: int
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800}, has_touch=True)
    page = context.new_page()
    page.goto(address + "conflict/")
    page.keyboard.press("Shift")
    page.wait_for_selector("html:not(.waiting)", state="attached")
    page.wait_for_selector(".sheet", state="attached")
    links = page.locator(".paragraph-number, .headerlink").all()
    assert len(links) > 40
    for link in links:
        size = box(link)
        assert min(size["width"], size["height"]) >= 24, link.get_attribute("href")
        name = link.get_attribute("aria-label") or ""
        assert re.fullmatch(r"(Paragraph \d+[a-z]?|\S.*): link or cite", name)
        assert link.get_attribute("title") == name
    if width < 960:
        number = page.locator(".paragraph-number").first
        assert number.evaluate("one => parseFloat(getComputedStyle(one).borderTopWidth)") >= 1
    context.close()


@pytest.mark.parametrize("width", [390, 1280])
def test_who_lands_on_a_paragraph_sees_what_it_belongs_to(
    browser: Browser, address: str, width: int
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 844})
    page = context.new_page()
    page.goto(address + "conflict/")
    after = page.locator(".claim + p[id]").last
    name, claim = after.evaluate("one => [one.id, one.previousElementSibling.id]")
    page.goto(f"{address}conflict/#{name}")
    header = page.locator(".header").evaluate("one => one.getBoundingClientRect().bottom")
    expect(page.locator(f"#{name}")).to_be_in_viewport()
    assert box(page.locator(f"#{name}"))["top"] > header + 100, "what is before it is in sight"
    expect(page.locator(f"#{claim} .claim__finding")).to_be_in_viewport()
    heading = page.locator(f"h2:has(~ #{claim})").last.get_attribute("aria-label")
    assessment = page.locator(f"#{claim} .assessment").inner_text()
    where = page.locator(".header__title")
    expect(where).to_have_text(f"Claim {claim.upper()} · {assessment} · {heading}")
    name = page.locator(".correction > p[id]").first.get_attribute("id")
    label = page.locator(f".correction:has(#{name}) > .label").inner_text()
    page.goto(f"{address}conflict/#{name}")
    expect(where).to_have_text(re.compile(f"^Claim .+ · {label}$"))
    where.get_by_role("link").click()
    expect(page.locator(".claim:target")).to_be_in_viewport()
    page.evaluate("scrollTo({ top: 0, behavior: 'instant' })")
    expect(where).to_have_text("Does Putin want to join NATO?")
    context.close()


@pytest.mark.parametrize("path", PAGES)
def test_nothing_of_this_needs_a_script(browser: Browser, address: str, path: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + path)
    link = page.locator(".paragraph-number, .headerlink").last
    link.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{address}{path}{link.get_attribute('href')}")
    context.close()


@pytest.mark.parametrize(
    ("path", "selector"),
    [
        ("early-hopes/", "p:has(.footnote-ref):has(> .paragraph-number)"),
        ("early-hopes/", "td:has(.footnote-ref)"),
        ("early-hopes/", ".md-typeset h2"),
        ("claims/", ".md-typeset h2"),
    ],
)
def test_words_are_copied_without_numbers_of_notes_and_signs(
    browser: Browser, address: str, path: str, selector: str
) -> None:
    page = browser.new_context(permissions=CLIPBOARD).new_page()
    page.goto(address + path)
    words = page.locator(selector).first.evaluate(
        """one => {
            getSelection().selectAllChildren(one);
            one = one.cloneNode(true);
            for (const mark of one.querySelectorAll("sup, .paragraph-number, .headerlink")) mark.remove();
            return one.textContent;
        }"""
    )
    page.keyboard.press("ControlOrMeta+c")
    assert page.evaluate("navigator.clipboard.readText()").split() == words.split()
    rich = page.evaluate("""async () => {
        const [one] = await navigator.clipboard.read();
        const html = await (await one.getType("text/html")).text();
        return new DOMParser().parseFromString(html, "text/html").body.textContent;
    }""")
    assert rich.split() == words.split()
