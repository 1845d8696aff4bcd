"""Check the Markdown pages: numbers, ids, citations, links and blocks."""

import re
from collections.abc import Iterator
from itertools import pairwise
from urllib.parse import unquote

from edition.blocks import BLOCKS, Argument
from edition.content.dates import years
from edition.content.identifiers import PARAGRAPH, id_problem
from edition.content.model import TIERS, Content
from edition.content.pages import CITATION, LINK, Block, Page, heads_rows, is_item, is_numbered
from edition.content.schema import is_web_address
from edition.diagnostics import Problem, suggestion
from edition.generate.data_exports import EXPORTS

# Blocks whose text nothing else demands: a claim needs a finding anyway.
_FILLED = {name for name, block in BLOCKS.items() if block.has_text and name != "claim"}


def problems(content: Content) -> Iterator[Problem]:
    """Yield every problem in docs/*.md: first page by page, then those across pages."""
    for page in content.pages.values():
        yield from _headings(page)
        yield from _ids(content, page)
        for block, following in zip(page.blocks, [*page.blocks[1:], None], strict=True):
            yield from _block(content, page, block)
            if (
                block.kind == "opening"
                and block.text in _FILLED
                and (not following or following.inside != block.text)
            ):
                what = f"The block “/// {block.text}” is empty."
                yield Problem(page.file, block.line, what, "Write its text, or delete it.")
        if page.key in content.article_pages:
            yield from _article_page(content, page)
    yield from _claims(content)
    yield from _paragraph_numbers(content)


def _headings(page: Page) -> Iterator[Problem]:
    tops = [block for block in page.headings if block.level == 1]
    if len(tops) != 1 or page.headings[0] is not tops[0]:
        line = tops[1].line if len(tops) > 1 else 1
        yield Problem(
            page.file,
            line,
            "A page has one heading of level 1, its first.",
            f"Begin with “# Title {{#{page.key}}}”.",
        )
    elif tops[0].id != page.key:
        yield Problem(
            page.file,
            tops[0].line,
            "The first heading carries the page's own key as its id.",
            f"End the line with {{#{page.key}}}.",
        )
    level = 1
    for block in page.headings:
        if block.level > level + 1:
            yield Problem(
                page.file,
                block.line,
                f"The heading skips a level: {block.level} after {level}.",
                f"Write {'#' * (level + 1)} instead.",
            )
        level = block.level
        if not block.id:
            yield Problem(
                page.file,
                block.line,
                f"The heading “{block.text}” has no id.",
                "End the line with one, as in {#s12}; it never changes.",
            )


def _ids(content: Content, page: Page) -> Iterator[Problem]:
    seen: dict[str, int] = {}
    for block in page.blocks:
        name = (
            block.argument.lower()
            if block.kind == "opening" and _argument(block) in (Argument.CLAIM, Argument.CHART)
            else block.id
        )
        if not name:
            continue
        if block.kind != "opening":
            yield from id_problem(page.file, block.line, name)
        if name in seen:
            yield Problem(
                page.file,
                block.line,
                f"The id “{name}” stands twice on this page (first on line {seen[name]}).",
                "Keep one of the two blocks."
                if block.kind == "opening"
                else "Give the new one a new id.",
            )
        seen[name] = block.line


def _block(content: Content, page: Page, block: Block) -> Iterator[Problem]:
    if block.kind == "opening":
        yield from _opening(page, block)
        return
    if block.inside in BLOCKS and not BLOCKS[block.inside].has_text:
        what = f"“/// {block.inside}” takes no text: data fills it."
        yield Problem(page.file, block.line, what, "Move the text above the block or below it.")
    for citation in block.citations:
        if citation.source not in content.sources:
            yield content.unknown_source(page.file, citation.line, citation.source)
    yield from _links(content, page, block)


def _opening(page: Page, block: Block) -> Iterator[Problem]:
    def problem(what: str, hint: str) -> Problem:
        return Problem(page.file, block.line, what, hint)

    opened = f"/// {block.text}"
    argument = _argument(block)
    if argument is None:
        hint = suggestion(block.text, BLOCKS, f"Known blocks: {', '.join(BLOCKS)}.")
        yield problem(f"There is no block “{opened}”.", hint)
    elif argument is Argument.NONE and block.argument:
        yield problem(f"“{opened}” takes nothing behind a bar.", f"Write “{opened}” alone.")
    elif argument.required and not block.argument:
        yield problem(f"“{opened}” needs {argument} behind a bar.", f"Write “{opened} | …”.")
    elif argument is Argument.TIER and block.argument not in TIERS:
        hint = f"Write one of {', '.join(TIERS)} behind the bar."
        yield problem(f"There is no kind of source “{block.argument}”.", hint)
    elif argument is Argument.YEARS:
        try:
            years(block.argument)
        except ValueError:
            yield problem(
                f"“{block.argument}” is no span of years.", f"Write “{opened} | 2000-2003”."
            )


def _argument(block: Block) -> Argument | None:
    """Return the kind of argument that an opening takes; None if the block is unknown."""
    return BLOCKS[block.text].argument if block.text in BLOCKS else None


def _line_of(block: Block, position: int) -> int:
    return block.line + block.text.count("\n", 0, position)


def _links(content: Content, page: Page, block: Block) -> Iterator[Problem]:
    for match in LINK.finditer(block.text):
        target = match.group(2)
        line = _line_of(block, match.start())
        target = target.strip("<>")
        if re.match(r"[a-z][a-z0-9+.-]*:", target):
            if target.startswith("http") and not is_web_address(target):
                what = f"“{target}” is not a web address that can be opened."
                yield Problem(page.file, line, what, "Correct it: https://, host and path alone.")
            continue
        file, _, fragment = target.partition("#")
        if file.endswith(".md") or not file:
            key = file.removesuffix(".md") or page.key
            if key not in content.pages:
                yield Problem(
                    page.file,
                    line,
                    f"The link leads to a page that is not there: “{target}”.",
                    suggestion(key, content.pages, "Name a file of docs/."),
                )
            elif fragment and f"{key}#{fragment}" not in content.addresses:
                known = [
                    name.partition("#")[2]
                    for name in content.addresses
                    if name.startswith(f"{key}#")
                ]
                yield Problem(
                    page.file,
                    line,
                    f"The link leads to an anchor that is not there: “{target}”.",
                    suggestion(fragment, known, f"See the ids in docs/{key}.md."),
                )
        elif not _is_published(content, file):
            built = file.strip("./").removesuffix(".html").removesuffix("/index") or "index"
            meant = f"{built}.md" + (f"#{fragment}" if fragment else "")
            hint = (
                f"Did you mean “{meant}”?" if built in content.pages else "Name a file below docs/."
            )
            yield Problem(
                page.file, line, f"The link leads to a file that is not there: “{target}”.", hint
            )


def _is_published(content: Content, file: str) -> bool:
    docs = content.project.docs.resolve()
    path = (docs / unquote(file)).resolve()
    return file.removeprefix("data/") in EXPORTS or (path.is_relative_to(docs) and path.is_file())


def _unsourced_lines(page: Page) -> Iterator[Problem]:
    """Yield lines of lists and tables without a source on an article page.

    Each of these lines states a fact, except in blocks that only introduce the page.
    """
    for block in page.blocks:
        if block.kind not in ("list", "table") or not is_numbered(block):
            continue
        head = 2 if block.kind == "table" else 0
        lines = block.text.splitlines()
        starts = [
            number
            for number, line in enumerate(lines)
            if number >= head and (is_item(line) if block.kind == "list" else not heads_rows(line))
        ]
        for start, end in pairwise([*starts, len(lines)]):
            if not CITATION.search("\n".join(lines[start:end])):
                what = f"The line of the {block.kind} cites no source."
                hint = (
                    "Put [@source-id] at its end; lines that only lead through the page "
                    "go into “/// guide”."
                )
                yield Problem(page.file, block.line + start, what, hint)


def _article_page(content: Content, page: Page) -> Iterator[Problem]:
    yield from _unsourced_lines(page)
    for block in page.paragraphs:
        if not block.id:
            yield Problem(
                page.file,
                block.line,
                "The paragraph has no number.",
                "End it with a line such as {#p12}; between p12 and p13 comes {#p12a}.",
            )
        elif block.id.isascii() and not PARAGRAPH.fullmatch(block.id):
            yield Problem(
                page.file,
                block.line,
                f"“{block.id}” is not a paragraph number.",
                "Write {#p12}, or {#p12a} between p12 and p13.",
            )
        if not block.citations:
            yield Problem(
                page.file,
                block.line,
                "The paragraph cites no source.",
                "Put [@source-id] behind the sentence that it supports.",
            )


def _claims(content: Content) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    meant = ""  # the claims whose ids are mistyped
    for page in content.pages.values():
        expected = [name for name, claim in content.claims.items() if claim.section == page.key]
        for place in page.claims:
            if not place.id:
                meant += "".join(f"“{name}”" for name in expected)  # `_opening` reports the block
                continue
            if place.id not in content.claims:
                hint = suggestion(place.id, content.claims, "Add it to docs/data/claims.yml.")
                meant += hint
                yield Problem(page.file, place.line, f"There is no claim “{place.id}”.", hint)
                continue
            if seen.get(place.id, page.file) != page.file:  # if on one page, `_ids` reports it
                yield Problem(
                    page.file,
                    place.line,
                    f"Claim {place.id} is discussed twice (first in {seen[place.id]}).",
                    "Keep one of the two blocks.",
                )
            seen[place.id] = page.file
            section = content.claims[place.id].section
            if place.id not in expected and section in content.pages:
                yield Problem(
                    page.file,
                    place.line,
                    f"Claim {place.id} belongs on another page.",
                    f"Move it to docs/{section}.md.",
                )
            if not place.finding:
                yield Problem(
                    page.file,
                    place.line,
                    f"Claim {place.id} has no finding.",
                    "Say in its block, in a sentence, what the record shows.",
                )
            if not place.citations:
                yield Problem(
                    page.file,
                    place.line,
                    f"Claim {place.id} cites no source.",
                    "Cite one in the paragraphs below its block.",
                )
        found = [place.id for place in page.claims if place.id in expected]
        if found != sorted(found, key=expected.index):
            yield Problem(
                page.file,
                page.claims[0].line,
                f"The claims stand in another order than in the article: {', '.join(found)}.",
                f"Write {', '.join(expected)}.",
            )
    for name, claim in content.claims.items():
        section = claim.section
        if name not in seen and section in content.pages and f"“{name}”" not in meant:
            yield Problem(
                f"docs/{section}.md",
                0,
                f"Claim {name} is missing.",
                f"Discuss it under a block “/// claim | {name}”.",
            )


def _paragraph_numbers(content: Content) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    last = (0, "")
    for key in content.article_pages:
        page = content.pages.get(key)
        for block in page.paragraphs if page else []:
            match = PARAGRAPH.fullmatch(block.id or "")
            if not page or not match:
                continue
            name, place = match.group(), (int(match.group(1)), match.group(2))
            if seen.get(name, page.file) != page.file:
                yield Problem(
                    page.file,
                    block.line,
                    f"Paragraph “{name}” stands also in {seen[name]}.",
                    "Give the new one a new number.",
                )
            elif place < last:
                before = f"p{last[0]}{last[1]}"
                after = f"p{last[0]}{chr(ord(last[1] or '`') + 1)}"
                hint = (
                    f"Paragraphs count upwards through the article; after {before} comes {after}."
                )
                yield Problem(
                    page.file, block.line, f"Paragraph “{name}” stands out of order.", hint
                )
            else:
                last = place
            seen.setdefault(name, page.file)
