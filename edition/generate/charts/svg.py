"""Draw SVG: the few shapes that our charts need, in the edition's colours.

We do not use a charting library. These charts are mostly words, placed with care at two widths; a
file has one to three kilobytes, and needs no dependency (Altair takes 106 MB, matplotlib 174 MB,
and neither draws a second width).

A drawing has its own ground, and its colours for dark paper, so that it can be read wherever it is
shown. In a page, browsers give it the colour scheme of the page; alone, it has that of the system.
"""

import xml.etree.ElementTree as etree

NARROW, WIDE = 332, 660  # the widths of drawings: for phones, and for the column of text
TYPE_SIZE = 13  # 11 px on a phone of 320 px
FONTS = "system-ui,-apple-system,'Segoe UI',Roboto,'Noto Sans','Source Sans 3',sans-serif"
# The light colours of docs/assets/stylesheets/tokens.css; a test compares them. BAND is our own.
PAPER, DEEP, RULE, EDGE, SOFT, INK = (
    "#fffefb", "#f5f2ea", "#d6d0c4", "#7b7468", "#4b473f", "#1c1b19",
)  # fmt: skip
BOND, RIFT, BAND = "#0b4a72", "#8a2114", "#e4ddcf"
# The same colours on dark paper.
DARK = {
    PAPER: "#14171c", DEEP: "#262c35", RULE: "#424853", EDGE: "#8c939f", SOFT: "#c4bfb6",
    INK: "#ece8e1", BOND: "#9bd0f5", RIFT: "#f6b3a6", BAND: "#3a424e",
}  # fmt: skip
# The widths of letters in DejaVu Sans, the widest sans serif that systems have, in hundredths of
# the type size. Bold letters are wider by a seventh.
_WIDTHS = {
    letter: width
    for width, letters in {
        28: "'ijlí", 30: "IJ",
        32: " \N{NO-BREAK SPACE},.‘’·", 34: "/:;\\|", 36: "f-", 39: "()[]t", 41: "!r",
        48: '"*_–§', 52: "sz“”?", 56: "cćL", 58: "Fk", 60: "vxyPTYao", 62: "ö", 63: "eéESb"
        "dghnpquü", 64: "$0123456789{}", 66: "K", 69: "AVBRXZ", 71: "CU", 75: "HN", 78: "DG&",
        82: "OQw", 86: "M", 96: "%m",
    }.items()
    for letter in letters
}  # fmt: skip
_WIDEST, _BOLD = 100, 1.15


class Drawing:
    """A drawing with the origin in its top left corner.

    Attributes:
        width, height: its size in units, without the margin (see `frame`).
    """

    def __init__(self, width: float, height: float = 0) -> None:
        self.width, self.height = width, height
        self.root = etree.Element("g")

    @property
    def is_wide(self) -> bool:
        return self.width > NARROW

    def text(self, x: float, y: float, words: str, **attributes: str) -> None:
        """Add WORDS with a baseline that begins at X, Y, or ends there with `text_anchor="end"`."""
        self._add("text", {"x": number(x), "y": number(y)}, attributes).text = words

    def path(self, path: str, **attributes: str) -> None:
        """Add a line along PATH, in the notation of SVG."""
        self._add("path", {"d": path, "fill": "none"}, {"stroke": SOFT, **attributes})

    def line(self, *points: tuple[float, float], **attributes: str) -> None:
        """Add a line from point to point."""
        self.path("M" + "L".join(f"{number(x)} {number(y)}" for x, y in points), **attributes)

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

    def _add(self, tag: str, own: dict[str, str], others: dict[str, str]) -> etree.Element:
        return etree.SubElement(
            self.root,
            tag,
            {**own, **{key.replace("_", "-"): value for key, value in others.items()}},
        )


def number(value: float) -> str:
    """Format VALUE with at most one decimal: less than a tenth of a unit is invisible."""
    return f"{round(value, 1) + 0:.1f}".removesuffix(".0")


def width_of(words: str, size: float = TYPE_SIZE, bold: bool = False) -> float:
    """Return the width of WORDS in units, in the widest font that readers are likely to have."""
    hundredths = sum(_WIDTHS.get(letter, _WIDEST) for letter in words)
    return hundredths * size / 100 * (_BOLD if bold else 1)


def wrapped(words: str, width: float, size: float = TYPE_SIZE, bold: bool = False) -> list[str]:
    """Break WORDS into lines of at most WIDTH units."""
    lines: list[str] = []
    for word in words.split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width_of(longer, size, bold) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def spread(wanted: list[float], gap: float) -> list[float]:
    """Return positions near those WANTED (ascending), with at least GAP between neighbours."""
    # The groups of what is closely packed: each one's position, less the gaps before it.
    groups: list[list[float]] = []
    for place, position in enumerate(wanted):
        groups.append([position - place * gap])
        while len(groups) > 1 and _mean(groups[-2]) > _mean(groups[-1]):
            groups[-2:] = [groups[-2] + groups[-1]]
    means = [_mean(group) for group in groups for _ in group]
    return [mean + place * gap for place, mean in enumerate(means)]


def _mean(values: list[float]) -> float:
    return sum(values) / len(values)
