"""Checks of the project's own files: every mistake becomes a fault with file, line and cure."""

from edition import editions, ledger
from edition.catalogue import Catalogue
from edition.checks import changes, configuration, data, figures, files, markup, prose, templates
from edition.faults import Faults


def check(catalogue: Catalogue) -> None:
    """Check all facts, prose and addresses.

    Raises:
        Faults: everything that is wrong.
    """
    unusable = list(configuration.edition_faults(catalogue.project))
    if unusable:
        raise Faults(unusable)  # everything else is measured by these dates
    kinds = (files, configuration, templates, data, figures, changes, prose, markup, ledger, editions)
    faults = [fault for kind in kinds for fault in kind.faults(catalogue)]
    if faults:
        raise Faults(faults)
