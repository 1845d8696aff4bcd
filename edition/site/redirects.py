"""Redirect from old addresses of pages: a small page leads to the new one and keeps the fragment.

Ids that moved within or between pages need no code here: a line at the end of the old page has the
old id and links to the new one (`edition.extensions.permalinks`).
"""

from html import escape

from edition.content.model import Content
from edition.site.page import Page

_PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Moved</title>
<meta name="viewport" content="width=device-width,initial-scale=1">\
<meta name="robots" content="noindex">
<meta name="description" content="{words}">
{lead}</head>
<body><main><h1>{title}</h1><p>{words}{link}</p></main></body></html>
"""


def redirect_pages(content: Content) -> list[Page]:
    """Return a page for every old address of a page."""
    pages = []
    for item in content.moved:
        if "#" in item.start:
            continue
        target = item.to
        page, _, name = target.partition("#")
        href = escape(
            "../" + ("" if page == "index" else f"{page}/") + (f"#{name}" if name else "")
        )
        html = _PAGE.format(
            title="This page has moved" if target else "This page is gone",
            words=escape("This page has moved: " if target else item.gone),
            lead=f'<meta http-equiv="refresh" content="0; url={href}">\n' if target else "",
            link=f'<a href="{href}">go there</a>' if target else "",
        )
        pages.append(Page.parse(f"{item.start}/index.html", html))
    return pages
