"""Check that each citation has a recorded passage, and that each passage is used."""

from collections.abc import Iterator

from edition.content.model import Content
from edition.content.records import Passage
from edition.diagnostics import Problem, suggestion

_FILE = "docs/data/passages.yml"
_HINT = f"Add a record to {_FILE} with the words, or with “missing: …”, why there are none."


def problems(content: Content) -> Iterator[Problem]:
    """Yield every citation, event and chart without a passage, and every unused passage."""
    for passage in content.passages.values():
        yield from _passage(content, passage)
    reported = set()
    for page in content.pages.values():
        for block in page.blocks:
            # What a block cites that data fills is checked where the data is.
            for citation in block.citations if block.kind != "opening" else ():
                key = (citation.source, citation.locator)
                known = citation.source in content.sources  # edition.checks.pages reports others
                if known and key not in content.passages and key not in reported:
                    reported.add(key)
                    what = f"{_named(*key)} has no passage."
                    yield Problem(page.file, citation.line, what, _hint(content, *key))
    sources = {source for source, _ in content.passages}
    for event in content.events:
        for source in event.sources:
            if source in content.sources and source not in sources:
                what = f"“{source}” has no passage (of event “{event.id}”)."
                yield event.place.problem("sources", what, _HINT)
    for chart in content.charts.values():
        for row in chart.rows:
            for source in row.sources:
                if source in content.sources and source not in sources:
                    yield row.place.problem("sources", f"“{source}” has no passage.", _HINT)


def _passage(content: Content, passage: Passage) -> Iterator[Problem]:
    if passage.source not in content.sources:
        line = passage.place.lines["source"]
        yield content.unknown_source(passage.place.file, line, passage.source)
        return
    locators = {mention.locator for mention in content.mentions.get(passage.source, ())}
    # Events and charts name a source without a locator, so any of its passages may be meant.
    listed = content.event_mentions(passage.source) or content.chart_mentions(passage.source)
    if passage.locator not in locators and not listed:
        what = f"No citation names {_named(passage.source, passage.locator)}."
        hint = suggestion(passage.locator, locators, "Write the locator exactly as the prose does.")
        yield passage.place.problem("locator", what, hint)


def _named(source: str, locator: str) -> str:
    return f"“{source}, {locator}”" if locator else f"“{source}”"


def _hint(content: Content, source: str, locator: str) -> str:
    """Suggest a recorded locator that the writer may have meant, or else what to add."""
    recorded = [place for name, place in content.passages if name == source and place]
    near = suggestion(locator, recorded, "")
    return near or _HINT
