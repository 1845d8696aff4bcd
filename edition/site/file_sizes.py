"""Sizes of downloads, written behind the links that offer them."""

import re
from pathlib import Path

# As the templates write it, or with its quotes taken off by a step that makes pages smaller.
_SPAN = re.compile(r"""<span data-size-of=(["']?)([^"'\s>]+)\1>([^<]*)</span>""")


def stamp(site: Path) -> None:
    """Turn `<span data-size-of="downloads/x.pdf">PDF</span>` into “PDF, 1.6 MB” on every page, for each file that is there."""

    def sized(match: re.Match[str]) -> str:
        file = site / match.group(2)
        return (
            f"{match.group(3)}, {spoken(file.stat().st_size)}" if file.is_file() else match.group()
        )

    for page in site.rglob("*.html"):
        text = page.read_text("utf-8")
        stamped = _SPAN.sub(sized, text)
        if stamped != text:
            page.write_text(stamped, "utf-8")


def spoken(size: int) -> str:
    """A number of bytes for readers: 46 kB, 1.6 MB."""
    return (
        f"{size / 1_000_000:.1f}\N{NO-BREAK SPACE}MB"
        if size >= 995_000
        else f"{max(1, round(size / 1000))}\N{NO-BREAK SPACE}kB"
    )
