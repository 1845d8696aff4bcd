"""Links rot: does the page of each source still answer, and does it still hold the words that were read there?

`ask` asks the hosts, `text` reads what they answer, `report` writes what there is to do.
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
