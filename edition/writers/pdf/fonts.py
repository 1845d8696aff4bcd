"""The fonts of the PDFs: those of the site, and three more that only paper needs.

Typst does not read the compressed files of the web, and takes one file for each family and style;
the site has one for each script.
"""

import io
from functools import cache
from pathlib import Path

from fontTools.ttLib import TTFont

_OURS = Path(__file__).parent / "fonts"  # semibold, and a sans serif for labels and tables
SANS = "system-ui"  # the name that the charts give their font, so that paper has them in ours
_FAMILIES = {  # by how the names of the files begin
    "source-serif-4-latin-ext": "Serif Extended",
    "source-serif-4-latin": "Serif",
    "source-serif-4-cyrillic": "Serif Cyrillic",
    "source-sans-3-latin": SANS,
}
_SERIF = ["Serif", "Serif Extended", "Serif Cyrillic"]
_FAMILY, _TYPOGRAPHIC_FAMILY = 1, 16  # ids in a font's table of names


@cache
def read_fonts(docs: Path) -> tuple[dict[str, bytes], list[str]]:
    """Return the fonts as TrueType, by file name, and the serif families in order of preference.

    Args:
        docs: the folder of the pages. Without fonts in it, Typst's own take their place.
    """
    files: dict[str, bytes] = {}
    for path in sorted([*docs.glob("assets/fonts/*.woff2"), *_OURS.glob("*.woff2")]):
        family = next((_FAMILIES[name] for name in _FAMILIES if path.stem.startswith(name)), "")
        if not family:
            continue
        font = TTFont(path, recalcTimestamp=False)
        font.flavor = None
        for record in list(font["name"].names):
            if record.nameID in (_FAMILY, _TYPOGRAPHIC_FAMILY):
                record.string = family
        unpacked = io.BytesIO()
        font.save(unpacked)
        files[f"fonts/{path.stem}.ttf"] = unpacked.getvalue()
    return files, _SERIF if docs.joinpath("assets/fonts").exists() else []
