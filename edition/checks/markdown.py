"""Markdown that would be shown otherwise than its editor meant."""

import re
from collections.abc import Iterator

from edition.content.model import Content
from edition.content.pages import CITATION, Block, Page
from edition.diagnostics import Problem

_CODE = re.compile(r"(`+)(?!`).+?(?<!`)\1(?!`)", re.DOTALL)
_HANDLER = re.compile(r"<[a-z][^>]*\s(on[a-z]+)\s*=|\{[^}]*\b(on[a-z]+)\s*=", re.IGNORECASE)
_ELEMENT = re.compile(r"<(script|iframe|object|embed|style|form)\b", re.IGNORECASE)
_SCHEMES = ("http", "https", "mailto")

# What a pattern means, and how to mend it; “%s” is what was found.
_PATTERNS: list[tuple[re.Pattern[str], str, str]] = [
    (re.compile(r"\[\^[^\]\s]*\]"), "“%s” is a note made by hand.", "Cite a source, [@source-id, page 3]: its note is made from the list."),
    (re.compile(r"\[@[^\[\]]*?(?=\[|\n|\Z)(?![^\[\]]*\])"), "The citation “%s” is not closed.", "End it with “]”."),
    (re.compile(r"\]\(([^()\n\"]*[^()\n\"\s]\s+[^()\n\"]+)\)"), "The link's address “%s” holds a space.", "Write it without, or with %20."),
    (re.compile(r"(?<=\n)[=-]{3,}[ \t]*$", re.MULTILINE), "“%s” makes the line above a heading.", "Write headings with #."),
    (re.compile(r"^#{1,6}[^#\s{].*$", re.MULTILINE), "“%s” is no heading without a space.", "Put a space behind the #."),
]  # fmt: skip


def problems(content: Content) -> Iterator[Problem]:
    """Every such problem in docs/*.md."""
    for page in content.pages.values():
        before: Block | None = None
        for block in page.blocks:
            if block.kind != "opening":
                yield from _block(content, page, block, before)
            before = block


def _block(content: Content, page: Page, block: Block, before: Block | None) -> Iterator[Problem]:
    text = _CODE.sub(lambda code: re.sub(r"[^\n]", "x", code.group()), block.text)

    def problem(position: int, what: str, hint: str) -> Problem:
        return Problem(page.file, block.line + text.count("\n", 0, position), what, hint)

    for pattern, what, hint in _PATTERNS:
        for match in pattern.finditer(text):
            yield problem(match.start(), what % match.group(match.lastindex or 0).strip(), hint)
    for match in re.finditer(
        r"@([a-z][a-z0-9-]*)", CITATION.sub(lambda found: "x" * len(found.group()), text)
    ):
        if match.group(1) in content.sources and text[max(0, match.start() - 1)] != "[":
            yield problem(
                match.start(),
                f"“{match.group()}” does not stand in brackets.",
                f"Write [{match.group()}].",
            )
    for match in _HANDLER.finditer(text):
        name = match.group(1) or match.group(2)
        yield problem(
            match.start(),
            f"The attribute “{name}” would run a script.",
            "Leave it out; what runs is in docs/assets/javascripts/.",
        )
    for match in _ELEMENT.finditer(text):
        what = f"The element <{match.group(1).lower()}> is not allowed on a page."
        yield problem(match.start(), what, "Say it in Markdown, or use a block.")
    for match in re.finditer(r"\]\(<?([A-Za-z][A-Za-z0-9+.-]*):", text):
        if match.group(1).lower() not in _SCHEMES:
            yield problem(
                match.start(),
                f"“{match.group(1)}:” begins no address that readers can open.",
                "Begin it with https://.",
            )
    if (
        block.kind == "paragraph"
        and re.match(r" {4}|\t", text)
        and not (before and before.kind == "list")
    ):
        yield problem(
            0,
            "The line begins with four blanks: readers would see it as program code.",
            "Remove the blanks.",
        )
    if block.kind == "table":
        yield from _table(page, block, text)


def _table(page: Page, block: Block, text: str) -> Iterator[Problem]:
    rows = [re.split(r"(?<!\\)\|", line.strip().strip("|")) for line in text.splitlines()]
    for number, row in enumerate(rows):
        if len(row) != len(rows[0]):
            what = f"The row has {len(row)} cells, the table's head {len(rows[0])}."
            yield Problem(
                page.file,
                block.line + number,
                what,
                "Add or remove a “|”; write “\\|” for one that is text.",
            )
