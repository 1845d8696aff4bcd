"""Witnesses: what sources go back to, what claims rest on, and what falls where one source falls."""

from collections.abc import Callable
from pathlib import Path

import pytest
from fixtures import minimal_project

from edition.cli import main
from edition.config import Project
from edition.content.model import Content
from edition.content.records import Claim, Phrase, Source
from edition.content.witnesses import (
    fallen_with,
    falls_without,
    falls_without_witness,
    named_witnesses,
    only_speaker,
    rests_on,
    summary,
    witnesses,
)


def sources(**derived: str) -> dict[str, Source]:
    """Sources by id; a small letter names what one derives from, a capital its witness."""
    return {
        name: Source(
            id=name,
            type="webpage",
            tier="reporting",
            title=name,
            language="en",
            checked="read",
            publisher=name.upper(),
            derives_from=tuple(word for word in words.split() if word.islower()),
            witness=next((word for word in words.split() if not word.islower()), ""),
        )
        for name, words in derived.items()
    }


CHAIN = sources(a="", b="a", c="b")
CIRCLE = sources(a="b", b="c", c="a", d="c")
DIAMOND = sources(a="", b="a", c="a", d="b c")
TWO = sources(a="Robertson", b="Putin", c="b Robertson")
NONE = sources(a="", b="", c="")
MIXED = sources(a="", b="", c="Robertson", d="Robertson", e="d")


@pytest.mark.parametrize(
    ("known", "cited", "found"),
    [
        (CHAIN, "abc", [({"a"}, "abc")]),
        (CHAIN, "c", [({"a"}, "c")]),
        (CIRCLE, "abcd", [({"a", "b", "c"}, "abcd")]),
        (CIRCLE, "d", [({"a", "b", "c"}, "d")]),
        (DIAMOND, "bcd", [({"a"}, "bcd")]),
        (TWO, "abc", [("Robertson", "ac"), ("Putin", "bc")]),
        (NONE, "abc", [({"a"}, "a"), ({"b"}, "b"), ({"c"}, "c")]),
        (NONE, "", []),
        (sources(a="b", b="a Robertson"), "ab", [("Robertson", "ab")]),  # a circle with a way out
    ],
)
def test_the_independent_witnesses_of_sources(
    known: dict[str, Source], cited: str, found: list[tuple[object, str]]
) -> None:
    got = witnesses(known, cited)
    assert [(w.name or set(w.sources), "".join(texts)) for w, texts in got.items()] == found


@pytest.mark.parametrize(
    ("known", "lost", "fallen"),
    [
        (CHAIN, "b", "bc"),
        (CHAIN, "a", "abc"),
        (CIRCLE, "a", "abcd"),
        (DIAMOND, "b", "b"),  # the other way to its source stands
        (DIAMOND, "a", "abcd"),
        (TWO, "b", "b"),
        (NONE, "a", "a"),
    ],
)
def test_what_falls_with_a_source(known: dict[str, Source], lost: str, fallen: str) -> None:
    assert fallen_with(known, lost) == set(fallen)


def test_what_falls_with_a_named_witness() -> None:
    assert fallen_with(TWO, witness="Robertson") == {"a"}
    assert fallen_with(TWO, "b", witness="Robertson") == {"a", "b", "c"}
    assert fallen_with(MIXED, witness="Robertson") == {"c", "d", "e"}


@pytest.mark.parametrize(
    ("known", "bears", "sentence"),
    [
        (NONE, "", ""),
        (NONE, "a", "Rests on one source, A (undated)."),
        (NONE, "abc", "Rests on three sources, none of which goes back to another."),
        (CHAIN, "abc", "Rests on one source, A (undated); two more texts go back to that."),
        (CHAIN, "c", "Rests on one source, A (undated); one text goes back to that."),
        (MIXED, "cde", "Rests on one witness, Robertson; three texts go back to that witness."),
        (MIXED, "c", "Rests on one witness, Robertson; one text goes back to that witness."),
        (
            MIXED,
            "abcde",
            "Rests on three witnesses in five texts; three of these go back to Robertson.",
        ),
        (
            TWO,
            "c",
            "Rests on two witnesses in one text.",
        ),
    ],
)
def test_a_claim_says_what_it_rests_on(known: dict[str, Source], bears: str, sentence: str) -> None:
    claim = Claim(id="A1", section="x", statement="x", assessment="supported", bears=tuple(bears))
    assert summary(known, claim) == sentence


@pytest.mark.parametrize(
    ("phrase", "speaker", "rest"),
    [
        ("cd", "", "; the words “of it” rest on Robertson alone."),
        ("ac", "", "; the words “of it” rest on two of these."),
        ("", "Putin", "; in all of them Putin speaks."),
    ],
)
def test_it_says_what_rests_on_fewer_and_who_speaks(phrase: str, speaker: str, rest: str) -> None:
    phrases = (Phrase(words="of it", bears=tuple(phrase)),) if phrase else ()
    claim = Claim(
        id="A1",
        section="x",
        statement="More of it",
        assessment="supported",
        bears=tuple("acd"),
        phrases=phrases,
    )
    assert (
        summary(MIXED, claim, speaker).removeprefix(
            "Rests on two witnesses in three texts; two of these go back to Robertson"
        )
        == rest
    )


BEARS = "  bears: [frost-2000, rankin-2021]\n"


@pytest.mark.parametrize(
    ("second", "found"),
    [
        ("speaker: Vladimir Putin", "Vladimir Putin"),
        ("speaker: A witness\n  quoting: Vladimir Putin", ""),
        ("words: hard\n  speaker: Vladimir Putin", ""),  # of the passage nobody says who speaks
    ],
)
def test_who_alone_speaks_in_what_attests_a_claim(
    write_project: Callable[..., Path], second: str, found: str
) -> None:
    root = project_with(write_project, claim=BEARS)
    (root / "docs/data/speakers.yml").write_text(
        "- id: q1\n  source: frost-2000\n  locator: first answer\n  speaker: Vladimir Putin\n"
        f"  telling: own-words\n- id: q2\n  source: rankin-2021\n  {second}\n  telling: reported\n"
    )
    content = Content.read(Project(root))
    assert only_speaker(content, content.claims["B1"]) == found
    assert rests_on(content, content.claims["B1"]).endswith(f"{found} speaks.") == bool(found)
    assert rests_on(content, content.claims["A1"]) == ""


def project_with(
    write_project: Callable[..., Path], frost: str = "", rankin: str = "", claim: str = ""
) -> Path:
    files = minimal_project.FILES
    first, second = files["docs/data/sources.yml"].split("- id: rankin-2021")
    return write_project(
        {
            "docs/data/sources.yml": f"{first}{frost}- id: rankin-2021{second}{rankin}",
            "docs/data/claims.yml": files["docs/data/claims.yml"] + claim,
        }
    )


def test_what_falls_is_counted_by_bracket(write_project: Callable[..., Path]) -> None:
    root = project_with(
        write_project,
        "  witness: The man\n",
        "  derives-from: [frost-2000]\n",
        "  bears: [rankin-2021]\n",
    )
    content = Content.read(Project(root))
    alone = falls_without(content, "rankin-2021")
    assert alone.paragraphs == (("hopes", "p3"),)
    assert [claim.id for claim in alone.claims] == ["B1"]
    assert alone.count == 2
    both = falls_without(content, "frost-2000")
    assert [name for _, name in both.paragraphs] == ["p1", "p2", "p3", "p4"]
    assert [event.id for event in both.events] == ["frost"]
    assert falls_without_witness(content, "The man") == both
    assert named_witnesses(content) == {"The man": ["frost-2000", "rankin-2021"]}


def test_a_witness_may_be_one_of_some_places_only(write_project: Callable[..., Path]) -> None:
    rest = "  witness: The man\n  witness-in: [first answer]\n"
    prose = minimal_project.FILES["docs/hopes.md"]
    root = project_with(write_project, rest)
    (root / "docs/hopes.md").write_text(prose + "\nMore.[@frost-2000, second answer]\n{#p5}\n")
    content = Content.read(Project(root))
    names = [name for _, name in falls_without_witness(content, "The man").paragraphs]
    assert names == ["p1", "p4"]
    assert "p5" in [name for _, name in falls_without(content, "frost-2000").paragraphs]


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        (
            {"rankin": "  derives-from: [frost-200]\n"},
            "docs/data/sources.yml:21: There is no source “frost-200”. Did you mean “frost-2000”?",
        ),
        (
            {"rankin": "  derives-from: [rankin-2021]\n"},
            "docs/data/sources.yml:21: “rankin-2021” derives from itself. "
            "Name what it derives from.",
        ),
        (
            {"frost": "  witness: W\n  witness-in: [first answr]\n"},
            "docs/data/sources.yml:12: No citation names “frost-2000, first answr”. "
            "Did you mean “first answer”?",
        ),
        (
            {"claim": "  bears: [frost-200]\n"},
            "docs/data/claims.yml:9: There is no source “frost-200”. Did you mean “frost-2000”?",
        ),
        (
            {
                "claim": "  bears: [frost-2000]\n  phrases: [{words: He ask, bears: [rankin-2021]}]\n"
            },
            "docs/data/claims.yml:10: “rankin-2021” does not attest claim B1, and so no words of it. "
            "Add it to the claim’s “bears” first.",
        ),
        (
            {"claim": "  bears: [frost-2000]\n  phrases: [{words: She, bears: [frost-2000]}]\n"},
            "docs/data/claims.yml:10: The statement of claim B1 does not have “She”. "
            "Write words of the statement.",
        ),
    ],
)
def test_what_is_named_in_vain_stops_the_build(
    write_project: Callable[..., Path],
    capsys: pytest.CaptureFixture[str],
    fields: dict[str, str],
    message: str,
) -> None:
    project_with(write_project, **fields)
    assert main(["check"]) == 1
    assert message in capsys.readouterr().err


def test_what_bears_a_claim_is_cited_for_it(
    write_project: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    claims = minimal_project.FILES["docs/data/claims.yml"].replace(
        "assessment: supported\n", "assessment: supported\n  bears: [rankin-2021]\n", 1
    )
    write_project({"docs/data/claims.yml": claims})
    assert main(["check"]) == 1
    assert (
        "docs/data/claims.yml:5: The paragraphs of claim A1 do not cite “rankin-2021”, "
        "which is to bear it. Cite it there, or take it out of “bears”."
    ) in capsys.readouterr().err
