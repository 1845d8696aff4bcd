"""Check that the sources in `derives-from` and `bears` exist."""

from collections.abc import Iterator

from edition.content.model import Content
from edition.diagnostics import Problem, suggestion


def problems(content: Content) -> Iterator[Problem]:
    """Yield every invalid source in `derives-from` and `bears`."""
    for source in content.sources.values():
        line = source.place.lines.get("derives-from", 0)
        for other in source.derives_from:
            if other == source.id:
                what = f"“{source.id}” derives from itself."
                yield Problem(source.place.file, line, what, "Name what it derives from.")
            elif other not in content.sources:
                yield content.unknown_source(source.place.file, line, other)
        locators = {mention.locator for mention in content.mentions.get(source.id, ())}
        for locator in source.witness_in:
            if locator not in locators:
                what = f"No citation names “{source.id}, {locator}”."
                hint = suggestion(locator, locators, "Write the locator as the prose does.")
                yield source.place.problem("witness-in", what, hint)
    for claim in content.claims.values():
        if claim.id not in content.claim_places:
            continue  # another check reports a claim without a page
        cited = {citation.source for citation in content.claim_places[claim.id][1].citations}
        line = claim.place.lines.get("bears", 0)
        for name in claim.bears:
            if name not in content.sources:
                yield content.unknown_source(claim.place.file, line, name)
            elif name not in cited:
                what = (
                    f"The paragraphs of claim {claim.id} do not cite “{name}”, which is to bear it."
                )
                hint = suggestion(name, cited, "Cite it there, or take it out of “bears”.")
                yield Problem(claim.place.file, line, what, hint)
