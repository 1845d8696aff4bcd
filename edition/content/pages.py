"""Read the Markdown source: pages, headings, paragraphs, claims and citations, with their lines."""

import re
from dataclasses import dataclass, field
from pathlib import Path

from edition.blocks import BLOCKS
from edition.config import Project
from edition.content.identifiers import PARAGRAPH
from edition.content.records import PageMeta
from edition.content.schema import validated
from edition.content.yaml import is_not_text, parse_data, read_text
from edition.diagnostics import BuildError, Problem

CITATION = re.compile(r"\[@([^\]]*)\]")
LINK = re.compile(r"\[((?:[^\[\]]|\[[^\]]*\])*)\]\(([^)\s]+)(?:\s+\"[^\"]*\")?\)")
# Only plain spaces before an id: Python-Markdown does not accept a no-break space.
_HEADING = re.compile(r"(#{1,6})[ \t]+([^ \t].*?)(?:[ \t]*\{:?[ \t]*#(\S+?)[ \t]*\})?[ \t]*")
_ATTRIBUTES = re.compile(r"\{:?[ \t]*#(\S+?)[ \t]*\}[ \t]*")
STRAY_NUMBER = re.compile(rf"\{{:?[ \t]*#{PARAGRAPH.pattern}[ \t]*\}}")
LONGEST = 5000  # characters of a paragraph, list or table; ours have up to 2,500
_OPEN = re.compile(r"///[ \t]*([\w-]+)[ \t]*(?:\|[ \t]*(.*?))?[ \t]*")
_MISREAD = re.compile(r"[ \t]*/{3,}[ \t]*[\w-]")
_CLOSE = re.compile(r"///[ \t]*")


@dataclass(frozen=True)
class Citation:
    """`[@source, locator]` in the prose; several in one bracket share GROUP."""

    source: str
    locator: str
    line: int
    group: int


@dataclass
class Block:
    """One heading, paragraph, list or table, or the opening of a custom block.

    Attributes:
        kind: heading, paragraph, list, table, or opening (of a custom block).
        line: its first line in the file, from 1.
        text: its Markdown source without attributes.
        id: its explicit id, if it has one.
        level: of a heading: 1 to 6.
        inside: the name of the custom block around it, if there is one.
        argument: of an opening: the text after the bar.
    """

    kind: str
    line: int
    text: str
    id: str | None = None
    level: int = 0
    inside: str = ""
    argument: str = ""
    citations: list[Citation] = field(default_factory=list)

    @property
    def anchor(self) -> str:
        """Return the id by which its citations are found: its own, or that of its tellings."""
        return self.id or (self.argument if self.text == "tellings" else "")


@dataclass
class ClaimPlace:
    """Where a claim is discussed: from its block to the next heading of level 1 or 2.

    Attributes:
        heading: the id of the heading above it.
        title: the words of that heading.
    """

    id: str
    line: int
    heading: str | None
    title: str = ""
    finding: str = ""
    citations: list[Citation] = field(default_factory=list)
    paragraphs: list[str] = field(default_factory=list)


@dataclass
class Page:
    """One Markdown file of `docs/`.

    Attributes:
        key: the file's name without “.md”; also the id of its first heading.
        file: its path as messages show it.
        meta: its front matter.
        problems: syntax that could not be read, such as an unclosed block or invalid attributes.
    """

    key: str
    file: str
    meta: PageMeta
    blocks: list[Block]
    problems: list[Problem] = field(default_factory=list)

    @property
    def headings(self) -> list[Block]:
        return [block for block in self.blocks if block.kind == "heading"]

    @property
    def paragraphs(self) -> list[Block]:
        """The paragraphs that have a number: all but those in unnumbered blocks."""
        return [block for block in self.blocks if block.kind == "paragraph" and is_numbered(block)]

    @property
    def claims(self) -> list[ClaimPlace]:
        """The claims discussed on the page, in order."""
        places: list[ClaimPlace] = []
        heading: str | None = None
        title = ""
        current: ClaimPlace | None = None
        for block in self.blocks:
            if block.kind == "heading" and block.level <= 2:
                heading, title, current = block.id, block.text, None
            elif block.kind == "opening" and block.text == "claim":
                current = ClaimPlace(block.argument, block.line, heading, title)
                places.append(current)
            elif current and block.inside == "claim":
                current.finding = " ".join(block.text.split())
            elif current:
                current.citations += block.citations
                if block.id:
                    current.paragraphs.append(block.id)
        return places

    def blocks_named(self, name: str) -> list[Block]:
        return [block for block in self.blocks if block.kind == "opening" and block.text == name]


def is_numbered(block: Block) -> bool:
    """Whether BLOCK is outside custom blocks, or inside one whose paragraphs are numbered."""
    return block.inside not in BLOCKS or BLOCKS[block.inside].numbered


def is_item(line: str) -> bool:
    """Whether LINE begins a list item."""
    return bool(re.match(r"(?:[-*+]|\d+\.)[ \t]", line))


def heads_rows(line: str) -> bool:
    """Whether LINE of a table, filled only in its first cell, is the heading of the rows below."""
    return bool(re.fullmatch(r"\|[^|]+\|(?:\s*\|)+\s*", line))


def citations(text: str, line: int, group: int = 0) -> list[Citation]:
    """Return every citation in TEXT, which begins on LINE; GROUP counts the brackets before it."""
    found = []
    for match in CITATION.finditer(text):
        group += 1
        at = line + text.count("\n", 0, match.start())
        for part in match.group(1).split(";"):
            source, _, locator = part.strip().lstrip("@").partition(",")
            found.append(Citation(source.strip(), " ".join(locator.split()), at, group))
    return found


def read_page(path: Path, project: Project) -> Page:
    """Read one Markdown file.

    Raises:
        BuildError: the file is not UTF-8, or its front matter is missing, does not parse or does
            not fit its schema.
    """
    file = project.name(path)
    lines = read_text(path, project.root).splitlines()
    meta, start = _front_matter(file, lines)
    page = Page(path.stem, file, meta, [])
    _BlockReader(page).read(lines, start)
    return page


def _front_matter(file: str, lines: list[str]) -> tuple[PageMeta, int]:
    """Return the front matter of a page and the number of its lines."""
    if not lines or lines[0].strip() != "---":
        hint = "Begin with “---”, “title: …”, “description: …” and “---”, each on a line."
        raise BuildError([Problem(file, 1, "The page has no front matter.", hint)])
    end = next((number for number, line in enumerate(lines[1:], 1) if line.strip() == "---"), 0)
    if not end:
        hint = "End it with a line “---”."
        raise BuildError([Problem(file, 1, "The front matter is not closed.", hint)])
    document = parse_data("\n".join(lines[1:end]), file, first=2, part="The front matter")
    value = validated(document, "page")
    # The engine parses the same lines with YAML's own types.
    misread = [
        Problem(
            file,
            document.line(key),
            f"The engine would not read “{value[key]}” as text (of {key}).",
            "Put it in quotes.",
        )
        for key in ("title", "description")
        if (key,) in document.plain and is_not_text(value[key])
    ]
    if misread:
        raise BuildError(misread)
    scripts = tuple(value.get("scripts", ()))
    paper = value.get("paper", True)
    section = value.get("section", "")
    places = {key: document.line(key) for key in value}
    return PageMeta(value["title"], value["description"], scripts, paper, section, places), end + 1


class _BlockReader:
    """Splits the lines of a page into blocks."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._opened: Block | None = None  # the custom block that contains the current line
        self._misread = False  # whether a line before was to open one, but does not
        self._pending: list[str] = []  # the lines of the current block
        self._first = 0  # the number of its first line

    def read(self, lines: list[str], start: int) -> None:
        """Read LINES, beginning at the index START."""
        for number, line in enumerate(lines[start:], start + 1):
            self._read(number, line)
        self._finish()
        self._close()

    def _read(self, number: int, line: str) -> None:
        if not line.strip():
            self._finish()
        elif match := _HEADING.fullmatch(line):
            self._finish()
            level, text, name = len(match.group(1)), match.group(2)[:LONGEST], match.group(3)
            self._page.blocks.append(Block("heading", number, text, name, level, self._inside))
        elif _CLOSE.fullmatch(line):
            self._finish()
            if not self._opened and not self._misread:
                what = "“///” closes a block that was never opened."
                self._report(number, what, "Remove the line, or open the block.")
            self._opened, self._misread = None, False
        elif match := _OPEN.fullmatch(line):
            self._finish()
            self._close()
            argument = match.group(2) or ""
            self._opened = Block("opening", number, match.group(1), argument=argument)
            self._page.blocks.append(self._opened)
        else:
            # edition.checks.markdown reports the line; the one that closes is no second mistake
            self._misread = self._misread or bool(_MISREAD.match(line))
            if not self._pending:
                self._first = number
            self._pending.append(line)

    @property
    def _inside(self) -> str:
        return self._opened.text if self._opened else ""

    def _close(self) -> None:
        """Report the custom block if it is not closed."""
        if self._opened:
            what = f"The block “/// {self._opened.text}” is not closed."
            hint = "End it with a line “///”; a block contains no other block."
            self._report(self._opened.line, what, hint)

    def _finish(self) -> None:
        """Add the current block to the page."""
        pending = self._pending
        if not pending:
            return
        block = Block(_kind(pending[0]), self._first, "", inside=self._inside)
        if match := _ATTRIBUTES.fullmatch(pending[-1].strip(" \t")):
            block.id = match.group(1)
            pending.pop()
        elif pending[-1].lstrip().startswith("{"):
            what = f"“{pending[-1].strip()}” gives the paragraph no id."
            hint = "Write {#p12} on a line of its own: Latin letters, digits, no quotes."
            self._report(self._first + len(pending) - 1, what, hint)
        for index, line in enumerate(pending):
            if block.kind == "paragraph" and (stray := STRAY_NUMBER.search(line)):
                what = (
                    f"“{stray.group()}” is not alone on the last line of its paragraph, "
                    "so it numbers nothing."
                )
                hint = "Give it a line of its own, and an empty line after it."
                self._report(self._first + index, what, hint)
        block.text = "\n".join(pending)
        if len(block.text) > LONGEST:
            what = f"The {block.kind} has {len(block.text)} characters, more than {LONGEST}."
            self._report(self._first, what, "Divide it by empty lines.")
            block.text = ""  # not worth the time to look into it
        block.citations = citations(block.text, self._first)
        self._page.blocks.append(block)
        pending.clear()

    def _report(self, line: int, what: str, hint: str) -> None:
        self._page.problems.append(Problem(self._page.file, line, what, hint))


def _kind(line: str) -> str:
    text = line.lstrip()
    if is_item(text):
        return "list"
    if text.startswith("|"):
        return "table"
    return "paragraph"
