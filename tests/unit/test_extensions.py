"""What the Markdown extensions make of a few lines, without any engine."""

import json
import re
import xml.etree.ElementTree as etree
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from fixtures import minimal_project
from markdown import Markdown

from edition.config import Project
from edition.content.citation_style import reference
from edition.content.model import Content
from edition.diagnostics import BuildError

EXTENSIONS = [
    "attr_list",
    "footnotes",
    "toc",
    *(f"edition.extensions.{name}" for name in ("citations", "blocks", "permalinks")),
]


def convert(text: str) -> str:
    return Markdown(extensions=EXTENSIONS).convert(text)


@pytest.fixture(autouse=True)
def project(write_project: Callable[..., Path]) -> Path:
    return write_project()


def test_a_citation_becomes_a_note_with_locator_and_entry() -> None:
    html = convert("He asked.[@frost-2000, first answer]")
    mark = '<a class="footnote-ref" href="#fn:1" role="doc-noteref">1</a>'
    assert f'<p>He asked.<sup id="fnref:1">{mark}</sup></p>' in html
    author = '<a class="note-source" href="sources.md#frost-2000">David Frost</a>'
    words = '<span class="passage">“I don\'t see why not.”</span>'
    assert (
        f'<p>{author}, “<a href="https://bbc.example/frost">Breakfast with Frost</a>”, BBC, 5 March 2000, first answer. {words}'
    ) in html.replace("#:~:text=I%20don%27t%20see%20why%20not.", "")


def test_sources_in_one_bracket_share_a_note() -> None:
    html = convert("He asked.[@frost-2000; @rankin-2021, p. 3]")
    assert html.count('class="footnote-ref"') == 1
    assert html.count(">David Frost</a>, “") == html.count(">Jennifer Rankin</a>, “") == 1
    assert "<em>The Guardian</em>, 4 November 2021, p. 3." in html


def test_a_note_says_how_its_words_were_read() -> None:
    html = convert("He asked.[@rankin-2021]")
    how = "(translated from Russian)<abbr>°</abbr>"
    assert f'<span class="passage">“It is hard” {how}</span>' in html
    assert (
        '</h2><p class="notes-sign">° The source itself was not read, but another text that quotes it.</p>'
        in html
    )
    assert "notes-sign" not in convert("He asked.[@frost-2000]")


def test_the_same_bracket_twice_is_one_note() -> None:
    html = convert("One.[@frost-2000]\n\nTwo.[@frost-2000]\n\nThree.[@frost-2000, end]")
    assert html.count('<li id="fn:') == 2
    assert 'id="fnref2:1"' in html
    assert html.count('role="doc-backlink"') == 3


def test_a_link_back_names_its_paragraph_once() -> None:
    html = convert(
        "One.[@frost-2000] Two.[@frost-2000]\n{#p4}\n\nThree.[@frost-2000]\n{#p5a}\n\nFour.[@frost-2000]"
    )
    links = re.findall(
        r'class="footnote-backref" href="#(\w+:1)" role="doc-backlink">(.*?)</a>', html
    )
    assert links == [("fnref:1", "↩ 4"), ("fnref3:1", "↩ 5a"), ("fnref4:1", "&#8617;")]


def test_the_list_of_notes_is_named() -> None:
    html = convert("One.[@frost-2000]")
    assert '<div aria-label="Notes" class="footnote" role="doc-endnotes">' in html


def test_an_unknown_source_stops() -> None:
    with pytest.raises(
        BuildError, match=r"There is no source “frost-2001”\. Did you mean “frost-2000”\?"
    ):
        convert("He asked.[@frost-2001]")


def test_a_claim_shows_statement_assessment_and_finding() -> None:
    html = convert("/// claim | B1\nOne witness.\n///")
    assert (
        '<div aria-label="Claim B1" class="claim claim--supported-with-nuance" id="b1" role="group">'
        in html
    )
    said = '<a href="about.md#what-it-is">What the article says</a>'
    assert f'<a class="claim__id" href="#b1">Claim B1</a> {said}' in html
    assert '<p class="claim__statement">He asked.</p>' in html
    assert (
        '<a class="assessment assessment--supported-with-nuance" href="about.md#supported-with-nuance">Supported with nuance</a>'
        in html
    )
    assert "<p>One witness.</p>" in html


def test_the_assessment_stands_with_the_finding() -> None:
    html = convert("/// claim | B1\nOne witness.\n///")
    said, record = html.index("claim__statement"), html.index('<div class="claim__record">')
    assert said < record < html.index("What the record shows") < html.index("One witness.")
    assert record < html.index('class="assessment') < html.index("One witness.")


def test_the_verdicts_of_all_claims_link_to_them_by_section() -> None:
    html = convert("/// verdicts\n///")
    assert (
        '<a class="verdict--supported" href="claims.md?assessment=supported">1 well supported</a>'
    ) in html
    assert '<span class="verdict--contested">0 contested</span>' in html
    assert html.index(">Overall</a>") < html.index("index.md#a1") < html.index(">Hopes</a>")
    words = '<span class="verdict__words">: supported with nuance</span>'
    assert (
        '<a class="verdict verdict--supported-with-nuance" href="hopes.md#b1">'
        f'<span class="verdict__name">B1 An invitation{words}</span></a>'
    ) in html


def test_the_verdicts_of_a_section_have_their_headings() -> None:
    html = convert("/// verdicts | hopes\n///")
    words = '<span class="verdict__words">: supported with nuance</span>'
    assert f'href="#b1">B1 An invitation{words}</a>' in html
    assert "A1" not in html
    assert "contested" not in html  # nothing is


@pytest.mark.parametrize(
    ("name", "label"),
    [("correction", "Where the record differs from the article"), ("dispute", "Who disputes it")],
)
def test_labelled_blocks(name: str, label: str) -> None:
    html = convert(f"/// {name}\nText.\n{{#p9}}\n///")
    assert f'<div class="{name}">\n<p class="label">{label}</p>\n<p id="p9">' in html


def test_a_dispute_may_carry_another_label() -> None:
    html = convert("/// dispute | Other views\nText.\n{#p9}\n///")
    assert '<div class="dispute">\n<p class="label">Other views</p>\n<p id="p9">' in html
    assert "Who disputes it" not in html


def test_a_box_has_its_own_heading() -> None:
    assert '<div class="box">\n<h3 id="s9">Title</h3>' in convert(
        "/// box\n\n### Title {#s9}\n\nText.\n\n///"
    )


def test_a_numbered_paragraph_links_to_itself() -> None:
    html = convert("Text.\n{#p12a}")
    assert (
        '<p id="p12a"><a aria-label="Paragraph 12a" class="paragraph-number" href="#p12a">12a</a> Text.</p>'
        in html
    )


@pytest.mark.parametrize(
    ("words", "html"),
    [
        ("on 5 March 2000 he", "<p>on 5&nbsp;March 2000 he</p>"),
        ("from 16 to 17 May", "<p>from 16 to 17&nbsp;May</p>"),
        ("*12 December*", "<p><em>12&nbsp;December</em></p>"),
        ("[1 June](x.md)", '<p><a href="x.md">1&nbsp;June</a></p>'),
    ],
)
def test_a_day_keeps_to_its_month(words: str, html: str) -> None:
    made = Markdown(extensions=["edition.extensions.nonbreaking_dates"]).convert(words)
    assert made.replace("\N{NO-BREAK SPACE}", "&nbsp;") == html


@pytest.mark.parametrize("words", ["a 5 Marching band", "2000 March", "`5 March`"])
def test_no_other_words_are_bound(words: str) -> None:
    assert "\N{NO-BREAK SPACE}" not in Markdown(
        extensions=["edition.extensions.nonbreaking_dates"]
    ).convert(words)


def test_other_paragraphs_have_no_number() -> None:
    assert "paragraph-number" not in convert("Text.\n{#note}\n\nMore.")


def test_a_foreign_quotation_keeps_its_language() -> None:
    assert '<em lang="ru">тяжело</em>' in convert("*тяжело*{lang=ru}")


def test_the_timeline_lists_the_events_of_its_years() -> None:
    html = convert("/// timeline | 2000-2001\n///")
    assert '<li class="event" data-is="strand=putin" id="frost">' in html
    assert '<time class="event__date" datetime="2000-03-05">5 Mar</time>' in html
    assert (
        '<a href="index.md#p1">The question, paragraph\N{NO-BREAK SPACE}1</a>. '
        'Sources: <a href="sources.md#frost-2000">David Frost (2000)</a>.'
    ) in html
    assert 'aria-label="Paragraph 1, The question" href="index.md#p1">1</a>' in html
    assert "frost" not in convert("/// timeline | 2002-2003\n///")


def test_a_year_is_a_heading_but_not_in_the_table_of_contents() -> None:
    md = Markdown(extensions=EXTENSIONS)
    html = md.convert("# Timeline\n\n## Period\n\n/// timeline | 2000-2001\n///\n\n## After\n")
    assert '<h3 class="year__head" id="y2000">2000</h3>' in html
    assert '<h2 class="year__head" id="y2000">' in convert("# T\n\n/// timeline | 2000\n///")
    assert "After" in md.toc and "2000" not in md.toc  # type: ignore[attr-defined]


@pytest.mark.parametrize(("date", "shown"), [("2000", "2000"), ("2000-09", "Sep")])
def test_an_event_says_its_day_as_far_as_it_is_known(
    write_project: Callable[..., Path], date: str, shown: str
) -> None:
    events = minimal_project.FILES["docs/data/timeline.yml"].replace("2000-03-05", date)
    write_project({"docs/data/timeline.yml": events})
    html = convert("/// timeline | 2000-2001\n///")
    assert f'<time class="event__date" datetime="{date}">{shown}</time>' in html


def questions(html: str) -> dict[str, dict[str, str]]:
    """The options of each question for readers, of the only such place in HTML."""
    (place,) = etree.fromstring(f"<body>{html}</body>").findall(".//div[@class][@data-questions]")
    assert len(place) == 0
    assert not place.text
    return {one["key"]: one["options"] for one in json.loads(place.get("data-questions") or "")}


def test_the_timeline_asks_for_a_strand_and_has_marks_for_its_events() -> None:
    html = convert("/// timeline-index\n///")
    asked = questions(html)
    assert list(asked["strand"].items())[:2] == [("", "All"), ("talks", "Talks")]
    assert asked["texts"] == {"open": "All texts"}
    years = '<span class="timeline-years__count">, 1 event</span>'
    assert (
        f'<a href="#y2000">2000<span aria-hidden="true"><i class="strand strand--putin"></i></span>{years}'
        in html
    )


def test_the_arc_lists_the_turns(write_project: Callable[..., Path]) -> None:
    write_project(
        {
            "docs/data/timeline.yml": minimal_project.FILES["docs/data/timeline.yml"]
            + "  turn: closer\n"
        }
    )
    html = convert("/// arc\n///")
    assert (
        '<li class="arc__point arc__point--closer"><time datetime="2000-03-05">5 March 2000</time> <a href="timeline.md#frost">On the BBC</a>'
        in html
    )
    assert '<span class="turn turn--closer">closer</span>' in convert("/// timeline | 2000\n///")


CLAIMS = (
    minimal_project.FILES["docs/data/claims.yml"]
    + """\
  "off": [date, scope]
  bears: [rankin-2021, frost-2000]
"""
)


def test_the_claims_table_says_all_that_is_known_of_a_claim(
    write_project: Callable[..., Path],
) -> None:
    write_project({"docs/data/claims.yml": CLAIMS})
    html = convert("/// claims\n///")
    first, second = html.split("<tr ")[1:]
    assert 'id="b1"' in second
    held = "assessment=supported-with-nuance off=date off=scope section=hopes"
    assert f'data-is="{held}"' in second
    assert '<a href="hopes.md#b1">B1</a>' in second
    assert '<span class="claims__where"> §\N{NO-BREAK SPACE}2–4</span>' in second
    assert "<p>There is one witness.</p>" in second
    assert "Rests on two sources, neither of which goes back to another." in second
    assert (
        '<a href="sources.md#rankin-2021">Jennifer Rankin (2021)</a> (not read); '
        '<a href="sources.md#frost-2000">David Frost (2000)</a>.'
    ) in second
    assert "Off: date, scope" in second
    assert "Off:" not in first
    assert "Rests" not in first


def test_a_claims_table_may_be_of_one_section(write_project: Callable[..., Path]) -> None:
    html = convert("/// claims | hopes\n///")
    assert 'id="b1"' in html
    assert 'id="a1"' not in html


def test_the_page_of_claims_asks_three_questions() -> None:
    asked = questions(convert("/// claim-filter\n///"))
    assert asked["assessment"]["contested"] == "Contested"
    assert asked["off"]["date"] == "date"
    assert asked["section"] == {"": "All", "index": "Overall", "hopes": "Hopes"}


def test_names_in_the_questions_are_escaped(
    write_project: Callable[..., Path],
) -> None:
    name = "Côte d’Ivoire & Mali's “North”"
    sources = minimal_project.FILES["docs/data/sources.yml"].replace(
        "  checked: read\n", f"  checked: read\n  state-media: {name}\n"
    )
    write_project({"docs/data/sources.yml": sources})
    asked = questions(convert("/// source-filter\n///"))
    assert f"State media of {name}" in asked["outlet"].values()


def test_a_line_below_a_claim_leads_to_what_is_counted(write_project: Callable[..., Path]) -> None:
    write_project({"docs/data/claims.yml": CLAIMS})
    html = convert("/// claim | B1\nThere is one witness.\n///")
    assert '<a href="claims.md#b1">Rests</a> on two sources' in html


def test_a_witness_that_a_claim_rests_on_leads_to_its_entry(
    write_project: Callable[..., Path],
) -> None:
    sources = minimal_project.FILES["docs/data/sources.yml"].replace(
        "- id: rankin-2021\n", "- id: rankin-2021\n  witness: Radosław O’Brien\n"
    )
    claims = CLAIMS.replace("bears: [rankin-2021, frost-2000]", "bears: [rankin-2021]")
    write_project({"docs/data/claims.yml": claims, "docs/data/sources.yml": sources})
    entry = '<a href="sources.md#witness-radoslaw-obrien">Radosław O’Brien</a>'
    html = convert("/// claim | B1\nThere is one witness.\n///")
    assert f"</a> on one witness, {entry}; one text goes back to that witness." in html
    assert f'<p class="claims__counted">{entry}, in ' in convert("/// claims | hopes\n///")
    assert 'id="witness-radoslaw-obrien">' in convert("/// witnesses\n///")
    assert f"Goes back to {entry}" in convert("/// sources | reporting\n///")


def test_a_source_says_where_it_is_cited() -> None:
    html = convert("/// sources | primary\n///")
    assert 'data-is="kind=primary language=en checked=read outlet=none"' in html
    assert 'data-date="2000-03-05"' in html
    assert 'data-rests="3"' in html
    assert "1 passage, cited in 4 places, the only support of 3</summary>" in html
    assert (
        'Cited in <a href="index.md#p1">§\N{NO-BREAK SPACE}1, The question</a> (first answer); '
        '<a href="hopes.md#p2">§\N{NO-BREAK SPACE}2, An invitation</a> (first answer); '
        '<a href="hopes.md#p4">§\N{NO-BREAK SPACE}4, An invitation</a> (first answer) · '
        'Events: <a href="timeline.md#frost">On the BBC</a>'
    ) in html
    assert "rankin" not in html


@pytest.mark.parametrize(
    ("field", "token", "words"),
    [
        ("state-media", "outlet=state outlet=state-russia", "Read · State media of Russia"),
        ("public-media", "outlet=public outlet=public-russia", "Read · Publicly funded in Russia"),
    ],
)
def test_a_source_says_who_stands_behind_its_outlet(
    write_project: Callable[..., Path], field: str, token: str, words: str
) -> None:
    sources = minimal_project.FILES["docs/data/sources.yml"].replace(
        "  checked: read\n", f"  checked: read\n  {field}: Russia\n"
    )
    write_project({"docs/data/sources.yml": sources})
    html = convert("/// sources | primary\n///")
    assert words in html
    assert f'data-is="kind=primary language=en checked=read {token}"' in html


def test_the_page_of_sources_asks_five_questions() -> None:
    asked = questions(convert("/// source-filter\n///"))
    assert list(asked) == ["kind", "language", "checked", "outlet", "order"]
    assert asked["checked"] == {"": "All", "read": "Read", "corroborated": "Corroborated"}
    assert asked["order"][""] == "by name"


def test_moved_and_gone_addresses_end_their_page(write_project: Callable[..., Path]) -> None:
    write_project(
        {
            "docs/data/moved.yml": "- from: hopes#p9\n  to: index#p1\n- from: hopes#p10\n  gone: Merged into paragraph 2.\n"
        }
    )
    html = convert("# Hopes {#hopes}")
    assert (
        '<p data-moved="" id="p9">p9 has moved to <a href="index.md#p1">The question, p1</a></p>'
        in html
    )
    assert '<p id="p10">p10 is no longer here: Merged into paragraph 2.</p>' in html
    assert "moved" not in convert("# Other {#other}")


def test_a_page_says_what_it_is_as_linked_data() -> None:
    html = Markdown(extensions=[*EXTENSIONS, "edition.extensions.linked_data"]).convert(
        "# Hopes {#hopes}\n\nText."
    )
    data = json.loads(
        html.partition('<script type="application/ld+json">')[2].removesuffix("</script>")
    )
    assert data["@type"] == "Article"
    assert data["url"] == "https://tiny.example/edition/hopes/"
    assert (data["datePublished"], data["dateModified"]) == ("2026-11-23", "2026-11-23")


def test_a_page_outside_the_edition_carries_none() -> None:
    assert "ld+json" not in Markdown(
        extensions=[*EXTENSIONS, "edition.extensions.linked_data"]
    ).convert("# Else {#else}")


def test_the_first_who_of_a_reference_links_to_its_entry(project: Path) -> None:
    source = Content.read(Project(project)).sources["rankin-2021"]
    draft = replace(source, author=(), genre="Draft")
    for given, who in (
        (source, "[Jennifer Rankin](<e>){.note-source}, “["),
        (draft, ", Draft, [*The Guardian*](<e>){.note-source}, "),
        (replace(draft, container_title=""), "Draft, [4 November 2021](<e>){.note-source}"),
    ):
        words = reference(given, "", "e")
        assert who in words
        assert words.count(".note-source") == 1
    assert ".note-source" not in reference(source)


TABLE = """
## Causes {#s1}

| Who | What |
| --- | --- |
| Main | |
| A | *Much.* |
| Lesser | |
| B | Little. |
| C | Less. |
"""


def test_a_table_is_named_by_the_words_above_it_and_divided_by_its_headings() -> None:
    def made(text: str) -> str:
        return Markdown(extensions=[*EXTENSIONS, "tables", "edition.extensions.tables"]).convert(
            text
        )

    html = re.sub(r"\n", "", made(TABLE))
    assert '<table aria-label="Causes" class="plain">' in html
    head = '<tr><th colspan="2" scope="rowgroup">{}</th></tr>'
    groups = re.findall(r"<tbody>(.*?)</tbody>", html)
    assert [group.count("<tr>") for group in groups] == [2, 3]
    assert groups[0].startswith(head.format("Main"))
    assert groups[1].startswith(head.format("Lesser"))
    boxed = made(TABLE.replace("| Who", "/// dispute | Who says so\n\n| Who") + "///\n")
    assert '<table aria-label="Who says so" class="plain">' in boxed
