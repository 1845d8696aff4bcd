"""What Material and Zensical's look “classic” have in common, where no template of ours can change it."""

from edition.site.page import Page, fragment

MODULE = "edition/engines/theme.py"
# What is closed until a reader opens it, besides <details>: on every screen, and where the menu is a drawer.
CLOSED = frozenset({"md-search__output"})
DRAWER = frozenset({"md-sidebar--primary"})
# The state that opens the search.
SEARCH_OPEN = "[data-md-toggle=search]:checked"


def fix_page(page: Page) -> None:
    """Correct the markup that both themes write.

    Raises:
        BuildError: the theme no longer writes what is corrected.
    """
    name_menu_button(page)
    keep_toggles_closed(page)
    mark_current_page(page)
    for element in page.tree.css("[data-search-exclude]"):
        del element.attrs["data-search-exclude"]  # the index is made


def name_menu_button(page: Page) -> None:
    """Put a button before the label that opens the menu, which keys and screen readers cannot use."""
    (label,) = page.expect("label.md-header__button[for=__drawer]", 1, MODULE)
    button = '<button type="button" class="menu-button" aria-label="Menu" aria-expanded="false"></button>'
    label.insert_before(fragment(button))


def keep_toggles_closed(page: Page) -> None:
    """Keep the browser from restoring menu and search as they were left.

    They open by checkboxes. The theme writes `autocomplete`, which a checkbox must not have; a form may have it,
    and speaks for the checkboxes that name it. They cannot be in it: the theme's rules need them beside what they open.
    """
    toggles = page.expect("input.md-toggle[autocomplete]", 2, MODULE)
    toggles[0].insert_before(fragment('<form id="__toggles" autocomplete="off"></form>'))
    for toggle in toggles:
        del toggle.attrs["autocomplete"]
        toggle.attrs["form"] = "__toggles"


def mark_current_page(page: Page) -> None:
    """Say of the link to the page being read that it is that."""
    for link in page.tree.css("a.md-nav__link--active"):
        link.attrs["aria-current"] = "page"
