"""What may be wrong in the numbers behind the charts, and in the blocks that place them."""

from collections.abc import Iterator

from edition.checks.references import unknown_source
from edition.content.dates import is_after, parts
from edition.content.model import Content, text_of
from edition.content.yaml import Record, read_yaml
from edition.diagnostics import Problem, suggestion
from edition.generate.charts import CHARTS, NAMES, last_year, turning_points
from edition.generate.charts.chart import Chart, Field


def problems(content: Content) -> Iterator[Problem]:
    """Every problem in the files of charts that pages show."""
    placed: set[str] = set()
    for page in content.pages.values():
        for block in page.blocks_named("chart"):
            name = block.argument
            if name not in NAMES:
                yield Problem(
                    page.file,
                    block.line,
                    f"There is no chart “{name}”.",
                    suggestion(name, NAMES, f"Known: {', '.join(NAMES)}."),
                )
            elif name not in placed:
                yield from _file(content, name, CHARTS[name]) if name in CHARTS else _arc(content)
            placed.add(name)


def _arc(content: Content) -> Iterator[Problem]:
    file = "docs/data/timeline.yml"
    turns = turning_points.turns(content.events)
    if not turns:
        yield Problem(
            file,
            1,
            "No event is a turning point, so there is no arc to draw.",
            "Give some a “turn: closer” or “turn: apart”.",
        )
    bare = [event for event in turns if not text_of(event, "label")]
    for event in bare:
        yield Problem(
            file,
            event.lines["turn"],
            f"The turning point “{event['id']}” has no label.",
            "Add a line “label: …”: a word or two for the chart.",
        )
    if turns and not bare:
        try:
            turning_points.layout(turns, last_year(content))
        except ValueError:
            longest = max(turns, key=lambda event: len(text_of(event, "label")))
            yield Problem(
                file,
                longest.lines["label"],
                "The labels of the turning points leave no room for each other in the chart.",
                "Shorten this one, the longest, or take away a turn.",
            )


def _file(content: Content, name: str, chart: Chart) -> Iterator[Problem]:
    path = content.project.data / f"{name}.yml"
    file = content.project.name(path)
    data = read_yaml(path, content.project.root)
    rows = data.get("rows") if isinstance(data, Record) else None
    if (
        not isinstance(data, Record)
        or not isinstance(rows, list)
        or not rows
        or not all(isinstance(row, Record) for row in rows)
    ):
        yield Problem(
            file,
            1,
            "The file is not a title and rows.",
            "Write “title: …”, then “rows:” and below it “- …” for each row.",
        )
        return
    if not text_of(data, "title"):
        yield Problem(file, 1, "The chart has no title.", "Begin the file with “title: …”.")
    last: dict[tuple[str, ...], str] = {}
    for row in rows:
        for key, line in row.lines.items():
            if key not in chart.fields and key != "sources":
                yield Problem(
                    file,
                    line,
                    f"There is no column “{key}”.",
                    suggestion(key, chart.fields, f"Known: {', '.join(chart.fields)}."),
                )
        for key, field in chart.fields.items():
            yield from _value(content, file, row, key, field)
        yield from _sources(content, file, row)
        series, date = tuple(text_of(row, key) for key in chart.series), text_of(row, "date")
        if date and date < last.get(series, ""):
            what = f"The row comes after a later one ({last[series]})."
            yield Problem(
                file, row.lines["date"], what, "Keep the rows in the order of their dates."
            )
        last[series] = date


def _value(content: Content, file: str, row: Record, key: str, field: Field) -> Iterator[Problem]:
    value = row.get(key)
    line = row.lines.get(key, row.line)
    if value in (None, ""):
        if field.required:
            yield Problem(file, row.line, f"The row has no {key}.", f"Add a line “{key}: …”.")
    elif field.kind == "date":
        try:
            parts(str(value))
        except ValueError:
            yield Problem(
                file,
                line,
                f"“{value}” is not a date that exists.",
                "Write 2000, 2000-02 or 2000-02-16.",
            )
        else:
            cutoff = content.project.cutoff
            if is_after(str(value), cutoff):
                yield Problem(
                    file,
                    line,
                    f"The row is dated {value}, after the evidence's cut-off on {cutoff}.",
                    "Correct the date, or leave the row out.",
                )
    elif field.kind == "count" and (type(value) is not int or value < 1):
        yield Problem(
            file,
            line,
            f"“{value}” is not a number of {field.heading.lower()}.",
            "Write a whole number without separators: 9641.",
        )
    elif field.kind == "share" and (type(value) is not int or not 0 <= value <= 100):
        yield Problem(
            file,
            line,
            f"“{value}” is not a share.",
            "Write a whole number of per cent, from 0 to 100.",
        )
    elif field.allowed and value not in field.allowed:
        hint = suggestion(str(value), field.allowed, f"Allowed: {', '.join(field.allowed)}.")
        yield Problem(file, line, f"“{value}” is not a known value of {key}.", hint)


def _sources(content: Content, file: str, row: Record) -> Iterator[Problem]:
    sources = row.get("sources")
    if not isinstance(sources, list) or not sources:
        yield Problem(
            file,
            row.lines.get("sources", row.line),
            "The row names no source.",
            "Add a line “sources: [source-id]”.",
        )
        return
    for source in sources:
        if source not in content.sources:
            yield unknown_source(content, file, row.lines["sources"], str(source))
