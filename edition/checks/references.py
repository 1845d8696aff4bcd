"""What may be wrong in docs/data/: sources, claims, events."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from edition.content.citation_style import LANGUAGES
from edition.content.dates import is_after, parts, years
from edition.content.model import ASSESSMENTS, CHECKED, TIERS, Content, text_of
from edition.content.yaml import Record, read_yaml
from edition.diagnostics import Problem, suggestion
from edition.generate.data_exports import CSL_FIELDS

ID = re.compile(r"[a-z][a-z0-9-]*")
SOURCE_TYPES = (
    "article", "article-journal", "article-magazine", "article-newspaper", "book", "chapter", "dataset", "document",
    "interview", "legislation", "motion_picture", "report", "speech", "treaty", "webpage",
)  # fmt: skip

# What each record may say. A field spelt wrongly would otherwise be passed over without a word.
FIELDS = {
    "sources.yml": (*CSL_FIELDS, "issued", "tier", "checked", "archive", "after-cutoff"),
    "claims.yml": ("id", "section", "statement", "assessment"),
    "timeline.yml": (
        "id",
        "date",
        "title",
        "text",
        "paragraph",
        "turn",
        "label",
        "sources",
        "after-cutoff",
    ),
}
_LISTS = ("author", "sources")


def problems(content: Content) -> Iterator[Problem]:
    """Every problem in sources.yml, claims.yml and timeline.yml."""
    content.project.edition  # noqa: B018 - raises where the edition's own facts are missing
    for name, check in (("sources.yml", _source), ("claims.yml", _claim), ("timeline.yml", _event)):
        path = content.project.data / name
        file = content.project.name(path)
        records = read_yaml(path, content.project.root)
        if not isinstance(records, list) or not all(isinstance(item, Record) for item in records):
            yield Problem(
                file, 1, "The file is not a list of records.", "Begin each record with “- id: …”."
            )
            continue
        seen: dict[str, int] = {}
        for record in records:
            key = text_of(record, "id")
            if not key:
                yield Problem(file, record.line, "A record has no id.", "Give it one: “- id: …”.")
                continue
            if key in seen:
                yield Problem(
                    file,
                    record.lines["id"],
                    f"The id “{key}” stands twice (first on line {seen[key]}).",
                    "Give one of them another id.",
                )
            seen[key] = record.line
            yield from _known_fields(file, record, FIELDS[name])
            nested = [
                field
                for field, value in record.items()
                if isinstance(value, (list, dict)) and field not in _LISTS
            ]
            for field in nested:
                yield Problem(
                    file,
                    record.lines[field],
                    f"The {field} is not text.",
                    "Write it on one line, in quotes where it holds “: ”.",
                )
            if not nested:
                yield from check(content, file, record)


def _known_fields(file: str, record: Record, fields: tuple[str, ...]) -> Iterator[Problem]:
    for key in record:
        if key not in fields:
            hint = suggestion(key, fields, f"Known: {', '.join(fields)}.")
            yield Problem(
                file,
                record.lines[key],
                f"“{key}” is not a known field (of “{record['id']}”).",
                hint,
            )


def _line(record: Record, key: str) -> int:
    return record.lines.get(key, record.line)


def _missing(file: str, record: Record, *keys: str) -> Iterator[Problem]:
    for key in keys:
        if not record.get(key):
            yield Problem(
                file, record.line, f"“{record['id']}” has no {key}.", f"Add a line “{key}: …”."
            )


def _choice(file: str, record: Record, key: str, allowed: tuple[str, ...]) -> Iterator[Problem]:
    value = text_of(record, key)
    if value and value not in allowed:
        hint = suggestion(value, allowed, f"Allowed: {', '.join(allowed)}.")
        yield Problem(
            file, _line(record, key), f"“{value}” is not a known {key} (of “{record['id']}”).", hint
        )


def id_problem(file: str, line: int, name: str) -> Iterator[Problem]:
    """A problem where NAME is not an id that can last: Latin small letters, digits and hyphens."""
    foreign = sorted({letter for letter in name if not letter.isascii()})
    if foreign:
        shown = ", ".join(f"“{letter}” (U+{ord(letter):04X})" for letter in foreign)
        yield Problem(
            file,
            line,
            f"The id “{name}” holds a letter that is not Latin: {shown}.",
            "Type it again on a Latin keyboard.",
        )
    elif not ID.fullmatch(name):
        yield Problem(
            file,
            line,
            f"“{name}” is not a good id.",
            "Use small letters, digits and hyphens, a letter first.",
        )


def _date(content: Content, file: str, record: Record, key: str) -> Iterator[Problem]:
    value = text_of(record, key)
    if not value:
        return
    try:
        parts(value)
    except ValueError:
        yield Problem(
            file,
            _line(record, key),
            f"“{value}” is not a date that exists (of “{record['id']}”).",
            "Write 2000, 2000-02 or 2000-02-16.",
        )
        return
    if is_after(value, content.project.cutoff) and not record.get("after-cutoff"):
        yield Problem(
            file,
            _line(record, key),
            f"“{record['id']}” is dated {value}, after the evidence's cut-off on {content.project.cutoff}.",
            "Correct the date, or say why it is there: “after-cutoff: …”.",
        )


def _address(file: str, record: Record, key: str) -> Iterator[Problem]:
    url = text_of(record, key)
    if not url:
        return
    try:
        scheme, host = urlsplit(url).scheme, urlsplit(url).hostname or ""
    except ValueError:
        scheme = host = ""
    if scheme not in ("http", "https") or "." not in host or re.search(r"[\s<>\"“”]", url):
        yield Problem(
            file,
            _line(record, key),
            f"“{url}” is not a web address (of “{record['id']}”).",
            "Write it whole, from https:// on, without spaces.",
        )


def _source(content: Content, file: str, source: Record) -> Iterator[Problem]:
    yield from id_problem(file, _line(source, "id"), text_of(source, "id"))
    yield from _missing(file, source, "type", "tier", "title", "language", "checked")
    yield from _choice(file, source, "type", SOURCE_TYPES)
    yield from _choice(file, source, "tier", tuple(TIERS))
    yield from _choice(file, source, "checked", tuple(CHECKED))
    yield from _choice(file, source, "language", tuple(LANGUAGES))
    yield from _date(content, file, source, "issued")
    yield from _address(file, source, "URL")
    yield from _address(file, source, "archive")
    if not any(source.get(key) for key in ("URL", "publisher", "container-title")):
        yield Problem(
            file,
            source.line,
            f"“{source['id']}” cannot be found by a reader.",
            "Add a URL, a publisher or a container-title.",
        )
    name = text_of(source, "id")
    if (
        name not in content.mentions
        and not content.event_mentions(name)
        and not content.chart_mentions(name)
    ):
        yield Problem(
            file,
            source.line,
            f"“{source['id']}” is cited nowhere.",
            "Cite it, or take it out of the list.",
        )
    author = source.get("author") or []
    if not isinstance(author, list) or not all(
        isinstance(person, Record) and (person.get("literal") or person.get("family"))
        for person in author
    ):
        yield Problem(
            file,
            _line(source, "author"),
            f"The author of “{source['id']}” is not a list of names.",
            "Write “- {family: Rankin, given: Jennifer}” or “- {literal: NATO}”.",
        )


def _claim(content: Content, file: str, claim: Record) -> Iterator[Problem]:
    if not re.fullmatch(r"[A-Z][0-9]+", text_of(claim, "id")):
        yield Problem(
            file,
            _line(claim, "id"),
            f"“{claim['id']}” is not a claim id.",
            "Write a capital Latin letter and a number, as in B4.",
        )
    yield from _missing(file, claim, "section", "statement", "assessment")
    yield from _choice(file, claim, "assessment", tuple(ASSESSMENTS))
    section = text_of(claim, "section")
    if section and section not in content.pages:
        hint = suggestion(section, content.pages, "Name a page of docs/ without “.md”.")
        yield Problem(
            file,
            _line(claim, "section"),
            f"There is no page “{section}” (of claim {claim['id']}).",
            hint,
        )


def _event(content: Content, file: str, event: Record) -> Iterator[Problem]:
    yield from id_problem(file, _line(event, "id"), text_of(event, "id"))
    yield from _missing(file, event, "date", "title", "text", "paragraph", "sources")
    yield from _date(content, file, event, "date")
    yield from _choice(file, event, "turn", ("closer", "apart"))
    if text_of(event, "label") and not text_of(event, "turn"):
        what = (
            f"The event “{event['id']}” has a label for the chart, but is no turning point in it."
        )
        yield Problem(
            file,
            _line(event, "label"),
            what,
            "Add a line “turn: closer” or “turn: apart”, or take the label away.",
        )
    shown = [
        span
        for page in content.pages.values()
        for block in page.blocks_named("timeline")
        if (span := _years(block.argument))
    ]
    if (
        text_of(event, "date")[:4].isdigit()
        and sum(int(text_of(event, "date")[:4]) in span for span in shown) != 1
    ):
        yield Problem(
            file,
            _line(event, "date"),
            f"The event “{event['id']}” is shown by no block “/// timeline”, or by several.",
            "Let the spans of years in docs/timeline.md cover each year once.",
        )
    paragraph = text_of(event, "paragraph")
    if paragraph and paragraph not in content.paragraph_pages:
        hint = suggestion(
            paragraph, content.paragraph_pages, "Name a paragraph of the sections, as in p12."
        )
        yield Problem(
            file,
            _line(event, "paragraph"),
            f"There is no paragraph “{paragraph}” (of event “{event['id']}”).",
            hint,
        )
    sources = event.get("sources") or []
    if not isinstance(sources, list) or not all(isinstance(source, str) for source in sources):
        what = f"The sources of “{event['id']}” are not a list of ids."
        yield Problem(file, _line(event, "sources"), what, "Write them in brackets: [source-id].")
        sources = []
    for source in sources:
        if source not in content.sources:
            yield unknown_source(content, file, _line(event, "sources"), str(source))
    previous = content.events[max(0, content.events.index(event) - 1)]
    if text_of(previous, "date") > text_of(event, "date"):
        later = next(
            other for other in content.events if text_of(other, "date") > text_of(event, "date")
        )
        yield Problem(
            file,
            _line(event, "date"),
            f"The event “{event['id']}” comes after a later one (“{previous['id']}”).",
            f"Keep the events in the order of their dates: this one belongs before “{later['id']}”.",
        )


def _years(argument: str) -> range:
    try:
        return years(argument)
    except ValueError:
        return range(0)  # told where it is written


def unknown_source(content: Content, file: str, line: int, source: str) -> Problem:
    """The problem of citing a source that sources.yml does not list."""
    if not source:
        return Problem(
            file,
            line,
            "The citation names no source.",
            "Write [@source-id], with an id of docs/data/sources.yml.",
        )
    if any(not letter.isascii() for letter in source):
        return next(id_problem(file, line, source))
    hint = suggestion(source, content.sources, "Add it to docs/data/sources.yml.")
    return Problem(file, line, f"There is no source “{source}”.", hint)
