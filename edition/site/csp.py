"""Compute a Content-Security-Policy from the built pages: only their own code and styles may apply.

Each page contains its own policy in a `<meta>`, with the hashes of its inline scripts and styles.
For hosts that send headers, the headers, including those that a `<meta>` cannot replace, are in
`_headers` (Netlify, Cloudflare Pages) and in `deploy/headers` (nginx).
"""

import base64
import hashlib
from collections.abc import Iterator
from pathlib import Path

from edition.diagnostics import BuildError, Problem
from edition.site.minify import minify_css, minify_html, minify_js
from edition.site.page import Page, fragment, is_code

_POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'self'",
}
# What a <meta> cannot express, for hosts that send headers.
HEADERS = {
    "Content-Security-Policy": "frame-ancestors 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Strict-Transport-Security": "max-age=31536000",
    "X-Content-Type-Options": "nosniff",
}
_MODULE = "edition/site/csp.py"


def serialize_with_policy(page: Page) -> str:
    """Return the page as minified HTML with its policy; add the policy to `page.tree` too.

    A browser hashes an inline script or style as the page contains it. So minify each before
    computing its hash; minifying the page must not change it again.

    Raises:
        BuildError: an attribute contains code or style, which no hash can allow; the page has no
            place for the policy; or minifying the page changes a script or style.
    """
    if problems := list(_inline_attributes(page)):
        raise BuildError(problems)
    rules, bodies = dict(_POLICY), []
    for tag, rule, shorten in (
        ("script", "script-src", minify_js),
        ("style", "style-src", minify_css),
    ):
        for element in page.tree.css(tag):
            if tag == "style" or is_code(element):
                body = shorten(element.text())
                element.inner_html = body
                bodies.append(f"{body}</{tag}>")
                rules[rule] += f" {_hash(body)}" if _hash(body) not in rules[rule] else ""
    policy = ";".join(f"{name} {value}" for name, value in rules.items())
    (charset,) = page.expect("head > meta[charset]", 1, _MODULE)
    charset.insert_after(
        fragment(f'<meta http-equiv="Content-Security-Policy" content="{policy}">')
    )
    html = minify_html(page.tree.html or "")
    if changed := [body for body in bodies if body not in html]:
        what = (
            "Minifying the page changed an inline script or style after its hash was taken: "
            f"{changed[0][:60]} …"
        )
        raise BuildError(
            [Problem(page.file, 0, what, "Write it in another way, or report this as a bug.")]
        )
    return html


def headers(pages: list[Page]) -> str:
    """Return the text of the file `_headers`: the common headers, and the policy of each page."""
    lines = ["/*", *(f"  {name}: {value}" for name, value in HEADERS.items())]
    for page in pages:
        (meta,) = page.expect("meta[http-equiv=Content-Security-Policy]", 1, _MODULE)
        lines += [f"/{page.url}", f"  Content-Security-Policy: {meta.attributes['content']}"]
    return "\n".join(lines) + "\n"


def _inline_attributes(page: Page) -> Iterator[Problem]:
    for element in page.elements():
        for name in element.attributes:
            if name == "style" or name.startswith("on"):
                what = f"The element <{element.tag}> carries the attribute “{name}”."
                hint = "Use a class and a stylesheet, or a listener in docs/assets/javascripts/."
                yield Problem(page.file, 0, what, hint)


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def write_headers(pages: list[Page], site: Path) -> None:
    """Write `_headers` into SITE."""
    (site / "_headers").write_text(headers(pages), "utf-8")
