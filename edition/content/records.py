"""The records of the files in `docs/data/`, typed.

The schema of each file describes its fields; the field `container_title` of a record is called
`container-title` there. `edition.content.data` creates records from data that fits its schema.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from edition.content.dates import Date
from edition.diagnostics import Problem


@dataclass(frozen=True)
class Place:
    """The place of a record in its file.

    Attributes:
        file: the file, as messages show it.
        line: its first line.
        lines: the line of each of its fields, by the field's name in the file.
    """

    file: str
    line: int
    lines: Mapping[str, int]

    def problem(self, key: str, what: str, hint: str) -> Problem:
        """Return a problem of the field KEY, or of the whole record if it has no such field."""
        return Problem(self.file, self.lines.get(key, self.line), what, hint)


NOWHERE = Place("", 0, {})


@dataclass(frozen=True, kw_only=True)
class Record:
    """The base of all records: something that is written in a data file."""

    place: Place = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, kw_only=True)
class Name(Record):
    """A person with family and given name, or an organisation with a literal name."""

    family: str = ""
    given: str = ""
    literal: str = ""

    @property
    def full(self) -> str:
        """Return the name in the usual order: “Jennifer Rankin”, “NATO”."""
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
    interviewer: tuple[Name, ...] = ()
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
    state_media: str = ""
    public_media: str = ""
    note: str = ""
    after_cutoff: str = ""

    @property
    def backer(self) -> str:
        """Return in words who stands behind the outlet, if that is said."""
        if self.state_media:
            return f"State media of {self.state_media}"
        return f"Publicly funded in {self.public_media}" if self.public_media else ""


@dataclass(frozen=True, kw_only=True)
class Phrase(Record):
    """Words of a claim that only some of its sources attest."""

    words: str
    bears: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Claim(Record):
    """A claim of the article."""

    id: str
    section: str
    statement: str
    assessment: str
    off: tuple[str, ...] = ()
    bears: tuple[str, ...] = ()
    phrases: tuple[Phrase, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Event(Record):
    """A dated event of the timeline."""

    id: str
    date: Date
    title: str
    text: str
    paragraph: str
    strand: str
    sources: tuple[str, ...]
    turn: str = ""
    label: str = ""
    president: str = ""
    after_cutoff: str = ""


@dataclass(frozen=True, kw_only=True)
class Change(Record):
    """One change to the published text."""

    kind: str
    where: tuple[str, ...]
    what: str
    why: str
    wrong: str = ""
    severity: str = ""


@dataclass(frozen=True, kw_only=True)
class EditionChanges(Record):
    """The changes of one edition."""

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
    """The new address of something that moved, or the reason for its removal."""

    start: str  # `from` in the file, which is a keyword in Python
    to: str = ""
    gone: str = ""


@dataclass(frozen=True, kw_only=True)
class Synonyms(Record):
    """Words that find the same, and the addresses that they find first, if there are any."""

    same: tuple[str, ...]
    leads_to: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class RecordedEdition(Record):
    """The record of an edition: its date, the hash of each paragraph and claim, and of all."""

    date: Date
    sums: dict[str, str]
    checksum: str


@dataclass(frozen=True, kw_only=True)
class Passage(Record):
    """The words that a citation rests on, or the reason why there are none."""

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
    """Who said the words of a passage, when, and how they are known.

    If `words` is given, only those words of the passage; `original` has them in its language.
    """

    id: str
    speaker: str
    telling: str
    words: str = ""
    original: str = ""
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
    label: str
    tells: str = "event"
    original: str = ""
    happened: Date | None = None

    @property
    def is_related(self) -> bool:
        """Whether it tells other words than the event itself."""
        return self.tells == "related"


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
    """A row of a chart's data."""

    date: Date
    sources: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Member(ChartRow):
    """A member of NATO and the date on which it joined, or was promised that it would."""

    country: str
    formerly: str = ""
    status: str = ""

    @property
    def is_promised(self) -> bool:
        return bool(self.status)


@dataclass(frozen=True, kw_only=True)
class Battlegroup(ChartRow):
    """One or several battlegroups on a date."""

    hosts: str
    battlegroups: int
    soldiers: int | None = None
    rounded: str = ""

    @property
    def countries(self) -> list[str]:
        """Return the host countries as a list."""
        return [host.strip() for host in self.hosts.split(",")]


@dataclass(frozen=True, kw_only=True)
class Poll(ChartRow):
    """The share of respondents who gave an answer, in per cent."""

    pollster: str
    answer: str
    share: int
    opposite: int | None = None


@dataclass(frozen=True)
class ChartData:
    """The data of a chart.

    Attributes:
        title: its finding, the title of the chart.
        rows: its numbers.
        subtitle: what the numbers are.
        credit: their sources in short, for the picture itself.
        lead: the answer whose series carries the finding, in a chart of several series.
        events: the ids of the timeline's events that the chart shows.
    """

    title: str
    rows: tuple[ChartRow, ...]
    subtitle: str = ""
    credit: str = ""
    lead: str = ""
    events: tuple[str, ...] = ()


@dataclass(frozen=True)
class PageMeta:
    """The front matter of a page."""

    title: str
    description: str
    scripts: tuple[str, ...] = ()
    paper: bool = True
    section: str = ""
    lines: Mapping[str, int] = field(default_factory=dict, compare=False)

    @property
    def short_name(self) -> str:
        """Return the name of a page with claims, where it stands beside them."""
        return self.section or "Overall"


CHART_ROWS: dict[str, type[ChartRow]] = {
    "nato-members": Member,
    "battlegroups": Battlegroup,
    "russian-opinion": Poll,
}
