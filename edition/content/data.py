"""Read the files of `docs/data/`: parse each, check it against its schema, and create records."""

from collections.abc import Callable
from typing import Any, TypeVar

from edition.config import Project
from edition.content.dates import Date
from edition.content.records import (
    CHART_ROWS,
    Change,
    ChartData,
    Name,
    PassagePlace,
    Phrase,
    Place,
    Record,
    RecordedEdition,
    Telling,
)
from edition.content.schema import validated
from edition.content.yaml import Document, Keys, read_data
from edition.diagnostics import BuildError

AnyRecord = TypeVar("AnyRecord", bound=Record)
# Conversions for fields whose type differs from that in the file, by their name in the file.
_INNER: dict[str, Callable[[Document, Keys, Any], Any]] = {
    "author": lambda document, keys, items: _listed(document, keys, items, Name),
    "interviewer": lambda document, keys, items: _listed(document, keys, items, Name),
    "changes": lambda document, keys, items: _listed(document, keys, items, Change),
    "tellings": lambda document, keys, items: _listed(document, keys, items, Telling),
    "phrases": lambda document, keys, items: _listed(document, keys, items, Phrase),
    "passages": lambda document, keys, items: _listed(document, keys, items, PassagePlace),
    **dict.fromkeys(
        ("date", "issued", "said", "told", "happened", "until"),
        lambda _document, _keys, text: Date(text),
    ),
    **dict.fromkeys(
        ("sources", "where", "off", "bears", "derives-from", "witness-in", "same"),
        lambda _document, _keys, items: tuple(items),
    ),
}
_RENAMED = {"from": "start"}
# The fields that identify a record: no two records of a file may have the same values.
_NAMED_BY = {
    "sources": ["id"],
    "claims": ["id"],
    "timeline": ["id"],
    "moved": ["start"],
    "changes": ["edition"],
    "passages": ["source", "locator"],
    "speakers": ["source", "locator", "words"],
    "tellings": ["id"],
}


def _document(project: Project, name: str) -> tuple[Document, Any]:
    document = read_data(project.data / f"{name}.yml", project.root)
    return document, validated(document, name)


def read_records(project: Project, name: str, kind: type[AnyRecord]) -> tuple[AnyRecord, ...]:
    """Return the records of the file NAME, which is a list of them.

    Args:
        project: the project.
        name: the file's name without “.yml”.
        kind: the class of the records.

    Raises:
        BuildError: the file is missing, does not parse or does not fit its schema.
    """
    document, value = _document(project, name)
    records = _listed(document, (), value, kind)
    first: dict[str, int] = {}
    repeated = []
    for record in records if name in _NAMED_BY else ():
        key = ", ".join(filter(None, (getattr(record, part) for part in _NAMED_BY[name])))
        if key in first:
            what = f"“{key}” is listed twice (first on line {first[key]})."
            repeated.append(record.place.problem("id", what, "Delete or rename one of the two."))
        first.setdefault(key, record.place.line)
    if repeated:
        raise BuildError(repeated)
    return records


def read_chart(project: Project, name: str) -> ChartData:
    """Return the numbers of the chart NAME.

    Raises:
        BuildError: as `read_records`.
    """
    document, value = _document(project, name)
    rows = _listed(document, ("rows",), value.pop("rows"), CHART_ROWS[name])
    events = tuple(value.pop("events", ()))
    return ChartData(rows=rows, events=events, **value)


def read_editions(project: Project) -> dict[str, RecordedEdition]:
    """Return the record of each edition, by the edition's name.

    Raises:
        BuildError: as `read_records`.
    """
    document, value = _document(project, "editions")
    return {name: _record(document, (name,), item, RecordedEdition) for name, item in value.items()}


def read_ledger(project: Project) -> list[tuple[str, int]]:
    """Return every published address, with the line of its page in the ledger.

    Raises:
        BuildError: as `read_records`.
    """
    document, value = _document(project, "ledger")
    listed = []
    for page, names in value.items():
        line = document.line(page)
        listed += [(page, line), *((f"{page}#{name}", line) for name in names)]
    return listed


def _listed(
    document: Document, keys: Keys, items: list[Any], kind: type[AnyRecord]
) -> tuple[AnyRecord, ...]:
    return tuple(_record(document, (*keys, place), item, kind) for place, item in enumerate(items))


def _record(document: Document, keys: Keys, item: Any, kind: type[AnyRecord]) -> AnyRecord:
    """Return ITEM, found at KEYS and valid by its schema, as a record."""
    values = {}
    for key, value in item.items():
        name = _RENAMED.get(key, key.lower().replace("-", "_"))
        values[name] = _INNER[key](document, (*keys, key), value) if key in _INNER else value
    lines = {key: document.line(*keys, key) for key in item}
    return kind(**values, place=Place(document.file, document.line(*keys), lines))
