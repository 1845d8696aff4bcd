"""The table of faults: what can go wrong, and what is then said. FAULTS.md is made from it."""

from cases.addresses import ADDRESSES
from cases.article import ARTICLE
from cases.case import Case
from cases.changes import LISTED
from cases.charts import PICTURES
from cases.commands import COMMANDS
from cases.facts import FACTS
from cases.files import FILES
from cases.prose import PROSE
from cases.settings import CONFIGURATION

SECTIONS: dict[str, dict[str, Case]] = {
    "In the pages": PROSE,
    "In the facts": FACTS,
    "In the numbers behind the pictures": PICTURES,
    "In the list of changes": LISTED,
    "In what was published": ADDRESSES,
    "In the files": FILES,
    "In the configuration and the templates": CONFIGURATION,
    "In the machine": COMMANDS,
    "In the real article": ARTICLE,
}

_HEAD = """\
<!-- Made from tests/cases by `make faults`; a test fails when it is out of date. -->
# Faults and what is said about them

Each of these {count} faults is injected, one at a time, by `tests/unit/test_problems.py`: into a tiny edition whose pages are
called `index`, `hopes`, `timeline`, `claims`, `sources` and `about`, or, in the last table, into a copy of the real article.
The build stops with the message beside it, which names the file, the line where there is one, and the cure;
and every byte of the last good site is as it was.
What stands in angle brackets differs from case to case.

The following is no fault, and a test shows that the build succeeds: no address of the site given (`site_url`; none is then
printed), no git, a shallow clone, an export of `docs/data/` that is missing or was edited by hand (it is made again from the
YAML), what an interrupted build left behind.
"""


def render() -> str:
    """The table as Markdown."""
    count = sum(len(cases) for cases in SECTIONS.values())
    lines = [_HEAD.format(count=count)]
    for title, cases in SECTIONS.items():
        lines += [f"## {title}", "", "| what is wrong | what is said |", "| --- | --- |"]
        lines += [f"| {name} | {_code(case.message)} |" for name, case in cases.items()]
        lines.append("")
    return "\n".join(lines)


def _code(text: str) -> str:
    """TEXT as code in a cell of a table."""
    fence = "``" if "`" in text else "`"
    space = " " if "`" in text else ""
    visible = text.replace("\u200b", "<U+200B>").replace("\u00a0", "<U+00A0>").replace("|", "\\|")
    return f"{fence}{space}{visible}{space}{fence}"
