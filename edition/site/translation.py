"""Keep from a browser's translation what must stay: words in another language, and citations."""

from edition.site.page import Page


def keep_originals(page: Page) -> None:
    """Mark the words of PAGE that have a language of their own, and the ways to cite it.

    Readers who have the page translated still see a quotation as it was said, and copy a citation
    that names the work.
    """
    for element in page.tree.css("article [lang], .take-away dl"):
        element.attrs["translate"] = "no"
