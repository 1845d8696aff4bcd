"""Problems in the Markdown pages."""

from fixtures import minimal_project

from cases.case import HOPES, Case, claims, hopes

PROSE: dict[str, Case] = {
    "unknown source": Case(
        hopes("[@rankin-2021;", "[@rankin-2012;"),
        "docs/hopes.md:14: There is no source “rankin-2012”. Did you mean “rankin-2021”?",
    ),
    "unknown source, nothing near": Case(
        hopes("[@rankin-2021;", "[@zzz;"),
        "docs/hopes.md:14: There is no source “zzz”. Add it to docs/data/sources.yml.",
    ),
    "unknown claim": Case(
        hopes("claim | B1", "claim | B11"),
        "docs/hopes.md:10: There is no claim “B11”. Did you mean “B1”?",
    ),
    "missing claim": Case(
        hopes("/// claim | B1\nThere is one witness.\n///\n", ""),
        "docs/hopes.md: Claim B1 is missing. Discuss it under a block “/// claim | B1”.",
    ),
    "claim on another page": Case(
        claims("section: hopes", "section: index"),
        "docs/hopes.md:10: Claim B1 belongs on another page. Move it to docs/index.md.",
    ),
    "claim discussed twice": Case(
        hopes("/// dispute", "/// claim | B1\nAgain.\n///\n\n/// dispute"),
        "docs/hopes.md:20: The id “b1” stands twice on this page (first on line 10). Keep one of the two blocks.",
    ),
    "claim without a finding": Case(
        hopes("There is one witness.\n", ""),
        "docs/hopes.md:10: Claim B1 has no finding. Say in its block, in a sentence, what the record shows.",
    ),
    "claim without a citation": Case(
        {
            "docs/hopes.md": HOPES.replace("[@rankin-2021; @frost-2000, first answer]", "")
            .replace("[@rankin-2021]", "")
            .replace("[@frost-2000, first answer]", "")
        },
        "docs/hopes.md:10: Claim B1 cites no source. Cite one in the paragraphs below its block.",
    ),
    "paragraph without a citation": Case(
        hopes("(“hard”).[@rankin-2021]", "(“hard”)."),
        "docs/hopes.md:17: The paragraph cites no source. Put [@source-id] behind the sentence that it supports.",
    ),
    "duplicate paragraph": Case(
        hopes("{#p3}", "{#p2}"),
        "docs/hopes.md:17: The id “p2” stands twice on this page (first on line 14). Give the new one a new id.",
    ),
    "paragraph number used on another page": Case(
        hopes("{#p3}", "{#p1}"),
        "docs/hopes.md:17: Paragraph “p1” stands also in docs/index.md. Give the new one a new number.",
    ),
    "paragraph out of order": Case(
        {"docs/hopes.md": HOPES.replace("{#p3}", "{#p9}")},
        "docs/hopes.md:21: Paragraph “p4” stands out of order. Paragraphs count upwards through the article; after p9 comes p9a.",
    ),
    "missing paragraph number": Case(
        hopes("\n{#p3}", ""),
        "docs/hopes.md:17: The paragraph has no number. End it with a line such as {#p12}; between p12 and p13 comes {#p12a}.",
    ),
    "paragraph with another kind of id": Case(
        hopes("{#p3}", "{#hard}"),
        "docs/hopes.md:17: “hard” is not a paragraph number. Write {#p12}, or {#p12a} between p12 and p13.",
    ),
    "Cyrillic letter in a paragraph's id": Case(
        hopes("{#p3}", "{#р3}"),  # the letter is Cyrillic
        "docs/hopes.md:17: The id “р3” contains a letter that is not Latin: “р” (U+0440). Type it again on a Latin keyboard.",
    ),
    "smart quotes in attributes": Case(
        hopes("{#p3}", "{id=“p3”}"),
        "docs/hopes.md:18: “{id=“p3”}” gives the paragraph no id. Write {#p12} on a line of its own: Latin letters, digits, no quotes.",
    ),
    "heading without an id": Case(
        hopes("## An invitation {#s1}", "## An invitation"),
        "docs/hopes.md:8: The heading “An invitation” has no id. End the line with one, as in {#s12}; it never changes.",
    ),
    "heading level skipped": Case(
        hopes("## An invitation", "### An invitation"),
        "docs/hopes.md:8: The heading skips a level: 3 after 1. Write ## instead.",
    ),
    "two first headings": Case(
        hopes("## An invitation", "# An invitation"),
        "docs/hopes.md:8: A page has one heading of level 1, its first. Begin with “# Title {#hopes}”.",
    ),
    "page with another key": Case(
        hopes("# Hopes {#hopes}", "# Hopes {#hope}"),
        "docs/hopes.md:6: The first heading carries the page's own key as its id. End the line with {#hopes}.",
    ),
    "impossible date in the prose": Case(
        hopes("He asked for it,", "On 31 June 2001 he asked for it,"),
        "docs/hopes.md:14: “31 June 2001” is not a day that exists. Correct it from the source.",
    ),
    "date after the cut-off in the prose": Case(
        hopes("He asked for it,", "On 11 October 2026 he asked for it,"),
        "docs/hopes.md:14: “11 October 2026” lies after the evidence's cut-off on 10 October 2026. "
        "Leave it out, or say in the paragraph that it lies after the cut-off.",
    ),
    "impossible date broken over two lines": Case(
        hopes("He asked for it,", "On 31\nJune 2001 he asked for it,"),
        "docs/hopes.md:14: “31 June 2001” is not a day that exists. Correct it from the source.",
    ),
    "impossible date with a no-break space": Case(
        hopes("He asked for it,", "On 31\u00a0June 2001 he asked for it,"),
        "docs/hopes.md:14: “31 June 2001” is not a day that exists. Correct it from the source.",
    ),
    "month after the cut-off in the prose": Case(
        hopes("He asked for it,", "In December 2027 he asked for it,"),
        "docs/hopes.md:14: “December 2027” lies after the evidence's cut-off on 10 October 2026. "
        "Leave it out, or say in the paragraph that it lies after the cut-off.",
    ),
    "date in the American form": Case(
        hopes("He asked for it,", "On June 31, 2001 he asked for it,"),
        "docs/hopes.md:14: “June 31, 2001” is not how dates are written here. "
        "Write the day as in 16 February 2000.",
    ),
    "date in the form of the data": Case(
        hopes("He asked for it,", "On 2001-06-31 he asked for it,"),
        "docs/hopes.md:14: “2001-06-31” is not how dates are written here. "
        "Write the day as in 16 February 2000.",
    ),
    "date with an ordinal": Case(
        hopes("He asked for it,", "On the 31st June 2001 he asked for it,"),
        "docs/hopes.md:14: “31st June” is not how dates are written here. "
        "Write the day as in 16 February 2000.",
    ),
    "now": Case(
        hopes("He asked for it,", "Today he asks for it,"),
        "docs/hopes.md:14: “Today” will be untrue one day. Give the date, or write “as of 10 October 2026”.",
    ),
    "page without a description": Case(
        hopes("description: What was hoped.\n", ""),
        "docs/hopes.md:1: There is no “description”. Add “description: …”.",
    ),
    "front matter that is not closed": Case(
        {"docs/hopes.md": "---\ntitle: Hopes\n"},
        "docs/hopes.md:1: The front matter is not closed. End it with a line “---”.",
    ),
    "front matter that is no mapping": Case(
        {"docs/hopes.md": "---\nHopes\n---\n"},
        "docs/hopes.md:1: The front matter is not a list of “key: value” lines. Write “title: …” and “description: …”.",
    ),
    "broken link": Case(
        hopes("(index.md#p1)", "(indx.md)"),
        "docs/hopes.md:14: The link leads to a page that is not there: “indx.md”. Did you mean “index”?",
    ),
    "broken anchor": Case(
        hopes("(index.md#p1)", "(index.md#p111)"),
        "docs/hopes.md:14: The link leads to an anchor that is not there: “index.md#p111”. Did you mean “p1”?",
    ),
    "link to a missing file": Case(
        hopes("(index.md#p1)", "(data/claim.csv)"),
        "docs/hopes.md:14: The link leads to a file that is not there: “data/claim.csv”. Name a file below docs/.",
    ),
    "image": Case(
        hopes("He asked for it,", "![A map](https://elsewhere.example/map.png) He asked for it,"),
        "docs/hopes.md:14: “![A map](https://elsewhere.example/map.png)” is an image. "
        "Draw a chart from data and place it with “/// chart | name”.",
    ),
    "unknown block": Case(
        hopes("/// dispute", "/// disputed"),
        "docs/hopes.md:20: There is no block “/// disputed”. Did you mean “dispute”?",
    ),
    "block that is not closed": Case(
        {"docs/hopes.md": HOPES.removesuffix("///\n")},
        "docs/hopes.md:20: The block “/// dispute” is not closed. End it with a line “///”; a block contains no other block.",
    ),
    "block in a block": Case(
        hopes("/// dispute\n", "/// box\n/// dispute\n"),
        "docs/hopes.md:20: The block “/// box” is not closed. End it with a line “///”; a block contains no other block.",
    ),
    "words behind the bar of a block that takes none": Case(
        {
            "docs/claims.md": minimal_project.FILES["docs/claims.md"].replace(
                "/// claims", "/// claim-filter | all\n///\n\n/// claims"
            )
        },
        "docs/claims.md:8: “/// claim-filter” takes nothing behind a bar. Write “/// claim-filter” alone.",
    ),
    "table of claims of a page without any": Case(
        {
            "docs/claims.md": minimal_project.FILES["docs/claims.md"].replace(
                "/// claims", "/// claims | hope"
            )
        },
        "docs/claims.md:8: No claim is on a page “hope”. Did you mean “hopes”?",
    ),
    "claim in no table": Case(
        {
            "docs/claims.md": minimal_project.FILES["docs/claims.md"].replace(
                "/// claims", "/// claims | hopes"
            )
        },
        "docs/data/claims.yml:2: No block “/// claims” shows the claims of “index”. Add “/// claims | index”.",
    ),
    "block without what belongs behind its bar": Case(
        hopes("/// claim | B1", "/// claim"),
        "docs/hopes.md:10: “/// claim” needs the id of a claim behind a bar. Write “/// claim | …”.",
    ),
    "text in a block that data fills": Case(
        {
            "docs/claims.md": minimal_project.FILES["docs/claims.md"].replace(
                "/// claims\n", "/// claims\nAll of them.\n"
            )
        },
        "docs/claims.md:9: “/// claims” takes no text: data fills it. Move the text above the block or below it.",
    ),
    "block that was never opened": Case(
        hopes("/// dispute\n", ""),
        "docs/hopes.md:22: “///” closes a block that was never opened. Remove the line, or open the block.",
    ),
    "sources of an unknown kind": Case(
        {
            "docs/sources.md": minimal_project.FILES["docs/sources.md"].replace(
                "| primary", "| first"
            )
        },
        "docs/sources.md:8: There is no kind of source “first”. Write one of primary, scholarship, reporting behind the bar.",
    ),
    "timeline without years": Case(
        {"docs/timeline.md": minimal_project.FILES["docs/timeline.md"].replace("2000-2021", "all")},
        "docs/timeline.md:8: “all” is no span of years. Write “/// timeline | 2000-2003”.",
    ),
    "citation that names no source": Case(
        hopes("[@rankin-2021;", "[@;"),
        "docs/hopes.md:14: The citation names no source. Write [@source-id], with an id of docs/data/sources.yml.",
    ),
    "Cyrillic letter in a citation": Case(
        hopes("[@rankin-2021;", "[@rаnkin-2021;"),  # the first a is Cyrillic
        "docs/hopes.md:14: “rаnkin” mixes alphabets: “а” looks like another letter. Type the word again.",
    ),
    "citation that is not closed": Case(
        hopes("(“hard”).[@rankin-2021]", "(“hard”).[@rankin-2021"),
        "docs/hopes.md:17: The citation “[@rankin-2021” is not closed. End it with “]”; a locator contains no brackets.",
    ),
    "citation without brackets": Case(
        hopes("(“hard”).[@rankin-2021]", "(“hard”) @rankin-2021."),
        "docs/hopes.md:17: “@rankin-2021” does not stand in brackets. Write [@rankin-2021].",
    ),
    "claim typed in small letters": Case(
        hopes("claim | B1", "claim | b1"),
        "docs/hopes.md:10: There is no claim “b1”. Did you mean “B1”?",
    ),
    "claims in another order than the article's": Case(
        {
            **claims(
                "- id: B1\n",
                "- id: B2\n  section: hopes\n  statement: He asked twice.\n  assessment: supported\n- id: B1\n",
            ),
            **hopes(
                "/// dispute",
                "## Again {#s2}\n\n/// claim | B2\nTwice.\n///\n\nHe did.[@rankin-2021]\n{#p3a}\n\n/// dispute",
            ),
        },
        "docs/hopes.md:10: The claims stand in another order than in the article: B1, B2. Write B2, B1.",
    ),
    "paragraph deleted": Case(
        hopes(
            "He asked for it, says [the witness](index.md#p1).[@rankin-2021; @frost-2000, first answer]\n{#p2}\n\n",
            "",
        ),
        "docs/data/ledger.yml:1: The published address “hopes#p2” is gone. "
        "Restore it, or say in docs/data/moved.yml where it went (“to: …”) or why it is gone (“gone: …”).",
    ),
    "invisible character in an id": Case(
        hopes("{#p3}", "{#p3\u200b}"),
        "docs/hopes.md:18: The line contains an invisible character: U+200B, zero width space. "
        "Delete it.",
    ),
    "empty line forgotten between two paragraphs": Case(
        hopes("{#p2}\n\n", "{#p2}\n"),
        "docs/hopes.md:15: “{#p2}” is not alone on the last line of its paragraph, so it numbers nothing. "
        "Give it a line of its own, and an empty line after it.",
    ),
    "number at the end of a sentence's line": Case(
        hopes("[@rankin-2021]\n{#p3}", "[@rankin-2021] {#p3}"),
        "docs/hopes.md:17: “{#p3}” is not alone on the last line of its paragraph, so it numbers nothing. "
        "Give it a line of its own, and an empty line after it.",
    ),
    "no-break space before an id": Case(
        hopes("{#p3}", "{\u00a0#p3}"),
        "docs/hopes.md:18: “{\u00a0#p3}” gives the paragraph no id. Write {#p12} on a line of its own: Latin letters, digits, no quotes.",
    ),
    "Cyrillic letter in a heading's id": Case(
        hopes("{#s1}", "{#ѕ1}"),  # Macedonian dze, not s
        "docs/hopes.md:8: The id “ѕ1” contains a letter that is not Latin: “ѕ” (U+0455). Type "
        "it again on a Latin keyboard.",
    ),
    "capital letter in an id": Case(
        hopes("{#s1}", "{#S1}"),
        "docs/hopes.md:8: “S1” is not a valid id. Use small letters, digits and hyphens, a "
        "letter first.",
    ),
    "heading without a space": Case(
        {"docs/about.md": minimal_project.FILES["docs/about.md"] + "\n##Method {#method}\n"},
        "docs/about.md:16: “##Method {#method}” is no heading without a space. Put a space behind the #.",
    ),
    "heading underlined": Case(
        {"docs/about.md": minimal_project.FILES["docs/about.md"] + "\nMethod\n------\n"},
        "docs/about.md:17: “------” makes the line above a heading. Write headings with #.",
    ),
    "page without a heading": Case(
        {"docs/about.md": "---\ntitle: About\ndescription: What this is.\n---\n\nNothing.\n"},
        "docs/about.md:1: A page has one heading of level 1, its first. Begin with “# Title {#about}”.",
    ),
    "page without a title": Case(
        hopes("title: Hopes\n", ""),
        "docs/hopes.md:1: There is no “title”. Add “title: …”.",
    ),
    "front matter that does not parse": Case(
        hopes("title: Hopes", "title: Hopes: and fears"),
        "docs/hopes.md:2: The YAML does not parse: mapping values are not allowed here. Look "
        "at this line and the one above. Indent by spaces, put a space after “:”, and put text "
        "with “: ” in quotes.",
    ),
    "empty page": Case(
        {"docs/about.md": ""},
        "docs/about.md:1: The page has no front matter. Begin with “---”, “title: …”, "
        "“description: …” and “---”, each on a line.",
    ),
    "line moved in by four blanks": Case(
        hopes("He said *", "    He said *"),
        "docs/hopes.md:17: The line begins with four blanks: readers would see it as program code. Remove the blanks.",
    ),
    "table row with a cell too few": Case(
        {
            "docs/about.md": minimal_project.FILES["docs/about.md"]
            + "\n| Year | What |\n| --- | --- |\n| 2000 |\n"
        },
        "docs/about.md:18: The row has 1 cells, the table's head 2. Add or remove a “|”; write “\\|” for one that is text.",
    ),
    "note made by hand": Case(
        hopes("He asked for it,", "He asked for it,[^1]"),
        "docs/hopes.md:14: “[^1]” is a note made by hand. Cite a source, [@source-id, page 3]: its note is made from the list.",
    ),
    "address in the prose": Case(
        {
            "docs/about.md": minimal_project.FILES["docs/about.md"]
            + "\nSee https://nato.example/x too.\n"
        },
        "docs/about.md:16: “https://nato.example/x” is an address that leads nowhere. Write [words](address), or put it between < and >.",
    ),
    "table without bars at its edges": Case(
        {"docs/about.md": minimal_project.FILES["docs/about.md"] + "\na | b\n--- | ---\n1 | 2\n"},
        "docs/about.md:17: “--- | ---” belongs to a table whose lines do not begin with “|”. Begin and end each line with “|”.",
    ),
    "column that is aligned": Case(
        {
            "docs/about.md": minimal_project.FILES["docs/about.md"]
            + "\n| a | b |\n| --- | --: |\n| 1 | 2 |\n"
        },
        "docs/about.md:17: A colon in the table's head would align the column, as no table here does. Write “---” without one.",
    ),
    "block opened with a colon": Case(
        {"docs/about.md": minimal_project.FILES["docs/about.md"] + "\n/// guide: x\nWords.\n///\n"},
        "docs/about.md:16: “/// guide: x” neither opens nor closes a block. Begin the line with “/// name”, or end a block with “///”.",
    ),
    "three full stops": Case(
        {"docs/about.md": minimal_project.FILES["docs/about.md"] + "\nHe said... nothing.\n"},
        "docs/about.md:16: “...” are three full stops. Type “…”.",
    ),
    "list of another dialect": Case(
        {"docs/about.md": minimal_project.FILES["docs/about.md"] + "\n1) One.\n"},
        "docs/about.md:16: “1)” begins no list. Begin each line of a list with “1.”, “2.” or “-”.",
    ),
    "quotation without words": Case(
        {"docs/about.md": minimal_project.FILES["docs/about.md"] + "\nHe said “” once.\n"},
        "docs/about.md:16: “” holds no words. Write the words of the quotation, or delete it.",
    ),
    "conflict of two versions": Case(
        {"docs/about.md": minimal_project.FILES["docs/about.md"] + "\n<<<<<<< HEAD\nWords.\n"},
        "docs/about.md:16: “<<<<<<< HEAD” marks a conflict of two versions. Keep one of the two, and delete the marks.",
    ),
    "heading with a no-break space": Case(
        {"docs/about.md": minimal_project.FILES["docs/about.md"] + "\n#\u00a0Words\n"},
        "docs/about.md:16: “#\u00a0Words” is no heading without a space. Put a space behind the #.",
    ),
    "item that stands indented, without words": Case(
        {"docs/about.md": minimal_project.FILES["docs/about.md"] + "\n * \n"},
        "docs/about.md:16: “*” is a list in a list, or stands indented. Write a flat list, each line from the left edge.",
    ),
    "item without words": Case(
        {"docs/about.md": minimal_project.FILES["docs/about.md"] + "\n- One.\n- \n"},
        "docs/about.md:17: “-” begins an item without words. Write its words on the same line, or delete it.",
    ),
    "two notes with one name": Case(
        {
            "docs/about.md": minimal_project.FILES["docs/about.md"]
            + "\n[^a]: One.\n[^a]: Another.\n"
        },
        "docs/about.md:16: “[^a]: One.” is a note made by hand. Cite a source, [@source-id, page 3]: its note is made from the list.",
    ),
    "link to the built address": Case(
        hopes("(index.md#p1)", "(../timeline/#frost)"),
        "docs/hopes.md:14: The link leads to a file that is not there: “../timeline/#frost”. Did you mean “timeline.md#frost”?",
    ),
    "link out of docs/": Case(
        hopes("(index.md#p1)", "(../mkdocs.yml)"),
        "docs/hopes.md:14: The link leads to a file that is not there: “../mkdocs.yml”. Name a file below docs/.",
    ),
    "link with a space": Case(
        hopes("(index.md#p1)", "(index .md)"),
        "docs/hopes.md:14: The link's address “index .md” holds a space. Write it without, or with %20.",
    ),
    "link with a mistyped scheme": Case(
        hopes("(index.md#p1)", "(htps://tiny.example/)"),
        "docs/hopes.md:14: “htps:” begins no address that readers can open. Begin it with https://.",
    ),
    "link that runs a script": Case(
        hopes("(index.md#p1)", "(javascript:alert(1))"),
        "docs/hopes.md:14: “javascript:” begins no address that readers can open. Begin it with https://.",
    ),
    "line of a list without a source": Case(
        hopes("/// dispute", "- He applied in 2003.\n\n/// dispute"),
        "docs/hopes.md:20: The line of the list cites no source. "
        "Put [@source-id] at its end; lines that only lead through the page go into “/// guide”.",
    ),
    "line of a table without a source": Case(
        hopes("/// dispute", "| Year |\n| --- |\n| 2003 |\n\n/// dispute"),
        "docs/hopes.md:22: The line of the table cites no source. "
        "Put [@source-id] at its end; lines that only lead through the page go into “/// guide”.",
    ),
    "admonition of the theme": Case(
        hopes("/// dispute", "!!! note\n    He applied.\n\n/// dispute"),
        "docs/hopes.md:20: “!!! note” is an admonition, which would be published as it is typed. "
        "Write “/// guide”, “/// box”, “/// correction” or “/// dispute”, and “///” after it.",
    ),
    "script on a page": Case(
        {"docs/about.md": minimal_project.FILES["docs/about.md"] + "\n<script>alert(1)</script>\n"},
        "docs/about.md:16: The element <script> is not allowed on a page. Say it in Markdown, or use a block.",
    ),
    "attribute that runs a script": Case(
        hopes("*тяжело*{lang=ru}", "*тяжело*{lang=ru onclick=alert(1)}"),
        "docs/hopes.md:17: “{lang=ru onclick=alert(1)}” is no attribute that the pages use. "
        "Write *слова*{lang=ru} without a blank, or {#p12} on a line of its own.",
    ),
    "verdicts of what is no section": Case(
        hopes("## An invitation", "/// verdicts | hope\n///\n\n## An invitation"),
        "docs/hopes.md:8: No claim is on a page “hope”. Did you mean “hopes”?",
    ),
    "assessment that the page “About” no longer explains": Case(
        {
            "docs/about.md": minimal_project.FILES["docs/about.md"].replace(
                "{#supported}", "{#supportd}"
            )
        },
        "docs/about.md: The page has no heading that explains the assessment “supported”. "
        "Write “### Well supported {#supported}” and what it means.",
    ),
}
