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
    for element in page.tree.css("[data-search-exclude]"):
        del element.attrs["data-search-exclude"]  # only for a search of the engine's own


def fix_toggles(page: Page) -> None:
    """Name the checkbox that opens the menu, and remove the one that would open a search.

    Screen readers and keyboards use the checkbox itself; the theme hides it from them.
    Prevent the browser from restoring its state. The theme writes `autocomplete` on it, where it is
    not valid. It is valid on a form, so point the checkbox to an empty form by its `form`
    attribute. It cannot be inside the form: the theme's CSS needs it next to what it opens.
    The link that skips the menu comes before it.
    """
    for search in page.tree.css("#__search"):
        search.decompose()
    (toggle,) = page.expect("input#__drawer.md-toggle[autocomplete]", 1, MODULE)
    del toggle.attrs["autocomplete"]
    toggle.attrs["form"] = "__toggles"
    toggle.attrs["aria-label"] = "Menu"
    (skip,) = page.expect("[data-md-component=skip]", 1, MODULE)
    toggle.insert_before(fragment(skip.html or ""))
    skip.decompose()
    toggle.insert_before(fragment('<form id="__toggles" autocomplete="off"></form>'))
    for dialog in page.tree.css(".md-dialog"):
        dialog.decompose()  # for the theme's script


def mark_current_page(page: Page) -> None:
    """Mark the link to the current page with `aria-current`."""
    for link in page.tree.css("a.md-nav__link--active"):
        link.attrs["aria-current"] = "page"
