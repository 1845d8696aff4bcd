"""All that is known of MkDocs with Material for MkDocs, which ends on 5 May 2027. To leave it, delete this file."""

from pathlib import Path

from markdown import Markdown

from edition.diagnostics import BuildError
from edition.engines import theme
from edition.engines.engine import Engine, Search, bundle, delete_source_maps, replace_once
from edition.site.page import Page

MODULE = "edition/engines/material.py"
# Parts of lunr, the search: Russian, and what joins several languages. English is built in.
_SEARCH_PARTS = {"lunr.ru.min.js", "lunr.multi.min.js", "lunr.stemmer.support.min.js"}
# True: fetch the search index with every page; false: when the search is opened, as on pages read from a disk.
_INDEX_AT_ONCE = 'location.protocol!=="file:"'


def project_root(md: Markdown) -> Path | None:
    """The folder of the `mkdocs.yml` for which MkDocs made MD; None where it was made by something else.

    MkDocs registers on each `Markdown` the processor that resolves links, which has the configuration
    (`mkdocs/structure/pages.py`).
    """
    if "relpath" not in md.treeprocessors:
        return None
    return Path(md.treeprocessors["relpath"].config.config_file_path).resolve().parent


def stop(error: BuildError) -> Exception:
    """ERROR as one that MkDocs reports without a traceback."""
    from mkdocs.exceptions import BuildError as EngineError  # noqa: PLC0415 - not there with Zensical

    return EngineError(f"\n{error}")


def fix_page(page: Page) -> None:
    """Correct the theme's markup where no template of ours can.

    Raises:
        BuildError: the theme no longer writes what is corrected.
    """
    theme.fix_page(page)
    (search,) = page.expect("[data-md-component=search][role=dialog]", 1, MODULE)
    del search.attrs["role"]  # it covers nothing and keeps no keys to itself
    (found,) = page.expect(".md-search-result__meta", 1, MODULE)
    found.attrs["role"] = "status"
    (results,) = page.expect("ol.md-search-result__list[role=presentation]", 1, MODULE)
    results.attrs["role"] = "none"  # the newer name of the same role


def fix_files(site: Path) -> None:
    """Delete source maps and the languages that are not searched; fetch the search index when the search is opened.

    Raises:
        BuildError: the theme's script no longer decides that as it did.
    """
    delete_source_maps(site)
    for path in site.glob("assets/javascripts/lunr/**/*.js"):
        if path.name not in _SEARCH_PARTS:
            path.unlink()
    replace_once(bundle(site, MODULE), _INDEX_AT_ONCE, "!1", MODULE)


ENGINE = Engine(
    name="mkdocs",
    # Not --quiet, which would also silence the warnings that --strict counts.
    build=("mkdocs", "build", "--strict"),
    serve=("mkdocs", "serve", "--dev-addr"),
    cache="",
    fix_page=fix_page,
    fix_files=fix_files,
    search=Search(
        index="search/search_index.json",
        items="docs",
        relied_on=(
            ("assets/javascripts/bundle.*.js", "search/search_index.js"),
            ("assets/javascripts/workers/search.*.js", "IFrameWorker"),
        ),
    ),
    early_script="",
)
