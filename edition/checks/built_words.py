"""Check that each built page contains all words of its source, in order.

The words are taken out of the Markdown without its parser, so a mistake in the parser, in an
extension or in a template, or syntax that it understands in another way, cannot hide words.
"""

import re
from collections.abc import Iterator

from edition.content.model import Content
from edition.content.pages import CITATION, LINK, Block
from edition.content.pages import Page as Source
from edition.diagnostics import BuildError, Problem
from edition.site.page import Page

_ADDED = "sup, .headerlink, .paragraph-number, script, style"  # notes and links that we add
_TABLE_RULE = re.compile(r"^[ \t]*\|?[ \t:|-]+$", re.MULTILINE)
_LINE_START = re.compile(r"^[ \t]*(?:(?:[-*+]|\d+\.)[ \t]+|>)", re.MULTILINE)
_CODE = re.compile(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)", re.DOTALL)
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()>#+.!|-])")
_SHOWN = 60  # letters of a block that a message shows


def check(content: Content, pages: list[Page]) -> None:
    """Check the built PAGES, before anything is changed in them.

    Raises:
        BuildError: words are missing, or in another order; contains every block of which some are.
    """
    built = {page.url: page for page in pages}
    found = [
        problem
        for source in content.pages.values()
        if (page := built.get(content.project.path_for(source.key)))
        for problem in of_page(content, source, page)
    ]
    if found:
        raise BuildError(found)


def of_page(content: Content, source: Source, page: Page) -> Iterator[Problem]:
    """Yield every block of SOURCE whose words the built PAGE lacks."""
    text, at = _text(page), 0
    for block in source.blocks:
        words = "" if block.kind == "opening" else words_of(block)
        place = text.find(words, at)
        if place >= 0:
            at = place + len(words)
        else:
            shown = " ".join(block.text.split())[:_SHOWN]
            what = f"The page lacks words of “{shown}…”, or has them in another order."
            hint = "Write it more plainly; if it is plain, report this as a bug."
            yield Problem(source.file, block.line, what, hint)
    if source.blocks_named("timeline"):
        for event in content.events:
            if _compact(event.text) not in text:
                what = f"The page lacks the text of the event “{event.id}”."
                yield event.place.problem("text", what, "Write it more plainly.")


def _text(page: Page) -> str:
    """Return the text of the page's article without blanks, and without what we add to it."""
    article = page.copy().tree.css_first("article")
    if not article:
        return ""
    for element in article.css(_ADDED):
        element.remove()
    return _compact(article.text(deep=True))


def words_of(block: Block) -> str:
    """Return the words of a BLOCK without syntax and blanks."""
    text = block.text
    if block.kind == "table":
        text = _TABLE_RULE.sub("", text)
    literal: list[str] = []  # code and escaped signs are shown as they are

    def keep(match: re.Match[str]) -> str:
        literal.append(match[match.lastindex or 0].strip())
        return f"\x00{len(literal) - 1}\x00"

    text = _ESCAPED.sub(keep, _CODE.sub(keep, CITATION.sub("", text)))
    text = re.sub(r"\{lang=\w+\}", "", LINK.sub(r"\1", text))
    text = re.sub(r"<(https?:[^>\s]*)>", r"\1", _LINE_START.sub("", text))
    text = re.sub(r"(?<!\s)\*+|\*+(?!\s)", "", text)
    text = text.replace("|", "") if block.kind == "table" else text
    text = re.sub(r"\x00(\d+)\x00", lambda match: literal[int(match[1])], text)
    return _compact(text)


def _compact(text: str) -> str:
    return "".join(text.split())
