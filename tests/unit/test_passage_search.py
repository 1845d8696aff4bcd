"""Whether a page or a PDF holds a passage: what a copy may change, what it may not, and what cannot be read."""

from functools import cache

import pytest
import typst

from edition.content.records import Passage
from edition.links.text import Unreadable, missing

RUSSIAN = "<p>Россия не собирается вступать в НАТО</p>"
PDF = """\
#set page(width: 200pt, height: 150pt, header: [NATO review], footer: context counter(page).display())
#set par(justify: true)
#set text(hyphenate: true, lang: "en", size: 10pt)
The office offered an efficient “reinforcement of NATO’s offensive capacities directly on Russia’s borders, and \
measures taken to deploy a global anti-missile defence system”. Россия не собирается. He began on one page
#pagebreak()
and ended on the next one.
"""


@cache
def pdf(source: str = PDF) -> bytes:
    made = typst.compile(source.encode())
    assert isinstance(made, bytes)
    return made


def held(words: str, page: str | bytes, kind: str = "text/html; charset=utf-8") -> bool:
    body = page if isinstance(page, bytes) else page.encode()
    return not missing([Passage(source="s", exact=words)], body, kind)


@pytest.mark.parametrize(
    ("words", "page"),
    [
        ("“Not on”, he said", "<p>&quot;Not on&quot;, he said"),
        ("It’s 1999–2004", "<p>It's 1999-2004"),
        ("joined the alliance", "<p>joined <a href=x>the</a>\n<i>alli</i>ance"),
        ("the official office", "<h1>THE OFﬁCIAL OFFICE"),
        ("café", "<p>cafe\N{COMBINING ACUTE ACCENT}"),
        ("we would … join", "<p>we would, at some later time, join"),
        ("we would ... join", "<p>we would… and we do join"),
        ("we [the Russians] join", "<p>we join"),
        ("We would join.", "<p>Then we would join, he said"),
        ("a long passage", "<p>a long pas\N{SOFT HYPHEN}sage"),
    ],
)
def test_what_a_copy_may_change(words: str, page: str) -> None:
    assert held(words, page)


@pytest.mark.parametrize(
    ("words", "page"),
    [
        ("we would join", "<p>we would not join"),
        ("we would join", "<p>we could join"),
        ("join … we would", "<p>we would join"),
        ("1.5 per cent", "<p>15 per cent"),
        ("we would join", "<style>we would join</style><p>nothing"),
        ("we would join", ""),
    ],
)
def test_what_it_may_not(words: str, page: str) -> None:
    assert not held(words, page)


@pytest.mark.parametrize(
    ("encoding", "kind"),
    [
        ("utf-8", ""),
        ("utf-8", "text/html; charset=windows-1251"),
        ("windows-1251", "text/html"),
        ("windows-1251", "text/html; charset=utf-8"),
        ("windows-1251", "text/html; charset=no-such-thing"),
        ("koi8-r", "text/html; charset='KOI8-R'"),
        ("utf-16", "text/html"),
    ],
)
def test_a_wrong_or_missing_encoding_does_no_harm(encoding: str, kind: str) -> None:
    assert held("Россия не собирается", RUSSIAN.encode(encoding), kind)


def test_the_page_may_name_its_encoding_itself() -> None:
    page = "<meta http-equiv=content-type content='text/html; charset=koi8-r'>" + RUSSIAN
    assert held("Россия не собирается", page.encode("koi8-r"), "text/html")


@pytest.mark.parametrize(
    ("words", "holds"),
    [
        ("The office offered an efficient “reinforcement of NATO’s offensive capacities", True),
        ("a global anti-missile defence system … Россия не собирается", True),
        ("He began on one page and ended on the next one", True),
        ("He began on one page, and had ended on the next one", False),
        ("a global defence system", False),
    ],
)
def test_a_pdf_is_read_across_lines_and_pages(words: str, holds: bool) -> None:
    assert held(words, pdf(), "application/octet-stream") == holds


@pytest.mark.parametrize(
    ("body", "kind", "said"),
    [
        (b"%PDF-1.7 but no more", "application/pdf", "the PDF cannot be read (PdfStreamError)"),
        (b"PK\3\4", "application/zip", "the text of application/zip cannot be read"),
        (b"<script>x</script>", "", "the page has hardly any text without its scripts"),
    ],
)
def test_what_has_no_text(body: bytes, kind: str, said: str) -> None:
    with pytest.raises(Unreadable, match="^" + said.replace("(", r"\(").replace(")", r"\)")):
        held("we would join", body, kind)


def test_a_scanned_pdf_has_no_text() -> None:
    with pytest.raises(Unreadable, match="no text"):
        held("we would join", pdf("#rect()\n#pagebreak()"))


def test_nothing_is_said_of_what_was_cut_off() -> None:
    passage = Passage(source="s", exact="we would join")
    assert missing([passage], b"<p>we would join", cut=True) == []
    with pytest.raises(Unreadable, match="only the first 10 MB were read"):
        missing([passage], b"<p>we would", cut=True)
    with pytest.raises(Unreadable, match="larger than 10 MB"):
        missing([passage], pdf(), cut=True)


def test_a_pdf_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("edition.links.text._PDF_SECONDS", -1)
    with pytest.raises(Unreadable, match="too long"):
        held("we would join", pdf())
