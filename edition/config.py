"""The project's paths, and the settings of `mkdocs.yml` that our own code needs."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from edition.content.dates import Date
from edition.content.schema import validated
from edition.content.yaml import Document, Keys, read_settings
from edition.diagnostics import BuildError, Problem

FILE = "mkdocs.yml"


@dataclass(frozen=True)
class Edition:
    """The edition's own facts (`extra.edition`).

    Attributes:
        name: the base name of the files that readers download.
        version: the edition's name, such as 2026.11.
        published: the day of its publication.
        first: the day of publication of the first edition.
        cutoff: the last day that the evidence covers.
        license: the address of the licence of the text.
    """

    name: str
    version: str
    published: Date
    first: Date
    cutoff: Date
    license: str


@dataclass(frozen=True)
class Settings:
    """The settings in `mkdocs.yml`, with environment variables filled in. Unset text is empty.

    Attributes:
        document: the whole file, to look up line numbers.
        site_name: the title of the work.
        site_url: the public address.
        site_description: what the work is, in a sentence.
        site_author: the author or publisher.
        copyright: the licences.
        repository: the URL of the repository, where readers report problems.
        complete: whether the files that only a whole build writes are there to link to.
        templates: the folder of our templates.
        favicon: the icon, relative to docs/.
        stylesheets: our stylesheets, relative to docs/.
        scripts: our scripts, relative to docs/.
        extensions: the names of the Markdown extensions.
        plugins: the names of the engine's plugins.
        nav: the pages in the order of the menu, each with its line; None if it is not set.
        edition: the edition's own facts.
    """

    document: Document
    site_name: str
    site_url: str
    site_description: str
    site_author: str
    copyright: str
    repository: str
    complete: bool
    templates: str
    favicon: str
    stylesheets: tuple[str, ...]
    scripts: tuple[str, ...]
    extensions: tuple[str, ...]
    plugins: tuple[str, ...]
    nav: tuple[tuple[str, int], ...] | None
    edition: Edition

    def line(self, *keys: str | int) -> int:
        """Return the line of the setting at KEYS."""
        return self.document.line(*keys)


@dataclass(frozen=True)
class Project:
    """A checkout of the edition, or a small project made by a test.

    Attributes:
        root: the folder with `mkdocs.yml`.
    """

    root: Path

    @property
    def docs(self) -> Path:
        return self.root / "docs"

    @property
    def data(self) -> Path:
        return self.docs / "data"

    @property
    def site(self) -> Path:
        return self.root / "site"

    @property
    def overrides(self) -> Path:
        """The folder of templates that override the theme's. It need not exist."""
        return self.root / self.settings.templates

    @cached_property
    def settings(self) -> Settings:
        """The settings in `mkdocs.yml`.

        Raises:
            BuildError: the file is missing, does not parse, or does not fit its schema.
        """
        return _parse(read_settings(self.root / FILE, self.root))

    @property
    def edition(self) -> Edition:
        """The edition's own facts.

        Raises:
            BuildError: as `settings`.
        """
        return self.settings.edition

    @property
    def address(self) -> str:
        """The public address, with a slash at its end; empty if it is not set."""
        url = self.settings.site_url
        return url.rstrip("/") + "/" if url else ""

    def path_for(self, page: str, name: str = "") -> str:
        """Return the address of PAGE, or of the id NAME on it, relative to the site's root."""
        return ("" if page == "index" else f"{page}/") + (f"#{name}" if name else "")

    def url_for(self, page: str, name: str = "") -> str:
        """Return the same address, absolute if the public address is set."""
        return self.address + self.path_for(page, name)

    def card_for(self, page: str) -> str:
        """Return the path of PAGE's social card, relative to the site's root."""
        return f"assets/cards/{page}.png"

    def require_own_folders(self) -> None:
        """Make sure that the folders into which we write are not links to somewhere else.

        Raises:
            BuildError: one of them is a symbolic link, or no folder.
        """
        build = self.root / "build"
        for path in (self.docs, self.data, build, *build.glob("*"), self.site):
            if path.is_symlink():
                what = f"This is a symbolic link, to {path.readlink()}, and we write into it."
                hint = "Put a folder here; to publish elsewhere, copy site/ (README.md)."
                raise BuildError([Problem(self.name(path), 0, what, hint)])
            if path in (self.docs, self.site) and path.exists() and not path.is_dir():
                hint = "Move it away."
                raise BuildError([Problem(self.name(path), 0, "This is no folder.", hint)])

    def name(self, path: Path) -> str:
        """Return PATH as messages show it: relative to the root."""
        return path.relative_to(self.root).as_posix()


def _parse(document: Document) -> Settings:
    value = validated(document, "settings", typed=False)
    theme, extra = value["theme"], value["extra"]
    facts = extra["edition"]
    published, first, cutoff = (Date(facts[key]) for key in ("published", "first", "cutoff"))
    name, version = facts["name"], facts["version"]
    edition = Edition(name, version, published, first, cutoff, facts.get("license", ""))
    if problem := next(_edition_problems(document, edition), None):
        raise BuildError([problem])  # others may be consequences of one wrong date
    return Settings(
        document=document,
        site_name=value["site_name"],
        site_url=value.get("site_url") or "",
        site_description=value["site_description"],
        site_author=value["site_author"],
        copyright=value.get("copyright", ""),
        repository=extra.get("repository") or "",
        complete=bool(extra.get("complete")),
        templates=theme["custom_dir"],
        favicon=theme.get("favicon", ""),
        stylesheets=tuple(value.get("extra_css", ())),
        scripts=tuple(
            item["path"] if isinstance(item, dict) else item
            for item in value.get("extra_javascript", ())
        ),
        extensions=_names(value.get("markdown_extensions", ())),
        plugins=_names(value.get("plugins", ())),
        nav=tuple(_leaves(document, ("nav",), value["nav"])) if "nav" in value else None,
        edition=edition,
    )


def _names(listed: list[Any]) -> tuple[str, ...]:
    """Return the names in a list in which some entries are “name: options”."""
    return tuple(next(iter(item)) if isinstance(item, dict) else str(item) for item in listed)


def _leaves(document: Document, keys: Keys, entry: Any) -> Iterator[tuple[str, int]]:
    """Yield the texts in the ENTRY at KEYS, however deep, each with its line."""
    if isinstance(entry, list | dict):
        for key, item in entry.items() if isinstance(entry, dict) else enumerate(entry):
            yield from _leaves(document, (*keys, key), item)
    elif entry:
        yield str(entry), document.line(*keys)


def _edition_problems(document: Document, edition: Edition) -> Iterator[Problem]:
    """Yield contradictions between the edition's facts."""

    def problem(key: str, what: str, hint: str) -> Problem:
        return Problem(document.file, document.line("extra", "edition", key), what, hint)

    if edition.published < edition.cutoff:
        what = (
            f"The edition was published on {edition.published}, "
            f"before the evidence ends ({edition.cutoff})."
        )
        yield problem("published", what, "Correct one of the two dates.")
    if edition.published.year > edition.cutoff.year + 3:
        what = (
            f"The edition was published on {edition.published}, "
            f"years after the evidence ends ({edition.cutoff})."
        )
        yield problem("published", what, "Correct one of the two dates.")
    if edition.published < edition.first:
        what = (
            f"The edition was published on {edition.published}, "
            f"before the first edition ({edition.first})."
        )
        yield problem("published", what, "Correct one of the two dates.")
    if edition.version.split(".")[:2] != edition.published.iso.split("-")[:2]:
        what = (
            f"The edition {edition.version} was published in another month, on {edition.published}."
        )
        yield problem("version", what, "Name it by year and month of its day.")
