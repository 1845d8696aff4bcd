"""Draw the social cards, which other sites show for links to our pages, and the icons.

Pages must refer to a card by an absolute address, so without a public address there are no cards.
"""

import json
from pathlib import Path

import typst

from edition.content.model import Content
from edition.diagnostics import BuildError, Problem
from edition.generate.charts.svg import BOND, INK, PAPER, RIFT, SOFT
from edition.writers.png import pngs

ICONS = "assets/images"
_SIZES, _SMALLEST = (
    ((22, 92), (48, 76)),
    60,
)  # the greatest length of a title, and its font size in points
_COLOURS = {"paper": PAPER, "ink": INK, "soft": SOFT, "bond": BOND, "rift": RIFT}
_ICON = b"""
#let side = int(sys.inputs.size) * 1pt
#set page(width: side, height: side, margin: 0pt, fill: rgb(sys.inputs.fill))
#image(bytes(sys.inputs.svg), format: "svg", width: 100%)
"""


def write(content: Content, site: Path) -> None:
    """Draw cards and icons into a built SITE.

    Raises:
        BuildError: the icon cannot be drawn.
    """
    icons = site / ICONS
    if (icons / "favicon.svg").exists():
        drawing = (icons / "favicon.svg").read_text("utf-8")
        try:
            icon = _icon(drawing, 180, BOND)  # systems show this icon without transparency
        except typst.TypstError as error:
            what = f"The icon cannot be drawn: {str(error).splitlines()[0]}."
            name = "docs/assets/images/favicon.svg"
            hint = "Restore it, for example with `git checkout`."
            raise BuildError([Problem(name, 0, what, hint)]) from None
        (icons / "apple-touch-icon.png").write_bytes(icon)
    if content.project.address:
        for key, image in draw(content).items():
            card = site / content.project.card_for(key)
            card.parent.mkdir(parents=True, exist_ok=True)
            card.write_bytes(image)


def draw(content: Content) -> dict[str, bytes]:
    """Draw the card of each page, by its key: a PNG of 1200 by 630 pixels."""
    question = content.project.settings.site_name
    facts = content.project.edition
    foot = f"Edition {facts.version} · Evidence to {facts.cutoff.in_words}"
    cards = []
    for page in content.pages.values():
        title = page.meta.title
        size = next((points for letters, points in _SIZES if len(title) <= letters), _SMALLEST)
        kicker = "A reference edition, claim by claim" if title == question else question
        cards.append({"title": title, "kicker": kicker, "foot": foot, "size": size})
    source = Path(__file__).with_name("social_cards.typ").read_bytes()
    return dict(
        zip(
            content.pages,
            pngs(source, {"cards": json.dumps(cards), "colours": json.dumps(_COLOURS)}),
            strict=True,
        )
    )


def _icon(drawing: str, size: int, fill: str) -> bytes:
    """Draw DRAWING, an SVG, as a square PNG on the colour FILL."""
    inputs = {"svg": drawing, "size": str(size), "fill": fill}
    return pngs(_ICON, inputs)[0]
