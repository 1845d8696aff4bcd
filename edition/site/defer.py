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
_SCRIPTS = "assets/javascripts/"


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


def defer_scripts(page: Page, root: str, sheet: Stylesheet, early: str) -> None:
    """Remove the scripts from the page, and add the loader that fetches them to its end.

    Each script before the text blocks the first paint. The one before the title stays: it sets the
    colour scheme. Move the theme's other inline scripts after the text.

    Args:
        page: the page.
        root: the relative path from the page to the site's root.
        sheet: the stylesheet to fetch with the scripts.
        early: code of the engine that replaces its search until the theme's script is loaded.

    Raises:
        BuildError: the page does not load the theme's script, loads one from another host, or has
            no class that shows whether scripts run.
    """
    loaded = page.tree.css("script[src]")
    names = [script.attrs.sget("src") for script in loaded]
    if not any("/bundle." in name and _SCRIPTS in name for name in names):
        what = "The page does not load the theme's script, bundle.*.js, by a <script>."
        raise BuildError(
            [Problem(page.file, 0, what, "See how this version of the theme loads it.")]
        )
    if elsewhere := [name for name in names if "//" in name]:
        what = f"The page loads “{elsewhere[0]}” from elsewhere."
        raise BuildError([Problem(page.file, 0, what, "Serve it from docs/assets/.")])
    (html,) = page.expect("html.no-js", 1, _MODULE)
    html.attrs["class"] = f"{html.attrs.sget('class')} waiting"
    behind = page.tree.css("title ~ script, body script")
    code = "".join(f"{script.text()};" for script in behind if is_code(script))
    for script in [*loaded, *(script for script in behind if is_code(script))]:
        script.decompose()
    loader = page.tree.create_node("script")
    loader.attrs["data-rest"] = root + sheet.path
    loader.attrs["data-scripts"] = " ".join(names)
    loader.insert_child(minify_js(code + _LOADER.read_text("utf-8") + early))
    page.body.insert_child(loader)
