"""A Content-Security-Policy computed from the built pages: nothing runs and nothing is drawn that is not in them.

Each page carries its own policy in a `<meta>`, with the hashes of the scripts and styles that stand in it.
Hosts that take headers find them, with what a `<meta>` cannot say, in `_headers` (Netlify, Cloudflare Pages)
and in `deploy/headers` (nginx).
"""

import base64
import hashlib
import re
from pathlib import Path

from edition.diagnostics import BuildError, Problem

_SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)</script>", re.DOTALL)
_STYLE = re.compile(r"<style\b[^>]*>(.*?)</style>", re.DOTALL)
_INLINE = re.compile(r"<[a-z][^<>]*?\s(?:(on[a-z]+)|(style))\s*=\s*[\"']", re.DOTALL)
_DATA = re.compile(r"""type\s*=\s*["']?(?:application/(?:ld\+)?json|application/xml|text/plain)""")
_CHARSET = re.compile(r'<meta charset="?utf-8"?\s*/?>')
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
# What a <meta> cannot say, for hosts that take headers.
HEADERS = {
    "Content-Security-Policy": "frame-ancestors 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Strict-Transport-Security": "max-age=31536000",
    "X-Content-Type-Options": "nosniff",
}


def write(site: Path) -> None:
    """Put its policy into every page below SITE, and the headers beside them.

    Raises:
        BuildError: a page holds a handler or a style in an attribute, which no hash can allow, or has no place for the policy.
    """
    problems, policies = [], {}
    for path in sorted(site.rglob("*.html")):
        text = path.read_text("utf-8")
        name = f"site/{path.relative_to(site).as_posix()}"
        inline = _INLINE.search(_SCRIPT.sub("", text))
        charset = _CHARSET.search(text)
        if inline:
            what = f"An element carries the attribute “{inline.group(1) or inline.group(2)}”."
            problems.append(
                Problem(
                    name,
                    0,
                    what,
                    "Use a class and a stylesheet, or a listener in docs/assets/javascripts/.",
                )
            )
        elif not charset:
            problems.append(
                Problem(
                    name,
                    0,
                    "The page does not say that it is UTF-8.",
                    "Begin its head with <meta charset=utf-8>.",
                )
            )
        else:
            address = "/" + path.relative_to(site).as_posix().removesuffix("index.html")
            policies[address] = policy(text)
            meta = f'<meta http-equiv="Content-Security-Policy" content="{policies[address]}">'
            path.write_text(text.replace(charset.group(), charset.group() + meta, 1), "utf-8")
    if problems:
        raise BuildError(problems)
    lines = ["/*", *(f"  {name}: {value}" for name, value in HEADERS.items())]
    for address, rules in policies.items():
        lines += [address, f"  Content-Security-Policy: {rules}"]
    (site / "_headers").write_text("\n".join(lines) + "\n", "utf-8")


def policy(page: str) -> str:
    """The policy of one page, as HTML: hashes for each script and style in it, everything else from the site itself."""
    rules = dict(_POLICY)
    scripts = [
        body
        for attributes, body in _SCRIPT.findall(page)
        if "src=" not in attributes and not _DATA.search(attributes)
    ]
    rules["script-src"] += "".join(f" {_hash(body)}" for body in dict.fromkeys(scripts))
    rules["style-src"] += "".join(f" {_hash(body)}" for body in dict.fromkeys(_STYLE.findall(page)))
    return ";".join(f"{name} {value}" for name, value in rules.items())


def _hash(text: str) -> str:
    # A browser hashes the text as it stands in the page, line ends as LF; nothing in a script or style is unescaped.
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
