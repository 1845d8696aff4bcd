"""How the PDFs break across pages: the lines of every page are read."""

import re
from collections import defaultdict
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest
import typst
from tools import paper

from edition.content.model import Content
from edition.generate import charts

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
def test_no_paragraph_covers_another(site: Path, name: str) -> None:
    listed = [item for item in paper.paragraphs(pdf(site, name)) if item.kind in ("H2", "H3", "P")]
    pairs = [(before.lines[-1], after.lines[0]) for before, after in pairwise(listed)]
    near = [
        (before.letters, after.letters)
        for before, after in pairs
        if before.place == after.place and 2 < after.top - before.top < 8.5
    ]
    assert near == []


@every_pdf
def test_a_table_begins_below_what_leads_to_it(site: Path, name: str) -> None:
    kinds = ("H1", "H2", "H3", "P", "TH", "TD")
    listed = [item for item in paper.paragraphs(pdf(site, name)) if item.kind in kinds]
    begins = [
        (before, head)
        for before, head in pairwise(listed)
        if head.kind == "TH" and before.kind not in ("TH", "TD")
    ]
    assert begins
    for before, head in begins:
        assert before.lines[-1].place == head.lines[0].place, before.letters


def test_a_note_is_at_the_foot_of_the_page_of_its_mark(site: Path) -> None:
    """Or of the next page, where it found no room."""
    found = paper.notes(pdf(site, ""))
    assert len(found) > 400
    assert [(mark, note) for mark, note in found if not mark <= note <= mark + 1] == []
    assert sum(note > mark for mark, note in found) < 0.05 * len(found)


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


@every_pdf
def test_a_chart_is_legible_and_has_its_title_above(
    site: Path, content: Content, name: str
) -> None:
    path, names = pdf(site, name), {}
    for chart in content.chart_pages:
        names[charts.draw(content, chart).alternative] = chart
    key = name.removeprefix("-")
    expected = [chart for chart, page in content.chart_pages.items() if key in ("", page)]
    found = paper.figures(path)
    assert {names[figure.alternative] for figure in found} == set(expected)
    listed = paper.lines(path)
    for figure in found:
        chart = names[figure.alternative]
        drawing = ElementTree.parse(
            site / charts.FOLDER / f"{chart}{charts.NARROW_FILE if name else charts.WIDE_FILE}"
        ).getroot()
        sizes = [float(size) for part in drawing.iter() if (size := part.get("font-size"))]
        assert min(sizes) * figure.width / float(drawing.get("width", "")) > 7, chart
        here = [line for line in listed if line.place[0] == figure.page and line.letters]
        title = paper.letters(charts.draw(content, chart).title)
        heads = [line for line in here if line.letters[:9] == title[:9]]
        assert any(0 < figure.top - line.bottom < 70 for line in heads), chart
        if chart in charts.CHARTS:  # the sources below, in a hand-out beside its table
            sources = [line for line in here if line.letters.startswith("Sources")]
            edge = figure.top if name else figure.bottom
            assert any(line.top > edge for line in sources), chart
            tables = [line for line in here if line.letters == "Thenumbersasatable"]
            assert [line for line in tables if line.top < figure.top] or not name, chart


@every_pdf
def test_a_page_says_which_claims_it_is_about(site: Path, content: Content, name: str) -> None:
    """All that have text on it: the one that goes on from the page before, too."""
    heads, listed = paper.running_heads(pdf(site, name)), paper.paragraphs(pdf(site, name))
    numbers: dict[str, str] = {}  # the claims, by how their paragraphs begin
    for page, place in content.claim_places.values():
        for block in page.blocks:
            if block.id in place.paragraphs:
                numbers[paper.letters(block.text)[:36]] = place.id
    about: dict[int, set[str]] = defaultdict(set)
    for item in listed:
        claim = numbers.get(item.letters[:36])
        for line in item.lines if claim else []:
            about[line.place[0]].add(str(claim))
    assert len(about) > 2
    for number, head in enumerate(heads, 1):
        said = set(re.findall(r"\b[A-F]\d\b", head))
        if "Claim" in head:
            assert about[number] <= said <= about[number] | about[number - 1] | about[number + 1]
        else:  # the first page of a section has no head
            assert not about[number] or not head or head.startswith("A section of"), number


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
