"""The words of a page in their order, line by line, as they are where its stylesheet is not: in reader views, text browsers, copies."""

import re
from collections.abc import Callable, Iterator
from xml.etree.ElementTree import Element

_BLOCKS = set(
    "address article aside blockquote br caption dd details div dl dt figcaption figure footer form h1 h2 h3 h4 h5 h6 header"  # noqa: SIM905
    " hr li main nav ol p pre section summary table tbody td tfoot th thead tr ul".split()
)
_SILENT = {"script", "style", "template", "svg", "noscript", "title"}


def lines(element: Element, leave: Callable[[Element], bool] = lambda _: False) -> list[str]:
    """The lines of ELEMENT, without the elements to LEAVE out. What is no block joins the words around it."""
    whole = "".join(_text(element, leave))
    return [line for part in whole.split("\n") if (line := " ".join(part.split()))]


def _text(element: Element, leave: Callable[[Element], bool]) -> Iterator[str]:
    edge = "\n" if element.tag in _BLOCKS else ""
    if isinstance(element.tag, str) and element.tag not in _SILENT and not leave(element):
        yield edge + " ".join((element.text or " ").splitlines())
        for child in element:
            yield from _text(child, leave)
            yield (child.tail or "").replace("\n", " ")
        yield edge


def lost(wanted: list[str], found: str) -> list[str]:
    """Those of the lines WANTED that FOUND, in which words are parted by one blank, does not have, or not in their order."""
    place, missing = 0, []
    for line in wanted:
        at = found.find(line, place)
        if at < 0:
            missing.append(line)
        else:
            place = at + len(line)
    return missing


def letters(line: str) -> str:
    """LINE without punctuation, marks and signs, its words parted by one blank."""
    return " ".join(re.findall(r"\w+", line))
