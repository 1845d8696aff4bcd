"""Turn the errors of a JSON Schema validator into problems with file, line, error and hint."""

from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from typing import Any

from jsonschema import ValidationError

from edition.content.identifiers import foreign_letters
from edition.content.yaml import Document, Keys
from edition.diagnostics import Problem, suggestion

_KINDS = {"array": "a list", "object": "a list of “key: value” lines"}
_SCALARS = {"integer": "a whole number", "number": "a number", "boolean": "true or false"}
_LABELS = ("id", "edition", "from", "source")  # the fields that identify a record in a message
# If one value has several errors, only the first in this order is reported.
_RANK = ("type", "minLength", "enum", "pattern", "format")


def problems(document: Document, value: Any, found: Iterable[ValidationError]) -> Iterator[Problem]:
    """Yield one problem for each mistake FOUND in the VALUE of DOCUMENT; skip consequences."""
    errors = []
    for error in found:
        if "propertyNames" in error.absolute_schema_path:
            line = document.line(*error.absolute_path, error.instance)
            hint = error.schema["errorMessage"]
            what = f"“{error.instance}” cannot be listed here."
            yield Problem(document.file, line, what, hint)
        else:
            errors.append(error)
    errors.sort(key=lambda error: _RANK.index(error.validator) if error.validator in _RANK else 9)
    done: set[Keys] = set()  # incomplete records, and values that were reported already
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
    """Yield the missing and unknown fields of the record at KEYS."""
    record = errors[0].instance
    described = (error.schema.get("properties") for error in errors)
    known: dict[str, Any] = next(filter(None, described), {})
    missing: list[str] = []
    for error in errors:
        if error.validator == "required":
            missing += [key for key in error.validator_value if error.message.startswith(repr(key))]
        elif error.validator == "dependentRequired":
            for given, needed in error.validator_value.items():
                for key in needed if given in record else ():
                    if key not in record:
                        what = f"“{given}” needs “{key}”{_of(value, keys)}."
                        hint = f"Add a line “{key}: …”, or delete “{given}”."
                        yield Problem(document.file, document.line(*keys, given), what, hint)
    others = [key for key in record if key not in known]
    if any(error.validator == "additionalProperties" for error in errors):
        for key in others:
            few = f"Known: {', '.join(known)}." if len(known) < 15 else "Delete it."
            hint = suggestion(key, known, few)
            missing = [other for other in missing if f"“{other}”" not in hint]
            what = f"“{key}” is not a known field{_of(value, keys)}."
            yield Problem(document.file, document.line(*keys, key), what, hint)
    missing = list(dict.fromkeys(missing))
    if missing:
        what = f"{_who_has(value, keys, record)} no {', '.join(f'“{key}”' for key in missing)}"
        line, hint = document.line(*keys), ", ".join(f"“{key}: …”" for key in missing)
        hint = f"Add {hint}."
        if near := get_close_matches(missing[0], others, n=1):
            line, hint = document.line(*keys, near[0]), f"Write it in place of “{near[0]}”."
        own = _label(value, keys) in record.values()
        yield Problem(document.file, line, f"{what}{'' if own else _of(value, keys)}.", hint)


def _who_has(value: Any, keys: Keys, record: dict[str, Any]) -> str:
    """Return the subject of a sentence about a missing field of RECORD, which is at KEYS."""
    if not keys:
        return "There is"
    label = _label(value, keys)
    if label in record.values():
        return f"“{label}” has"
    return "The record has" if isinstance(keys[-1], int) else f"“{keys[-1]}” has"


def _is_compound(error: ValidationError) -> bool:
    """Whether ERROR is about a whole record, so that the schema contains the whole message."""
    if error.validator == "not":
        return "type" not in error.schema
    return error.validator in ("anyOf", "oneOf")


def _wrong(error: ValidationError, value: Any, part: str) -> tuple[str, str]:
    """Return what is wrong with a value, and a hint."""
    keys, given, wanted = tuple(error.absolute_path), error.instance, error.validator_value
    name, hint = name_of(keys), error.schema.get("errorMessage", "")
    if _is_compound(error):
        what, _, hint = hint.partition(". ")
        return f"{what}{_of(value, keys)}.", hint
    whose = "" if name in _LABELS else _of(value, keys[:-1])
    subject = f"“{name}”" if keys else part
    if keys and isinstance(keys[-1], int) and error.validator == "type":
        subject = (
            f"An entry of “{name}”" if any(isinstance(key, str) for key in keys) else "An entry"
        )
    if given in ("", [], {}, None):
        return (
            f"{subject} is empty{whose}.",
            hint if not keys else "Give it a value, or delete the line.",
        )
    if error.validator == "type" and str(wanted) not in _SCALARS:
        if "string" in wanted:  # here the schema's message is about the content of the text
            hint = "Write it on one line, in quotes where it contains “: ”."
            if isinstance(given, (int, float)):
                hint = "Put it in quotes."
        elif not hint:  # a record; of the schema's required fields, the first identifies it
            hint = f"Begin it with “{error.schema.get('required', ['key'])[0]}: …”."
        return f"{subject} is not {_KINDS.get(str(wanted), 'text')}{whose}.", hint
    return _wrong_value(error, name, whose, hint)


def _wrong_value(error: ValidationError, name: str, whose: str, hint: str) -> tuple[str, str]:
    """Return the same for a value of the right type."""
    given, wanted = error.instance, error.validator_value
    text = ", ".join(map(str, given)) if isinstance(given, list) else str(given)
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
    elif error.validator == "type":
        kind = _SCALARS[wanted]
        what, hint = f"“{shown}” is not {kind}{whose}.", hint or f"Write {kind}."
    elif error.validator in ("enum", "const"):
        allowed = [str(word) for word in (wanted if isinstance(wanted, list) else [wanted])]
        hint = suggestion(text, allowed, hint or f"Allowed: {', '.join(allowed)}.")
        what = f"“{shown}” is not a known value of “{name}”{whose}."
    return what, hint


def name_of(keys: Keys) -> str:
    """Return the name of the value at KEYS: the last key that is a string."""
    return str(next((key for key in reversed(keys) if isinstance(key, str)), "entry"))


def _label(value: Any, keys: Keys) -> str:
    """Return the label of the innermost record around KEYS that has one."""
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
