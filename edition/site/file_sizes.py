"""Write the sizes of downloads next to their links."""

from pathlib import Path

from edition.site.page import Page


def insert_file_sizes(page: Page, site: Path) -> None:
    """Add the size of each file in SITE to its link.

    `<span data-size-of="downloads/x.pdf">PDF</span>` becomes “PDF, 1.6 MB”.
    """
    for span in page.tree.css("span[data-size-of]"):
        file = site / span.attrs.sget("data-size-of")
        if file.is_file():
            span.replace_with(f"{span.text()}, {format_size(file.stat().st_size)}")


def format_size(size: int) -> str:
    """Format a number of bytes for readers: 46 kB, 1.6 MB."""
    if size >= 995_000:
        return f"{size / 1_000_000:.1f}\N{NO-BREAK SPACE}MB"
    return f"{max(1, round(size / 1000))}\N{NO-BREAK SPACE}kB"
