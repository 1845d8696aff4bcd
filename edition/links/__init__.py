"""Check whether the page of each source still answers and still contains the recorded passages.

`ask` sends the requests, `text` reads the answers, `report` writes what there is to do.
"""

from edition.links.ask import Address, Finding, Policy, addresses, check, policy, require_network
from edition.links.report import report, summary, to_act_on

__all__ = [
    "Address",
    "Finding",
    "Policy",
    "addresses",
    "check",
    "policy",
    "report",
    "require_network",
    "summary",
    "to_act_on",
]
