"""The custom blocks of the pages, each declared once.

In a page, a block is `/// name | argument`, its text, and a closing `///`. These declarations drive
the Markdown extension, the checks, the numbering of paragraphs, and the layout of a block in PDF
and EPUB. Its look on the web is defined in docs/assets/stylesheets/.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Argument(StrEnum):
    """The kind of argument that a block takes after the bar."""

    NONE = "nothing"
    LABEL = "a label in place of the usual one"
    SECTION = "the page of a section"
    CLAIM = "the id of a claim"
    CHART = "the name of a chart"
    TIER = "a kind of source"
    YEARS = "a span of years"
    STORY = "the id of a story in tellings.yml"
    SPEAKER = "a speaker of speakers.yml, or “others”"

    @property
    def optional(self) -> bool:
        return self in (Argument.LABEL, Argument.SECTION)

    @property
    def required(self) -> bool:
        return self is not Argument.NONE and not self.optional


class Form(StrEnum):
    """A look in print (the function of this name in forms.typ) and EPUB (the class in book.css)."""

    PLAIN = "plain"  # the default look of its element
    NOTE = "note"
    NUMBER = "number"
    LABEL = "label"
    LEAD_IN = "lead-in"
    SHADED = "shaded"
    BAR = "bar"
    DASHED_BAR = "dashed-bar"
    FRAME = "frame"
    KICKER = "kicker"
    STATEMENT = "statement"
    VERDICT = "verdict"
    FINDING = "finding"
    STRONG = "strong"
    SMALL = "small"
    SMALL_WORDS = "small-words"
    IN_BRACKETS = "in-brackets"
    ENTRIES = "entries"
    POINTS = "points"
    RUN_IN = "run-in"
    ENTRY = "entry"
    ENTRY_LINE = "entry-line"
    DATE = "date"
    REFERENCE = "reference"
    DETAILS = "details"
    NOTES = "notes"  # this and those that follow are of paper alone
    PAGE = "page-of"
    SPREAD = "spread"


@dataclass(frozen=True)
class BlockType:
    """One kind of custom block.

    Attributes:
        name: the word after the slashes. Also the class of its element, unless
            `edition.extensions` has code for this block.
        forms: the form of each class in its HTML. A variant (`claim--contested`) has the form of
            its base class.
        argument: what follows the bar.
        label: the line above its text.
        has_text: whether editors write its text; if not, it is generated from data.
        numbered: whether its paragraphs state facts; on article pages these need a number and
            sources.
    """

    name: str
    forms: Mapping[str, Form]
    argument: Argument = Argument.NONE
    label: str = ""
    has_text: bool = True
    numbered: bool = True


BLOCKS = {
    block.name: block
    for block in (
        BlockType(
            "claim",
            {
                "claim": Form.SHADED,
                "claim__label": Form.KICKER,
                "claim__statement": Form.STATEMENT,
                "claim__record": Form.FINDING,
                "claim__assessment": Form.VERDICT,
                "claim__off": Form.SMALL_WORDS,
                "claim__finding": Form.PLAIN,
                "claim__witnesses": Form.SMALL,
                "assessment": Form.STRONG,
            },
            argument=Argument.CLAIM,
            numbered=False,
        ),
        BlockType(
            "verdicts",
            {
                "verdicts": Form.PLAIN,
                "verdicts__totals": Form.KICKER,
                "verdicts__section": Form.LABEL,
                "verdicts__marks": Form.RUN_IN,
                "verdicts__claims": Form.RUN_IN,
                "verdict": Form.PLAIN,
                "verdict__name": Form.PLAIN,
            },
            argument=Argument.SECTION,
            has_text=False,
        ),
        BlockType("answer", {"answer": Form.PLAIN}),  # the lead of the home page
        BlockType(
            "correction",
            {"correction": Form.BAR},
            label="Where the record differs from the article",
        ),
        BlockType(
            "dispute",
            {"dispute": Form.DASHED_BAR},
            argument=Argument.LABEL,
            label="Who disputes it",
        ),
        BlockType("box", {"box": Form.FRAME}),  # a digression with its own heading
        BlockType("guide", {"guide": Form.LEAD_IN}, numbered=False),  # tells readers what follows
        BlockType(
            "chart",
            {
                "chart": Form.PLAIN,
                "chart__title": Form.STRONG,
                "chart__subtitle": Form.PLAIN,
                "chart__more": Form.PLAIN,
                "chart__sources": Form.SMALL_WORDS,
                "chart__data": Form.PLAIN,
                "chart__table": Form.PLAIN,
                "chart__date": Form.PLAIN,
                "plain": Form.PLAIN,  # of every table (edition/extensions/tables.py)
            },
            argument=Argument.CHART,
            numbered=False,
        ),
        BlockType(
            "arc",
            {"arc": Form.POINTS, "arc__point": Form.PLAIN, "arc__turn": Form.IN_BRACKETS},
            has_text=False,
        ),
        BlockType(
            "timeline",
            {
                "timeline": Form.PLAIN,
                "year": Form.PLAIN,
                "year__head": Form.PLAIN,
                "year__events": Form.ENTRIES,
                "event": Form.ENTRY,
                "event__fold": Form.PLAIN,
                "event__head": Form.ENTRY_LINE,
                "event__date": Form.DATE,
                "event__name": Form.STRONG,
                "event__strand": Form.IN_BRACKETS,
                "turn": Form.PLAIN,
                "event__text": Form.ENTRY_LINE,
                "event__more": Form.SMALL,
            },
            argument=Argument.YEARS,
            has_text=False,
        ),
        BlockType("timeline-index", {}, has_text=False),
        BlockType(
            "claims",
            {
                "claims-table": Form.PLAIN,
                "claims__where": Form.SMALL_WORDS,
                "claims__rests": Form.SMALL,
                "claims__counted": Form.SMALL,
            },
            argument=Argument.SECTION,
            has_text=False,
        ),
        BlockType("claim-filter", {}, has_text=False),
        BlockType(
            "sources",
            {
                "sources": Form.ENTRIES,
                "source": Form.ENTRY,
                "source__reference": Form.REFERENCE,
                "source__note": Form.ENTRY_LINE,
                "source__use": Form.SMALL,
            },
            argument=Argument.TIER,
            has_text=False,
        ),
        BlockType("source-filter", {}, has_text=False),
        BlockType(
            "witnesses",
            {
                "sources": Form.ENTRIES,
                "source": Form.ENTRY,
                "source__witness": Form.ENTRY_LINE,
                "source__use": Form.SMALL,
            },
            has_text=False,
        ),
        BlockType(
            "tellings",
            {"tellings": Form.PLAIN, "tellings__dating": Form.SMALL},
            argument=Argument.STORY,
            has_text=False,
        ),
        BlockType(
            "quotations",
            {
                "quotations": Form.ENTRIES,
                "quotation": Form.ENTRY,
                "quotation__head": Form.ENTRY_LINE,
                "quotation__words": Form.PLAIN,
                "quotation__more": Form.SMALL,
                "quotation__cite": Form.SMALL,
                "quotation__backer": Form.PLAIN,
            },
            argument=Argument.SPEAKER,
            has_text=False,
        ),
        BlockType("quotation-filter", {}, has_text=False),
        BlockType("quotation-check", {}, has_text=False),
        BlockType("changes", {"changes": Form.PLAIN}, has_text=False),
        BlockType("editions", {"editions": Form.PLAIN}, has_text=False),
    )
}

# Classes outside blocks: those that extensions add to a page, and those that edition.writers adds.
_OTHER_FORMS = {
    "note": Form.NOTE,
    "number": Form.NUMBER,
    "passage": Form.SMALL_WORDS,
    "passages": Form.PLAIN,
    "label": Form.LABEL,
    "changed": Form.SMALL,
    "details": Form.DETAILS,
}
FORMS: dict[str, Form] = _OTHER_FORMS | {
    name: form for block in BLOCKS.values() for name, form in block.forms.items()
}


def form_of(name: str) -> Form | None:
    """Return the form of the class NAME, or of its base class; None if neither has a form."""
    return FORMS.get(name.partition("--")[0])
