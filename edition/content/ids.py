"""The ledger of addresses: what was published once can be reached for ever.

`docs/data/ledger.yml` lists, page by page, every id ever published; a release adds the new ones.
`docs/data/moved.yml` says where an address went that is no longer where it was:

    - from: early-hopes#p12     # page, or page#id
      to: conflict#p12          # where it is; or, where it is gone for good,
    - from: early-hopes#p13
      gone: Merged into paragraph 12.
"""

import re
from collections.abc import Iterator

import yaml

from edition.config import Project
from edition.content.model import Content, text_of
from edition.content.yaml import Record, read_yaml
from edition.diagnostics import BuildError, Problem, suggestion

LEDGER, MOVED = "docs/data/ledger.yml", "docs/data/moved.yml"
_HEADER = """\
# Every address ever published: page, then its ids. Never remove a line: readers have linked to it.
# `make release` adds what is new. Something that moved or went is told in moved.yml.
"""


def published(project: Project) -> list[tuple[str, int]]:
    """Every address in the ledger, with the line of its page.

    Raises:
        BuildError: the ledger is missing, does not parse or has another form.
    """
    pages = read_yaml(project.root / LEDGER, project.root) or Record()
    if not isinstance(pages, Record):
        raise BuildError(
            [
                Problem(
                    LEDGER,
                    1,
                    "The ledger is not a list of pages.",
                    "Write each page as “page: [id, id]”.",
                )
            ]
        )
    for page, names in pages.items():
        if not isinstance(names or [], list):
            what = f"The ids of “{page}” are not a list."
            raise BuildError(
                [Problem(LEDGER, pages.lines[page], what, "Write them in brackets: [id, id].")]
            )
    listed = []
    for page, names in pages.items():
        listed.append((page, pages.lines[page]))
        listed += [(f"{page}#{name}", pages.lines[page]) for name in names or []]
    return listed


def problems(content: Content) -> Iterator[Problem]:
    """Addresses that were published and lead nowhere; redirects that lead nowhere or hide something."""
    present = set(content.addresses)
    moved = {text_of(item, "from") for item in content.moved}
    for address, line in published(content.project):
        if address not in present and address not in moved:
            page = address.partition("#")[0]
            if "#" in address and (page not in present or content.pages[page].problems):
                continue  # the page itself is reported, or was not read as it was meant
            yield Problem(
                LEDGER,
                line,
                f"The published address “{address}” is gone.",
                f"Restore it, or say in {MOVED} where it went (“to: …”) or why it is gone (“gone: …”).",
            )
    root = content.project.root
    if (root / MOVED).exists() and not isinstance(read_yaml(root / MOVED, root) or [], list):
        yield Problem(
            MOVED, 1, "The file is not a list of records.", "Begin each record with “- from: …”."
        )
    for item in content.moved:
        start, end = text_of(item, "from"), text_of(item, "to")
        if not start or bool(end) == bool(text_of(item, "gone")):
            yield Problem(
                MOVED,
                item.line,
                "A redirect needs “from: …” and either “to: …” or “gone: …”.",
                "Complete it.",
            )
        elif start in present:
            yield Problem(
                MOVED,
                item.line,
                f"“{start}” is said to have moved, but it is still there.",
                "Delete the redirect or move the text.",
            )
        elif end and end not in present:
            yield Problem(
                MOVED,
                item.line,
                f"The redirect leads to “{end}”, which is not there.",
                suggestion(end, present, "Name a page or page#id."),
            )


def extend(content: Content) -> list[str]:
    """Add to the ledger what is not in it yet; returns the new addresses."""
    path = content.project.root / LEDGER
    known = [address for address, _ in published(content.project)] if path.exists() else []
    new = [address for address in content.addresses if address not in set(known)]
    pages: dict[str, list[str]] = {}
    for address in known + new:
        page, _, name = address.partition("#")
        pages.setdefault(page, [])
        if name:
            pages[page].append(name)
    ordered = {page: sorted(names, key=_natural) for page, names in pages.items()}
    path.write_text(_HEADER + yaml.safe_dump(ordered, allow_unicode=True, sort_keys=False), "utf-8")
    return new


def _natural(name: str) -> list[tuple[int, str]]:
    return [
        (int(part), "") if part.isdigit() else (-1, part)
        for part in re.split(r"(\d+)", name)
        if part
    ]
