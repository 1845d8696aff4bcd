"""Checks of the project's own files: every mistake becomes a problem with file, line and hint."""

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
    witnesses,
)
from edition.content import fingerprints, ids
from edition.content.model import Content
from edition.diagnostics import BuildError


def check(content: Content) -> None:
    """Check all facts, prose and addresses.

    Raises:
        BuildError: everything that is wrong.
    """
    unread = [*assets.problems(content), *markdown.problems(content)]
    if unread:
        raise BuildError(unread)  # what else is wrong on a page may follow from these
    kinds = (
        config, references, passages, quotations, speakers, witnesses, charts, changes, pages, ids, fingerprints,
    )  # fmt: skip
    problems = [problem for kind in kinds for problem in kind.problems(content)]
    if problems:
        raise BuildError(problems)
