"""The build pipeline: check docs/, run the engine, write files from its pages, finish, publish.

Build everything in build/site, and replace site/ only if every step succeeds.
Parse each page once after the engine and write it once at the end; in between it is a tree.
"""

import os
import shutil
from pathlib import Path

from edition import generate
from edition.checks import built_markup, built_site, built_words, check
from edition.config import Project
from edition.content.model import Content
from edition.content.schema import FOLDER as SCHEMAS
from edition.diagnostics import BuildError
from edition.engines import DEFAULT, ENGINES
from edition.engines.engine import Engine
from edition.engines.run import run_engine
from edition.generate import data_exports
from edition.origin import from_sources
from edition.progress import step
from edition.site import checksums, csp
from edition.site.defer import (
    defer_scripts,
    drop_next,
    inline_critical_css,
    inline_icon,
    place_search,
)
from edition.site.file_sizes import insert_file_sizes
from edition.site.page import Page, read_pages
from edition.site.redirects import redirect_pages
from edition.site.scripts import merge_scripts
from edition.site.stylesheet import merge_stylesheets
from edition.site.translation import keep_originals
from edition.source_date import source_date
from edition.writers import (
    chart_images,
    citation_files,
    epub,
    feed,
    offline,
    pdf,
    search_index,
    social_cards,
)
from edition.writers.article import read_articles


def build(project: Project, engine: str = DEFAULT) -> Path:
    """Build the whole site. The previous one stays in place until the new one is complete.

    Returns:
        The folder of the site.

    Raises:
        BuildError: the project contains mistakes.
        OSError: a file cannot be read or written.
    """
    os.environ["SOURCE_DATE_EPOCH"] = source_date(project)
    site = project.root / "build" / "site"
    shutil.rmtree(site, ignore_errors=True)
    site.parent.mkdir(exist_ok=True)
    content = Content.read(project)
    with step("checking facts and prose"):
        check(content)
    with step("generating charts and data"):
        stale = generate.write(content)
    for name in stale:
        print(f"    {name} was out of date and has been written: commit it")
    with step("building pages"):
        run_engine(project, ENGINES[engine], site)
    try:
        pages = read_pages(site)
        built_markup.check(content, pages)
        built_words.check(content, pages)
        write_files(content, ENGINES[engine], pages, site)
        finish_pages(content, pages, site)
    except BuildError as error:
        raise from_sources(project, error) from None
    replace(project.site, site)
    return project.site


def write_files(content: Content, engine: Engine, pages: list[Page], site: Path) -> None:
    """Write the files made from the built PAGES into SITE.

    Raises:
        BuildError: a page contains something that has no form in print, or the theme differs from
            what the engine's module expects.
    """
    project = content.project
    name = project.edition.name
    downloads = site / "downloads"
    downloads.mkdir()
    with step("correcting the theme"):
        for unread in engine.unread:
            (site / unread).unlink(missing_ok=True)
        for page in themed(pages):
            engine.fix_page(page)
    data_exports.write_addresses(content, site)
    with step("drawing cards and icons"):
        social_cards.write(content, site)
    with step("drawing charts as PNG"):
        chart_images.write(content, pages, site)
    with step("writing the feed"):
        feed.write(content, site)
    # The schemas are for people who reuse the data; `page` and `settings` are only for editors.
    ours = shutil.ignore_patterns("page.*", "settings.*")
    shutil.copytree(
        SCHEMAS, site / "data", ignore=ours, copy_function=shutil.copyfile, dirs_exist_ok=True
    )
    articles = read_articles(pages, site)
    with step("writing citations"):
        citation_files.write(project, articles, site)
    with step(f"setting {name}.pdf"):
        sections = {"index", *content.article_pages}
        printed = [article for article in articles if content.pages[article.key].meta.paper]
        appendix = next((article.key for article in printed if article.key not in sections), "")
        target = downloads / f"{name}.pdf"
        pdf.write_book(content, printed, site, target, appendix)
    for article in articles:
        if article.url and article.key in content.article_pages:
            with step(f"setting {name}-{article.key}.pdf"):
                # In the page's own folder, where Google Scholar looks for it.
                target = site / article.key / f"{name}-{article.key}.pdf"
                pdf.write_handout(content, article, articles, site, target)
    with step(f"binding {name}.epub"):
        epub.write(project, articles, site, downloads / f"{name}.epub")


def finish_pages(content: Content, pages: list[Page], site: Path) -> None:
    """Optimise the PAGES, pack the offline copy, check everything, and write each page into SITE.

    Raises:
        BuildError: a page loads or links to something that is missing, or does not contain what a
            step relies on.
    """
    name = f"{content.project.edition.name}-offline"
    pages += redirect_pages(content)
    for page in pages:
        insert_file_sizes(page, site)
        keep_originals(page)
    with step("making pages light"):
        sheet = merge_stylesheets(site, themed(pages))
        merge_scripts(site, themed(pages))
        index = search_index.write(content, pages, site)
        for page in themed(pages):
            root = page.root
            inline_icon(page, site)
            drop_next(page)
            place_search(page, root, index)
            inline_critical_css(page, sheet)
            defer_scripts(page, root, sheet)
    with step(f"packing {name}.zip"):
        offline.write(pages, site, name, site / "downloads" / f"{name}.zip")
    for page in pages:
        insert_file_sizes(page, site)  # the size of the offline copy itself
    with step("checking the site"):
        built_site.check(content, pages, site)
    with step("writing pages"):
        for page in pages:
            path = site / page.path
            path.parent.mkdir(exist_ok=True)
            path.write_text(csp.serialize_with_policy(page), "utf-8")
        csp.write_headers(pages, site)
        checksums.write(site)


def themed(pages: list[Page]) -> list[Page]:
    """Return those of PAGES that the theme rendered."""
    return [page for page in pages if page.is_themed]


def replace(site: Path, fresh: Path) -> None:
    """Move the folder FRESH to SITE and delete what was there.

    Between the two renames, SITE does not exist for a moment.

    Raises:
        OSError: the folders cannot be moved. The old one is back in its place.
    """
    old = fresh.with_name("site-old")
    shutil.rmtree(old, ignore_errors=True)
    for path in (fresh, *fresh.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)  # public, whatever umask the maintainer has
    if site.exists():
        site.rename(old)
    try:
        fresh.rename(site)
    except OSError:
        if old.exists():
            old.rename(site)
        raise
    shutil.rmtree(old, ignore_errors=True)
