"""`/// chart | NAME` places a chart with its title, caption, sources, files and numbers.

The content of the block is the caption:

/// chart | nato-members
What readers should know of it, in a sentence or two.
///
"""

import xml.etree.ElementTree as etree

from markdown import Markdown
from markdown.util import AtomicString
from pymdownx.blocks.block import Block

from edition.content.citation_style import short_reference
from edition.content.model import Content
from edition.extensions.html import append, join, link, paragraph
from edition.extensions.project import content_of, site_root
from edition.generate import charts
from edition.generate.charts import CHARTS, FOLDER, tellings
from edition.generate.charts.chart import shown
from edition.generate.charts.frame import LICENCE

_PHONE = "(max-width: 44.984375em)"  # as in the stylesheets


class ChartBlock(Block):
    """Renders a `<figure>` with picture and caption, followed by the table in `<details>`."""

    def on_create(self, parent: etree.Element) -> etree.Element:
        content, name = content_of(self.md), self.argument
        chart = charts.draw(content, name)
        figure = etree.SubElement(parent, "figure", {"class": "chart", "id": name})
        _picture(self.md, content, figure, name)
        caption = etree.SubElement(figure, "figcaption")
        paragraph(caption, "chart__title", chart.title)
        if chart.subtitle:
            paragraph(caption, "chart__subtitle", chart.subtitle)
        if name in CHARTS:
            _table(content, etree.SubElement(parent, "details", {"class": "chart__data"}), name)
        return caption

    def on_end(self, block: etree.Element) -> None:
        content, name = content_of(self.md), self.argument
        box = etree.SubElement(block, "details", {"class": "chart__more"})
        head = etree.SubElement(box, "summary", {"class": "chart__head"})
        head.text = "Sources, files, how to cite"
        if name in CHARTS:
            _sources(content, paragraph(box, "chart__sources"), name)
        _files(paragraph(box, "chart__files"), name)
        paragraph(box, "chart__cite", citation(content, name))


def citation(content: Content, name: str) -> str:
    """Return how to cite the chart NAME."""
    project, page = content.project, content.chart_pages[name]
    where = "picture in"
    if page != "index":
        where += f" “{content.pages[page].meta.title}”, in"
    parts = [
        f"“{charts.draw(content, name).title}”",
        f"{where} {project.settings.site_name}",
        f"edition {project.edition.version}",
        *([project.url_for(page, name)] if project.address else []),
    ]
    return f"{', '.join(parts)}. {LICENCE}."


def _picture(md: Markdown, content: Content, figure: etree.Element, name: str) -> None:
    files = charts.files(content, name)
    wide, narrow = (f"{FOLDER}/{name}{file}" for file in (charts.WIDE_FILE, charts.NARROW_FILE))
    picture = etree.SubElement(figure, "picture")
    etree.SubElement(
        picture,
        "source",
        {
            "media": _PHONE,
            "srcset": site_root(md) + narrow,
            "width": str(files[narrow].width),
            "height": str(files[narrow].height),
        },
    )
    etree.SubElement(
        picture,
        "img",
        {
            "src": wide,
            "alt": charts.draw(content, name).alternative,
            "width": str(files[wide].width),
            "height": str(files[wide].height),
            "loading": "lazy",
        },
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
        {"aria-label": data.title},
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
    append(line, ".")


def _files(line: etree.Element, name: str) -> None:
    """Link the files to take away; a complete build adds a PNG (edition.writers.chart_images)."""
    data = name if name in CHARTS else "tellings" if name == tellings.NAME else "timeline"
    append(line, "To take away: the picture as ")
    link(line, f"{FOLDER}/{name}.svg", "SVG", download="")
    append(line, "; its data as ")
    files = {"CSV": f"data/{data}.csv", "YAML": f"data/{data}.yml"}
    join(line, files.items(), lambda file: link(line, file[1], file[0]), ", ")
    append(line, ".")
