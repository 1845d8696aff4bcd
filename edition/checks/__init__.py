"""Checks of the project's own files: every mistake becomes a problem with file, line and hint."""

from edition.checks import assets, changes, charts, config, markdown, pages, references
from edition.content import fingerprints, ids
from edition.content.model import Content
from edition.diagnostics import BuildError


def check(content: Content) -> None:
    """Check all facts, prose and addresses.

    Raises:
        BuildError: everything that is wrong.
    """
    kinds = (assets, config, references, charts, changes, pages, markdown, ids, fingerprints)
    problems = [problem for kind in kinds for problem in kind.problems(content)]
    if problems:
        raise BuildError(problems)
