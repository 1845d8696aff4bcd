"""Problems in docs/data/: sources, claims, events."""

from cases.case import EVENTS, SOURCES, Case, claims, events, sources

FACTS: dict[str, Case] = {
    "outlet with two owners": Case(
        sources(
            "  checked: corroborated\n",
            "  checked: corroborated\n  state-media: Russia\n  public-media: Latvia\n",
        ),
        "docs/data/sources.yml:11: An outlet is state media or publicly funded (of “rankin-2021”). "
        "Delete one of the two.",
    ),
    "unknown assessment": Case(
        claims("assessment: supported-with-nuance", "assessment: supported-with-nuances"),
        "docs/data/claims.yml:8: “supported-with-nuances” is not a known value of “assessment” "
        "(of “B1”). Did you mean “supported-with-nuance”?",
    ),
    "claim of a page that is not there": Case(
        claims("section: hopes", "section: hope"),
        "docs/data/claims.yml:6: There is no page “hope” (of claim B1). Did you mean “hopes”?",
    ),
    "Cyrillic letter in a claim's id": Case(
        claims("id: B1", "id: В1"),  # the first letter is Cyrillic
        "docs/data/claims.yml:5: The id “В1” contains a letter that is not Latin: “В” "
        "(U+0412). Type it again on a Latin keyboard.",
    ),
    "malformed date": Case(
        sources("issued: 2021-11-04", "issued: 4.11.2021"),
        "docs/data/sources.yml:17: “4.11.2021” is not a date that exists (of “rankin-2021”). Write 2000, 2000-02 or 2000-02-16.",
    ),
    "impossible date": Case(
        events("date: 2000-03-05", "date: 2000-02-30"),
        "docs/data/timeline.yml:2: “2000-02-30” is not a date that exists (of “frost”). Write 2000, 2000-02 or 2000-02-16.",
    ),
    "date after the cut-off": Case(
        sources("issued: 2021-11-04", "issued: 2026-11"),
        "docs/data/sources.yml:17: “rankin-2021” is dated 2026-11, after the evidence's cut-off on 2026-10-10. "
        "Correct the date, or say why it is there: “after-cutoff: …”.",
    ),
    "source without a required field": Case(
        sources("  title: He wanted to join\n", ""),
        "docs/data/sources.yml:11: “rankin-2021” has no “title”. Add “title: …”.",
    ),
    "source of an unknown kind": Case(
        sources("tier: reporting", "tier: secondary"),
        "docs/data/sources.yml:13: “secondary” is not a known value of “tier” (of "
        "“rankin-2021”). Allowed: primary, scholarship, reporting.",
    ),
    "source that nobody can find": Case(
        sources(
            "  container-title: The Guardian\n  issued: 2021-11-04\n  URL: https://guardian.example/rankin\n",
            "  issued: 2021-11-04\n",
        ),
        "docs/data/sources.yml:11: A reader cannot find this source (of “rankin-2021”). Add a "
        "URL, a publisher or a container-title.",
    ),
    "broken address": Case(
        sources("https://guardian.example/rankin", "guardian.example/rankin"),
        "docs/data/sources.yml:18: “guardian.example/rankin” is not a web address (of “rankin-2021”). "
        "Write it whole, from https:// on, without spaces.",
    ),
    "author that is no list": Case(
        sources("author: [{family: Rankin, given: Jennifer}]", "author: Jennifer Rankin"),
        "docs/data/sources.yml:15: “author” is not a list (of “rankin-2021”). Write “- "
        "{family: Rankin, given: Jennifer}” or “- {literal: NATO}”.",
    ),
    "source cited nowhere": Case(
        {
            "docs/data/sources.yml": SOURCES
            + SOURCES[: SOURCES.index("- id: rankin")].replace("frost-2000", "spare-2000")
        },
        "docs/data/sources.yml:21: “spare-2000” is cited nowhere. Cite it, or take it out of the list.",
    ),
    "source listed twice": Case(
        {"docs/data/sources.yml": SOURCES + SOURCES[: SOURCES.index("- id: rankin")]},
        "docs/data/sources.yml:21: “frost-2000” is listed twice (first on line 1). Delete or "
        "rename one of the two.",
    ),
    "record without an id": Case(
        {"docs/data/sources.yml": SOURCES + "- type: book\n"},
        "docs/data/sources.yml:21: The record has no “id”, “tier”, “title”, “language”, "
        "“checked”. Add “id: …”, “tier: …”, “title: …”, “language: …”, “checked: …”.",
    ),
    "synonym of nothing": Case(
        {"docs/data/synonyms.yml": "- same: [Kyiv]\n"},
        "docs/data/synonyms.yml:1: “Kyiv” is not a valid value of “same”. Write at least two words in brackets: [Kyiv, Kiev].",
    ),
    "number that is a list": Case(
        sources("issued: 2000-03-05", "volume: [12]\n  issued: 2000-03-05"),
        "docs/data/sources.yml:7: “volume” is not text (of “frost-2000”). Write it on one line, in quotes where it contains “: ”.",
    ),
    "record that is a list": Case(
        {"docs/data/timeline.yml": EVENTS + "- - x\n"},
        "docs/data/timeline.yml:8: An entry is not a list of “key: value” lines. Begin it with “id: …”.",
    ),
    "data that is no list": Case(
        {"docs/data/timeline.yml": "frost: 2000\n"},
        "docs/data/timeline.yml:1: The file is not a list. Begin each record with “- id: …”.",
    ),
    "event in a paragraph on another subject": Case(
        events("paragraph: p1", "paragraph: p3"),
        "docs/data/timeline.yml:5: Paragraph “p3” cites no source of the event “frost” and does not name its year. "
        "Name the paragraph that discusses it (docs/hopes.md:17 does not).",
    ),
    "event in an unknown paragraph": Case(
        events("paragraph: p1", "paragraph: p11"),
        "docs/data/timeline.yml:5: There is no paragraph “p11” (of event “frost”). Did you mean “p1”?",
    ),
    "event with an unknown source": Case(
        events("[frost-2000]", "[frost-200]"),
        "docs/data/timeline.yml:6: There is no source “frost-200”. Did you mean “frost-2000”?",
    ),
    "events out of order": Case(
        {
            "docs/data/timeline.yml": EVENTS.replace("2000-03-05", "2001-03-05")
            + EVENTS.replace("id: frost", "id: early")
        },
        "docs/data/timeline.yml:9: The event “early” comes after a later one (“frost”). "
        "Keep the events in the order of their dates: this one belongs before “frost”.",
    ),
    "event that no block shows": Case(
        events("2000-03-05", "1999-03-05"),
        "docs/data/timeline.yml:2: The event “frost” is shown by no block “/// timeline”, or by several. "
        "Let the spans of years in docs/timeline.md cover each year once.",
    ),
    "YAML that does not parse": Case(
        claims("  assessment: supported\n", "\tassessment: supported\n"),
        "docs/data/claims.yml:4: The YAML does not parse: found character '\\t' that cannot "
        "start any token. Look at this line and the one above. Indent by spaces, put a space "
        "after “:”, and put text with “: ” in quotes.",
    ),
    "a key given twice": Case(
        claims("  statement: He asked.\n", "  statement: He asked.\n  statement: He asked me.\n"),
        "docs/data/claims.yml:8: The key “statement” is used twice in one record (first on "
        "line 7). Keep one of the two lines.",
    ),
    "field spelt wrongly": Case(
        sources(
            "  language: en\n  checked: corroborated",
            "  language: en\n  archve: https://archive.example/1\n  checked: corroborated",
        ),
        "docs/data/sources.yml:20: “archve” is not a known field (of “rankin-2021”). Did you mean “archive”?",
    ),
    "field lost": Case(
        events("  text: He does not rule it out.\n", ""),
        "docs/data/timeline.yml:1: “frost” has no “text”. Add “text: …”.",
    ),
    "source renamed in the list alone": Case(
        sources("id: rankin-2021", "id: rankin-guardian-2021"),
        "docs/hopes.md:17: There is no source “rankin-2021”. Did you mean “rankin-guardian-2021”?",
    ),
    "source in an unknown language": Case(
        sources(
            "language: en\n  checked: corroborated", "language: russian\n  checked: corroborated"
        ),
        "docs/data/sources.yml:19: “russian” is not a known value of “language” (of "
        "“rankin-2021”). Allowed: de, en, es, fr, hr, it, lt, pl, ru, sk, uk.",
    ),
    "source whose check is not told": Case(
        sources("  checked: corroborated\n", "  checked: yes\n"),
        "docs/data/sources.yml:20: “yes” is not a known value of “checked” (of “rankin-2021”). "
        "Allowed: read, corroborated.",
    ),
    "broken address of an archived copy": Case(
        sources(
            "  checked: corroborated", "  archive: web.archive.example/1\n  checked: corroborated"
        ),
        "docs/data/sources.yml:20: “web.archive.example/1” is not a web address (of “rankin-2021”). "
        "Write it whole, from https:// on, without spaces.",
    ),
    "typographic quotes around an address": Case(
        sources("URL: https://guardian.example/rankin", "URL: “https://guardian.example/rankin”"),
        "docs/data/sources.yml:18: ““https://guardian.example/rankin”” is not a web address (of “rankin-2021”). "
        "Write it whole, from https:// on, without spaces.",
    ),
    "Cyrillic letter in an event's id": Case(
        events("id: frost", "id: frоst"),  # the o is Cyrillic
        "docs/data/timeline.yml:1: The id “frоst” contains a letter that is not Latin: “о” "
        "(U+043E). Type it again on a Latin keyboard.",
    ),
    "month that does not exist": Case(
        events("date: 2000-03-05", "date: 2000-13"),
        "docs/data/timeline.yml:2: “2000-13” is not a date that exists (of “frost”). Write 2000, 2000-02 or 2000-02-16.",
    ),
    "event without sources": Case(
        events("  sources: [frost-2000]\n", ""),
        "docs/data/timeline.yml:1: “frost” has no “sources”. Add “sources: …”.",
    ),
    "sources that are no list": Case(
        events("[frost-2000]", "frost-2000"),
        "docs/data/timeline.yml:6: “sources” is not a list (of “frost”). Write the ids in "
        "brackets: [source-id].",
    ),
    "list in a list of sources": Case(
        events("[frost-2000]", "[frost-2000, [rankin-2021]]"),
        "docs/data/timeline.yml:6: An entry of “sources” is not text (of “frost”). Write it on "
        "one line, in quotes where it contains “: ”.",
    ),
    "list where text belongs": Case(
        claims("statement: He asked.", "statement: [He asked.]"),
        "docs/data/claims.yml:7: “statement” is not text (of “B1”). Write it on one line, in "
        "quotes where it contains “: ”.",
    ),
    "unknown strand of an event": Case(
        events("  strand: putin", "  strand: Putin"),
        "docs/data/timeline.yml:7: “Putin” is not a known value of “strand” (of “frost”). "
        "Did you mean “putin”?",
    ),
    "unknown turn of an event": Case(
        events("  paragraph: p1", "  turn: nearer\n  paragraph: p1"),
        "docs/data/timeline.yml:5: “nearer” is not a known value of “turn” (of “frost”). "
        "Allowed: closer, apart.",
    ),
    "colon in text without quotes": Case(
        claims("statement: He asked.", "statement: He asked: when?"),
        "docs/data/claims.yml:7: The YAML does not parse: mapping values are not allowed here. "
        "Look at this line and the one above. Indent by spaces, put a space after “:”, and put "
        "text with “: ” in quotes.",
    ),
    "quotes that are not closed": Case(
        claims("statement: He asked.", 'statement: "He asked.'),
        "docs/data/claims.yml:9: The YAML does not parse: found unexpected end of stream. Look "
        "at this line and the one above. Indent by spaces, put a space after “:”, and put text "
        "with “: ” in quotes.",
    ),
    "character that is not text": Case(
        claims("He asked.", "He\x00asked."),
        "docs/data/claims.yml:7: The line contains an invisible character: U+0000, a control "
        "character. Delete it.",
    ),
    "empty data": Case(
        {"docs/data/timeline.yml": ""},
        "docs/data/timeline.yml:1: The file is empty. Begin each record with “- id: …”.",
    ),
}
