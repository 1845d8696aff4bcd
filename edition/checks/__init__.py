"""Checks of the project's own files: every mistake becomes a problem with file, line and hint."""

from edition.checks import assets, changes, config, figures, markdown, pages, references
from edition.content import fingerprints, ids
from edition.content.model import Content
from edition.diagnostics import BuildError


def check(content: Content) -> None:
    """Check all facts, prose and addresses.

    Raises:
        BuildError: everything that is wrong.
    """
    unusable = list(config.edition_problems(content.project))
    if unusable:
        raise BuildError(unusable)  # everything else is measured by these dates
    kinds = (assets, config, references, figures, changes, pages, markdown, ids, fingerprints)
    problems = [problem for kind in kinds for problem in kind.problems(content)]
    if problems:
        raise BuildError(problems)
