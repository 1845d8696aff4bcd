"""Check the project's own files. Report every mistake as a problem with file, line and hint."""

from edition.checks import (
    assets,
    changes,
    charts,
    config,
    markdown,
    pages,
    passages,
    quotations,
    references,
    speakers,
    synonyms,
    witnesses,
)
from edition.content import fingerprints, ids
from edition.content.model import Content
from edition.diagnostics import BuildError


def check(content: Content) -> None:
    """Check all facts, prose and addresses.

    Raises:
        BuildError: contains every problem found.
    """
    unread = [*assets.problems(content), *markdown.problems(content)]
    if unread:
        raise BuildError(unread)  # other problems of a page may be consequences of these
    kinds = (
        config, references, passages, quotations, speakers, witnesses, charts, changes, pages,
        synonyms, ids, fingerprints,
    )  # fmt: skip
    problems = [problem for kind in kinds for problem in kind.problems(content)]
    if problems:
        raise BuildError(problems)
