"""NATO's battlegroups in the east: for each date a column of soldiers by host country."""

from itertools import groupby

from edition.catalogue import text_of
from edition.dates import spoken
from edition.pictures.figure import Field, Figure, Picture, listed
from edition.pictures.svg import PAPER, SOFT, WIDTH, Drawing, number
from edition.yaml_file import Record

_SCALE, _HEAD, _GAP = 0.028, 38, 30  # units a soldier; above the columns; between them


def draw(rows: list[Record]) -> Picture:
    """Hosts of the first date are solid in every column, later ones outlined."""
    columns = [(date, list(group)) for date, group in groupby(rows, key=lambda row: text_of(row, "date"))]
    foot = _HEAD + _SCALE * max(sum(row["soldiers"] for row in group) for _, group in columns)
    drawing = Drawing(foot + 24)
    width = (WIDTH + _GAP) / len(columns) - _GAP
    first = {text_of(row, "host") for row in columns[0][1]}
    for place, (date, group) in enumerate(columns):
        left = place * (width + _GAP)
        top = foot
        for row in group:
            top -= row["soldiers"] * _SCALE
            _host(drawing, row, (left, top, width), text_of(row, "host") in first)
        drawing.text(left + width / 2, top - 21, f"{len(group)} battlegroups", text_anchor="middle", font_weight="600")
        drawing.text(left + width / 2, top - 6, _total(group), text_anchor="middle", font_weight="600")
        drawing.text(left + width / 2, foot + 17, spoken(date), text_anchor="middle", fill=SOFT)
    drawing.line((0, foot + 0.5), (WIDTH, foot + 0.5))
    return Picture(drawing, _alternative(columns))


def _host(drawing: Drawing, row: Record, place: tuple[float, float, float], solid: bool) -> None:
    left, top, width = place
    height = row["soldiers"] * _SCALE
    if solid:
        drawing.box(left, top, width, height - 1.5, fill=SOFT)
    else:
        drawing.box(left + 0.5, top + 0.5, width - 1, height - 2.5, fill="none", stroke=SOFT)
    words = text_of(row, "host") + ("" if row.get("rounded") else f" {row['soldiers']:,}")
    colour = {"fill": PAPER} if solid else {}
    drawing.text(left + width / 2, top + height / 2 + 3.6, words, text_anchor="middle", font_size=number(12.3), **colour)


def _total(group: list[Record]) -> str:
    about = "about " if any(row.get("rounded") for row in group) else ""
    return f"{about}{sum(row['soldiers'] for row in group):,} soldiers"


def _alternative(columns: list[tuple[str, list[Record]]]) -> str:
    told = [
        f"{spoken(date)}, {len(group)} battlegroups with {_total(group)}, in {listed([text_of(row, 'host') for row in group])}"
        for date, group in columns
    ]
    return f"Columns of soldiers by host country: {'; '.join(told)}."


FIGURE = Figure(
    {
        "date": Field("Date", "date"),
        "host": Field("Host"),
        "framework": Field("Led by", required=False),
        "soldiers": Field("Soldiers", "count"),
        "rounded": Field("Precision", required=False, allowed=("about",)),
        "note": Field("Note", required=False),
    },
    draw,
)
