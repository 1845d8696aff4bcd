"""Check the characters of pages and data: fonts have them, and they are what they look like.

`edition.content.yaml.read_text` refuses invisible characters wherever text is read.
"""

import re
import unicodedata
from collections.abc import Iterator

from edition.content.model import Content
from edition.content.yaml import read_text
from edition.diagnostics import Problem

_SCRIPTS = ("LATIN", "CYRILLIC", "GREEK")  # the fonts of the PDFs have no others
_SIGNS = ("MODIFIER", "FEMININE", "MASCULINE")
_ALLOWED = frozenset(map(chr, range(32, 127))) | {"\n", "\u00a0", "\u202f"}  # no-break spaces
_WORD = re.compile(r"[^\W\d_]+")


def problems(content: Content) -> Iterator[Problem]:
    """Yield the first such character of each line of docs/*.md, docs/data/*.yml and mkdocs.yml."""
    project = content.project
    files = [project.root / page.file for page in content.pages.values()]
    for path in [*files, *sorted(project.data.glob("*.yml")), project.root / "mkdocs.yml"]:
        text = read_text(path, project.root)
        ours = path.suffix == ".md"  # data has the words of others, symbols included
        odd = {letter for letter in set(text) if _hint(letter, ours)}
        for number, line in enumerate(text.split("\n"), 1):
            if letter := next((letter for letter in line if letter in odd), ""):
                what = f"The line contains the character U+{ord(letter):04X}."
                yield Problem(project.name(path), number, what, _hint(letter, ours))
            elif word := next(filter(_is_mixed, _WORD.findall(line)), ""):
                strange = min(_alphabets(word).values(), key=len)
                what = f"“{word}” mixes alphabets: “{strange}” looks like another letter."
                yield Problem(project.name(path), number, what, "Type the word again.")


def _hint(character: str, ours: bool) -> str:
    """Return what to do about CHARACTER; empty if a text may contain it, OURS or a quoted one."""
    if character in _ALLOWED:
        return ""
    name, simple = unicodedata.name(character, ""), unicodedata.normalize("NFKC", character)
    symbol = ours and unicodedata.category(character) == "So" and character > "\u2190"
    wrong = {
        "It is a tab: type blanks.": character == "\t",
        "It is a blank of another width: type a plain one.": character.isspace(),
        "No font of the book has it: say it in words.": character > "\uffff" or symbol,
        "No font of the book has this letter: write it in Latin or Cyrillic letters.": (
            character.isalpha() and not name.startswith((*_SCRIPTS, *_SIGNS))
        ),
        "It is a form of letters for print: type them one by one.": (
            character.isalpha() and simple.isascii() and not name.startswith(_SIGNS)
        ),
    }
    return next((hint for hint, applies in wrong.items() if applies), "")


def _alphabets(word: str) -> dict[str, str]:
    """Return the letters of WORD by their alphabet."""
    found: dict[str, str] = {}
    for letter in word:
        alphabet = unicodedata.name(letter, "").partition(" ")[0]
        found[alphabet] = found.get(alphabet, "") + letter
    return found


def _is_mixed(word: str) -> bool:
    return not word.isascii() and len(_alphabets(word).keys() & set(_SCRIPTS)) > 1
