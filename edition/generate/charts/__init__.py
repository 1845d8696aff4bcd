"""Pictures drawn from docs/data/ before the build, as static SVG in docs/assets/pictures/."""

from edition.content.dates import parts
from edition.content.model import Content
from edition.generate.charts import battlegroups, members, opinion, turning_points
from edition.generate.charts.chart import Figure, Picture

FIGURES: dict[str, Figure] = {
    "nato-members": members.FIGURE,
    "battlegroups": battlegroups.FIGURE,
    "russian-opinion": opinion.FIGURE,
}
NAMES = (turning_points.NAME, *FIGURES)
FOLDER = "assets/pictures"


def draw(content: Content, name: str) -> Picture:
    """The picture NAME, which is one of NAMES; the data has been checked."""
    if name == turning_points.NAME:
        return turning_points.draw(content.events, last_year(content))
    return FIGURES[name].draw(content.figures[name].rows)


def last_year(content: Content) -> int:
    """The year in which the evidence ends, and with it the arc."""
    return parts(content.project.cutoff)[0]


def write(content: Content) -> list[str]:
    """Draw every picture that a page shows into docs/assets/pictures/; returns the names drawn."""
    names = list(content.picture_pages)
    folder = content.project.docs / FOLDER
    for name in names:
        folder.mkdir(parents=True, exist_ok=True)
        path, text = folder / f"{name}.svg", draw(content, name).drawing.source()
        if (
            not path.exists() or path.read_text("utf-8") != text
        ):  # a file that is left alone does not wake the preview
            path.write_text(text, "utf-8")
    return names
