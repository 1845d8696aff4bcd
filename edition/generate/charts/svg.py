"""Draw SVG: the few shapes that our charts need, in the edition's colours.

We do not use a charting library. These charts are mostly words, placed to fit the width of a phone;
a file has one or two kilobytes, and needs no dependency (Vega-Lite's wheel takes 84 MB, and half a
second of CPU time before it draws anything).

A drawing has no background. In dark mode, the stylesheet inverts it and rotates its hues back,
which turns the colours of the light scheme into those of the dark one.
"""

import xml.etree.ElementTree as etree

WIDTH = 320  # of every drawing; a narrow phone shows it at nine tenths of this size
TYPE_SIZE = 12.5  # 11 px on a narrow phone
# The light colours of docs/assets/stylesheets/tokens.css; a test compares them.
PAPER, INK, SOFT, EDGE = "#fffefb", "#1c1b19", "#4b473f", "#7b7468"
BOND, RIFT = "#0b4a72", "#8a2114"


class Drawing:
    """An SVG of the fixed width WIDTH, with the origin in the top left corner.

    Attributes:
        height: its height, in units of the viewBox.
    """

    def __init__(self, height: float) -> None:
        self.height = round(height)
        self._root = etree.Element(
            "svg",
            {
                "xmlns": "http://www.w3.org/2000/svg",
                "viewBox": f"0 0 {WIDTH} {self.height}",
                "width": str(WIDTH),
                "height": str(self.height),
                "font-family": "system-ui,sans-serif",
                "font-size": number(TYPE_SIZE),
                "fill": INK,
            },
        )

    def text(self, x: float, y: float, words: str, **attributes: str) -> None:
        """Add WORDS with a baseline that begins at X, Y, or ends there with `text_anchor="end"`."""
        self._add("text", {"x": number(x), "y": number(y)}, attributes).text = words

    def line(self, *points: tuple[float, float], **attributes: str) -> None:
        """Add a line from point to point."""
        path = "M" + "L".join(f"{number(x)} {number(y)}" for x, y in points)
        self._add("path", {"d": path, "fill": "none"}, {"stroke": SOFT, **attributes})

    def disc(self, x: float, y: float, radius: float, **attributes: str) -> None:
        """Add a disc around X, Y."""
        self._add("circle", {"cx": number(x), "cy": number(y), "r": number(radius)}, attributes)

    def diamond(self, x: float, y: float, radius: float, **attributes: str) -> None:
        """Add a square on its corner, around X, Y."""
        step, back = number(radius), number(-radius)
        path = f"M{number(x)} {number(y - radius)}l{step} {step}l{back} {step}l{back} {back}z"
        self._add("path", {"d": path}, attributes)

    def box(self, x: float, y: float, width: float, height: float, **attributes: str) -> None:
        """Add a rectangle whose top left corner is X, Y."""
        self._add(
            "rect",
            {"x": number(x), "y": number(y), "width": number(width), "height": number(height)},
            attributes,
        )

    def source(self) -> str:
        """Return the text of the SVG file."""
        return etree.tostring(self._root, encoding="unicode") + "\n"

    def _add(self, tag: str, own: dict[str, str], others: dict[str, str]) -> etree.Element:
        return etree.SubElement(
            self._root,
            tag,
            {**own, **{key.replace("_", "-"): value for key, value in others.items()}},
        )


def number(value: float) -> str:
    """Format VALUE with at most one decimal: less than a tenth of a unit is invisible."""
    return f"{value:.1f}".removesuffix(".0")


def width_of(words: str) -> float:
    """Estimate the width of WORDS in units, generously, because systems have different fonts."""
    return len(words) * TYPE_SIZE * 0.56
