"""Checks of the project's own files: every mistake becomes a fault with file, line and cure."""

from edition import ledger
from edition.catalogue import Catalogue
from edition.checks import changes, data, figures, nav, prose
from edition.faults import Faults


def check(catalogue: Catalogue) -> None:
    """Check all facts, prose and addresses.

    Raises:
        Faults: everything that is wrong.
    """
    faults = [fault for kind in (data, figures, changes, prose, nav, ledger) for fault in kind.faults(catalogue)]
    if faults:
        raise Faults(faults)
