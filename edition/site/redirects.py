"""Pages that moved: a small page at the old address leads on, the fragment kept.

An id that moved within or between pages needs nothing here: its old page ends with a line at the
old id that leads on (`edition.extensions.permalinks`).
"""

from html import escape
from pathlib import Path

from edition.content.model import Content, text_of

_PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Moved</title>
<meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex">
<meta name="description" content="{words}">
{lead}</head>
<body><main><h1>{title}</h1><p>{words}{link}</p></main></body></html>
"""


def write(content: Content, site: Path) -> int:
    """Write a page at every old address of a page; returns how many."""
    items = [item for item in content.moved if "#" not in text_of(item, "from")]
    for item in items:
        target = text_of(item, "to")
        page, _, name = target.partition("#")
        href = escape(
            "../" + ("" if page == "index" else f"{page}/") + (f"#{name}" if name else "")
        )
        path = site / text_of(item, "from") / "index.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(
            _PAGE.format(
                title="This page has moved" if target else "This page is gone",
                words=escape("This page has moved: " if target else text_of(item, "gone")),
                lead=f'<meta http-equiv="refresh" content="0; url={href}">\n' if target else "",
                link=f'<a href="{href}">go there</a>' if target else "",
            ),
            "utf-8",
        )
    return len(items)
