"""Optimise page load: inline what reading needs, and load the rest on the first interaction.

Inline the CSS rules that the page can need, and its icon. `loader.js` loads the scripts and the
whole stylesheet later. Each function is one transform of a page, in the order in which the build
calls them.
"""

import re
from html import escape
from pathlib import Path
from urllib.parse import quote

from edition.diagnostics import BuildError, Problem
from edition.site import critical_css
from edition.site.minify import minify_js
from edition.site.page import STYLESHEETS, Page, fragment, is_code
from edition.site.stylesheet import Stylesheet

_MODULE = "edition/site/defer.py"
_LOADER = Path(__file__).with_name("loader.js")
_SMALL = 700  # the greatest length of an SVG that is inlined
_PLAIN = "='/:;,()-.!@*"  # characters that need no escape in a data: URL
_URL = re.compile(r"url\(([\"']?)(?!data:|[\"']?data:)")


def inline_icon(page: Page, site: Path) -> None:
    """Inline the page's icon if it is small: a request costs more than the SVG."""
    for link in page.tree.css("link[rel=icon][href$='.svg']"):
        drawing = (
            (site / link.attrs.sget("href").removeprefix(page.root)).read_text("utf-8").strip()
        )
        if len(drawing) <= _SMALL and "'" not in drawing:
            data = quote(drawing.replace('"', "'"), safe=_PLAIN)
            link.attrs["href"] = f"data:image/svg+xml,{data}"


def inline_critical_css(page: Page, sheet: Stylesheet) -> None:
    """Inline the rules that the page can need; without scripts, it loads the whole stylesheet.

    Do not preload the font: a browser would delay the first paint for it.
    """
    root = page.root
    rules = critical_css.used(sheet.rules, page)
    css = sheet.first_face.replace("../fonts/", f"{root}assets/fonts/")
    css += _URL.sub(rf"url(\1{root}{STYLESHEETS}", rules)
    for link in page.tree.css("link[rel=stylesheet]"):
        link.decompose()
    (title,) = page.expect("head > title", 1, _MODULE)
    style = page.tree.create_node("style")
    style.insert_child(css)
    late = f'<noscript><link rel="stylesheet" href="{escape(root + sheet.path)}"></noscript>'
    title.insert_after(fragment(late))
    title.insert_after(style)


def defer_scripts(page: Page, root: str, sheet: Stylesheet) -> None:
    """Remove the scripts from the page; the loader in its head fetches them.

    The loader follows the code that sets the colours in the same script, because a browser stops at
    each one. If it cannot run, the page keeps its class `no-js`, and works as without scripts.

    Args:
        page: the page.
        root: the relative path from the page to the site's root.
        sheet: the stylesheet to fetch with the scripts.

    Raises:
        BuildError: the page has no script for the loader, has another one, or has no class that
            shows whether scripts run.
    """
    (html,) = page.expect("html.no-js", 1, _MODULE)
    html.attrs["class"] = f"{html.attrs.sget('class')} waiting"
    loaded = page.tree.css("script[src]")
    (loader,) = page.expect("head > script#loader", 1, _MODULE)
    if others := [one for one in page.tree.css("script") if is_code(one) and one.id != "loader"]:
        what = f"The page contains a script: {others[0].text().strip()[:60]} …"
        hint = "Write it in docs/assets/javascripts/; override the theme's partial that adds it."
        raise BuildError([Problem(page.file, 0, what, hint)])
    del loader.attrs["id"]
    loader.attrs["data-rest"] = root + sheet.path
    loader.attrs["data-scripts"] = " ".join(script.attrs.sget("src") for script in loaded)
    loader.inner_html = minify_js(loader.text() + _LOADER.read_text("utf-8"))
    for script in loaded:
        script.decompose()


def place_search(page: Page, root: str, index: str) -> None:
    """Tell the page's search where the records are that it looks through."""
    for dialog in page.tree.css("dialog.search"):
        dialog.attrs["data-index"] = root + index


def drop_next(page: Page) -> None:
    """Remove `<link rel="next">`: Firefox prefetches it, which the page's policy forbids."""
    for link in page.tree.css("link[rel=next], link[rel=prev]"):
        link.decompose()
