"""BibTeX: what a real reader of it makes of the sources."""

from typing import Any

import pytest
from pybtex.database import Entry, parse_string

from edition.content.bibtex import bibtex
from edition.content.model import Content
from edition.generate.data_exports import csl


def entry(**item: Any) -> Entry:
    """What pybtex reads in the entry of a CSL item."""
    made = bibtex([{"id": "x", "type": "book", "title": "T", **item}])
    return parse_string(made, "bibtex").entries["x"]


def test_every_source_is_read_by_a_real_reader(content: Content) -> None:
    entries = parse_string(bibtex(csl(content)), "bibtex").entries
    assert list(entries) == list(content.sources)
    for name, source in content.sources.items():
        assert entries[name].fields["title"] == f"{{{source.title}}}"
        assert entries[name].fields["date"] == str(source.issued or "XXXX")


@pytest.mark.parametrize(
    ("kind", "expected", "field"),
    [
        ("article-newspaper", "article", "journal"),
        ("chapter", "incollection", "booktitle"),
        ("webpage", "misc", "howpublished"),
    ],
)
def test_it_says_where_a_work_appeared(kind: str, expected: str, field: str) -> None:
    read = entry(type=kind, **{"container-title": "NATO today"})
    assert read.type == expected
    assert read.fields[field].strip("{}") == "NATO today"


def test_it_tells_newspapers_and_magazines_from_journals() -> None:
    kinds = ("newspaper", "magazine", "journal")
    made = [entry(type=f"article-{kind}", **{"container-title": "X"}) for kind in kinds]
    assert {read.type for read in made} == {"article"}
    assert [read.fields.get("entrysubtype") for read in made] == ["newspaper", "magazine", None]


def test_it_names_the_body_that_issued_a_work() -> None:
    report = entry(type="report", publisher="NATO", genre="Opinion poll")
    assert (report.type, report.fields["institution"]) == ("techreport", "NATO")
    assert report.fields["type"] == "Opinion poll"
    asked = [{"given": "David", "family": "Frost"}, {"literal": "BBC"}]
    interview = entry(type="interview", publisher="Kremlin", interviewer=asked)
    assert (interview.type, interview.fields["journal"]) == ("article", "Kremlin")
    assert interview.fields["titleaddon"] == "Interview by David Frost and BBC"
    speech = entry(type="speech", publisher="Kremlin", genre="Transcript")
    assert (speech.type, speech.fields["journal"]) == ("article", "Kremlin")
    assert speech.fields["titleaddon"] == "Speech, Transcript"
    film = entry(type="motion_picture", publisher="Showtime")
    assert (film.type, film.fields["howpublished"]) == ("misc", "Film, Showtime")
    law = entry(type="legislation", publisher="United Nations")
    assert (law.type, law.fields["institution"]) == ("techreport", "United Nations")


def test_a_page_with_an_address_is_online() -> None:
    page = entry(type="webpage", publisher="NATO", URL="https://x.example/")
    assert (page.type, page.fields["organization"]) == ("online", "NATO")
    assert "author" not in page.persons


def test_names_stay_whole() -> None:
    people = [
        {"family": "d'Inverno", "given": "Monty"},
        {"literal": "Foundation for this and that"},
        {"family": "Burns", "given": "William J."},
    ]
    first, body, last = entry(author=people).persons["author"]
    assert [name.strip("{}") for name in first.last_names] == ["d'Inverno"]
    assert [name.strip("{}") for name in body.last_names] == ["Foundation for this and that"]
    assert (last.first_names, last.middle_names, last.last_names) == (
        ["William"],
        ["J."],
        ["Burns"],
    )


def test_where_nobody_is_named_an_article_has_its_paper_as_author() -> None:
    (author,) = entry(type="article-newspaper", **{"container-title": "BBC News"}).persons["author"]
    assert str(author) == "{BBC News}"
    assert "author" not in entry(type="webpage", publisher="NATO").persons


@pytest.mark.parametrize(
    ("parts", "fields"),
    [
        ([2026, 11, 3], {"date": "2026-11-03", "year": "2026", "month": "November"}),
        ([2026, 11], {"date": "2026-11", "year": "2026", "month": "November"}),
        ([2026], {"date": "2026", "year": "2026"}),
    ],
)
def test_a_date_has_its_day_and_its_month_is_a_macro(
    parts: list[int], fields: dict[str, str]
) -> None:
    read = entry(issued={"date-parts": [parts]}).fields
    assert {name: read[name] for name in ("date", "year", "month") if name in read} == fields


def test_signs_are_escaped_but_not_in_addresses() -> None:
    read = entry(title="50 % of {R&D}", URL="https://x.example/a_b?c={d}&e#f", page="77–89").fields
    assert read["title"] == r"{50 \% of \textbraceleft{}R\&D\textbraceright{}}"
    assert read["url"] == "https://x.example/a_b?c=%7Bd%7D&e#f"
    assert read["pages"] == "77--89"


def test_languages_and_original_titles_are_kept() -> None:
    read = entry(language="ru", **{"original-title": "Начало встречи"}).fields
    assert (read["langid"], read["origtitle"]) == ("russian", "{Начало встречи}")
