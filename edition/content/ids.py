"""The ledger of published addresses: each of them must work permanently.

`docs/data/ledger.yml` lists, page by page, every id ever published; a release adds the new ones.
`docs/data/moved.yml` records the new place of each address that moved:

    - from: early-hopes#p12     # page, or page#id
      to: conflict#p12          # the new address; or, if the text was removed,
    - from: early-hopes#p13
      gone: Merged into paragraph 12.
"""

import re
from collections.abc import Collection, Iterator

import yaml

from edition.content.identifiers import FOLDERS, RESERVED
from edition.content.model import Content
from edition.content.yaml import missing_file
from edition.diagnostics import Problem, suggestion

LEDGER, MOVED = "docs/data/ledger.yml", "docs/data/moved.yml"
_HEADER = """\
# yaml-language-server: $schema=../../edition/content/schemas/ledger.schema.json
# Every address ever published: page, then its ids. Never remove a line: readers have linked to it.
# `make release` adds what is new. Something that moved or went is told in moved.yml.
"""


def problems(content: Content, faulty: Collection[str] = ()) -> Iterator[Problem]:
    """Yield published addresses that are missing, and redirects to nowhere or from existing ids.

    Args:
        content: the content.
        faulty: the files with other problems; what is missing there may be a consequence.
    """
    if content.published is None:
        yield missing_file(LEDGER)
    present = set(content.addresses)
    moved = {item.start for item in content.moved}
    for address, line in content.published or []:
        if address not in present and address not in moved:
            page = address.partition("#")[0]
            if "#" in address and (page not in present or content.pages[page].file in faulty):
                continue  # the page itself is reported, or could not be read completely
            hint = (
                f"Restore it, or say in {MOVED} where it went (“to: …”) "
                "or why it is gone (“gone: …”)."
            )
            yield Problem(LEDGER, line, f"The published address “{address}” is gone.", hint)
    for item in content.moved:
        page, _, name = item.start.partition("#")
        if name in RESERVED:
            what = f"“{item.start}” is an id that every page has."
            yield item.place.problem("from", what, "Delete the redirect.")
        elif page in FOLDERS:
            what = f"“{page}” is a folder of the site, and was no page."
            yield item.place.problem("from", what, "Delete the redirect.")
        elif page not in content.pages and page not in moved:
            what = f"There is no page “{page}”, and no redirect from it."
            yield item.place.problem("from", what, suggestion(page, content.pages, "Name a page."))
        elif item.start in present:
            what = f"“{item.start}” is said to have moved, but it is still there."
            yield item.place.problem("from", what, "Delete the redirect or move the text.")
        elif item.to and item.to not in present:
            what = f"The redirect leads to “{item.to}”, which is not there."
            hint = suggestion(item.to, present, "Name a page or page#id.")
            yield item.place.problem("to", what, hint)


def extend(content: Content) -> list[str]:
    """Add new addresses to the ledger and return them."""
    path = content.project.root / LEDGER
    known = [address for address, _ in content.published or []]
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
