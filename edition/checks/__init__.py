"""Check the project's own files. Report every mistake as a problem with file, line and hint."""

from edition.checks import (
    assets,
    changes,
    characters,
    charts,
    config,
    markdown,
    pages,
    passages,
    quotations,
    references,
    scripts,
    speakers,
    stylesheets,
    synonyms,
    witnesses,
    wording,
)
from edition.content import fingerprints, ids
from edition.content.model import Content
from edition.diagnostics import BuildError


def check(content: Content) -> None:
    """Check all facts, prose and addresses.

    Raises:
        BuildError: contains every problem found.
    """
    unread = [
        problem for kind in (assets, characters, markdown) for problem in kind.problems(content)
    ]
    if unread:
        raise BuildError(unread)  # other problems of a page may be consequences of these
    kinds = (
        config, stylesheets, scripts, references, passages, quotations, speakers, witnesses,
        charts, changes, pages, synonyms, wording, fingerprints,
    )  # fmt: skip
    problems = [problem for kind in kinds for problem in kind.problems(content)]
    faulty = {problem.file for problem in problems}
    problems += ids.problems(content, faulty)
    if problems:
        raise BuildError(problems)
