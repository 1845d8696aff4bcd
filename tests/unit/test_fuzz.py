"""Prose, data and settings made up by hypothesis: never a traceback, a hang, or a word that is lost.

`make test` tries a fixed number of examples, the same each time; `make fuzz` tries new ones for as long as EXAMPLES says.
"""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import pytest
from fixtures import minimal_project
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markdown import Markdown

from edition.checks import built_words, check
from edition.config import Project
from edition.content.model import Content
from edition.content.yaml import parse_data
from edition.diagnostics import BuildError
from edition.site.page import Page

EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "0"))
FUZZ = settings(
    max_examples=EXAMPLES or 150,
    derandomize=not EXAMPLES,
    database=None,
    deadline=None,  # a loaded machine is no mistake; `bounded` ends what hangs
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
EXTENSIONS = [
    "attr_list", "footnotes", "tables", "toc", "edition.extensions.citations", "edition.extensions.blocks", "edition.extensions.tables",
    "edition.extensions.editions", "edition.extensions.permalinks", "edition.extensions.nonbreaking_dates",
    "edition.extensions.linked_data", "edition.extensions.leftovers",
]  # fmt: skip
# What the pages speak, what other dialects speak, and what editors paste.
PIECES = [
    "word", "two words", " ", " ", "\n", "\n\n", "\n- ", "\n1. ", "\n> ", "\n| a | b |\n| --- | --- |\n| c | d |\n",
    "*", "**", "***", "_", "`", "``", "[", "]", "(", ")", "{", "}", "<", ">", "\\", "|", "#", "## ", "@", "!", "~", "^", "+",
    "=", ":", ";", "/", "///", "\n/// box\n", "\n///\n", "$", "&", "“", "”", "‘", "’", "'", '"', "–", "…", ".", ",", "1986.",
    "[@frost-2000, first answer]", "[@rankin-2021]", "[@", "[^1]", "[words](hopes.md#p2)", "](", "<https://x.example/a_b>",
    "*слово*{lang=ru}", "{#p9}", "{#s9}", "{lang=", "<b>", "<!--", "&amp;", "16 February 2000", "31 June 2001",
    "\u00a0", "\u200b", "\u202e", "\u2028", "e\u0301", "🚀", "漢", "ﬁ", "\t", "    ", "- [ ] ", "!!! note", "```", "---",
]  # fmt: skip
VALUES = [
    "", "No", "~", "null", "007", "9:11", "1e9", "-1", "0", "2001-02-30", "2001", "x", "[", "[x]", "[[x]]", "{", "{a: b}",
    "!!int 3", "!ENV HOME", "&a b", "*a", "<<: x", "a: b", "# c", "a # c", "'", '"', "|", ">-", "- x", "@x", "%x", "`x`",
    "\t", "\u202e", "é", "漢", "<b>", "*x*", "[@frost-2000]", "https://u:p@x.example", "../x", "9" * 50, "a" * 1100, "---",
]  # fmt: skip
prose = st.lists(st.sampled_from(PIECES) | st.text(max_size=4), max_size=25).map("".join)
edits = st.lists(
    st.tuples(
        st.integers(0, 200),
        st.sampled_from(["value", "key", "indent", "delete", "twice", "end"]),
        st.sampled_from(VALUES) | st.text(max_size=6),
    ),
    min_size=1,
    max_size=3,
)


@contextmanager
def bounded(seconds: int = 60) -> Iterator[None]:
    """End what takes so long that it would never end."""

    def stop(_signal: int, _frame: FrameType | None) -> None:
        pytest.fail("it hangs")

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    root = minimal_project.write(tmp_path_factory.mktemp("fuzz"))
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(root)
        yield root


def edited(text: str, changes: list[tuple[int, str, str]]) -> str:
    """TEXT, lines of YAML, after some slips of an editor."""
    lines = text.split("\n")
    for number, kind, value in changes:
        lines = lines or [""]
        at = number % len(lines)
        key, colon, _ = lines[at].partition(": ")
        lines[at : at + 1] = {
            "value": [f"{key}{colon}{value}"],
            "key": [f"{value}{colon}{key}"],
            "indent": [f" {lines[at]}"],
            "delete": [],
            "twice": [lines[at], lines[at]],
            "end": [f"{lines[at]} {value}"],
        }[kind]
    return "\n".join(lines)


def refused(root: Path, error: BuildError) -> None:
    """Each problem names a file of the project, a line in it, what is wrong and a hint."""
    assert error.problems
    for problem in error.problems:
        path = root / problem.file
        assert problem.what.endswith((".", "…")), problem
        assert problem.hint, problem
        if problem.line:
            assert problem.line <= path.read_bytes().count(b"\n") + 1, problem


@FUZZ
@given(prose)
def test_prose_is_refused_or_published_whole(root: Path, typed: str) -> None:
    file = "docs/about.md"
    page = minimal_project.FILES[file] + f"\n{typed}\n"
    (root / file).write_text(page, "utf-8", newline="\n")
    try:
        with bounded():
            content = Content.read(Project(root))
            check(content)
            html = Markdown(extensions=EXTENSIONS).convert(page.split("---\n", 2)[2])
    except BuildError as error:
        refused(root, error)
    else:
        built = Page.parse("about/index.html", f"<article>{html}</article>")
        assert list(built_words.of_page(content, content.pages["about"], built)) == []
    finally:
        (root / file).write_text(minimal_project.FILES[file], "utf-8")


@FUZZ
@given(st.sampled_from([name for name in minimal_project.FILES if name.endswith(".yml")]), edits)
def test_data_and_settings_are_read_or_refused(
    root: Path, name: str, changes: list[tuple[int, str, str]]
) -> None:
    sound = minimal_project.FILES[name]
    (root / name).write_text(edited(sound, changes), "utf-8", newline="\n")
    try:
        with bounded():
            check(Content.read(Project(root)))
    except BuildError as error:
        refused(root, error)
    finally:
        (root / name).write_text(sound, "utf-8")


@FUZZ
@given(st.text(st.characters(codec="utf-8"), max_size=60) | st.sampled_from(VALUES))
def test_any_text_is_read_as_data_or_refused(text: str) -> None:
    try:
        with bounded():
            parse_data(text, "x.yml")
    except BuildError as error:
        assert error.problems
