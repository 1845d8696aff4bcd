"""Merge the scripts that all pages load, and name each script after its content.

A page that is open while the site changes then gets the scripts that belong to it, or none.
"""

import hashlib
import shutil
from pathlib import Path

from edition.diagnostics import BuildError, Problem
from edition.site.minify import minify_js
from edition.site.page import Page

_FOLDER = "assets/javascripts/"


def merge_scripts(site: Path, pages: list[Page]) -> None:
    """Replace the scripts that all PAGES load by one, and rename those of single pages.

    Delete all others: no page loads the theme's.

    Raises:
        BuildError: a page loads a script from another host.
    """
    loaded = {page.path: _names(page) for page in pages}
    common = [name for name in loaded[pages[0].path] if all(name in of for of in loaded.values())]
    own = dict.fromkeys(name for names in loaded.values() for name in names if name not in common)
    renamed = {name: _write(site, name, [name]) for name in own}
    merged = _write(site, f"{_FOLDER}edition.js", common)
    for page in pages:
        root = page.root
        names = [merged, *(renamed[name] for name in loaded[page.path] if name in renamed)]
        for script in page.tree.css("script[src]"):
            script.decompose()
        for name in names:
            script = page.tree.create_node("script")
            script.attrs["src"] = root + name
            page.body.insert_child(script)
    kept = {site / merged, *(site / name for name in renamed.values())}
    for path in (site / _FOLDER).iterdir():
        if path.is_dir():
            shutil.rmtree(path)
        elif path not in kept:
            path.unlink()


def _names(page: Page) -> list[str]:
    """Return the scripts that a page loads, relative to the site's root."""
    names = [script.attrs.sget("src") for script in page.tree.css("script[src]")]
    if elsewhere := [name for name in names if "//" in name]:
        what = f"The page loads “{elsewhere[0]}” from elsewhere."
        raise BuildError([Problem(page.file, 0, what, "Serve it from docs/assets/.")])
    return [name.removeprefix(page.root) for name in names]


def _write(site: Path, name: str, parts: list[str]) -> str:
    """Write the script NAME from PARTS; return its path, with a hash of its content."""
    script = ";".join(minify_js((site / part).read_text("utf-8")) for part in parts)
    digest = hashlib.sha256(script.encode()).hexdigest()[:8]
    path = Path(name).with_suffix(f".{digest}.js")
    (site / path).write_text(script, "utf-8")
    return path.as_posix()
