"""The box that holds a pasted sentence against the quotations."""

import re
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest
from playwright.sync_api import Browser, Page, expect
from tools.ready import ready

from edition.content.model import Content
from edition.content.quotations import contains

EXACT = "When are you going to invite us to join Nato?"
ALTERED = "When are you going to invite Russia to join Nato?"
NEW = "NATO will never let Russia in."


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(reduced_motion="reduce")
    yield context.new_page()
    context.close()


@pytest.fixture
def box(page: Page, address: str) -> Page:
    """The page of quotations, the cursor in the box."""
    page.goto(f"{address}quotations/")
    page.get_by_label("Check a quotation").focus()
    return page


def answer(page: Page, words: str) -> list[str]:
    """Type WORDS and ask, by keyboard alone; the paragraphs of the answer."""
    page.get_by_label("Check a quotation").fill("")
    page.keyboard.insert_text(words)
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Check", exact=True)).to_be_focused()
    page.keyboard.press("Enter")
    return page.locator(".quotation-check [role=status] p").all_inner_texts()


def test_words_as_they_stand_are_exact(box: Page) -> None:
    told = answer(box, f"Robertson recalled that Putin asked, “{EXACT}”")
    told = [line.replace("\N{NO-BREAK SPACE}", " ") for line in told]
    assert told[:2] == ["Exact: George Robertson", f"“{EXACT.rstrip('?')}”"]
    # How far the words may be taken as those of whom they are told comes before how to quote them.
    assert told[2].startswith(
        "George Robertson, 4 November 2021: Recalled later; in it words of Vladimir Putin, "
        "as George Robertson gives them."
    )
    assert told[3].startswith(
        "Quote it as: George Robertson, recalling words of Vladimir Putin, 4 November 2021"
    )


def test_the_answer_says_who_stands_behind_the_outlet(box: Page, content: Content) -> None:
    labelled = [
        item
        for key, item in content.attributions.items()
        if key in content.attributed and content.sources[item.source].state_media
    ]
    assert len(labelled) > 10
    for item in labelled[::6]:
        passage = content.passages[item.key]
        told = answer(box, (passage.translation or passage.exact).replace("…", " … "))
        assert told[0].startswith("Exact")
        assert item.speaker in told[0]
        assert any(f"{content.sources[item.source].backer}." in line for line in told[2:]), item.id


@pytest.mark.parametrize(
    "typed",
    [
        f"Robertson recalled that Putin asked, '{EXACT}'",  # as in Britain
        "серьезно провоцирующий фактор",  # as many type ё
        f"Robertson: ‹{EXACT}›",
        f"Robertson: »{EXACT}«",
        f"Robertson: „{EXACT}“",
        f"Robertson: ”{EXACT}”",
        f"Robertson: ‚{EXACT}‘",
        f"Robertson：「{EXACT}」",
    ],
)
def test_words_are_found_as_keyboards_type_them(box: Page, typed: str) -> None:
    told = answer(box, typed)
    assert told[0].startswith("Exact: ")
    assert not set("‹›«»„‚‘「」'") & set(told[1])  # repeated in marks of ours alone


def test_a_quotation_inside_another_is_checked_with_it(box: Page) -> None:
    told = answer(box, f"Robertson recalled: «Putin said: „{EXACT}“»")
    assert told[:2] == ["Exact: George Robertson", f"“Putin said: „{EXACT.rstrip('?')}”"]


def test_altered_words_are_marked_and_told(box: Page) -> None:
    told = answer(box, "When are you going to admit us to join Nato?")
    assert told[0] == "Altered in 1 place: George Robertson"
    assert told[2] == "“admit” is “invite” in the source."
    assert box.locator(".quotation-check del").all_inner_texts() == ["admit"]
    assert box.locator(".quotation-check ins").all_inner_texts() == ["invite"]
    assert told[3].startswith("George Robertson, 4\N{NO-BREAK SPACE}November 2021: Recalled later")
    assert told[4].startswith("Quote it as: ")


def test_words_that_are_left_out_or_added_are_told(box: Page) -> None:
    told = answer(box, "When are you ever going to invite us to Nato?")
    assert told[0] == "Altered in 2 places: George Robertson"
    assert told[2] == "“ever” is not in the source; “join” is left out."


@pytest.mark.parametrize(
    ("words", "negation", "sentence"),
    [
        (
            "wanted to join NATO",
            "never",
            "We never wanted to join NATO, because joining an organisation such as NATO, means "
            "limiting the sovereignty of our country.",
        ),
        (
            "be queuing up for NATO accession",
            "not",
            "‘Russia will not be queuing up for NATO accession,’ he added.",
        ),
        (
            "intention of joining military-political blocs",
            "no",
            "Russia has no intention of joining military-political blocs because that would be "
            "tantamount to restricting its sovereignty.",
        ),
        (
            "We … wanted to join NATO",
            "never",
            "We never wanted to join NATO, because joining an organisation such as NATO, means "
            "limiting the sovereignty of our country.",
        ),
    ],
)
def test_words_that_are_cut_from_a_negation_are_told(
    box: Page, words: str, negation: str, sentence: str
) -> None:
    told = answer(box, f"Putin said that Russia “{words}”.")
    assert told[:3] == [
        f"Exact, but cut from a sentence with “{negation}”: Vladimir Putin",
        f"“{words}”",
        f"In its sentence: “{sentence}”",
    ]
    marked = " ".join(box.locator(".quotation-check [role=status] b").all_inner_texts())
    assert re.sub(r"\W+", " ", marked).strip() == re.sub(r"\W+", " ", words)


def test_a_sentence_is_shown_only_where_words_are_cut_from_it(box: Page) -> None:
    told = answer(box, "We never wanted to join NATO")
    assert told[0] == "Exact: Vladimir Putin"
    assert told[2].startswith("In its sentence: “We never wanted to join NATO, because ")
    told = answer(box, "I don't see why not. I wouldn't rule out such a possibility.")
    assert told[0] == "Exact: Vladimir Putin"
    assert not any(line.startswith("In its sentence") for line in told)


def test_of_several_passages_those_with_a_negation_are_counted(box: Page) -> None:
    told = answer(box, "join NATO")
    found = re.match(
        r"Exact in (\d+) passages, but in (\d+) of them cut from a sentence with", told[0]
    )
    assert found
    assert int(found[1]) > int(found[2]) > 0


@pytest.mark.parametrize(
    ("words", "head", "left_out", "differs"),
    [
        (
            "Russia wanted to join NATO",
            "Altered in 1 place, and cut from a sentence with “never”: Vladimir Putin",
            [
                "We never",
                "because joining an organisation such as NATO, means limiting the sovereignty "
                "of our country.",
            ],
            "“Russia” is “We never” in the source; “because joining an organisation such as NATO, "
            "means limiting the sovereignty of our country” is left out after it.",
        ),
        (
            "Россия готова вступить в НАТО",
            "Altered in 1 place, and cut from a sentence with “не”: Boris Yeltsin",
            ["‘По правде говоря,", "пока не"],
            "“По правде говоря” is left out before it; “пока не” is left out.",
        ),
    ],
)
def test_what_is_left_out_of_the_sentence_is_told(
    box: Page, words: str, head: str, left_out: list[str], differs: str
) -> None:
    told = answer(box, words)
    assert told[0] == head
    assert told[2] == differs
    assert box.locator(".quotation-check ins").all_inner_texts() == left_out


@pytest.mark.parametrize(
    ("words", "differ"),
    [
        (
            "We never wanted to join NATO because joining an organisation such as NATO means …",
            "marks of punctuation differ",
        ),
        ("we never Wanted to join Nato", "capitals differ"),
        (
            "We Never wanted to join NATO because joining",
            "marks of punctuation and capitals differ",
        ),
        (
            "It is possible to review, but hardly at the moment. The question is, which NATO is "
            "meant. if the question is about the serious transformation",
            "words are left out where the passage in the list has “…”: show that as “…”",
        ),
    ],
)
def test_what_differs_in_the_same_words_is_told(box: Page, words: str, differ: str) -> None:
    told = answer(box, words)
    assert told[0] == "The same words, not quite as they stand: Vladimir Putin"
    assert told[2] == f"Only {differ}."


@pytest.mark.parametrize(
    ("text", "dated"),
    [
        ("“I don't see why not”, Putin said in 2005.", True),
        ("“I don't see why maybe not”, Putin said in 2005.", True),
        ("“I don't see why not”, Putin said in 2000, not in 2005.", False),
        ("“I don't see why not”, Putin said.", False),
    ],
)
def test_another_year_than_that_of_the_entry_is_told(box: Page, text: str, dated: bool) -> None:
    told = answer(box, text)
    assert told[0].endswith("Vladimir Putin")
    remark = "The edition dates these words 5\N{NO-BREAK SPACE}March 2000."
    assert [line for line in told if line.startswith("The edition")] == [remark] * dated


def test_words_of_another_speaker_in_a_passage_are_cited_as_theirs(box: Page) -> None:
    told = answer(box, "“He wanted it to be presented to him.”")
    assert told[0] == "Exact in the translation: George Robertson"
    cited = [line for line in told if line.startswith("Quote it as: ")]
    assert len(cited) == 1
    assert "George Robertson" in cited[0]
    assert "Putin, February" not in cited[0]
    assert "recalling words of Vladimir Putin" not in cited[0]


def test_other_words_are_not_in_the_edition(box: Page) -> None:
    told = answer(box, NEW)
    assert told[0] == "Not in this edition"
    assert told[2].endswith("That does not show that nobody said it.")


def test_the_edition_is_searched_for_words_that_are_not_quoted(box: Page) -> None:
    answer(box, "NATO promised “not one inch”")
    box.keyboard.press("Tab")
    search = box.get_by_role("button", name="Search this edition for these words")
    expect(search).to_be_focused()
    box.keyboard.press("Enter")
    expect(box.get_by_label("Search this edition", exact=True)).to_have_value("not one inch")
    found = box.get_by_role("dialog").get_by_role("link")
    expect(found.filter(has_text="Paragraph 79")).to_be_visible()
    box.keyboard.press("Escape")
    expect(search).to_be_focused()


def test_each_of_several_quotations_is_answered(box: Page) -> None:
    told = answer(box, f"He asked “{EXACT}”, and said “{NEW}”")
    assert [line for line in told if line.startswith(("Exact", "Not in"))] == [
        "Exact: George Robertson",
        "Not in this edition",
    ]
    assert answer(box, " ") == ["Paste a sentence first."]


def test_the_answer_is_announced_and_leads_to_its_entry(box: Page) -> None:
    region = box.locator(".quotation-check").get_by_role("status")
    expect(region).to_be_empty()
    answer(box, EXACT)
    expect(region).to_contain_text("Exact")
    box.keyboard.press("Tab")
    box.keyboard.press("Enter")
    expect(box.locator(".quotation:target")).to_contain_text("invite us to join Nato")


def test_it_knows_words_by_the_same_rules_as_the_build(box: Page, content: Content) -> None:
    quoted = [content.passages[key] for key in content.quoted_passages]
    texts = [text for passage in quoted for text in (passage.exact, passage.translation) if text]
    words = [
        *(quotation.words for quotation in content.quotations[::9]),
        "perhaps Russia could be an Ally",
        "Perhaps russia could be an Ally",
        "Perhaps Russia could be an All",
        "left out … could be an Ally",
        "could be an Ally … left out",
        "we [Russia] feel left out",
        "весьма сдержанно.",
        "‹perhaps Russia could be an Ally›",
    ]
    for quotation in words:
        known = any(contains(text, quotation) for text in texts)
        assert answer(box, f"“{quotation}”")[0].startswith("Exact") == known, quotation


def test_without_scripts_the_list_serves(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}quotations/")
    assert not page.locator(".quotation-check").is_visible()
    assert page.locator(".quotation").count() > 100
    context.close()


def test_it_works_from_a_disk(page: Page, site: Path, tmp_path: Path) -> None:
    (archive,) = site.glob("downloads/*-offline.zip")
    with ZipFile(archive) as copy:
        copy.extractall(tmp_path)
    page.goto(next(tmp_path.glob("*/quotations/index.html")).as_uri())
    page.get_by_label("Check a quotation").focus()
    assert answer(page, EXACT)[0] == "Exact: George Robertson"


def test_only_its_own_page_loads_its_script(page: Page, address: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for name in ("claims/", "quotations/"):
        asked.clear()
        ready(page, f"{address}{name}")
        own = [url for url in asked if "quotation-check" in url]
        assert len(own) == (name == "quotations/")
