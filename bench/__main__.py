"""`make bench`: what a page costs its reader and a build its maintainer, from one run on one machine.

`python -m bench reader` and `python -m bench maintainer` measure one of the two.
"""

import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from edition.config import Project
from edition.content.model import Content
from tests.tools.lighthouse import audit
from tests.tools.minimal import minimal
from tests.tools.wire import View, chromium, served, view

ROOT = Path(__file__).resolve().parent.parent
MINIMAL = "minimal HTML"
RUNS = 25
AUDITS = 5
CHROMIUM = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
]
# A build in a process of its own, which then says what each step took and the most memory that was in use.
BUILD = """
import resource, sys
from pathlib import Path
from edition import progress
from edition.build import build
from edition.config import Project
build(Project(Path.cwd()))
for title, seconds in progress.taken.items():
    print(f"BENCH {seconds:.3f} {title}")
most = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
print(f"BENCH-MEMORY {most / 1024:.0f}")
"""


def progress(what: str, count: int) -> Iterator[int]:
    """Count to COUNT, and say on the terminal how far WHAT has come."""
    for number in range(count):
        print(f"\r{what}: {number + 1} of {count}", end="", file=sys.stderr, flush=True)
        yield number
    print(file=sys.stderr)


def table(head: Iterable[str], rows: Iterable[Iterable[object]]) -> None:
    """Print a table, the first column to the left."""
    lines = [[str(cell) for cell in row] for row in [head, *rows]]
    widths = [max(len(line[column]) for line in lines) for column in range(len(lines[0]))]
    for first, *others in lines:
        print(
            "  "
            + "  ".join(
                [
                    first.ljust(widths[0]),
                    *(cell.rjust(width) for cell, width in zip(others, widths[1:], strict=True)),
                ]
            )
        )
    print()


def _ratios(paints: dict[str, list[float]], name: str) -> list[str]:
    """The median paint of NAME with its quartiles, and how many times that of minimal HTML it is."""
    low, median, high = statistics.quantiles(paints[name], n=4)
    least = statistics.median(paints[MINIMAL])
    return [f"{median:.0f} ({low:.0f} to {high:.0f})", f"{median / least:.2f}"]


def reader(browser: Browser, folder: Path) -> None:
    """Bytes, requests and paints of the section pages against minimal HTML."""
    pages = [page for page in Content.read(Project(ROOT)).article_pages if page != "index"]
    for page in pages:
        (folder / "minimal" / page).mkdir(parents=True)
        (folder / "minimal" / page / "index.html").write_text(
            minimal(ROOT / "site" / page / "index.html"), "utf-8"
        )
    with ExitStack() as stack:
        roots = {
            MINIMAL: folder / "minimal",
            "this edition": ROOT / "site",
        }
        servers = {name: stack.enter_context(served(root)) for name, root in roots.items()}
        for page in pages:
            addresses = {name: f"{server}{page}/" for name, server in servers.items()}
            _slow_phone(browser, page, addresses)
        _simulated_phone(page, addresses)  # the last one stands for all: each takes minutes


def _slow_phone(browser: Browser, page: str, addresses: dict[str, str]) -> None:
    print(
        f"A cold first view of {page}/, medians of {RUNS}, taken in turn; 1.6 Mbit/s, 150 ms, processor slowed four times\n"
    )
    views: dict[str, list[View]] = {name: [] for name in addresses}
    for _ in progress(f"viewing {page}/", RUNS):
        for name, address in addresses.items():
            views[name].append(view(browser, address, slow=True))
    first = {name: [seen.first_paint for seen in runs] for name, runs in views.items()}
    largest = {name: [seen.largest_paint for seen in runs] for name, runs in views.items()}
    sizes = {name: runs[0].total for name, runs in views.items()}
    table(
        ["", "requests", "bytes", "above minimal", "FCP ms", "ratio", "LCP ms", "ratio"],
        [
            [
                name,
                sum(runs[0].requests.values()),
                sizes[name],
                sizes[name] - sizes[MINIMAL],
                *_ratios(first, name),
                *_ratios(largest, name),
            ]
            for name, runs in views.items()
        ],
    )
    kinds = sorted({kind for runs in views.values() for kind in runs[0].size})
    table(
        ["bytes by type", *kinds],
        [[name, *(runs[0].size.get(kind, 0) for kind in kinds)] for name, runs in views.items()],
    )


def _simulated_phone(page: str, addresses: dict[str, str]) -> None:
    print(
        f"{page}/ on Lighthouse's simulated phone, which takes a page for painted when all of it has come; medians of {AUDITS}\n"
    )
    reports = {
        name: [audit(address, "performance") for _ in progress(f"auditing {name}", AUDITS)]
        for name, address in addresses.items()
    }
    marks = {
        name: [100 * run["categories"]["performance"]["score"] for run in runs]
        for name, runs in reports.items()
    }
    first, largest = (
        {
            name: [run["audits"][paint]["numericValue"] for run in runs]
            for name, runs in reports.items()
        }
        for paint in ("first-contentful-paint", "largest-contentful-paint")
    )
    table(
        ["", "performance", "FCP ms", "ratio", "LCP ms", "ratio"],
        [
            [
                name,
                f"{statistics.median(marks[name]):.0f}",
                *_ratios(first, name),
                *_ratios(largest, name),
            ]
            for name in addresses
        ],
    )


def build(project: Path) -> tuple[dict[str, float], float]:
    """Build PROJECT anew; returns processor seconds by step, and the peak memory in MB."""
    shutil.rmtree(project / "build", ignore_errors=True)
    said = subprocess.run(
        [sys.executable, "-c", BUILD], cwd=project, capture_output=True, text=True, check=False
    )
    if said.returncode:
        raise SystemExit(said.stdout + said.stderr)
    lines = [line.split(" ", 2) for line in said.stdout.splitlines() if line.startswith("BENCH")]
    return {line[2]: float(line[1]) for line in lines if line[0] == "BENCH"}, float(lines[-1][1])


def maintainer(folder: Path) -> None:
    """Processor time of a build by step."""
    for name in ("docs", "overrides"):
        shutil.copytree(ROOT / name, folder / "whole" / name)
    shutil.copy(ROOT / "mkdocs.yml", folder / "whole")
    runs = [build(folder / "whole") for _ in progress("building", 5)]
    total = statistics.median(sum(steps.values()) for steps, _ in runs)
    print("A whole build from nothing, processor seconds by step, medians of 5\n")
    medians = {title: statistics.median(steps[title] for steps, _ in runs) for title in runs[0][0]}
    table(
        ["step", "s", "share"],
        [[title, f"{seconds:.2f}", f"{seconds / total:.0%}"] for title, seconds in medians.items()],
    )
    print(
        f"  together {total:.2f} s; at most {max(memory for _, memory in runs):.0f} MB in one process\n"
    )


def main() -> None:
    wanted = sys.argv[1:] or ["reader", "maintainer"]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if "reader" in wanted:
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path=chromium(), args=CHROMIUM)
                reader(browser, folder)
                browser.close()
        if "maintainer" in wanted:
            maintainer(folder)


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit("\nInterrupted.")
