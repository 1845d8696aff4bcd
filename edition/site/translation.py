"""Keep what a browser's translation must not change: words in their original language, citations."""

from edition.site.page import Page


def keep_originals(page: Page) -> None:
    """Mark the words of PAGE that have a language of their own, and the ways to cite it.

    Readers who have the page translated still see a quotation as it was said, and copy a citation
    that names the work.
    """
    for element in page.tree.css("article [lang], .take-away dl"):
        element.attrs["translate"] = "no"
