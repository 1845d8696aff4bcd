"""Check the sources in `derives-from`, `bears` and `phrases`."""

from collections.abc import Iterator

from edition.content.model import Content
from edition.content.records import Claim
from edition.diagnostics import Problem, suggestion


def problems(content: Content) -> Iterator[Problem]:
    """Yield every source in these that is invalid, and phrases that their claim does not have."""
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
        if claim.id in content.claim_places:  # another check reports a claim without a page
            yield from _attested(content, claim)
            yield from _phrases(claim)


def _attested(content: Content, claim: Claim) -> Iterator[Problem]:
    """Yield every source of `bears` that the paragraphs of CLAIM do not cite."""
    cited = {citation.source for citation in content.claim_places[claim.id][1].citations}
    line = claim.place.lines.get("bears", 0)
    for name in claim.bears:
        if name not in content.sources:
            yield content.unknown_source(claim.place.file, line, name)
        elif name not in cited:
            what = f"The paragraphs of claim {claim.id} do not cite “{name}”, which is to bear it."
            hint = suggestion(name, cited, "Cite it there, or take it out of “bears”.")
            yield Problem(claim.place.file, line, what, hint)


def _phrases(claim: Claim) -> Iterator[Problem]:
    """Yield every phrase, and source of a phrase, that CLAIM does not have."""
    for phrase in claim.phrases:
        if phrase.words not in claim.statement:
            what = f"The statement of claim {claim.id} does not have “{phrase.words}”."
            yield phrase.place.problem("words", what, "Write words of the statement.")
        for name in phrase.bears:
            if name not in claim.bears:
                what = f"“{name}” does not attest claim {claim.id}, and so no words of it."
                hint = suggestion(name, claim.bears, "Add it to the claim’s “bears” first.")
                yield phrase.place.problem("bears", what, hint)
