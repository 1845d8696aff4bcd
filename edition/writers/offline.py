"""Write the offline copy: the finished site, with links and search that need no server.

On file://, a folder does not lead to its `index.html`, and a browser does not let a page fetch a
file or start a worker. So links name files, the search index becomes a script, and a shim
(iframe-worker) replaces the worker. The theme's own scripts support this and look for both.
"""

import json
import posixpath
from pathlib import Path
from urllib.parse import unquote, urlsplit

from edition.diagnostics import BuildError, Problem
from edition.engines.engine import Search
from edition.site.minify import minify_html
from edition.site.page import Page, fragment
from edition.writers.zip import archive

_SHIM = Path(__file__).parent / "iframe-worker.js"
_SHIM_PLACE = "assets/javascripts/iframe-worker.js"
# Files that only a server or a search engine uses.
_SERVER_FILES = {"404.html", "CNAME", "robots.txt", "sitemap.xml", "sitemap.xml.gz"}
# The files of earlier editions would make the copy grow with each edition; their list is left out
# too.
_EARLIER = "editions/"


def write(pages: list[Page], site: Path, search: Search, name: str, target: Path) -> None:
    """Pack an adapted copy of PAGES and the other files in SITE into TARGET, in a folder NAME.

    Raises:
        BuildError: the theme has changed and its search would not work, or a link needs a server.
    """
    files = {f"{name}/{path}": content for path, content in copy(pages, site, search).items()}
    target.write_bytes(archive(files))


def copy(pages: list[Page], site: Path, search: Search) -> dict[str, bytes]:
    """Return the files of the copy, by path.

    Raises:
        BuildError: as `write`.
    """
    _require(site, search)
    files = {}
    for path in site.rglob("*"):
        name = path.relative_to(site).as_posix()
        if (
            path.is_file()
            and path.suffix != ".html"
            and not _needs_server(name)
            and name != search.index
        ):
            files[name] = path.read_bytes()
    for page in pages:
        if not _needs_server(page.path):
            files[page.path] = offline_html(page.copy(), site).encode()
    files[_SHIM_PLACE] = _SHIM.read_bytes()
    files[search.index.replace(".json", ".js")] = _index(site, search)
    return dict(sorted(files.items()))


def offline_html(page: Page, site: Path) -> str:
    """Change PAGE so that every link names a file, and return it as HTML."""
    for element in page.tree.css("[data-offline=drop], link[rel=preload], link[rel=prefetch]"):
        element.decompose()
    for attribute in ("href", "src"):
        for element in page.tree.css(f"[{attribute}]"):
            element.attrs[attribute] = _file(site, page.path, element.attrs.sget(attribute))
    for meta in page.tree.css("meta[http-equiv=refresh]"):
        seconds, mark, target = meta.attrs.sget("content").partition("url=")
        meta.attrs["content"] = seconds + mark + _file(site, page.path, target)
    shim = posixpath.relpath(_SHIM_PLACE, posixpath.dirname(page.path) or ".")
    page.head.insert_child(fragment(f'<script src="{shim}"></script>'))
    return minify_html(page.tree.html or "")


def _needs_server(path: str) -> bool:
    return path in _SERVER_FILES or path.startswith(_EARLIER) or path.endswith("-offline.zip")


def _require(site: Path, search: Search) -> None:
    for pattern, words in search.relied_on:
        if not any(words in path.read_text("utf-8") for path in site.glob(pattern)):
            what = f"No script {pattern} contains {words}, so search would fail from a disk."
            hint = "See how this version of the theme searches without a server."
            raise BuildError([Problem("edition/writers/offline.py", 0, what, hint)])


def _index(site: Path, search: Search) -> bytes:
    """Return the search index as a script, with paths of files as its places."""
    index = json.loads((site / search.index).read_text("utf-8"))
    for item in index[search.items]:
        path, mark, name = item["location"].partition("#")
        item["location"] = _file(site, "index.html", path or ".") + mark + name
    return (
        f"var __index = {json.dumps(index, ensure_ascii=False, separators=(',', ':'))}\n".encode()
    )


def _file(site: Path, page: str, href: str) -> str:
    """Change HREF, a link on the page with the path PAGE, to name a file instead of a folder."""
    parts = urlsplit(href)
    if parts.scheme or parts.netloc or not parts.path:
        return href
    if parts.path.startswith("/"):
        what = f"The link “{href}” begins at the root of a host, which a disk does not have."
        raise BuildError([Problem(f"site/{page}", 0, what, "Write it relative to the page.")])
    # Normalise first: the folder of a redirect does not exist yet.
    place = posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(parts.path)))
    if not (site / place).is_dir():
        return href
    path = posixpath.normpath(posixpath.join(parts.path, "index.html"))
    return parts._replace(path=path).geturl()
