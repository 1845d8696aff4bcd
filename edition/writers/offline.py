"""The copy that works from a disk: the finished site, with links and search that need no server.

A disk gives no `index.html` for a folder, and a browser lets a page from a disk neither fetch a file nor start a
worker. So links name files, the search index becomes a script, and a shim (iframe-worker) stands in for the worker;
the theme's own scripts know that way and look for both.
"""

import json
import posixpath
import re
from dataclasses import dataclass
from html import escape
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

from edition.config import Project
from edition.content.model import text_of
from edition.diagnostics import BuildError, Problem
from edition.site import file_sizes
from edition.writers.zip import archive

_SHIM = Path(__file__).parent / "iframe-worker.js"
_SHIM_PLACE = "assets/javascripts/iframe-worker.js"
# What only a server or a search engine uses.
_LEFT_OUT = {"404.html", "CNAME", "robots.txt", "sitemap.xml", "sitemap.xml.gz"}
_EARLIER = "editions/"  # the files of editions that have ended: the copy would grow with each; the list of them is left out too
# A disk needs no haste, and a browser refuses to fetch a font from one ahead of its use.
_HASTE = ("preload", "prefetch")


@dataclass(frozen=True)
class _Search:
    """The search of one theme.

    Attributes:
        index: the file of its index.
        items: where in it the places are.
        relied_on: what the theme's scripts must say for all this to work.
    """

    index: str
    items: str
    relied_on: tuple[tuple[str, str], ...]

    @property
    def script(self) -> str:
        return self.index.replace(".json", ".js")


_BUNDLE, _WORKER = "assets/javascripts/bundle.*.js", "assets/javascripts/workers/search.*.js"
_SEARCHES = (
    _Search(
        "search.json", "items", ((_BUNDLE, '"search.js"'), (_WORKER, "self.postMessage"))
    ),  # Zensical's
    _Search(
        "search/search_index.json",
        "docs",
        ((_BUNDLE, "search/search_index.js"), (_WORKER, "IFrameWorker")),
    ),  # Material's
)
_VOID = {
    "area",
    "base",
    "br",
    "col",
    "embed",
    "hr",
    "img",
    "input",
    "link",
    "meta",
    "source",
    "track",
    "wbr",
}


def write(project: Project, site: Path) -> None:
    """Pack SITE into `downloads/<name>-offline.zip`, changed so that it works from a disk; then say its size on the pages.

    Raises:
        BuildError: the theme has changed so that its search would not work, or a link needs a server.
    """
    name = f"{text_of(project.edition, 'name')}-offline"
    target = site / "downloads" / f"{name}.zip"
    target.write_bytes(archive({f"{name}/{key}": value for key, value in copy(site).items()}))
    file_sizes.stamp(site)


def copy(site: Path) -> dict[str, bytes]:
    """The files of the copy, by path.

    Raises:
        BuildError: as `write`.
    """
    search = next((search for search in _SEARCHES if (site / search.index).exists()), _SEARCHES[-1])
    for pattern, words in search.relied_on:
        if not any(words in path.read_text("utf-8") for path in site.glob(pattern)):
            what = f"No script {pattern} names {words} any more, so search would fail from a disk."
            raise BuildError(
                [
                    Problem(
                        "edition/writers/offline.py",
                        0,
                        what,
                        "See how the new version of the theme searches without a server.",
                    )
                ]
            )
    files = {}
    for path in sorted(file for file in site.rglob("*") if file.is_file()):
        name = path.relative_to(site).as_posix()
        if (
            name not in {*_LEFT_OUT, search.index}
            and not name.startswith(_EARLIER)
            and not name.endswith("-offline.zip")
        ):
            files[name] = (
                _Page(site, name).changed().encode()
                if name.endswith(".html")
                else path.read_bytes()
            )
    files[_SHIM_PLACE] = _SHIM.read_bytes()
    files[search.script] = _index(site, search)
    return dict(sorted(files.items()))


def _index(site: Path, search: _Search) -> bytes:
    """The search index as a script, its places as files."""
    index = json.loads((site / search.index).read_text("utf-8"))
    for item in index[search.items]:
        path, mark, name = item["location"].partition("#")
        item["location"] = _file(site, "", path or ".") + mark + name
    return (
        f"var __index = {json.dumps(index, ensure_ascii=False, separators=(',', ':'))}\n".encode()
    )


def _file(site: Path, page: str, href: str) -> str:
    """HREF, a link on PAGE, so that it names a file where it named a folder."""
    parts = urlsplit(href)
    if parts.scheme or parts.netloc or not parts.path:
        return href
    if parts.path.startswith("/"):
        what = f"The link “{href}” begins at the root of a host, which a disk does not have."
        raise BuildError([Problem(f"site/{page}", 0, what, "Write it relative to the page.")])
    if not (site / posixpath.dirname(page) / unquote(parts.path)).is_dir():
        return href
    path = posixpath.normpath(posixpath.join(parts.path, "index.html"))
    return parts._replace(path=path).geturl()


class _Page(HTMLParser):
    """A page of the site, changed tag by tag; everything between stays as it is."""

    def __init__(self, site: Path, name: str) -> None:
        super().__init__(convert_charrefs=False)
        self.site, self.name = site, name
        self.source = (site / name).read_text("utf-8")
        self.lines = [0, *(match.end() for match in re.finditer("\n", self.source))]
        self.out: list[str] = []
        self.copied = 0  # how much of the source has been dealt with
        self.dropping: list[str] = []  # the open tags of an element that is left out

    def changed(self) -> str:
        self.feed(self.source)
        self.close()
        return "".join([*self.out, self.source[self.copied :]])

    def _here(self) -> int:
        line, column = self.getpos()
        return self.lines[line - 1] + column

    def _put(self, start: int, end: int, words: str) -> None:
        """WORDS in the place of START to END; what stood before START is kept, unless it is being dropped."""
        self.out += [self.source[self.copied : start], words]
        self.copied = end

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        raw = self.get_starttag_text() or ""
        start = self._here()
        if self.dropping:
            if tag not in _VOID:
                self.dropping.append(tag)
        elif ("data-offline", "drop") in attributes:
            self._put(start, start, "")
            self.dropping = [tag]
        else:
            self._put(start, start + len(raw), self._tag(tag, raw, attributes))

    def handle_startendtag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if not self.dropping:
            raw, start = self.get_starttag_text() or "", self._here()
            self._put(start, start + len(raw), self._tag(tag, raw, attributes))

    def handle_endtag(self, tag: str) -> None:
        if self.dropping:
            while self.dropping and self.dropping.pop() != tag:
                pass
            if not self.dropping:
                self.copied = self.source.index(">", self._here()) + 1
        elif tag == "head":
            shim = posixpath.relpath(_SHIM_PLACE, posixpath.dirname(self.name) or ".")
            start = self._here()
            self._put(start, start, f'<script src="{shim}"></script>')

    def _tag(self, tag: str, raw: str, attributes: list[tuple[str, str | None]]) -> str:
        values = dict(attributes)
        if tag == "link" and values.get("rel") in _HASTE:
            return ""
        for name in ("href", "src"):
            value = values.get(name)
            if value is not None and (new := _file(self.site, self.name, value)) != value:
                raw = re.sub(
                    rf"""(\s{name}\s*=\s*)("[^"]*"|'[^']*'|[^\s>]+)""",
                    lambda match: f'{match[1]}"{escape(new)}"',
                    raw,
                    count=1,
                )
        if tag == "meta" and (values.get("http-equiv") or "").lower() == "refresh":
            _, _, target = (values.get("content") or "").partition("url=")
            raw = raw.replace(escape(target), escape(_file(self.site, self.name, target)))
        return raw
