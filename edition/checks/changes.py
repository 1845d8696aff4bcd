"""Check docs/data/changes.yml against the edition in mkdocs.yml and the addresses of the pages."""

from collections.abc import Iterator

from edition.content.fingerprints import order
from edition.content.model import Content
from edition.content.records import EditionChanges
from edition.content.yaml import missing_file
from edition.diagnostics import Problem, suggestion

FILE = "docs/data/changes.yml"


def problems(content: Content) -> Iterator[Problem]:
    """Yield every problem in the list of changes, if a page shows the list."""
    if not any(page.blocks_named("changes") for page in content.pages.values()):
        return
    if not content.announced:
        yield missing_file(FILE)
        return
    facts = content.project.edition
    newest = content.changes[0]  # an entry for the next edition may precede it in the file
    if (newest.edition, newest.date) != (facts.version, facts.published):
        what = (
            f"The newest edition here is {newest.edition} of {newest.date}; "
            f"mkdocs.yml has {facts.version} of {facts.published}."
        )
        yield newest.place.problem("", what, "Let both say the same.")
    later: EditionChanges | None = None
    for entry in content.announced:
        yield from of_edition(content, entry, later)
        later = entry


def of_edition(
    content: Content, entry: EditionChanges, later: EditionChanges | None = None
) -> Iterator[Problem]:
    """Yield every problem in one ENTRY of the list; LATER is the entry above it."""
    if later and entry.date > later.date:
        what = f"The edition of {entry.date} is below one of {later.date}."
        yield entry.place.problem("", what, "Keep the newest edition first.")
    elif later and order(entry.edition) > order(later.edition):
        what = f"The edition {entry.edition} is below the edition {later.edition}."
        yield entry.place.problem("edition", what, "Keep the newest edition first.")
    known = [*content.addresses, *(item.start for item in content.moved)]
    for change in entry.changes:
        for place in change.where:
            if place not in known:
                hint = suggestion(place, known, "Write a page or page#id, as in early-hopes#p12.")
                yield change.place.problem("where", f"There is no address “{place}”.", hint)
