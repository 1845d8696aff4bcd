"""Charts drawn from docs/data/ before the build, as static SVG in docs/assets/charts/."""

from edition.content.model import Content
from edition.generate.charts import battlegroups, members, opinion, turning_points
from edition.generate.charts.chart import Chart, RenderedChart

CHARTS: dict[str, Chart] = {
    "nato-members": members.CHART,
    "battlegroups": battlegroups.CHART,
    "russian-opinion": opinion.CHART,
}
NAMES = (turning_points.NAME, *CHARTS)
FOLDER = "assets/charts"


def draw(content: Content, name: str) -> RenderedChart:
    """The chart NAME, which is one of NAMES; the data has been checked."""
    if name == turning_points.NAME:
        return turning_points.draw(content.events, last_year(content))
    return CHARTS[name].draw(content.charts[name].rows)


def last_year(content: Content) -> int:
    """The year in which the evidence ends, and with it the arc."""
    return content.project.edition.cutoff.year


def write(content: Content) -> list[str]:
    """Draw every chart that a page shows into docs/assets/charts/; returns the names drawn."""
    names = list(content.chart_pages)
    folder = content.project.docs / FOLDER
    for name in names:
        folder.mkdir(parents=True, exist_ok=True)
        path, text = folder / f"{name}.svg", draw(content, name).drawing.source()
        if (
            not path.exists() or path.read_text("utf-8") != text
        ):  # a file that is left alone does not wake the preview
            path.write_text(text, "utf-8")
    return names
