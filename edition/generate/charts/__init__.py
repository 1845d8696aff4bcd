"""Draw charts from docs/data/ as static SVG in docs/assets/charts/."""

from edition.content.model import Content
from edition.generate.charts import battlegroups, members, opinion, tellings, turning_points
from edition.generate.charts.chart import Chart, RenderedChart

CHARTS: dict[str, Chart] = {
    "nato-members": members.CHART,
    "battlegroups": battlegroups.CHART,
    "russian-opinion": opinion.CHART,
}
NAMES = (turning_points.NAME, tellings.NAME, *CHARTS)
FOLDER = "assets/charts"


def draw(content: Content, name: str) -> RenderedChart:
    """Draw the chart NAME, which is one of NAMES; the data must be checked already."""
    if name == turning_points.NAME:
        return turning_points.draw(content.events, last_year(content))
    if name == tellings.NAME:
        return tellings.draw(content)
    return CHARTS[name].draw(content.charts[name].rows)


def last_year(content: Content) -> int:
    """Return the year in which the evidence, and so the arc, ends."""
    return content.project.edition.cutoff.year


def render(content: Content) -> dict[str, str]:
    """Return the SVG of every chart that a page shows, by path relative to docs/."""
    return {
        f"{FOLDER}/{name}.svg": draw(content, name).drawing.source() for name in content.chart_pages
    }
