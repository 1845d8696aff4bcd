"""Checks of the project's own files: every mistake becomes a fault with file, line and cure."""

from edition.checks import assets, changes, config, figures, markdown, pages, references, templates
from edition.content import fingerprints, ids
from edition.content.model import Catalogue
from edition.diagnostics import Faults


def check(catalogue: Catalogue) -> None:
    """Check all facts, prose and addresses.

    Raises:
        Faults: everything that is wrong.
    """
    unusable = list(config.edition_faults(catalogue.project))
    if unusable:
        raise Faults(unusable)  # everything else is measured by these dates
    kinds = (assets, config, templates, references, figures, changes, pages, markdown, ids, fingerprints)
    faults = [fault for kind in kinds for fault in kind.faults(catalogue)]
    if faults:
        raise Faults(faults)
