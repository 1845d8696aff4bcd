"""What the edition promises about its evidence, counted on the real files."""

import re
from urllib.parse import urlsplit

from edition.content.model import Content
from edition.content.pages import CITATION


def test_the_short_answer_is_short(content: Content) -> None:
    answer = content.pages["index"].paragraphs[0]
    assert len(CITATION.sub("", answer.text).split()) <= 120


def test_what_is_told_rests_on_documents_and_scholars_too(content: Content) -> None:
    tiers = [
        source.tier
        for name, source in content.sources.items()
        if name in content.mentions or content.event_mentions(name)
    ]
    assert tiers.count("primary") >= 60
    assert tiers.count("scholarship") >= 12


def test_every_citation_shows_its_words_or_says_why_not(content: Content) -> None:
    cited = {
        (citation.source, citation.locator)
        for page in content.pages.values()
        for block in page.blocks
        for citation in block.citations
    }
    assert len(cited) > 250
    for key in cited:
        assert content.passages[key].exact or content.passages[key].missing, key


def test_scholars_from_both_sides_of_the_dispute_are_cited(content: Content) -> None:
    enlargement_first = {
        "mearsheimer-2014",
        "kennan-1997",
        "sakwa-2015",
        "menon-ruger-2020",
        "shifrinson-2020",
        "graham-doris-2022",
    }
    other_causes = {
        "person-mcfaul-2022",
        "mcfaul-2014",
        "marten-2018",
        "marten-2020",
        "lanoszka-2020",
        "hill-stent-2022",
    }
    assert len(enlargement_first & set(content.mentions)) >= 3
    assert len(other_causes & set(content.mentions)) >= 3


def test_the_record_corrects_the_article_where_it_must(content: Content) -> None:
    corrected = set()
    for page in content.pages.values():
        places = page.claims
        for block in page.blocks_named("correction"):
            corrected.add([place.id for place in places if place.line < block.line][-1])
    assert corrected >= {"B4", "C2", "C3", "D1", "D3", "D4", "D6", "E4", "F2"}


def test_the_boxes_are_there(content: Content) -> None:
    boxes = [
        block.text
        for page in content.pages.values()
        for block in page.headings
        if "box" in block.inside
    ]
    assert {"Could Russia join?", "Before Putin: promises and first members"} <= set(boxes)


def test_russian_quotations_are_marked_and_translated(content: Content) -> None:
    found = 0
    for page in content.pages.values():
        for block in page.paragraphs:
            for match in re.finditer(r"[\u0400-\u04ff]+", block.text):
                around = block.text[: match.end() + 200]
                assert re.search(r"\*[^*]*" + match.group() + r"[^*]*\*\{lang=(ru|uk)\}", around), (
                    f"{page.file}:{block.line}"
                )
                found += 1
    assert found >= 3


def test_linked_addresses_are_whole(content: Content) -> None:
    for name, source in content.sources.items():
        if source.url:
            assert urlsplit(source.url).hostname, name
