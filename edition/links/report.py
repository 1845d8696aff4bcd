"""Summarise the findings: one line, and a report in Markdown for an issue on GitHub.

Text from hosts is quoted as code, so that it cannot act as Markdown.
"""

import re
from collections.abc import Iterator
from urllib.parse import quote

from edition.content.model import Content
from edition.links.ask import Finding

_FILE = "`docs/data/sources.yml`"
# By urgency: state, heading, what to do about it.
STATES = {
    "gone": (
        "Gone",
        "Give an archived copy (`make archive` finds one) or the document's new address, "
        f"in {_FILE}.",
    ),
    "moved": (
        "Moved",
        f"See that the new address holds the same document, then write it into {_FILE}.",
    ),
    "changed": (
        "Changed",
        "It answers, but the passage is not found. Look with a browser: where the page was "
        "rewritten, cite its archived copy, or what it says now; where it is only shown otherwise, "
        "nothing is to be done.",
    ),
    "unreachable": (
        "Unreachable",
        "This may pass. Where it stands here for several weeks, treat it as gone.",
    ),
    "unread": (
        "Not open to programs",
        "The host refuses programs, or its answer cannot be read by one; look with a browser. "
        "This is not counted as gone.",
    ),
}
_TO_ACT_ON = ("gone", "moved", "changed", "unreachable")
_SHOWN = 40  # words of a passage in the report
_LONGEST = 60_000  # characters; GitHub refuses an issue of more than 65,536


def to_act_on(findings: list[Finding]) -> list[Finding]:
    """Return the findings that a maintainer should look at."""
    return [finding for finding in findings if finding.state in _TO_ACT_ON]


def summary(findings: list[Finding]) -> str:
    """Return the number of findings of each kind, in one line."""
    states = {"well": "well", **{state: title.lower() for state, (title, _) in STATES.items()}}
    counted = [
        f"{sum(finding.state == state for finding in findings)} {title}"
        for state, title in states.items()
    ]
    return f"{len(findings)} addresses: {', '.join(counted)}."


def report(content: Content, findings: list[Finding]) -> str:
    """Return the findings as Markdown, each with what cites it, its archived copy and passages."""
    lines = [summary(findings)]
    for state, (title, hint) in STATES.items():
        listed = [finding for finding in findings if finding.state == state]
        if listed:
            lines += ["", f"## {title}", "", hint, ""]
            for finding in listed:
                lines += _item(content, finding)
                lines += _passages(content, finding) if state in _TO_ACT_ON else []
    text = "\n".join(lines) + "\n"
    if len(text) > _LONGEST:
        text = text[: text.rindex("\n- ", 0, _LONGEST)] + "\n\nThere is more: run `make links`.\n"
    return text


def _item(content: Content, finding: Finding) -> Iterator[str]:
    address, source = finding.address, content.sources[finding.address.source]
    role = " (archived copy)" if address.role == "archive" else ""
    yield f"- {_code(source.id)}{role}: {_code(address.url)}"
    yield f"  - answer: {_code(finding.words)}"
    if finding.target:
        yield f"  - new address: {_code(finding.target)}"
    yield f"  - rests on it: {', '.join(_places(content, source.id)) or 'nothing'}"
    if address.role == "URL" and source.archive:
        yield f"  - archived copy: {_code(source.archive)}"
    elif not source.archive and finding.state in ("gone", "changed"):
        url = quote(address.url, safe=":/?=%&")
        yield f"  - archived copy: none is recorded ([look](https://web.archive.org/web/*/{url}))"


def _passages(content: Content, finding: Finding) -> Iterator[str]:
    """Yield the missing passages, or if there are none, those that were read there."""
    for passage in finding.missing or finding.address.passages:
        words = passage.exact.split()
        shown = " ".join(words[:_SHOWN]) + (" …" if len(words) > _SHOWN else "")
        place = f", {_code(passage.locator)}" if passage.locator else ""
        cited = [
            mention.paragraph or mention.page
            for mention in content.mentions.get(passage.source, [])
            if mention.locator == passage.locator
        ]
        cited_in = f" (cited in {', '.join(dict.fromkeys(cited))})" if cited else ""
        kind = "missing passage" if finding.missing else "passage"
        yield f"  - {kind}{place}{cited_in}: {_code(shown)}"


def _places(content: Content, source: str) -> list[str]:
    """Return the paragraphs, events and charts that cite SOURCE."""
    places = [mention.paragraph or mention.page for mention in content.mentions.get(source, [])]
    places += [event.id for event in content.event_mentions(source)]
    places += content.chart_mentions(source)
    return list(dict.fromkeys(places))


def _code(text: str) -> str:
    return "`" + re.sub(r"[`\s]+", " ", text) + "`"
