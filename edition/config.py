"""Where things are, and the few facts of `mkdocs.yml` that our own code needs."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from edition.content.yaml import Record, read_yaml
from edition.diagnostics import BuildError, Problem


@dataclass(frozen=True)
class Project:
    """A checkout of the edition, or a tiny one made by a test.

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
        """The templates that change the theme's; the folder need not exist."""
        theme = self.settings.get("theme")
        return self.root / str(
            (theme.get("custom_dir") if isinstance(theme, Record) else None) or "overrides"
        )

    @property
    def scripts(self) -> list[str]:
        """The scripts that `mkdocs.yml` lists, from docs/."""
        listed = self.settings.get("extra_javascript") or []
        return [str(item.get("path") if isinstance(item, Record) else item) for item in listed]

    @cached_property
    def settings(self) -> Record:
        """`mkdocs.yml`, environment variables filled in.

        Raises:
            BuildError: it is missing, does not parse or is no mapping.
        """
        settings = read_yaml(self.root / "mkdocs.yml", self.root)
        if not isinstance(settings, Record):
            what = "The file is not a list of “key: value” lines."
            raise BuildError(
                [Problem("mkdocs.yml", 1, what, "Restore it, for example with `git checkout`.")]
            )
        return settings

    @cached_property
    def edition(self) -> Record:
        """The edition's own facts as text: `name` (of its files), `version`, and the dates `published`, `first`, `cutoff`.

        `first` is the day of the first edition.

        Raises:
            BuildError: one of them is missing.
        """
        extra = self.settings.get("extra")
        facts = extra.get("edition") if isinstance(extra, Record) else None
        facts = facts if isinstance(facts, Record) else Record()
        missing = [
            name
            for name in ("name", "version", "published", "first", "cutoff")
            if not facts.get(name)
        ]
        if missing:
            what = f"extra.edition lacks {', '.join(missing)}."
            raise BuildError(
                [
                    Problem(
                        "mkdocs.yml",
                        0,
                        what,
                        "Give the edition (2026.11) and the dates (2026-10-10), in quotes.",
                    )
                ]
            )
        return facts

    @property
    def cutoff(self) -> str:
        """The day on which the evidence ends, as YYYY-MM-DD."""
        return str(self.edition["cutoff"])

    @property
    def address(self) -> str | None:
        """The public address, with a slash at its end, or None where none is known."""
        url = self.settings.get("site_url")
        return str(url).rstrip("/") + "/" if url else None

    def name(self, path: Path) -> str:
        """PATH as messages show it: relative to the root."""
        return path.relative_to(self.root).as_posix()
