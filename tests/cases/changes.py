"""Problems in the list of changes from edition to edition."""

from fixtures import minimal_project

from cases.case import Case

ABOUT = minimal_project.FILES["docs/about.md"] + "\n## Changes {#changes}\n\n/// changes\n///\n"
CHANGES = """\
- edition: "2026.11"
  date: 2026-11-23
  summary: One correction.
  changes:
  - kind: correction
    where: [hopes#p2, claims]
    what: He asked once.
    why: The witness says so.
    wrong: He asked twice.
    severity: minor
- edition: "2026.10"
  date: 2026-10-23
  summary: The first edition.
"""


def changed(old: str = "", new: str = "") -> dict[str, str | None]:
    assert old in CHANGES
    return {
        "docs/about.md": ABOUT,
        "docs/data/changes.yml": CHANGES.replace(old, new, 1) if old else CHANGES,
    }


LISTED: dict[str, Case] = {
    "changes that are no list": Case(
        {"docs/about.md": ABOUT, "docs/data/changes.yml": "edition: 2026.11\n"},
        "docs/data/changes.yml:1: The file is not a list. Begin each record with “- edition: …”.",
    ),
    "list of changes missing": Case(
        {"docs/about.md": ABOUT},
        "docs/data/changes.yml: The file is missing. Restore it, for example with `git checkout`.",
    ),
    "another edition than in mkdocs.yml": Case(
        changed('"2026.11"', '"2026.12"'),
        "docs/data/changes.yml:1: The newest edition here is 2026.12 of 2026-11-23; mkdocs.yml has 2026.11 of 2026-11-23. "
        "Let both say the same.",
    ),
    "edition without a summary": Case(
        changed("  summary: The first edition.\n", ""),
        "docs/data/changes.yml:11: “2026.10” has no “summary”. Add “summary: …”.",
    ),
    "impossible date of an edition": Case(
        changed("2026-10-23", "2026-10-32"),
        "docs/data/changes.yml:12: “2026-10-32” is not a date that exists (of “2026.10”). "
        "Write year, month and day, as in 2027-03-01.",
    ),
    "editions with the oldest first": Case(
        changed("2026-10-23", "2026-12-23"),
        "docs/data/changes.yml:11: The edition of 2026-12-23 is below one of 2026-11-23. Keep "
        "the newest edition first.",
    ),
    "changes in words": Case(
        changed(
            CHANGES[CHANGES.index("\n  - kind") : CHANGES.index('\n- edition: "2026.10"')], " none"
        ),
        "docs/data/changes.yml:4: “changes” is not a list (of “2026.11”). Begin each with “- "
        "kind: …”.",
    ),
    "unknown kind of change": Case(
        changed("kind: correction", "kind: corection"),
        "docs/data/changes.yml:5: “corection” is not a known value of “kind” (of “2026.11”). "
        "Did you mean “correction”?",
    ),
    "correction without what was wrong": Case(
        changed("    wrong: He asked twice.\n", ""),
        "docs/data/changes.yml:5: The record has no “wrong” (of “2026.11”). Add “wrong: …”.",
    ),
    "unknown severity of a correction": Case(
        changed("severity: minor", "severity: small"),
        "docs/data/changes.yml:10: “small” is not a known value of “severity” (of “2026.11”). "
        "Allowed: minor, substantial, serious.",
    ),
    "place of a change in words": Case(
        changed("where: [hopes#p2, claims]", "where: hopes"),
        "docs/data/changes.yml:6: “where” is not a list (of “2026.11”). Write “where: "
        "[early-hopes#p12]”.",
    ),
    "unknown place of a change": Case(
        changed("hopes#p2,", "hopes#p12,"),
        "docs/data/changes.yml:6: There is no address “hopes#p12”. Did you mean “hopes#p2”?",
    ),
}
