"""`make bench`: what a page costs its reader and a build its maintainer, as ratios, from one run on one machine."""

import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from bench import growth, stock
from bench.minimal import minimal
from bench.wire import View, served, view

ROOT = Path(__file__).resolve().parent.parent
PAGE = "early-hopes"
RUNS = 15
GROWTH = (7, 50, 200)
CHROMIUM = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--no-first-run"]
# A build in a process of its own, which then says what each step took and the most memory that was in use.
BUILD = """
import resource, sys
from pathlib import Path
from edition import steps
from edition.build import build
from edition.project import Project
build(Project(Path.cwd()))
for title, seconds in steps.taken.items():
    print(f"BENCH {seconds:.3f} {title}")
most = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
print(f"BENCH-MEMORY {most / 1024:.0f}")
"""


def table(head: Iterable[str], rows: Iterable[Iterable[object]]) -> None:
    """Print a table, the first column to the left."""
    lines = [[str(cell) for cell in row] for row in [head, *rows]]
    widths = [max(len(line[column]) for line in lines) for column in range(len(lines[0]))]
    for first, *others in lines:
        print("  " + "  ".join([first.ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(others, widths[1:], strict=True))]))
    print()


def reader(browser: Browser, folder: Path) -> None:
    """Bytes, requests and paints of one section page against the stock theme and against minimal HTML."""
    print(f"A cold first view of {PAGE}/, medians of {RUNS}, taken in turn; 1.6 Mbit/s, 150 ms, processor slowed four times\n")
    (folder / "minimal").mkdir()
    (folder / "minimal/index.html").write_text(minimal(ROOT / "site" / PAGE / "index.html"), "utf-8")
    stock.build(ROOT, folder / "stock")
    with ExitStack() as stack:
        addresses = {
            "minimal HTML": stack.enter_context(served(folder / "minimal")),
            "this edition": stack.enter_context(served(ROOT / "site")) + f"{PAGE}/",
            "stock theme": stack.enter_context(served(folder / "stock")) + f"{PAGE}/",
        }
        views: dict[str, list[View]] = {name: [] for name in addresses}
        for _ in range(RUNS):
            for name, address in addresses.items():
                views[name].append(view(browser, address, slow=True))
    first = {name: statistics.median(seen.first_paint for seen in runs) for name, runs in views.items()}
    largest = {name: statistics.median(seen.largest_paint for seen in runs) for name, runs in views.items()}
    least = views["minimal HTML"][0].total
    table(
        ["", "requests", "bytes", "above minimal", "FCP ms", "ratio", "LCP ms", "ratio"],
        [
            [
                name,
                sum(runs[0].requests.values()),
                runs[0].total,
                runs[0].total - least,
                f"{first[name]:.0f}",
                f"{first[name] / first['minimal HTML']:.2f}",
                f"{largest[name]:.0f}",
                f"{largest[name] / largest['minimal HTML']:.2f}",
            ]
            for name, runs in views.items()
        ],
    )
    kinds = sorted({kind for runs in views.values() for kind in runs[0].size})
    table(["bytes by type", *kinds], [[name, *(runs[0].size.get(kind, 0) for kind in kinds)] for name, runs in views.items()])


def build(project: Path) -> tuple[dict[str, float], float]:
    """Build PROJECT anew; returns processor seconds by step, and the peak memory in MB."""
    shutil.rmtree(project / "build", ignore_errors=True)
    said = subprocess.run([sys.executable, "-c", BUILD], cwd=project, capture_output=True, text=True, check=False)
    if said.returncode:
        raise SystemExit(said.stdout + said.stderr)
    lines = [line.split(" ", 2) for line in said.stdout.splitlines() if line.startswith("BENCH")]
    return {line[2]: float(line[1]) for line in lines if line[0] == "BENCH"}, float(lines[-1][1])


def maintainer(folder: Path) -> None:
    """Processor time of a build by step, and how it grows with the number of pages."""
    growth.copy(ROOT, folder / "whole", 0)
    runs = [build(folder / "whole") for _ in range(5)]
    total = statistics.median(sum(steps.values()) for steps, _ in runs)
    print("A whole build from nothing, processor seconds by step, medians of 5\n")
    medians = {title: statistics.median(steps[title] for steps, _ in runs) for title in runs[0][0]}
    table(["step", "s", "share"], [[title, f"{seconds:.2f}", f"{seconds / total:.0%}"] for title, seconds in medians.items()])
    print(f"  together {total:.2f} s; at most {max(memory for _, memory in runs):.0f} MB in one process\n")
    print("Growth with the number of pages\n")
    rows: list[list[str]] = []
    last: tuple[int, float] | None = None
    for pages in GROWTH:
        place = folder / f"pages-{pages}"
        growth.copy(ROOT, place, pages)
        count = len(list((place / "docs").glob("*.md")))
        seconds = statistics.median(sum(build(place)[0].values()) for _ in range(3 if pages > 50 else 5))
        grown = f"{(seconds / last[1]) / (count / last[0]):.2f}" if last else ""
        rows.append([str(count), f"{seconds:.2f}", f"{seconds / count * 1000:.0f}", grown])
        last = (count, seconds)
    table(["pages", "s", "ms a page", "time ratio / page ratio"], rows)


def main() -> None:
    wanted = sys.argv[1:] or ["reader", "maintainer"]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if "reader" in wanted:
            path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path=path, args=CHROMIUM)
                reader(browser, folder)
                browser.close()
        if "maintainer" in wanted:
            maintainer(folder)


if __name__ == "__main__":
    main()
