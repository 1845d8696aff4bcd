"""A page of the built site: parsed once, changed as a tree, written once."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser, LexborNode

from edition.diagnostics import BuildError, Problem

STYLESHEETS = "assets/stylesheets/"


@dataclass
class Page:
    """One HTML page.

    Attributes:
        path: its path relative to the site's root, as in `claims/index.html`.
        tree: its parsed HTML; the transforms change it.
    """

    path: str
    tree: LexborHTMLParser

    @classmethod
    def parse(cls, path: str, html: str) -> "Page":
        return cls(path, LexborHTMLParser(html))

    def copy(self) -> "Page":
        """Return the same page with its own copy of the tree."""
        return Page(self.path, self.tree.clone())

    @property
    def file(self) -> str:
        """The page's file, as messages show it."""
        return f"site/{self.path}"

    @property
    def url(self) -> str:
        """The page's address relative to the site's root; empty for the home page."""
        return self.path.removesuffix("index.html")

    @property
    def is_themed(self) -> bool:
        """Whether the theme rendered the page; redirects are only ours."""
        return self.tree.css_first("[data-md-component]") is not None

    @property
    def root(self) -> str:
        """The path from the page to the site's root: `../`, empty, or on “404” the site's path."""
        sheet = self.tree.css_first(f"link[href*='{STYLESHEETS}']")
        return sheet.attrs.sget("href").partition(STYLESHEETS)[0] if sheet else ""

    @property
    def html(self) -> LexborNode:
        """The page's root element."""
        assert self.tree.root is not None  # the parser adds one if the page has none
        return self.tree.root

    @property
    def head(self) -> LexborNode:
        assert self.tree.head is not None
        return self.tree.head

    @property
    def body(self) -> LexborNode:
        assert self.tree.body is not None
        return self.tree.body

    def elements(self) -> Iterator[LexborNode]:
        """Yield every element in document order, including those inside <noscript>."""
        yield from (node for node in self.html.traverse() if node.is_element_node)

    def expect(self, selector: str, count: int, module: str) -> list[LexborNode]:
        """Return the elements that a module relies on.

        Args:
            selector: a CSS selector for the elements.
            count: the number of elements that must exist.
            module: the file that relies on them, named in the error.

        Raises:
            BuildError: there are more or fewer, so the module does not fit the page any more.
        """
        found = self.tree.css(selector)
        if len(found) != count:
            what = (
                f"The theme writes “{selector}” {len(found)} times on {self.path}, "
                f"where this module expects {count}."
            )
            hint = "See how this version of the theme does it, and change the module."
            raise BuildError([Problem(module, 0, what, hint)])
        return found


def read_pages(site: Path) -> list[Page]:
    """Parse every HTML page below SITE, in the order of the paths."""
    return [
        Page.parse(path.relative_to(site).as_posix(), path.read_text("utf-8"))
        for path in sorted(site.rglob("*.html"))
    ]


def fragment(html: str) -> LexborNode:
    """Parse HTML, which contains one element, to insert it into a page."""
    root = LexborHTMLParser(html, is_fragment=True).root
    return next(root.iter())  # type: ignore[union-attr]


def is_code(script: LexborNode) -> bool:
    """Whether a <script> without `src` contains code; if not, it contains data."""
    kind = script.attributes.get("type") or "text/javascript"
    return "src" not in script.attributes and kind in ("text/javascript", "module")
