"""What may be wrong in docs/data/changes.yml."""

from collections.abc import Iterator

from edition.content.dates import parts
from edition.content.model import CHANGES, SEVERITIES, Content, released, text_of
from edition.content.yaml import Record, read_yaml
from edition.diagnostics import Problem, suggestion

FILE = "docs/data/changes.yml"


def problems(content: Content) -> Iterator[Problem]:
    """Every problem in the list of changes, where a page shows one."""
    if not any(page.blocks_named("changes") for page in content.pages.values()):
        return
    editions = read_yaml(content.project.root / FILE, content.project.root)
    if (
        not isinstance(editions, list)
        or not editions
        or not all(isinstance(item, Record) for item in editions)
    ):
        yield Problem(
            FILE,
            1,
            "The file is not a list of editions.",
            "Begin each with “- edition: …”, the newest first.",
        )
        return
    version, published = (text_of(content.project.edition, key) for key in ("version", "published"))
    newest = released(content.project, editions)[0]  # above it, a coming edition may be prepared
    if (text_of(newest, "edition"), text_of(newest, "date")) != (version, published):
        yield Problem(
            FILE,
            newest.line,
            f"The newest edition here is {text_of(newest, 'edition')} of {text_of(newest, 'date')}; "
            f"mkdocs.yml has {version} of {published}.",
            "Let both say the same.",
        )
    later = ""
    for item in editions:
        yield from of_edition(content, item, later)
        later = text_of(item, "date")


def of_edition(content: Content, item: Record, later: str = "") -> Iterator[Problem]:
    """Every problem in one entry; LATER is the date of the entry above it."""
    date = text_of(item, "date")
    for key in ("edition", "date", "summary"):
        if not text_of(item, key):
            yield Problem(FILE, item.line, f"The edition has no {key}.", f"Add a line “{key}: …”.")
    if date:
        try:
            parts(date)
        except ValueError:
            yield Problem(
                FILE,
                item.lines["date"],
                f"“{date}” is not a date that exists.",
                "Write 2027-03-01.",
            )
    if later and date > later:
        yield Problem(
            FILE,
            item.line,
            f"The edition of {date} stands below one of {later}.",
            "Keep the newest edition first.",
        )
    changes = item.get("changes") or []
    if not isinstance(changes, list) or not all(isinstance(change, Record) for change in changes):
        yield Problem(
            FILE,
            item.lines["changes"],
            "The changes are not a list of records.",
            "Begin each with “- kind: …”.",
        )
        return
    for change in changes:
        yield from _change(content, change)


def _change(content: Content, change: Record) -> Iterator[Problem]:
    kind, severity = text_of(change, "kind"), text_of(change, "severity")
    needed = ["kind", "where", "what", "why"] + (
        ["wrong", "severity"] if kind == "correction" else []
    )
    for key in needed:
        if not change.get(key):
            yield Problem(FILE, change.line, f"The change has no {key}.", f"Add a line “{key}: …”.")
    for value, key, allowed, what in (
        (kind, "kind", CHANGES, "kind of change"),
        (severity, "severity", SEVERITIES, "severity"),
    ):
        if value and value not in allowed:
            hint = suggestion(value, allowed, f"Allowed: {', '.join(allowed)}.")
            yield Problem(FILE, change.lines[key], f"“{value}” is not a known {what}.", hint)
    places = change.get("where") or []
    if not isinstance(places, list):
        yield Problem(
            FILE,
            change.lines["where"],
            "“where” is not a list of addresses.",
            "Write “where: [early-hopes#p12]”.",
        )
        return
    known = [*content.addresses, *(text_of(item, "from") for item in content.moved)]
    for place in places:
        if place not in known:
            yield Problem(
                FILE,
                change.lines["where"],
                f"There is no address “{place}”.",
                suggestion(str(place), known, "Write a page or page#id, as in early-hopes#p12."),
            )
