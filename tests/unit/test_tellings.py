"""What was told several times, and who said what is quoted: read, checked, placed, drawn and exported."""

import json
import xml.etree.ElementTree as etree
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from fixtures import minimal_project
from markdown import Markdown

from edition.cli import main
from edition.config import Project
from edition.content.citation_style import quoted_as_plain
from edition.content.dates import Date
from edition.content.model import Content
from edition.content.quotations import stretches
from edition.content.records import Attribution, Name, Source
from edition.extensions.tellings import table
from edition.generate.charts import tellings
from edition.generate.charts.chart import RenderedChart

STORY = """\
- id: the-talk
  title: What he said to Frost
  happened: 2000-03
  tellings:
  - told: 2000-03-05
    teller: The record
    listener: of the BBC
    words: He said “I don’t see why not”.
    passages:
    - source: frost-2000
      locator: first answer
    label: “why not”
  - told: 2021-11-04
    teller: A witness
    listener: to The Guardian
    words: It was “hard”.
    original: тяжело
    passages:
    - source: rankin-2021
    label: “hard”
"""
SPEAKERS = """\
- id: q1
  source: frost-2000
  locator: first answer
  speaker: Vladimir Putin
  said: 2000-03-05
  telling: own-words
- id: q2
  source: rankin-2021
  speaker: A witness
  quoting: Vladimir Putin
  said: 2021-11-04
  telling: recalled
"""
QUOTATIONS = """\
---
title: Quotations
description: All quotations.
---

# Quotations {#quotations}

/// quotation-check
///

/// quotations | Vladimir Putin
///

/// quotations | others
///

/// quotation-filter
///
"""
PROSE = minimal_project.FILES["docs/hopes.md"] + "\n/// tellings | the-talk\n///\n"
FILES: dict[str, str | None] = {
    "docs/data/tellings.yml": STORY,
    "docs/data/speakers.yml": SPEAKERS,
    "docs/quotations.md": QUOTATIONS,
    "docs/hopes.md": PROSE,
}


@pytest.fixture
def content(write_project: Callable[..., Path]) -> Content:
    return Content.read(Project(write_project(FILES)))


def test_such_a_project_is_in_order(write_project: Callable[..., Path]) -> None:
    write_project(FILES)
    assert main(["generate"]) == 0
    assert main(["check"]) == 0


def test_a_story_becomes_a_table_with_a_note_a_row(content: Content) -> None:
    assert table(content, content.stories["the-talk"])[3:5] == [
        "| 5 March 2000 | The record, of the BBC | He said “I don’t see why not”."
        "[@frost-2000, first answer] |",
        "| 4 November 2021 | A witness, to The Guardian | It was “hard” (*тяжело*{lang=ru})."
        "[@rankin-2021] |",
    ]
    made = Markdown(
        extensions=[
            "attr_list",
            "footnotes",
            "tables",
            "edition.extensions.citations",
            "edition.extensions.blocks",
        ]
    ).convert("/// tellings | the-talk\n///\n")
    assert '<div class="tellings" id="the-talk">' in made
    assert made.count('role="doc-noteref"') == 2
    assert '<em lang="ru">тяжело</em>' in made


def test_a_quotation_says_how_it_was_seen(content: Content) -> None:
    made = Markdown(extensions=["edition.extensions.blocks"]).convert(
        "/// quotations | others\n///"
    )
    assert (
        "Recalled later; in it words of Vladimir Putin, as A witness gives them. Read where" in made
    )
    assert "translated from Russian" in made
    assert 'data-is="speaker=a-witness language=ru known=recalled"' in made
    assert '<a href="hopes.md#p3">§\N{NO-BREAK SPACE}3, An invitation</a>' in made


def test_its_citations_and_quotations_count(content: Content) -> None:
    place = content.claim_places["B1"][1]
    assert [citation.source for citation in place.citations[-2:]] == ["frost-2000", "rankin-2021"]
    address = "hopes#the-talk"
    told = [quotation.words for quotation in content.quotations if quotation.address == address]
    assert told == ["I don’t see why not", "why not", "hard", "тяжело", "hard"]
    assert address in content.addresses
    assert "quotations#q2" in content.addresses


def test_they_are_exported(write_project: Callable[..., Path]) -> None:
    root = write_project(FILES)
    assert main(["generate"]) == 0
    told = json.loads((root / "docs/data/tellings.json").read_text("utf-8"))
    assert [(row["story"], row["happened"], row["told"]) for row in told] == [
        ("the-talk", "2000-03", "2000-03-05"),
        ("the-talk", "2000-03", "2021-11-04"),
    ]
    assert told[1]["exact"] == "Это тяжело"
    quoted = json.loads((root / "docs/data/quotations.json").read_text("utf-8"))
    assert [(row["id"], row["speaker"], row["quoted"]) for row in quoted] == [
        ("q1", "Vladimir Putin", ["I don’t see why not", "why not"]),
        ("q2", "A witness", ["тяжело", "hard"]),
    ]
    header = (root / "docs/data/quotations.csv").read_text("utf-8").splitlines()[0]
    assert header.startswith("id,speaker,quoting,said,telling,quoted,exact,language")


def test_words_in_a_passage_may_be_of_another_speaker(write_project: Callable[..., Path]) -> None:
    other = """\
- id: q3
  source: rankin-2021
  words: hard
  original: тяжело
  speaker: The Guardian
  telling: written
"""
    root = write_project({**FILES, "docs/data/speakers.yml": SPEAKERS + other})
    assert main(["generate"]) == 0
    rows = json.loads((root / "docs/data/quotations.json").read_text("utf-8"))
    assert [(row["id"], row["speaker"], row["exact"], row["translation"]) for row in rows] == [
        ("q1", "Vladimir Putin", "I don't see why not.", ""),
        ("q3", "The Guardian", "тяжело", "hard"),
    ]
    assert rows[1]["quoted"] == ["тяжело", "hard"]
    addresses = Content.read(Project(root)).addresses
    assert "quotations#q3" in addresses
    assert "quotations#q2" not in addresses  # nothing is left of its passage that is quoted


@pytest.mark.parametrize(
    ("name", "change", "message"),
    [
        (
            "docs/data/speakers.yml",
            (SPEAKERS[SPEAKERS.index("- id: q2") :], ""),
            (
                "docs/hopes.md:17: Nobody is named who says “тяжело”. "
                "Add a record for “rankin-2021” to docs/data/speakers.yml: id, speaker, said, telling."
            ),
        ),
        (
            "docs/data/speakers.yml",
            ("first answer", "first answr"),
            (
                "docs/data/speakers.yml:3: There is no passage “frost-2000, first answr”. "
                "Did you mean “first answer”?"
            ),
        ),
        (
            "docs/data/speakers.yml",
            ("id: q2", "id: q1"),
            (
                "docs/data/speakers.yml:7: The id “q1” is used twice (first on line 1). "
                "Give this record a new number."
            ),
        ),
        (
            "docs/data/speakers.yml",
            ("said: 2021-11-04", "said: 2026-11-04"),
            (
                "docs/data/speakers.yml:11: “q2” was said on 2026-11-04, "
                "after the evidence's cut-off on 2026-10-10. Correct the date."
            ),
        ),
        (
            "docs/data/speakers.yml",
            ("  speaker: A witness\n", "  words: It is harsh\n  speaker: A witness\n"),
            (
                "docs/data/speakers.yml:9: The passage “rankin-2021” has no “It is harsh”. "
                "The nearest words are “It is hard”."
            ),
        ),
        (
            "docs/quotations.md",
            ("| others", "| A witnes"),
            "docs/quotations.md:14: No quotation is of “A witnes”. Did you mean “A witness”?",
        ),
        (
            "docs/quotations.md",
            ("/// quotations | others\n///\n", ""),
            (
                "docs/data/speakers.yml:9: No block shows the quotations of “A witness”. "
                "Add “/// quotations | others”."
            ),
        ),
        (
            "docs/data/tellings.yml",
            ("“I don’t see why not”", "“I do see why”"),
            "docs/data/tellings.yml:8: No passage cited here contains “I do see why”.",
        ),
        (
            "docs/data/tellings.yml",
            ("told: 2000-03-05", "told: 2022-03-05"),
            (
                "docs/data/tellings.yml:13: The telling comes after a later one (2022-03-05). "
                "Keep them in the order of their dates."
            ),
        ),
        (
            "docs/data/tellings.yml",
            ("happened: 2000-03\n", "happened: 2000-03\n  until: 1999\n  dating: Nobody knows.\n"),
            (
                "docs/data/tellings.yml:4: The event ends on 1999, before it begins (2000-03). "
                "Correct one of the two dates."
            ),
        ),
        (
            "docs/hopes.md",
            ("| the-talk", "| the-tlak"),
            "docs/hopes.md:25: There is no story “the-tlak”. Did you mean “the-talk”?",
        ),
        (
            "docs/hopes.md",
            ("\n/// tellings | the-talk\n///\n", ""),
            (
                "docs/data/tellings.yml:1: No page shows the story “the-talk”. "
                "Place it: “/// tellings | the-talk”."
            ),
        ),
    ],
)
def test_what_is_wrong_is_reported(
    write_project: Callable[..., Path],
    capsys: pytest.CaptureFixture[str],
    name: str,
    change: tuple[str, str],
    message: str,
) -> None:
    text, (old, new) = str(FILES[name]), change
    assert old in text
    write_project(FILES | {name: text.replace(old, new, 1)})
    assert main(["generate"]) == 1
    assert message in capsys.readouterr().err


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ([], []),
        ([1, 20, 40], [1, 20, 40]),
        ([10, 10], [5, 15]),
        ([0, 20, 20, 40], [0, 15, 25, 40]),
        ([0, 0, 0, 50], [-10, 0, 10, 50]),
    ],
)
def test_labels_are_spread_as_little_as_may_be(wanted: list[float], found: list[float]) -> None:
    spread = tellings.spread(wanted, 10)
    assert spread == pytest.approx(found)
    assert all(later - earlier >= 10 for earlier, later in pairwise(spread))


def marks(chart: RenderedChart) -> str:
    return etree.tostring(chart.drawing.root, encoding="unicode")


def test_the_chart_says_how_late_the_tellings_were(content: Content) -> None:
    chart = tellings.draw(content)
    assert chart.title == "Of 2 tellings of two events, 1 came over ten years later"
    assert "4 November 2021 (“hard”)" in chart.alternative
    assert "2021 “hard”" in marks(chart)


def test_related_words_are_shown_as_such_and_not_counted(
    write_project: Callable[..., Path],
) -> None:
    story = STORY.replace("  - told: 2021-11-04\n", "  - told: 2021-11-04\n    tells: related\n")
    content = Content.read(Project(write_project({**FILES, "docs/data/tellings.yml": story})))
    chart = tellings.draw(content)
    assert chart.title == "Of 1 tellings of two events, 0 came over ten years later"
    assert "4 November 2021 (related words: “hard”)" in chart.alternative
    drawn = marks(chart)
    assert "2021 “hard”" in drawn
    assert ">related words<" in drawn
    rows = table(content, content.stories["the-talk"])
    assert "| *Related words:* It was “hard”" in rows[4]
    assert "Related" not in rows[3]


def test_every_telling_of_a_table_is_in_the_picture(project: Project) -> None:
    content = Content.read(project)
    drawn = marks(tellings.draw(content))
    for story in content.stories.values():
        for telling in story.tellings:
            assert f">{telling.told.year} {telling.label}<" in drawn


@pytest.mark.parametrize(
    ("telling", "speaker", "quoting", "words"),
    [
        ("written", "Ann Author", "", "Ann Author, “A title”, 2001, p. 3."),
        ("own-words", "He", "", "He, 5 March 2000, in: Ann Author, “A title”, 2001, p. 3."),
        (
            "recalled",
            "She",
            "Him",
            "She, recalling words of Him, 5 March 2000, in: Ann Author, “A title”, 2001, p. 3.",
        ),
        (
            "note",
            "He",
            "",
            "He, according to a note-taker, 5 March 2000, in: Ann Author, “A title”, 2001, p. 3.",
        ),
    ],
)
def test_how_to_quote_it(telling: str, speaker: str, quoting: str, words: str) -> None:
    source = Source(
        id="x",
        type="webpage",
        tier="reporting",
        title="A title",
        language="en",
        checked="read",
        author=(Name(family="Author", given="Ann"),),
        issued=Date("2001"),
        url="https://x.example/",
    )
    said = Attribution(
        id="q1",
        source="x",
        locator="p. 3",
        speaker=speaker,
        quoting=quoting,
        telling=telling,
        said=Date("2000-03-05"),
    )
    assert quoted_as_plain(said, source) == words


def test_quoted_words_are_found_in_their_passage() -> None:
    passage = "He said: “We don't know. … It is ‘hard’.”"
    spans = stretches(passage, ["we don’t know", "It is ‘hard’", "is", "nothing"])
    assert [passage[start:end] for start, end in spans] == ["We don't know", "It is ‘hard"]
