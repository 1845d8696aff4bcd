"""Write EPUB 3: the articles as chapters, with cover, contents and pop-up notes.

The chapters are the site's own HTML, cleaned, so that nothing is lost in a conversion. EPUBCheck
tests that the book is valid.
"""

import copy
import mimetypes
import os
import tempfile
import time
import uuid
from pathlib import Path
from xml.etree.ElementTree import Element, SubElement, tostring

from edition.config import Project
from edition.writers.article import Article, classes, gather, text
from edition.writers.pdf import as_json, facts_of, pictures, typeset, use_narrow_pictures
from edition.writers.zip import archive

_STYLE = Path(__file__).parent / "book.css"
_FACES = _STYLE.with_name("fonts.css")
_LANGUAGE = "en-GB"
_COVER_DOTS = 212  # per inch: 1000 by 1500 pixels in total
_CONFORMANCE = "EPUB Accessibility 1.1 - WCAG 2.2 Level AA"  # the exact words that it prescribes
_CONTAINER = """\
<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles>\
<rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"""
mimetypes.add_type("application/xhtml+xml", ".xhtml")
mimetypes.add_type("font/woff2", ".woff2")


def write(project: Project, articles: list[Article], site: Path, target: Path) -> None:
    """Write ARTICLES as one e-book.

    Args:
        project: the project, for the cover and the metadata.
        articles: the chapters.
        site: the built site, for the pictures.
        target: the file to write.
    """
    document = gather(articles, project.address)
    use_narrow_pictures(document, site)  # legible on a phone, and no larger elsewhere
    images, facts = pictures(document, site), facts_of(project)
    fonts = sorted((project.root / "docs/assets/fonts").glob("*"))  # with their licence
    chapters = {
        f"{article.key}.xhtml": chapter for article, chapter in zip(articles, document, strict=True)
    }
    homes = {
        name: file
        for file, chapter in chapters.items()
        for element in chapter.iter()
        if (name := element.get("id"))
    }
    pages = {
        "cover.xhtml": _page(facts["work"], _cover(facts)),
        "imprint.xhtml": _page(facts["work"], _imprint(facts)),
        "contents.xhtml": _page("Contents", *_contents(facts, chapters)),
    }
    for file, chapter in chapters.items():
        _settle(chapter, homes)
        chapter.tag, chapter.attrib = "section", {"epub:type": "chapter", "role": "doc-chapter"}
        chapter.set("aria-labelledby", str(_heading(chapter).get("id")))
        pages[file] = _page(text(_heading(chapter)), chapter, *_notes(chapter))
    files = {
        **{name: _xml(page, "<!DOCTYPE html>\n") for name, page in pages.items()},
        **images,
        "cover.png": _cover_picture(facts),
        "book.css": (_FACES.read_bytes() if fonts else b"") + _STYLE.read_bytes(),
        **{
            f"fonts/{path.name if path.suffix else f'{path.name}.txt'}": path.read_bytes()
            for path in fonts
        },
    }
    package = _package(
        facts, files, [name for name in pages if name != "contents.xhtml"], bool(images)
    )
    entries = {"META-INF/container.xml": _CONTAINER.encode(), "EPUB/package.opf": _xml(package)}
    entries |= {f"EPUB/{name}": content for name, content in files.items()}
    target.write_bytes(
        archive({"mimetype": b"application/epub+zip", **entries}, stored={"mimetype"})
    )


def _heading(chapter: Element) -> Element:
    heading = chapter.find(".//h1")
    assert heading is not None  # read_articles rejects an article without one
    return heading


def _settle(chapter: Element, homes: dict[str, str]) -> None:
    """Point links to the book's files, mark languages as in XHTML, put a space after numbers."""
    for element in chapter.iter():
        if "number" in classes(element):
            element.tail = f" {element.tail or ''}"
        href = element.get("href") or ""
        if href.startswith("#"):
            element.set("href", f"{homes[href[1:]]}{href}")
        if language := element.get("lang"):
            element.set("xml:lang", language)


def _notes(chapter: Element) -> list[Element]:
    """Move the notes out of the text, leave their numbers, and return a list with their section.

    They keep the page's numbers. Of two marks of one note, the first is the one it leads back to.
    """
    section = Element("section", {"epub:type": "endnotes", "role": "doc-endnotes"})
    section.attrib |= {"class": "notes", "aria-label": "Notes"}
    given: set[str] = set()
    for mark in [element for element in chapter.iter("span") if "note" in classes(element)]:
        number = str(mark.get("number"))
        link = Element("a", {"href": f"#note-{number}", "epub:type": "noteref"})
        link.attrib |= {"role": "doc-noteref", "aria-label": f"Note {number}"}
        link.text = number
        if number not in given:
            given.add(number)
            link.set("id", f"mark-{number}")
            attributes = {"epub:type": "footnote", "role": "doc-footnote", "id": f"note-{number}"}
            paragraph = SubElement(SubElement(section, "aside", attributes), "p")
            attributes = {"role": "doc-backlink", "aria-label": f"Back to mark {number}"}
            back = SubElement(paragraph, "a", {"href": f"#mark-{number}", **attributes})
            back.text, back.tail = number, " "
            paragraph.extend(copy.deepcopy(list(mark)))
            for part in paragraph:
                part.attrib.pop("source", None)
        mark.tag, mark.attrib, mark[:] = "sup", {}, [link]
    return [section] if len(section) else []


def _page(title: str, *content: Element) -> Element:
    spaces = {"xmlns": "http://www.w3.org/1999/xhtml", "xmlns:epub": "http://www.idpf.org/2007/ops"}
    page = Element("html", {**spaces, "lang": _LANGUAGE, "xml:lang": _LANGUAGE})
    head = SubElement(page, "head")
    SubElement(head, "title").text = title
    SubElement(head, "link", {"rel": "stylesheet", "href": "book.css"})
    SubElement(page, "body").extend(content)
    return page


def _edition(facts: dict[str, str]) -> str:
    return (
        f"Edition {facts['edition']}, published {facts['published']}. "
        f"The evidence reaches {facts['cutoff']}."
    )


def _cover(facts: dict[str, str]) -> Element:
    section = Element("section", {"epub:type": "cover", "class": "cover"})
    SubElement(
        section,
        "img",
        {
            "src": "cover.png",
            "role": "doc-cover",
            "alt": f"Cover: {facts['work']} {_edition(facts)}",
        },
    )
    return section


def _imprint(facts: dict[str, str]) -> Element:
    section = Element("section", {"epub:type": "imprint", "class": "imprint"})
    for line in (facts["work"], facts["about"], _edition(facts), facts["rights"]):
        if line:
            SubElement(section, "p").text = line
    if facts["address"]:
        SubElement(SubElement(section, "p"), "a", {"href": facts["address"]}).text = facts[
            "address"
        ]
    return section


def _contents(facts: dict[str, str], chapters: dict[str, Element]) -> list[Element]:
    contents = Element("nav", {"epub:type": "toc", "role": "doc-toc", "id": "contents"})
    SubElement(contents, "h1").text = "Contents"
    items = SubElement(contents, "ol")
    for file, chapter in chapters.items():
        item = SubElement(items, "li")
        SubElement(item, "a", {"href": file}).text = text(_heading(chapter))
        sections = list(chapter.iter("h2"))
        inner = SubElement(item, "ol") if sections else item
        for section in sections:
            SubElement(
                SubElement(inner, "li"), "a", {"href": f"{file}#{section.get('id')}"}
            ).text = text(section)
    places = Element("nav", {"epub:type": "landmarks", "hidden": ""})
    SubElement(places, "h2").text = "Places"
    listed = SubElement(places, "ol")
    for kind, file, name in (
        ("cover", "cover.xhtml", "Cover"),
        ("toc", "contents.xhtml#contents", "Contents"),
        ("bodymatter", next(iter(chapters)), facts["work"]),
    ):
        SubElement(SubElement(listed, "li"), "a", {"epub:type": kind, "href": file}).text = name
    return [contents, places]


def _package(
    facts: dict[str, str], files: dict[str, bytes], spine: list[str], pictured: bool
) -> Element:
    package = Element(
        "package",
        {
            "xmlns": "http://www.idpf.org/2007/opf",
            "version": "3.0",
            "unique-identifier": "id",
            "xml:lang": _LANGUAGE,
        },
    )
    metadata = SubElement(package, "metadata", {"xmlns:dc": "http://purl.org/dc/elements/1.1/"})
    # All editions are one book, so derive its identifier from its address, or its name without one.
    identifier = uuid.uuid5(uuid.NAMESPACE_URL, facts["address"] or facts["work"])
    SubElement(metadata, "dc:identifier", {"id": "id"}).text = f"urn:uuid:{identifier}"
    for name, value in (
        ("title", facts["work"]),
        ("language", _LANGUAGE),
        ("creator", facts["author"]),
        ("description", facts["about"]),
        ("date", facts["date"]),
        ("rights", facts["rights"]),
        ("source", facts["address"]),
    ):
        if value:
            SubElement(metadata, f"dc:{name}").text = value
    seconds = time.gmtime(int(os.environ["SOURCE_DATE_EPOCH"]))
    for name, value in (
        ("dcterms:modified", time.strftime("%Y-%m-%dT%H:%M:%SZ", seconds)),
        ("dcterms:conformsTo", _CONFORMANCE),
        ("schema:accessMode", "textual"),
        *([("schema:accessMode", "visual")] if pictured else []),
        ("schema:accessModeSufficient", "textual"),
        *([("schema:accessibilityFeature", "alternativeText")] if pictured else []),
        ("schema:accessibilityFeature", "displayTransformability"),
        ("schema:accessibilityFeature", "readingOrder"),
        ("schema:accessibilityFeature", "structuralNavigation"),
        ("schema:accessibilityFeature", "tableOfContents"),
        ("schema:accessibilityHazard", "none"),
        (
            "schema:accessibilitySummary",
            "Passages in other languages are marked as such; assessments are told in words; "
            "notes are linked.",
        ),
    ):
        SubElement(metadata, "meta", {"property": name}).text = value
    manifest = SubElement(package, "manifest")
    properties = {"contents.xhtml": "nav", "cover.png": "cover-image"}
    names = {name: f"file-{number}" for number, name in enumerate(files, 1)}
    for name, identity in names.items():
        kind = mimetypes.guess_type(name)[0] or ""
        item = SubElement(manifest, "item", {"id": identity, "href": name, "media-type": kind})
        if name in properties:
            item.set("properties", properties[name])
    order = SubElement(package, "spine")
    for name in [spine[0], spine[1], "contents.xhtml", *spine[2:]]:
        SubElement(order, "itemref", {"idref": names[name]})
    return package


def _cover_picture(facts: dict[str, str]) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "cover.png"
        typeset(
            _STYLE.with_name("cover_image.typ"),
            {"facts.json": as_json(facts)},
            path,
            format="png",
            ppi=_COVER_DOTS,
        )
        return path.read_bytes()


def _xml(root: Element, doctype: str = "") -> bytes:
    elements = tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{doctype}{elements}\n'.encode()
