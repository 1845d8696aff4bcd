"""Check the numbers behind the charts, and the blocks that place them."""

from collections.abc import Iterator

from edition.content.model import Content
from edition.content.records import ChartRow, Member, Poll
from edition.content.yaml import missing_file
from edition.diagnostics import Problem, suggestion
from edition.generate.charts import CHARTS, NAMES, last_year, tellings, turning_points
from edition.generate.charts.chart import Chart
from edition.generate.charts.svg import NARROW, WIDE


def problems(content: Content) -> Iterator[Problem]:
    """Yield every problem in the data of charts that pages show, and in the charts' blocks."""
    placed: set[str] = set()
    for page in content.pages.values():
        for block in page.blocks_named("chart"):
            name = block.argument
            if name not in NAMES:
                hint = suggestion(name, NAMES, f"Known: {', '.join(NAMES)}.")
                yield Problem(page.file, block.line, f"There is no chart “{name}”.", hint)
            elif name in placed:
                continue
            elif name == turning_points.NAME:
                yield from _turning_points(content)
            elif name == tellings.NAME:
                if not any(
                    item.label for story in content.stories.values() for item in story.tellings
                ):
                    what = "No telling has a label, so there is nothing to draw."
                    hint = "Give some a “label: …” in docs/data/tellings.yml."
                    yield Problem(page.file, block.line, what, hint)
            elif name not in content.charts:
                yield missing_file(f"docs/data/{name}.yml")
            else:
                yield from _rows(content, name, CHARTS[name])
            placed.add(name)


def _turning_points(content: Content) -> Iterator[Problem]:
    turns = turning_points.turns(content.events)
    if not turns:
        what = "No event is a turning point, so there is nothing to draw."
        hint = "Give some a “turn: closer” or “turn: apart”."
        yield Problem("docs/data/timeline.yml", 1, what, hint)
    bare = [event for event in turns if not event.label]
    for event in bare:
        what = f"The turning point “{event.id}” has no label."
        hint = "Add a line “label: …”: a word or two for the chart."
        yield event.place.problem("turn", what, hint)
    if turns and not bare:
        try:
            for width in (NARROW, WIDE):
                turning_points.layout(turns, last_year(content), width)
        except ValueError:
            longest = max(turns, key=lambda event: len(event.label))
            what = "The labels of the turning points leave no room for each other in the chart."
            hint = "Shorten this one, the longest, or take away a turn."
            yield longest.place.problem("label", what, hint)


def _rows(content: Content, name: str, chart: Chart) -> Iterator[Problem]:
    last: dict[tuple[str, ...], ChartRow] = {}
    countries: set[str] = set()
    cutoff = content.project.edition.cutoff
    yield from _references(content, name)
    for row in content.charts[name].rows:
        if row.date.is_after(cutoff):
            what = f"The row is dated {row.date}, after the evidence's cut-off on {cutoff}."
            yield row.place.problem("date", what, "Correct the date, or leave the row out.")
        for source in row.sources:
            if source not in content.sources:
                line = row.place.lines["sources"]
                yield content.unknown_source(row.place.file, line, source)
        series = tuple(str(getattr(row, key)) for key in chart.series)
        if series in last and row.date < last[series].date:
            what = f"The row comes after a later one ({last[series].date})."
            yield row.place.problem("date", what, "Keep the rows in the order of their dates.")
        if not row.date.is_after(cutoff):  # that would put all rows after it out of order
            last[series] = row
        if isinstance(row, Member):
            if row.country in countries:
                what = f"The country “{row.country}” is listed twice."
                yield row.place.problem("country", what, "Delete one of the rows.")
            countries.add(row.country)
        elif isinstance(row, Poll) and row.share + (row.opposite or 0) > 100:
            what = f"The two answers make {row.share + (row.opposite or 0)} per cent."
            yield row.place.problem("opposite", what, "Correct one of them from the source.")


def _references(content: Content, name: str) -> Iterator[Problem]:
    """Yield events that the chart NAME cannot show, and a leading answer that no row gives."""
    file, data = f"docs/data/{name}.yml", content.charts[name]
    events = {event.id: event for event in content.events}
    for event in data.events:
        if event not in events:
            hint = suggestion(event, events, "Give the id of an event of docs/data/timeline.yml.")
            yield Problem(file, 1, f"There is no event “{event}”.", hint)
        elif not events[event].label:
            what = f"The event “{event}” has no label for the chart “{name}”."
            hint = "Add a line “label: …”: a word or two."
            yield events[event].place.problem("id", what, hint)
    answers = {row.answer for row in data.rows if isinstance(row, Poll)}
    if data.lead and data.lead not in answers:
        hint = suggestion(data.lead, answers, "Give the answer of one of the rows.")
        yield Problem(file, 1, f"No row has the answer “{data.lead}”.", hint)
