"""The words and headings of built pages that a book must hold, without what is not printed."""

import re
from collections import Counter
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from tools.site_pages import BuiltPage

# What a page has and paper has not: the reason stands beside each.
NOT_PRINTED = {
    "headerlink",  # copies the address
    "footnote-ref",  # numbers of notes: a note that is used twice stands twice on paper, so its later numbers differ
    "footnote-backref",  # leads back from the foot of the web page
    "take-away",  # offers the PDF itself
    "page-row",  # offers the PDF too, and how to cite
    "page-next",  # on paper, the next section follows
    "verdict__words",  # the key of the marks has them
    "colophon",  # stands on the cover and at the foot of each page of paper
    "moved",  # forwards old addresses
    "chart__head",  # opens what stands open on paper
    "chart__files",  # lead to files, like the next
    "tellings__files",
    "chart__cite",  # paper has its own citation
    "timeline-years",  # works on a screen alone
    "event__cite",  # copies the address
    "event__place",  # leads where the words after the event's text lead
    "notes-heading",  # stands above notes that stand at the foot of the page on paper
    "notes-sign",  # explains a sign in them, for which paper has words
    "claims__summary",  # opens what stands on paper, like the next
    "source__summary",
}


def articles(built: list[BuiltPage], *, notes: bool = True) -> Iterator[Element]:
    """The pages' articles, without what is not printed, and, if so wanted, without the notes."""
    for page in built:
        article = page.tree.find(".//article")
        assert article is not None
        yield printed(article, NOT_PRINTED if notes else NOT_PRINTED | {"footnote"})


def printed(element: Element, left_out: set[str]) -> Element:
    """A copy of ELEMENT without the elements of the classes in LEFT_OUT."""
    copy = Element(element.tag, element.attrib)
    copy.text, copy.tail = element.text, element.tail
    for child in element:
        if child.tag in ("script", "style") or set((child.get("class") or "").split()) & left_out:
            if len(copy):
                copy[-1].tail = (copy[-1].tail or "") + (child.tail or "")
            else:
                copy.text = (copy.text or "") + (child.tail or "")
        else:
            copy.append(printed(child, left_out))
    return copy


BLOCKS = {
    "p",
    "li",
    "div",
    "td",
    "th",
    "tr",
    "h1",
    "h2",
    "h3",
    "figcaption",
    "summary",
    "details",
    "figure",
    "article",
}


def text(element: Element) -> str:
    """The words of ELEMENT; blocks do not run into each other."""
    gap = " " if element.tag in BLOCKS or element.get("class") == "paragraph-number" else ""
    return (
        gap
        + (element.text or "")
        + "".join(text(child) + (child.tail or "") for child in element)
        + gap
    )


def words(text: str) -> Counter[str]:
    """Words and numbers; without hyphens, so that a word broken at the end of a line counts as itself."""
    return Counter(re.findall(r"\w+", re.sub(r"[-\u00ad\u2010\u2011]", "", text)))


def headings(built: list[BuiltPage]) -> list[tuple[int, str]]:
    return [
        (int(element.tag[1]), " ".join(text(element).split()))
        for article in articles(built)
        for element in article.iter()
        if element.tag in ("h1", "h2", "h3", "h4")
    ]
