"""The schemas: sound in themselves, in step with the typed records, known to editors, and obeyed."""

import json
from collections.abc import Callable, Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from fixtures import minimal_project
from jsonschema import Draft202012Validator
from tools.paths import ROOT

from edition.config import Project
from edition.content import schema
from edition.content.citation_style import LANGUAGES
from edition.content.model import NEEDED, OPTIONAL, Content
from edition.content.records import (
    CHART_ROWS,
    Change,
    Claim,
    EditionChanges,
    Event,
    Moved,
    Name,
    Passage,
    Record,
    RecordedEdition,
    Source,
)
from edition.content.schema import validated
from edition.content.yaml import parse_data
from edition.diagnostics import BuildError

NAMES = sorted(path.name.partition(".")[0] for path in schema.FOLDER.glob("*.schema.json"))
DATA = (*NEEDED, *OPTIONAL)


def parts(schema: Any, way: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every field that a schema describes, with the way to it."""
    for key, field in schema.get("properties", {}).items():
        yield f"{way}/{key}", field
        yield from parts(field, f"{way}/{key}")
    for key in ("items", "additionalProperties"):
        if isinstance(schema.get(key), dict):
            yield from parts(schema[key], f"{way}/{key}")


@pytest.mark.parametrize("name", NAMES)
def test_a_schema_is_one_and_describes_every_field(name: str) -> None:
    whole = schema.load(name)
    Draft202012Validator.check_schema(whole)
    assert whole["title"]
    assert whole["description"]
    for way, field in parts(whole):
        assert field.get("description", "").endswith("."), way


@pytest.mark.parametrize("name", NAMES)
def test_the_examples_of_a_schema_keep_to_it(name: str) -> None:
    whole = schema.load(name)
    shared = list(whole["$defs"].items()) if name == "common" else []
    for way, field in [("", whole), ("/items", whole.get("items", {})), *parts(whole), *shared]:
        checker = Draft202012Validator(field, format_checker=schema._FORMATS)
        for example in field.get("examples", []):
            assert list(checker.iter_errors(example)) == [], way


def test_every_file_of_data_names_its_schema() -> None:
    for path in (ROOT / "docs/data").glob("*.yml"):
        wanted = f"../../edition/content/schemas/{path.stem}.schema.json"
        first = path.read_text("utf-8").splitlines()[0]
        assert first == f"# yaml-language-server: $schema={wanted}"
        assert (path.parent / wanted).is_file()
    editor = json.loads((ROOT / ".vscode/settings.json").read_text("utf-8"))["yaml.schemas"]
    for name in DATA:
        assert editor[f"edition/content/schemas/{name}.schema.json"] == f"docs/data/{name}.yml"


def inner(name: str, *keys: str) -> dict[str, Any]:
    found = schema.load(name)
    for key in keys:
        found = found[key]
    return dict(found["properties"])


RECORDS: list[tuple[type[Record], dict[str, Any]]] = [
    (Source, inner("sources", "items")),
    (Name, inner("sources", "items", "properties", "author", "items")),
    (Claim, inner("claims", "items")),
    (Event, inner("timeline", "items")),
    (EditionChanges, inner("changes", "items")),
    (Change, inner("changes", "items", "properties", "changes", "items")),
    (Moved, inner("moved", "items")),
    (Passage, inner("passages", "items")),
    (RecordedEdition, inner("editions", "additionalProperties")),
    *((kind, inner(name, "properties", "rows", "items")) for name, kind in CHART_ROWS.items()),
]


@pytest.mark.parametrize(("kind", "properties"), RECORDS)
def test_a_record_has_the_fields_of_its_schema(
    kind: type[Record], properties: dict[str, Any]
) -> None:
    typed = {field.name for field in fields(kind)} - {"place"}
    assert {
        "start" if key == "from" else key.lower().replace("-", "_") for key in properties
    } == typed


def test_every_language_has_a_name() -> None:
    assert schema.load("common")["$defs"]["language"]["enum"] == sorted(LANGUAGES)


@pytest.mark.parametrize(
    "typed",
    ["No", "yes", "9:11", "007", "3.10", "1_000", "0x1F", "1e3", "2001-02-03", ".5", "=", "C#"],
)
def test_what_an_editor_types_stays_text(typed: str) -> None:
    assert parse_data(f"title: {typed}\n", "x.yml").value == {"title": typed}


def test_numbers_are_numbers_where_the_schema_wants_them() -> None:
    rows = (
        "title: T\nrows:\n- date: 2017\n  hosts: Here\n  battlegroups: 1\n  soldiers: 1000\n"
        "  sources: [a]\n"
    )
    (row,) = validated(parse_data(rows, "x.yml"), "battlegroups")["rows"]
    assert (row["date"], row["battlegroups"], row["soldiers"]) == ("2017", 1, 1000)


def test_lines_are_known_inside_of_records() -> None:
    document = parse_data("- id: a\n  author:\n  - family: B\n    given: C\n  - literal: D\n", "x")
    assert document.line(0) == 1
    assert document.line(0, "author", 0, "given") == 4
    assert document.line(0, "author", 1) == 5
    assert document.line(0, "author", 1, "nothing") == 5


def test_passages_are_found_by_source_and_locator(write_project: Callable[..., Path]) -> None:
    text = """\
- source: frost-2000
  locator: first answer
  exact: I don’t see why not.
  language: en
  seen: copy
  seen-at: https://bbc.example/frost
- source: rankin-2021
  missing: The page could not be read.
"""
    claim = minimal_project.FILES["docs/data/claims.yml"] + "  off: [date, wording]\n"
    root = write_project({"docs/data/passages.yml": text, "docs/data/claims.yml": claim})
    content = Content.read(Project(root))
    passage = content.passages["frost-2000", "first answer"]
    assert (passage.exact, passage.seen) == ("I don’t see why not.", "copy")
    assert passage.seen_at == "https://bbc.example/frost"
    assert content.passages["rankin-2021", ""].missing == "The page could not be read."
    assert content.claims["B1"].off == ("date", "wording")


def test_an_empty_file_is_one_problem(write_project: Callable[..., Path]) -> None:
    for name in ("sources", "claims", "timeline"):
        root = write_project({f"docs/data/{name}.yml": "# nothing\n"})
        with pytest.raises(BuildError) as raised:
            Content.read(Project(root))
        assert [problem.what for problem in raised.value.problems] == ["The file is empty."]
        write_project()
