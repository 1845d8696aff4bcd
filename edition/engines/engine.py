"""What the build needs to know about an engine: how to run it, its pages and its search."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from edition.diagnostics import BuildError, Problem
from edition.site.page import Page


@dataclass(frozen=True)
class Search:
    """The parts of the theme's search that the offline copy depends on.

    Attributes:
        index: the file of its index.
        items: the key of the list of places in the index.
        relied_on: code that the theme's scripts must contain for the search to work without a
            server: a glob pattern of files, and the text that one of them must contain.
    """

    index: str
    items: str
    relied_on: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Engine:
    """One engine.

    Attributes:
        name: its name, as in `make ENGINE=…`.
        build: the module and arguments that build the pages.
        serve: the same for its live preview; the address is appended.
        cache: a folder next to `mkdocs.yml` that it leaves behind; empty if there is none.
        fix_page: fixes markup of a page that no template can override.
        fix_files: fixes the theme's files in a built site and deletes those that no reader needs.
        search: its search.
        early_script: code that replaces its search until the theme's script is loaded.
    """

    name: str
    build: tuple[str, ...]
    serve: tuple[str, ...]
    cache: str
    fix_page: Callable[[Page], None]
    fix_files: Callable[[Path], None]
    search: Search
    early_script: str


def replace_once(path: Path, old: str, new: str, module: str) -> None:
    """Replace OLD by NEW in PATH, a script of the theme that must contain OLD exactly once.

    Args:
        path: the script.
        old: the text to replace.
        new: the replacement.
        module: the file that relies on OLD, named in the error.

    Raises:
        BuildError: the script does not contain OLD exactly once.
    """
    script = path.read_text("utf-8")
    if script.count(old) != 1:
        what = (
            f"The theme's {path.name} contains “{old}” {script.count(old)} times instead of once."
        )
        hint = f"See how this version of the theme does it, and change {module}."
        raise BuildError([Problem(module, 0, what, hint)])
    path.write_text(script.replace(old, new), "utf-8")


def bundle(site: Path, module: str) -> Path:
    """Return the theme's main script in a built SITE; an error names MODULE as relying on it.

    Raises:
        BuildError: there is none, or more than one.
    """
    found = list(site.glob("assets/javascripts/bundle.*.js"))
    if len(found) != 1:
        what = f"The theme has {len(found)} scripts assets/javascripts/bundle.*.js instead of one."
        hint = f"See how this version of the theme names it, and change {module}."
        raise BuildError([Problem(module, 0, what, hint)])
    return found[0]


def delete_source_maps(site: Path) -> None:
    """Delete source maps, and the comments that refer to them."""
    for path in [*site.rglob("*.js.map"), *site.rglob("*.css.map")]:
        path.unlink()
    for path in [*site.rglob("*.min.js"), *site.rglob("*.min.css")]:
        lines = path.read_text("utf-8").split("\n")
        path.write_text(
            "\n".join(line for line in lines if "# sourceMappingURL=" not in line), "utf-8"
        )
