"""What the files of `docs/data/` hold, as typed records.

Each field is described by the schema of its file, where a record's field `container_title` is called
`container-title`. Records are made of data that has passed its schema, by `edition.content.model`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from edition.content.dates import Date
from edition.diagnostics import Problem


@dataclass(frozen=True)
class Place:
    """Where a record is written.

    Attributes:
        file: its file, as messages show it.
        line: its first line.
        lines: the line of each of its fields, by the name that the file uses.
    """

    file: str
    line: int
    lines: Mapping[str, int]

    def problem(self, key: str, what: str, hint: str) -> Problem:
        """A problem of the field KEY; of the whole record where it has no such field."""
        return Problem(self.file, self.lines.get(key, self.line), what, hint)


NOWHERE = Place("", 0, {})


@dataclass(frozen=True, kw_only=True)
class Record:
    """Something that is written in a file of data."""

    place: Place = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, kw_only=True)
class Name(Record):
    """A person, by family and given name, or a body, by its literal name."""

    family: str = ""
    given: str = ""
    literal: str = ""

    @property
    def full(self) -> str:
        """The name as a reader says it: “Jennifer Rankin”, “NATO”."""
        return self.literal or f"{self.given} {self.family}".strip()


@dataclass(frozen=True, kw_only=True)
class Source(Record):
    """A source that the edition cites."""

    id: str
    type: str
    tier: str
    title: str
    language: str
    checked: str
    original_title: str = ""
    author: tuple[Name, ...] = ()
    container_title: str = ""
    publisher: str = ""
    publisher_place: str = ""
    genre: str = ""
    volume: str = ""
    issue: str = ""
    page: str = ""
    doi: str = ""
    isbn: str = ""
    issued: Date | None = None
    url: str = ""
    archive: str = ""
    derives_from: tuple[str, ...] = ()
    witness: str = ""
    witness_in: tuple[str, ...] = ()
    note: str = ""
    after_cutoff: str = ""


@dataclass(frozen=True, kw_only=True)
class Claim(Record):
    """A claim of the article."""

    id: str
    section: str
    statement: str
    assessment: str
    off: tuple[str, ...] = ()
    bears: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Event(Record):
    """A dated event of the timeline."""

    id: str
    date: Date
    title: str
    text: str
    paragraph: str
    sources: tuple[str, ...]
    turn: str = ""
    label: str = ""
    after_cutoff: str = ""


@dataclass(frozen=True, kw_only=True)
class Change(Record):
    """One change to what was published."""

    kind: str
    where: tuple[str, ...]
    what: str
    why: str
    wrong: str = ""
    severity: str = ""


@dataclass(frozen=True, kw_only=True)
class EditionChanges(Record):
    """What one edition changed."""

    edition: str
    date: Date
    summary: str
    changes: tuple[Change, ...] = ()

    @property
    def anchor(self) -> str:
        """Its id in the list of changes: “edition-2026-11”."""
        return "edition-" + self.edition.replace(".", "-")


@dataclass(frozen=True, kw_only=True)
class Moved(Record):
    """Where an address went, or why it is gone."""

    start: str  # `from` in the file, which Python does not take for a name
    to: str = ""
    gone: str = ""


@dataclass(frozen=True, kw_only=True)
class RecordedEdition(Record):
    """What is recorded of an edition: its date, and the hash of each paragraph and claim by id."""

    date: Date
    sums: dict[str, str]


@dataclass(frozen=True, kw_only=True)
class Passage(Record):
    """The words behind a citation, or why there are none."""

    source: str
    locator: str = ""
    exact: str = ""
    language: str = ""
    translation: str = ""
    translator: str = ""
    seen: str = ""
    seen_at: str = ""
    prefix: str = ""
    suffix: str = ""
    missing: str = ""


@dataclass(frozen=True, kw_only=True)
class PassagePlace(Record):
    """A passage, named by its source and locator."""

    source: str
    locator: str = ""

    @property
    def key(self) -> tuple[str, str]:
        return self.source, self.locator


@dataclass(frozen=True, kw_only=True)
class Attribution(PassagePlace):
    """Who said the words of a passage, when, and how they are known."""

    id: str
    speaker: str
    telling: str
    quoting: str = ""
    said: Date | None = None


@dataclass(frozen=True, kw_only=True)
class Telling(Record):
    """One telling of a story."""

    told: Date
    teller: str
    listener: str
    words: str
    passages: tuple[PassagePlace, ...]
    original: str = ""
    happened: Date | None = None
    label: str = ""


@dataclass(frozen=True, kw_only=True)
class Story(Record):
    """An event that was told several times."""

    id: str
    title: str
    happened: Date
    tellings: tuple[Telling, ...]
    until: Date | None = None
    dating: str = ""


@dataclass(frozen=True, kw_only=True)
class ChartRow(Record):
    """A row of numbers behind a chart."""

    date: Date
    sources: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Member(ChartRow):
    """A member of NATO and when it joined."""

    country: str
    formerly: str = ""


@dataclass(frozen=True, kw_only=True)
class Battlegroup(ChartRow):
    """One or several battlegroups at a date."""

    hosts: str
    battlegroups: int
    soldiers: int
    rounded: str = ""

    @property
    def countries(self) -> list[str]:
        """The hosts, one by one."""
        return [host.strip() for host in self.hosts.split(",")]


@dataclass(frozen=True, kw_only=True)
class Poll(ChartRow):
    """The share of those who gave an answer, in per cent."""

    pollster: str
    answer: str
    share: int
    opposite: int | None = None


@dataclass(frozen=True)
class ChartData:
    """The numbers behind a chart: the title and rows of its file."""

    title: str
    rows: tuple[ChartRow, ...]


@dataclass(frozen=True)
class PageMeta:
    """What a page says of itself in its front matter."""

    title: str
    description: str
    scripts: tuple[str, ...] = ()
    paper: bool = True


CHART_ROWS: dict[str, type[ChartRow]] = {
    "nato-members": Member,
    "battlegroups": Battlegroup,
    "russian-opinion": Poll,
}
