"""Generate files from docs/data/ that pages link to: charts as SVG; data as CSV, JSON and BibTeX.

They are committed, so that the engine alone can build the pages, and the diff of a data change
shows its whole effect.
"""

from collections.abc import Iterator
from pathlib import Path

from edition.content.model import Content
from edition.diagnostics import Problem
from edition.generate import charts, data_exports


def generated(content: Content) -> dict[Path, str]:
    """Return the expected text of every generated file; CONTENT must be checked already."""
    docs, data = content.project.docs, content.project.data
    files = {docs / name: text for name, text in charts.render(content).items()}
    return files | {data / name: text for name, text in data_exports.render(content).items()}


def write(content: Content) -> list[str]:
    """Write the files that are out of date, and delete those that are no longer used.

    Returns:
        Their paths relative to the project's root.
    """
    files = generated(content)
    stale = list(_stale(content, files))
    for path in stale:
        if path in files:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(files[path], "utf-8")
        else:
            path.unlink()
    return [content.project.name(path) for path in stale]


def problems(content: Content) -> Iterator[Problem]:
    """Yield a problem for each generated file that is out of date."""
    for path in _stale(content, generated(content)):
        what = "The file is not what docs/data/ and the pages now give."
        yield Problem(content.project.name(path), 0, what, "Run `make generate`, and commit it.")


def _stale(content: Content, files: dict[Path, str]) -> Iterator[Path]:
    project = content.project
    for path, text in files.items():
        if not path.exists() or path.read_text("utf-8") != text:
            yield path
    old = [project.data / name for name in data_exports.EXPORTS]
    old += (project.docs / charts.FOLDER).glob("*")
    yield from sorted(path for path in old if path.exists() and path not in files)
