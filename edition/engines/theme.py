"""Fix markup that Material and Zensical's variant “classic” share and no template can override."""

from edition.site.page import Page, fragment

MODULE = "edition/engines/theme.py"
# The menu, which is closed on narrow screens until a reader opens it.
DRAWER = frozenset({"md-sidebar--primary"})


def fix_page(page: Page) -> None:
    """Fix the markup that both themes write.

    Raises:
        BuildError: the theme no longer writes this markup.
    """
    fix_toggles(page)
    mark_current_page(page)


def fix_toggles(page: Page) -> None:
    """Prevent the browser from opening the menu when a page is shown again.

    A checkbox opens it. The theme writes `autocomplete` on it, where it is not valid. It is valid
    on a form, so point the checkbox to an empty form by its `form` attribute. It cannot be inside
    the form: the theme's CSS needs it next to what it opens.
    Remove the checkbox that would open a search of the engine.
    """
    for search in page.tree.css("#__search"):
        search.decompose()
    (toggle,) = page.expect("input#__drawer.md-toggle[autocomplete]", 1, MODULE)
    del toggle.attrs["autocomplete"]
    toggle.attrs["form"] = "__toggles"
    toggle.insert_before(fragment('<form id="__toggles" autocomplete="off"></form>'))
    for dialog in page.tree.css(".md-dialog"):
        dialog.decompose()  # for the theme's script


def mark_current_page(page: Page) -> None:
    """Mark the link to the current page with `aria-current`."""
    for link in page.tree.css("a.md-nav__link--active"):
        link.attrs["aria-current"] = "page"
