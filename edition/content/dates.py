"""Dates as the data writes them: 2000, 2000-02 or 2000-02-16."""

import re
from dataclasses import dataclass
from datetime import date

MONTHS = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
]  # fmt: skip
_PATTERN = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


@dataclass(frozen=True, order=True)
class Date:
    """A year, a month or a day.

    Attributes:
        iso: the date as in the data. Dates sort by it, a year before its months.

    Raises:
        ValueError: ISO has another format, or is not a valid date.
    """

    iso: str

    def __post_init__(self) -> None:
        date(*(*self.parts, 1, 1)[:3])  # rejects month 13 and 30 February

    def __str__(self) -> str:
        return self.iso

    @property
    def parts(self) -> tuple[int, ...]:
        """Year, month and day, as far as the date contains them."""
        match = _PATTERN.fullmatch(self.iso)
        if not match:
            raise ValueError(f"“{self.iso}” is not a date")
        return tuple(int(part) for part in match.groups() if part)

    @property
    def year(self) -> int:
        return self.parts[0]

    @property
    def in_words(self) -> str:
        """Return the date as in prose: 16 February 2000, February 2000 or 2000."""
        year, *rest = self.parts
        words = [str(year)]
        if rest:
            words.insert(0, MONTHS[rest[0] - 1])
        if len(rest) == 2:
            words.insert(0, str(rest[1]))
        return " ".join(words)

    def is_after(self, day: "Date") -> bool:
        """Whether the whole period (the day, month or year) is after DAY."""
        return self.parts > day.parts[: len(self.parts)]


def years(text: str) -> range:
    """Return the years of a range such as “2000-2003”, both ends included.

    Raises:
        ValueError: TEXT has another format.
    """
    match = re.fullmatch(r"([0-9]{4})(?:-([0-9]{4}))?", text)
    if not match:
        raise ValueError(f"“{text}” is not a span of years")
    return range(int(match[1]), int(match[2] or match[1]) + 1)
