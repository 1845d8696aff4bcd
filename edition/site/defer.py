"""Make the built pages light: what a page needs to be read comes with it, everything else when it is wanted.

- The rules that a page can need stand in the page itself; all stylesheets follow as one file (`styles`).
- Fonts keep the letters that the pages use; the first view asks for the upright Latin one alone (`fonts`).
- Scripts wait for the first sign of a reader (`loader.js`), and so does what only then can open (`styles`).
- White space and comments go.

Nothing of the theme is copied: its files are read as they are, and the step stops when it cannot find its way in them.
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from pathlib import Path
from urllib.parse import quote, urljoin

import rcssmin
import rjsmin

from edition.checks.built_site import BuiltPage, read
from edition.diagnostics import BuildError, Problem
from edition.site import critical_css, fonts

_HERE = Path(__file__).parent
_ZENSICAL_SEARCH = _HERE.parent / "engines" / "zensical_search.js"
_STYLESHEETS = "assets/stylesheets/"
_SHEET = re.compile(r'[ \t]*<link rel="stylesheet" href="([^"]+)"\s*/?>\n?')
_SCRIPT = re.compile(
    r'[ \t]*<script src="((?:[./]|/[^":]*/)*assets/javascripts/[^"]+)"(?: defer| async)*></script>\n?'
)
_INLINE = re.compile(r"[ \t]*<script>(.*?)</script>\n?", re.DOTALL)
_TABS = re.compile(
    r"<script>var target=[^<]*__tabbed_[^<]*</script>"
)  # opens the theme's tabs; there are none
_ROOT = re.compile(r'(<html\b[^>]*\bclass="no-js)"')
_ZENSICALS = 'class="md-search__button"'
_ICON = re.compile(r'<link rel="icon" href="([^"]+\.svg)"')
_SMALL = 700  # letters of a drawing that may stand in a page
_PLAIN = "='/:;,()-.!@*"  # what may stand in a data address as it is


@dataclass(frozen=True)
class _Look:
    """What all pages share: the rules in order, the first font's face, and where the one stylesheet lies."""

    rules: list[critical_css.Rule]
    first_face: str
    sheet: str


def lean(site: Path) -> None:
    """Rewrite every themed page below SITE, its stylesheets and its fonts.

    Raises:
        BuildError: the pages or stylesheets are not as the theme used to make them.
    """
    built = read(site)
    texts = {
        page.path: text
        for page in built
        if _SHEET.search(text := (site / page.path).read_text("utf-8"))
    }
    pages = [page for page in built if page.path in texts]
    sheets = _same("stylesheets", {path: _listed(_SHEET, text) for path, text in texts.items()})
    scripts = _same("scripts", {path: _listed(_SCRIPT, text) for path, text in texts.items()})
    if not any("/bundle." in name for name in scripts):
        what = "The pages no longer load the theme's bundle by a plain <script>."
        raise BuildError(
            [
                Problem(
                    "edition/site/defer.py",
                    0,
                    what,
                    "See how the new version of the theme loads it.",
                )
            ]
        )
    look = _look(site, sheets, pages)
    loader, search = (
        str(rjsmin.jsmin(path.read_text("utf-8")))
        for path in (_HERE / "loader.js", _ZENSICAL_SEARCH)
    )
    for page in pages:
        base = _base(texts[page.path])
        whole = _with_styles(
            texts[page.path],
            base,
            look,
            critical_css.used(look.rules, critical_css.names(page.tree)),
        )
        waiting = " ".join(base + name for name in scripts)
        code = loader + search if _ZENSICALS in whole else loader
        whole, themes = _without_scripts(_waiting(page.path, _with_icon(site, base, whole)))
        tag = f'<script data-rest="{escape(base + look.sheet)}" data-scripts="{escape(waiting)}">{themes}{code}</script>'
        whole = whole.replace("</body>", f"{tag}\n</body>")
        (site / page.path).write_text(squeeze(whole), "utf-8")


def _waiting(path: str, text: str) -> str:
    """The page marked, until its whole stylesheet has come."""
    marked, count = _ROOT.subn(r'\1 waiting"', text)
    if count != 1:
        what = "The page's first element no longer carries the class “no-js”."
        raise BuildError(
            [
                Problem(
                    f"site/{path}",
                    0,
                    what,
                    "See how the new version of the theme tells that scripts run.",
                )
            ]
        )
    return marked


def _without_scripts(text: str) -> tuple[str, str]:
    """The page without the theme's scripts, and the code of those that stood in it, to go behind the text.

    At each script before the text a browser stops and paints nothing. Ours, in front of the title, stays, without its
    white space: it chooses the colours.
    """
    text = _TABS.sub("", _SCRIPT.sub("", text))
    head, end, rest = text.partition("</title>")
    head = _INLINE.sub(lambda script: f"<script>{rjsmin.jsmin(script.group(1))}</script>", head)
    return head + end + _INLINE.sub("", rest), "".join(f"{code};" for code in _INLINE.findall(rest))


def _base(text: str) -> str:
    """How the page names the site's root: `../`, nothing, or for the page “404” the path of the site."""
    return _first_sheet(text).partition(_STYLESHEETS)[0]


def _first_sheet(text: str) -> str:
    match = _SHEET.search(text)
    return match.group(1) if match else ""


def _listed(pattern: re.Pattern[str], text: str) -> tuple[str, ...]:
    base = _base(text)
    return tuple(name.removeprefix(base) for name in pattern.findall(text))


def _same(what: str, lists: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The list that all pages have in common."""
    if len(set(lists.values())) != 1:
        odd = (
            sorted(lists, key=lambda path: list(lists.values()).count(lists[path]))[0]
            if lists
            else "index.html"
        )
        raise BuildError(
            [
                Problem(
                    f"site/{odd}",
                    0,
                    f"Its {what} are others than those of the other pages.",
                    "Load the same on every page.",
                )
            ]
        )
    return next(iter(lists.values()))


def _shown(page: BuiltPage) -> Iterator[str]:
    """Every text on a page that a font may have to draw."""
    for element in page.tree.iter():
        if element.tag not in ("script", "style"):
            yield element.text or ""
        yield element.tail or ""


def _look(site: Path, sheets: tuple[str, ...], pages: list[BuiltPage]) -> _Look:
    if any(not name.startswith(_STYLESHEETS) for name in sheets):
        what = f"A stylesheet lies elsewhere than in {_STYLESHEETS}: {', '.join(sheets)}."
        raise BuildError(
            [
                Problem(
                    "mkdocs.yml",
                    0,
                    what,
                    "Keep stylesheets in one folder, so that they can become one.",
                )
            ]
        )
    css = "\n".join((site / name).read_text("utf-8") for name in sheets)
    css, first_face = _cut_fonts(site, css, [text for page in pages for text in _shown(page)])
    css = str(rcssmin.cssmin(css))
    sheet = f"{_STYLESHEETS}edition.{_digest(css.encode())}.css"
    for name in sheets:
        (site / name).unlink()
    (site / sheet).write_text(css, "utf-8")
    return _Look(critical_css.parse(css, sheet), str(rcssmin.cssmin(first_face)), sheet)


def _cut_fonts(site: Path, css: str, texts: list[str]) -> tuple[str, str]:
    """Write the fonts cut down to TEXTS; returns the stylesheet that names them, and the face that the first view asks for."""
    first_face = ""
    letters = frozenset(letter for text in texts for letter in text if letter >= " ")
    pairs = frozenset(pair for text in texts for pair in pairwise(text))
    for face in fonts.faces(css, letters):
        source = site / urljoin(_STYLESHEETS, face.url)
        if not face.letters:
            css = css.replace(face.rule, "")
            continue
        font = fonts.subset(source, face.letters, pairs)
        target = source.with_name(f"{source.stem}.{_digest(font)}.woff2")
        target.write_bytes(font)
        rule = face.rule.replace(face.url, f"../fonts/{target.name}")
        css = css.replace(face.rule, rule)
        if not first_face and "a" in face.letters and "italic" not in face.rule:
            first_face = rule
    for path in site.glob("assets/fonts/*.woff2"):
        if path.name not in css:
            path.unlink()
    return css, first_face


def _with_styles(text: str, base: str, look: _Look, css: str) -> str:
    """The page with its rules inside and the rest of the stylesheet for those who have no scripts.

    The font is not preloaded: a browser would hold back the first paint for it.
    """
    face = look.first_face.replace("../fonts/", f"{base}assets/fonts/")
    css = re.sub(r"url\(([\"']?)(?!data:|[\"']?data:)", rf"url(\1{base}{_STYLESHEETS}", css)
    inside = f"<style>{face}{css}</style>"
    late = f'<noscript><link rel="stylesheet" href="{base}{look.sheet}"></noscript>'
    return _SHEET.sub("", text).replace("</title>", f"</title>\n{inside}{late}", 1)


def _with_icon(site: Path, base: str, text: str) -> str:
    """The page with its icon inside, where that is small: a request costs more than the drawing."""
    match = _ICON.search(text)
    drawing = (site / match.group(1).removeprefix(base)).read_text("utf-8").strip() if match else ""
    if not match or len(drawing) > _SMALL or "'" in drawing:
        return text
    data = quote(drawing.replace('"', "'"), safe=_PLAIN)
    return text.replace(match.group(), f'<link rel="icon" href="data:image/svg+xml,{data}"')


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:8]


_KEPT = re.compile(
    r"(<(?:pre|script|style|textarea)\b.*?</(?:pre|script|style|textarea)>)", re.DOTALL
)


# An element that has no end tag, with the slash of XML, which HTML does not read.
_SLASH = re.compile(
    r"""(<(?:area|br|col|hr|img|input|link|meta|source|wbr)\b(?:[^<>"']|"[^"]*"|'[^']*')*?)\s*/>"""
)


def squeeze(text: str) -> str:
    """HTML without comments and the slashes of XML, each run of white space one space, but for places where white space counts.

    White space is what HTML means by it: a space that keeps two words on one line is none.
    """
    parts = _KEPT.split(text)
    for index in range(0, len(parts), 2):
        plain = re.sub(r"<!--.*?-->", "", parts[index], flags=re.DOTALL)
        parts[index] = _SLASH.sub(r"\1>", re.sub(r"[ \t\n\f\r]+", " ", plain))
    return "".join(parts).strip() + "\n"
