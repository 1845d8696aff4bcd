"""The press: from the built site to PDF, EPUB, citation files and a copy that works from a disk.

It reads what the engine has built and writes only below `downloads/` and `cite/` of the same site, but for the sizes
that it adds to the links that offer its files.
"""

import functools
from collections.abc import Callable
from pathlib import Path

from edition.config import Project
from edition.content.model import Content, text_of
from edition.site import file_sizes
from edition.writers import citation_files, epub, offline, pdf
from edition.writers.article import Article, read_articles

Step = tuple[str, Callable[[], object]]


def steps(project: Project, content: Content, site: Path) -> tuple[list[Step], Step]:
    """What the press does, each with a title for the terminal.

    Args:
        project: the project; its edition, dates and address stand on covers and in citations.
        content: which pages are sections.
        site: the built site, not yet swapped in.

    Returns:
        The steps that read the pages and, apart, the last one, which packs the finished site. Each raises BuildError
        where a page holds what has no place on paper or would not work from a disk.
    """
    downloads, name = site / "downloads", text_of(project.edition, "name")

    @functools.cache
    def articles() -> list[Article]:
        downloads.mkdir(exist_ok=True)
        return read_articles(site)

    def whole() -> None:
        sections = {"", *content.article_pages}
        appendix = next(
            (article.key for article in articles() if article.url and article.key not in sections),
            "",
        )
        pdf.write(
            project, articles(), site, downloads / f"{name}.pdf", appendix=appendix, cover=True
        )

    def section(key: str) -> None:
        one = [article for article in articles() if article.key == key]
        pdf.write(project, one, site, downloads / f"{name}-{key}.pdf", cover=False)

    making: list[Step] = [
        ("writing citations", lambda: citation_files.write(project, articles(), site)),
        (f"setting {name}.pdf", whole),
        *(
            (f"setting {name}-{key}.pdf", functools.partial(section, key))
            for key in content.article_pages
            if key != "index"
        ),
        (
            f"binding {name}.epub",
            lambda: epub.write(project, articles(), site, downloads / f"{name}.epub"),
        ),
        ("saying sizes", lambda: file_sizes.stamp(site)),
    ]
    return making, (f"packing {name}-offline.zip", lambda: offline.write(project, site))
