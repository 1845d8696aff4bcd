"""What axe-core finds on a page."""

from typing import Any

from playwright.sync_api import Page

from .paths import ROOT

SCRIPT = (ROOT / "tests/node_modules/axe-core/axe.min.js").read_text("utf-8")
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# The rules that look at colours; all others look at elements, names, roles, sizes and places.
COLOURS = ["color-contrast", "link-in-text-block"]
# Violations alone cross to Python: the elements that pass are thousands, and take longer than the search for those that fail.
RUN = """(only) => axe.run({ runOnly: only, resultTypes: ["violations"] }).then(({ violations }) =>
  violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`)))"""


def problems(page: Page, *, colours: bool = False) -> list[str]:
    """Each element that breaks a rule, with the rule's id; with COLOURS only the rules that look at them."""
    only: dict[str, Any] = {"type": "tag", "values": STANDARDS}
    if colours:
        only = {"type": "rule", "values": COLOURS}
    if not page.evaluate("'axe' in window"):
        page.evaluate(SCRIPT)
    return list(page.evaluate(RUN, only))
