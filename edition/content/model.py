"""The content as a whole: facts and prose, and how they refer to each other."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import TypeVar

from edition.config import FILE as SETTINGS
from edition.config import Project
from edition.content.data import read_chart, read_editions, read_ledger, read_records
from edition.content.identifiers import id_problem
from edition.content.pages import Citation, ClaimPlace, Page, read_page
from edition.content.quotations import (
    Quotation,
    contains,
    passage_of,
    quotations_of_page,
    quoted,
)
from edition.content.records import (
    CHART_ROWS,
    Attribution,
    ChartData,
    Claim,
    EditionChanges,
    Event,
    Moved,
    Passage,
    RecordedEdition,
    Source,
    Story,
    Synonyms,
    Telling,
)
from edition.diagnostics import BuildError, Problem, suggestion

ASSESSMENTS = {
    "supported": "Well supported",
    "supported-with-nuance": "Supported with nuance",
    "contested": "Contested",
    "unsupported": "Not supported",
}
OFF = ("date", "wording", "order", "cause", "scope")  # what in a claim can be off
TIERS = {"primary": "Primary sources", "scholarship": "Scholarship", "reporting": "Reporting"}
CHECKED = {
    "read": "Read: the passage relied on was read in the document or in a stored copy of it.",
    "corroborated": "Corroborated: the document itself was not read; "
    "other texts that quote or describe it agree.",
}

TELLINGS = {
    "own-words": "Own words, on record",
    "written": "In writing",
    "note": "A note-taker’s record, not verbatim",
    "recalled": "Recalled later",
    "reported": "In the words of who reports it",
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
# The files of docs/data/ that editors write, without “.yml”. Nothing else may be there.
NEEDED = ("sources", "passages", "claims", "timeline")
OPTIONAL = (
    "speakers", "tellings", "moved", "changes", "editions", "ledger", "synonyms", *CHART_ROWS,
)  # fmt: skip

Read = TypeVar("Read")


@dataclass(frozen=True)
class Mention:
    """A place in the prose where a source is cited.

    `paragraph` is the id of the paragraph or story, or empty: tables and lists have none.
    """

    page: str
    paragraph: str
    locator: str


@dataclass(frozen=True)
class Content:
    """The content of all files in docs/.

    Attributes:
        project: the project that it was read from.
        sources: the sources by id, in the order of the file.
        claims: the article's claims by id, in its order.
        events: the timeline, in the order of the file.
        pages: the Markdown pages by key.
        moved: the addresses that moved, in the order of `moved.yml`.
        charts: the numbers of the charts that the pages show, by name.
        announced: the changes of each edition, the newest first. It may include the next edition.
        editions: the record of each edition (`edition.content.fingerprints`), by its name.
        published: every published address with its line in the ledger; None without a ledger.
        passages: the words that each citation rests on, by source and locator.
        attributions: the speakers of the words of each passage, by source, locator and, if another
            speaker than that of the passage said them, the words.
        stories: the events with several tellings that a page shows, by id.
        synonyms: the words that find the same in the search of the site.
    """

    project: Project
    sources: dict[str, Source]
    claims: dict[str, Claim]
    events: tuple[Event, ...]
    pages: dict[str, Page]
    moved: tuple[Moved, ...]
    charts: dict[str, ChartData]
    announced: tuple[EditionChanges, ...]
    editions: dict[str, RecordedEdition]
    published: list[tuple[str, int]] | None
    passages: dict[tuple[str, str], Passage]
    attributions: dict[tuple[str, str, str], Attribution]
    stories: dict[str, Story]
    synonyms: tuple[Synonyms, ...]

    @classmethod
    def read(cls, project: Project) -> "Content":
        """Read all of docs/.

        Raises:
            BuildError: a file is missing, is not UTF-8, does not parse, or does not fit its schema;
                contains every such problem. `edition.checks` checks references between files.
        """
        wrong: list[Problem] = []
        if not project.data.is_dir():
            project.settings  # noqa: B018 - this may be another folder, without mkdocs.yml
            what, hint = "The folder is missing.", "Restore it, for example with `git checkout`."
            raise BuildError([Problem(project.name(project.data), 0, what, hint)])

        def attempt(read: Callable[[], Read]) -> Read | None:
            try:
                return read()
            except BuildError as error:
                wrong.extend(error.problems)
                return None

        def optional(name: str, read: Callable[[], Read]) -> Read | None:
            return attempt(read) if (project.data / f"{name}.yml").exists() else None

        data = partial(read_records, project)
        attempt(lambda: project.settings)
        sources = attempt(lambda: data("sources", Source)) or ()
        claims = attempt(lambda: data("claims", Claim)) or ()
        passages = attempt(lambda: data("passages", Passage)) or ()
        charts = {name: optional(name, partial(read_chart, project, name)) for name in CHART_ROWS}
        paths = [path for path in sorted(project.docs.glob("*.md")) if not path.is_symlink()]
        read = {path.stem: attempt(partial(read_page, path, project)) for path in paths}
        pages = {key: page for key, page in read.items() if page}
        shown = {block.argument for page in pages.values() for block in page.blocks_named("chart")}
        told = optional("tellings", lambda: data("tellings", Story)) or ()
        stories = {story.id: story for story in told}
        speakers = optional("speakers", lambda: data("speakers", Attribution)) or ()
        for page in pages.values():
            _cite_tellings(page, stories)
        content = cls(
            project=project,
            sources={source.id: source for source in sources},
            claims={claim.id: claim for claim in claims},
            events=attempt(lambda: data("timeline", Event)) or (),
            pages=pages,
            moved=optional("moved", lambda: data("moved", Moved)) or (),
            charts={name: chart for name, chart in charts.items() if chart and name in shown},
            announced=optional("changes", lambda: data("changes", EditionChanges)) or (),
            editions=optional("editions", lambda: read_editions(project)) or {},
            published=optional("ledger", lambda: read_ledger(project)),
            attributions={(*item.key, item.words): item for item in speakers},
            stories=stories,
            synonyms=optional("synonyms", lambda: data("synonyms", Synonyms)) or (),
            passages={(passage.source, passage.locator): passage for passage in passages},
        )
        if wrong:
            raise BuildError(wrong)
        return content

    @cached_property
    def quotations(self) -> list[Quotation]:
        """Return every quotation in pages and events, with the sources that it rests on."""
        found = [
            quotation
            for page in self.pages.values()
            for quotation in quotations_of_page(page, self.charts)
        ]
        for event in self.events:
            line = event.place.lines["text"]
            found += [
                Quotation(words, event.place.file, line, event.sources, f"timeline#{event.id}")
                for words in quoted(event.text)
            ]
        for story in self.stories.values():
            for telling in story.tellings:
                found += self._quotations_of_telling(story, telling)
        return found

    def _quotations_of_telling(self, story: Story, telling: Telling) -> Iterator[Quotation]:
        places = tuple(passage.key for passage in telling.passages)
        sources = tuple(source for source, _ in places)
        address = f"{self.story_pages.get(story.id, '')}#{story.id}"
        quotations = {
            "words": quoted(telling.words),
            "original": [telling.original] if telling.original else [],
            "label": quoted(telling.label),
        }
        for key, listed in quotations.items():
            for words in listed:
                line = telling.place.lines[key]
                yield Quotation(words, telling.place.file, line, sources, address, places)

    @cached_property
    def quoted_passages(self) -> dict[tuple[str, str], list[Quotation]]:
        """The quotations by source and locator of the passage that contains each."""
        found: dict[tuple[str, str], list[Quotation]] = defaultdict(list)
        for quotation in self.quotations:
            if passage := passage_of(quotation, self.passages.values()):
                found[passage.source, passage.locator].append(quotation)
        return dict(found)

    @cached_property
    def attributed(self) -> dict[tuple[str, str, str], list[Quotation]]:
        """The quotations by source, locator and words of the attribution that names their speaker.

        Those of a passage without an attribution are under its source and locator too.
        """
        narrow: dict[tuple[str, str], list[Attribution]] = defaultdict(list)
        for item in self.attributions.values():
            if item.words:
                narrow[item.key].append(item)
        found: dict[tuple[str, str, str], list[Quotation]] = defaultdict(list)
        for key, quotations in self.quoted_passages.items():
            for quotation in quotations:
                words = (
                    item.words
                    for item in narrow[key]
                    if any(contains(text, quotation.words) for text in (item.words, item.original))
                )
                found[*key, next(words, "")].append(quotation)
        return dict(found)

    def words_of(self, item: Attribution) -> tuple[str, str]:
        """Return the words that ITEM attributes, and their translation, or an empty text."""
        passage = self.passages[item.key]
        translation = passage.translation and (item.words or passage.translation)
        return item.original or item.words or passage.exact, translation

    @cached_property
    def story_pages(self) -> dict[str, str]:
        """The page of each story, by the story's id."""
        return {
            block.argument: key
            for key, page in self.pages.items()
            for block in page.blocks_named("tellings")
        }

    def passages_of(self, source: str) -> list[Passage]:
        """Return the recorded passages of SOURCE, in the order of the file."""
        return self._passages.get(source, [])

    @cached_property
    def _passages(self) -> dict[str, list[Passage]]:
        found: dict[str, list[Passage]] = defaultdict(list)
        for passage in self.passages.values():
            found[passage.source].append(passage)
        return found

    def quoted_from(self, source: str) -> list[str]:
        """Return the words that the edition quotes from SOURCE."""
        return self._quoted.get(source, [])

    @cached_property
    def _quoted(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for quotation in self.quotations:
            for source in quotation.sources:
                found[source].append(quotation.words)
        return found

    @cached_property
    def changes(self) -> tuple[EditionChanges, ...]:
        """The changes of each published edition, the newest first."""
        names = [entry.edition for entry in self.announced]
        version = self.project.edition.version
        return self.announced[names.index(version) :] if version in names else self.announced

    @cached_property
    def article_pages(self) -> list[str]:
        """The pages that discuss the article's claims, in the order of the claims."""
        return list(dict.fromkeys(claim.section for claim in self.claims.values()))

    @cached_property
    def claim_places(self) -> dict[str, tuple[Page, ClaimPlace]]:
        """The page and place where each claim is discussed, by the claim's id."""
        return {place.id: (page, place) for page in self.pages.values() for place in page.claims}

    @cached_property
    def paragraph_pages(self) -> dict[str, str]:
        """The page of each numbered paragraph, by the paragraph's id."""
        return {
            block.id: key
            for key in self.article_pages
            if key in self.pages
            for block in self.pages[key].paragraphs
            if block.id
        }

    @cached_property
    def places(self) -> dict[str, str]:
        """The heading above each numbered paragraph, by the paragraph's id.

        Instead of a heading that several pages have, the title of the page.
        """
        pages = [self.pages[key] for key in self.article_pages if key in self.pages]
        count = Counter(heading.text for page in pages for heading in page.headings)
        found: dict[str, str] = {}
        for page in pages:
            above = page.meta.title
            for block in page.blocks:
                if block.kind == "heading":
                    above = block.text if count[block.text] == 1 else page.meta.title
                elif block.id in self.paragraph_pages:
                    found[block.id] = above
        return found

    def event(self, name: str) -> Event | None:
        """Return the event of the timeline whose id is NAME."""
        return self._events.get(name)

    @cached_property
    def _events(self) -> dict[str, Event]:
        return {event.id: event for event in self.events}

    @cached_property
    def mentions(self) -> dict[str, list[Mention]]:
        """Where each source is cited, in reading order.

        Repeated citations of the same locator in one paragraph count once.
        """
        found: dict[str, dict[Mention, None]] = defaultdict(dict)
        ordered = self.article_pages + [key for key in self.pages if key not in self.article_pages]
        for key in ordered:
            if key in self.pages:
                for block in self.pages[key].blocks:
                    for citation in block.citations:
                        mention = Mention(key, block.anchor, citation.locator)
                        found[citation.source][mention] = None
        return {source: list(places) for source, places in found.items()}

    def event_mentions(self, source: str) -> list[Event]:
        """Return the events of the timeline that cite SOURCE."""
        return [event for event in self.events if source in event.sources]

    def chart_mentions(self, source: str) -> list[str]:
        """Return the names of the charts whose data cites SOURCE."""
        return [
            name
            for name, chart in self.charts.items()
            if any(source in row.sources for row in chart.rows)
        ]

    @cached_property
    def chart_pages(self) -> dict[str, str]:
        """The page of each chart; the first, if several pages show it."""
        found: dict[str, str] = {}
        for key, page in self.pages.items():
            for block in page.blocks_named("chart"):
                found.setdefault(block.argument, key)
        return found

    @cached_property
    def addresses(self) -> list[str]:
        """Return every permanent address, `page` or `page#id`, in reading order."""
        listed: list[str] = []
        for key, page in self.pages.items():
            ids = [block.id for block in page.headings + page.paragraphs if block.id]
            ids += [place.id.lower() for place in page.claims]
            if page.blocks_named("claims"):
                ids += [name.lower() for name in self.claims]
            if page.blocks_named("timeline"):
                ids += [event.id for event in self.events]
                ids += sorted({f"y{event.date.year}" for event in self.events})
            if page.blocks_named("sources"):
                ids += list(self.sources)
            if page.blocks_named("changes"):
                ids += [entry.anchor for entry in self.changes]
            ids += [block.argument for block in page.blocks_named("chart")]
            ids += [block.argument for block in page.blocks_named("tellings")]
            if page.blocks_named("quotations"):
                ids += [
                    item.id for key, item in self.attributions.items() if key in self.attributed
                ]
            listed += [key, *(f"{key}#{name}" for name in sorted(ids))]
        return listed

    def unknown_source(self, file: str, line: int, source: str) -> Problem:
        """Return the problem that LINE of FILE cites SOURCE, which is missing in sources.yml."""
        if not source:
            hint = "Write [@source-id], with an id of docs/data/sources.yml."
            return Problem(file, line, "The citation names no source.", hint)
        if not source.isascii():
            return next(id_problem(file, line, source))
        hint = suggestion(source, self.sources, "Add it to docs/data/sources.yml.")
        return Problem(file, line, f"There is no source “{source}”.", hint)


def _cite_tellings(page: Page, stories: Mapping[str, Story]) -> None:
    """Add the citations of the generated table to each block “/// tellings” of PAGE.

    Each row has one bracket.
    """
    for block in page.blocks_named("tellings"):
        story = stories.get(block.argument)
        block.citations = [
            Citation(passage.source, passage.locator, block.line, group)
            for group, telling in enumerate(story.tellings if story else (), 1)
            for passage in telling.passages
        ]


_read: dict[Path, tuple[tuple[tuple[str, int], ...], Content]] = {}


def current(root: Path) -> Content:
    """Return the content of the project in ROOT; read it again only if a file has changed.

    Markdown extensions call this for every page, so it must be fast.

    Raises:
        BuildError: as `Content.read`.
    """
    root = root.resolve()
    files = [*sorted(root.glob("docs/*.md")), *sorted(root.glob("docs/data/*.yml"))]
    stamp = tuple((file.name, file.stat().st_mtime_ns) for file in [*files, root / SETTINGS])
    if root not in _read or _read[root][0] != stamp:
        _read[root] = (stamp, Content.read(Project(root)))
    return _read[root][1]
