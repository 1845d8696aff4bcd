"""Find the CSS declarations that never show, because others always win.

A declaration loses on an element if a stronger one, of the same property or of a shorthand that
resets it, applies to the element whenever it does: without states or in the same, and without a
condition or under the same. A weaker declaration of the same rule stays: it is for browsers that do
not know the stronger one's value.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from edition.site.css import Rule
from edition.site.selectors import Selector

Matched = Callable[[Selector, tuple[str, ...]], frozenset[int]]
# The shorthands that reset every property that begins with their name, but for the exceptions.
_SHORTHANDS = ("background", "border", "font", "margin", "padding")
_NOT_RESET = ("border-collapse", "border-spacing")
# The pseudo-elements that exist only where they have a content.
_GENERATED = ("::after", "::before")


@dataclass(frozen=True)
class _Use:
    """A declaration of one rule for what one of its selectors matches."""

    rule: int
    selector: Selector
    conditions: tuple[str, ...]
    key: str
    value: str
    elements: frozenset[int]
    strength: tuple[bool, tuple[int, int, int], int]

    def always_applies_with(self, other: "_Use") -> bool:
        return self.conditions in ((), other.conditions) and (
            not self.selector.stateful or self.selector.text == other.selector.text
        )


def without_losers(rules: list[Rule], matched: Matched) -> list[Rule]:
    """Return RULES without the declarations that lose on all elements that they match.

    Args:
        rules: the rules of a stylesheet, in order.
        matched: returns the elements that a selector can match under conditions of @media.
    """
    uses = list(_uses(rules, matched))
    rivals = defaultdict(list)
    for use in uses:
        rivals[use.selector.pseudo_element, use.key].append(use)
    winners = [
        use
        for use in uses
        if not _loses(
            use,
            chain.from_iterable(
                rivals[use.selector.pseudo_element, key] for key in _resets(use.key)
            ),
        )
    ]
    generated: defaultdict[str, set[int]] = defaultdict(set)
    for use in winners:
        if use.key == "content" and use.value != "none":
            generated[use.selector.pseudo_element] |= use.elements
    shown = defaultdict(set)
    for use in winners:
        element = use.selector.pseudo_element
        if element not in _GENERATED or not generated[element].isdisjoint(use.elements):
            shown[use.rule].add((use.selector, use.key))
    return list(_pruned(rules, shown))


def _uses(rules: list[Rule], matched: Matched) -> Iterator[_Use]:
    for order, (conditions, rule) in enumerate(_flat(rules, ())):
        for selector in rule.selectors:
            elements = matched(selector, conditions)
            for key, words in rule.body:
                strength = (words.endswith("!important"), selector.specificity, order)
                value = words.removeprefix(f"{key}:").removesuffix("!important")
                yield _Use(id(rule), selector, conditions, key, value, elements, strength)


def _flat(
    rules: Iterable[Rule], conditions: tuple[str, ...]
) -> Iterator[tuple[tuple[str, ...], Rule]]:
    for rule in rules:
        yield conditions, rule
        yield from _flat(rule.rules, (*conditions, rule.head))


def _resets(key: str) -> Iterator[str]:
    """Yield the properties that set KEY."""
    yield key
    if key == "line-height":
        yield "font"
    if key not in _NOT_RESET and not key.endswith("radius"):
        yield from (name for name in _SHORTHANDS if key.startswith(f"{name}-"))


def _loses(use: _Use, rivals: Iterable[_Use]) -> bool:
    left = use.elements
    for rival in rivals:
        if (
            rival.strength > use.strength
            and rival.rule != use.rule
            and rival.always_applies_with(use)
        ):
            left -= rival.elements
            if not left:
                return True
    return False


def _pruned(rules: Iterable[Rule], shown: dict[int, set[tuple[Selector, str]]]) -> Iterator[Rule]:
    for rule in rules:
        if rule.rules:
            if inner := tuple(_pruned(rule.rules, shown)):
                yield Rule(head=rule.head, rules=inner)
        elif rule.selectors:
            selectors = {selector for selector, _ in shown[id(rule)]}
            keys = {key for _, key in shown[id(rule)]}
            if keys:
                yield Rule(
                    tuple(one for one in rule.selectors if one in selectors),
                    body=tuple(pair for pair in rule.body if pair[0] in keys),
                )
        else:
            yield rule
