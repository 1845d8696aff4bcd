"""Fix markup that Material and Zensical's variant “classic” share and no template can override."""

from edition.site.page import Page

# Checkboxes, and what they and the theme's script open: menu, search and messages are ours; and
# the name of the engine, which is no fact for readers.
_UNUSED = ".md-toggle, .md-overlay, .md-dialog, [data-md-component=announce], meta[name=generator]"


def fix_page(page: Page) -> None:
    """Remove the markup that both themes write for their own menu, search and script."""
    for element in page.tree.css(_UNUSED):
        element.decompose()
