"""What may be wrong in the built site: dead links, missing names, anything loaded from elsewhere."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit
from xml.etree.ElementTree import Element

import tinyhtml5

from edition.config import Project
from edition.content.model import current
from edition.diagnostics import BuildError, Problem

_SITE = "http://site.invalid/"  # stands for the site's root while links are resolved
_LOADED = {
    "script": "src",
    "img": "src",
    "source": "src",
    "iframe": "src",
    "audio": "src",
    "video": "src",
    "embed": "src",
    "object": "data",
}
_LOADING_LINKS = {
    "stylesheet",
    "preload",
    "modulepreload",
    "icon",
    "prefetch",
    "preconnect",
    "dns-prefetch",
    "manifest",
}


@dataclass(frozen=True)
class BuiltPage:
    """A page of the site; PATH from the site's root, as in `claims/index.html`."""

    path: str
    tree: Element

    @property
    def url(self) -> str:
        return _SITE + self.path.removesuffix("index.html")

    @property
    def ids(self) -> list[str]:
        return [name for element in self.tree.iter() if (name := element.get("id"))]


def read(folder: Path) -> list[BuiltPage]:
    """Every HTML page below FOLDER."""
    return [
        BuiltPage(
            path.relative_to(folder).as_posix(),
            tinyhtml5.parse(path.read_text("utf-8"), namespace_html_elements=False),
        )
        for path in sorted(folder.rglob("*.html"))
    ]


def check(project: Project, folder: Path) -> None:
    """Check a built site.

    Raises:
        BuildError: everything that is wrong; the file named is the built one.
    """
    pages = read(folder)
    if len(pages) < len(list(project.docs.glob("*.md"))):
        raise BuildError(
            [
                Problem(
                    "site",
                    0,
                    "There are fewer pages than Markdown files.",
                    "Look at what the engine said.",
                )
            ]
        )
    targets = {page.url: set(page.ids) for page in pages}
    base = urlsplit(project.address or _SITE).path
    found = [problem for page in pages for problem in _page(page, targets, folder, base)]
    found += _addresses(project, targets)
    if found:
        raise BuildError(found)


def _addresses(project: Project, targets: dict[str, set[str]]) -> Iterator[Problem]:
    """Addresses that the sources promise and the built pages lack."""
    for address in current(project.root).addresses:
        page, _, name = address.partition("#")
        path = "" if page == "index" else f"{page}/"
        if _SITE + path not in targets or (name and name not in targets[_SITE + path]):
            hint = f"Look at docs/{page}.md: an id stands in braces, {{#id}}, on the last line, without odd characters around it."
            yield Problem(
                f"site/{path}index.html",
                0,
                f"The address “{address}” is not on the built page.",
                hint,
            )


def _page(
    page: BuiltPage, targets: dict[str, set[str]], folder: Path, base: str
) -> Iterator[Problem]:
    file = f"site/{page.path}"
    repeated = {name for name in page.ids if page.ids.count(name) > 1}
    for name in sorted(repeated):
        yield Problem(
            file,
            0,
            f"The id “{name}” stands twice.",
            "One of them comes from a template or an extension.",
        )
    metas = {element.get("name"): element.get("content") for element in page.tree.iter("meta")}
    if not metas.get("description"):
        yield Problem(
            file, 0, "The page has no description.", "Set it in the front matter or the template."
        )
    for element in page.tree.iter():
        tag = str(element.tag).rpartition("}")[2]  # a link in a drawing has the namespace of SVG
        if tag == "img" and not element.get("alt") and element.get("aria-hidden") != "true":
            yield Problem(
                file,
                0,
                f"The image “{element.get('src')}” has no text alternative.",
                "Say what it shows.",
            )
        loaded = element.get(_LOADED.get(tag, "")) if tag in _LOADED else None
        if tag == "link" and set((element.get("rel") or "").split()) & _LOADING_LINKS:
            loaded = element.get("href")
        if loaded and _is_inside(loaded):
            continue
        if loaded and _is_elsewhere(loaded):
            yield Problem(
                file, 0, f"The page loads “{loaded}” from elsewhere.", "Serve it from docs/assets/."
            )
        elif loaded:
            yield from _target(page, loaded, targets, folder, base)
        if tag == "a" and (href := element.get("href", "")).lower().startswith("javascript:"):
            yield Problem(file, 0, f"The link “{href}” would run a script.", "Lead it to a page.")
        elif tag == "a" and href and not _is_elsewhere(href):
            yield from _target(page, href, targets, folder, base)


def _is_elsewhere(url: str) -> bool:
    return bool(urlsplit(url).scheme or url.startswith("//"))


def _is_inside(url: str) -> bool:
    """Whether URL carries what it stands for with it."""
    return url.startswith("data:")


def _target(
    page: BuiltPage, href: str, targets: dict[str, set[str]], folder: Path, base: str
) -> Iterator[Problem]:
    if href.startswith("/") and base != "/" and href.startswith(base):
        href = "/" + href[len(base) :]  # the page “404” links from the root of the host
    whole = urlsplit(urljoin(page.url, href))
    url = whole._replace(fragment="", query="").geturl()
    url = url.removesuffix("index.html")
    if url not in targets:
        if not (folder / unquote(whole.path).lstrip("/")).is_file():
            yield Problem(
                f"site/{page.path}",
                0,
                f"The link “{href}” leads nowhere.",
                "Correct it where it is written, or restore its target.",
            )
    elif whole.fragment and unquote(whole.fragment) not in targets[url]:
        yield Problem(
            f"site/{page.path}",
            0,
            f"The link “{href}” leads to an anchor that is not there.",
            "Correct it, or restore the anchor.",
        )
