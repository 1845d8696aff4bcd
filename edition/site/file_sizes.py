"""Sizes of downloads, written behind the links that offer them."""

from pathlib import Path

from edition.site.page import Page


def insert_file_sizes(page: Page, site: Path) -> None:
    """Turn `<span data-size-of="downloads/x.pdf">PDF</span>` into “PDF, 1.6 MB” for each file that is in SITE."""
    for span in page.tree.css("span[data-size-of]"):
        file = site / span.attrs.sget("data-size-of")
        if file.is_file():
            span.replace_with(f"{span.text()}, {format_size(file.stat().st_size)}")


def format_size(size: int) -> str:
    """A number of bytes for readers: 46 kB, 1.6 MB."""
    if size >= 995_000:
        return f"{size / 1_000_000:.1f}\N{NO-BREAK SPACE}MB"
    return f"{max(1, round(size / 1000))}\N{NO-BREAK SPACE}kB"
