"""Facts and prose joined: who cites what, where each claim and paragraph stands."""

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from edition.config import Project
from edition.content.pages import Citation, ClaimPlace, Page, read_page
from edition.content.yaml import Record, read_yaml

VERSION = re.compile(r"20\d\d\.(0[1-9]|1[0-2])(\.\d+)?")  # the name of an edition
ASSESSMENTS = {
    "supported": "Well supported",
    "supported-with-nuance": "Supported with nuance",
    "contested": "Contested",
    "unsupported": "Not supported",
}
TIERS = {"primary": "Primary sources", "scholarship": "Scholarship", "reporting": "Reporting"}
CHECKED = {
    "read": "Read: the passage relied on was read in the document or in a stored copy of it.",
    "corroborated": "Corroborated: the document itself was not read; other texts that quote or describe it agree.",
}

CHANGES = {
    "correction": "Corrected",
    "revision": "Revised",
    "addition": "Added",
    "removal": "Removed",
}
SEVERITIES = {
    "minor": "Minor: no statement changed its meaning.",
    "substantial": "Substantial: a statement was wrong or left out what a reader needs.",
    "serious": "Serious: an assessment or a conclusion was wrong.",
}


@dataclass(frozen=True)
class Mention:
    """A place in the prose that cites a source."""

    page: str
    paragraph: str
    locator: str


@dataclass(frozen=True)
class ChartData:
    """The numbers behind a chart: the title and rows of its file in docs/data/."""

    title: str
    rows: list[Record]


@dataclass(frozen=True)
class Content:
    """Everything that the edition knows, as its files say it.

    Attributes:
        project: the project that it was read from.
        sources: CSL items by id, in the order of the file.
        claims: the article's claims by id, in its order.
        events: the timeline, in the order of the file.
        pages: the Markdown pages by key.
        moved: redirects of addresses, as `moved.yml` lists them.
        charts: the numbers behind the charts that the pages show, by name.
        changes: what changed from edition to edition, the newest first; an entry for a coming edition is not among them.
        editions: what is recorded of each edition (`edition.content.fingerprints`), by its name.
    """

    project: Project
    sources: dict[str, Record]
    claims: dict[str, Record]
    events: list[Record]
    pages: dict[str, Page]
    moved: list[Record]
    charts: dict[str, ChartData]
    changes: list[Record]
    editions: dict[str, Record]

    @classmethod
    def read(cls, project: Project) -> "Content":
        """Read all of docs/.

        Raises:
            BuildError: a file is missing, is not UTF-8 or does not parse.
        """

        def records(name: str) -> list[Record]:
            path = project.data / name
            read = read_yaml(path, project.root)
            return (
                [item for item in read if isinstance(item, Record)]
                if isinstance(read, list)
                else []
            )  # told by the checks

        pages = {path.stem: read_page(path, project) for path in sorted(project.docs.glob("*.md"))}
        shown = {block.argument for page in pages.values() for block in page.blocks_named("chart")}
        return cls(
            project,
            {str(item.get("id")): item for item in records("sources.yml")},
            {str(item.get("id")): item for item in records("claims.yml")},
            records("timeline.yml"),
            pages,
            records("moved.yml") if (project.data / "moved.yml").exists() else [],
            {
                name: _chart(project, name)
                for name in sorted(shown)
                if (project.data / f"{name}.yml").exists()
            },
            released(project, records("changes.yml"))
            if (project.data / "changes.yml").exists()
            else [],
            _editions(project) if (project.data / "editions.yml").exists() else {},
        )

    @cached_property
    def article_pages(self) -> list[str]:
        """The pages that the article's claims stand on, in its order."""
        return list(dict.fromkeys(str(claim.get("section")) for claim in self.claims.values()))

    @cached_property
    def claim_places(self) -> dict[str, tuple[Page, ClaimPlace]]:
        """Where each claim is discussed."""
        return {place.id: (page, place) for page in self.pages.values() for place in page.claims}

    @cached_property
    def paragraph_pages(self) -> dict[str, str]:
        """The page of each numbered paragraph."""
        return {
            block.id: key
            for key in self.article_pages
            if key in self.pages
            for block in self.pages[key].paragraphs
            if block.id
        }

    @cached_property
    def mentions(self) -> dict[str, list[Mention]]:
        """Where each source is cited, in reading order; a source cited twice in one paragraph counts once a locator."""
        found: dict[str, dict[Mention, None]] = defaultdict(dict)
        ordered = self.article_pages + [key for key in self.pages if key not in self.article_pages]
        for key in ordered:
            if key in self.pages:
                for block in self.pages[key].blocks:
                    for citation in block.citations:
                        found[citation.source][Mention(key, block.id or "", citation.locator)] = (
                            None
                        )
        return {source: list(places) for source, places in found.items()}

    def event_mentions(self, source: str) -> list[Record]:
        """The events of the timeline that rest on SOURCE."""
        return [event for event in self.events if source in (event.get("sources") or [])]

    def chart_mentions(self, source: str) -> list[str]:
        """The names of the charts whose numbers rest on SOURCE."""
        return [
            name
            for name, chart in self.charts.items()
            if any(source in cited(row) for row in chart.rows)
        ]

    @cached_property
    def chart_pages(self) -> dict[str, str]:
        """The page of each chart; of one that stands on several, the first."""
        found: dict[str, str] = {}
        for key, page in self.pages.items():
            for block in page.blocks_named("chart"):
                found.setdefault(block.argument, key)
        return found

    def source_kinds(self, cited: list[Citation]) -> Counter[str]:
        """How many different sources of each tier CITED names."""
        return Counter(
            str(self.sources[source].get("tier"))
            for source in {item.source for item in cited}
            if source in self.sources
        )

    @cached_property
    def addresses(self) -> list[str]:
        """Every address that readers may rely on: `page` and `page#id`, in reading order."""
        listed: list[str] = []
        for key, page in self.pages.items():
            ids = [block.id for block in page.headings + page.paragraphs if block.id]
            ids += [place.id.lower() for place in page.claims]
            if page.blocks_named("claims"):
                ids += [name.lower() for name in self.claims]
            if page.blocks_named("timeline"):
                ids += [str(event.get("id")) for event in self.events]
            if page.blocks_named("sources"):
                ids += list(self.sources)
            if page.blocks_named("changes"):
                ids += [edition_anchor(change) for change in self.changes]
            ids += [block.argument for block in page.blocks_named("chart")]
            listed += [key, *(f"{key}#{name}" for name in sorted(ids))]
        return listed


def _chart(project: Project, name: str) -> ChartData:
    data = read_yaml(project.data / f"{name}.yml", project.root)
    rows = data.get("rows") if isinstance(data, Record) else None
    return ChartData(
        text_of(data, "title") if isinstance(data, Record) else "",
        [row for row in rows if isinstance(row, Record)] if isinstance(rows, list) else [],
    )


def released(project: Project, changes: list[Record]) -> list[Record]:
    """CHANGES without what stands above the edition that `mkdocs.yml` names: that is being prepared."""
    names = [text_of(change, "edition") for change in changes]
    version = text_of(project.edition, "version")
    return changes[names.index(version) :] if version in names else changes


def _editions(project: Project) -> dict[str, Record]:
    """Those in the right form; the checks tell of others."""
    read = read_yaml(project.data / "editions.yml", project.root)
    listed = read.items() if isinstance(read, Record) else []
    return {
        name: item
        for name, item in listed
        if VERSION.fullmatch(name)
        and isinstance(item, Record)
        and item.get("date")
        and isinstance(item.get("sums"), Record)
    }


_read: dict[Path, tuple[tuple[tuple[str, int], ...], Content]] = {}


def current(root: Path | None = None) -> Content:
    """The content of the project in ROOT (the working directory); read again when a file has changed.

    Markdown extensions call this for every page, so it must be cheap.

    Raises:
        BuildError: a file is missing, is not UTF-8 or does not parse.
    """
    root = (root or Path.cwd()).resolve()
    files: list[Path] = [
        *sorted(root.glob("docs/*.md")),
        *sorted(root.glob("docs/data/*.yml")),
        root / "mkdocs.yml",
    ]
    stamp = tuple((file.name, file.stat().st_mtime_ns) for file in files)
    if root not in _read or _read[root][0] != stamp:
        _read[root] = (stamp, Content.read(Project(root)))
    return _read[root][1]


def cited(row: Record) -> list[str]:
    """The sources that a row of a chart names; none where they are not a list."""
    sources = row.get("sources")
    return sources if isinstance(sources, list) else []


def edition_anchor(change: dict[str, Any]) -> str:
    """The id of an edition in the list of changes: “edition-2026-11”."""
    return "edition-" + text_of(change, "edition").replace(".", "-")


def text_of(record: dict[str, Any], key: str) -> str:
    """The value of KEY as text, with inner line breaks folded; empty where there is none."""
    return " ".join(str(record.get(key) or "").split())
