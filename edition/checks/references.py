"""Check the references between sources, claims, events and pages, and their dates.

The schemas check each record on its own when it is read.
"""

import re
from collections.abc import Iterable, Iterator

from edition.content.dates import Date, years
from edition.content.model import ASSESSMENTS, NEEDED, OPTIONAL, Content
from edition.content.pages import CITATION
from edition.content.records import Claim, Event, Source
from edition.diagnostics import Problem, suggestion

# An event and its paragraph have a source or the year in common, or at least so many long words.
# With five letters and three words this finds six of seven wrong paragraphs, and no right one.
_LONG_WORD = re.compile(r"[^\W\d_]{5,}")
_COMMON = 3


def problems(content: Content) -> Iterator[Problem]:
    """Yield every problem in sources.yml, claims.yml and timeline.yml, and what shows them."""
    yield from _unread_files(content)
    for source in content.sources.values():
        yield from _source(content, source)
    for claim in content.claims.values():
        yield from _claim(content, claim)
    yield from _sections(content)
    yield from _assessments(content)
    for event in content.events:
        yield from _event(content, event)
    for earlier, event in zip(content.events, content.events[1:], strict=False):
        yield from _order(content, earlier, event)
    yield from _shared_ids(content)


def _unread_files(content: Content) -> Iterator[Problem]:
    known = [f"{name}.yml" for name in (*NEEDED, *OPTIONAL)]
    for path in sorted(content.project.docs.rglob("*.yml")):
        if path.parent != content.project.data or path.name not in known:
            hint = suggestion(path.name, known, "Move it out of docs/.")
            yield Problem(content.project.name(path), 0, "Nothing reads this file.", hint)


def _cutoff(content: Content, record: Source | Event, key: str, date: Date) -> Iterator[Problem]:
    cutoff = content.project.edition.cutoff
    if date.is_after(cutoff) and not record.after_cutoff:
        what = f"“{record.id}” is dated {date}, after the evidence's cut-off on {cutoff}."
        hint = "Correct the date, or say why it is there: “after-cutoff: …”."
        yield record.place.problem(key, what, hint)


def _source(content: Content, source: Source) -> Iterator[Problem]:
    if source.issued:
        yield from _cutoff(content, source, "issued", source.issued)
    for name in source.author:
        if len(name.family) > 2 and name.family.isupper():
            what = f"The name “{name.full}” is in capitals (of “{source.id}”)."
            yield name.place.problem("family", what, "Write it as in “Rankin”.")
        elif name.given and name.given in name.family.split():
            what = f"The family name “{name.family}” contains the given name (of “{source.id}”)."
            yield name.place.problem("family", what, "Write it once, under “given”.")
    if not (
        source.id in content.mentions
        or content.event_mentions(source.id)
        or content.chart_mentions(source.id)
    ):
        hint = "Cite it, or take it out of the list."
        yield source.place.problem("", f"“{source.id}” is cited nowhere.", hint)


def _claim(content: Content, claim: Claim) -> Iterator[Problem]:
    if claim.section not in content.pages:
        hint = suggestion(claim.section, content.pages, "Name a page of docs/ without “.md”.")
        what = f"There is no page “{claim.section}” (of claim {claim.id})."
        yield claim.place.problem("section", what, hint)


def _sections(content: Content) -> Iterator[Problem]:
    """Yield blocks “/// claims” and “/// verdicts” of no section; or else, sections without one."""
    problems: list[Problem] = []
    shown = []
    for page in content.pages.values():
        for block in page.blocks_named("claims") + page.blocks_named("verdicts"):
            if block.text == "claims":
                shown.append(block.argument)
            if block.argument and block.argument not in content.article_pages:
                what = f"No claim is on a page “{block.argument}”."
                hint = suggestion(block.argument, content.article_pages, "Name a section.")
                problems.append(Problem(page.file, block.line, what, hint))
    for section in content.article_pages if shown and "" not in shown and not problems else ():
        if section not in shown and section in content.pages:
            first = next(claim for claim in content.claims.values() if claim.section == section)
            what = f"No block “/// claims” shows the claims of “{section}”."
            problems.append(first.place.problem("section", what, f"Add “/// claims | {section}”."))
    yield from problems


def _assessments(content: Content) -> Iterator[Problem]:
    """Yield assessments that the page “About”, to which claims link, does not explain."""
    for name in dict.fromkeys(claim.assessment for claim in content.claims.values()):
        if "about" in content.pages and f"about#{name}" not in content.addresses:
            what = f"The page has no heading that explains the assessment “{name}”."
            hint = f"Write “### {ASSESSMENTS[name]} {{#{name}}}” and what it means."
            yield Problem("docs/about.md", 0, what, hint)


def _event(content: Content, event: Event) -> Iterator[Problem]:
    yield from _cutoff(content, event, "date", event.date)
    shown = [
        _years(block.argument)
        for page in content.pages.values()
        for block in page.blocks_named("timeline")
    ]
    if all(shown) and sum(event.date.year in span for span in shown) != 1:
        what = f"The event “{event.id}” is shown by no block “/// timeline”, or by several."
        hint = "Let the spans of years in docs/timeline.md cover each year once."
        yield event.place.problem("date", what, hint)
    if event.paragraph not in content.paragraph_pages:
        known = content.paragraph_pages
        hint = suggestion(event.paragraph, known, "Name a paragraph of the sections, as in p12.")
        what = f"There is no paragraph “{event.paragraph}” (of event “{event.id}”)."
        yield event.place.problem("paragraph", what, hint)
    unknown = [source for source in event.sources if source not in content.sources]
    for source in unknown:
        yield content.unknown_source(event.place.file, event.place.lines["sources"], source)
    if not unknown and event.paragraph in content.paragraph_pages:
        yield from _subject(content, event)


def _subject(content: Content, event: Event) -> Iterator[Problem]:
    """Yield the EVENT if its paragraph has neither a source of it, nor its year, nor its words."""
    pages = [content.pages[key] for key in content.article_pages if key in content.pages]
    found = [
        (page, block) for page in pages for block in page.paragraphs if block.id == event.paragraph
    ]
    if len(found) != 1:
        return  # edition.checks.pages reports a number that is used twice
    page, paragraph = found[0]
    cited = {citation.source for citation in paragraph.citations}
    prose = CITATION.sub("", paragraph.text)
    if cited.isdisjoint(event.sources) and str(event.date.year) not in prose:
        common = _long_words(f"{event.title} {event.text}") & _long_words(prose)
        if len(common) < _COMMON:
            what = (
                f"Paragraph “{event.paragraph}” cites no source of the event “{event.id}” "
                "and does not name its year."
            )
            hint = f"Name the paragraph that discusses it ({page.file}:{paragraph.line} does not)."
            yield event.place.problem("paragraph", what, hint)


def _long_words(text: str) -> set[str]:
    return set(_LONG_WORD.findall(text.casefold()))


def _order(content: Content, earlier: Event, event: Event) -> Iterator[Problem]:
    if earlier.date > event.date:
        later = next(other for other in content.events if other.date > event.date)
        what = f"The event “{event.id}” comes after a later one (“{earlier.id}”)."
        hint = f"Keep the events in the order of their dates: this one belongs before “{later.id}”."
        yield event.place.problem("date", what, hint)


def _years(argument: str) -> range:
    try:
        return years(argument)
    except ValueError:
        return range(0)  # edition.checks.pages reports the block itself


def _shared_ids(content: Content) -> Iterator[Problem]:
    """Yield ids of records that are also used on the page that lists the records."""
    listed: dict[str, Iterable[Source | Event]] = {
        "sources": content.sources.values(),
        "timeline": content.events,
    }
    for page in content.pages.values():
        used = {block.id: block.line for block in page.headings + page.paragraphs if block.id}
        for name, records in listed.items():
            for record in records if page.blocks_named(name) else ():
                if record.id in used:
                    what = f"The id “{record.id}” is also used in {page.file}:{used[record.id]}."
                    yield record.place.problem("id", what, "Use another id here.")
