"""Check the Markdown of the pages. Anything that is not in this list is an error.

So no syntax that Python-Markdown does not know is published as raw text. The pages may use:

- headings `## Title {#s12}`, of levels 1 to 4, each with an id;
- paragraphs, a sentence a line, whose last line may be a number, `{#p12}`;
- `*emphasis*`, `**strong words**`, a few words of `code`, and `*слова*{lang=ru}` for Russian;
- links `[words](page.md#id)` and `<https://…>`, and citations `[@source-id, locator; @other-id]`;
- flat lists, whose lines begin with `- ` or `1. `, tables with a header, and block quotations,
  whose lines begin with `> `, each after an empty line; a row of a table that is filled only in its
  first cell is the heading of the rows below it;
- the blocks of `edition.blocks`, `/// name | argument`;
- a backslash before a character to show it literally: `\\*`.

`edition.checks.markdown_rules` lists syntax of other dialects. If Python-Markdown still leaves some
syntax unconverted, `edition.extensions.leftovers` stops the build.
"""

import re
from collections.abc import Callable, Iterator
from itertools import pairwise

from edition.checks.markdown_rules import AS_TYPED, IN_KIND, LINKS_AND_HTML, SIGNS, Rule
from edition.content.citation_style import LANGUAGES
from edition.content.model import Content
from edition.content.pages import CITATION, STRAY_NUMBER, Block, Page, citations, is_item
from edition.diagnostics import Problem

_CODE = re.compile(r"(?<!`)(`+)(?!`).+?(?<!`)\1(?!`)", re.DOTALL)
_ESCAPED = re.compile(r"\\[\\`*_{}\[\]()>#+.!|-]")  # what Python-Markdown shows literally
_FENCE = re.compile(r"[ \t]*(`{3,}|~{3,})")
_LANGUAGE = re.compile(r"(?<=\*)\{lang=([a-z]+)\}")
_STRONG = re.compile(r"(?<![\w*])(\*{1,3})(?=[^\s*])((?:[^*]|(?<=\s)\*(?=\s))*?[^\s*])\1(?!\w|\*)")
_SCHEMES = ("http", "https", "mailto")


def problems(content: Content) -> Iterator[Problem]:
    """Yield such problems in docs/*.md: of each line the first, because one may cause others."""
    lines: set[tuple[str, int]] = set()
    for problem in _all_problems(content):
        if (problem.file, problem.line) not in lines:
            lines.add((problem.file, problem.line))
            yield problem


def _all_problems(content: Content) -> Iterator[Problem]:
    for page in content.pages.values():
        yield from page.problems
        for before, block in pairwise(page.blocks):
            if before.inside == block.inside == "claim" and block.kind == "paragraph":
                what, hint = "The finding of a claim has two paragraphs.", "Write one."
                yield Problem(page.file, block.line, what, hint)
        fence = ""
        for block in page.blocks:
            lines = block.text.splitlines()
            if fence:
                fence = "" if any(line.strip() == fence for line in lines) else fence
            elif (match := _FENCE.match(block.text)) and block.kind != "opening":
                what = f"“{lines[0].strip()}” begins a block of code, which has no form on paper."
                hint = "Say it in words, or put a few words of code between two backticks."
                yield Problem(page.file, block.line, what, hint)
                closed = any(line.strip() == match.group(1) for line in lines[1:])
                fence = "" if closed else match.group(1)
            elif block.kind != "opening":
                yield from _block(content, page, block)


def _hide(match: re.Match[str]) -> str:
    """Return as many dots as MATCH has characters, so that positions do not change."""
    return re.sub(r"[^\n]", "·", match.group())


def _block(content: Content, page: Page, block: Block) -> Iterator[Problem]:
    text = _CODE.sub(_hide, block.text)

    def problem(position: int, what: str, hint: str) -> Problem:
        return Problem(page.file, block.line + text.count("\n", 0, position), what, hint)

    def find(rules: list[Rule]) -> Iterator[Problem]:
        nonlocal text
        for rule in rules:
            for match in rule.pattern.finditer(text):
                found = block.text[slice(*match.span(match.lastindex or 0))].strip().split("\n")[0]
                yield problem(match.start(), rule.what.replace("%s", found), rule.hint)
            text = rule.pattern.sub(_hide, text)

    if block.kind == "heading":
        yield from _heading(page, block)
    yield from _finding(page, block)
    yield from find(AS_TYPED)
    yield from _citations(content, page, block, text)
    text = CITATION.sub(_hide, text)
    for match in re.finditer(r"@([a-z][a-z0-9-]*)", text):
        if match.group(1) in content.sources:
            hint = f"Write [{match.group()}]."
            yield problem(match.start(), f"“{match.group()}” does not stand in brackets.", hint)
    for match in re.finditer(r"\[([a-z][a-z0-9-]+)[^\[\]]*\](?!\()", text):
        if match.group(1) in content.sources:
            hint = f"Write [@{match.group(1)}, …]."
            yield problem(match.start(), f"“{match.group()}” lacks its @.", hint)
    text = _ESCAPED.sub(_hide, text)
    yield from find(LINKS_AND_HTML)
    for match in re.finditer(r"\]\(<?([A-Za-z][A-Za-z0-9+.-]*):", text):
        if match.group(1).lower() not in _SCHEMES:
            what = f"“{match.group(1)}:” begins no address that readers can open."
            yield problem(match.start(), what, "Begin it with https://.")
    # Addresses may contain any character.
    text = re.sub(r"(?<=\])\([^)\n]*\)|<[^>\n]*>", _hide, text)
    yield from find(IN_KIND.get(block.kind, []))
    yield from find(SIGNS)
    yield from _signs(text, problem)
    if block.kind == "table":
        yield from _table(page, block, text)
    elif block.kind == "list":
        yield from _list(page, block)


def _heading(page: Page, block: Block) -> Iterator[Problem]:
    if block.level > 4:
        what = f"The heading is of level {block.level}, which has no form on paper."
        yield Problem(page.file, block.line, what, "Write #### at most.")
    if CITATION.search(block.text):
        what = "The heading cites a source, and headings have no notes."
        yield Problem(page.file, block.line, what, "Cite it in the paragraph below.")


def _finding(page: Page, block: Block) -> Iterator[Problem]:
    """Check a claim's finding, which is exported and quoted on its own as plain text."""
    if block.inside == "claim" and (block.kind != "paragraph" or re.search(r"[\[*`<]", block.text)):
        what = "The finding of a claim contains more than plain words."
        hint = "Leave out links, emphasis and citations; cite in the paragraphs below the block."
        yield Problem(page.file, block.line, what, hint)


def _citations(content: Content, page: Page, block: Block, text: str) -> Iterator[Problem]:
    for match in CITATION.finditer(text):
        line = block.line + text.count("\n", 0, match.start())
        for part in match.group(1).split(";")[1:]:
            if not part.strip().startswith("@"):
                (citation,) = citations(f"[@{part.strip()}]", line)
                what = f"“{part.strip()}” in a citation lacks its @."
                known = citation.source in content.sources
                hint = (
                    f"Write “; @{citation.source}”."
                    if known
                    else "A semicolon divides sources; in a locator, write a comma."
                )
                yield Problem(page.file, line, what, hint)


def _signs(text: str, problem: Callable[[int, str, str], Problem]) -> Iterator[Problem]:
    """Yield braces, backticks and asterisks that have no meaning at their position."""
    for match in _LANGUAGE.finditer(text):
        if match.group(1) not in LANGUAGES:
            hint = f"Write one of {', '.join(LANGUAGES)}."
            yield problem(match.start(), f"“{match.group(1)}” is no language of the edition.", hint)
    text = _LANGUAGE.sub(_hide, text)
    for match in re.finditer(r"\{[^}\n]*\}?|\}", text):
        if not STRAY_NUMBER.fullmatch(match.group()):
            hint = "Write *слова*{lang=ru} without a blank, or {#p12} on a line of its own."
            yield problem(
                match.start(), f"“{match.group()}” is no attribute that the pages use.", hint
            )
    yield from _unpaired(text, problem)
    for match in re.finditer(r"\S*(['\"])\S*", text):
        what = f"“{match.group()}” has a straight mark: {match[1]}."
        hint = "Type “ ” ‘ ’: only so are quotations compared with their passages."
        yield problem(match.start(), what, hint)
    text = re.sub(r"^(\s*)[-*+](?=\s)", r"\1·", text, flags=re.MULTILINE)
    for _ in range(2):  # strong words may contain emphasis
        text = _STRONG.sub(_hide, text) if "*" in text else text
    for match in re.finditer(r"`+|(?<!\s)\*+|\*+(?!\s)", text):
        before, after = text[: match.start()][-15:], text[match.end() :][:15]
        near = f"{before}{match.group()}{after}".replace("\n", " ").strip()
        sign = match.group()
        hint = f"Put the words between two “{sign}”, or write “\\{sign[0]}” for the sign itself."
        yield problem(
            match.start(), f"“{match.group()}” in “{near}” neither begins nor ends anything.", hint
        )


def _unpaired(text: str, problem: Callable[[int, str, str], Problem]) -> Iterator[Problem]:
    """Yield the first bracket or quotation mark without its other half.

    A quotation that is not closed would escape the comparison with the passages.
    """
    for opening, closing in ("[]", "“”"):
        before = ""
        pattern = re.compile(
            rf"{re.escape(opening)}[^{re.escape(opening + closing)}]*?{re.escape(closing)}"
        )
        while before != text:
            before, text = text, pattern.sub(_hide, text)
        if match := re.search(rf"[{re.escape(opening + closing)}]", text):
            verb, other = ("closed", closing) if match.group() == opening else ("opened", opening)
            what = (
                f"“{match.group()}” is not {verb}."
                if opening == "["
                else f"A quotation is not {verb}."
            )
            yield problem(match.start(), what, f"Write “{other}” where it belongs.")
            return


def _list(page: Page, block: Block) -> Iterator[Problem]:
    """Yield the first line whose number or sign the list would change."""
    marks = [(number, line.split()[0]) for number, line in _items(block)]
    if not marks:
        return  # a line that stands indented, which a rule reports
    counted = [f"{count}." for count in range(1, len(marks) + 1)]
    kept = {"1."} if marks[0][1] == "1." else {marks[0][1]}
    for (number, mark), count in zip(marks, counted, strict=True):
        if mark not in kept and (mark != count or marks[0][1] != "1."):
            what = f"“{mark}” would not be shown as it is typed."
            hint = "Count from 1. without a gap, or begin every line with the same sign."
            yield Problem(page.file, block.line + number, what, hint)
            return


def _items(block: Block) -> list[tuple[int, str]]:
    return [(number, line) for number, line in enumerate(block.text.split("\n")) if is_item(line)]


def _table(page: Page, block: Block, text: str) -> Iterator[Problem]:
    rows = [re.split(r"(?<!\\)\|", line.strip().strip("|")) for line in text.splitlines()]
    for number, row in enumerate(rows):
        if len(row) != len(rows[0]):
            what = f"The row has {len(row)} cells, the table's head {len(rows[0])}."
            hint = "Add or remove a “|”; write “\\|” for one that is text."
            yield Problem(page.file, block.line + number, what, hint)
    if len(rows) > 1 and re.search(r"-:|:-", "|".join(rows[1])):
        what = "A colon in the table's head would align the column, as no table here does."
        yield Problem(page.file, block.line + 1, what, "Write “---” without one.")
    elif len(rows) < 2 or not all(re.fullmatch(r"\s*-+\s*", cell) for cell in rows[1]):
        what = "The table has no head."
        hint = "Write the names of the columns, and below them a line “| --- | --- |”."
        yield Problem(page.file, block.line, what, hint)
    elif len(rows) == 2:
        yield Problem(page.file, block.line, "The table has no row.", "Add one, or delete it.")
