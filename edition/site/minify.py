"""Minify HTML, CSS and JavaScript with tdewolff/minify."""

import minify

# Keep what simple HTML parsers rely on: tags, quotation marks, and a space between blocks.
# Compressed, it costs little.
minify.config(
    {
        "html-keep-default-attr-vals": True,
        "html-keep-document-tags": True,
        "html-keep-end-tags": True,
        "html-keep-quotes": True,
        "html-keep-whitespace": True,
    }
)


def minify_html(html: str) -> str:
    """Remove comments and needless white space from HTML; keep no-break spaces and script code."""
    return str(minify.string("text/html", html))


def minify_css(css: str) -> str:
    """Minify a stylesheet, or some rules of one."""
    return str(minify.string("text/css", css))


def minify_js(script: str) -> str:
    """Minify a script; minifying the page that contains it must not change it again."""
    shorter = str(minify.string("application/javascript", script))
    return shorter if shorter == script else minify_js(shorter)
