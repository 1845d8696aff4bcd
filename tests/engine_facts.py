"""What a built site gives, told without anything that only its engine's markup decides; and how two such accounts differ."""

import difflib
import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urldefrag, urljoin
from xml.etree.ElementTree import Element, fromstring

from edition.checks.built_site import BuiltPage, read

# What is told of a page: for each aspect a list of lines, in the page's order.
Facts = dict[str, dict[str, list[str]]]
WHOLE = "the whole site"
_ROOT = "https://site.example/"
_RESOLVED = {"href", "src"}
_SPACE = re.compile(r"\s+")
_FINGERPRINT = re.compile(r"\.[0-9a-f]{8}\.")  # in the names of the themes' files
_ZIP_SIZE = re.compile(r"\(zip, [\d.]+ [kM]B\)")  # the copy for a disk holds the theme's files
_VERSION = re.compile(r"\d+(\.\d+)+")


@dataclass(frozen=True, order=True)
class Difference:
    """One way in which two sites differ; PAGES are those on which it is so."""

    aspect: str
    mkdocs: tuple[str, ...]
    zensical: tuple[str, ...]
    pages: tuple[str, ...]


def words(element: Element | None) -> str:
    return _plain("".join(element.itertext())) if element is not None else ""


def _plain(text: str) -> str:
    return _ZIP_SIZE.sub("(zip, N)", _SPACE.sub(" ", text).strip())


def facts(site: Path) -> Facts:
    """Everything that readers and programs can meet in SITE, page by page and for the whole."""
    told: Facts = {page.path: dict(_page(page)) for page in read(site)}
    told[WHOLE] = dict(_whole(site))
    for settings, location, line in _search(site):
        told[WHOLE]["search settings"] = [f"{key}: {json.dumps(value)}" for key, value in sorted(settings.items())]
        told[location].setdefault("search", []).append(line)
    return told


def differences(mkdocs: Facts, zensical: Facts) -> set[Difference]:
    """Every difference between two accounts; the same one on several pages is told once, with the pages."""
    places: dict[tuple[str, tuple[str, ...], tuple[str, ...]], list[str]] = defaultdict(list)
    for page in sorted(mkdocs.keys() | zensical.keys()):
        one, other = mkdocs.get(page), zensical.get(page)
        if one is None or other is None:
            places["pages", (page,) if one else (), (page,) if other else ()].append(page)
            continue
        for aspect in sorted(one.keys() | other.keys()):
            before, after = one.get(aspect, []), other.get(aspect, [])
            matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
            for kind, start, end, start_after, end_after in matcher.get_opcodes():
                if kind != "equal":
                    places[aspect, tuple(before[start:end]), tuple(after[start_after:end_after])].append(page)
    return {Difference(*what, tuple(dict.fromkeys(pages))) for what, pages in places.items()}


def _page(page: BuiltPage) -> Iterator[tuple[str, list[str]]]:
    tree, base = page.tree, urljoin(_ROOT, page.path.removesuffix("index.html"))
    article = tree.find(".//article")
    assert article is not None, page.path
    head = tree.find("head")
    assert head is not None

    def address(value: str | None) -> str:
        return urljoin(base, value or "").removeprefix(_ROOT)

    def linked(element: Element) -> list[str]:
        return [f"{words(link)} -> {address(link.get('href'))}" for link in element.iter("a") if link.get("href") is not None]

    yield "language", [str(tree.get("lang"))]
    yield "title", [words(tree.find(".//title"))]
    metas = [(meta.get("name") or meta.get("property") or "", meta.get("content") or "") for meta in head.iter("meta")]
    yield "metadata", sorted(f"{name}: {_VERSION.sub('N', content) if name == 'generator' else content}" for name, content in metas if name)
    yield "relations", sorted(f"{link.get('rel')}: {_FINGERPRINT.sub('.*.', address(link.get('href')))}" for link in head.iter("link"))
    data = [script for script in tree.iter("script") if (script.get("type") or "").endswith("json") and script.get("id") != "__config"]
    yield "data", [json.dumps(json.loads(script.text or ""), sort_keys=True, ensure_ascii=False) for script in data]
    files = [(script.get("src"), script.get("data-rest"), script.get("data-scripts")) for script in tree.iter("script")]
    loaded = [name for names in files for value in names if value for name in value.split()]  # at once, or when wanted
    yield "scripts", [_FINGERPRINT.sub(".*.", address(name)) for name in loaded]

    yield "headings", [f"{item.tag} #{item.get('id')} {words(item)}" for item in article.iter() if re.fullmatch("h[1-6]", str(item.tag))]
    yield "ids", [name for item in article.iter() if (name := item.get("id"))]
    yield "text", [words(item) for item in article.iter() if item.tag in ("p", "li", "td", "th", "dt", "dd", "blockquote", "figcaption")]
    yield "links", linked(article)
    notes = article.find(".//div[@class='footnote']")
    yield "notes", [f"{note.get('id')}: {words(note)}" for note in notes.iter("li")] if notes is not None else []
    yield "elements", [_element(item, address) for item in article.iter() if item.tag != "script"]

    for name, kind in (("navigation", "md-nav--primary"), ("table of contents", "md-nav--secondary")):
        found = next((nav for nav in tree.iter("nav") if kind in (nav.get("class") or "").split()), None)
        yield name, linked(found) if found is not None else []
    footer = tree.find(".//footer")
    yield "footer", [*linked(footer), words(footer)] if footer is not None else []
    skip = next((link for link in tree.iter("a") if link.get("class") == "md-skip"), None)
    target = urldefrag(skip.get("href") or "").fragment if skip is not None else ""
    first = article.find(".//h1")
    landing = "the heading" if first is not None and target == first.get("id") else f"#{target}"
    yield "skip link", [f"{words(skip)} -> {landing}"] if skip is not None else []
    header = tree.find(".//header")
    yield "header", [*linked(header), *_pieces(header)] if header is not None else []


def _pieces(element: Element) -> Iterator[str]:
    """What is written in an element and what its controls are called, piece by piece."""
    for item in element.iter():
        for text in (item.get("aria-label"), item.get("placeholder"), None if item.tag == "script" else item.text, item.tail):
            if text and text.strip():
                yield _SPACE.sub(" ", text).strip()


def _element(element: Element, address: object) -> str:
    """An element of an article in one line: its tag, its attributes in order, and its own words."""
    assert callable(address)
    attributes = (f'{name}="{address(value) if name in _RESOLVED else value}"' for name, value in sorted(element.items()))
    return _plain(" ".join([str(element.tag), *attributes, f"| {element.text or ''} | {element.tail or ''}"]))


def _whole(site: Path) -> Iterator[tuple[str, list[str]]]:
    pages = sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))
    yield "addresses", pages
    files = [path for path in sorted(site.rglob("*")) if path.is_file() and path.suffix != ".html"]
    names = [path.relative_to(site).as_posix() for path in files]
    yield "files", sorted(_FINGERPRINT.sub(".*.", name) for name in names)
    ours = [path for path in files if not _of_the_engine(path.relative_to(site).as_posix())]
    yield "downloads", [f"{path.relative_to(site).as_posix()} {hashlib.sha256(path.read_bytes()).hexdigest()}" for path in ours]
    space = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    urls = fromstring((site / "sitemap.xml").read_text("utf-8")).iter(f"{space}url")
    yield "sitemap", [f"{item.tag.removeprefix(space)}: {item.text}" for url in urls for item in url]


def _of_the_engine(name: str) -> bool:
    """Whether a file is the theme's, or the engine's own account of the site, whose content is compared elsewhere or not at all."""
    return (
        (bool(_FINGERPRINT.search(name)) and name.endswith((".js", ".css")))
        or name
        in {
            "SHA256SUMS",
            "_headers",  # the fingerprints of the theme's own scripts
            "assets/javascripts/LICENSE",
            "search.json",
            "search/search_index.json",
            "sitemap.xml",
            "sitemap.xml.gz",
        }
        or name.startswith("assets/javascripts/lunr/")
        or name.endswith("-offline.zip")  # all of the above once more
    )


def _search(site: Path) -> Iterator[tuple[dict[str, object], str, str]]:
    """Of each part of the search index: the index's settings, the page, and the part's address, title and words."""
    for path, key in ((site / "search/search_index.json", "docs"), (site / "search.json", "items")):
        if path.exists():
            index = json.loads(path.read_text("utf-8"))
            for item in index[key]:
                found = " ".join(re.findall(r"\w+", re.sub(r"<[^>]*>", " ", item["text"])))
                title = re.sub(r"<[^>]*>", "", item["title"])
                yield index["config"], f"{urldefrag(item['location']).url}index.html", f"{item['location']} | {title} | {found}"
