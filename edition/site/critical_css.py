"""Select the CSS rules that a page can need before the first interaction.

Keep a rule if every tag, class, id and attribute in one of its selectors occurs on the page. Ignore
the content of `:is()`, `:not()` and `:has()`, so that we keep too many rules rather than too few.
The only states that exclude a rule are hover and an open search. Ignore the content of closed
`<details>`, the drawer and the search panel: it is not rendered until a reader opens it. Leave out
custom properties and animations that no kept rule uses, transitions, because nothing has changed
yet, and `@font-face`: the caller adds the one font that the first view needs. The whole stylesheet
loads later, in the same order, so a rule that is left out here still applies, only later.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import tinycss2
from selectolax.lexbor import LexborNode

from edition.diagnostics import BuildError, Problem
from edition.engines import theme
from edition.site.page import Page

_MENTION = re.compile(r"var\(\s*(--[\w-]+)|animation(?:-name)?:([^;}]+)")
_LATE = (":hover", theme.SEARCH_OPEN)
# Classes and attributes that scripts, or this step, set on the root element.
_ALWAYS = frozenset(
    {
        ".js",
        ".waiting",
        ".loading",
        "::root",
        "[data-scheme=light]",
        "[data-scheme=dark]",
        "[data-scheme]",
    }
)


@dataclass(frozen=True)
class Rule:
    """One style rule or at-rule.

    Attributes:
        selectors: each selector with the names that it requires; empty for an at-rule that contains
            no rules.
        head: the name and condition of an at-rule, as in `@media print`; empty for a style rule.
        body: the declarations, or the whole at-rule if it contains no style rules.
        rules: the rules inside `@media`, `@supports`, `@container` or `@layer`.
    """

    selectors: tuple[tuple[str, frozenset[str]], ...] = ()
    head: str = ""
    body: tuple[tuple[str, str], ...] = ()
    rules: tuple["Rule", ...] = field(default=())


def parse(css: str, name: str) -> list[Rule]:
    """Parse a stylesheet into rules.

    Raises:
        BuildError: it does not parse; the error shows NAME as the file.
    """
    return list(
        _rules(tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True), name)
    )


def _rules(nodes: Iterable[Any], name: str) -> Iterator[Rule]:
    for node in nodes:
        if node.type == "error":
            what = f"The stylesheet does not parse: {node.message}."
            raise BuildError(
                [
                    Problem(
                        name, node.source_line, what, "Close the brace, bracket or quotation mark."
                    )
                ]
            )
        if node.type == "qualified-rule":
            yield Rule(
                tuple(_selectors(node.prelude)), body=tuple(_declarations(node.content, name))
            )
        elif (
            node.lower_at_keyword in ("media", "supports", "container", "layer")
            and node.content is not None
        ):
            inner = tinycss2.parse_rule_list(node.content, skip_comments=True, skip_whitespace=True)
            yield Rule(
                head=f"@{node.at_keyword}{tinycss2.serialize(node.prelude)}",
                rules=tuple(_rules(inner, name)),
            )
        elif node.lower_at_keyword != "charset":
            yield Rule(
                head=f"@{node.at_keyword}{tinycss2.serialize(node.prelude)}",
                body=(("", node.serialize()),),
            )


def _declarations(tokens: list[Any], name: str) -> Iterator[tuple[str, str]]:
    for node in tinycss2.parse_blocks_contents(tokens, skip_comments=True, skip_whitespace=True):
        if node.type == "error":
            raise BuildError(
                [
                    Problem(
                        name,
                        node.source_line,
                        f"The stylesheet does not parse: {node.message}.",
                        "Mend the declaration.",
                    )
                ]
            )
        if node.type != "declaration":
            what = "A rule stands inside a rule."
            raise BuildError(
                [
                    Problem(
                        name,
                        node.source_line,
                        what,
                        "Write it on its own: nested rules are not read here.",
                    )
                ]
            )
        value = tinycss2.serialize(node.value).strip()
        yield node.name, f"{node.name}:{value}{'!important' if node.important else ''}"


def _selectors(prelude: list[Any]) -> Iterator[tuple[str, frozenset[str]]]:
    part: list[Any] = []
    for token in [*prelude, None]:
        if token is None or token == ",":
            text = tinycss2.serialize(part).strip()
            yield (
                text,
                frozenset(["late"] if any(state in text for state in _LATE) else _names(part)),
            )
            part = []
        else:
            part.append(token)


def _names(tokens: list[Any]) -> Iterator[str]:
    before: Any = None
    for token in tokens:
        if token.type == "hash":
            yield f"#{token.value}"
        elif token.type == "[] block":
            yield _attribute(token.content)
        elif token.type == "ident":
            if before == ".":
                yield f".{token.value}"
            elif before == ":" and token.lower_value == "root":
                yield "::root"
            elif before != ":":
                yield token.lower_value
        before = token


def _attribute(tokens: list[Any]) -> str:
    parts = [token for token in tokens if token.type != "whitespace"]
    if len(parts) == 3 and parts[1] == "=":
        return f"[{parts[0].value}={parts[2].value}]"
    return f"[{parts[0].value}]"


@dataclass(frozen=True)
class Names:
    """Every tag, class, id and attribute of a page in CSS notation, on wide and narrow screens."""

    wide: frozenset[str]
    narrow: frozenset[str]


def names(page: Page) -> Names:
    """Collect the names that a page shows before a reader opens anything."""
    return Names(_names_shown(page, theme.CLOSED), _names_shown(page, theme.CLOSED | theme.DRAWER))


def _names_shown(page: Page, closed: frozenset[str]) -> frozenset[str]:
    found: set[str] = set(_ALWAYS)
    for element in _shown(page.html, closed):
        found.add(str(element.tag))
        for key, value in element.attributes.items():
            found |= {f"[{key}]", f"[{key}={value or ''}]"}
        found |= {f".{name}" for name in _classes(element)}
        found.add(f"#{element.id}")
    return frozenset(found)


def _classes(element: LexborNode) -> list[str]:
    return (element.attributes.get("class") or "").split()


def _shown(element: LexborNode, closed: frozenset[str]) -> Iterator[LexborNode]:
    yield element
    shut = (element.tag == "details" and "open" not in element.attributes) or not closed.isdisjoint(
        _classes(element)
    )
    for child in element.iter():
        if not shut or child.tag == "summary":
            yield from _shown(child, closed)


def used(rules: list[Rule], page: Names) -> str:
    """Return a stylesheet with the rules that a page with these names can need."""
    kept = list(_kept(rules, page.wide, page.narrow))
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


def _kept(rules: Iterable[Rule], page: frozenset[str], narrow: frozenset[str]) -> Iterator[Rule]:
    for rule in rules:
        if rule.rules:
            inner = tuple(_kept(rule.rules, narrow if "max-width" in rule.head else page, narrow))
            if inner:
                yield Rule(head=rule.head, rules=inner)
        elif rule.selectors:
            matching = tuple(selector for selector in rule.selectors if selector[1] <= page)
            if matching:
                yield Rule(matching, body=rule.body)
        elif rule.body and not (rule.head.startswith("@font-face") and "url(" in rule.body[0][1]):
            yield rule


def _needed(key: str, wanted: frozenset[str] | None) -> bool:
    """Whether to keep a declaration of KEY; of custom properties, only those in WANTED (if set)."""
    return not key.startswith("transition") and (
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
            text += f"{','.join(words for words, _ in rule.selectors)}{{{body}}}" if body else ""
        elif (
            wanted is None
            or not rule.head.startswith("@keyframes")
            or rule.head.split()[1] in wanted
        ):
            text += rule.body[0][1]
    return text
