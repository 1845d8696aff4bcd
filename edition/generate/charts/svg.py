"""A drawing in SVG: the few marks that our charts need, in the edition's colours.

Written by hand rather than by a charting library: these charts are mostly words placed with care for a phone's
width, they weigh a kilobyte or two, and nothing has to be installed for them (Vega-Lite's wheel takes 84 MB and half
a second of CPU before its first mark).

A drawing has no ground of its own. In the dark the stylesheet inverts it and turns its hues back, which makes the
light scheme's colours those of the dark one.
"""

import xml.etree.ElementTree as etree

WIDTH = 320  # of every drawing; a narrow phone shows it at nine tenths of that
TYPE_SIZE = 12.5  # 11 px on a narrow phone
# The light colours of docs/assets/stylesheets/tokens.css; a test compares them.
PAPER, INK, SOFT, EDGE = "#fffefb", "#1c1b19", "#4b473f", "#7b7468"
BOND, RIFT = "#0b4a72", "#8a2114"


class Drawing:
    """An SVG of fixed width, drawn from the top left corner.

    Attributes:
        height: in units; WIDTH units are its width.
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
        """WORDS whose baseline begins at X, Y; `text_anchor="end"` lets it end there."""
        self._add("text", {"x": number(x), "y": number(y)}, attributes).text = words

    def line(self, *points: tuple[float, float], **attributes: str) -> None:
        """A line from point to point."""
        path = "M" + "L".join(f"{number(x)} {number(y)}" for x, y in points)
        self._add("path", {"d": path, "fill": "none"}, {"stroke": SOFT, **attributes})

    def disc(self, x: float, y: float, radius: float, **attributes: str) -> None:
        """A disc around X, Y."""
        self._add("circle", {"cx": number(x), "cy": number(y), "r": number(radius)}, attributes)

    def diamond(self, x: float, y: float, radius: float, **attributes: str) -> None:
        """A square that stands on its corner, around X, Y."""
        step, back = number(radius), number(-radius)
        path = f"M{number(x)} {number(y - radius)}l{step} {step}l{back} {step}l{back} {back}z"
        self._add("path", {"d": path}, attributes)

    def box(self, x: float, y: float, width: float, height: float, **attributes: str) -> None:
        """A rectangle from its top left corner."""
        self._add(
            "rect",
            {"x": number(x), "y": number(y), "width": number(width), "height": number(height)},
            attributes,
        )

    def source(self) -> str:
        """The file's text."""
        return etree.tostring(self._root, encoding="unicode") + "\n"

    def _add(self, tag: str, own: dict[str, str], others: dict[str, str]) -> etree.Element:
        return etree.SubElement(
            self._root,
            tag,
            {**own, **{key.replace("_", "-"): value for key, value in others.items()}},
        )


def number(value: float) -> str:
    """VALUE with one decimal at most: a tenth of a unit is less than anyone sees."""
    return f"{value:.1f}".removesuffix(".0")


def width_of(words: str) -> float:
    """About how wide WORDS will be; generous, because every system has a type of its own."""
    return len(words) * TYPE_SIZE * 0.56
