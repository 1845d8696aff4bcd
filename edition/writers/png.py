"""Draw PNGs with Typst: with its own fonts, without the system or the network.

So the bytes are the same everywhere.
"""

from typing import Any

import typst


def pngs(source: bytes, inputs: dict[str, str], density: int = 72) -> list[bytes]:
    """Compile a Typst document to one PNG per page.

    Args:
        source: the document.
        inputs: its `sys.inputs`.
        density: pixels per inch; 72 is one pixel per point.

    Raises:
        typst.TypstError: the document does not compile.
    """
    pages: Any = typst.compile(
        source, format="png", ppi=density, ignore_system_fonts=True, sys_inputs=inputs
    )
    return pages if isinstance(pages, list) else [pages]
