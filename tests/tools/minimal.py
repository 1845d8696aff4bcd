"""A page's text as somebody would write it by hand with nothing around it: the physical limit to compare with."""

import re
from html import escape
from pathlib import Path
from xml.etree.ElementTree import tostring

import tinyhtml5

_KEPT = {"id", "href", "lang", "datetime", "src", "alt"}
_STYLE = "body{max-width:34em;margin:auto;padding:1em;font:1.1em/1.6 serif}"


def minimal(page: Path) -> str:
    """The text of the built PAGE as minimal HTML: the same words, headings, links, ids and notes; no class, no script."""
    tree = tinyhtml5.parse(page.read_text("utf-8"), namespace_html_elements=False)
    article, title = tree.find(".//article"), tree.findtext(".//title") or ""
    assert article is not None, page
    for parent in list(article.iter()):
        for child in list(parent):
            if child.tag in ("script", "style") or "headerlink" in (child.get("class") or ""):
                parent.remove(child)
    for element in article.iter():
        for key in set(element.attrib) - _KEPT:
            del element.attrib[key]
    body = "".join(tostring(child, encoding="unicode", method="html") for child in article)
    head = f"<meta charset=utf-8><meta name=viewport content='width=device-width'><title>{escape(title)}</title><style>{_STYLE}</style>"
    words = re.sub(r"\s+", " ", body)
    return f"<!doctype html><html lang=en>{head}{words}"
