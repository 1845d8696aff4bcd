"""Check our own words, in prose and data: dates, words that age, repeated words and sentences.

Quotations, citations and addresses are exempt: they are the words of others.
"""

import re
from calendar import day_name
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from edition.content.dates import MONTHS, Date
from edition.content.model import Content
from edition.content.pages import CITATION, LINK
from edition.content.records import Change, EditionChanges, Event, Record, Source
from edition.diagnostics import Problem

_MONTH = "|".join(MONTHS)
_DAY = re.compile(
    rf"(?:\b({'|'.join(day_name)}),?\s+)?\b(?:(\d{{1,2}})\s+)?\b({_MONTH})(?:\s+(\d{{4}}))?\b"
)
_OTHER_FORM = re.compile(
    rf"\b(?:{_MONTH})\s\d{{1,2}},?\s\d{{4}}\b|\b(?:{_MONTH})\s\d{{1,2}}(?:st|nd|rd|th)\b"
    rf"|(?<=\bon )(?:{_MONTH})\s\d{{1,2}}\b|\b\d{{1,2}}(?:st|nd|rd|th)(?:\sof)?\s(?:{_MONTH})\b"
    r"|\b\d{1,2}\.?\s(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b"
    rf"|\b\d{{1,2}}\.\s?(?:{_MONTH})\b"
    r"|\b\d{4}[-/.]\d{1,2}[-/.]\d{1,2}\b|\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b"
)
_AGING = re.compile(
    r"\b(now|today|nowadays|tonight|yesterday|tomorrow|currently|presently|recently|lately|of late"
    r"|soon|at present|at the moment|to date|to this day|(?:in )?these days|so far|until now"
    r"|up to now|(?:day|week|month|year|decade)s? ago"
    r"|in recent (?:weeks|months|years|decades)(?!, (?:he|she|they) )"
    r"|(?:this|last|next) (?:week|month|year|decade|spring|summer|autumn|winter))\b",
    re.IGNORECASE,
)
_STRAIGHT = re.compile(r"\"[^\"\n]*\"|\S*['\"]\S*")
_TWICE = re.compile(r"\b([^\W\d_]+)\s+\1\b", re.IGNORECASE)
_SENTENCE = re.compile(r"[^\s.?!][^.?!]{14,}[.?!]")
_NOT_OURS = re.compile(r"“[^”]*”|‘[^’]*’|`[^`]*`|<[^>\s]*>")
# The fields of data that contain sentences of ours. Titles of sources are the words of others.
_FIELDS = (
    "statement", "text", "note", "dating", "words", "summary", "what", "why", "wrong",
    "after_cutoff", "missing",
)  # fmt: skip


@dataclass(frozen=True)
class _Words:
    """Some words of ours.

    Attributes:
        file, line: where they begin.
        text: the words; what is not ours is hidden.
        late: what may be named there after the cut-off: 0 nothing, 1 months and years, 2 days too.
    """

    file: str
    line: int
    text: str
    late: int

    def problem(self, match: re.Match[str], what: str, hint: str) -> Problem:
        line = self.line + self.text.count("\n", 0, match.start())
        return Problem(self.file, line, what.replace("%s", " ".join(match.group().split())), hint)


def problems(content: Content) -> Iterator[Problem]:
    """Yield every such mistake in the pages and in docs/data/."""
    cutoff = content.project.edition.cutoff
    seen: dict[tuple[str, str], str] = {}
    for words in [*_in_pages(content), *_in_data(content)]:
        yield from _dates(words, cutoff)
        for match in _AGING.finditer(words.text):
            hint = f"Give the date, or write “as of {cutoff.in_words}”."
            yield words.problem(match, "“%s” will be untrue one day.", hint)
        # In prose, edition.checks.markdown reports them.
        for match in () if words.file.endswith(".md") else _STRAIGHT.finditer(words.text):
            hint = "Type “ ” ‘ ’, as in the prose."
            yield words.problem(match, "“%s” has straight quotation marks.", hint)
        for match in _TWICE.finditer(words.text):
            if match[1].lower() not in ("had", "that"):
                yield words.problem(match, f"“{match[1]}” is written twice.", "Delete one.")
        for match in _SENTENCE.finditer(words.text) if words.file.endswith(".md") else ():
            sentence = " ".join(match.group().split())
            if "·" not in sentence and (words.file, sentence) in seen:
                first = seen[words.file, sentence]
                what = f"The sentence “{sentence[:60]}…” is also on line {first}."
                yield words.problem(match, what, "Delete one of the two.")
            line = words.line + words.text.count("\n", 0, match.start())
            seen.setdefault((words.file, sentence), str(line))


def _in_pages(content: Content) -> Iterator[_Words]:
    for page in content.pages.values():
        late = 0 if page.key in content.article_pages else 1
        line = page.meta.lines.get("description", 1)
        yield _Words(page.file, line, _NOT_OURS.sub(_hide, page.meta.description), 1)
        for block in page.blocks:
            if block.kind != "opening":
                text = LINK.sub(_hide_address, CITATION.sub(_hide, block.text))
                text = _NOT_OURS.sub(_hide, text)
                yield _Words(page.file, block.line, text, 2 if "cut-off" in text else late)


def _in_data(content: Content) -> Iterator[_Words]:
    tellings = [telling for story in content.stories.values() for telling in story.tellings]
    changes = [change for entry in content.announced for change in entry.changes]
    rows = [row for chart in content.charts.values() for row in chart.rows]
    records: list[Record] = [
        *content.sources.values(), *content.claims.values(), *content.events, *rows,
        *content.stories.values(), *tellings, *content.announced, *changes,
        *content.passages.values(),
    ]  # fmt: skip
    for record in records:
        allowed = isinstance(record, Change | EditionChanges) or (
            isinstance(record, Event | Source) and record.after_cutoff
        )
        fields = _FIELDS if isinstance(record, Source) else ("title", *_FIELDS)
        for field in fields:
            if text := str(getattr(record, field, None) or ""):
                line = record.place.lines[field.replace("_", "-")]
                yield _Words(
                    record.place.file, line, _NOT_OURS.sub(_hide, text), 2 if allowed else 0
                )


def _hide(match: re.Match[str]) -> str:
    """Return as many dots as MATCH has characters, so that positions do not change."""
    return re.sub(r"[^\n]", "·", match.group())


def _hide_address(match: re.Match[str]) -> str:
    start, whole = match.end(1) - match.start(), match.group()
    return whole[:start] + re.sub(r"[^\n]", "·", whole[start:])


def _dates(words: _Words, cutoff: Date) -> Iterator[Problem]:
    for match in _OTHER_FORM.finditer(words.text):
        hint = "Write the day as in 16 February 2000."
        yield words.problem(match, "“%s” is not how dates are written here.", hint)
    text = _OTHER_FORM.sub(_hide, words.text)
    for match in _DAY.finditer(text):
        weekday, day, month, year = match.groups()
        # Without a year, any leap year tells whether the day can exist.
        written = f"{year or 2000}-{MONTHS.index(month) + 1:02}" + (
            f"-{int(day):02}" if day else ""
        )
        try:
            found = Date(written)
        except ValueError:
            what = "“%s” is not a day that exists."
            yield words.problem(match, what, "Correct it from the source.")
            continue
        if year and found.is_after(cutoff) and words.late < (2 if day else 1):
            what = f"“%s” lies after the evidence's cut-off on {cutoff.in_words}."
            hint = "Leave it out, or say in the paragraph that it lies after the cut-off."
            yield words.problem(match, what, hint)
        elif weekday and day and year:
            right = day_name[date(*found.parts).weekday()]
            if right != weekday:
                what = f"“%s” was a {right}."
                yield words.problem(match, what, "Correct the day from the source.")
