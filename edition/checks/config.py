"""Check the settings in `mkdocs.yml`: addresses, files, pages, extensions and plugins."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from edition.config import FILE, Settings
from edition.content.model import Content
from edition.content.yaml import read_text
from edition.diagnostics import Problem, suggestion

# Without one of these, pages would show raw Markdown, or lose ids that readers have linked to.
EXTENSIONS = (
    "attr_list",
    "footnotes",
    "tables",
    "toc",
    *(
        f"edition.extensions.{name}"
        for name in (
            "citations", "blocks", "tables", "editions", "permalinks", "page_frame",
            "nonbreaking_dates", "linked_data", "leftovers",
        )
    ),
)  # fmt: skip
PLUGINS: tuple[str, ...] = ()  # not even the search that MkDocs would add
# Their options that we use; None stands for any value. Others change ids or words of pages.
OPTIONS: dict[str, dict[str, object]] = {
    "toc": {"title": None, "permalink": "#", "permalink_title": None},
}
# The build decides where the pages go. Zensical has no option for it on the command line.
_SITE_DIR = re.compile(r"^site_dir: !ENV \[SITE_DIR,", re.MULTILINE)


def problems(content: Content) -> Iterator[Problem]:
    """Yield problems in `mkdocs.yml` that the engine misses, or reports without line or hint."""
    settings = content.project.settings
    example = "https://example.org/putin-nato/"
    yield from _address(settings, settings.site_url, "SITE_URL", example, "site_url")
    example = "https://github.com/you/repository"
    keys = ("extra", "repository")
    yield from _address(settings, settings.repository, "REPOSITORY_URL", example, *keys)
    yield from _files(content)
    yield from _pages(content)
    yield from _names(settings, "markdown_extensions", settings.extensions, EXTENSIONS)
    yield from _names(settings, "plugins", settings.plugins, PLUGINS)
    yield from _order(settings)
    if not _SITE_DIR.search(read_text(content.project.root / FILE, content.project.root)):
        what = "site_dir does not let the build decide where the pages go."
        hint = "Write “site_dir: !ENV [SITE_DIR, site]”."
        yield Problem(FILE, settings.line("site_dir"), what, hint)


def _address(
    settings: Settings, url: str, variable: str, example: str, *keys: str
) -> Iterator[Problem]:
    """Check an address. A missing one is valid: the build leaves out what depends on it."""
    if not url:
        return
    try:
        whole = urlsplit(url)
        good = (
            whole.scheme in ("http", "https")
            and bool(re.fullmatch(r"[A-Za-z0-9.-]+(:\d+)?", whole.netloc))
            and whole.port != 0  # raises ValueError if it is above 65535
            and not (whole.query or whole.fragment or url.endswith(("//", ".git", ".git/")))
            and not (url.endswith("/") and "repository" in keys)  # its own addresses are added
        )
    except ValueError:
        good = False
    if not good or re.search(r"[\s<>\"“”]", url):
        hint = (
            f"Write it whole, as in {example}, here or in the variable {variable}; or leave it out."
        )
        what = f"The {keys[-1]} “{url}” is not an address."
        yield Problem(FILE, settings.line(*keys), what, hint)


def _names(
    settings: Settings, key: str, listed: tuple[str, ...], needed: tuple[str, ...]
) -> Iterator[Problem]:
    """Yield names that are missing in the list of the setting KEY, and names that are unknown."""
    strange = {name: suggestion(name, needed, "") for name in listed if name not in needed}
    for place, name in enumerate(listed):
        if name in strange:
            what = f"“{name}” is not one of the {key} that the edition is tested with."
            line = settings.line(key, place)
            yield Problem(FILE, line, what, strange[name] or "Take it out of the list.")
        elif name in listed[:place]:
            line = settings.line(key, place)
            yield Problem(FILE, line, f"“{name}” is listed twice.", "Delete the line.")
        else:
            yield from _options(settings, key, place, name)
    for name in needed:
        if name not in listed and f"“{name}”" not in "".join(strange.values()):
            what = f"“{name}” is missing in {key}."
            yield Problem(FILE, settings.line(key), what, f"Add a line “- {name}”.")


def _options(settings: Settings, key: str, place: int, name: str) -> Iterator[Problem]:
    """Yield the options of an extension or plugin that the edition does not use."""
    entry = settings.document.value[key][place]
    given = entry[name] if isinstance(entry, dict) else None
    used = OPTIONS.get(name, {})
    for option, value in given.items() if isinstance(given, dict) else ():
        line = settings.line(key, place, name, option)
        if option not in used:
            what = f"“{option}” is not an option of “{name}” that the edition is tested with."
            yield Problem(FILE, line, what, suggestion(str(option), used, "Delete the line."))
        elif used[option] not in (None, value):
            what = f"The option “{option}” of “{name}” is not {used[option]}."
            yield Problem(FILE, line, what, "Restore it, for example with `git checkout`.")
    if given is not None and not isinstance(given, dict):
        line = settings.line(key, place)
        yield Problem(FILE, line, f"“{name}” has a value.", f"Write “- {name}” alone.")


def _order(settings: Settings) -> Iterator[Problem]:
    """Yield a problem if the extensions are in another order: each sees what those before left."""
    listed = [name for name in settings.extensions if name in EXTENSIONS]
    for name, wanted in zip(listed, EXTENSIONS, strict=False):
        if sorted(listed) == sorted(EXTENSIONS) and name != wanted:
            line = settings.line("markdown_extensions", settings.extensions.index(name))
            what = f"“{name}” is in the place of “{wanted}”."
            yield Problem(FILE, line, what, f"Keep the order: {', '.join(EXTENSIONS)}.")
            return


def _files(content: Content) -> Iterator[Problem]:
    settings, docs = content.project.settings, content.project.docs
    if not content.project.overrides.is_dir():
        what = f"There is no folder “{settings.templates}”."
        hint = "Restore it, for example with `git checkout`."
        yield Problem(FILE, settings.line("theme", "custom_dir"), what, hint)
    named: list[tuple[tuple[str | int, ...], str]] = [
        *((("extra_css", place), name) for place, name in enumerate(settings.stylesheets)),
        *((("extra_javascript", place), name) for place, name in enumerate(settings.scripts)),
        *([(("theme", "favicon"), settings.favicon)] if settings.favicon else []),
    ]
    for place, (keys, name) in enumerate(named):
        if name in [other for _, other in named[:place]]:
            yield Problem(
                FILE, settings.line(*keys), f"“{name}” is listed twice.", "Delete one line."
            )
        elif "//" in name:
            what = f"“{name}” would be loaded from elsewhere."
            yield Problem(FILE, settings.line(*keys), what, "Serve it from docs/assets/.")
        elif not (docs / name).is_file():
            known = [path.relative_to(docs).as_posix() for path in docs.rglob("assets/**/*")]
            hint = suggestion(name, known, "Restore it, or take it out of the list.")
            what = f"There is no file “{name}” in docs/."
            yield Problem(FILE, settings.line(*keys), what, hint)


def _pages(content: Content) -> Iterator[Problem]:
    settings = content.project.settings
    if settings.nav is None:
        return
    line, listed = settings.line("nav"), [name for name, _ in settings.nav]
    pages = [f"{key}.md" for key in content.pages]
    meant = ""  # the pages whose names are mistyped
    for place, (name, at) in enumerate(settings.nav):
        if name not in pages:
            what = (
                f"A reference to '{name}' is included in the 'nav' configuration, "
                "but there is no such page."
            )
            hint = suggestion(name, set(pages) - set(listed), "Take it out of the list.")
            meant += hint
            yield Problem(FILE, at, what, hint)
        elif name in listed[:place]:
            yield Problem(FILE, at, f"The page “{name}” is listed twice.", "Delete one line.")
    for name in pages:
        if name not in listed and f"“{name}”" not in meant:
            what = f"No menu leads to the page “{name}”."
            yield Problem(FILE, line, what, f"Add “- {name}” under nav.")
    order = [f"{key}.md" for key in content.article_pages if f"{key}.md" in listed]
    shown = [name for name in listed if name in order]
    if sorted(set(shown), key=shown.index) != order:
        what = "The menu has the sections in another order than the claims."
        yield Problem(FILE, line, what, f"Write {', '.join(order)}.")
