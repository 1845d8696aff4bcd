"""Mistakes of editors and circumstances by kind, in one line each: what is typed, and what is said."""

import os
from collections.abc import Callable
from pathlib import Path

from fixtures import minimal_project

from cases.case import SETTINGS, Case, claims, edit, events, hopes, settings, sources

ABOUT = "docs/about.md"
LINE = minimal_project.FILES[ABOUT].count("\n") + 2  # of what is added to the page About
_BLOCKS = "Write one after the other."
_MARKS = "Type “ ” ‘ ’: only so are quotations compared with their passages."
_ADDRESS = "Correct it: https://, host and path alone."
_FORM = "Write the day as in 16 February 2000."
_RESTORE = "Restore it, for example with `git checkout`."
_OPTION = "that the edition is tested with. Delete the line."


def _added(typed: str) -> dict[str, str]:
    return {ABOUT: f"{minimal_project.FILES[ABOUT]}\n{typed}\n"}


def _said(words: str) -> dict[str, str]:
    return hopes("He asked for it,", f"{words},")


def _style(css: str) -> dict[str, str]:
    return {"mkdocs.yml": f"{SETTINGS}extra_css: [assets/text.css]\n", "docs/assets/text.css": css}


def _script(code: str) -> dict[str, str]:
    return {
        "mkdocs.yml": f"{SETTINGS}extra_javascript: [assets/do.js]\n",
        "docs/assets/do.js": code,
    }


def _picture(svg: str) -> dict[str, str]:
    return {"docs/assets/images/map.svg": svg}


def _setting(line: str) -> dict[str, str]:
    return {"mkdocs.yml": f"{SETTINGS}{line}\n"}


def _pipe(name: str) -> Callable[[Path], None]:
    """A pipe in the place of a file: whoever opens it would wait for ever."""

    def inject(root: Path) -> None:
        (root / name).unlink(missing_ok=True)
        os.mkfifo(root / name)

    return inject


def _linked(name: str) -> Callable[[Path], None]:
    """A folder that is a link to another: what is written would go there."""

    def inject(root: Path) -> None:
        elsewhere = root.parent / f"{root.name}-elsewhere"
        elsewhere.mkdir(exist_ok=True)
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).symlink_to(elsewhere, target_is_directory=True)

    return inject


_KINDS = {
    "Markdown": {
        "list in a line of a list": (_added("1. 1. One"), f"{ABOUT}:{LINE}: “1. 1. One” begins a list, heading or quotation inside of another. {_BLOCKS}"),
        "quotation in a quotation": (_added("> > One"), f"{ABOUT}:{LINE}: “> > One” begins a list, heading or quotation inside of another. {_BLOCKS}"),
        "table in a list": (_added("- One\n| a | b |"), f"{ABOUT}:{LINE + 1}: “| a | b |” begins no table or quotation in the middle of a list. Put an empty line before it."),
        "heading without words": (_added("##"), f"{ABOUT}:{LINE}: “##” begins a heading without words. Add its words, or delete it."),
        "numbers of a list with a gap": (_added("1. One\n3. Three"), f"{ABOUT}:{LINE + 1}: “3.” would not be shown as it is typed. Count from 1. without a gap, or begin every line with the same sign."),
        "list of two kinds": (_added("- One\n1. Two"), f"{ABOUT}:{LINE + 1}: “1.” would not be shown as it is typed. Count from 1. without a gap, or begin every line with the same sign."),
        "table without a row": (_added("| a | b |\n| --- | --- |"), f"{ABOUT}:{LINE}: The table has no row. Add one, or delete it."),
        "block without text": (_added("/// guide\n\n///"), f"{ABOUT}:{LINE}: The block “/// guide” is empty. Write its text, or delete it."),
        "bracket not closed": (_added("A [word."), f"{ABOUT}:{LINE}: “[” is not closed. Write “]” where it belongs."),
        "bracket not opened": (_added("A word]."), f"{ABOUT}:{LINE}: “]” is not opened. Write “[” where it belongs."),
        "address not closed": (_added("A [word](about.md here."), f"{ABOUT}:{LINE}: The address in “](about.md here.” is not closed. End it with “)”."),
        "quotation not closed": (_said("He “asked for it"), "docs/hopes.md:14: A quotation is not closed. Write “”” where it belongs."),
        "straight quotation marks": (_said('He "asked" for it'), f"docs/hopes.md:14: “\"asked\"” has a straight mark: \". {_MARKS}"),
        "straight apostrophe": (_said("He didn't ask"), f"docs/hopes.md:14: “didn't” has a straight mark: '. {_MARKS}"),
        "citation before a colon": (_added("[@rankin-2021]: words"), f"{ABOUT}:{LINE}: “[@rankin-2021]:” would begin a note by hand. Put the citation behind the sentence that it supports."),
        "two paragraphs in a finding": (hopes("There is one witness.", "There is one.\n\nThere is another."), "docs/hopes.md:13: The finding of a claim has two paragraphs. Write one."),
        "paragraph without an end": (_added("words and " * 600), f"{ABOUT}:{LINE}: The paragraph has 6000 characters, more than 5000. Divide it by empty lines."),
    },
    "Words": {
        "word twice": (_said("He asked for the the thing"), "docs/hopes.md:14: “the” is written twice. Delete one."),
        "sentence twice": (_said("He asked for it once.\nHe asked for it once.\nHe asked"), "docs/hopes.md:15: The sentence “He asked for it once.…” is also on line 14. Delete one of the two."),
        "recently": (_said("He recently asked"), "docs/hopes.md:14: “recently” will be untrue one day. Give the date, or write “as of 10 October 2026”."),
        "this year": (_said("This year he asked"), "docs/hopes.md:14: “This year” will be untrue one day. Give the date, or write “as of 10 October 2026”."),
        "today in an event": (events("He does not", "Today he does not"), "docs/data/timeline.yml:4: “Today” will be untrue one day. Give the date, or write “as of 10 October 2026”."),
        "day of an event's text that does not exist": (events("He does not", "On 31 June 2001 he does not"), "docs/data/timeline.yml:4: “31 June 2001” is not a day that exists. Correct it from the source."),
        "day without a year that does not exist": (_said("On 31 June he asked"), "docs/hopes.md:14: “31 June” is not a day that exists. Correct it from the source."),
        "month of a claim after the cut-off": (claims("He asked.", "He asked in December 2027."), "docs/data/claims.yml:7: “December 2027” lies after the evidence's cut-off on 10 October 2026. Leave it out, or say in the paragraph that it lies after the cut-off."),
        "day of another weekday": (_said("On Monday, 5 March 2000 he asked"), "docs/hopes.md:14: “Monday, 5 March 2000” was a Sunday. Correct the day from the source."),
        "date with slashes": (_said("On 31/6/2001 he asked"), f"docs/hopes.md:14: “31/6/2001” is not how dates are written here. {_FORM}"),
        "date with a month cut short": (_said("On 31 Jun 2001 he asked"), f"docs/hopes.md:14: “31 Jun” is not how dates are written here. {_FORM}"),
        "date with full stops": (_said("On 31.6.2001 he asked"), f"docs/hopes.md:14: “31.6.2001” is not how dates are written here. {_FORM}"),
    },
    "Characters": {
        "letters of two alphabets in a word": (_said("Рutin asked for it"), "docs/hopes.md:14: “Рutin” mixes alphabets: “Р” looks like another letter. Type the word again."),
        "letters of two alphabets in data": (sources("He wanted to join", "Не wanted tо join"), "docs/data/sources.yml:14: “tо” mixes alphabets: “t” looks like another letter. Type the word again."),
        "two letters in one sign": (_said("The ﬁrst asked"), "docs/hopes.md:14: The line contains the character U+FB01. It is a form of letters for print: type them one by one."),
        "picture letter in data": (events("He does not", "🚀 He does not"), "docs/data/timeline.yml:4: The line contains the character U+1F680. No font of the book has it: say it in words."),
        "blank of another width": (_said("He\u2003asked"), "docs/hopes.md:14: The line contains the character U+2003. It is a blank of another width: type a plain one."),
        "end of line of an old Mac": (_said("He\rasked"), "docs/hopes.md:14: The line contains an invisible character: U+000D, a control character. Delete it."),
    },
    "Addresses": {
        "password in a link": (_added("A [word](https://me:secret@x.example/)."), f"{ABOUT}:{LINE}: “https://me:secret@x.example/” is not a web address that can be opened. {_ADDRESS}"),
        "impossible port in a link": (_added("A [word](https://x.example:99999/)."), f"{ABOUT}:{LINE}: “https://x.example:99999/” is not a web address that can be opened. {_ADDRESS}"),
        "host with an empty part": (_added("A [word](https://x..example/)."), f"{ABOUT}:{LINE}: “https://x..example/” is not a web address that can be opened. {_ADDRESS}"),
    },
    "Settings": {
        "hook": (_setting("hooks: [hook.py]"), "mkdocs.yml:<line>: “hooks” is not a known field. Delete it."),
        "pages left out": (_setting("exclude_docs: hopes.md"), "mkdocs.yml:<line>: “exclude_docs” is not a known field. Delete it."),
        "analytics": (settings("extra:\n", "extra:\n  analytics: {provider: google}\n"), "mkdocs.yml:<line>: “analytics” is not a known field. Known: repository, edition, complete."),
        "fonts from elsewhere": (settings("font: false", "font: {text: Roboto}"), "mkdocs.yml:<line>: “{'text': 'Roboto'}” is not a known value of “font”. Write “font: false”."),
        "feature of the theme": (settings("font: false", "font: false, features: [navigation.instant]"), "mkdocs.yml:<line>: “features” is not a known field. Known: name, custom_dir, favicon, variant, language, font."),
        "language of the theme": (settings("font: false", "font: false, language: xx"), "mkdocs.yml:<line>: “xx” is not a known value of “language”. The edition is in English. Delete the line."),
        "option of an extension": (settings("  - toc\n", "  - toc: {baselevel: 2}\n"), f"mkdocs.yml:<line>: “baselevel” is not an option of “toc” {_OPTION}"),
        "extensions in another order": (settings("  - attr_list\n  - footnotes\n", "  - footnotes\n  - attr_list\n"), "mkdocs.yml:<line>: “footnotes” is in the place of “attr_list”. <hint>"),
        "folder of the site fixed": (settings("site_dir: !ENV [SITE_DIR, site]", "site_dir: ../public"), "mkdocs.yml:<line>: site_dir does not let the build decide where the pages go. Write “site_dir: !ENV [SITE_DIR, site]”."),
        "mistakes in links passed over": (settings("anchors: warn", "anchors: ignore"), "mkdocs.yml:<line>: “ignore” is not a known value of “anchors”. Write “warn”, or delete the line."),
        "edition of the far future": (settings('version: "2026.11", published: "2026-11-23"', 'version: "2036.11", published: "2036-11-23"'), "mkdocs.yml:<line>: The edition was published on 2036-11-23, years after the evidence ends (2026-10-10). Correct one of the two dates."),
        "key that is a truth value": (_setting("No: site"), "mkdocs.yml:<line>: The YAML does not parse: the key “No” is not text. <hint>"),
        "straight quotes in the name": (settings("site_name: Tiny", "site_name: The \"Tiny\""), "mkdocs.yml:1: “The \"Tiny\"” is not a valid value of “site_name”. Write plain text with “typographic” quotation marks: no \", <, > or &…;, no Markdown, no citations."),
    },
    "Looks and scripts": {
        "stylesheet that imports": (_style('a{color:red}\n@import "https://x.example/x.css";'), "docs/assets/text.css:2: The stylesheet imports another. List that in mkdocs.yml, extra_css."),
        "picture set from elsewhere": (_style('a{\nbackground:image-set("//x.example/x.png" 1x)}'), "docs/assets/text.css:2: The stylesheet loads “//x.example/x.png” from elsewhere. Serve it from docs/assets/."),
        "address written in code": (_style("a{background:u\\72l(https://x.example/x.png)}"), "docs/assets/text.css:1: The stylesheet loads “https://x.example/x.png” from elsewhere. Serve it from docs/assets/."),
        "stylesheet emptied": (_style("/* gone */"), f"docs/assets/text.css: The stylesheet contains no rule. {_RESTORE}"),
        "brace not closed": (_style("a{color:red}\n@media print{b{color:red}\n"), "docs/assets/text.css:2: The end of the stylesheet is inside of something open. Close the brace, bracket, comment or quotation mark."),
        "range of letters misspelt": (_style("@font-face{font-family:A;unicode-range:U+4?,foo}"), "docs/assets/text.css:1: “U+40-4F,foo” is no range of characters. Write it as in U+0400-04FF, U+2019."),
        "stylesheet that no page loads": ({"docs/assets/text.css": "a{}"}, "docs/assets/text.css: No page loads the stylesheet. List it in mkdocs.yml under extra_css, or delete it."),
        "script that does not parse": (_script("let a = 1;\nfunction (\n"), "docs/assets/do.js:2: The script does not parse: <reason>. Correct it, or undo your last change."),
        "script that asks elsewhere": (_script('a();\nfetch("https://x.example/");'), "docs/assets/do.js:2: The script names the address “https://x.example/” of another host. Serve what it needs from docs/assets/."),
        "script emptied": (_script("// gone"), f"docs/assets/do.js: The script contains no code. {_RESTORE}"),
        "picture that does not parse": (_picture("<svg><g></svg>"), "docs/assets/images/map.svg:1: The picture does not parse: mismatched tag. Draw it again, or restore it."),
        "picture that loads": (_picture('<svg xmlns="http://www.w3.org/2000/svg"><image href="x.png"/></svg>'), "docs/assets/images/map.svg:1: The picture loads something or declares a type: “href=\"”. Take it out: a picture stands alone."),
        "picture that grows": (_picture('<!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg"/>'), "docs/assets/images/map.svg:1: The picture loads something or declares a type: “<!DOCTYPE”. Take it out: a picture stands alone."),
        "photograph": ({"docs/assets/images/map.png": "PNG"}, "docs/assets/images/map.png: Files of the kind “.png” are not published. <hint>"),
        "template that is not UTF-8": ({"overrides/404.html": "é".encode("latin-1")}, "overrides/404.html:1: The file is not UTF-8. Save it again with the encoding UTF-8."),
    },
    "Files and paths": {
        "pipe in the place of a page": (_pipe("docs/hopes.md"), "docs/hopes.md: This is no ordinary file. Put a file here."),
        "pipe in the place of data": (_pipe("docs/data/claims.yml"), "docs/data/claims.yml: This is no ordinary file. Put a file here."),
        "pipe among the templates": (_pipe("overrides/more.html"), "overrides/more.html: This is no ordinary file. Put a file here."),
        "pipe among the pictures": (_pipe("docs/assets/images/map.svg"), "docs/assets/images/map.svg: This is no ordinary file. Delete it."),
        "site that is a link": (_linked("site"), "site: This is a symbolic link, to <target>, and we write into it. <hint>"),
        "place of work that is a link": (_linked("build/site"), "build/site: This is a symbolic link, to <target>, and we write into it. <hint>"),
        "page with the name of a folder": ({"docs/data.md": minimal_project.FILES[ABOUT]}, "docs/data.md: The site has a folder “data” of its own. Give the page another name."),
        "redirect from a folder of the site": ({"docs/data/moved.yml": "- from: downloads\n  to: hopes\n"}, "docs/data/moved.yml:1: “downloads” is a folder of the site, and was no page. Delete the redirect."),
        "data in a folder of data": ({"docs/data/more/claims.yml": "[]"}, "docs/data/more/claims.yml: Nothing reads this file. <hint>"),
        "data outside of the data": ({"docs/claims.yml": "[]"}, "docs/claims.yml: Nothing reads this file. <hint>"),
        "page of a megabyte": ({ABOUT: "a" * 1_000_001}, f"{ABOUT}: The file is larger than 1 MB. Split it, or look at what is in it."),
    },
    "Data": {
        "given name twice": (sources("{family: Rankin, given: Jennifer}", "{family: Jennifer Rankin, given: Jennifer}"), "docs/data/sources.yml:15: The family name “Jennifer Rankin” contains the given name (of “rankin-2021”). Write it once, under “given”."),
        "straight marks in data": (events("He does not rule it out.", 'He "does not" rule it out.'), "docs/data/timeline.yml:4: “\"does not\"” has straight quotation marks. Type “ ” ‘ ’, as in the prose."),
        "name in capitals": (sources("{family: Rankin, given: Jennifer}", "{family: RANKIN, given: JENNIFER}"), "docs/data/sources.yml:15: The name “JENNIFER RANKIN” is in capitals (of “rankin-2021”). Write it as in “Rankin”."),
        "repository with a slash at its end": (settings("extra:\n", "extra:\n  repository: https://github.com/you/x/\n"), "mkdocs.yml:<line>: The repository “https://github.com/you/x/” is not an address. <hint>"),
        "name of a page with an entity": (edit("docs/hopes.md", "title: Hopes", "title: Hopes &amp; fears"), "docs/hopes.md:2: “Hopes &amp; fears” is not a valid value of “title”. <hint>"),
    },
}  # fmt: skip

FAULTS = {
    name: Case(change, message)
    for cases in _KINDS.values()
    for name, (change, message) in cases.items()
}
