"""Parse a stylesheet into rules."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import tinycss2
from cssselect2 import SelectorError

from edition.diagnostics import BuildError, Problem
from edition.site import selectors
from edition.site.selectors import Selector


@dataclass(frozen=True)
class Rule:
    """One style rule or at-rule.

    Attributes:
        selectors: its selectors; empty for an at-rule.
        head: the name and condition of an at-rule, as in `@media print`; empty for a style rule.
        body: each declaration with its property, or the whole at-rule if it contains no rules.
        rules: the rules inside `@media`, `@supports`, `@container` or `@layer`.
    """

    selectors: tuple[Selector, ...] = ()
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
            raise _error(name, node, what, "Close the brace, bracket or quotation mark.")
        if node.type == "qualified-rule":
            yield Rule(_selectors(node, name), body=tuple(_declarations(node.content, name)))
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
            what = f"The stylesheet does not parse: {node.message}."
            raise _error(name, node, what, "Mend the declaration.")
        if node.type != "declaration":
            what = "A rule stands inside a rule."
            raise _error(name, node, what, "Write it on its own: nested rules are not read here.")
        value = tinycss2.serialize(node.value).strip()
        yield node.name, f"{node.name}:{value}{'!important' if node.important else ''}"


def _selectors(rule: Any, name: str) -> tuple[Selector, ...]:
    try:
        return tuple(selectors.parse(rule.prelude))
    except SelectorError:
        words = tinycss2.serialize(rule.prelude).strip()
        what = f"The selector “{words}” does not parse."
        raise _error(name, rule, what, "Write a valid selector.") from None


def _error(name: str, node: Any, what: str, hint: str) -> BuildError:
    return BuildError([Problem(name, node.source_line, what, hint)])
