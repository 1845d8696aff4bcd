"""Fix markup that Material and Zensical's variant “classic” share and no template can override."""

from edition.site.page import Page, fragment

MODULE = "edition/engines/theme.py"
# The parts that are closed until a reader opens them, apart from <details>: on every screen, and on
# narrow screens, where the menu is a drawer.
CLOSED = frozenset({"md-search__output"})
DRAWER = frozenset({"md-sidebar--primary"})
# The state in which the search is open.
SEARCH_OPEN = "[data-md-toggle=search]:checked"


def fix_page(page: Page) -> None:
    """Fix the markup that both themes write.

    Raises:
        BuildError: the theme no longer writes this markup.
    """
    name_menu_button(page)
    keep_toggles_closed(page)
    mark_current_page(page)
    for element in page.tree.css("[data-search-exclude]"):
        del element.attrs["data-search-exclude"]  # the index is built already


def name_menu_button(page: Page) -> None:
    """Put a button before the label that opens the menu: a label has no keyboard access or role."""
    (label,) = page.expect("label.md-header__button[for=__drawer]", 1, MODULE)
    button = (
        '<button type="button" class="menu-button" aria-label="Menu" aria-expanded="false">'
        "</button>"
    )
    label.insert_before(fragment(button))


def keep_toggles_closed(page: Page) -> None:
    """Prevent the browser from restoring the open or closed state of menu and search.

    Checkboxes open them. The theme writes `autocomplete` on these, where it is not valid. It is
    valid on a form, so point the checkboxes to an empty form by their `form` attribute. They cannot
    be inside the form: the theme's CSS needs them next to the elements that they open.
    """
    toggles = page.expect("input.md-toggle[autocomplete]", 2, MODULE)
    toggles[0].insert_before(fragment('<form id="__toggles" autocomplete="off"></form>'))
    for toggle in toggles:
        del toggle.attrs["autocomplete"]
        toggle.attrs["form"] = "__toggles"


def mark_current_page(page: Page) -> None:
    """Mark the link to the current page with `aria-current`."""
    for link in page.tree.css("a.md-nav__link--active"):
        link.attrs["aria-current"] = "page"
