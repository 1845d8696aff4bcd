"""Select the CSS rules that a page can need before the first interaction.

Keep a rule if one of its selectors matches an element of the page in some state, and if not all
of its declarations lose to others (`cascade.py`). States exclude a rule only where a reader must
have done something before, which loads the whole stylesheet (loader.js): hover and open popovers.
Ignore dialogs and the content of popovers and closed `<details>`: they are not rendered until a
reader opens them, but for the menu, which wide screens show (docs/assets/stylesheets/layout.css).
Leave out custom properties and animations that no kept rule uses, what shows only while a reader
points, touches or changes something, and `@font-face`: the caller adds the one font that the first
view needs. The whole stylesheet loads later, in the same order, so a rule that is left out here
still applies, only later.
"""

import re
from collections.abc import Iterable, Iterator

from selectolax.lexbor import LexborNode

from edition.site import cascade
from edition.site.css import Rule
from edition.site.page import Page
from edition.site.selectors import Selector

_MENTION = re.compile(r"var\(\s*(--[\w-]+)|animation(?:-name)?:([^;}]+)")
_LATE_STATES = (":hover", ":popover-open")
_LATE_PROPERTIES = ("-webkit-tap-", "cursor", "scroll-snap-", "touch-action", "transition")


class View:
    """The elements that a page shows before a reader opens anything, on wide and narrow screens."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._wide = _shown_ids(page, "menu")
        self._narrow = _shown_ids(page, "")
        self._matched: dict[str, frozenset[int]] = {}

    def matched(self, selector: Selector, conditions: tuple[str, ...]) -> frozenset[int]:
        """Return the elements that SELECTOR can match where these conditions of @media apply."""
        if selector.query not in self._matched:
            found = self._page.tree.css(selector.query)
            self._matched[selector.query] = frozenset(element.mem_id for element in found)
        narrow = any("max-width" in condition for condition in conditions)
        return self._matched[selector.query] & (self._narrow if narrow else self._wide)


def _shown_ids(page: Page, opened: str) -> frozenset[int]:
    return frozenset(element.mem_id for element in _shown(page.html, opened))


def _shown(element: LexborNode, opened: str) -> Iterator[LexborNode]:
    """Yield ELEMENT and what it shows, with the content of the popover that has the id OPENED."""
    if element.tag == "dialog":
        return
    yield element
    shut = (element.tag == "details" and "open" not in element.attributes) or (
        "popover" in element.attributes and element.id != opened
    )
    for child in element.iter():
        if not shut or child.tag == "summary":
            yield from _shown(child, opened)


def used(rules: list[Rule], page: Page) -> str:
    """Return a stylesheet with the rules that PAGE can need."""
    view = View(page)
    kept = cascade.without_losers(list(_kept(rules, view, ())), view.matched)
    text, shorter = "", _serialize(kept, None)
    while shorter != text:
        text = shorter
        shorter = _serialize(kept, _mentioned(text))
    return text


def _mentioned(css: str) -> frozenset[str]:
    """Return the custom properties that a stylesheet uses, and every possible animation name."""
    return frozenset(
        word for groups in _MENTION.findall(css) for group in groups for word in group.split()
    )


def _kept(rules: Iterable[Rule], view: View, conditions: tuple[str, ...]) -> Iterator[Rule]:
    for rule in rules:
        if rule.rules:
            inner = tuple(_kept(rule.rules, view, (*conditions, rule.head)))
            if inner:
                yield Rule(head=rule.head, rules=inner)
        elif rule.selectors:
            matching = tuple(
                selector
                for selector in rule.selectors
                if not any(state in selector.text for state in _LATE_STATES)
                and view.matched(selector, conditions)
            )
            if matching:
                yield Rule(matching, body=rule.body)
        elif rule.body and not (rule.head.startswith("@font-face") and "url(" in rule.body[0][1]):
            yield rule


def _needed(key: str, wanted: frozenset[str] | None) -> bool:
    """Whether to keep a declaration of KEY; of custom properties, only those in WANTED (if set)."""
    return not key.startswith(_LATE_PROPERTIES) and (
        wanted is None or not key.startswith("--") or key in wanted
    )


def _serialize(rules: Iterable[Rule], wanted: frozenset[str] | None) -> str:
    """Return RULES as text; of custom properties and animations, only those in WANTED (if set)."""
    text = ""
    for rule in rules:
        if rule.rules:
            inner = _serialize(rule.rules, wanted)
            text += f"{rule.head}{{{inner}}}" if inner else ""
        elif rule.selectors:
            body = ";".join(words for key, words in rule.body if _needed(key, wanted))
            heads = ",".join(selector.text for selector in rule.selectors)
            text += f"{heads}{{{body}}}" if body else ""
        elif (
            wanted is None
            or not rule.head.startswith("@keyframes")
            or rule.head.split()[1] in wanted
        ):
            text += rule.body[0][1]
    return text
