"""BuildError: what is wrong in the project's files, where, and how to fix it."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches


@dataclass(frozen=True, order=True)
class Problem:
    """One mistake in the project's own files.

    Attributes:
        file: path relative to the project's root.
        line: line number from 1, or 0 if the problem has no line.
        what: what is wrong, as a sentence.
        hint: what would be right, as a sentence.
    """

    file: str
    line: int
    what: str
    hint: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {self.what} {self.hint}".rstrip()


class BuildError(Exception):
    """Raised if something cannot be built. Contains every problem, sorted by file and line."""

    def __init__(self, problems: Iterable[Problem]):
        self.problems = sorted(set(problems))
        super().__init__("\n".join(map(str, self.problems)))


def suggestion(word: str, known: Iterable[str], otherwise: str) -> str:
    """Return the hint for an unknown word: the nearest known one, or the sentence OTHERWISE."""
    known = list(known)
    near = [name for name in known if name.casefold() == word.casefold()] or get_close_matches(
        word, known, n=1
    )
    return f"Did you mean “{near[0]}”?" if near else otherwise
