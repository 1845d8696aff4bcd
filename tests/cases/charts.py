"""Problems in the numbers behind the charts."""

from fixtures import minimal_project

from cases.case import EVENTS, HOPES, Case

MEMBERS = """\
title: Members
rows:
- country: Here
  date: 1949-04-04
  sources: [frost-2000]
- country: There
  date: 1999-03-12
  formerly: Soviet republic
  sources: [rankin-2021, frost-2000]
"""
GROUPS = """\
title: Groups
rows:
- date: 2017
  hosts: Here
  battlegroups: 1
  soldiers: 1000
  sources: [frost-2000]
"""
POLLS = """\
title: Polls
rows:
- pollster: One
  answer: Yes indeed
  date: 2004
  share: 51
  sources: [frost-2000]
- pollster: Two
  answer: Not at all
  date: 2003
  share: 49
  sources: [frost-2000]
"""


def placed(name: str, data: str | None) -> dict[str, str | None]:
    return {
        "docs/hopes.md": f"{HOPES}\n/// chart | {name}\nA caption.\n///\n",
        f"docs/data/{name}.yml": data,
    }


def with_members(old: str = "", new: str = "") -> dict[str, str | None]:
    assert old in MEMBERS
    return placed("nato-members", MEMBERS.replace(old, new, 1) if old else MEMBERS)


def turning_points(more: str) -> dict[str, str | None]:
    return {
        "docs/index.md": minimal_project.FILES["docs/index.md"]
        + "\n/// chart | turning-points\nA caption.\n///\n",
        "docs/data/timeline.yml": EVENTS + more,
    }


CROWD = "".join(
    f"- id: e{n}\n  date: 2001-01-{n:02}\n  title: T\n  text: T\n  paragraph: p1\n  strand: wars\n  turn: apart\n  label: A label of some length\n"
    "  sources: [frost-2000]\n"
    for n in range(1, 3)
) + (
    "- id: long\n  date: 2001-02-01\n  title: T\n  text: T\n  paragraph: p1\n  strand: wars\n  turn: apart\n"
    "  label: A label that is far too long for any chart of this width\n  sources: [frost-2000]\n"
)

CHARTS: dict[str, Case] = {
    "unknown chart": Case(
        placed("nato-member", None),
        "docs/hopes.md:25: There is no chart “nato-member”. Did you mean “nato-members”?",
    ),
    "chart placed twice on a page": Case(
        {
            **with_members(),
            "docs/hopes.md": with_members()["docs/hopes.md"]
            + "\n/// chart | nato-members\nA caption.\n///\n",
        },
        "docs/hopes.md:29: The id “nato-members” stands twice on this page (first on line 25). Keep one of the two blocks.",
    ),
    "numbers of a chart missing": Case(
        placed("nato-members", None),
        "docs/data/nato-members.yml: The file is missing. Restore it, for example with `git checkout`.",
    ),
    "numbers of a chart that are no rows": Case(
        placed("nato-members", "- country: Here\n"),
        "docs/data/nato-members.yml:1: The file is not a list of “key: value” lines. Write "
        "“title: …”, then “rows:” and below it “- …” for each row.",
    ),
    "numbers of a chart without a title": Case(
        with_members("title: Members", "title:"),
        "docs/data/nato-members.yml:1: “title” is empty. Give it a value, or delete the line.",
    ),
    "column spelt wrongly": Case(
        with_members("formerly:", "former:"),
        "docs/data/nato-members.yml:8: “former” is not a known field. Did you mean “formerly”?",
    ),
    "value that is not allowed": Case(
        with_members("formerly: Soviet republic", "formerly: Soviet Republic"),
        "docs/data/nato-members.yml:8: “Soviet Republic” is not a known value of “formerly”. "
        "Did you mean “Soviet republic”?",
    ),
    "column lost": Case(
        with_members("country: There\n  date: 1999-03-12", "country: There"),
        "docs/data/nato-members.yml:6: The record has no “date”. Add “date: …”.",
    ),
    "impossible date of a row": Case(
        with_members("date: 1999-03-12", "date: 1999-03-32"),
        "docs/data/nato-members.yml:7: “1999-03-32” is not a date that exists. Write 2000, 2000-02 or 2000-02-16.",
    ),
    "row after the cut-off": Case(
        with_members("date: 1999-03-12", "date: 2026-11-01"),
        "docs/data/nato-members.yml:7: The row is dated 2026-11-01, after the evidence's cut-off on 2026-10-10. "
        "Correct the date, or leave the row out.",
    ),
    "rows out of order": Case(
        with_members("date: 1999-03-12", "date: 1939-03-12"),
        "docs/data/nato-members.yml:7: The row comes after a later one (1949-04-04). Keep the rows in the order of their dates.",
    ),
    "row without a source": Case(
        with_members("  sources: [frost-2000]\n", ""),
        "docs/data/nato-members.yml:3: The record has no “sources”. Add “sources: …”.",
    ),
    "source of a row in words": Case(
        with_members("[frost-2000]", "5"),
        "docs/data/nato-members.yml:5: “sources” is not a list. Write the ids in brackets: "
        "[source-id].",
    ),
    "row with an unknown source": Case(
        with_members("[rankin-2021,", "[rankin-2012,"),
        "docs/data/nato-members.yml:9: There is no source “rankin-2012”. Did you mean “rankin-2021”?",
    ),
    "number with a separator": Case(
        placed("battlegroups", GROUPS.replace("1000", '"1,000"')),
        "docs/data/battlegroups.yml:6: “1,000” is not a whole number. Write a whole number "
        "without separators, as in 9641.",
    ),
    "share above 100 per cent": Case(
        placed("russian-opinion", POLLS.replace("51", "151")),
        "docs/data/russian-opinion.yml:6: “151” is not a valid value of “share”. Write a whole "
        "number of per cent, from 0 to 100.",
    ),
    "chart without turning points": Case(
        turning_points(""),
        "docs/data/timeline.yml:1: No event is a turning point, so there is nothing to draw. Give some a “turn: closer” or “turn: apart”.",
    ),
    "turning point without a label": Case(
        turning_points("  turn: closer\n"),
        "docs/data/timeline.yml:8: The turning point “frost” has no label. Add a line “label: …”: a word or two for the chart.",
    ),
    "labels without room for each other": Case(
        turning_points(CROWD),
        "docs/data/timeline.yml:33: The labels of the turning points leave no room for each other in the chart. "
        "Shorten this one, the longest, or take away a turn.",
    ),
    "event of a chart that does not exist": Case(
        placed("battlegroups", GROUPS.replace("rows:", "events: [frst]\nrows:")),
        "docs/data/battlegroups.yml:1: There is no event “frst”. Did you mean “frost”?",
    ),
    "event of a chart without a label": Case(
        placed("battlegroups", GROUPS.replace("rows:", "events: [frost]\nrows:")),
        "docs/data/timeline.yml:1: The event “frost” has no label for the chart “battlegroups”. "
        "Add a line “label: …”: a word or two.",
    ),
    "answer that leads and is not given": Case(
        placed("russian-opinion", POLLS.replace("rows:", "lead: Yes, indeed\nrows:")),
        "docs/data/russian-opinion.yml:1: No row has the answer “Yes, indeed”. Did you mean “Yes indeed”?",
    ),
}
