"""Shorter HTML, CSS and JavaScript, by tdewolff/minify."""

import minify

# What simple readers of pages rely on stays: tags, quotation marks, a space between blocks. It costs little when packed.
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
    """HTML without comments and needless white space; a no-break space stays, and so does what scripts say."""
    return str(minify.string("text/html", html))


def minify_css(css: str) -> str:
    """A stylesheet, or some rules of one."""
    return str(minify.string("text/css", css))


def minify_js(script: str) -> str:
    """A script, which stays the same when the page that holds it is minified."""
    shorter = str(minify.string("application/javascript", script))
    return shorter if shorter == script else minify_js(shorter)
