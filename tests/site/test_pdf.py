"""The PDFs: what they claim is true, and what the pages say is in them. The checkers know nothing of our code."""

import json
import re
import string
import subprocess
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote, urljoin

import outloud.cli
import page as page_validation
import pikepdf
import pytest
from click.testing import CliRunner
from fixtures import minimal_project
from tools.paper import elements
from tools.printed_text import articles, headings, text, words
from tools.site_pages import BuiltPage

from edition.cli import main
from edition.config import Project
from edition.content.model import Content


@pytest.fixture(scope="module")
def downloads(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All PDFs of the site in one folder: a section's lies in the folder of its page."""
    folder = tmp_path_factory.mktemp("downloads")
    for path in site.rglob("*.pdf"):
        (folder / path.name).symlink_to(path)
    return folder


@pytest.fixture(scope="module")
def documents(
    downloads: Path, content: Content, pages: list[BuiltPage]
) -> dict[str, list[BuiltPage]]:
    """Each PDF with the pages that it holds, in reading order."""
    order = ["index", *content.article_pages[1:], "timeline", "claims", "sources", "about"]
    by_key = {
        built.path.removesuffix("/index.html").replace("index.html", "index"): built
        for built in pages
    }
    parts = {
        f"putin-nato-{key}.pdf": [by_key[key]] for key in content.article_pages if key != "index"
    }
    return {"putin-nato.pdf": [by_key[key] for key in order], **parts}


BOOK = "putin-nato.pdf"
HANDOUTS = [
    f"putin-nato-{key}.pdf"
    for key in ("early-hopes", "disillusionment", "conflict", "current-situation")
]
every_pdf = pytest.mark.parametrize("name", [BOOK, *HANDOUTS])
every_handout = pytest.mark.parametrize("name", HANDOUTS)


def spoken(path: Path) -> str:
    """The text as a screen reader gets it: in the order of the structure tree, blocks apart."""
    return "".join(piece for _, piece in elements(path))


def spoken_headings(path: Path) -> list[tuple[int, str]]:
    found: list[tuple[int, str]] = []
    inside = False
    for block, piece in elements(path):
        if re.fullmatch(r"H\d", block) and piece == " " and not inside:
            found.append((int(block[1]), ""))
        if re.fullmatch(r"H\d", block):
            found[-1] = (found[-1][0], found[-1][1] + piece)
        inside = bool(re.fullmatch(r"H\d", block))
    return [(level, " ".join(words.split())) for level, words in found]


def tagged(path: Path) -> list[Any]:
    """All structure elements."""
    found = []

    def walk(node: Any) -> None:
        if isinstance(node, pikepdf.Array):
            for child in node:
                walk(child)
        elif isinstance(node, pikepdf.Dictionary):
            if "/S" in node:
                found.append(node)
            if "/K" in node:
                walk(node.K)

    with pikepdf.open(path) as pdf:
        walk(pdf.Root.StructTreeRoot.K)
        return [
            {str(key): str(value) for key, value in node.items() if key in ("/S", "/Lang", "/Alt")}
            for node in found
        ]


def broken_rules(path: Path) -> list[str]:
    """The rules of PDF/UA-1 and PDF/A-2a that PATH breaks.

    The checker takes a stream's last byte for an end of line where that byte happens to be 13; so lengths are
    measured here.
    """
    broken = []
    for profile in (
        page_validation.ValidationProfile.PDF_UA_1,
        page_validation.ValidationProfile.PDF_A_2A,
    ):
        report = page_validation.validate_pdf(str(path), profile=profile)
        broken += [f"{failure.rule_id}: {failure.message}" for failure in report.failures]
    if any(rule.startswith("PDFA2A-STREAM-LENGTH-001") for rule in broken):
        content = path.read_bytes()
        streams = list(
            re.finditer(rb"/Length (\d+)(?:(?!endobj).)*?>>\s*?stream\n", content, re.DOTALL)
        )
        assert len(streams) == content.count(b"\nendstream")
        assert all(
            content[match.end() + int(match[1]) :].startswith(b"\nendstream") for match in streams
        )
    return [rule for rule in broken if not rule.startswith("PDFA2A-STREAM-LENGTH-001")]


def errors(path: Path) -> list[dict[str, Any]]:
    """What `outloud` finds wrong. A table's head that a next page repeats is one of its errors,
    though PDF/UA asks that it be an artifact there: ISO 14289-1, 7.5. So are more than three rows of
    headers, though each may be the heading of the rows below it; the first cell is its evidence.
    """
    checked = CliRunner().invoke(outloud.cli.main, [str(path), "--json", "-"])
    (result,) = json.loads(checked.stdout)["results"]
    return [found for found in result["findings"] if found["severity"] == "error"]


@every_pdf
def test_claims_to_be_accessible_and_archival_and_is(
    downloads: Path, documents: dict[str, list[BuiltPage]], name: str
) -> None:
    path = downloads / name
    with pikepdf.open(path) as pdf:
        said = pdf.open_metadata()
        assert said["pdfuaid:part"] == "1"
        assert (said["pdfaid:part"], said["pdfaid:conformance"]) == ("2", "A")
    assert broken_rules(path) == []
    heads = {
        " ".join(" ".join(text(head).split()) for head in table.iter("th"))
        for article in articles(documents[name])
        for table in article.iter("thead")
    }
    heads |= {
        " ".join(text(next(table.iter("th"))).split())
        for article in articles(documents[name])
        for table in article.iter("table")
        if table.find(".//th[@scope='rowgroup']") is not None
    }
    assert [error for error in errors(path) if error["evidence"] not in heads] == []
    subprocess.run(["qpdf", "--check", path], check=True, capture_output=True)


@every_pdf
def test_headings_and_bookmarks_are_those_of_the_pages(
    downloads: Path, documents: dict[str, list[BuiltPage]], name: str
) -> None:
    expected = headings(documents[name])
    if name in HANDOUTS:
        expected.append((2, "Notes"))
    assert [
        heading for heading in spoken_headings(downloads / name) if heading != (1, "Contents")
    ] == expected

    def flat(items: Any, level: int = 1) -> list[tuple[int, str]]:
        return [
            entry
            for item in items
            for entry in [(level, item.title), *flat(item.children, level + 1)]
        ]

    with pikepdf.open(downloads / name) as pdf, pdf.open_outline() as outline:
        assert flat(outline.root) == expected


@every_pdf
def test_no_word_is_lost(downloads: Path, documents: dict[str, list[BuiltPage]], name: str) -> None:
    shown = articles(documents[name], notes=False)
    expected = sum((words(text(article)) for article in shown), Counter())
    assert expected.total() > 1000
    assert expected - words(spoken(downloads / name)) == Counter()


@every_pdf
def test_notes_name_every_source_and_place(
    downloads: Path, documents: dict[str, list[BuiltPage]], content: Content, name: str
) -> None:
    said = words(spoken(downloads / name))
    keys = [page.path.removesuffix("/index.html") for page in documents[name]]
    keys = [key.replace("index.html", "index") for key in keys]
    cited = [
        citation
        for key in keys
        for block in content.pages[key].blocks
        for citation in block.citations
    ]
    assert len(cited) > 50
    for citation in cited:
        assert words(content.sources[citation.source].title) <= said
        assert words(citation.locator) <= said
        if name == BOOK:
            for passage in content.passages_of(citation.source):
                assert words(passage.exact) <= said


@every_handout
def test_a_section_is_a_hand_out(downloads: Path, project: Project, name: str) -> None:
    """Few pages, and its first says who made it and when."""
    with pikepdf.open(downloads / name) as pdf:
        assert len(pdf.pages) <= 6
    first = subprocess.run(
        ["pdftotext", "-l", "1", downloads / name, "-"], capture_output=True, text=True, check=True
    ).stdout
    said = " ".join(first.split())
    for expected in (
        f"A section of “{project.settings.site_name}”, edition {project.edition.version}",
        f"{project.settings.site_author}. Published {project.edition.published.in_words}.",
    ):
        assert expected in said


def links(path: Path) -> tuple[Counter[str], int]:
    """Addresses that the PDF leads to, and how many links lead to a place in it; every one must be there."""
    addresses, inner = Counter(), 0
    with pikepdf.open(path) as pdf:
        places = (
            pikepdf.NameTree(pdf.Root.Names.Dests)
            if "/Names" in pdf.Root and "/Dests" in pdf.Root.Names
            else {}
        )
        leaves = {page.objgen for page in pdf.pages}
        for page in pdf.pages:
            for note in page.get("/Annots", []):
                action = note.get("/A")
                if action is not None and action.S == "/URI":
                    addresses[str(action.URI)] += 1
                else:
                    target = note.get("/Dest") if action is None else action.D
                    if isinstance(target, pikepdf.String | pikepdf.Name):
                        target = places[str(target)]
                    if isinstance(target, pikepdf.Dictionary):
                        target = target.D
                    assert target[0].objgen in leaves
                    inner += 1
    return addresses, inner


@every_pdf
def test_every_link_leads_somewhere(
    downloads: Path, documents: dict[str, list[BuiltPage]], project: Project, name: str
) -> None:
    addresses, inner = links(downloads / name)
    urls = {page.url for page in documents[name]}
    inside, outside = 0, set()
    known = {
        quote(element.get("href") or "", safe=string.printable)
        for article in articles(documents[name])
        for element in article.iter("a")
    }
    shown = articles(documents[name], notes=False)
    for page, article in zip(documents[name], shown, strict=True):
        for element in article.iter("a"):
            whole = urljoin(page.url, element.get("href") or "")
            if whole.partition("#")[0] in urls:
                inside += element.get("class") not in ("claim__id", "note-source")
            elif not whole.startswith("http://site.invalid/"):
                outside.add(quote(whole, safe=string.printable))  # a PDF holds ASCII
    assert outside <= set(addresses)
    assert all(
        address in known or (project.address and address.startswith(project.address))
        for address in addresses
    )
    assert inner >= inside if name == "putin-nato.pdf" else inner > 0


@every_pdf
def test_languages_are_those_of_the_page(
    downloads: Path, documents: dict[str, list[BuiltPage]], name: str
) -> None:
    with pikepdf.open(downloads / name) as pdf:
        assert str(pdf.Root.Lang) == "en-GB"
        passages = Counter(
            str(instruction.operands[1].Lang)
            for page in pdf.pages
            for instruction in pikepdf.parse_content_stream(page)
            if str(instruction.operator) == "BDC" and "/Lang" in instruction.operands[1]
        )
    expected = Counter(
        str(element.get("lang"))
        for article in articles(documents[name], notes=False)
        for element in article.iter()
        if element.get("lang")
    )
    known = {
        element.get("lang") for article in articles(documents[name]) for element in article.iter()
    }
    assert expected - passages == Counter()
    assert set(passages) <= {*known, "en-GB"}
    assert expected["ru"] or name != "putin-nato-early-hopes.pdf"


@every_pdf
def test_fonts_are_embedded_and_pages_are_a4(downloads: Path, name: str) -> None:
    listed = subprocess.run(
        ["pdffonts", downloads / name], capture_output=True, text=True, check=True
    ).stdout.splitlines()[2:]
    assert listed
    for line in listed:
        assert re.search(r"\byes +yes +yes +\d+ +\d+$", line), line
    with pikepdf.open(downloads / name) as pdf:
        assert {tuple(round(float(number)) for number in page.mediabox) for page in pdf.pages} == {
            (0, 0, 595, 842)
        }


def test_cover_and_metadata_say_what_it_is(downloads: Path, project: Project) -> None:
    first = subprocess.run(
        ["pdftotext", "-l", "1", downloads / "putin-nato.pdf", "-"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    said = " ".join(first.split())
    edition = f"Edition {project.edition.version}, published {project.edition.published.in_words}"
    for expected in (
        "Does Putin want to join NATO?",
        edition,
        f"The evidence reaches {project.edition.cutoff.in_words}.",
    ):
        assert expected in said
    assert ("http" in said) == bool(project.address)
    with pikepdf.open(downloads / "putin-nato.pdf") as pdf:
        assert str(pdf.docinfo["/Title"]) == "Does Putin want to join NATO?"
        assert str(pdf.docinfo["/Author"]) == "The maintainers of this edition"


def test_paragraphs_bear_their_numbers_in_the_margin(downloads: Path, content: Content) -> None:
    boxes = subprocess.run(
        ["pdftotext", "-bbox", downloads / "putin-nato.pdf", "-"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    margin = re.findall(
        r'<word xMin="([\d.]+)" yMin="[\d.]+" xMax="([\d.]+)" yMax="[\d.]+">(\d+[a-z]?)</word>',
        boxes,
    )
    numbers = [number for _, right, number in margin if float(right) < 40 / 25.4 * 72]
    expected = [name[1:] for name in content.paragraph_pages]
    assert numbers[: len(expected)] == expected  # then come the columns of the appendices


def test_a_picture_keeps_words_caption_and_table(write_project: Callable[..., Path]) -> None:
    root = write_project(minimal_project.with_chart())
    assert main(["build"]) == 0
    for path in (root / "site/downloads/tiny.pdf", root / "site/hopes/tiny-hopes.pdf"):
        assert [node["/Alt"] for node in tagged(path) if node["/S"] == "/Figure"] == [
            "A line that rises from 1 to 2."
        ]
        assert [node["/S"] for node in tagged(path)].count("/Caption") == 1
        said = " ".join(spoken(path).replace("\N{SOFT HYPHEN}", "").split())
        assert "What rises. The numbers Year Height in metres 1999 1 2000 2" in said
        images = subprocess.run(
            ["pdfimages", "-list", path], capture_output=True, text=True, check=True
        ).stdout.splitlines()
        assert len(images) == 2, "the picture is drawn, not a raster"
        assert broken_rules(path) == []


def test_without_an_address_other_pages_are_plain_words(write_project: Callable[..., Path]) -> None:
    root = write_project(
        {
            "mkdocs.yml": minimal_project.FILES["mkdocs.yml"].replace(
                "site_url: https://tiny.example/edition/\n", ""
            )
        }
    )
    assert main(["build"]) == 0
    for name in ("downloads/tiny.pdf", "hopes/tiny-hopes.pdf"):
        addresses, _ = links(root / "site" / name)
        assert not [
            address for address in addresses if "tiny.example" in address or "invalid" in address
        ]
    assert "says the witness" in " ".join(spoken(root / "site/hopes/tiny-hopes.pdf").split())


def test_with_an_address_other_pages_are_reached_by_it(built_project: Path) -> None:
    addresses, _ = links(built_project / "site/hopes/tiny-hopes.pdf")
    assert "https://tiny.example/edition/#p1" in addresses
    addresses, _ = links(built_project / "site/downloads/tiny.pdf")
    assert "https://tiny.example/edition/#p1" not in addresses


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            ('alt="A line that rises from 1 to 2."', 'alt=""'),
            "overrides/main.html:29: The picture “assets/images/rise.svg” has no text alternative. Say what it shows.",
        ),
        (
            ("rise.svg", "fall.svg"),
            "overrides/main.html:29: There is no picture “assets/images/fall.svg”. Put it into docs/assets/.",
        ),
        (
            ("<figcaption>", "<video></video><figcaption>"),
            "overrides/main.html:30: The page holds a <video>, which has no form on paper. "
            "Say it in another way, or give it a form in edition/writers.",
        ),
        (("What <em>", "What 漢 <em>"), "Typst could not set tiny.pdf: "),
    ],
)
def test_what_cannot_be_printed_stops_the_build(
    write_project: Callable[..., Path],
    capsys: pytest.CaptureFixture[str],
    change: tuple[str, str],
    message: str,
) -> None:
    root = write_project(minimal_project.with_chart(minimal_project.CHARTED.replace(*change)))
    (root / "site").mkdir()
    (root / "site/good").write_text("good", "utf-8")
    assert main(["build"]) == 1
    assert message in capsys.readouterr().err
    assert (root / "site/good").exists()
