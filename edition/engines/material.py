"""Everything specific to MkDocs with Material for MkDocs, which is supported until 5 May 2027.

To move away from it, delete this file.
"""

from pathlib import Path

from markdown import Markdown

from edition.diagnostics import BuildError
from edition.engines import theme
from edition.engines.engine import Engine, Search, bundle, delete_source_maps, replace_once
from edition.site.page import Page

MODULE = "edition/engines/material.py"
# The parts of lunr, the search, that we need: Russian, and support for several languages.
# English is built in.
_SEARCH_PARTS = {"lunr.ru.min.js", "lunr.multi.min.js", "lunr.stemmer.support.min.js"}
# If true, the theme fetches the search index with every page; if false, when a reader opens the
# search, as it does on pages opened from a disk.
_INDEX_AT_ONCE = 'location.protocol!=="file:"'


def project_root(md: Markdown) -> Path | None:
    """Return the folder of the `mkdocs.yml` for which MkDocs created MD; None for other creators.

    On each `Markdown`, MkDocs registers a processor that resolves links and has the configuration
    (`mkdocs/structure/pages.py`).
    """
    if "relpath" not in md.treeprocessors:
        return None
    return Path(md.treeprocessors["relpath"].config.config_file_path).resolve().parent


def stop(error: BuildError) -> Exception:
    """Convert ERROR to an exception that MkDocs reports without a traceback."""
    # With Zensical, the package is not installed.
    from mkdocs.exceptions import BuildError as EngineError  # noqa: PLC0415

    return EngineError(f"\n{error}")


def fix_page(page: Page) -> None:
    """Fix markup of the theme that no template can override.

    Raises:
        BuildError: the theme no longer writes this markup.
    """
    theme.fix_page(page)
    (search,) = page.expect("[data-md-component=search][role=dialog]", 1, MODULE)
    del search.attrs["role"]  # it is not modal: it covers nothing and traps no focus
    (found,) = page.expect(".md-search-result__meta", 1, MODULE)
    found.attrs["role"] = "status"
    (results,) = page.expect("ol.md-search-result__list[role=presentation]", 1, MODULE)
    results.attrs["role"] = "none"  # the current name of the role “presentation”


def fix_files(site: Path) -> None:
    """Delete source maps and unused search languages; fetch the index when the search is opened.

    Raises:
        BuildError: the theme's script no longer contains the condition that this changes.
    """
    delete_source_maps(site)
    for path in site.glob("assets/javascripts/lunr/**/*.js"):
        if path.name not in _SEARCH_PARTS:
            path.unlink()
    replace_once(bundle(site, MODULE), _INDEX_AT_ONCE, "!1", MODULE)


ENGINE = Engine(
    name="mkdocs",
    # Without --quiet, which would also suppress the warnings that --strict counts.
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
