"""Every mistake of an editor stops the build with one message that names file, line and cure."""

from collections.abc import Callable
from pathlib import Path

import pytest
import tiny

from edition.__main__ import main

HOPES = tiny.FILES["docs/hopes.md"]
SOURCES = tiny.FILES["docs/data/sources.yml"]
CLAIMS = tiny.FILES["docs/data/claims.yml"]
EVENTS = tiny.FILES["docs/data/timeline.yml"]
NAV = "index.md, about.md, claims.md, {Hopes: hopes.md}, sources.md, timeline.md, {Elsewhere: 'https://elsewhere.example/'}"


def hopes(old: str, new: str) -> dict[str, str]:
    assert old in HOPES
    return {"docs/hopes.md": HOPES.replace(old, new, 1)}


def sources(old: str, new: str) -> dict[str, str]:
    assert old in SOURCES
    return {"docs/data/sources.yml": SOURCES.replace(old, new, 1)}


def claims(old: str, new: str) -> dict[str, str]:
    assert old in CLAIMS
    return {"docs/data/claims.yml": CLAIMS.replace(old, new, 1)}


def events(old: str, new: str) -> dict[str, str]:
    assert old in EVENTS
    return {"docs/data/timeline.yml": EVENTS.replace(old, new, 1)}


FAULTS: dict[str, tuple[dict[str, str | None], str]] = {
    "unknown source": (
        hopes("[@rankin-2021;", "[@rankin-2012;"),
        "docs/hopes.md:14: There is no source “rankin-2012”. Did you mean “rankin-2021”?",
    ),
    "unknown source, nothing near": (
        hopes("[@rankin-2021;", "[@zzz;"),
        "docs/hopes.md:14: There is no source “zzz”. Add it to docs/data/sources.yml.",
    ),
    "unknown claim": (
        hopes("claim | B1", "claim | B11"),
        "docs/hopes.md:10: There is no claim “B11”. Did you mean “B1”?",
    ),
    "missing claim": (
        hopes("/// claim | B1\nThere is one witness.\n///\n", ""),
        "docs/hopes.md: Claim B1 is missing. Discuss it under a block “/// claim | B1”.",
    ),
    "claim on another page": (
        claims("section: hopes", "section: index"),
        "docs/hopes.md:10: Claim B1 belongs on another page. Move it to docs/index.md.",
    ),
    "claim discussed twice": (
        hopes("/// dispute", "/// claim | B1\nAgain.\n///\n\n/// dispute"),
        "docs/hopes.md:20: Claim B1 is discussed twice (first in docs/hopes.md). Keep one of the two blocks.",
    ),
    "claim without a finding": (
        hopes("There is one witness.\n", ""),
        "docs/hopes.md:10: Claim B1 has no finding. Say in its block, in a sentence, what the record shows.",
    ),
    "claim without a citation": (
        {
            "docs/hopes.md": HOPES.replace("[@rankin-2021; @frost-2000, first answer]", "")
            .replace("[@rankin-2021]", "")
            .replace("[@frost-2000, first answer]", "")
        },
        "docs/hopes.md:10: Claim B1 cites no source. Cite one in the paragraphs below its block.",
    ),
    "paragraph without a citation": (
        hopes("(“hard”).[@rankin-2021]", "(“hard”)."),
        "docs/hopes.md:17: The paragraph cites no source. Put [@source-id] behind the sentence that it supports.",
    ),
    "unknown assessment": (
        claims("assessment: supported-with-nuance", "assessment: supported-with-nuances"),
        "docs/data/claims.yml:8: “supported-with-nuances” is not a known assessment (of “B1”). Did you mean “supported-with-nuance”?",
    ),
    "claim of a page that is not there": (
        claims("section: hopes", "section: hope"),
        "docs/data/claims.yml:6: There is no page “hope” (of claim B1). Did you mean “hopes”?",
    ),
    "Cyrillic letter in a claim's id": (
        claims("id: B1", "id: В1"),  # the first letter is Cyrillic
        "docs/data/claims.yml:5: “В1” is not a claim id. Write a capital Latin letter and a number, as in B4.",
    ),
    "duplicate paragraph": (
        hopes("{#p3}", "{#p2}"),
        "docs/hopes.md:17: The id “p2” stands twice on this page (first on line 14). Give the new one a new id.",
    ),
    "paragraph number used on another page": (
        hopes("{#p3}", "{#p1}"),
        "docs/hopes.md:17: Paragraph “p1” stands also in docs/index.md. Give the new one a new number.",
    ),
    "paragraph out of order": (
        {"docs/hopes.md": HOPES.replace("{#p3}", "{#p9}")},
        "docs/hopes.md:21: Paragraph “p4” stands out of order. Paragraphs count upwards through the article; after p9 comes p9a.",
    ),
    "missing paragraph number": (
        hopes("\n{#p3}", ""),
        "docs/hopes.md:17: The paragraph has no number. End it with a line such as {#p12}; between p12 and p13 comes {#p12a}.",
    ),
    "paragraph with another kind of id": (
        hopes("{#p3}", "{#hard}"),
        "docs/hopes.md:17: “hard” is not a paragraph number. Write {#p12}, or {#p12a} between p12 and p13.",
    ),
    "Cyrillic letter in a paragraph's id": (
        hopes("{#p3}", "{#р3}"),  # the letter is Cyrillic
        "docs/hopes.md:17: The id “р3” holds a letter that is not Latin: “р” (U+0440). Type it again on a Latin keyboard.",
    ),
    "smart quotes in attributes": (
        hopes("{#p3}", "{id=“p3”}"),
        "docs/hopes.md:18: “{id=“p3”}” gives the paragraph no id. Write {#p12} on a line of its own: Latin letters, digits, no quotes.",
    ),
    "heading without an id": (
        hopes("## An invitation {#s1}", "## An invitation"),
        "docs/hopes.md:8: The heading “An invitation” has no id. End the line with one, as in {#s12}; it never changes.",
    ),
    "heading level skipped": (
        hopes("## An invitation", "### An invitation"),
        "docs/hopes.md:8: The heading skips a level: 3 after 1. Write ## instead.",
    ),
    "two first headings": (
        hopes("## An invitation", "# An invitation"),
        "docs/hopes.md:8: A page has one heading of level 1, its first. Begin with “# Title {#hopes}”.",
    ),
    "page with another key": (
        hopes("# Hopes {#hopes}", "# Hopes {#hope}"),
        "docs/hopes.md:6: The first heading carries the page's own key as its id. End the line with {#hopes}.",
    ),
    "malformed date": (
        sources("issued: 2021-11-04", "issued: 4.11.2021"),
        "docs/data/sources.yml:17: “4.11.2021” is not a date that exists (of “rankin-2021”). Write 2000, 2000-02 or 2000-02-16.",
    ),
    "impossible date": (
        events("date: 2000-03-05", "date: 2000-02-30"),
        "docs/data/timeline.yml:2: “2000-02-30” is not a date that exists (of “frost”). Write 2000, 2000-02 or 2000-02-16.",
    ),
    "impossible date in the prose": (
        hopes("He asked for it,", "On 31 June 2001 he asked for it,"),
        "docs/hopes.md:14: “31 June 2001” is not a day that exists. Correct it from the source.",
    ),
    "date after the cut-off": (
        sources("issued: 2021-11-04", "issued: 2026-11"),
        "docs/data/sources.yml:17: “rankin-2021” is dated 2026-11, after the evidence's cut-off on 2026-10-10. "
        "Correct the date, or say why it is there: “after-cutoff: …”.",
    ),
    "date after the cut-off in the prose": (
        hopes("He asked for it,", "On 11 October 2026 he asked for it,"),
        "docs/hopes.md:14: “11 October 2026” lies after the evidence's cut-off on 10 October 2026. "
        "Leave it out, or say in the paragraph that it lies after the cut-off.",
    ),
    "now": (
        hopes("He asked for it,", "Today he asks for it,"),
        "docs/hopes.md:14: “Today” will be untrue one day. Give the date, or write “as of 10 October 2026”.",
    ),
    "source without a required field": (
        sources("  title: He wanted to join\n", ""),
        "docs/data/sources.yml:11: “rankin-2021” has no title. Add a line “title: …”.",
    ),
    "source of an unknown kind": (
        sources("tier: reporting", "tier: secondary"),
        "docs/data/sources.yml:13: “secondary” is not a known tier (of “rankin-2021”). Allowed: primary, scholarship, reporting.",
    ),
    "source that nobody can find": (
        sources(
            "  container-title: The Guardian\n  issued: 2021-11-04\n  URL: https://guardian.example/rankin\n", "  issued: 2021-11-04\n"
        ),
        "docs/data/sources.yml:11: “rankin-2021” cannot be found by a reader. Add a URL, a publisher or a container-title.",
    ),
    "broken address": (
        sources("https://guardian.example/rankin", "guardian.example/rankin"),
        "docs/data/sources.yml:18: “guardian.example/rankin” is not a web address (of “rankin-2021”). "
        "Write it whole, from https:// on, without spaces.",
    ),
    "author that is no list": (
        sources("author: [{family: Rankin, given: Jennifer}]", "author: Jennifer Rankin"),
        "docs/data/sources.yml:15: The author of “rankin-2021” is not a list of names. "
        "Write “- {family: Rankin, given: Jennifer}” or “- {literal: NATO}”.",
    ),
    "source cited nowhere": (
        {"docs/data/sources.yml": SOURCES + SOURCES[: SOURCES.index("- id: rankin")].replace("frost-2000", "spare-2000")},
        "docs/data/sources.yml:21: “spare-2000” is cited nowhere. Cite it, or take it out of the list.",
    ),
    "source listed twice": (
        {"docs/data/sources.yml": SOURCES + SOURCES[: SOURCES.index("- id: rankin")]},
        "docs/data/sources.yml:21: The id “frost-2000” stands twice (first on line 1). Give one of them another id.",
    ),
    "record without an id": (
        {"docs/data/sources.yml": SOURCES + "- type: book\n"},
        "docs/data/sources.yml:21: A record has no id. Give it one: “- id: …”.",
    ),
    "data that is no list": (
        {"docs/data/timeline.yml": "frost: 2000\n"},
        "docs/data/timeline.yml:1: The file is not a list of records. Begin each record with “- id: …”.",
    ),
    "event in an unknown paragraph": (
        events("paragraph: p1", "paragraph: p11"),
        "docs/data/timeline.yml:5: There is no paragraph “p11” (of event “frost”). Did you mean “p1”?",
    ),
    "event with an unknown source": (
        events("[frost-2000]", "[frost-200]"),
        "docs/data/timeline.yml:6: There is no source “frost-200”. Did you mean “frost-2000”?",
    ),
    "events out of order": (
        {"docs/data/timeline.yml": EVENTS.replace("2000-03-05", "2001-03-05") + EVENTS.replace("id: frost", "id: early")},
        "docs/data/timeline.yml:8: The event “early” comes after a later one (“frost”). Keep the events in the order of their dates.",
    ),
    "event that no block shows": (
        events("2000-03-05", "1999-03-05"),
        "docs/data/timeline.yml:2: The event “frost” is shown by no block “/// timeline”, or by several. "
        "Let the spans of years in docs/timeline.md cover each year once.",
    ),
    "YAML that does not parse": (
        claims("  assessment: supported\n", "\tassessment: supported\n"),
        "docs/data/claims.yml:4: The YAML does not parse: found character '\\t' that cannot start any token. "
        "Look at this line and the one above: indentation by spaces, a space after “:”, quotes around text with “: ”.",
    ),
    "a key given twice": (
        claims("  statement: He asked.\n", "  statement: He asked.\n  statement: He asked me.\n"),
        "docs/data/claims.yml:8: The YAML does not parse: the key “statement” stands twice in one record. "
        "Look at this line and the one above: indentation by spaces, a space after “:”, quotes around text with “: ”.",
    ),
    "a missing file": (
        {"docs/data/claims.yml": None},
        "docs/data/claims.yml: The file is missing. Restore it, for example with `git checkout`.",
    ),
    "page without a description": (
        hopes("description: What was hoped.\n", ""),
        "docs/hopes.md:1: The page has no description. Add “description: …” to its front matter: one sentence on what the page answers.",
    ),
    "front matter that is not closed": (
        {"docs/hopes.md": "---\ntitle: Hopes\n"},
        "docs/hopes.md:1: The front matter is not closed. End it with a line “---”.",
    ),
    "front matter that is no mapping": (
        {"docs/hopes.md": "---\nHopes\n---\n"},
        "docs/hopes.md:1: The front matter is not a list of “key: value” lines. Write “title: …” and “description: …”.",
    ),
    "broken link": (
        hopes("(index.md#p1)", "(indx.md)"),
        "docs/hopes.md:14: The link leads to a page that is not there: “indx.md”. Did you mean “index”?",
    ),
    "broken anchor": (
        hopes("(index.md#p1)", "(index.md#p111)"),
        "docs/hopes.md:14: The link leads to an anchor that is not there: “index.md#p111”. Did you mean “p1”?",
    ),
    "link to a missing file": (
        hopes("(index.md#p1)", "(data/claim.csv)"),
        "docs/hopes.md:14: The link leads to a file that is not there: “data/claim.csv”. Name a file below docs/.",
    ),
    "image without a text alternative": (
        hopes("He asked for it,", "![](https://elsewhere.example/map.png) He asked for it,"),
        "docs/hopes.md:14: The image “https://elsewhere.example/map.png” has no text alternative. Say between the brackets what it shows.",
    ),
    "unknown block": (
        hopes("/// dispute", "/// disputed"),
        "docs/hopes.md:20: There is no block “/// disputed”. Did you mean “dispute”?",
    ),
    "block that is not closed": (
        {"docs/hopes.md": HOPES.removesuffix("///\n")},
        "docs/hopes.md:20: The block “/// dispute” is not closed. End it with a line “///”.",
    ),
    "block that was never opened": (
        hopes("/// dispute\n", ""),
        "docs/hopes.md:22: “///” closes a block that was never opened. Remove the line, or open the block.",
    ),
    "sources of an unknown kind": (
        {"docs/sources.md": tiny.FILES["docs/sources.md"].replace("| primary", "| first")},
        "docs/sources.md:8: There is no kind of source “first”. Write one of primary, scholarship, reporting behind the bar.",
    ),
    "timeline without years": (
        {"docs/timeline.md": tiny.FILES["docs/timeline.md"].replace("2000-2021", "all")},
        "docs/timeline.md:8: “all” is no span of years. Write “/// timeline | 2000-2003”.",
    ),
    "published address gone": (
        {"docs/data/ledger.yml": "hopes: [b1, hopes, p2, p2a]\n"},
        "docs/data/ledger.yml:1: The published address “hopes#p2a” is gone. "
        "Restore it, or say in docs/data/moved.yml where it went (“to: …”) or why it is gone (“gone: …”).",
    ),
    "published page gone": (
        {"docs/data/ledger.yml": "hopes: [p2]\nfears: [p7]\n"},
        "docs/data/ledger.yml:2: The published address “fears” is gone. "
        "Restore it, or say in docs/data/moved.yml where it went (“to: …”) or why it is gone (“gone: …”).",
    ),
    "redirect to nowhere": (
        {"docs/data/moved.yml": "- from: hopes#p9\n  to: hopes#p33\n"},
        "docs/data/moved.yml:1: The redirect leads to “hopes#p33”, which is not there. Did you mean “hopes#p3”?",
    ),
    "redirect from what is still there": (
        {"docs/data/moved.yml": "- from: hopes#p2\n  to: hopes#p3\n"},
        "docs/data/moved.yml:1: “hopes#p2” is said to have moved, but it is still there. Delete the redirect or move the text.",
    ),
    "redirect that says nothing": (
        {"docs/data/moved.yml": "- from: hopes#p9\n"},
        "docs/data/moved.yml:1: A redirect needs “from: …” and either “to: …” or “gone: …”. Complete it.",
    ),
    "edition without a cut-off": (
        {"mkdocs.yml": tiny.FILES["mkdocs.yml"].replace(', cutoff: "2026-10-10"', "")},
        "mkdocs.yml: extra.edition lacks cutoff. Give the edition (2026.11) and the dates (2026-10-10), in quotes.",
    ),
    "navigation to a page that is not there": (
        {"mkdocs.yml": tiny.FILES["mkdocs.yml"] + f"nav: [{NAV.replace('hopes', 'hops')}]\n"},
        f"mkdocs.yml:{len(tiny.FILES['mkdocs.yml'].splitlines()) + 1}: The navigation names “hops.md”, which is not in docs/. Did you mean “hopes.md”?",
    ),
    "page left out of the navigation": (
        {"mkdocs.yml": tiny.FILES["mkdocs.yml"] + f"nav: [{NAV.replace('about.md, ', '')}]\n"},
        "docs/about.md: The page is not in the navigation. Add it to nav in mkdocs.yml.",
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_stops_with_message(name: str, make_tiny: Callable[..., Path], capsys: pytest.CaptureFixture[str]) -> None:
    changes, message = FAULTS[name]
    make_tiny(changes)
    assert main(["check"]) == 1
    assert message in capsys.readouterr().err.splitlines()


def test_not_utf8(make_tiny: Callable[..., Path], capsys: pytest.CaptureFixture[str]) -> None:
    root = make_tiny()
    (root / "docs/hopes.md").write_bytes("---\ntitle: Hopes\n---\n\nЧужой".encode("cp1251"))
    assert main(["check"]) == 1
    assert "docs/hopes.md:5: The file is not UTF-8. Save it again with the encoding UTF-8." in capsys.readouterr().err


def test_nothing_wrong(make_tiny: Callable[..., Path], capsys: pytest.CaptureFixture[str]) -> None:
    make_tiny()
    assert main(["check"]) == 0
    assert capsys.readouterr().out == "Facts and prose are in order.\n"


def test_all_faults_at_once(make_tiny: Callable[..., Path], capsys: pytest.CaptureFixture[str]) -> None:
    make_tiny({**hopes("[@rankin-2021;", "[@zzz;"), **claims("assessment: supported\n", "assessment: good\n")})
    assert main(["check"]) == 1
    assert capsys.readouterr().err.endswith("2 faults; nothing was changed in site/.\n")
