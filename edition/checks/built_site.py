"""Check the built site for dead links, missing names and anything loaded from other hosts."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from edition.content.model import Content
from edition.diagnostics import BuildError, Problem
from edition.site.page import Page

_SITE = "http://site.invalid/"  # a placeholder for the site's root while links are resolved
# Everything that a browser fetches without a click.
_LOADING = ", ".join(
    [
        "script[src], img[src], source[src], source[srcset], iframe[src], audio[src], "
        "video[src], embed[src], "
        "object[data]",
        *(
            f"link[rel~={rel}]"
            for rel in [
                "stylesheet",
                "preload",
                "modulepreload",
                "icon",
                "prefetch",
                "preconnect",
                "dns-prefetch",
                "manifest",
            ]
        ),
    ]
)


def check(content: Content, pages: list[Page], site: Path) -> None:
    """Check the built pages of a SITE.

    Raises:
        BuildError: contains every problem found, each with the name of the built file.
    """
    if len(pages) < len(content.pages):
        what = "There are fewer pages than Markdown files."
        raise BuildError([Problem("site", 0, what, "Look at what the engine said.")])
    targets = {page.url: set(_ids(page)) for page in pages}
    base = urlsplit(content.project.address or _SITE).path
    found = [problem for page in pages for problem in _problems(page, targets, site, base)]
    found += _missing_addresses(content, targets)
    if found:
        raise BuildError(found)


def _ids(page: Page) -> list[str]:
    return [element.attrs.sget("id") for element in page.tree.css("[id]")]


def _missing_addresses(content: Content, targets: dict[str, set[str]]) -> Iterator[Problem]:
    """Yield addresses that exist in the content and are missing in the built pages."""
    for address in content.addresses:
        page, _, name = address.partition("#")
        url = "" if page == "index" else f"{page}/"
        if url not in targets or (name and name not in targets[url]):
            what = f"The address “{address}” is not on the built page."
            hint = (
                f"Look at docs/{page}.md: an id stands in braces, {{#id}}, on the last line, "
                "without odd characters around it."
            )
            yield Problem(f"site/{url}index.html", 0, what, hint)


def _problems(page: Page, targets: dict[str, set[str]], site: Path, base: str) -> Iterator[Problem]:
    for name, count in Counter(_ids(page)).items():
        if count > 1:
            what = f"The id “{name}” stands twice."
            yield Problem(page.file, 0, what, "One of them comes from a template or an extension.")
    description = page.tree.css_first("meta[name=description]")
    if not description or not description.attrs.sget("content"):
        hint = "Set it in the front matter or the template."
        yield Problem(page.file, 0, "The page has no description.", hint)
    for image in page.tree.css("img:not([aria-hidden=true])"):
        if not image.attrs.sget("alt"):
            what = f"The image “{image.attrs.sget('src')}” has no text alternative."
            yield Problem(page.file, 0, what, "Say what it shows.")
    for element in page.tree.css(_LOADING):
        attributes = ("src", "srcset", "data", "href")  # each of our `srcset` has one address
        loaded = next(filter(None, map(element.attrs.sget, attributes)), "")
        if _is_elsewhere(loaded) and not loaded.startswith("data:"):
            what = f"The page loads “{loaded}” from elsewhere."
            yield Problem(page.file, 0, what, "Serve it from docs/assets/.")
        elif loaded and not _is_elsewhere(loaded):
            yield from _target(page, loaded, targets, site, base)
    for link in page.tree.css("a[href]"):
        href = link.attrs.sget("href")
        if href.lower().startswith("javascript:"):
            what = f"The link “{href}” would run a script."
            yield Problem(page.file, 0, what, "Lead it to a page.")
        elif href and not _is_elsewhere(href):
            yield from _target(page, href, targets, site, base)


def _is_elsewhere(url: str) -> bool:
    return bool(urlsplit(url).scheme or url.startswith("//"))


def _target(
    page: Page, href: str, targets: dict[str, set[str]], site: Path, base: str
) -> Iterator[Problem]:
    if href.startswith("/") and base != "/" and href.startswith(base):
        href = "/" + href[len(base) :]  # the page “404” has links relative to the host's root
    whole = urlsplit(urljoin(_SITE + page.url, href))
    url = whole.path.lstrip("/").removesuffix("index.html")
    if url not in targets:
        if not (site / unquote(whole.path).lstrip("/")).is_file():
            what, hint = (
                f"The link “{href}” leads nowhere.",
                "Correct it where it is written, or restore its target.",
            )
            yield Problem(page.file, 0, what, hint)
    elif whole.fragment and unquote(whole.fragment) not in targets[url]:
        what = f"The link “{href}” leads to an anchor that is not there."
        yield Problem(page.file, 0, what, "Correct it, or restore the anchor.")
