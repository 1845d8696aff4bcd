"""Mend what the theme's pages have against the HTML standard, where no template of ours reaches it.

The theme's menu and search open by a checkbox, which a browser would restore as it was left. The theme
forbids that by an attribute that a checkbox may not have; a form may, and speaks for the checkboxes that name it.
They cannot stand in it: the theme's rules need them beside what they open.
"""

import re
from pathlib import Path

from edition.faults import Fault, Faults

_TOGGLE = re.compile(r'(<input class="md-toggle" data-md-toggle="\w+" type="checkbox" id="\w+") autocomplete="off">')
_FORM = '<form id="__toggles" autocomplete="off"></form>'


def mend(site: Path) -> None:
    """Rewrite the checkboxes of every themed page below SITE.

    Raises:
        Faults: the theme no longer writes them as it did.
    """
    for path in sorted(site.rglob("*.html")):
        text = path.read_text("utf-8")
        if "data-md-component=" not in text:
            continue
        text, count = _TOGGLE.subn(r'\1 form="__toggles">', text)
        if count != 2:
            what = f"The theme no longer opens its menu and its search by two checkboxes with autocomplete=off: here are {count}."
            name = f"site/{path.relative_to(site).as_posix()}"
            raise Faults([Fault(name, 0, what, "See how the new version does it, and mend edition/validity.py.")])
        path.write_text(text.replace("<input", f"{_FORM}<input", 1), "utf-8")
