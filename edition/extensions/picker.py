"""A form with which readers choose what a list shows.

Each option is a radio button whose id is a word; the entries of the list have the words that hold
of them in `data-is`. The stylesheet (reference.css) hides the others, so this needs no script;
where a browser cannot do that, the form is hidden. In print it is left out.
"""

import xml.etree.ElementTree as etree
from collections.abc import Iterable

from markdown.util import AtomicString


def picker(parent: etree.Element, noun: str) -> etree.Element:
    """Add an empty form to PARENT; NOUN is what its list contains, in the plural."""
    form = etree.SubElement(parent, "form", {"class": "picker", "data-noun": noun})
    # A script says here how many entries are shown.
    etree.SubElement(form, "p", {"class": "picker__status", "role": "status"}).text = AtomicString(
        ""
    )
    return form


def choice(
    form: etree.Element, name: str, options: Iterable[tuple[str, str, int]], total: int
) -> None:
    """Add a group of radio buttons to FORM.

    Args:
        form: the form.
        name: the name of the group.
        options: the word, label and number of entries of each option but the first.
        total: the number of all entries, which the first option shows.
    """
    box = group(form, name)
    option(box, name.lower(), "", f"All {total}", checked=True)
    for word, label, count in options:
        option(box, name.lower(), word, f"{label} {count}", disabled=not count)


def group(form: etree.Element, name: str, kind: str = "picker__group") -> etree.Element:
    """Add a group with the heading NAME to FORM, before its status."""
    box = etree.Element("fieldset", {"class": kind})
    etree.SubElement(box, "legend").text = AtomicString(name)
    form.insert(len(form) - 1, box)
    return box


def option(
    box: etree.Element,
    name: str,
    word: str,
    label: str,
    *,
    checked: bool = False,
    disabled: bool = False,
    is_filter: bool = True,
) -> None:
    """Add a radio button of the group NAME to BOX.

    WORD is its value and, if it filters, its id with “is-”.
    """
    attributes = {"type": "radio", "name": name, "value": word}
    if word and is_filter:
        attributes["id"] = f"is-{word}"
    if checked:
        attributes["checked"] = "checked"
    if disabled:
        attributes["disabled"] = "disabled"
    outer = etree.SubElement(box, "label")
    etree.SubElement(outer, "input", attributes).tail = AtomicString(f" {label}")
