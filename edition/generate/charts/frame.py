"""Put a finished drawing into a file: its ground, its colours for the dark, what it is and whence.

A picture is often taken away alone, so source, edition and licence are part of it. In a page its
title is text of the page; the file for taking away has the title, too.
"""

import xml.etree.ElementTree as etree
from dataclasses import dataclass

from edition.config import Project
from edition.generate.charts.chart import RenderedChart
from edition.generate.charts.svg import (
    DARK,
    FONTS,
    INK,
    PAPER,
    RULE,
    SOFT,
    TYPE_SIZE,
    Drawing,
    number,
    wrapped,
)

LICENCE = "CC BY 4.0"  # of the text, to which the charts belong
_TITLE_SIZE = 17


@dataclass(frozen=True)
class Picture:
    """An SVG file: its text, and its size in pixels."""

    text: str
    width: int
    height: int


def framed(chart: RenderedChart, project: Project, *, titled: bool = False) -> Picture:
    """Return the file of CHART, with its title at the top if TITLED."""
    drawing, head = chart.drawing, _head(chart) if titled else Drawing(chart.drawing.width)
    foot = _foot(chart, _edition_line(project))
    margin = 10 if drawing.is_wide else 4  # so that a picture taken away has air around it
    width = round(drawing.width + 2 * margin)
    height = round(head.height + drawing.height + foot.height + 2 * margin)
    root = etree.Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "viewBox": f"{-margin} {-margin} {width} {height}",
            "width": str(width),
            "height": str(height),
            "font-family": FONTS,
            "font-size": number(TYPE_SIZE),
            "fill": INK,
        },
    )
    etree.SubElement(root, "title").text = chart.title
    etree.SubElement(root, "desc").text = chart.alternative
    style = etree.SubElement(root, "style")
    ground = {"x": str(-margin), "y": str(-margin), "width": str(width), "height": str(height)}
    etree.SubElement(root, "rect", {**ground, "fill": PAPER})
    top = 0.0
    for part in (head, drawing, foot):
        group = etree.SubElement(root, "g", {"transform": f"translate(0 {number(top)})"})
        group.extend(part.root)
        top += part.height
    style.text = f"@media (prefers-color-scheme:dark){{{_dark_rules(root)}}}"
    return Picture(etree.tostring(root, encoding="unicode") + "\n", width, height)


def _edition_line(project: Project) -> str:
    return f"“{project.settings.site_name}”, edition {project.edition.version}, {LICENCE}"


def _head(chart: RenderedChart) -> Drawing:
    head = Drawing(chart.drawing.width)
    for line in wrapped(chart.title, head.width, _TITLE_SIZE, bold=True):
        head.height += 22
        head.text(0, head.height - 6, line, font_size=str(_TITLE_SIZE), font_weight="600")
    for line in wrapped(chart.subtitle, head.width) if chart.subtitle else []:
        head.height += 18
        head.text(0, head.height - 5, line, fill=SOFT)
    head.height += 12
    return head


def _foot(chart: RenderedChart, edition: str) -> Drawing:
    foot = Drawing(chart.drawing.width, 14)
    foot.line((0, foot.height), (foot.width, foot.height), stroke=RULE)
    foot.height += 4
    for part in filter(None, (chart.credit, edition)):
        for line in wrapped(part, foot.width):
            foot.height += TYPE_SIZE + 4
            foot.text(0, foot.height - 3, line, fill=SOFT)
    return foot


def _dark_rules(root: etree.Element) -> str:
    """Return the rules that replace the colours in use by those for dark paper."""
    used = {(key, element.get(key)) for element in root.iter() for key in ("fill", "stroke")}
    return "".join(
        f'[{key}="{light}"]{{{key}:{dark}}}'
        for light, dark in DARK.items()
        for key in ("fill", "stroke")
        if (key, light) in used
    )
