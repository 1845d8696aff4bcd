"""Everything specific to Zensical, which replaces MkDocs when support for Material ends."""

import re
import shutil
from pathlib import Path

from markdown import Markdown

from edition.diagnostics import BuildError, Problem
from edition.engines import theme
from edition.engines.engine import Engine, Search, bundle, delete_source_maps
from edition.site.page import Page

MODULE = "edition/engines/zensical.py"
# Its search writes a <style> into its shadow root, which our Content-Security-Policy forbids. A
# constructed stylesheet has the same effect and is allowed. _READABLE fixes the search's look:
# its greys lack contrast, its background is translucent, and its filters are for tags, which no
# page has.
_STYLE = re.compile(r'(\w+)\.appendChild\(\w+\("style",\{\},(\w+)\.toString\(\)\)\)')
_READABLE = (
    "dialog[open]{--alpha-light:1}"
    "dialog[open] :is(menu,menu li,[role=status],h3,h4)"
    "{color:var(--md-default-fg-color--light);opacity:1}"
    "dialog[open] button[aria-label=Filters]{display:none}"
)
_SHEET = (
    rf"(sheet=>{{sheet.replaceSync(\2.toString()+'{_READABLE}');"
    r"\1.adoptedStyleSheets=[sheet]})(new CSSStyleSheet)"
)


def project_root(md: Markdown) -> Path | None:
    """Return the folder of the configuration for which Zensical created MD; None for others.

    On each `Markdown`, Zensical registers a processor that has the page and the configuration
    (`zensical/extensions/context.py`).
    """
    if "rendering_context" not in md.preprocessors:
        return None
    return Path(md.preprocessors["rendering_context"].config["root_dir"]).resolve()


def fix_page(page: Page) -> None:
    """Fix markup of the theme that no template can override.

    Raises:
        BuildError: the theme no longer writes this markup.
    """
    theme.fix_page(page)
    (search,) = page.expect("[data-md-component=search]", 1, MODULE)
    search.attrs["role"] = "search"  # not a dialog; and a name requires a role
    # The label of a visible control must not be hidden from screen readers; this one is empty.
    (overlay,) = page.expect("label.md-overlay[for=__drawer][aria-hidden=true]", 1, MODULE)
    del overlay.attrs["aria-hidden"]


def fix_files(site: Path) -> None:
    """Delete source maps and the variant “modern”; make the search's styles work under our policy.

    Raises:
        BuildError: the theme's script no longer adds the styles in this way.
    """
    delete_source_maps(site)
    shutil.rmtree(site / "assets/stylesheets/modern", ignore_errors=True)
    path = bundle(site, MODULE)
    script, count = _STYLE.subn(_SHEET, path.read_text("utf-8"))
    if count != 1:
        what = (
            f"The theme's {path.name} writes the style of its search in {count} places "
            "instead of one."
        )
        hint = (
            f"See how this version does it and whether the policy allows it, and change {MODULE}."
        )
        raise BuildError([Problem(MODULE, 0, what, hint)])
    path.write_text(script, "utf-8")


ENGINE = Engine(
    name="zensical",
    # --clean, because its cache does not notice changes in docs/data/.
    build=("zensical", "build", "--strict", "--clean"),
    serve=("zensical", "serve", "--dev-addr"),
    cache=".cache",
    fix_page=fix_page,
    fix_files=fix_files,
    search=Search(
        index="search.json",
        items="items",
        relied_on=(
            ("assets/javascripts/bundle.*.js", '"search.js"'),
            ("assets/javascripts/workers/search.*.js", "self.postMessage"),
        ),
    ),
    early_script=Path(__file__).with_name("zensical_search.js").read_text("utf-8"),
)
