"""Problems in what was published and what became of it."""

from cases.case import Case, hopes

ADDRESSES: dict[str, Case] = {
    "published address gone": Case(
        {"docs/data/ledger.yml": "hopes: [b1, hopes, p2, p2a]\n"},
        "docs/data/ledger.yml:1: The published address “hopes#p2a” is gone. "
        "Restore it, or say in docs/data/moved.yml where it went (“to: …”) or why it is gone (“gone: …”).",
    ),
    "published page gone": Case(
        {"docs/data/ledger.yml": "hopes: [p2]\nfears: [p7]\n"},
        "docs/data/ledger.yml:2: The published address “fears” is gone. "
        "Restore it, or say in docs/data/moved.yml where it went (“to: …”) or why it is gone (“gone: …”).",
    ),
    "redirect to nowhere": Case(
        {"docs/data/moved.yml": "- from: hopes#p9\n  to: hopes#p33\n"},
        "docs/data/moved.yml:2: The redirect leads to “hopes#p33”, which is not there. Did you "
        "mean “hopes#p3”?",
    ),
    "redirect from what is still there": Case(
        {"docs/data/moved.yml": "- from: hopes#p2\n  to: hopes#p3\n"},
        "docs/data/moved.yml:1: “hopes#p2” is said to have moved, but it is still there. Delete the redirect or move the text.",
    ),
    "redirect that says nothing": Case(
        {"docs/data/moved.yml": "- from: hopes#p9\n"},
        "docs/data/moved.yml:1: A redirect needs either “to” or “gone” (of “hopes#p9”). Say "
        "where it went (“to: …”) or why it is gone (“gone: …”).",
    ),
    "published heading with another id": Case(
        {"docs/data/ledger.yml": "hopes: [s1]\n", **hopes("{#s1}", "{#invitation}")},
        "docs/data/ledger.yml:1: The published address “hopes#s1” is gone. "
        "Restore it, or say in docs/data/moved.yml where it went (“to: …”) or why it is gone (“gone: …”).",
    ),
    "ledger in another form": Case(
        {"docs/data/ledger.yml": "- hopes\n"},
        "docs/data/ledger.yml:1: The file is not a list of “key: value” lines. Write each page "
        "as “page: [id, id]”.",
    ),
    "ids in the ledger that are no list": Case(
        {"docs/data/ledger.yml": "hopes: p2\n"},
        "docs/data/ledger.yml:1: “hopes” is not a list. Write them in brackets: [id, id].",
    ),
    "ledger missing": Case(
        {"docs/data/ledger.yml": None},
        "docs/data/ledger.yml: The file is missing. Restore it, for example with `git checkout`.",
    ),
    "redirects that are no list": Case(
        {"docs/data/moved.yml": "hopes#p9: hopes#p3\n"},
        "docs/data/moved.yml:1: The file is not a list. Begin each record with “- from: …”.",
    ),
}
