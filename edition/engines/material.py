"""Everything specific to MkDocs with Material for MkDocs, which is supported until 5 May 2027.

To move away from it, delete this file.
"""

from pathlib import Path

from markdown import Markdown

from edition.diagnostics import BuildError
from edition.engines import theme
from edition.engines.engine import Engine


def project_root(md: Markdown) -> Path | None:
    """Return the folder of the `mkdocs.yml` for which MkDocs created MD; None for other creators.

    On each `Markdown`, MkDocs registers a processor that resolves links and has the configuration
    (`mkdocs/structure/pages.py`).
    """
    if "relpath" not in md.treeprocessors:
        return None
    return Path(md.treeprocessors["relpath"].config.config_file_path).resolve().parent


def page_url(md: Markdown) -> str | None:
    """Return the address of the page that MD converts, relative to the site's root.

    None if MkDocs did not create MD.
    """
    return md.treeprocessors["relpath"].file.url if "relpath" in md.treeprocessors else None


def stop(error: BuildError) -> Exception:
    """Convert ERROR to an exception that MkDocs reports without a traceback."""
    # With Zensical, the package is not installed.
    from mkdocs.exceptions import BuildError as EngineError  # noqa: PLC0415

    return EngineError(f"\n{error}")


ENGINE = Engine(
    name="mkdocs",
    # Without --quiet, which would also suppress the warnings that --strict counts.
    build=("mkdocs", "build", "--strict"),
    serve=("mkdocs", "serve", "--dev-addr"),
    cache="",
    unread=(),
    fix_page=theme.fix_page,
)
