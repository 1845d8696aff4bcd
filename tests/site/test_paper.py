"""How the PDFs break across pages: the lines of every page are read."""

from pathlib import Path

import pytest
import typst
from tools import paper

from edition.content.model import Content

NAMES = ["", "-early-hopes", "-disillusionment", "-conflict", "-current-situation"]
every_pdf = pytest.mark.parametrize("name", NAMES)

# What a writer of books is ashamed of: one line alone on both sides, a heading at the foot, a page
# with a line.
BAD = """\
#set document(title: "Bad")
#set text(lang: "en", costs: (widow: 0%, orphan: 0%))
#set page(width: 300pt, height: 842pt, margin: 60pt)
#show heading: set block(sticky: false)
= Title
#v(ROOM)
#lorem(24)

#upper(lorem(24))

== Stranded
#lorem(60).slice(170)
#pagebreak()
A line.
"""


def pdf(site: Path, name: str) -> Path:
    """The whole edition, or the hand-out of a section in the folder of its page."""
    folder = name.removeprefix("-") or "downloads"
    return site / folder / f"putin-nato{name}.pdf"


@every_pdf
def test_no_line_of_a_paragraph_stands_alone(site: Path, name: str) -> None:
    path = pdf(site, name)
    assert len(paper.paragraphs(path)) > 60
    assert paper.torn(path) == []


@every_pdf
def test_no_heading_stands_at_the_foot(site: Path, name: str) -> None:
    assert paper.stranded(pdf(site, name)) == []


@every_pdf
def test_no_page_is_nearly_empty(site: Path, name: str) -> None:
    *before, last = paper.emptiness(pdf(site, name))
    assert [
        (page, round(empty, 2)) for page, empty in enumerate(before, 1) if page > 1 and empty > 0.7
    ] == []
    assert last < 0.85


@every_pdf
def test_a_claim_has_its_first_paragraph_with_it(site: Path, content: Content, name: str) -> None:
    """Two lines of the paragraph at least stand below the box."""
    listed = paper.paragraphs(pdf(site, name))
    statements = {paper.letters(claim.statement): claim.id for claim in content.claims.values()}
    boxes = [number for number, item in enumerate(listed) if item.letters in statements]
    assert len(boxes) >= 3
    for number in boxes:
        page, place = content.claim_places[statements[listed[number].letters]]
        if not place.paragraphs:
            continue
        text = next(block.text for block in page.blocks if block.id == place.paragraphs[0])
        begin = paper.letters(text)[:20]
        following = next((item for item in listed[number:] if item.letters.startswith(begin)), None)
        if following:  # the table of claims has the statements again
            assert following.lines[0].place == listed[number].lines[-1].place, place.id
            assert following.parts[0] >= min(2, sum(following.parts)), place.id


def test_bad_breaks_are_found(tmp_path: Path) -> None:
    """The same checks find what is wrong in a document that is set badly."""
    torn, stranded = set(), set()
    for room in range(440, 640, 6):
        path = tmp_path / f"{room}.pdf"
        source = BAD.replace("ROOM", f"{room}pt").encode()
        typst.compile(source, output=path, pdf_standards=["ua-1"])
        torn |= {len(paper.torn(path)) > 0}
        stranded |= {len(paper.stranded(path)) > 0}
        assert paper.emptiness(path)[-1] > 0.85
    assert torn == stranded == {True, False}
