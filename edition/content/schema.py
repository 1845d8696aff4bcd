"""Validate a file against its JSON Schema, and convert its numbers and booleans.

The schemas in `schemas/` describe every file of `docs/data/`, the pages' front matter (`page`) and
the settings that the edition needs in `mkdocs.yml` (`settings`). Editors use the same files for
completion. `errorMessage`, which VS Code also shows, is the hint of a problem. Next to `anyOf` and
`oneOf`, for which no message can be generated, it is the whole message.
"""

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jsonschema import Draft202012Validator, FormatChecker

from edition.content.dates import Date
from edition.content.schema_messages import name_of, problems
from edition.content.yaml import Document
from edition.diagnostics import BuildError, Problem

FOLDER = Path(__file__).parent / "schemas"
_INTEGER, _NUMBER = (
    re.compile(r"-?(0|[1-9]\d{0,14})"),
    re.compile(r"-?(0|[1-9]\d{0,14})(\.\d{1,15})?"),
)
_FORMATS = FormatChecker(formats=())
_HOST = re.compile(r"(?:[A-Za-z0-9][A-Za-z0-9-]*(?<!-)\.)+[A-Za-z0-9-]+\.?(?::\d+)?")


def _is_date(value: object) -> bool:
    return not isinstance(value, str) or bool(Date(value))


def is_web_address(value: str) -> bool:
    """Whether VALUE is the address of a page on a public host, without user name and password."""
    try:
        whole = urlsplit(value)
        return (
            whole.scheme in ("http", "https")
            and bool(_HOST.fullmatch(whole.netloc))
            and whole.port != 0  # raises ValueError if it is above 65535
            and not re.search(r"[\s<>\"“”]", value)
        )
    except ValueError:
        return False


_FORMATS.checkers = {
    "partial-date": (_is_date, ValueError),
    "uri": (lambda value: not isinstance(value, str) or is_web_address(value), ()),
}


def load(name: str) -> dict[str, Any]:
    """Return the schema NAME, with its references resolved."""
    schema: dict[str, Any] = _inlined(_stored(name), _stored("common")["$defs"])
    return schema


def _stored(name: str) -> Any:
    return json.loads((FOLDER / f"{name}.schema.json").read_text("utf-8"))


def _inlined(part: Any, shared: dict[str, Any]) -> Any:
    if isinstance(part, list):
        return [_inlined(item, shared) for item in part]
    if not isinstance(part, dict):
        return part
    if "$ref" in part:
        part = {**shared[part["$ref"].rpartition("/")[2]], **part}
        del part["$ref"]
        return _inlined(part, shared)
    return {key: _inlined(item, shared) for key, item in part.items()}


@cache
def _validator(name: str) -> Draft202012Validator:
    return Draft202012Validator(load(name), format_checker=_FORMATS)


def validated(document: Document, name: str, typed: bool = True) -> Any:
    """Return the value of DOCUMENT after validation against the schema NAME.

    Args:
        document: the parsed file.
        name: the schema's file name without “.schema.json”.
        typed: whether to convert text to a number or boolean where the schema requires one.

    Raises:
        BuildError: the document does not fit the schema; contains every problem found.
    """
    validator = _validator(name)
    value = _typed(document.value, validator.schema) if typed else document.value
    if value in ("", None):
        hint = validator.schema["errorMessage"]
        found = [Problem(document.file, document.line(), f"{document.part} is empty.", hint)]
    else:
        found = list(problems(document, value, validator.iter_errors(value)))
    found = found or list(_lost_text(document, validator.schema))
    if found:
        raise BuildError(found)
    return value


def _inner(schema: dict[str, Any], key: str | int) -> dict[str, Any]:
    """Return the subschema for KEY in a value of SCHEMA."""
    if isinstance(key, int):
        inner = schema.get("items")
    else:
        inner = schema.get("properties", {}).get(key) or schema.get("additionalProperties")
    return inner if isinstance(inner, dict) else {}


def _typed(value: Any, schema: dict[str, Any]) -> Any:
    if isinstance(value, dict):
        return {key: _typed(item, _inner(schema, key)) for key, item in value.items()}
    if isinstance(value, list):
        return [_typed(item, _inner(schema, place)) for place, item in enumerate(value)]
    wanted = schema.get("type")
    if wanted == "integer" and _INTEGER.fullmatch(value):
        return int(value)
    if wanted == "number" and _NUMBER.fullmatch(value):
        return float(value)
    if wanted == "boolean" and value in ("true", "false"):
        return value == "true"
    return re.sub(r"[ \t\n]+", " ", value).strip(" ")


def _lost_text(document: Document, schema: dict[str, Any]) -> Iterator[Problem]:
    """Yield comments on the same line as text: an editor may have meant the “#” as part of it."""
    for keys in sorted(document.commented, key=lambda keys: document.line(*keys)):
        wanted = schema
        for key in keys:
            wanted = _inner(wanted, key)
        if wanted.get("type") not in ("integer", "number", "boolean") and "enum" not in wanted:
            what = f"What is behind “#” is a comment, and no part of the {name_of(keys)}."
            hint = "Put the text in quotes, or the comment on a line of its own."
            yield Problem(document.file, document.line(*keys), what, hint)
