"""What the build must know of an engine: how to run it, and what its pages and its search are like."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from edition.diagnostics import BuildError, Problem
from edition.site.page import Page


@dataclass(frozen=True)
class Search:
    """The theme's search, as far as the offline copy needs it.

    Attributes:
        index: the file of its index.
        items: the key in it under which the places are listed.
        relied_on: what the theme's scripts must contain so that the search works without a server:
            a pattern of files, and words in one of them.
    """

    index: str
    items: str
    relied_on: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Engine:
    """One engine.

    Attributes:
        name: as in `make ENGINE=…`.
        build: the module to run and its arguments, to build the pages.
        serve: the same for its live preview; the address follows.
        cache: a folder beside `mkdocs.yml` that it leaves behind, or nothing.
        fix_page: corrects a page where no template of ours can.
        fix_files: corrects the theme's files in a built site and deletes those that no reader needs.
        search: its search.
        early_script: code that stands in for its search until the theme's script has come.
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
    """Replace OLD, which a script of the theme must contain once, in the file PATH.

    Raises:
        BuildError: the script no longer contains it; MODULE is the file that relies on it.
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
    """The theme's own script in a built SITE.

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
    """Delete the maps for debuggers, and the lines that name them."""
    for path in [*site.rglob("*.js.map"), *site.rglob("*.css.map")]:
        path.unlink()
    for path in [*site.rglob("*.min.js"), *site.rglob("*.min.css")]:
        lines = path.read_text("utf-8").split("\n")
        path.write_text(
            "\n".join(line for line in lines if "# sourceMappingURL=" not in line), "utf-8"
        )
