"""`/// chart | NAME` places a chart with its caption, its sources and a table of its numbers.

The content of the block is the caption:

/// chart | nato-members
What the chart shows, in a sentence or two.
///
"""

import xml.etree.ElementTree as etree

from markdown.util import AtomicString
from pymdownx.blocks.block import Block

from edition.content.citation_style import short_reference
from edition.content.model import Content
from edition.extensions.html import append, join, link, paragraph
from edition.extensions.project import content_of
from edition.generate.charts import CHARTS, FOLDER, draw, last_year, turning_points
from edition.generate.charts.chart import shown
from edition.generate.charts.svg import WIDTH, number


class ChartBlock(Block):
    """Renders a `<figure>` with image and caption, followed by the table in `<details>`."""

    def on_create(self, parent: etree.Element) -> etree.Element:
        content, name = content_of(self.md), self.argument
        chart = draw(content, name)
        figure = etree.SubElement(parent, "figure", {"class": "chart", "id": name})
        etree.SubElement(
            figure,
            "img",
            {
                "src": f"{FOLDER}/{name}.svg",
                "alt": chart.alternative,
                "width": str(WIDTH),
                "height": str(chart.drawing.height),
                "loading": "lazy",
            },
        )
        if name == turning_points.NAME:
            _targets(content, figure)
        caption = etree.SubElement(figure, "figcaption")
        if chart.title:
            paragraph(caption, "chart__title", chart.title)
        if name in CHARTS:
            paragraph(caption, "chart__title", content.charts[name].title)
            _table(content, etree.SubElement(parent, "details", {"class": "chart__data"}), name)
        return caption

    def on_end(self, block: etree.Element) -> None:
        if self.argument in CHARTS:
            _sources(content_of(self.md), paragraph(block, "chart__sources"), self.argument)


def _targets(content: Content, figure: etree.Element) -> None:
    """Lay a link over every point of the arc, for pointers.

    Keyboards and screen readers use the same links in the list below the chart.
    """
    flags, _, height = turning_points.layout(
        turning_points.turns(content.events), last_year(content)
    )
    box = etree.SubElement(
        figure,
        "svg",
        {
            "class": "chart__targets",
            "viewBox": f"0 0 {WIDTH} {round(height)}",
            "aria-hidden": "true",
            "data-search-exclude": "",
        },
    )
    for flag in flags:
        paragraph_id = flag.event.paragraph
        target = etree.SubElement(
            box,
            "a",
            {
                "href": f"{content.paragraph_pages[paragraph_id]}.md#{paragraph_id}",
                "tabindex": "-1",
            },
        )
        left, top, width, depth = map(number, flag.target)
        etree.SubElement(
            target, "rect", {"x": left, "y": top, "width": width, "height": depth, "rx": "3"}
        )


def _table(content: Content, box: etree.Element, name: str) -> None:
    """Add the numbers as a table, without columns that are entirely empty.

    The first column is the header of each row. If the chart has several series, the header is the
    columns that distinguish them, together with the date.
    """
    data, fields, series = content.charts[name], CHARTS[name].fields, CHARTS[name].series
    used = {
        key: field
        for key, field in fields.items()
        if any(getattr(row, key) not in (None, "") for row in data.rows)
    }
    etree.SubElement(box, "summary").text = "The numbers as a table"
    table = etree.SubElement(
        etree.SubElement(
            box,
            "div",
            {
                "class": "chart__table",
                "tabindex": "0",
                "role": "region",
                "aria-label": data.title,
            },
        ),
        "table",
        {"class": "plain"},  # see ClaimsBlock
    )
    head = etree.SubElement(etree.SubElement(table, "thead"), "tr")
    for field in used.values():
        etree.SubElement(head, "th", {"scope": "col"}).text = field.heading
    body = etree.SubElement(table, "tbody")
    for row in data.rows:
        line = etree.SubElement(body, "tr")
        for position, (key, field) in enumerate(used.items()):
            names_row = not position or key in series or (series and field.kind == "date")
            cell = (
                etree.SubElement(line, "th", {"scope": "row"})
                if names_row
                else etree.SubElement(line, "td")
            )
            if field.kind == "date":
                cell.set("class", "chart__date")
            cell.text = AtomicString(shown(field, row, key))


def _sources(content: Content, line: etree.Element, name: str) -> None:
    cited = list(
        dict.fromkeys(source for row in content.charts[name].rows for source in row.sources)
    )
    append(line, "Sources: ")
    join(
        line,
        cited,
        lambda source: link(line, f"sources.md#{source}", short_reference(content.sources[source])),
    )
    append(line, ". Data: ")
    files = {"CSV": f"data/{name}.csv", "YAML": f"data/{name}.yml"}
    join(line, files.items(), lambda file: link(line, file[1], file[0]), ", ")
    append(line, ".")
