"""Merge the stylesheets that the pages load, and subset the fonts."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from urllib.parse import urljoin

from edition.diagnostics import BuildError, Problem
from edition.site import css, fonts
from edition.site.minify import minify_css
from edition.site.page import STYLESHEETS, Page


@dataclass(frozen=True)
class Stylesheet:
    """The site's one stylesheet.

    Attributes:
        path: its file, relative to the site's root.
        rules: its rules, in order.
        first_face: the `@font-face` rule that the first view needs: the upright Latin font.
    """

    path: str
    rules: list[css.Rule]
    first_face: str


def merge_stylesheets(site: Path, pages: list[Page]) -> Stylesheet:
    """Replace the stylesheets that all PAGES load by one, and write the fonts that it uses.

    Raises:
        BuildError: the pages load different stylesheets, or one from another host; or one does not
            parse.
    """
    names = _common_sheets(pages)
    text = "\n".join((site / name).read_text("utf-8") for name in names)
    words = [words for page in pages for words in _texts(page)]
    text, first_face = _subset_fonts(site, text, words)
    text = minify_css(text)
    for sheet in (site / STYLESHEETS).rglob("*"):
        if sheet.is_file():
            sheet.unlink()  # source maps too, and other variants of the theme
    path = f"{STYLESHEETS}edition.{_digest(text.encode())}.css"
    (site / path).write_text(text, "utf-8")
    return Stylesheet(path, css.parse(text, path), minify_css(first_face))


def sheet_links(page: Page) -> list[str]:
    """Return the stylesheets that a page loads, relative to the site's root."""
    links = page.tree.css("link[rel=stylesheet]")
    return [link.attrs.sget("href").removeprefix(page.root) for link in links]


def _common_sheets(pages: list[Page]) -> list[str]:
    names = sheet_links(pages[0])
    for page in pages:
        if sheet_links(page) != names:
            what = f"It loads other stylesheets than {pages[0].file}."
            raise BuildError([Problem(page.file, 0, what, "Load the same on every page.")])
    if elsewhere := [name for name in names if not name.startswith(STYLESHEETS)]:
        what = f"Stylesheets are outside {STYLESHEETS}: {', '.join(elsewhere)}."
        raise BuildError(
            [Problem("mkdocs.yml", 0, what, "Keep them all in docs/assets/stylesheets/.")]
        )
    return names


def _texts(page: Page) -> Iterator[str]:
    """Yield every text on a page that a browser may render with our fonts."""
    for node in page.html.traverse(include_text=True):
        if node.is_text_node and node.parent and node.parent.tag not in ("script", "style", "pre"):
            yield node.text_content or ""


def _subset_fonts(site: Path, css: str, texts: list[str]) -> tuple[str, str]:
    """Write the fonts for TEXTS; return the stylesheet that uses them and the first view's rule."""
    first_face = ""
    letters = frozenset(letter for text in texts for letter in text if letter >= " ")
    pairs = frozenset(pair for text in texts for pair in pairwise(text))
    for face in fonts.faces(css, letters):
        source = site / urljoin(STYLESHEETS, face.url)
        if not face.letters:
            css = css.replace(face.rule, "")
            continue
        try:
            font = fonts.subset(source, face.letters, pairs)
        except Exception as error:  # fontTools has no common class for what a broken file causes
            name = f"docs/{source.resolve().relative_to(site.resolve()).as_posix()}"
            what = f"The font cannot be read: {error}."
            hint = "Restore it, for example with `git checkout`."
            raise BuildError([Problem(name, 0, what, hint)]) from error
        target = source.with_name(f"{source.stem}.{_digest(font)}.woff2")
        target.write_bytes(font)
        rule = face.rule.replace(face.url, f"../fonts/{target.name}")
        css = css.replace(face.rule, rule)
        if not first_face and "a" in face.letters and "italic" not in face.rule:
            first_face = rule
    for path in site.glob("assets/fonts/*.woff2"):
        if path.name not in css:
            path.unlink()
    return css, first_face


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:8]
