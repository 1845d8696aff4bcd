"""What the engine said when it stopped, as problems of ours: file, line, what is wrong, hint."""

import re
from collections.abc import Iterator
from pathlib import Path

from edition.config import Project
from edition.diagnostics import BuildError, Problem, suggestion

_SETTING = re.compile(r"^(?:WARNING|ERROR) +- +Config value '([^']+)': (.+)$", re.MULTILINE)
_PAGE = re.compile(r"^(?:WARNING|ERROR) +- +Doc file '([^']+)' (.+)$", re.MULTILINE)
_FRAME = re.compile(r'^  File "([^"]+)", line (\d+), in ', re.MULTILINE)
_RAISED = re.compile(r"^(?:[\w.]+\.)?(\w+): (.+)$")
_REFUSED = re.compile(r"^\w+: \[Errno (\d+)\] ([^:\n]+)(?:: '([^']*)')?", re.MULTILINE)


def explain(project: Project, engine: str, said: str) -> BuildError | OSError:
    """The exception that tells best why the engine stopped.

    Args:
        project: the project that it was building.
        engine: its name.
        said: all that it printed.
    """
    if refused := _REFUSED.search(said):
        number, words, file = refused.groups()
        return OSError(int(number), words, file)
    found = [*_settings(project, said), *_pages(said), *_raised(project, said)]
    whole = f"{engine} could not build the site. It said:\n{said.strip()}\n"
    return BuildError(found or [Problem("mkdocs.yml", 0, whole, "Mend what it names.")])


def _settings(project: Project, said: str) -> Iterator[Problem]:
    for key, words in _SETTING.findall(said):
        if words.startswith("Unrecognised configuration name"):
            what = f"The engine knows no setting “{key}”."
            hint = suggestion(key, _known_settings(project), "Remove it, or correct its spelling.")
        else:
            what = f"The setting “{key}” is wrong: {words.rstrip('.')}."
            hint = "Correct it; the engine's handbook lists what is allowed."
        yield Problem("mkdocs.yml", project.settings.lines.get(key, 0), what, hint)


def _known_settings(project: Project) -> list[str]:
    from mkdocs.config.defaults import MkDocsConfig  # noqa: PLC0415 - slow, and needed only when something is wrong

    return [name for name in MkDocsConfig() if name not in project.settings]


def _pages(said: str) -> Iterator[Problem]:
    for page, words in _PAGE.findall(said):
        yield Problem(
            f"docs/{page}",
            0,
            f"The page {words.rstrip('.')}.",
            "Correct the link, or restore what it leads to.",
        )


def _raised(project: Project, said: str) -> Iterator[Problem]:
    """An exception on its way through a template or an extension of ours: the last place in our own files."""
    raised = next(
        (match for line in reversed(said.strip().splitlines()) if (match := _RAISED.match(line))),
        None,
    )
    ours = [
        place
        for file, line in _FRAME.findall(said)
        if (place := _inside(project, Path(file), int(line)))
    ]
    if raised and ours:
        file, line = ours[-1]
        what = f"This line stopped the engine: {raised[2].rstrip('.')} ({raised[1]})."
        yield Problem(file, line, what, "Correct it, or undo the last change.")


def _inside(project: Project, file: Path, line: int) -> tuple[str, int] | None:
    folders = [project.overrides, project.root / "edition"]
    return (
        (project.name(file), line)
        if any(file.is_relative_to(folder) for folder in folders)
        else None
    )
