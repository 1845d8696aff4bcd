"""The mistakes that `tests/unit/test_problems.py` injects, by kind: what goes wrong and what the build then reports.

Each is injected alone into a minimal project (or, in `ARTICLE`, into a copy of the real one). What stands in angle
brackets in a message differs from case to case.
"""

from cases.addresses import ADDRESSES
from cases.article import ARTICLE
from cases.case import Case
from cases.changes import LISTED
from cases.charts import CHARTS
from cases.commands import COMMANDS
from cases.facts import FACTS
from cases.faults import FAULTS
from cases.files import FILES
from cases.prose import PROSE
from cases.settings import CONFIGURATION
from cases.values import VALUES

SECTIONS: dict[str, dict[str, Case]] = {
    "In the pages": PROSE,
    "In the facts": FACTS,
    "In values": VALUES,
    "By kind": FAULTS,
    "In the numbers behind the charts": CHARTS,
    "In the list of changes": LISTED,
    "In what was published": ADDRESSES,
    "In the files": FILES,
    "In the configuration and the templates": CONFIGURATION,
    "In the machine": COMMANDS,
    "In the real article": ARTICLE,
}
