"""Hold what a file says against its JSON Schema, and give its numbers their types.

The schemas in `schemas/` describe every file of `docs/data/`, the pages' front matter (`page`) and what the edition
needs of `mkdocs.yml` (`settings`). Editors complete from the same files. `errorMessage`, which VS Code shows too, is
our hint; beside `anyOf` and `oneOf`, which cannot be put into words, it is the whole message.
"""

import json
import re
from collections.abc import Iterator
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jsonschema import Draft202012Validator, FormatChecker, ValidationError

from edition.content.dates import Date
from edition.content.identifiers import foreign_letters
from edition.content.yaml import Document, Keys
from edition.diagnostics import BuildError, Problem, suggestion

FOLDER = Path(__file__).parent / "schemas"
_KINDS = {"array": "a list", "object": "a list of “key: value” lines"}
_LABELS = ("id", "edition", "from", "source")  # what names a record in a message
# Of several errors of one value the first in this order is reported.
_RANK = ("type", "minLength", "enum", "pattern", "format")
_INTEGER, _NUMBER = (
    re.compile(r"-?(0|[1-9]\d{0,14})"),
    re.compile(r"-?(0|[1-9]\d{0,14})(\.\d{1,15})?"),
)
_FORMATS = FormatChecker(formats=())


def _is_date(value: object) -> bool:
    return not isinstance(value, str) or bool(Date(value))


def _is_web_address(value: object) -> bool:
    if not isinstance(value, str):
        return True
    whole = urlsplit(value)
    return (
        whole.scheme in ("http", "https")
        and bool(re.fullmatch(r"([A-Za-z0-9-]+\.)+[A-Za-z0-9-]+\.?(:\d+)?", whole.netloc))
        and whole.port != 0  # raises ValueError where it is above 65535
        and not re.search(r"[\s<>\"“”]", value)
    )


_FORMATS.checkers = {
    "partial-date": (_is_date, ValueError),
    "uri": (_is_web_address, ValueError),
}


def load(name: str) -> dict[str, Any]:
    """The schema NAME, with what it refers to in its place."""
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
    """The value of DOCUMENT, which is as the schema NAME wants it.

    Args:
        document: what was read.
        name: the schema.
        typed: whether text is to become a number or a truth value where the schema wants one.

    Raises:
        BuildError: everything in it that is otherwise.
    """
    validator = _validator(name)
    value = _typed(document.value, validator.schema) if typed else document.value
    found = list(_problems(document, value, validator))
    if typed and not found:
        found = list(_lost_text(document, value, validator.schema))
    if found:
        raise BuildError(found)
    return value


def _inner(schema: dict[str, Any], key: str | int) -> dict[str, Any]:
    """The schema of what is at KEY in a value of SCHEMA."""
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


def _lost_text(document: Document, value: Any, schema: dict[str, Any]) -> Iterator[Problem]:
    """Comments behind text: what an editor typed behind a “#” may be a part of it."""
    for keys in sorted(document.commented, key=lambda keys: document.line(*keys)):
        wanted = schema
        for key in keys:
            wanted = _inner(wanted, key)
        if wanted.get("type") not in ("integer", "number", "boolean") and "enum" not in wanted:
            what = f"What is behind “#” is a comment, and no part of the {_name(keys)}."
            hint = "Put the text in quotes, or the comment on a line of its own."
            yield Problem(document.file, document.line(*keys), what, hint)


def _problems(document: Document, value: Any, validator: Draft202012Validator) -> Iterator[Problem]:
    if value in ("", None):
        hint = validator.schema["errorMessage"]
        yield Problem(document.file, document.line(), f"{document.part} is empty.", hint)
        return
    errors = []
    for error in validator.iter_errors(value):
        if "propertyNames" in error.absolute_schema_path:
            line = document.line(*error.absolute_path, error.instance)
            hint = error.schema["errorMessage"]
            what = f"“{error.instance}” cannot be listed here."
            yield Problem(document.file, line, what, hint)
        else:
            errors.append(error)
    errors.sort(key=lambda error: _RANK.index(error.validator) if error.validator in _RANK else 9)
    done: set[Keys] = set()  # incomplete records, and values that are reported
    for error in errors:
        if error.validator in ("additionalProperties", "required", "dependentRequired"):
            done.add(tuple(error.absolute_path))
    for keys in sorted(done, key=lambda keys: document.line(*keys)):
        fields = [error for error in errors if tuple(error.absolute_path) == keys]
        yield from _fields(document, value, keys, fields)
    for error in errors:
        keys = tuple(error.absolute_path)
        consequence = _is_compound(error) and any(keys == other[: len(keys)] for other in done)
        if keys not in done and not consequence:
            done.add(keys)
            what, hint = _wrong(error, value, document.part)
            yield Problem(document.file, document.line(*keys), what, hint)


def _fields(
    document: Document, value: Any, keys: Keys, errors: list[ValidationError]
) -> Iterator[Problem]:
    """What is wrong with the fields that the record at KEYS has and lacks."""
    record, known = errors[0].instance, errors[0].schema.get("properties", {})
    label, name = _label(value, keys), next(reversed(keys), 0)
    own = label in record.values() if isinstance(record, dict) else False
    subject = (
        f"“{label if own else name}” has" if own or isinstance(name, str) else "The record has"
    )
    subject = subject if keys else "There is"
    unknown: list[str] = []
    missing: list[str] = []
    for error in errors:
        if error.validator == "additionalProperties":
            known = error.schema["properties"]
            unknown = [key for key in record if key not in known]
        elif error.validator == "required":
            missing += [key for key in error.validator_value if error.message.startswith(repr(key))]
        elif error.validator == "dependentRequired":
            for given, needed in error.validator_value.items():
                for key in needed if given in record else ():
                    if key not in record:
                        what = f"“{given}” needs “{key}”{_of(value, keys)}."
                        hint = f"Add a line “{key}: …”, or delete “{given}”."
                        yield Problem(document.file, document.line(*keys, given), what, hint)
    for key in unknown:
        hint = suggestion(key, known, f"Known: {', '.join(known)}.")
        missing = [other for other in missing if f"“{other}”" not in hint]
        what = f"“{key}” is not a known field{_of(value, keys)}."
        yield Problem(document.file, document.line(*keys, key), what, hint)
    missing = sorted(set(missing), key=missing.index)
    if missing:
        what = f"{subject} no {', '.join(f'“{key}”' for key in missing)}"
        what += "." if own or not label else f" (of “{label}”)."
        hint = ", ".join(f"“{key}: …”" for key in missing)
        others = [key for key in record if key not in known]
        line, hint = document.line(*keys), f"Add {hint}."
        if near := get_close_matches(missing[0], others, n=1):
            line, hint = document.line(*keys, near[0]), f"Write it in place of “{near[0]}”."
        yield Problem(document.file, line, what, hint)


def _is_compound(error: ValidationError) -> bool:
    """Whether ERROR is about a record as a whole, so that the schema has the whole message."""
    if error.validator == "not":
        return "type" not in error.schema
    return error.validator in ("anyOf", "oneOf")


def _wrong(error: ValidationError, value: Any, part: str) -> tuple[str, str]:
    """What is wrong with a value, and a hint."""
    keys, given, wanted = tuple(error.absolute_path), error.instance, error.validator_value
    name, hint = _name(keys), error.schema.get("errorMessage", "")
    if _is_compound(error):
        what, _, hint = hint.partition(". ")
        return f"{what}{_of(value, keys)}.", hint
    whose = "" if name in _LABELS else _of(value, keys[:-1])
    subject = f"“{name}”" if keys else part
    if keys and isinstance(keys[-1], int) and error.validator == "type":
        subject = f"An entry of “{name}”"
    if given in ("", [], {}, None):
        return (
            f"{subject} is empty{whose}.",
            hint if not keys else "Give it a value, or delete the line.",
        )
    if error.validator == "type" and wanted not in ("integer", "number", "boolean"):
        if "string" in wanted:  # here the message of the schema is about what the text says
            hint = "Write it on one line, in quotes where it contains “: ”."
            if isinstance(given, (int, float)):
                hint = "Put it in quotes."
        return f"{subject} is not {_KINDS.get(str(wanted), 'text')}{whose}.", hint
    return _wrong_value(error, name, whose, hint)


def _wrong_value(error: ValidationError, name: str, whose: str, hint: str) -> tuple[str, str]:
    """The same of a value that is of the right kind."""
    given, wanted = error.instance, error.validator_value
    text = str(given)
    shown = text if len(text) <= 80 else text[:79] + "…"
    what = f"“{shown}” is not a valid value of “{name}”{whose}."
    if error.validator == "maxLength":
        what, hint = f"“{name}” has {len(given)} characters{whose}.", f"Use at most {wanted}."
    elif error.validator == "uniqueItems":
        twice = next(item for place, item in enumerate(given) if item in given[:place])
        what, hint = f"“{twice}” is listed twice in “{name}”{whose}.", "Delete one of the two."
    elif error.validator == "pattern" and (foreign := foreign_letters(text)):
        what = f"The {name} “{shown}” contains a letter that is not Latin: {foreign}."
        hint = "Type it again on a Latin keyboard."
    elif error.schema.get("format") == "partial-date":
        what = f"“{shown}” is not a date that exists{whose}."
    elif error.validator == "format":
        what = f"“{shown}” is not a web address{whose}."
    elif error.validator == "type" and wanted in ("integer", "number"):
        kind = "a whole number" if wanted == "integer" else "a number"
        what = f"“{shown}” is not {kind}{whose}."
    elif error.validator in ("enum", "const"):
        allowed = [str(word) for word in (wanted if isinstance(wanted, list) else [wanted])]
        hint = suggestion(text, allowed, hint or f"Allowed: {', '.join(allowed)}.")
        what = f"“{shown}” is not a known value of “{name}”{whose}."
    return what, hint


def _name(keys: Keys) -> str:
    """What the value at KEYS is called: the last key that is a word."""
    return str(next((key for key in reversed(keys) if isinstance(key, str)), "entry"))


def _label(value: Any, keys: Keys) -> str:
    """What names the innermost record around KEYS that has a name."""
    label = ""
    for key in (*keys, None):
        if isinstance(value, dict):
            names = (value.get(name) for name in _LABELS)
            label = next((name for name in names if isinstance(name, str) and name), label)
        if key is None or not isinstance(value, (dict, list)):
            break
        value = value[key]  # type: ignore[index]
    return label


def _of(value: Any, keys: Keys) -> str:
    label = _label(value, keys) if keys else ""
    return f" (of “{label}”)" if label else ""
