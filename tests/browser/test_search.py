"""The search: what people type finds what they mean, first; by keyboard, by paste, without a server and without storage."""

import re
from collections.abc import Iterator

import pytest
from fixtures.site_facts import FOUND, SEARCH
from playwright.sync_api import Browser, BrowserContext, Page, expect

from edition.content.model import Content


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


# What is typed, and what must come first: its kind, and words that it must show.
QUERIES = [
    ("Bucharest", "Paragraph", "At Bucharest on 3 April 2008"),
    ("Bucarest", "Paragraph", "At Bucharest"),
    ("against whom", "Paragraph", "against whom is this expansion intended"),
    ("“against whom”", "Paragraph", "against whom is this expansion intended"),
    ('"against whom"', "Paragraph", "against whom is this expansion intended"),
    ("Kiev", "Paragraph", "Kyiv"),
    ("Київ", "Paragraph", "Kyiv"),
    ("PDF", "Download", "The whole edition as PDF"),
    ("download", "Download", "The whole edition as PDF"),
    ("e-book", "Download", "EPUB"),
    ("Мюнхен", "Event", "The Munich speech"),
    ("мюнхене", "Event", "The Munich speech"),
    ("NATO's answer", "Heading", "NATO’s answer in the east"),
    ("NATO–Russia Council", "", "NATO-Russia Council"),
    ("NRC", "", "NATO-Russia Council"),
    ("Schroder", "Paragraph", "Gerhard Schröder"),
    ("not one inch", "Paragraph", "one inch to the east"),
    ("glossary", "Page", "Words"),
    ("CFE", "Page", "Conventional Armed Forces in Europe"),
    ("expansion", "Heading", "Enlargement to the east"),
    ("серьезно", "Paragraph", "серьёзно"),
    ("МИД", "Source", "МИД"),
    ("Zelenskyy", "", "Zelensky"),
    ("invading Ukraine", "", "invade"),
    ("crimea", "Heading", "Crimea"),
    ("how to cite", "Page", "How to cite"),
    ("claim B1", "Claim", "Claim B1"),
    ("b1", "Claim", "Claim B1"),
    ("5 March 2000", "Paragraph", "5 March 2000"),
    ("queue", "Heading", "Not in the queue"),
    ("munich speech", "Event", "The Munich speech"),
    ("Sarotte", "", "Sarotte"),
    # What rests on whom, and what is off.
    ("rests on one witness", "Claim", "Rests on one witness, George Robertson"),
    ("off: cause", "Claim", "Off: cause"),
    ("where the record differs", "Claim", "Where the record differs from the article"),
    ("was the war lawful", "Heading", "Was the war lawful?"),
    # What a reader can do.
    ("APA", "Citation", "Cite and share"),
    ("cite", "Citation", "Cite and share"),
    ("MLA", "Citation", "Cite and share"),
    ("BibTeX", "Citation", "Cite and share"),
    ("print", "Download", "The whole edition as PDF"),
    # Questions, phrases and dates, as students, journalists and teachers type them.
    ("did Putin ask to join NATO?", "Claim B4", "In 2000 he asked"),
    ("why did Putin invade Ukraine", "Claim", "Ukraine"),
    ("how many members does NATO have", "Chart", "32 members"),
    ("“when are you going to invite us”", "Paragraph", "When are you going to invite us to join"),
    ("Article 5", "Paragraph", "The members have promised"),
    ("2008 summit", "Paragraph", "At Bucharest on 3 April 2008"),
    ("no-fly", "Quotation", "no-fly zone"),
    ("10 February 2007", "Paragraph", "at Munich on 10 February 2007"),
    ("February 10, 2007", "Paragraph", "at Munich on 10 February 2007"),
    ("2007-02-10", "Paragraph", "at Munich on 10 February 2007"),
    ("2007 Munich", "Paragraph", "at Munich on 10 February 2007"),
    ("draft treaties", "Paragraph", "In December 2021 Russia published two draft treaties"),
    # Names in other spellings; forms of Russian and Ukrainian words.
    ("Zelenskiy", "Event", "Zelensky offers to forgo membership"),
    ("Eltsin letter", "Event", "Yeltsin’s letter to NATO"),
    ("Kyiv", "Paragraph", "The crisis began in Kyiv"),
    ("Donbass", "", "Donbas"),
    ("OTAN Poutine", "", "Putin"),
    ("Лаврова", "Paragraph", "Sergei Lavrov"),
    ("10 февраля 2007", "Paragraph", "at Munich on 10 February 2007"),
    ("10.02.2007", "Paragraph", "at Munich on 10 February 2007"),
    ("Мюнхенская речь", "Event", "The Munich speech"),
    ("Горбачёва", "Paragraph", "Gorbachev"),
]

# What is typed in Cyrillic: what holds these words comes first, and what holds their translation is also found.
CYRILLIC = [
    ("Путин НАТО", "Путин", "Does Putin want to join NATO?"),
    ("Бухарест", "Бухарест", "The Bucharest promise"),
    ("Зеленський", "Зеленский", "Zelensky offers to forgo membership"),
    ("вступление России в НАТО", "вступление России в НАТО", "Claim"),
    ("МИД", "МИД", "foreign ministry"),
]
# Russian and Ukrainian words, and the words of the edition that must be marked for them.
TRANSLATED = [
    ("Берлин", "Berlin"),
    ("Польша", "Poland"),
    ("Брюссель", "Brussels"),
    ("Донецк", "Donetsk"),
    ("Сочи", "Sochi"),
    ("Стамбул", "Istanbul"),
    ("Вильнюс", "Vilnius"),
    ("Финляндия", "Finland"),
    ("Швеция", "Sweden"),
    ("Эстония", "Estonia"),
    ("Осетия", "Ossetia"),
    ("Валдай", "Valdai"),
    ("Югославия", "Yugoslavia"),
    ("Ирак", "Iraq"),
    ("Афганистан", "Afghanistan"),
    ("Рютте", "Rutte"),
    ("Миршаймер", "Mearsheimer"),
    ("Стоун", "Stone"),
    ("Песков", "Peskov"),
    ("Иванов", "Ivanov"),
    ("Грушко", "Grushko"),
    ("Левада", "Levada"),
    ("Трамп", "Trump"),
    ("Штольтенберг", "Stoltenberg"),
    ("Столтенберга", "Stoltenberg"),
    ("референдум", "referendum"),
    ("агрессия", "aggression"),
    ("кризис", "crisis"),
    ("расширение", "enlargement"),
    ("розширення", "enlargement"),
    ("вторжение", "invasion"),
    ("вторгнення", "invasion"),
    ("война", "war"),
    ("війна", "war"),
    ("війни", "war"),
    ("переговоры", "talks"),
    ("договор", "treaty"),
    ("угроза", "threat"),
    ("безопасность", "security"),
    ("гарантии", "guarantees"),
    ("членство", "membership"),
    ("специальная военная операция", "special military operation"),
    ("СВО", "special military operation"),
    ("Донбас", "Donbas"),
    ("Донбаса", "Donbas"),
    ("Росія", "Russia"),
    ("Минск", "Minsk"),
    ("Минска", "Minsk"),
    ("Рим", "Rome"),
    # Inflected, Ukrainian, adjectives, first names, several words.
    ("в Стамбуле", "Istanbul"),
    ("Польщею", "Poland"),
    ("Німеччина", "Germany"),
    ("Румунії", "Romania"),
    ("Угорщини", "Hungary"),
    ("Захід", "West"),
    ("Білорусь", "Belarus"),
    ("Запоріжжя", "Zaporizhzhia"),
    ("південна Осетія", "South Ossetia"),
    ("Вашингтоном", "Washington"),
    ("европейский", "European"),
    ("кремлёвский", "Kremlin"),
    ("Медведевым", "Medvedev"),
    ("Пєскова", "Peskov"),
    ("Шойгу", "Shoigu"),
    ("Сикорского", "Sikorski"),
    ("Макфолом", "McFaul"),
    ("Каддафи", "Gaddafi"),
    ("Януковича", "Yanukovych"),
    ("Джорджа Буша", "George"),
    ("Володимир Зеленський", "Volodymyr Zelensky"),
    ("безпекою", "security"),
    ("незалежність", "independence"),
    ("Рада Безпеки", "Security Council"),
    ("сферы влияния", "sphere of influence"),
]
# Spellings and forms of one word, which find the same.
SAME = [
    ("Donbas", "Донбасс", "Донбас", "Донбаса", "Донбассом"),
    ("Россия", "России", "Россией", "Росія", "Росією", "российский"),
    ("Minsk", "Минск", "Минска", "Мінськ", "минские"),
    ("Stoltenberg", "Столтенберг", "Столтенберга", "Штольтенберг"),
    ("war", "война", "войны", "війна", "війни", "війною"),
    ("Poland", "Польша", "Польшей", "Польща", "Польщі"),
    ("Rome", "Рим", "Рима", "в Риме"),
    ("Levada", "Левада", "Левады", "Левадой"),
    ("McFaul", "Макфол", "Макфола", "Макфолом"),
    ("security", "безопасность", "безопасности", "безопасностью", "безпека"),
]
# What is typed, what is said of it, and a word that is not marked for it.
NOT_MEANT = [
    ("Рим", r"\d+ found\.", "Romania"),
    ("СВО", r"\d+ found\.", "свою"),
    ("join", r"\d+ found", "joint"),
    (
        "red line",
        r"No place has all of these words\. Places that have some: \d+ found\.",
        "reduces",
    ),
]
# In the order in which they are found: where a promise that NATO would not grow is discussed.
INCH = ["Paragraph 79", "Before Putin: promises", "Paragraph 80", "Paragraph 81", "Paragraph 137"]


@pytest.fixture(scope="module")
def opened(browser: Browser, address: str) -> Iterator[Page]:
    """A page with its search open."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(address)
    page.keyboard.press("/")
    yield page
    context.close()


def first(page: Page, typed: str) -> str:
    """The kind and the words of what is found first for what is TYPED."""
    page.locator(SEARCH).fill(typed)
    expect(page.locator(FOUND).first).to_be_visible()
    return page.locator(FOUND).first.inner_text().replace("\n", " ")


@pytest.mark.parametrize(("typed", "kind", "words"), QUERIES)
def test_what_is_meant_comes_first(opened: Page, typed: str, kind: str, words: str) -> None:
    found = first(opened, typed)
    assert kind in found, found
    assert words.lower() in found.lower(), found


@pytest.mark.parametrize(("typed", "words", "translated"), CYRILLIC)
def test_the_typed_words_come_before_their_translation(
    opened: Page, typed: str, words: str, translated: str
) -> None:
    assert words in first(opened, typed)
    assert translated in opened.locator(".search__found").inner_text()


@pytest.mark.parametrize("typed", ["not one inch", "“Not one inch”", "one inch", "ни на дюйм"])
def test_words_known_elsewhere_find_every_place_that_discusses_them(
    opened: Page, typed: str
) -> None:
    first(opened, typed)
    titles = opened.locator(".search__found strong").all_inner_texts()
    for title, wanted in zip(titles, INCH, strict=False):
        assert title.startswith(wanted), titles
    assert len(titles) >= len(INCH)


def said(page: Page, typed: str) -> str:
    """What the status says of what is TYPED."""
    first(page, typed)
    return page.get_by_role("status").inner_text()


@pytest.mark.parametrize(("typed", "word"), TRANSLATED)
def test_a_russian_or_ukrainian_word_finds_its_translation(
    opened: Page, typed: str, word: str
) -> None:
    assert re.match(r"\d+ found", said(opened, typed))
    marks = opened.locator(".search__found mark").all_inner_texts()
    assert word.lower() in {mark.lower() for mark in marks}


@pytest.mark.parametrize("forms", SAME, ids=lambda forms: forms[0])
def test_the_forms_of_a_word_find_the_same(opened: Page, forms: tuple[str, ...]) -> None:
    assert {typed: said(opened, typed) for typed in forms} == dict.fromkeys(
        forms, said(opened, forms[0])
    )


@pytest.mark.parametrize(("typed", "status", "other"), NOT_MEANT)
def test_a_word_finds_no_other_that_is_like_it(
    opened: Page, typed: str, status: str, other: str
) -> None:
    assert re.match(status, said(opened, typed))
    marks = opened.locator(".search__found mark").all_inner_texts()
    assert other.lower() not in {mark.lower() for mark in marks}


@pytest.mark.parametrize(
    ("typed", "word"), [("Прага", "врага"), ("Bucarest", "Bucharest"), ("Putin Munic", "Munich")]
)
def test_similar_words_are_found_only_when_there_is_nothing_else_and_it_is_said(
    opened: Page, typed: str, word: str
) -> None:
    assert re.match(
        r"Not found as typed\. Places with similar words: \d+ found", said(opened, typed)
    )
    assert word in opened.locator(f"{FOUND} mark").all_inner_texts()


@pytest.mark.parametrize("typed", ["Kosovo Yugoslavia", "east west"])
def test_what_has_one_of_two_words_is_left_out(opened: Page, typed: str) -> None:
    assert re.fullmatch(r"\d+ found\.", said(opened, typed))
    for found in opened.locator(FOUND).all():
        assert set(typed.lower().split()) <= set(
            " ".join(found.locator("mark").all_inner_texts()).lower().replace("’s", "").split()
        )


def test_each_word_of_the_synonyms_finds_places_that_have_it(
    opened: Page, content: Content
) -> None:
    """A line that leads to nothing in the edition does nothing."""
    words = [word for group in content.synonyms for word in group.same]
    first(opened, "Putin")  # the index has come
    missing = opened.evaluate(
        """words => words.filter(word => {
          const { all, similar, results } = search(word);
          return !all || similar || !results.length;
        })""",
        words,
    )
    assert missing == []


def test_how_to_cite_is_shown_where_the_reader_is(page: Page, address: str) -> None:
    page.goto(address + "conflict/")
    page.keyboard.press("/")
    page.keyboard.type("APA")
    expect(page.locator(FOUND).first).to_contain_text("Cite and share")
    page.keyboard.press("Enter")
    panel = page.locator("#take-away")
    expect(panel).to_be_in_viewport()
    expect(panel).to_contain_text("Opposition and Open Conflict")
    expect(panel.get_by_role("button", name="Copy: APA")).to_be_visible()
    expect(panel.get_by_role("button", name="Close")).to_be_hidden()


def test_a_result_says_where_it_is_marks_the_words_and_leads_there(
    page: Page, address: str
) -> None:
    page.goto(address)
    page.keyboard.press("/")
    page.keyboard.type("against whom")
    result = page.locator(FOUND).first
    expect(result.locator(".search__place")).to_have_text(
        "Opposition and Open Conflict · A hostile turn"
    )
    expect(result.locator("strong")).to_have_text(re.compile(r"^Paragraph \d+$"))
    expect(result.locator("mark")).to_have_text("against whom")
    expect(page.get_by_role("status")).to_have_text("3 found.")
    number = result.locator("strong").inner_text().removeprefix("Paragraph ")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/conflict/#p{number}")
    expect(page.locator(f"#p{number}")).to_be_in_viewport()


def test_a_result_on_the_same_page_closes_the_search(page: Page, address: str) -> None:
    page.goto(address + "conflict/")
    page.locator(".search-button").click()
    page.keyboard.type("against whom")
    page.locator(FOUND).first.click()
    expect(page.locator(SEARCH)).to_be_hidden()
    expect(page.locator(":target")).to_be_in_viewport()


def test_no_number_of_a_note_sticks_to_a_word(opened: Page) -> None:
    for typed in ("enlargement", "Robertson", "Kosovo"):
        first(opened, typed)
        text = opened.locator(".search__found").inner_text()
        assert not re.search(r"[a-z][.,]?[”’]?\d", text), text


def test_what_is_not_found_is_said_in_plain_words(opened: Page) -> None:
    status = opened.get_by_role("status")
    opened.locator(SEARCH).fill("xyzzyx")
    expect(status).to_have_text("Nothing found. Try fewer or other words.")
    opened.locator(SEARCH).fill("Kosovo zebra")
    expect(status).to_have_text(
        re.compile("^No place has all of these words. Places that have some")
    )
    opened.locator(SEARCH).fill("“speech Munich”")
    expect(status).to_have_text(re.compile("^Nowhere in these very words. Places that have all"))
    opened.locator(SEARCH).fill("Putin")
    expect(status).to_have_text(re.compile(r"^\d{3} found; the first 50 are shown\.$"))
    expect(opened.locator(FOUND)).to_have_count(50)
    opened.locator(SEARCH).fill("")
    expect(status).to_be_empty()
    expect(opened.locator(FOUND)).to_have_count(0)


@pytest.mark.parametrize("way", ["paste", "drop"])
def test_what_is_pasted_or_dropped_is_searched(page: Page, address: str, way: str) -> None:
    """No key is pressed; dictation comes in the same way."""
    page.goto(address)
    page.keyboard.press("/")
    page.keyboard.type("Robertson")
    expect(page.locator(FOUND).first).to_contain_text("Robertson")
    kind = "insertFromPaste" if way == "paste" else "insertFromDrop"
    page.locator(SEARCH).evaluate(
        """(input, inputType) => {
          input.value = "Kosovo";
          input.dispatchEvent(new InputEvent("input", { inputType, bubbles: true }));
        }""",
        kind,
    )
    expect(page.locator(FOUND).first).to_contain_text("Kosovo")


def test_the_arrow_keys_go_through_what_was_found(page: Page, address: str) -> None:
    page.goto(address + "conflict/")
    page.keyboard.press("/")
    page.keyboard.type("against whom")
    expect(page.locator(FOUND)).to_have_count(3)
    page.keyboard.press("ArrowDown")
    expect(page.locator(FOUND).nth(0)).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.locator(FOUND).nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.locator(SEARCH)).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.type(" is")  # goes on where the field ended, but for the blank
    expect(page.locator(SEARCH)).to_be_focused()
    expect(page.locator(SEARCH)).to_have_value("against whomis")


def test_a_search_that_cannot_come_says_so_and_asks_again(page: Page, address: str) -> None:
    cut = [True]
    page.route("**/search-index.*", lambda route: route.abort() if cut[0] else route.continue_())
    page.goto(address)
    page.keyboard.press("/")
    expect(page.get_by_role("status")).to_contain_text("The search could not be loaded")
    cut[0] = False
    page.keyboard.type("Kosovo")
    expect(page.locator(FOUND).first).to_contain_text("Kosovo")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_forced_colours_leave_words_found_visible(
    browser: Browser, address: str, scheme: str
) -> None:
    context = browser.new_context(
        viewport={"width": 390, "height": 800},
        forced_colors="active",
        color_scheme=scheme,  # type: ignore[arg-type]
    )
    page = context.new_page()
    page.goto(address + "conflict/")
    page.keyboard.press("/")
    page.keyboard.type("Kosovo")
    colours = page.locator("mark").first.evaluate(
        "mark => [getComputedStyle(mark).color, getComputedStyle(mark).backgroundColor]"
    )
    assert colours[0] != colours[1]
    context.close()


def test_without_scripts_nothing_offers_to_search(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    expect(page.locator(".search-button")).to_be_hidden()
    expect(page.locator(SEARCH)).to_be_hidden()
    context.close()
