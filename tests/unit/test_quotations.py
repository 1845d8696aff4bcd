"""Quotations are found where they are, and held against the passages of the sources cited for them."""

from collections.abc import Callable
from pathlib import Path

import pytest
from fixtures import minimal_project

from edition.cli import main
from edition.content.passage_style import address_of_words, excerpt
from edition.content.passage_style import quoted as in_marks
from edition.content.quotations import contains, nearest, quoted
from edition.content.records import Passage, Source

WORDS = "Perhaps Russia could be an Ally. … He said that “enlargement” was a mistake – a big one."


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Perhaps Russia could be an Ally", True),
        ("perhaps Russia could be an Ally.", True),  # its first letter, its last mark
        ("Russia could be an Ally", True),
        ("Russia would be an Ally", False),  # one word
        ("Russia could be an Aly", False),  # one letter
        ("Russia could be an All", False),  # half a word
        ("could be an Ally. He said", False),  # joined over an omission
        ("could be an Ally … a big one", True),  # an omission that it shows
        ("a big one … could be an Ally", False),  # in another order
        ("He [Putin] said", True),
        ("‘enlargement’ was a mistake - a big one", True),  # other marks
        ("‹enlargement› was a mistake", True),
        ("»enlargement« was a mistake", True),
        ("「enlargement」 was a mistake", True),
        ("Enlargement was a mistake", False),
    ],
)
def test_a_passage_contains_its_words_alone(words: str, found: bool) -> None:
    assert contains(WORDS, words) == found


def test_words_in_another_language_are_quotations_too() -> None:
    text = "He called it “very reserved” (*весьма сдержанно*{lang=ru}), in *Time*.[@time, “x”]"
    assert quoted(text) == ["very reserved", "весьма сдержанно"]


def test_the_nearest_words_are_named() -> None:
    assert nearest("Russia would be an Ally", [WORDS]) == "Russia could be an Ally"
    assert nearest("quite something else", ["–"]) == ""


@pytest.mark.parametrize(
    ("prose", "message"),
    [
        (
            "He said “I don’t see why that”.[@frost-2000, first answer]",
            "docs/hopes.md:<line>: No passage cited here contains “I don’t see why that”. "
            "The nearest words are “I don't see why not”.",
        ),
        (
            "He said “I don’t see why not”.[@rankin-2021, third paragraph]",
            "docs/hopes.md:<line>: No passage cited here contains “I don’t see why not”. "
            "“frost-2000” contains it: cite that, or see who says it.",
        ),
        (
            "He said “I don’t see why not”.",
            "docs/hopes.md:<line>: No passage cited here contains “I don’t see why not”. "
            "Cite its source after it; if it is no quotation, write it without quotation marks.",
        ),
        (
            "He said it.[@frost-2000, second answer]",
            "docs/hopes.md:<line>: “frost-2000, second answer” has no passage. "
            "Did you mean “first answer”?",
        ),
    ],
)
def test_a_quotation_that_no_passage_contains_stops_the_build(
    write_project: Callable[..., Path],
    capsys: pytest.CaptureFixture[str],
    prose: str,
    message: str,
) -> None:
    text = minimal_project.FILES["docs/hopes.md"] + f"\n{prose}\n{{#p9}}\n"
    write_project({"docs/hopes.md": text})
    assert main(["check"]) == 1
    line = str(text.split("\n").index(prose) + 1)
    assert message.replace("<line>", line) in capsys.readouterr().err.splitlines()


@pytest.mark.parametrize(
    ("place", "text"),
    [
        ("docs/data/timeline.yml", "He says “yes”."),
        (
            "docs/hopes.md",
            "| Told | Words |\n| --- | --- |\n| 2000 | “yes”[@frost-2000, first answer] |",
        ),
        ("docs/hopes.md", "- “yes”[@frost-2000, first answer]"),
    ],
)
def test_events_tables_and_lists_are_held_too(
    write_project: Callable[..., Path], capsys: pytest.CaptureFixture[str], place: str, text: str
) -> None:
    files = minimal_project.FILES
    if place.endswith(".yml"):
        start, _, rest = files[place].partition("  text: ")
        changed = f"{start}  text: {text}\n{rest.partition(chr(10))[2]}"
    else:
        changed = f"{files[place]}\n{text}\n"
    write_project({place: changed})
    assert main(["check"]) == 1
    assert f"{place}:" in (said := capsys.readouterr().err)
    assert "No passage cited here contains “yes”." in said


def test_a_translation_may_be_quoted(write_project: Callable[..., Path]) -> None:
    passages = minimal_project.FILES["docs/data/passages.yml"] + (
        "- source: frost-2000\n  locator: in Russian\n  exact: Не вижу причин\n  language: ru\n"
        "  translation: I see no reasons\n  translator: edition\n  seen: document\n"
    )
    prose = "He said “I see no reasons” (*не вижу причин*{lang=ru}).[@frost-2000, in Russian]"
    page = minimal_project.FILES["docs/hopes.md"] + f"\n{prose}\n{{#p9}}\n"
    write_project({"docs/data/passages.yml": passages, "docs/hopes.md": page})
    assert main(["generate"]) == 0  # checks first


LONG = " ".join(f"w{number}" for number in range(60))


def test_a_short_passage_is_shown_whole_and_a_long_one_around_its_quotation() -> None:
    assert excerpt(Passage(source="x", exact="All of it.")) == "All of it."
    words = excerpt(Passage(source="x", exact=LONG), ["w30 w31"]).split()
    assert (words[0], words[-1]) == ("…", "…")
    assert {"w25", "w30", "w31"} <= set(words)
    assert len(words) == 34
    assert excerpt(Passage(source="x", exact=LONG)).startswith("w0 w1")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Yes", "“Yes”"),
        ('He said "yes" and "no."', "“He said ‘yes’ and ‘no.’”"),
        ("“He said: ‘It’s Nato’s’,” she wrote", "“‘He said: “It’s Nato’s”,’ she wrote”"),
        ("don’t", "“don’t”"),
    ],
)
def test_quotation_marks_inside_others_are_of_the_other_kind(text: str, shown: str) -> None:
    assert in_marks(text) == shown


@pytest.mark.parametrize(
    ("url", "seen_at", "seen", "fragment"),
    [
        ("https://a.example/x", "http://www.a.example/x/", "document", "#:~:text=one%20two"),
        ("https://a.example/x", "https://b.example/x", "document", ""),
        ("https://a.example/x", "https://a.example/x", "copy", ""),
        ("https://a.example/x.pdf", "https://a.example/x.pdf", "document", ""),
        ("https://a.example/x#y", "https://a.example/x#y", "document", ""),
    ],
)
def test_the_address_leads_to_the_words_where_they_were_read(
    url: str, seen_at: str, seen: str, fragment: str
) -> None:
    source = Source(
        id="x", type="webpage", tier="primary", title="X", language="en", checked="read", url=url
    )
    passage = Passage(source="x", exact="one two … three", seen=seen, seen_at=seen_at)
    assert address_of_words(source, passage) == url + fragment


def test_a_long_passage_is_named_by_its_ends_and_its_commas_are_escaped() -> None:
    url = "https://a.example/x"
    source = Source(
        id="x", type="webpage", tier="primary", title="X", language="en", checked="read", url=url
    )
    passage = Passage(source="x", exact="a, b-c d e f g h i j", seen="document", seen_at=url)
    assert address_of_words(source, passage) == f"{url}#:~:text=a%2C%20b%2Dc%20d%20e,g%20h%20i%20j"
