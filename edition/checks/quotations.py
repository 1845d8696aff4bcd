"""Compare every quotation with the passages of the sources cited for it.

A passage, or its translation, of a source cited for that sentence must contain the quotation word
for word. These may differ: typographic marks, a capital at the start, punctuation at the end, and
the [brackets] and omissions (…) that the quotation shows.
"""

from collections.abc import Iterator

from edition.content.model import Content
from edition.content.quotations import Quotation, contains, nearest, texts
from edition.diagnostics import Problem


def problems(content: Content) -> Iterator[Problem]:
    """Yield every quotation in pages and events that no passage of its sources contains."""
    for quotation in content.quotations:
        yield from _check(content, quotation)


def _check(content: Content, quotation: Quotation) -> Iterator[Problem]:
    cited = [passage for source in quotation.sources for passage in content.passages_of(source)]
    if any(contains(text, quotation.words) for text in texts(cited)):
        return
    what = f"No passage cited here contains “{quotation.words}”."
    if not quotation.sources:
        hint = "Cite its source after it; if it is no quotation, write it without quotation marks."
        yield Problem(quotation.file, quotation.line, what, hint)
        return
    for passage in content.passages.values():
        if any(contains(text, quotation.words) for text in texts([passage])):
            hint = f"“{passage.source}” contains it: cite that, or see who says it."
            yield Problem(quotation.file, quotation.line, what, hint)
            return
    near = nearest(quotation.words, texts(cited))
    yield Problem(
        quotation.file,
        quotation.line,
        what,
        f"The nearest words are “{near}”." if near else "Record its words.",
    )
