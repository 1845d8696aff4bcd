"""Dates as the data writes them: 2000, 2000-02 or 2000-02-16."""

import re
from datetime import date

MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_PATTERN = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def parts(text: str) -> tuple[int, ...]:
    """Year, month and day as far as TEXT gives them.

    Raises:
        ValueError: TEXT is not of that form, or there is no such day.
    """
    match = _PATTERN.fullmatch(text)
    if not match:
        raise ValueError(f"“{text}” is not a date")
    numbers = tuple(int(part) for part in match.groups() if part)
    date(*(*numbers, 1, 1)[:3])  # refuses month 13 and 30 February
    return numbers


def spoken(text: str) -> str:
    """The date as prose has it: 16 February 2000, February 2000 or 2000."""
    year, *rest = parts(text)
    words = [str(year)]
    if rest:
        words.insert(0, MONTHS[rest[0] - 1])
    if len(rest) == 2:
        words.insert(0, str(rest[1]))
    return " ".join(words)


def is_after(text: str, limit: str) -> bool:
    """Whether all of the time that TEXT names lies after the day LIMIT."""
    return parts(text) > parts(limit)[: len(parts(text))]


def years(text: str) -> range:
    """The years that “2000-2003” means, both ends included.

    Raises:
        ValueError: TEXT is not of that form.
    """
    first, _, last = text.partition("-")
    return range(int(first), int(last) + 1)
