"""Read CSS selectors: which elements of a page they can match, and how strong they are."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial, singledispatch
from typing import Any

import tinycss2
from cssselect2 import parser

# The pseudo-classes that depend on the page alone, not on what a reader does.
_STRUCTURE = frozenset(
    {
        "empty",
        "first-child",
        "first-of-type",
        "last-child",
        "last-of-type",
        "only-child",
        "only-of-type",
        "root",
    }
)
_NTH = frozenset({"nth-child", "nth-last-child", "nth-last-of-type", "nth-of-type"})
_GROUPS = {
    "has": parser.RelationalSelector,
    "is": parser.MatchesAnySelector,
    "not": parser.NegationSelector,
    "where": parser.SpecificityAdjustmentSelector,
}
# Classes and attributes that scripts set or remove: what they select changes with time.
_SET_BY_SCRIPT = frozenset({".js", ".no-js", ".waiting", ".loading"})
_SCHEME = "data-scheme"
_STATE = "\0"  # stands in a query where a state was left out


@dataclass(frozen=True)
class Selector:
    """One selector of a rule.

    Attributes:
        text: the selector as written.
        query: the selector without states and pseudo-elements: it matches each element that the
            selector can match in some state of the page.
        stateful: whether the selector has states, and so can match less than the query.
        pseudo_element: the pseudo-element at its end, as in `::before`, or nothing.
        specificity: the numbers of its ids, of its classes, and of its tags.
    """

    text: str
    query: str
    stateful: bool
    pseudo_element: str
    specificity: tuple[int, int, int]


def parse(prelude: list[Any]) -> Iterator[Selector]:
    """Parse the selectors of a rule from the tokens before its brace.

    Raises:
        cssselect2.SelectorError: one is not a selector.
    """
    part: list[Any] = []
    for token in [*prelude, None]:
        if token is None or token == ",":
            yield _selector(tinycss2.serialize(part).strip())
            part = []
        else:
            part.append(token)


def _selector(text: str) -> Selector:
    # The parser knows four pseudo-elements only.
    before, _, name = text.partition("::")
    (parsed,) = parser.parse(before or "*")
    ids, classes, tags = parsed.specificity
    element = name or parsed.pseudo_element or ""
    query = _query(parsed.parsed_tree)
    return Selector(
        text,
        query.replace(_STATE, ""),
        _STATE in query,
        element and f"::{element}",
        (ids, classes, tags + bool(name)),
    )


def _query(tree: Any) -> str:
    """Return the text of a parsed selector, with a mark for each state."""
    if isinstance(tree, parser.CombinedSelector):
        return f"{_query(tree.left)}{tree.combinator}{_query(tree.right)}"
    if isinstance(tree, parser.RelativeSelector):
        return f"{tree.combinator}{_query(tree.selector.parsed_tree)}"
    if isinstance(tree, parser.Selector):
        return _query(tree.parsed_tree)
    parts = "".join(map(_simple, tree.simple_selectors))
    return parts if parts.strip(_STATE) else f"*{parts}"


@singledispatch
def _simple(part: Any) -> str:
    """Return the text of one id, class and so on; a mark for a state."""
    text = repr(part)
    return _STATE if text in _SET_BY_SCRIPT else text


@_simple.register
def _(part: parser.AttributeSelector) -> str:
    value = f'{part.operator}"{part.value}"' if part.operator else ""
    case = " i" if part.case_sensitive is False else ""
    return _STATE if part.name == _SCHEME else f"[{part.name}{value}{case}]"


@_simple.register
def _(part: parser.PseudoClassSelector) -> str:
    return f":{part.name}" if part.name in _STRUCTURE else _STATE


@_simple.register
def _(part: parser.FunctionalPseudoClassSelector) -> str:
    arguments = tinycss2.serialize(part.arguments)
    return f":{part.name}({arguments})" if part.name in _NTH else _STATE


def _group(name: str, part: Any) -> str:
    inner = ",".join(map(_query, part.selector_list))
    return _STATE if _STATE in inner else f":{name}({inner})"


for _name, _kind in _GROUPS.items():
    _simple.register(_kind, partial(_group, _name))
