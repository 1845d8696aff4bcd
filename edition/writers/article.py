"""Convert the built pages to clean articles for print: in reading order, with unique ids.

Elements that only make sense on a screen are removed.
"""

import copy
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from string import printable
from urllib.parse import quote, unquote, urljoin, urlsplit
from xml.etree.ElementTree import Element, SubElement

from selectolax.lexbor import LexborNode

from edition.blocks import Form, form_of
from edition.content.passage_style import NOT_READ, SEEN
from edition.diagnostics import BuildError, Problem
from edition.site.page import Page

_SITE = "http://site.invalid/"  # a placeholder for the site's root while links are resolved
# Elements for screens only. If you drop a list by its class, also add it to the tests that count
# words.
DROPPED_TAGS = {"script", "style", "button", "input", "form", "source", "template", "hr"}
DROPPED_CLASSES = {
    "headerlink",
    "footnote-backref",
    "colophon",
    "take-away",
    "page-row",
    "page-next",
    "moved",
    "md-content__button",
    "notes-heading",
    "chart__head",
    "chart__files",
    "tellings__files",
    "chart__cite",
    "picker",
    "quotation-check",
    "timeline-years",
    "event__cite",
    "event__place",
    "strand",  # a mark; the words beside it say the same
    "claims__summary",  # opens what stands on paper, like the next
    "source__summary",
    "verdict__words",  # the key above the marks has them
}
_SKIP = "__skip"  # the target of Zensical's “Skip to content”
# Links from an element to itself, for copying its address.
_PERMALINKS = {"claim__id", "source__id", "quotation__id"}
# Marks of the assessments, the same as in docs/assets/stylesheets/article.css.
MARKS = {"supported": "●", "supported-with-nuance": "◐", "contested": "◇", "unsupported": "✕"}
# The elements that have a form in print (forms.typ). Others would be lost without an error.
_BLOCK_TAGS = {
    "article", "section", "div", "h1", "h2", "h3", "h4", "p", "ul", "ol", "li", "blockquote",
    "figure", "figcaption", "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip
_INLINE_TAGS = {
    "a", "abbr", "b", "br", "cite", "code", "em", "i", "img", "q", "s", "small", "span", "strong",
    "sub", "sup", "time",
}  # fmt: skip
_OPENED = {"details", "summary"}
_ABOVE_PICTURES = {"chart__title", "chart__subtitle"}
_ASIDES = {Form.NOTE, Form.SHADED, Form.ENTRIES, Form.POINTS, Form.SMALL}
_KEPT_ATTRIBUTES = {
    "id",
    "class",
    "lang",
    "href",
    "src",
    "alt",
    "scope",
    "colspan",
    "rowspan",
    "datetime",
    "source",  # ours, from _name_sources
}


@dataclass
class Article:
    """One page's text.

    Attributes:
        key: the id of its first heading.
        url: its address relative to the site's root, as in `early-hopes/`.
        title: its first heading.
        citation: how to cite it, as shown on the page.
        body: the cleaned `<article>`. `src` of an `img` is relative to the site's root; ids and
            links are still those of the page.
    """

    key: str
    url: str
    title: str
    citation: str
    body: Element

    @property
    def file(self) -> str:
        """The page's file, as messages show it."""
        return f"site/{self.url}index.html"


def read_articles(pages: list[Page], site: Path) -> list[Article]:
    """Return the cleaned text of every page, from the home page along `<link rel="next">`.

    Args:
        pages: the built pages; they are not changed.
        site: the folder with the pictures that they show.

    Raises:
        BuildError: a page has no article or no heading, or contains something without a form in
            print.
    """
    by_url = {page.url: page for page in pages}
    found: dict[str, Article] = {}
    url: str | None = ""
    while url is not None and url in by_url and url not in found:
        page = by_url[url]
        found[url] = _read_article(page)
        following = page.tree.css_first("link[rel=next]")
        url = _path(urljoin(_SITE + url, following.attrs.sget("href"))) if following else None
    problems = [problem for article in found.values() for problem in _unprintable(article, site)]
    if problems:
        raise BuildError(problems)
    return list(found.values())


def _read_article(page: Page) -> Article:
    node = page.tree.css_first("article")
    heading = node.css_first("h1") if node else None
    if not node or not heading or not heading.id:
        what = "The page has no article with a heading."
        raise BuildError([Problem(page.file, 0, what, "Look at its template.")])
    body = to_element(node)
    citation = next(element for element in body.iter() if "citation" in classes(element))
    article = Article(heading.id, page.url, "", text(citation), body)
    _clean(article)
    article.title = text(next(body.iter("h1")))
    return article


def to_element(node: LexborNode) -> Element:
    """Convert NODE to an XML element, for the writers of XML formats."""
    element = Element(str(node.tag), {name: value or "" for name, value in node.attributes.items()})
    for child in node.iter(include_text=True):
        if child.is_element_node:
            element.append(to_element(child))
        elif len(element):
            element[-1].tail = (element[-1].tail or "") + child.text()
        else:
            element.text = (element.text or "") + child.text()
    return element


def text(element: Element) -> str:
    """Return all text in ELEMENT, with white space collapsed."""
    return " ".join("".join(element.itertext()).split())


def classes(element: Element) -> set[str]:
    return set((element.get("class") or "").split())


def gather(
    articles: list[Article], address: str | None, titles: Mapping[str, str] | None = None
) -> Element:
    """Join the articles to one document for a writer.

    Its ids are unique. Its links lead to ids inside it or to absolute addresses; others become
    plain text. The class of an element is the name of its form (`edition.blocks.Form`).

    Args:
        articles: the articles, in order; they are not changed.
        address: the public address of the site; None if it is not set.
        titles: the titles of the pages to which readers of paper are told the way, by address. A
            link to one of them has the attribute `see`, which names its target.
    """
    document = Element("document")
    here = {article.url: article.key for article in articles}
    for article in articles:
        body = copy.deepcopy(article.body)
        document.append(body)
        for element in body.iter():
            if name := element.get("id"):
                element.set("id", anchor(article.key, name))
            _name_form(element)
        aside = {link for box in body.iter() if _is_aside(box) for link in box.iter("a")}
        for link in [element for element in body.iter() if element.tag == "a"]:
            whole = urljoin(_SITE + article.url, link.get("href") or "")
            if titles and link not in aside and _path(whole) in titles:
                link.set("see", _see(whole, "" if _path(whole) in here else titles[_path(whole)]))
            _settle(link, whole, here, address)
    return document


def _is_aside(element: Element) -> bool:
    """Whether ELEMENT is not running text, so that telling the way would clutter it."""
    return element.tag in ("figure", "table") or classes(element) & _ASIDES != set()


def _see(whole: str, title: str) -> str:
    """Name the target of a link in words: “paragraph 65, in Current Situation”."""
    fragment = unquote(urlsplit(whole).fragment)
    numbered = re.fullmatch(r"p(\d+[a-z]*)", fragment)
    parts = [f"paragraph {numbered[1]}" if numbered else "", f"in {title}" if title else ""]
    return ", ".join(filter(None, parts))


def _name_form(element: Element) -> None:
    forms = [form for name in classes(element) if (form := form_of(name)) not in (None, Form.PLAIN)]
    element.attrib.pop("class", None)
    if forms:
        element.set("class", str(forms[0]))


def anchor(page: str, name: str) -> str:
    """Return the id for an id of a page inside a document of several pages."""
    return page if not name or name == page else f"{page}--{name}"


def _path(url: str) -> str:
    return unquote(urlsplit(url).path).lstrip("/")


def _settle(link: Element, whole: str, here: dict[str, str], address: str | None) -> None:
    if not whole.startswith(_SITE):
        link.set("href", quote(whole, safe=printable))  # a PDF's addresses are ASCII
    elif _path(whole) in here:
        link.set("href", f"#{anchor(here[_path(whole)], unquote(urlsplit(whole).fragment))}")
    elif address:
        link.set("href", urljoin(address, whole.removeprefix(_SITE)))
    else:
        link.tag = "span"
        del link.attrib["href"]


def _clean(article: Article) -> None:
    body = article.body
    _name_sources(body)
    parents = {child: parent for parent in body.iter() for child in parent}
    for element in list(body.iter()):
        unseen = element.get("aria-hidden") == "true" or element.get("id") == _SKIP
        if element.tag in DROPPED_TAGS or classes(element) & DROPPED_CLASSES or unseen:
            _remove(parents[element], element)
    for element in body.iter():
        element.attrib = {
            name: value for name, value in element.attrib.items() if name in _KEPT_ATTRIBUTES
        }
        _fold(element)
        _adapt(article, element)
    body.attrib, body.tail = {}, None
    _arrange_figures(body)
    _move_notes(article)


def _name_sources(body: Element) -> None:
    """Give each paragraph of a note the id of its source, to which it links in the list of sources.

    Paper words the notes anew from the data (`edition.writers.paper`).
    """
    for box in [element for element in body.iter("div") if "footnote" in classes(element)]:
        for paragraph in box.iter("p"):
            for link in paragraph.iter("a"):
                path, _, source = (link.get("href") or "").partition("#")
                if path.endswith("sources/"):
                    paragraph.set("source", unquote(source))


def _fold(element: Element) -> None:
    """Collapse white space as browsers do: runs to one space, none between blocks.

    No-break spaces stay. If an element was removed between a space and a no-break space, drop the
    space, so that the no-break space follows the word before both.
    """
    holds_blocks = any(child.tag in _BLOCK_TAGS | _OPENED for child in element)
    words = [element.text, *(child.tail for child in element)]
    folded = [
        re.sub(r" (?=\N{NO-BREAK SPACE})", "", re.sub(r"[ \t\r\n]+", " ", part))
        if part and not (holds_blocks and part.isspace())
        else None
        for part in words
    ]
    element.text, *tails = folded
    for child, tail in zip(element, tails, strict=True):
        child.tail = tail


def _remove(parent: Element, element: Element) -> None:
    """Remove ELEMENT from PARENT, but keep the text after it."""
    place = list(parent).index(element)
    parent.remove(element)
    tail = element.tail or ""
    if place:
        parent[place - 1].tail = (parent[place - 1].tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail


def _adapt(article: Article, element: Element) -> None:
    kinds = classes(element)
    if "paragraph-number" in kinds:
        element.tag, element.attrib = "span", {"class": "number"}
        element.tail = (element.tail or "").lstrip(" ")  # it stands in a margin, or EPUB adds one
    elif "note-source" in kinds:
        element.tag, element.attrib = "span", {}
    elif element.tag == "abbr" and element.text == NOT_READ:
        element.tag, element.text = "span", f" ({SEEN['quoted']})"
    elif kinds & _PERMALINKS:
        element.tag, element.attrib = "strong", {}
    elif mark := next((mark for name, mark in MARKS.items() if kinds & _marked(name)), ""):
        first = element[0] if len(element) and not element.text else element
        first.text = f"{mark} {first.text or ''}"
    elif element.tag in _OPENED:
        _open(element)
    elif element.tag == "img":
        whole = urljoin(_SITE + article.url, element.get("src") or "")
        element.set("src", _path(whole) if whole.startswith(_SITE) else whole)


def _open(element: Element) -> None:
    """Show a `<details>` or `<summary>` as what it is without folding.

    A class of its own that has a form stays: such a summary is no label, but the first line.
    """
    own = [name for name in classes(element) if form_of(name)]
    tag, usual = {"details": ("div", "details"), "summary": ("p", "label")}[element.tag]
    element.tag, element.attrib = tag, {"class": own[0] if own else usual}


def _marked(assessment: str) -> set[str]:
    """Return the classes before whose text the stylesheet draws the mark of ASSESSMENT."""
    return {f"assessment--{assessment}", f"verdict--{assessment}"}


def _arrange_figures(body: Element) -> None:
    """Bring figures into the order of paper: title, picture, what explains it, then the table.

    The table leaves the figure: in print it is not collapsed, and may break across pages. Of the
    variants of a picture (`<picture>`), only the `<img>` is left.
    """
    for figure in body.iter("figure"):
        for place, child in enumerate(figure):
            if child.tag == "picture":
                figure[place] = next(child.iter("img"))
    for parent in list(body.iter()):
        for figure in parent.findall("figure"):
            behind = [child for child in figure if child.tag not in ("img", "figcaption")]
            place = list(parent).index(figure) + 1
            parent[place:place] = behind
            for child in behind:
                figure.remove(child)
    for figure in body.iter("figure"):
        for caption in figure.findall("figcaption"):
            above = [child for child in caption if classes(child) & _ABOVE_PICTURES]
            if above:
                figure.remove(caption)
                figure.extend(child for child in caption if child not in above)
                caption[:] = above
                figure.insert(0, caption)


def _move_notes(article: Article) -> None:
    """Move each note to its reference; a note with two references is repeated.

    Its attribute `number` is the page's, so that a note has one number in all forms. Each of its
    parts has the id of its source in the attribute `source`.
    """
    parents = {child: parent for parent in article.body.iter() for child in parent}
    notes: dict[str, Element] = {}
    for box in [element for element in article.body.iter("div") if "footnote" in classes(element)]:
        notes.update({str(item.get("id")): item for item in box.iter("li")})
        _remove(parents[box], box)
    for mark in [
        element
        for element in article.body.iter("sup")
        if (element.get("id") or "").startswith("fnref")
    ]:
        paragraphs = list(copy.deepcopy(notes[unquote(str(mark[0].get("href")))[1:]]))
        if any(paragraph.tag != "p" for paragraph in paragraphs):
            raise BuildError(
                [
                    Problem(
                        article.file,
                        0,
                        "A note holds more than paragraphs.",
                        "Keep lists and tables out of notes.",
                    )
                ]
            )
        number = text(mark)
        mark.tag, mark.text, mark[:] = "span", None, []
        mark.attrib = {"class": "note", "number": number}
        for position, paragraph in enumerate(paragraphs):
            if position:
                SubElement(mark, "br")
            source = paragraph.get("source", "")
            paragraph.tag, paragraph.attrib, paragraph.tail = "span", {"source": source}, None
            _trim(paragraph)
            mark.append(paragraph)


def _trim(paragraph: Element) -> None:
    """Remove the spaces and the separator before the links that were dropped from a note's end."""
    if len(paragraph):
        paragraph[-1].tail = re.sub(r"[\s\u00a0]+$", "", paragraph[-1].tail or "")
    else:
        paragraph.text = re.sub(r"[\s\u00a0]+$", "", paragraph.text or "")


def _unprintable(article: Article, site: Path) -> Iterator[Problem]:
    near = ""
    for element in article.body.iter():
        near = element.get("id") or near
        for name in sorted(classes(element)):
            if not form_of(name):
                what = (
                    f"The class “{name}” of a <{element.tag}> (near #{near}) has no form on paper "
                    "and in the e-book."
                )
                yield Problem(
                    f"docs/{article.key}.md", 0, what, "Give it one in edition/blocks.py."
                )
        if element.tag not in _BLOCK_TAGS | _INLINE_TAGS:
            what = f"The page holds a <{element.tag}>, which has no form on paper."
            yield Problem(
                article.file,
                0,
                what,
                "Say it in another way, or give it a form in edition/writers.",
            )
        elif element.tag == "img" and re.match(r"[a-z]+:", element.get("src") or ""):
            yield Problem(
                article.file,
                0,
                f"The page loads “{element.get('src')}” from elsewhere.",
                "Serve it from docs/assets/.",
            )
        elif element.tag == "img" and not (site / (element.get("src") or "-")).is_file():
            yield Problem(
                article.file,
                0,
                f"There is no picture “{element.get('src')}”.",
                "Put it into docs/assets/.",
            )
        elif element.tag == "img" and not element.get("alt"):
            yield Problem(
                article.file,
                0,
                f"The picture “{element.get('src')}” has no text alternative.",
                "Say what it shows.",
            )
