"""Record the text of each edition as short hashes, so that pages can mark what has changed.

`docs/data/editions.yml` contains the date of each edition, a hash of every numbered paragraph and
claim, and a checksum of these, which shows a change by hand. `make release EDITION=…` writes it.
`docs/editions/` contains the PDF and the EPUB of each earlier edition, in a folder with the
edition's name.
"""

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import yaml

from edition.config import Project
from edition.content.dates import Date
from edition.content.model import Content
from edition.content.pages import CITATION, LINK
from edition.content.records import RecordedEdition
from edition.diagnostics import Problem

FILE, KEPT = "docs/data/editions.yml", "docs/editions"
_HEADER = (
    "# yaml-language-server: $schema=../../edition/content/schemas/editions.schema.json\n"
    "# What each edition said: its date, and a short sum of every numbered paragraph and claim, "
    "written by\n"
    "# `make release EDITION=…`. A paragraph whose sum differs from an earlier one tells readers "
    "so. Change nothing by hand.\n"
)


def order(edition: str) -> list[int]:
    """Return the sort key of an edition: 2026.11 precedes 2026.11.1, and that precedes 2026.12."""
    return [int(part) for part in edition.split(".")]


def sums(content: Content) -> dict[str, str]:
    """Return the hashes of the current text, by id (p12, b4).

    White space, the order of sources in one bracket and the targets of links do not change a hash;
    every word does.
    """
    pages = [content.pages[key] for key in content.article_pages if key in content.pages]
    found = {block.id: _sum(block.text) for page in pages for block in page.paragraphs if block.id}
    for name, claim in content.claims.items():
        finding = content.claim_places[name][1].finding if name in content.claim_places else ""
        found[name.lower()] = _sum("\n".join([claim.statement, claim.assessment, finding]))
    return found


def _sum(text: str) -> str:
    def ordered(match: Any) -> str:
        parts = (" ".join(part.split()).lstrip("@") for part in match.group(1).split(";"))
        return f"[@{'; @'.join(sorted(parts))}]"

    words = " ".join(LINK.sub(r"\1", CITATION.sub(ordered, text)).split())
    return sha256(words.encode()).hexdigest()[:8]


def _checksum(date: Date, recorded: dict[str, str]) -> str:
    """Return the first eight digits of the hash of an edition's date and hashes."""
    lines = [date.iso, *(f"{name} {digits}" for name, digits in recorded.items())]
    return sha256("\n".join(lines).encode()).hexdigest()[:8]


def changed(content: Content) -> dict[str, str]:
    """Return the ids whose text differs from an earlier edition, and the last such edition."""
    now = sums(content)
    found = {}
    for edition in sorted(content.editions, key=order):
        for name, sum_then in content.editions[edition].sums.items():
            if now.get(name, sum_then) != sum_then:
                found[name] = edition
    return found


def kept(project: Project) -> dict[str, list[Path]]:
    """Return the files of earlier editions by edition, the newest first."""
    folders = {path.name: path for path in (project.root / KEPT).glob("*") if path.is_dir()}
    return {
        name: sorted(folders[name].glob("*"), reverse=True)
        for name in sorted(folders, key=order, reverse=True)
    }


def record(content: Content) -> None:
    """Write the current edition's date and hashes into the file, replacing its earlier entry."""
    facts = content.project.edition
    present, day = sums(content), facts.published
    now = RecordedEdition(date=day, sums=present, checksum=_checksum(day, present))
    all_of = {**content.editions, facts.version: now}
    plain = {
        name: {
            "date": all_of[name].date.iso,
            "sums": all_of[name].sums,
            "checksum": all_of[name].checksum,  # if an earlier one is wrong, keep it wrong
        }
        for name in sorted(all_of, key=order)
    }
    words = yaml.safe_dump(plain, sort_keys=False, default_flow_style=None, width=120)
    (content.project.root / FILE).write_text(_HEADER + words, "utf-8")


def problems(content: Content) -> Iterator[Problem]:
    """Yield problems in the file and in the folder."""
    project, version = content.project, content.project.edition.version
    if version not in content.editions and any(
        page.blocks_named("editions") for page in content.pages.values()
    ):
        yield Problem(
            FILE,
            0,
            f"The edition {version} is not recorded.",
            f"Restore the file, or run `make release EDITION={version}`.",
        )
    for name, edition in content.editions.items():
        if edition.checksum != _checksum(edition.date, edition.sums):
            what = f"The record of edition {name} is not as `make release` wrote it."
            yield edition.place.problem(
                "sums", what, f"Restore it with `git checkout {FILE}`; it is never edited."
            )
    for path in sorted((project.root / KEPT).glob("*")):
        if path.name not in content.editions:
            yield Problem(
                project.name(path),
                0,
                f"There was no edition “{path.name}”.",
                f"Give the folder a name from {FILE}.",
            )
