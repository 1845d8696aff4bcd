"""Extract the text of a web page or a PDF, and look for passages in it.

The comparison ignores what may differ between a page and its copy: spaces, hyphens at the ends of
lines, quotation marks, ligatures and capitals. If a host sends no encoding or a wrong one, try the
usual ones.
"""

import io
import logging
import re
import time
import unicodedata
from collections.abc import Iterable, Iterator

import pypdf
from selectolax.lexbor import LexborHTMLParser

from edition.content.quotations import parts
from edition.content.records import Passage

LIMIT = 10_000_000  # the greatest number of bytes to read of a body
_PDF_SECONDS = 120  # the time limit for a PDF; 100 pages take about 6 seconds
_ENCODINGS = ("utf-8-sig", "windows-1251", "windows-1252")  # used by nearly all pages
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
# Spaces except the form feed, which separates the pages of a PDF; dashes; quotation marks;
# invisible characters.
_NOT_COMPARED = re.compile(
    r"[^\S\f]+|[-‐‑‒–—―−'\"“”„‟«»‹›‘’‚‛`´\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2064\uFEFF]+"
)
_EDGE = 200  # the greatest length of headers, footers and notes at the edge of a page


class Unreadable(Exception):
    """Raised if a program cannot read text in a body; the message says why."""


def missing(
    passages: Iterable[Passage], body: bytes, content_type: str = "", cut: bool = False
) -> list[Passage]:
    """Return those of PASSAGES that BODY does not contain.

    Args:
        passages: recorded passages.
        body: the body of an answer.
        content_type: the value of the header Content-Type.
        cut: whether BODY is only the beginning of the document.

    Raises:
        Unreadable: the body has no text, or a passage may be in the part that was cut off.
    """
    left = list(passages)
    for text in _readings(body, content_type, cut):
        left = [passage for passage in left if not holds(text, passage.exact)]
        if not left:
            break
    if left and cut:
        raise Unreadable(f"only the first {LIMIT // 1_000_000} MB were read")
    return left


def comparable(text: str) -> str:
    """Normalise TEXT for comparison."""
    return _NOT_COMPARED.sub("", unicodedata.normalize("NFKC", text)).casefold()


def holds(text: str, words: str) -> bool:
    """Whether TEXT (normalised) contains the parts of WORDS between omissions and brackets."""
    at = 0
    for part in parts(words):
        at = _end(text, comparable(part), at)
        if at < 0:
            return False
    return True


def _end(text: str, piece: str, start: int) -> int:
    """Return the end of PIECE in TEXT after START, also across a page break; -1 if not found."""
    found = text.find(piece, start)
    if found >= 0:
        return found + len(piece)
    reach = len(piece) + _EDGE
    for edge in re.finditer("\f", text[start:]):
        middle = start + edge.start()
        above = text[max(start, middle - reach) : middle]
        below = text[middle + 1 : middle + 1 + reach]
        for length in range(1, len(piece)):
            if piece[:length] not in above:
                break
            if (place := below.find(piece[length:])) >= 0:
                return middle + 1 + place + len(piece) - length
    return -1


def _readings(body: bytes, content_type: str, cut: bool) -> Iterator[str]:
    """Yield the normalised text of BODY: once, or once for each encoding that it may have."""
    if b"%PDF-" in body[:1024]:
        if cut:
            raise Unreadable(f"the PDF is larger than {LIMIT // 1_000_000} MB")
        yield _of_pdf(body)
        return
    kind = content_type.partition(";")[0].strip().lower()
    if kind and not re.search(r"^text/|html|xml|json", kind):
        raise Unreadable(f"the text of {kind} cannot be read")
    for page in _decoded(body, content_type):
        text = comparable(_of_html(page))
        if len(text) < _EDGE and "<script" in page:
            raise Unreadable("the page has hardly any text without its scripts")
        yield text


def _decoded(body: bytes, content_type: str) -> Iterator[str]:
    declared = _CHARSET.findall(content_type.encode() + b"\n" + body[:4096])
    names = [name.decode("ascii", "replace").lower() for name in declared]
    if body.startswith((b"\xff\xfe", b"\xfe\xff")):
        names.insert(0, "utf-16")
    for name in dict.fromkeys((*names, *_ENCODINGS)):
        try:
            yield body.decode(name, "replace")
        except LookupError:  # no encoding has this name
            continue


def _of_html(page: str) -> str:
    tree = LexborHTMLParser(page)
    tree.strip_tags(["script", "style", "template"])
    return tree.root.text() if tree.root else ""


def _of_pdf(body: bytes) -> str:
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it warns about every flaw of a file
    end = time.monotonic() + _PDF_SECONDS
    pages = []
    try:
        for page in pypdf.PdfReader(io.BytesIO(body)).pages:
            pages.append(page.extract_text())
            if time.monotonic() > end:
                raise Unreadable("the PDF takes too long to read")
    except Unreadable:
        raise
    except Exception as error:  # a broken file may raise anything
        raise Unreadable(f"the PDF cannot be read ({type(error).__name__})") from error
    text = comparable("\f".join(page.replace("\f", " ") for page in pages))
    if not text.strip("\f"):
        raise Unreadable("the PDF has no text, only pictures of pages")
    return text
