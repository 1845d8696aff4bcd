"""Check the words that find the same in the search, and where they lead."""

from collections.abc import Iterator

from edition.content.model import Content
from edition.diagnostics import Problem, suggestion


def problems(content: Content) -> Iterator[Problem]:
    """Yield words that stand in two groups of synonyms.yml, and addresses that are not there."""
    first: dict[tuple[str, bool], int] = {}
    for group in content.synonyms:
        for word in group.same:
            key = word.casefold(), bool(group.leads_to)
            if key in first:
                what = f"“{word}” stands in two groups (first on line {first[key]})."
                yield group.place.problem("same", what, "Join the two groups, or delete it in one.")
            first.setdefault(key, group.place.line)
        for address in group.leads_to:
            if address not in content.addresses:
                what = f"There is no address “{address}”."
                hint = suggestion(address, content.addresses, "Write page or page#id.")
                yield group.place.problem("leads-to", what, hint)
