"""Keep day and month of dates in prose on one line."""

import re
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor

from edition.content.dates import MONTHS

_DAY_AND_MONTH = rf"\b(\d{{1,2}}) (?=(?:{'|'.join(MONTHS)})\b)"
_LAST = 10  # after all of Markdown's own patterns


class DateProcessor(InlineProcessor):
    """Puts a no-break space between day and month."""

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[str, int, int]:
        return f"{m.group(1)}\N{NO-BREAK SPACE}", m.start(0), m.end(0)


class DatesExtension(Extension):
    """Registers the processor."""

    def extendMarkdown(self, md: Markdown) -> None:
        md.inlinePatterns.register(DateProcessor(_DAY_AND_MONTH, md), "edition-dates", _LAST)


def makeExtension(**options: Any) -> DatesExtension:
    return DatesExtension(**options)
