"""The press: from the built site to PDF, EPUB, citation files and a copy that works from a disk.

It reads what the engine has built and writes only below `downloads/` and `cite/` of the same site, but for the sizes
that it adds to the links that offer its files.
"""

import functools
from collections.abc import Callable
from pathlib import Path

from edition.config import Project
from edition.content.model import Catalogue, text_of
from edition.site import file_sizes
from edition.writers import citation_files, epub, offline, pdf
from edition.writers.article import Article, read_articles
from edition.writers.cache import Cache

_CACHE = "build/cache"


Step = tuple[str, Callable[[], object]]


def steps(project: Project, catalogue: Catalogue, site: Path) -> tuple[list[Step], Step]:
    """What the press does, each with a title for the terminal.

    Args:
        project: the project; its edition, dates and address stand on covers and in citations.
        catalogue: which pages are sections.
        site: the built site, not yet swapped in.

    Returns:
        The steps that read the pages and, apart, the last one, which packs the finished site. Each raises Faults
        where a page holds what has no place on paper or would not work from a disk.
    """
    kept = Cache(project.root / _CACHE)
    downloads, name = site / "downloads", text_of(project.edition, "name")

    @functools.cache
    def articles() -> list[Article]:
        downloads.mkdir(exist_ok=True)
        return read_articles(site)

    def whole() -> None:
        sections = {"", *catalogue.article_pages}
        appendix = next((article.key for article in articles() if article.url and article.key not in sections), "")
        pdf.write(project, articles(), site, downloads / f"{name}.pdf", kept, appendix=appendix, cover=True)

    def section(key: str) -> None:
        one = [article for article in articles() if article.key == key]
        pdf.write(project, one, site, downloads / f"{name}-{key}.pdf", kept, cover=False)

    making: list[Step] = [
        ("writing citations", lambda: citation_files.write(project, articles(), site, kept)),
        (f"setting {name}.pdf", whole),
        *((f"setting {name}-{key}.pdf", functools.partial(section, key)) for key in catalogue.article_pages if key != "index"),
        (f"binding {name}.epub", lambda: epub.write(project, articles(), site, downloads / f"{name}.epub", kept)),
        ("saying sizes", lambda: file_sizes.stamp(site)),
    ]
    return making, (f"packing {name}-offline.zip", lambda: offline.write(project, site, kept))
