"""Take out of the built site what no reader needs: source maps, languages we do not search, addresses of others.

The theme's script can fetch diagrams, polyfills and repository facts from third parties. No page of ours asks
for them; without the addresses no page ever can. Material also fetches the search index on every page; ours
waits until the search is opened, as the theme itself does on pages read from a disk.
"""

import re
import shutil
from pathlib import Path

from edition.diagnostics import BuildError, Problem
from edition.engines import DEFAULT

# Parts of lunr, the search: Russian, and what joins several languages. English is built in.
_SEARCH_PARTS = {"lunr.ru.min.js", "lunr.multi.min.js", "lunr.stemmer.support.min.js"}
_FOREIGN = (
    "https://unpkg.com/resize-observer-polyfill",
    "https://api.github.com/repos/",
    "https://api.github.com/users/",
    "https://${e}/api/v4/projects/",
)
_FOREIGN_TO = {
    "mkdocs": ("https://unpkg.com/mermaid@11/dist/mermaid.min.js",),
    "zensical": (
        "https://unpkg.com/mermaid@12/dist/mermaid.min.js",
        "https://unpkg.com/glightbox@3/dist/css/glightbox.min.css",
        "https://unpkg.com/glightbox@3/dist/js/glightbox.min.js",
        "https://unpkg.com/ace-builds@1.44.0/src-noconflict/ace.js",
        "https://unpkg.com/pyodide@314.0.2/pyodide.js",
        "https://cdn.jsdelivr.net/pyodide/v314.0.2/full/",
    ),
}
_FOR_SEARCH = re.compile(
    r' data-search-exclude(="")?(?=[ >/])'
)  # the index is made; Zensical takes most of them out itself
_AT_ONCE = 'location.protocol!=="file:"'  # true: fetch the search index at once; false: when the search is opened
# Zensical's search writes a <style> into its shadow root, which our Content-Security-Policy forbids; a sheet made by
# script says the same and is allowed. There its greys are too pale to be read by everybody, its ground lets the page
# through, and its filters are for tags, which no page has.
_STYLE = re.compile(r'(\w+)\.appendChild\(\w+\("style",\{\},(\w+)\.toString\(\)\)\)')
_READABLE = (
    "dialog[open]{--alpha-light:1}"
    "dialog[open] :is(menu,menu li,[role=status],h3,h4){color:var(--md-default-fg-color--light);opacity:1}"
    "dialog[open] button[aria-label=Filters]{display:none}"
)
_SHEET = rf"(sheet=>{{sheet.replaceSync(\2.toString()+'{_READABLE}');\1.adoptedStyleSheets=[sheet]}})(new CSSStyleSheet)"


def prune(site: Path, engine: str = DEFAULT) -> None:
    """Delete files and addresses that are not needed from a site that ENGINE built.

    Raises:
        BuildError: the theme has changed, so that an address is no longer where it was.
    """
    for path in [*site.rglob("*.js.map"), *site.rglob("*.css.map")]:
        path.unlink()
    for path in sorted(site.glob("assets/javascripts/lunr/**/*.js")):
        if path.name not in _SEARCH_PARTS:
            path.unlink()
    shutil.rmtree(site / "assets/stylesheets/modern", ignore_errors=True)  # Zensical's other look
    for path in site.rglob("*.html"):
        path.write_text(_FOR_SEARCH.sub("", path.read_text("utf-8")), "utf-8")
    for path in [
        *site.glob("assets/javascripts/**/*.min.js"),
        *site.glob("assets/stylesheets/**/*.min.css"),
    ]:
        text = path.read_text("utf-8")
        kept = "\n".join(line for line in text.split("\n") if "# sourceMappingURL=" not in line)
        path.write_text(
            _forget(path, kept, engine) if path.name.startswith("bundle.") else kept, "utf-8"
        )


def _forget(path: Path, script: str, engine: str) -> str:
    for address in (*_FOREIGN_TO[engine], *_FOREIGN):
        if address not in script:
            what = f"The theme's {path.name} no longer names {address}."
            raise BuildError(
                [
                    Problem(
                        "edition/site/strip_unused.py",
                        0,
                        what,
                        "See what the new version of the theme asks of others, and mend the list.",
                    )
                ]
            )
        script = script.replace(address, "")
    if (
        engine == "zensical"
    ):  # its index comes with its script, which itself waits (edition.site.defer)
        script, changed = _STYLE.subn(_SHEET, script)
        if changed != 1:
            what = f"The theme's {path.name} no longer writes the style of its search in one place."
            raise BuildError(
                [
                    Problem(
                        "edition/site/strip_unused.py",
                        0,
                        what,
                        "See how the new version does it, and whether the policy allows it.",
                    )
                ]
            )
        return script
    if script.count(_AT_ONCE) != 1:
        what = f"The theme's {path.name} no longer decides by {_AT_ONCE} when to fetch the search index."
        raise BuildError(
            [
                Problem(
                    "edition/site/strip_unused.py", 0, what, "See how the new version decides it."
                )
            ]
        )
    return script.replace(_AT_ONCE, "!1")
