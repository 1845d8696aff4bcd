"""Write the offline copy: the finished site, with links that need no server.

On file://, a folder does not lead to its `index.html`. So links name files; scripts and the records
of the search are loaded by `<script>`, which a browser allows there.
"""

import posixpath
from pathlib import Path
from urllib.parse import unquote, urlsplit

from edition.diagnostics import BuildError, Problem
from edition.site.minify import minify_html
from edition.site.page import Page
from edition.writers.zip import archive

# Files that only a server or a search engine uses.
_SERVER_FILES = {"404.html", "CNAME", "robots.txt", "sitemap.xml", "sitemap.xml.gz"}
# The files of earlier editions would make the copy grow with each edition; their list is left out
# too.
_EARLIER = "editions/"


def write(pages: list[Page], site: Path, name: str, target: Path) -> None:
    """Pack an adapted copy of PAGES and the other files in SITE into TARGET, in a folder NAME.

    Raises:
        BuildError: a link needs a server.
    """
    files = {f"{name}/{path}": content for path, content in copy(pages, site).items()}
    target.write_bytes(archive(files))


def copy(pages: list[Page], site: Path) -> dict[str, bytes]:
    """Return the files of the copy, by path.

    Raises:
        BuildError: as `write`.
    """
    files = {}
    for path in site.rglob("*"):
        name = path.relative_to(site).as_posix()
        if path.is_file() and path.suffix != ".html" and not _needs_server(name):
            files[name] = path.read_bytes()
    for page in pages:
        if not _needs_server(page.path):
            files[page.path] = offline_html(page.copy(), site).encode()
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
    return minify_html(page.tree.html or "")


def _needs_server(path: str) -> bool:
    return path in _SERVER_FILES or path.startswith(_EARLIER) or path.endswith("-offline.zip")


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
