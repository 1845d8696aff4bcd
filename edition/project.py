"""Where things are, and the few facts of `mkdocs.yml` that our own code needs."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from edition.faults import Fault, Faults
from edition.yaml_file import Record, read_yaml


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

    @cached_property
    def settings(self) -> Record:
        """`mkdocs.yml`, environment variables filled in."""
        settings: Record = read_yaml(self.root / "mkdocs.yml", self.root)
        return settings

    @cached_property
    def edition(self) -> dict[str, Any]:
        """The edition's own facts as text: `name` (of its files), `version`, and the dates `published`, `first`, `cutoff`.

        `first` is the day of the first edition.

        Raises:
            Faults: one of them is missing.
        """
        facts = (self.settings.get("extra") or {}).get("edition") or {}
        missing = [name for name in ("name", "version", "published", "first", "cutoff") if not facts.get(name)]
        if missing:
            what = f"extra.edition lacks {', '.join(missing)}."
            raise Faults([Fault("mkdocs.yml", 0, what, "Give the edition (2026.11) and the dates (2026-10-10), in quotes.")])
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
