"""The text of a PDF: by its tags, and as lines on its pages; and what is badly broken across pages.

A line belongs to a paragraph if the paragraph's letters go on with its letters. So notes between
two parts of a paragraph do not disturb, and digits (of notes and margins) do not count.
"""

import re
import subprocess
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import Any

import pikepdf
from outloud.model import Document
from selectolax.lexbor import LexborHTMLParser, LexborNode

_HEADINGS = ("H1", "H2", "H3", "H4")
_TEXT = ("P", "LBody", "BlockQuote")
_CELLS = ("TH", "TD")
_BEGIN = 8  # letters of a line by which it is looked up
_GUTTER = 40  # points; a paragraph’s number stands in it
_HEIGHT = 842  # of a page of A4, in points
_RUNNING = 45  # points at the top and foot of a page, for what runs on every page
_HEAD = 53  # where the running heads have ended: those of the book are lower, and its text, too


def events(path: Path) -> list[tuple[str, str]]:
    """The structure tree in its order: ("open", name), ("text", words), ("close", name).

    The words of its marks are read by `outloud`, in a twentieth of the time that poppler's
    `pdfinfo -struct-text` takes.
    """
    document = Document(str(path))
    found: list[tuple[str, str]] = []

    def text(mark: int, page: int) -> str:
        return str(document.content(page).mcid_text.get((None, mark), ""))

    def walk(node: Any, page: int) -> None:
        if isinstance(node, pikepdf.Array):
            for child in node:
                walk(child, page)
        elif isinstance(node, pikepdf.Dictionary):
            page = document.page_index[node.Pg.objgen] if "/Pg" in node else page
            name, _ = document.resolve_type(str(node.get("/S", "")).removeprefix("/"))
            if "/MCID" in node:
                found.append(("text", text(int(node.MCID), page)))
            elif name in ("Span", "Link"):
                walk(node.get("/K"), page)
            elif name:
                found.append(("open", name))
                walk(node.get("/K"), page)
                found.append(("close", name))
        elif node is not None:
            found.append(("text", text(int(node), page)))

    walk(document.struct_root.K, 0)
    document.close()
    return found


def elements(path: Path) -> list[tuple[str, str]]:
    """Every piece of text in its logical order, with the block that it stands in.

    A block's own text may come in pieces; a space stands where a block begins or ends.
    """
    inside = [""]
    found = []
    for event, value in events(path):
        if event == "open":
            inside.append(value)
            found.append((value, " "))
        elif event == "close":
            inside.pop()
            found.append(("", " "))
        else:
            found.append((inside[-1], value))
    return found


@dataclass(frozen=True)
class Figure:
    """A picture.

    Attributes:
        page: its number.
        top, bottom: its edges in points from the top of an A4 page.
        width: in points.
        alternative: the text for those who do not see it.
    """

    page: int
    top: float
    bottom: float
    width: float
    alternative: str


def _placed(path: Path) -> Iterator[tuple[str, int, Any]]:
    """The structure elements in order: name, page on which it begins, and itself."""
    with pikepdf.open(path) as pdf:
        numbers = {page.objgen: number for number, page in enumerate(pdf.pages, 1)}

        def begin(node: Any) -> int:
            if isinstance(node, pikepdf.Array):
                return next(filter(None, map(begin, node)), 0)
            if not isinstance(node, pikepdf.Dictionary):
                return 0
            return numbers[node.Pg.objgen] if "/Pg" in node else begin(node.get("/K"))

        def walk(node: Any) -> Iterator[tuple[str, int, Any]]:
            if isinstance(node, pikepdf.Array):
                for child in node:
                    yield from walk(child)
            elif isinstance(node, pikepdf.Dictionary):
                if "/S" in node:
                    yield str(node.S)[1:], begin(node), node
                yield from walk(node.get("/K"))

        yield from walk(pdf.Root.StructTreeRoot.K)


def figures(path: Path) -> list[Figure]:
    """The pictures of a PDF, in order."""
    found = []
    for name, page, node in _placed(path):
        if name == "Figure":
            left, bottom, right, top = (float(edge) for edge in node.A[0].BBox)
            edges = _HEIGHT - top, _HEIGHT - bottom
            found.append(Figure(page, *edges, right - left, str(node.Alt)))
    return found


def notes(path: Path) -> list[tuple[int, int]]:
    """The pages of each note at the foot of a page: that of its mark, and its own."""
    found, mark = [], 0
    for name, page, _ in _placed(path):
        if name in ("Note", "FENote"):
            found.append((mark, page))
        elif name == "Lbl":
            mark = page
    return found


@dataclass(frozen=True)
class Line:
    """A line, or the part of one that stands in one font.

    Attributes:
        place: page and column: the lines of a paragraph in two places are parts of it.
        top, bottom: its edges in points from the top of the page.
        letters: its letters, without spaces, digits and marks.
    """

    place: tuple[int, int]
    top: float
    bottom: float
    letters: str


@dataclass
class Paragraph:
    """A paragraph or heading, and the lines that it fills."""

    kind: str
    letters: str
    lines: list[Line] = field(default_factory=list)

    @property
    def parts(self) -> list[int]:
        """The number of lines in each page or column."""
        return [
            len(_rows(list(lines))) for _, lines in groupby(self.lines, lambda line: line.place)
        ]


def letters(text: str) -> str:
    return re.sub(r"[\W\d_]", "", text)


def _pages(path: Path) -> list[LexborNode]:
    """The pages with their lines and words, as poppler finds them."""
    command = ["pdftotext", "-bbox-layout", str(path), "-"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return LexborHTMLParser(done.stdout).css("page")


def lines(path: Path) -> list[Line]:
    """The lines of a PDF in reading order, without heads and feet of pages."""
    found = []
    for number, page in enumerate(_pages(path), 1):
        width, height = (float(page.attrs.sget(name)) for name in ("width", "height"))
        boxes = [
            (*(float(line.attrs.sget(name)) for name in ("xmin", "ymin", "ymax")), line.text())
            for line in page.css("line")
        ]
        # Where a second column begins, many lines do.
        edges = Counter(round(left) for left, *_ in boxes if left > width / 2)
        second = min((left for left, count in edges.items() if count > 7), default=width)
        for left, top, bottom, words in boxes:
            if bottom > _HEAD and bottom < height - _RUNNING:
                place = (number, int(left > second - _GUTTER))
                found.append(Line(place, top, bottom, letters(words)))
    return found


def running_heads(path: Path) -> list[str]:
    """The first line of each page if it is higher than text begins, else nothing."""
    heads = []
    for page in _pages(path):
        tops = [float(line.attrs.sget("ymin")) for line in page.css("line")]
        first = min(tops, default=0)
        words = [
            line.text() for line, top in zip(page.css("line"), tops, strict=True) if top - first < 2
        ]
        heads.append(" ".join(" ".join(words).split()) if first < _RUNNING else "")
    return heads


def paragraphs(path: Path) -> list[Paragraph]:
    """The paragraphs and headings of a PDF, with their lines."""
    listed: list[Paragraph] = []
    inside = [Paragraph("", "")]
    for event, value in events(path):
        if event == "open":
            inside.append(Paragraph(value, ""))
            listed.append(inside[-1])
        elif event == "close":
            inside.pop()
        else:
            inside[-1].letters += letters(value)
    all_lines = [line for line in lines(path) if line.letters]
    begins: dict[str, list[int]] = defaultdict(list)
    for number, line in enumerate(all_lines):
        begins[line.letters[:_BEGIN]].append(number)
    near = 0  # where the paragraph before was found
    for paragraph in listed:
        firsts = [
            number
            for length in range(1, _BEGIN + 1)
            for number in begins.get(paragraph.letters[:length], ())
            if length == _BEGIN or all_lines[number].letters == paragraph.letters[:length]
        ]
        nearest = sorted(set(firsts), key=lambda number: abs(number - near))[:12]
        complete = [
            (first, found)
            for first in nearest
            for found in [_follow(paragraph.letters, all_lines, first)]
            if sum(len(line.letters) for line in found) == len(paragraph.letters)
        ]
        # Words that occur more than once may seem to go on in a place where others do.
        if complete:
            first, paragraph.lines = min(complete, key=lambda item: len({x.place for x in item[1]}))
            near = first if len(paragraph.letters) > 2 * _BEGIN else near
    return [paragraph for paragraph in listed if paragraph.lines]


def _follow(wanted: str, all_lines: list[Line], first: int) -> list[Line]:
    """The lines from FIRST that make up the letters WANTED, each the nearest to the one before."""
    line = all_lines[first]
    left = all_lines[first : first + 100] + all_lines[max(0, first - 20) : first]
    found = []
    while wanted and (fitting := [other for other in left if wanted.startswith(other.letters)]):
        line = min(
            fitting, key=lambda other: (other.place != line.place, abs(other.top - line.top))
        )
        left.remove(line)
        wanted = wanted[len(line.letters) :]
        found.append(line)
    return found


def _rows(found: list[Line]) -> list[float]:
    """The heights at which LINES stand: parts of one line stand at the same."""
    rows: list[float] = []
    for middle in sorted((line.top + line.bottom) / 2 for line in found):
        if not rows or middle - rows[-1] > 5:
            rows.append(middle)
    return rows


def torn(path: Path) -> list[str]:
    """The paragraphs of which one line alone is at the foot or the top of a page or column."""
    return [
        f"page {paragraph.lines[0].place[0]}: {paragraph.letters[:60]}: {paragraph.parts}"
        for paragraph in paragraphs(path)
        if paragraph.kind in _TEXT
        and len(paragraph.parts) > 1
        and 1 in (paragraph.parts[0], paragraph.parts[-1])
    ]


def stranded(path: Path) -> list[str]:
    """The headings after which no two lines of their text stand on the same page and column."""
    listed = paragraphs(path)
    found = []
    for number, heading in enumerate(listed):
        place = heading.lines[-1].place
        following = [
            other for other in listed[number + 1 : number + 30] if other.kind in (*_TEXT, *_CELLS)
        ]
        below = [line for other in following for line in other.lines if line.place == place]
        beyond = any(other.lines[0].place > place for other in following)
        if heading.kind in _HEADINGS and beyond and len(_rows(below)) < 2:
            found.append(f"page {place[0]}: {heading.letters}")
    return found


def emptiness(path: Path) -> list[float]:
    """The part of each page that its lines and pictures leave empty at its foot."""
    with pikepdf.open(path) as pdf:
        pages = len(pdf.pages)
    all_lines = lines(path)
    height = _HEIGHT - 2 * _RUNNING
    return [
        1
        - (
            max([line.bottom for line in all_lines if line.place[0] == page] + [_RUNNING])
            - _RUNNING
        )
        / height
        for page in range(1, pages + 1)
    ]
