"""Draw charts from docs/data/ as static SVG in docs/assets/charts/.

Of each chart there are three files: NAME-wide.svg and NAME-narrow.svg for pages, which have its
title as text, and NAME.svg to take away, with the title in it.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from edition.content.model import Content
from edition.content.records import Event
from edition.generate.charts import battlegroups, members, opinion, tellings, turning_points
from edition.generate.charts.chart import Chart, RenderedChart
from edition.generate.charts.frame import Picture, framed
from edition.generate.charts.svg import NARROW, WIDE

CHARTS: dict[str, Chart] = {
    "nato-members": members.CHART,
    "battlegroups": battlegroups.CHART,
    "russian-opinion": opinion.CHART,
}
NAMES = (turning_points.NAME, tellings.NAME, *CHARTS)
FOLDER = "assets/charts"
WIDE_FILE, NARROW_FILE = "-wide.svg", "-narrow.svg"


def draw(content: Content, name: str, width: float = WIDE) -> RenderedChart:
    """Draw the chart NAME, which is one of NAMES; the data must be checked already."""
    if name == turning_points.NAME:
        return turning_points.draw(content.events, last_year(content), width)
    if name == tellings.NAME:
        return tellings.draw(content, width)
    data = content.charts[name]
    rows: Sequence[Any] = data.rows
    shown = shown_events(content, name)
    if name == "nato-members":
        chart = members.draw(rows, content.events, last_year(content), width)
    elif name == "battlegroups":
        chart = battlegroups.draw(rows, shown, width)
    else:
        chart = opinion.draw(data, rows, shown, width)
    return replace(chart, title=data.title, subtitle=data.subtitle, credit=data.credit)


def shown_events(content: Content, name: str) -> list[Event]:
    """Return the events of the timeline that the chart NAME shows, in order."""
    return [event for event in content.events if event.id in content.charts[name].events]


def last_year(content: Content) -> int:
    """Return the year in which the evidence, and so each line of time, ends."""
    return content.project.edition.cutoff.year


def files(content: Content, name: str) -> dict[str, Picture]:
    """Return the files of the chart NAME, by path relative to docs/."""
    wide, narrow = draw(content, name), draw(content, name, NARROW)
    stem = f"{FOLDER}/{name}"
    return {
        f"{stem}.svg": framed(wide, content.project, titled=True),
        f"{stem}{WIDE_FILE}": framed(wide, content.project),
        f"{stem}{NARROW_FILE}": framed(narrow, content.project),
    }


def render(content: Content) -> dict[str, str]:
    """Return the SVG of every chart that a page shows, by path relative to docs/."""
    return {
        path: picture.text
        for name in content.chart_pages
        for path, picture in files(content, name).items()
    }
