"""The questions by which readers choose what a list shows.

The page holds no control, only an empty element with the questions as data: a script builds the
controls (docs/assets/javascripts/picker.js), and without scripts the list is whole. Each entry of
the list has in `data-is` what holds of it, in the words of the page's address: `off=date`.
"""

import json
import xml.etree.ElementTree as etree
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass

from pymdownx.slugs import slugify

ALL = {"": "All"}
_SLUG = slugify(case="lower")


@dataclass(frozen=True)
class Question:
    """One question, of which a reader chooses one answer.

    Attributes:
        key: what the page's address calls it.
        name: what readers see above or beside its options; empty where there is only one.
        options: the label of each value. The value “” changes nothing.
    """

    key: str
    name: str
    options: Mapping[str, str]


def picker(parent: etree.Element, noun: str, *questions: Question) -> etree.Element:
    """Add the place of the controls to PARENT and return it.

    Args:
        parent: the element to which it is added.
        noun: what the list contains, in the plural.
        questions: the questions, in order. Those about the order of the list and about its texts
            have the keys “order” and “texts”; the others choose entries.
    """
    data = json.dumps([asdict(question) for question in questions], ensure_ascii=False)
    return etree.SubElement(
        parent,
        "div",
        {
            "class": f"picker picker--{noun}",  # the stylesheet knows how high each will be
            "data-noun": noun,
            "data-questions": data,
        },
    )


def slug(name: str) -> str:
    """Return NAME as a value of an option: small letters, digits and hyphens."""
    return str(_SLUG(name, "-"))


def answers(values: Mapping[str, Iterable[str]]) -> str:
    """Return the `data-is` of an entry, from the values that hold of it by the question's key."""
    return " ".join(f"{key}={value}" for key, held in values.items() for value in held)
