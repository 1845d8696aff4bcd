"""What each edition said: a short sum of every numbered paragraph and claim, so that a change can be told to readers.

`docs/data/editions.yml` holds, for each edition, its date and the sums; `make release EDITION=…` writes it.
`docs/editions/` keeps the PDF and the EPUB of each edition that has ended, in a folder of its name.
"""

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import yaml

from edition.config import Project
from edition.content.model import Content
from edition.content.pages import CITATION, LINK
from edition.content.records import RecordedEdition
from edition.diagnostics import Problem

FILE, KEPT = "docs/data/editions.yml", "docs/editions"
_HEADER = """\
# yaml-language-server: $schema=../../edition/content/schemas/editions.schema.json
# What each edition said: its date, and a short sum of every numbered paragraph and claim, written by
# `make release EDITION=…`. A paragraph whose sum differs from an earlier one tells readers so. Change nothing by hand.
"""


def order(edition: str) -> list[int]:
    """What editions are sorted by: 2026.11 comes before 2026.11.1, and that before 2026.12."""
    return [int(part) for part in edition.split(".")]


def sums(content: Content) -> dict[str, str]:
    """The sums of the text as it stands, by id: p12, b4.

    White space, the order of sources in one bracket and where a link leads do not matter; every word does.
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


def changed(content: Content) -> dict[str, str]:
    """The ids whose text differs from what an edition had, each with the last such edition."""
    now = sums(content)
    found = {}
    for edition in sorted(content.editions, key=order):
        for name, sum_then in content.editions[edition].sums.items():
            if now.get(name, sum_then) != sum_then:
                found[name] = edition
    return found


def kept(project: Project) -> dict[str, list[Path]]:
    """The files of editions that have ended, the newest edition first."""
    folders = {path.name: path for path in (project.root / KEPT).glob("*") if path.is_dir()}
    return {
        name: sorted(folders[name].glob("*"), reverse=True)
        for name in sorted(folders, key=order, reverse=True)
    }


def record(content: Content) -> None:
    """Write the present edition's date and sums into the file, in the place of what it said of that edition."""
    facts = content.project.edition
    now = RecordedEdition(date=facts.published, sums=sums(content))
    all_of = {**content.editions, facts.version: now}
    plain = {
        name: {"date": all_of[name].date.iso, "sums": all_of[name].sums}
        for name in sorted(all_of, key=order)
    }
    words = yaml.safe_dump(plain, sort_keys=False, default_flow_style=None, width=120)
    (content.project.root / FILE).write_text(_HEADER + words, "utf-8")


def problems(content: Content) -> Iterator[Problem]:
    """What may be wrong in the file and in the folder."""
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
    for path in sorted((project.root / KEPT).glob("*")):
        if path.name not in content.editions:
            yield Problem(
                project.name(path),
                0,
                f"There was no edition “{path.name}”.",
                f"Give the folder a name from {FILE}.",
            )
