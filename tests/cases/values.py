"""Values that YAML, a calendar or the eye takes for something else than their editor meant."""

from fixtures import minimal_project

from cases.case import (
    CLAIMS,
    EVENTS,
    HOPES,
    SETTINGS,
    SOURCES,
    Case,
    claims,
    events,
    hopes,
    settings,
    sources,
)
from cases.changes import changed
from cases.charts import GROUPS, MEMBERS, POLLS, placed
from cases.settings import LAST, at

INDEX = minimal_project.FILES["docs/index.md"]
_TITLE = "title: He wanted to join"


def _passage(words: str) -> dict[str, str]:
    """A passage of a citation that there is."""
    return {"docs/data/passages.yml": f"- source: frost-2000\n  locator: first answer\n{words}"}


VALUES: dict[str, Case] = {
    "title with a number sign": Case(
        sources(_TITLE, "title: The #1 question"),
        "docs/data/sources.yml:14: What is behind “#” is a comment, and no part of the title. "
        "Put the text in quotes, or the comment on a line of its own.",
    ),
    "title that ends at a number sign": Case(
        sources(_TITLE, "title: Sharp # flat"),
        "docs/data/sources.yml:14: What is behind “#” is a comment, and no part of the title. "
        "Put the text in quotes, or the comment on a line of its own.",
    ),
    "address divided before its fragment": Case(
        sources("URL: https://guardian.example/rankin", "URL: https://guardian.example/ #rankin"),
        "docs/data/sources.yml:18: What is behind “#” is a comment, and no part of the URL. "
        "Put the text in quotes, or the comment on a line of its own.",
    ),
    "title that begins with an asterisk": Case(
        sources(_TITLE, "title: *Putin* speaks"),
        "docs/data/sources.yml:14: The YAML does not parse: expected alphabetic or numeric "
        "character, but found '*'. Put text that begins with “*” or “&” in quotes.",
    ),
    "title that begins with an at sign": Case(
        sources(_TITLE, "title: @putin"),
        "docs/data/sources.yml:14: The YAML does not parse: found character '@' that cannot "
        "start any token. Put text that begins with “@” in quotes.",
    ),
    "alias of an anchor": Case(
        sources(_TITLE, "title: &it He\n  note: *it"),
        "docs/data/sources.yml:14: “&it” is an anchor, which data may not use. Take it away, "
        "or put the text in quotes.",
    ),
    "alias that is not defined": Case(
        sources(_TITLE, "title: *it"),
        "docs/data/sources.yml:14: “*it” is an alias, which data may not use. Write the value "
        "out, or put the text in quotes.",
    ),
    "tag of a number": Case(
        sources(_TITLE, f"{_TITLE}\n  volume: !!int x"),
        "docs/data/sources.yml:15: “!!int” is a tag, which data may not use. Take it away, or "
        "put the text in quotes.",
    ),
    "tag of the environment": Case(
        sources(_TITLE, f"{_TITLE}\n  note: !ENV HOME"),
        "docs/data/sources.yml:15: “!ENV” is a tag, which data may not use. Take it away, or "
        "put the text in quotes.",
    ),
    "record merged into another": Case(
        sources(_TITLE, f"{_TITLE}\n  <<: {{note: N}}"),
        "docs/data/sources.yml:15: “<<” merges records, which data may not do. Write the "
        "fields out.",
    ),
    "list that is nested without end": Case(
        sources(_TITLE, f"{_TITLE}\n  note: {'[' * 5000}"),
        "docs/data/sources.yml:15: Lists and mappings are nested more than 8 deep. Close the "
        "brackets, or check the indentation.",
    ),
    "number of five thousand digits": Case(
        placed("battlegroups", GROUPS.replace("1000", "9" * 5000)),
        "docs/data/battlegroups.yml:6: "
        "“9999999999999999999999999999999999999999999999999999999999999999999999999999999…” is "
        "not a whole number. Write a whole number without separators, as in 9641.",
    ),
    "soldiers of a slipped keyboard": Case(
        placed("battlegroups", GROUPS.replace("1000", "999999999")),
        "docs/data/battlegroups.yml:6: “999999999” is not a valid value of “soldiers”. Write a "
        "whole number without separators, as in 9641.",
    ),
    "name of an author misspelt": Case(
        sources("given: Jennifer", "givn: Jennifer"),
        "docs/data/sources.yml:15: “givn” is not a known field (of “rankin-2021”). Did you "
        "mean “given”?",
    ),
    "author with a list for a name": Case(
        sources("{family: Rankin, given: Jennifer}", "{literal: [a, b]}"),
        "docs/data/sources.yml:15: “literal” is not text (of “rankin-2021”). Write it on one "
        "line, in quotes where it contains “: ”.",
    ),
    "author without a family name": Case(
        sources("{family: Rankin, given: Jennifer}", "{given: Jennifer}"),
        "docs/data/sources.yml:15: This is no name (of “rankin-2021”). Write “{family: Rankin, "
        "given: Jennifer}” or “{literal: NATO}”.",
    ),
    "field given twice in an author": Case(
        sources("given: Jennifer", "given: Jennifer, given: Jen"),
        "docs/data/sources.yml:15: The key “given” is used twice in one record (first on line "
        "15). Keep one of the two lines.",
    ),
    "source that is a mapping": Case(
        events("[frost-2000]", "[{id: frost-2000}]"),
        "docs/data/timeline.yml:6: An entry of “sources” is not text (of “frost”). Write it on "
        "one line, in quotes where it contains “: ”.",
    ),
    "the same source twice": Case(
        events("[frost-2000]", "[frost-2000, frost-2000]"),
        "docs/data/timeline.yml:6: “frost-2000” is listed twice in “sources” (of “frost”). "
        "Delete one of the two.",
    ),
    "second document in a file": Case(
        {"docs/data/claims.yml": f"{CLAIMS}---\n- id: B2\n"},
        "docs/data/claims.yml:9: A second document begins with “---”. Delete the line.",
    ),
    "empty list of claims": Case(
        {"docs/data/claims.yml": "[]\n"},
        "docs/data/claims.yml:1: The file is empty. Begin each record with “- id: …”.",
    ),
    "empty list of sources": Case(
        {"docs/data/sources.yml": ""},
        "docs/data/sources.yml:1: The file is empty. Begin each record with “- id: …”.",
    ),
    "year before there were newspapers": Case(
        sources("issued: 2021-11-04", "issued: -500"),
        "docs/data/sources.yml:17: “-500” is not a date that exists (of “rankin-2021”). Write "
        "2000, 2000-02 or 2000-02-16.",
    ),
    "date with Arabic digits": Case(
        sources("issued: 2021-11-04", "issued: ٢٠٢١"),
        "docs/data/sources.yml:17: The issued “٢٠٢١” contains a letter that is not Latin: “٠” "
        "(U+0660), “١” (U+0661), “٢” (U+0662). Type it again on a Latin keyboard.",
    ),
    "day of an edition without its day": Case(
        changed("2026-10-23", "2026-10"),
        "docs/data/changes.yml:12: “2026-10” is not a date that exists (of “2026.10”). Write "
        "year, month and day, as in 2027-03-01.",
    ),
    "field of a change misspelt": Case(
        changed("    wrong:", "    wrnog:"),
        "docs/data/changes.yml:9: “wrnog” is not a known field (of “2026.11”). Did you mean "
        "“wrong”?",
    ),
    "summary that is a list": Case(
        changed("summary: One correction.", "summary: [One]"),
        "docs/data/changes.yml:3: “summary” is not text (of “2026.11”). Write it on one line, "
        "in quotes where it contains “: ”.",
    ),
    "the same edition twice": Case(
        changed('"2026.10"', '"2026.11"'),
        "docs/data/changes.yml:11: “2026.11” is listed twice (first on line 1). Delete or "
        "rename one of the two.",
    ),
    "edition older than the one below it": Case(
        changed('"2026.10"', '"2026.12"'),
        "docs/data/changes.yml:11: The edition 2026.12 is below the edition 2026.11. Keep the "
        "newest edition first.",
    ),
    "edition with a name of its own": Case(
        changed('"2026.10"', '"trial"'),
        "docs/data/changes.yml:11: “trial” is not a valid value of “edition”. Write year and "
        'month in quotes: "2026.11".',
    ),
    "address with a password": Case(
        sources("https://guardian.example/rankin", "https://me:secret@guardian.example/rankin"),
        "docs/data/sources.yml:18: “https://me:secret@guardian.example/rankin” is not a web "
        "address (of “rankin-2021”). Write it whole, from https:// on, without spaces.",
    ),
    "address with an impossible port": Case(
        sources("https://guardian.example/rankin", "https://guardian.example:99999/rankin"),
        "docs/data/sources.yml:18: “https://guardian.example:99999/rankin” is not a web "
        "address (of “rankin-2021”). Write it whole, from https:// on, without spaces.",
    ),
    "address with a Cyrillic letter": Case(
        sources("https://guardian.example/rankin", "https://guаrdian.example/rankin"),
        "docs/data/sources.yml:18: “https://guаrdian.example/rankin” is not a web address (of "
        "“rankin-2021”). Write it whole, from https:// on, without spaces.",
    ),
    "Markdown in an event": Case(
        events("He does not rule it out.", "He *does* [so](x.md)."),
        "docs/data/timeline.yml:4: “He *does* [so](x.md).” is not a valid value of “text” (of "
        "“frost”). Write plain text: no Markdown, no HTML, no citations.",
    ),
    "HTML in a note": Case(
        sources(_TITLE, f"{_TITLE}\n  note: See <i>there</i>"),
        "docs/data/sources.yml:15: “See <i>there</i>” is not a valid value of “note” (of "
        "“rankin-2021”). Write plain text: no Markdown, no HTML, no citations.",
    ),
    "country twice": Case(
        placed("nato-members", MEMBERS.replace("country: There", "country: Here")),
        "docs/data/nato-members.yml:6: The country “Here” is listed twice. Delete one of the rows.",
    ),
    "country with a name too long for its row": Case(
        placed(
            "nato-members", MEMBERS.replace("country: There", "country: The Kingdom of Elsewhere")
        ),
        "docs/data/nato-members.yml:6: “country” has 24 characters. Use at most 20.",
    ),
    "key beside title and rows": Case(
        placed("nato-members", MEMBERS + "sourcs: []\n"),
        "docs/data/nato-members.yml:10: “sourcs” is not a known field. "
        "Known: title, subtitle, credit, rows.",
    ),
    "answers of more than everybody": Case(
        placed("russian-opinion", POLLS.replace("share: 51", "share: 51\n  opposite: 50")),
        "docs/data/russian-opinion.yml:7: The two answers make 101 per cent. Correct one of "
        "them from the source.",
    ),
    "turn without a value": Case(
        events("  paragraph: p1", "  turn:\n  paragraph: p1"),
        "docs/data/timeline.yml:5: “turn” is empty (of “frost”). Give it a value, or delete "
        "the line.",
    ),
    "claim that is off in an unknown way": Case(
        claims("  statement: He asked.", "  off: [date, place]\n  statement: He asked."),
        "docs/data/claims.yml:7: “place” is not a known value of “off” (of “B1”). Allowed: "
        "date, wording, order, cause, scope.",
    ),
    "mark that turns the writing around": Case(
        hopes("He asked for it", "He \u202easked for it"),
        "docs/hopes.md:14: The line contains an invisible character: U+202E, right-to-left "
        "override. Delete it.",
    ),
    "space of no width in the data": Case(
        claims("He asked.", "He as\u200bked."),
        "docs/data/claims.yml:7: The line contains an invisible character: U+200B, zero width "
        "space. Delete it.",
    ),
    "letter with a separate accent": Case(
        hopes("He asked for it", "Schro\u0308der asked for it"),
        "docs/hopes.md:14: “ö” is typed as a letter and a separate accent. Type it as one "
        "character (Unicode form NFC).",
    ),
    "title that the engine takes for a truth value": Case(
        hopes("title: Hopes", "title: yes"),
        "docs/hopes.md:2: The engine would not read “yes” as text (of title). Put it in quotes.",
    ),
    "title that is a list": Case(
        hopes("title: Hopes", "title: [Early, Hopes]"),
        "docs/hopes.md:2: “title” is not text. Write it on one line, in quotes where it "
        "contains “: ”.",
    ),
    "title with HTML": Case(
        hopes("title: Hopes", "title: <b>Hopes</b>"),
        "docs/hopes.md:2: “<b>Hopes</b>” is not a valid value of “title”. Write plain text with "
        '“typographic” quotation marks: no ", <, > or &…;, no Markdown, no citations.',
    ),
    "description with a citation": Case(
        hopes("description: What was hoped.", 'description: "What was hoped. [@frost-2000]"'),
        "docs/hopes.md:3: “What was hoped. [@frost-2000]” is not a valid value of "
        '“description”. Write plain text with “typographic” quotation marks: no ", <, > or &…;, no Markdown, no citations.',
    ),
    "unknown field of a page": Case(
        hopes("title: Hopes", "title: Hopes\nscript: [a.js]"),
        "docs/hopes.md:3: “script” is not a known field. Did you mean “scripts”?",
    ),
    "synonym in two groups": Case(
        {"docs/data/synonyms.yml": "- same: [Kyiv, Kiev]\n- same: [kiev, Київ]\n"},
        "docs/data/synonyms.yml:2: “kiev” stands in two groups (first on line 1). Join the two "
        "groups, or delete it in one.",
    ),
    "synonym that leads nowhere": Case(
        {"docs/data/synonyms.yml": "- same: [hope, wish]\n  leads-to: [hopes#s1, hopes#s9]\n"},
        "docs/data/synonyms.yml:2: There is no address “hopes#s9”. Did you mean “hopes#s1”?",
    ),
    "redirect from outside the site": Case(
        {"docs/data/moved.yml": "- from: ../../escape\n  gone: Gone.\n"},
        "docs/data/moved.yml:1: “../../escape” is not a valid value of “from”. Write a page or "
        "page#id, as in early-hopes#p12.",
    ),
    "redirect from a page with its ending": Case(
        {"docs/data/moved.yml": "- from: timeline.md\n  gone: Gone.\n"},
        "docs/data/moved.yml:1: “timeline.md” is not a valid value of “from”. Write a page or "
        "page#id, as in early-hopes#p12.",
    ),
    "redirect to nothing": Case(
        {"docs/data/moved.yml": "- from: hopes#p9\n  to:\n  gone: Gone.\n"},
        "docs/data/moved.yml:2: “to” is empty (of “hopes#p9”). Give it a value, or delete the "
        "line.",
    ),
    "redirect given twice": Case(
        {"docs/data/moved.yml": "- from: hopes#p9\n  gone: G.\n- from: hopes#p9\n  gone: G.\n"},
        "docs/data/moved.yml:3: “hopes#p9” is listed twice (first on line 1). Delete or rename "
        "one of the two.",
    ),
    "redirect from an id that every page has": Case(
        {"docs/data/moved.yml": "- from: hopes#notes\n  gone: Gone.\n"},
        "docs/data/moved.yml:1: “hopes#notes” is an id that every page has. Delete the redirect.",
    ),
    "redirect from a page that never was": Case(
        {"docs/data/moved.yml": "- from: hope#p9\n  gone: Gone.\n"},
        "docs/data/moved.yml:1: There is no page “hope”, and no redirect from it. Did you mean "
        "“hopes”?",
    ),
    "id of a source that the page uses": Case(
        {
            "docs/data/sources.yml": SOURCES.replace("frost-2000", "sources"),
            "docs/data/timeline.yml": EVENTS.replace("frost-2000", "sources"),
            "docs/hopes.md": HOPES.replace("@frost-2000", "@sources"),
            "docs/index.md": INDEX.replace("@frost-2000", "@sources"),
        },
        "docs/data/sources.yml:1: The id “sources” is also used in docs/sources.md:6. Use "
        "another id here.",
    ),
    "recorded edition with a day that does not exist": Case(
        {
            "docs/data/editions.yml": "'2026.10':\n  date: '2026-10-32'\n  sums: {}\n  checksum: 8a4357e1\n"
        },
        "docs/data/editions.yml:2: “2026-10-32” is not a date that exists. Write year, month "
        "and day, as in 2027-03-01.",
    ),
    "data that nothing reads": Case(
        {"docs/data/source.yml": SOURCES},
        "docs/data/source.yml: Nothing reads this file. Did you mean “sources.yml”?",
    ),
    "edition published before the first": Case(
        settings('first: "2026-11-23"', 'first: "2026-11-24"'),
        f"mkdocs.yml:{at('edition:')}: The edition was published on 2026-11-23, before the first edition "
        "(2026-11-24). Correct one of the two dates.",
    ),
    "edition named after another month": Case(
        settings('"2026.11"', '"2026.12"'),
        f"mkdocs.yml:{at('edition:')}: The edition 2026.12 was published in another month, on 2026-11-23. Name "
        "it by year and month of its day.",
    ),
    "name of the files with a path in it": Case(
        settings("name: tiny", "name: ../tiny"),
        f"mkdocs.yml:{at('edition:')}: “../tiny” is not a valid value of “name”. Use small letters, digits and "
        "hyphens.",
    ),
    "extension taken out": Case(
        settings("  - footnotes\n", ""),
        f"mkdocs.yml:{at('markdown_extensions:')}: “footnotes” is missing in markdown_extensions. Add a line “- footnotes”.",
    ),
    "extension that breaks lines": Case(
        settings("  - footnotes\n", "  - footnotes\n  - nl2br\n"),
        f"mkdocs.yml:{at('footnotes') + 1}: “nl2br” is not one of the markdown_extensions that the edition is "
        "tested with. Take it out of the list.",
    ),
    "plugin of the engine": Case(
        settings("plugins: []", "plugins: [search]"),
        f"mkdocs.yml:{at('plugins:')}: “search” is not one of the plugins that the edition is "
        "tested with. Take it out of the list.",
    ),
    "stylesheets in words": Case(
        {"mkdocs.yml": SETTINGS + "extra_css: style.css\n"},
        f"mkdocs.yml:{LAST}: “extra_css” is not a list. Write each file on a line “- assets/…”.",
    ),
    "theme in one word": Case(
        settings(
            SETTINGS[SETTINGS.index("theme: ") : SETTINGS.index("\nplugins")], "theme: material"
        ),
        f"mkdocs.yml:{at('theme:')}: “theme” is not a list of “key: value” lines. Write “name: material” and "
        "“custom_dir: overrides” below it.",
    ),
    "pages from another folder": Case(
        {"mkdocs.yml": SETTINGS + "docs_dir: texts\n"},
        f"mkdocs.yml:{LAST}: “texts” is not a known value of “docs_dir”. The edition reads docs/. "
        "Remove the line.",
    ),
    "page twice in the menu": Case(
        {
            "mkdocs.yml": SETTINGS
            + "nav: [index.md, hopes.md, hopes.md, timeline.md, claims.md, sources.md, about.md]\n"
        },
        f"mkdocs.yml:{LAST}: The page “hopes.md” is listed twice. Delete one line.",
    ),
    "sections of the menu in another order": Case(
        {
            "mkdocs.yml": SETTINGS
            + "nav: [hopes.md, index.md, timeline.md, claims.md, sources.md, about.md]\n"
        },
        f"mkdocs.yml:{LAST}: The menu has the sections in another order than the claims. Write "
        "index.md, hopes.md.",
    ),
    "address of the site with a password": Case(
        settings("https://tiny.example/", "https://me:secret@tiny.example/"),
        f"mkdocs.yml:{at('site_url:')}: The site_url “https://me:secret@tiny.example/edition/” is not an "
        "address. Write it whole, as in https://example.org/putin-nato/, here or in the "
        "variable SITE_URL; or leave it out.",
    ),
    "passage without its words": Case(
        _passage("  seen: document\n"),
        "docs/data/passages.yml:1: A passage needs either “exact” or “missing” (of "
        "“frost-2000”). Give the words (“exact: …”) or say why there are none (“missing: …”).",
    ),
    "passage that is there and missing": Case(
        _passage(
            "  exact: I do not see why not.\n  language: en\n  seen: copy\n  missing: It is.\n"
        ),
        "docs/data/passages.yml:1: A passage needs either “exact” or “missing” (of "
        "“frost-2000”). Give the words (“exact: …”) or say why there are none (“missing: …”).",
    ),
    "passage of too many words": Case(
        _passage(f"  exact: {'why not ' * 31}\n  language: en\n  seen: copy\n"),
        "docs/data/passages.yml:3: “why not why not why not why not why not why not why not "
        "why not why not why not…” is not a valid value of “exact” (of “frost-2000”). Give at "
        "most 60 words.",
    ),
    "passage in Russian without a translation": Case(
        _passage("  exact: Почему бы и нет.\n  language: ru\n  seen: copy\n"),
        "docs/data/passages.yml:1: “frost-2000” has no “translation”. Add “translation: …”.",
    ),
    "translation without its translator": Case(
        _passage(
            "  exact: Почему бы и нет.\n  language: ru\n  translation: Why not.\n  seen: copy\n"
        ),
        "docs/data/passages.yml:5: “translation” needs “translator” (of “frost-2000”). Add a "
        "line “translator: …”, or delete “translation”.",
    ),
    "passage of a locator that nobody cites": Case(
        {
            "docs/data/passages.yml": "- source: rankin-2021\n  locator: page 2\n  missing: It was not read.\n"
        },
        "docs/data/passages.yml:2: No citation names “rankin-2021, page 2”. "
        "Write the locator exactly as the prose does.",
    ),
    "passage of an unknown source": Case(
        {"docs/data/passages.yml": "- source: frost-2001\n  missing: It was not read.\n"},
        "docs/data/passages.yml:1: There is no source “frost-2001”. Did you mean “frost-2000”?",
    ),
}
