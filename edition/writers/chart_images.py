"""Draw each chart as a PNG, for slides and word processors that cannot show SVG.

Only a complete build has these files; so they get their links here.
"""

from pathlib import Path

from edition.content.model import Content
from edition.generate.charts import FOLDER
from edition.site.page import Page, fragment
from edition.writers.png import pngs

_DENSITY = 192  # two pixels for each of the drawing, of which Typst counts 96 to an inch
_SOURCE = b"""
#set page(width: auto, height: auto, margin: 0pt)
#image(bytes(sys.inputs.svg), format: "svg")
"""


def write(content: Content, pages: list[Page], site: Path) -> None:
    """Write the PNG of each chart that a page shows into SITE, and link it after its SVG."""
    for name in content.chart_pages:
        drawing = site / FOLDER / f"{name}.svg"
        drawing.with_suffix(".png").write_bytes(draw(drawing.read_text("utf-8")))
    for page in pages:
        for link in page.tree.css(f".chart__files a[href*='{FOLDER}/'][href$='.svg']"):
            href = link.attrs.sget("href").removesuffix(".svg")
            link.insert_after(fragment(f'<span>, <a href="{href}.png" download>PNG</a></span>'))


def draw(drawing: str) -> bytes:
    """Return the PNG of DRAWING, an SVG."""
    return pngs(_SOURCE, {"svg": drawing}, _DENSITY)[0]
