"""Mend what the themes' pages have against the HTML standard, where no template of ours reaches it.

The theme's menu and search open by a checkbox, which a browser would restore as it was left. The theme
forbids that by an attribute that a checkbox may not have; a form may, and speaks for the checkboxes that name it.
They cannot stand in it: the theme's rules need them beside what they open.
"""

import re
from pathlib import Path

from edition.diagnostics import BuildError, Problem
from edition.engines import DEFAULT

_TOGGLE = re.compile(
    r'(<input class="md-toggle" data-md-toggle="\w+" type="checkbox" id="\w+") autocomplete="off">'
)
_FORM = '<form id="__toggles" autocomplete="off"></form>'
_WORDS = {
    # The older of two names of the same role.
    "mkdocs": (
        (
            '<ol class="md-search-result__list" role="presentation">',
            '<ol class="md-search-result__list" role="none">',
        ),
    ),
    "zensical": (
        # It is no dialog (overrides/main.html), and only what has a role may have a name.
        (
            'data-md-component="search" aria-label=',
            'data-md-component="search" role="search" aria-label=',
        ),
        # A label of a control may not be hidden from those who have the control; this one is empty.
        (
            '<label class="md-overlay" for="__drawer" aria-hidden="true">',
            '<label class="md-overlay" for="__drawer">',
        ),
    ),
}


def mend(site: Path, engine: str = DEFAULT) -> None:
    """Rewrite every themed page below SITE, which ENGINE built.

    Raises:
        BuildError: the theme no longer writes what is mended as it did.
    """
    for path in sorted(site.rglob("*.html")):
        text = path.read_text("utf-8")
        if "data-md-component=" not in text:
            continue
        name = f"site/{path.relative_to(site).as_posix()}"
        text, count = _TOGGLE.subn(r'\1 form="__toggles">', text)
        if count != 2:
            what = f"The theme no longer opens its menu and its search by two checkboxes with autocomplete=off: here are {count}."
            raise BuildError(
                [
                    Problem(
                        name,
                        0,
                        what,
                        "See how the new version does it, and mend edition/site/fix_markup.py.",
                    )
                ]
            )
        for wrong, right in _WORDS[engine]:
            if text.count(wrong) != 1:
                what = f"The theme no longer writes {wrong} once."
                raise BuildError(
                    [
                        Problem(
                            name,
                            0,
                            what,
                            "See whether the new version is valid without a change, and mend edition/site/fix_markup.py.",
                        )
                    ]
                )
            text = text.replace(wrong, right)
        path.write_text(text.replace("<input", f"{_FORM}<input", 1), "utf-8")
