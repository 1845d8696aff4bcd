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
        and bool(re.fullmatch(r"([A-Za-z0-9-]+\.)+[A-Za-z0-9-]+(:\d+)?", whole.netloc))
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
        yield Problem(document.file, document.line(), "The file is empty.", hint)
        return
    errors = list(validator.iter_errors(value))
    errors.sort(key=lambda error: _RANK.index(error.validator) if error.validator in _RANK else 9)
    unknown = {
        tuple(error.absolute_path): _unknown(error)
        for error in errors
        if error.validator == "additionalProperties"
    }
    wrong: set[Keys] = set()
    for error in errors:
        keys = tuple(error.absolute_path)
        strange = unknown.get(keys, {})
        if error.validator == "additionalProperties":
            for key, hint in strange.items():
                what = f"“{key}” is not a known field{_of(value, keys)}."
                yield Problem(document.file, document.line(*keys, key), what, hint)
        elif error.validator in ("required", "dependentRequired"):
            for what, hint in _missing(error, value, strange):
                yield Problem(document.file, document.line(*keys), what, hint)
        elif keys not in wrong and not (strange and error.validator in ("anyOf", "oneOf", "not")):
            wrong.add(keys)
            what, hint = _wrong(error, value)
            yield Problem(document.file, document.line(*keys), what, hint)


def _unknown(error: ValidationError) -> dict[str, str]:
    """The keys that the schema does not know, each with a hint."""
    known = error.schema["properties"]
    otherwise = f"Known: {', '.join(known)}."
    return {key: suggestion(key, known, otherwise) for key in error.instance if key not in known}


def _missing(
    error: ValidationError, value: Any, strange: dict[str, str]
) -> Iterator[tuple[str, str]]:
    """What is missing, unless a key that is not known was meant for it."""
    keys = tuple(error.absolute_path)
    if error.validator == "required":
        missing = [key for key in error.validator_value if key not in error.instance]
        missing = [key for key in missing if error.message.startswith(repr(key))]
    else:
        needs = error.validator_value.items()
        missing = [
            key for given, all_of in needs if given in error.instance
            for key in all_of if key not in error.instance
        ]  # fmt: skip
    known = error.schema.get("properties", {})
    for key in missing:
        if any(f"“{key}”" in hint for hint in strange.values()):
            continue
        whose = _label(value, keys)
        what = f"“{whose}” has no {key}." if whose else f"There is no {key}."
        others = [other for other in error.instance if other not in known]
        near = get_close_matches(key, others, n=1)
        hint = f"Write “{key}” in place of “{near[0]}”." if near else f"Add a line “{key}: …”."
        yield what, hint


def _wrong(error: ValidationError, value: Any) -> tuple[str, str]:
    """What is wrong, and a hint."""
    keys, wanted = tuple(error.absolute_path), error.validator_value
    name, whose, hint = _name(keys), _of(value, keys), error.schema.get("errorMessage", "")
    if error.validator in ("anyOf", "oneOf", "not") and "type" not in error.schema:
        what, _, hint = hint.partition(". ")
        return f"{what}{whose}.", hint
    if error.instance in ("", [], {}, None):
        return f"The {name} is empty{whose}.", "Give it a value, or remove the line."
    if error.validator == "type" and wanted not in ("integer", "number", "boolean"):
        subject = f"The {name}" if keys else "The file"
        if "string" in wanted:  # here the message of the schema is about what the text says
            hint = "Write it on one line, in quotes where it contains “: ”."
        return f"{subject} is not {_KINDS.get(str(wanted), 'text')}{whose}.", hint
    return _wrong_value(error, name, whose, hint)


def _wrong_value(error: ValidationError, name: str, whose: str, hint: str) -> tuple[str, str]:
    """The same of a value that is of the right kind."""
    given, wanted = error.instance, error.validator_value
    if error.validator == "maxLength":
        return f"The {name} has {len(given)} characters{whose}.", f"Use at most {wanted}."
    if error.validator == "uniqueItems":
        twice = next(item for place, item in enumerate(given) if item in given[:place])
        return f"“{twice}” is listed twice in {name}{whose}.", "Delete one of the two."
    if error.validator == "pattern" and (foreign := foreign_letters(str(given))):
        what = f"The {name} “{given}” contains a letter that is not Latin: {foreign}."
        return what, "Type it again on a Latin keyboard."
    if error.validator in ("enum", "const"):
        allowed = [str(word) for word in (wanted if isinstance(wanted, list) else [wanted])]
        hint = suggestion(str(given), allowed, hint or f"Allowed: {', '.join(allowed)}.")
    text = str(given)
    shown = text if len(text) <= 80 else text[:79] + "…"
    return f"“{shown}” is not a valid {name}{whose}.", hint


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
    label = _label(value, keys)
    return f" (of “{label}”)" if label and _name(keys) not in _LABELS else ""
