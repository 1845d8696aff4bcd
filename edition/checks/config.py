"""What may be wrong in `mkdocs.yml`: addresses, the edition's own facts, files and pages that it names."""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from edition.config import Project
from edition.content.dates import parts
from edition.content.model import VERSION, Content
from edition.content.yaml import Record, read_text
from edition.diagnostics import Problem, suggestion

FILE = "mkdocs.yml"


def problems(content: Content) -> Iterator[Problem]:
    """Every problem in `mkdocs.yml` that the engine would not find, or would tell without line or hint."""
    settings = content.project.settings
    extra = settings.get("extra") or Record()
    yield from _address(settings, "site_url", "SITE_URL", "https://example.org/putin-nato/")
    yield from _address(extra, "repository", "REPOSITORY_URL", "https://github.com/you/repository")
    yield from _files(content)
    yield from _pages(content)


def _address(record: Record, key: str, variable: str, example: str) -> Iterator[Problem]:
    """A missing address is no problem: what depends on it is then left out."""
    url = str(record.get(key) or "")
    try:
        whole = urlsplit(url)
        good = (
            whole.scheme in ("http", "https")
            and whole.hostname
            and not whole.query
            and not whole.fragment
        )
    except ValueError:
        good = False
    if url and (not good or re.search(r"[\s<>\"“”]", url)):
        hint = (
            f"Write it whole, as in {example}, here or in the variable {variable}; or leave it out."
        )
        yield Problem(FILE, record.lines[key], f"The {key} “{url}” is not an address.", hint)


def edition_problems(project: Project) -> Iterator[Problem]:
    """Every problem in the edition's own facts, by which all others are measured."""
    facts = project.edition
    text = read_text(project.root / FILE, project.root)
    for key in ("version", "published", "first", "cutoff"):
        value, line = str(facts[key]), facts.lines[key]
        if re.search(rf"\b{key}:\s*{re.escape(value)}", text) or not isinstance(facts[key], str):
            yield Problem(
                FILE,
                line,
                f"The edition's {key} does not stand in quotes.",
                f'Write {key}: "…", or YAML reads it as a number.',
            )
        elif key == "version" and not VERSION.fullmatch(value):
            yield Problem(
                FILE,
                line,
                f"“{value}” is not the name of an edition.",
                'Write year and month: "2026.11".',
            )
        elif key != "version" and not _is_day(value):
            yield Problem(
                FILE, line, f"“{value}” is not a day that exists (of {key}).", 'Write "2026-10-10".'
            )
    if _is_day(str(facts["published"])) and str(facts["published"]) < str(facts["cutoff"]):
        what = f"The edition was published on {facts['published']}, before the evidence ends ({facts['cutoff']})."
        yield Problem(FILE, facts.lines["published"], what, "Correct one of the two dates.")


def _is_day(text: str) -> bool:
    try:
        return len(parts(text)) == 3
    except ValueError:
        return False


def _files(content: Content) -> Iterator[Problem]:
    settings, docs = content.project.settings, content.project.docs
    theme = settings.get("theme")
    favicon = theme.get("favicon") if isinstance(theme, Record) else None
    named = [
        *((settings.lines["extra_css"], str(name)) for name in settings.get("extra_css") or []),
        *((settings.lines["extra_javascript"], name) for name in content.project.scripts),
        *(
            [(theme.lines["favicon"], str(favicon))]
            if isinstance(theme, Record) and favicon
            else []
        ),
    ]
    for line, name in named:
        if "//" in name:
            yield Problem(
                FILE,
                line,
                f"“{name}” would be loaded from elsewhere.",
                "Serve it from docs/assets/.",
            )
        elif not (docs / name).is_file():
            known = [path.relative_to(docs).as_posix() for path in docs.rglob("assets/**/*")]
            hint = suggestion(name, known, "Restore it, or take it out of the list.")
            yield Problem(FILE, line, f"There is no file “{name}” in docs/.", hint)


def _pages(content: Content) -> Iterator[Problem]:
    settings = content.project.settings
    if "nav" not in settings:
        return
    listed = list(_leaves(settings["nav"]))
    pages = [f"{key}.md" for key in content.pages]
    for name in listed:
        if name not in pages and "//" not in name:
            what = f"A reference to '{name}' is included in the 'nav' configuration, but there is no such page."
            yield Problem(
                FILE,
                settings.lines["nav"],
                what,
                suggestion(name, pages, "Take it out of the list."),
            )
    for name in pages:
        if name not in listed:
            yield Problem(
                FILE,
                settings.lines["nav"],
                f"No menu leads to the page “{name}”.",
                f"Add “- {name}” under nav.",
            )


def _leaves(entry: Any) -> Iterator[str]:
    if isinstance(entry, list):
        for item in entry:
            yield from _leaves(item)
    elif isinstance(entry, dict):
        for item in entry.values():
            yield from _leaves(item)
    elif entry:
        yield str(entry)
