"""The pages of a built site, read by another parser than the one that built them."""

from dataclasses import dataclass
from pathlib import Path
from xml.etree.ElementTree import Element

import tinyhtml5

SITE = "http://site.invalid/"  # stands for the site's root while links are resolved


@dataclass(frozen=True)
class BuiltPage:
    """A page of the site; PATH from the site's root, as in `claims/index.html`."""

    path: str
    tree: Element

    @property
    def url(self) -> str:
        return SITE + self.path.removesuffix("index.html")

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
