"""Everything specific to Zensical, which replaces MkDocs when support for Material ends."""

from pathlib import Path

from markdown import Markdown

from edition.engines import theme
from edition.engines.engine import Engine


def project_root(md: Markdown) -> Path | None:
    """Return the folder of the configuration for which Zensical created MD; None for others.

    On each `Markdown`, Zensical registers a processor that has the page and the configuration
    (`zensical/extensions/context.py`).
    """
    if "rendering_context" not in md.preprocessors:
        return None
    return Path(md.preprocessors["rendering_context"].config["root_dir"]).resolve()


def page_url(md: Markdown) -> str | None:
    """Return the address of the page that MD converts, relative to the site's root.

    None if Zensical did not create MD.
    """
    context = "rendering_context"
    return md.preprocessors[context].page.url if context in md.preprocessors else None


ENGINE = Engine(
    name="zensical",
    # --clean, because its cache does not notice changes in docs/data/.
    build=("zensical", "build", "--strict", "--clean"),
    serve=("zensical", "serve", "--dev-addr"),
    cache=".cache",
    unread=("search.json",),
    fix_page=theme.fix_page,
)
