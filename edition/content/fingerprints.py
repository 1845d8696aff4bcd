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
from edition.content.model import Content, text_of
from edition.content.pages import CITATION, LINK
from edition.content.yaml import Record, read_yaml
from edition.diagnostics import Problem

FILE, KEPT = "docs/data/editions.yml", "docs/editions"
_HEADER = """\
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
        found[name.lower()] = _sum(
            "\n".join([text_of(claim, "statement"), text_of(claim, "assessment"), finding])
        )
    return found


def _sum(text: str) -> str:
    def ordered(match: Any) -> str:
        parts = (" ".join(part.split()).lstrip("@") for part in match.group(1).split(";"))
        return f"[@{'; @'.join(sorted(parts))}]"

    words = " ".join(LINK.sub(r"\2", CITATION.sub(ordered, text)).split())
    return sha256(words.encode()).hexdigest()[:8]


def changed(content: Content) -> dict[str, str]:
    """The ids whose text differs from what an edition had, each with the last such edition."""
    now = sums(content)
    found = {}
    for edition in sorted(content.editions, key=order):
        for name, sum_then in content.editions[edition]["sums"].items():
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
    version, published = (text_of(content.project.edition, key) for key in ("version", "published"))
    all_of = {**content.editions, version: {"date": published, "sums": sums(content)}}
    plain = {
        name: {"date": text_of(all_of[name], "date"), "sums": dict(all_of[name]["sums"])}
        for name in sorted(all_of, key=order)
    }
    words = yaml.safe_dump(plain, sort_keys=False, default_flow_style=None, width=120)
    (content.project.root / FILE).write_text(_HEADER + words, "utf-8")


def problems(content: Content) -> Iterator[Problem]:
    """What may be wrong in the file and in the folder."""
    project = content.project
    restore = "Restore it, for example with `git checkout`."
    if (project.root / FILE).exists():
        listed = read_yaml(project.root / FILE, project.root)
        if not isinstance(listed, Record):
            yield Problem(FILE, 1, "The file is not a list of editions.", restore)
            return
        for name in listed:
            if name not in content.editions:
                yield Problem(
                    FILE,
                    listed.lines[name],
                    f"“{name}” is no edition with a date and sums.",
                    restore,
                )
    version = text_of(project.edition, "version")
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
