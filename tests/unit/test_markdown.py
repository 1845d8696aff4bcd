"""The Markdown dialect: what the pages do not speak is refused with its line, and nothing is published as it was typed."""

from collections.abc import Callable
from pathlib import Path

import pytest
from fixtures import minimal_project
from markdown import Markdown

from edition.checks import characters, check, markdown
from edition.config import Project
from edition.content.model import Content
from edition.diagnostics import BuildError

ABOUT = minimal_project.FILES["docs/about.md"]
LINE = ABOUT.count("\n") + 2  # of what is typed below it

# What an editor types, and what the message quotes of it.
REFUSED = {
    "admonition": ('!!! note "Title"\n    Text.', '!!! note "Title"'),
    "folded admonition": ("??? note\n    Text.", "??? note"),
    "open folded admonition": ("???+ note\n    Text.", "???+ note"),
    "alert": ("> [!NOTE]\n> Text.", "> [!NOTE]"),
    "container": ("::: tip\nText.\n:::", "::: tip"),
    "tab": ('=== "First"\n\n    Text.', '=== "First"'),
    "task": ("- [ ] To do", "- [ ] To do"),
    "task done": ("- [x] Done", "- [x] Done"),
    "mark": ("Some ==marked words== here.", "==marked words=="),
    "struck out": ("Some ~~struck~~ words.", "~~struck~~"),
    "lowered": ("H~2~O.", "~2~"),
    "inserted": ("Some ^^new^^ words.", "^^new^^"),
    "raised": ("The 2^nd^ time.", "^nd^"),
    "keys": ("Press ++ctrl+alt+del++ now.", "++ctrl+alt+del++"),
    "emoji": ("Well :smile: then.", ":smile:"),
    "icon": ("Well :material-account-circle: then.", ":material-account-circle:"),
    "mathematics": ("As $x^2$ shows.", "$x^2$"),
    "mathematics set apart": ("$$\nx\n$$", "$$"),
    "abbreviation": ("*[NATO]: An alliance", "*[NATO]: An alliance"),
    "definition": ("Word\n:   Its meaning", ":   Its meaning"),
    "fenced code": ("```python\nx = 1\n```", "```python"),
    "fenced code with empty lines": ("~~~\nx = 1\n\ny = [2](3)\n~~~", "~~~"),
    "indented code": ("    x = 1", "four blanks"),
    "note by hand": ("Words.[^1]", "[^1]"),
    "definition of a note": ("[^note]: Words.", "[^note]: Words."),
    "note in the line": ("Words.^[A note.]", "^[A note.]"),
    "image": ("![A map](assets/images/map.png)", "![A map](assets/images/map.png)"),
    "image without words": ("![](map.png)", "![](map.png)"),
    "element": ("Some <b>bold</b> words.", "<b>"),
    "element not closed": ("<div>\n\nWords.", "<div>"),
    "comment": ("Words <!-- hidden --> here.", "<!-- hidden -->"),
    "comment not closed": ("<!-- TODO\nWords.", "<!-- TODO"),
    "doctype": ("<!DOCTYPE html>", "<!DOCTYPE html>"),
    "entity": ("Words&nbsp;here.", "&nbsp;"),
    "attribute with smart quotes": ("*слово*{lang=“ru”}", "{lang=“ru”}"),
    "attribute after a blank": ("*слово* {lang=ru}", "{lang=ru}"),
    "attribute with a colon": ("*слово*{: lang=ru}", "{: lang=ru}"),
    "unknown language": ("*слово*{lang=russian}", "russian"),
    "class": ("*word*{.assessment}", "{.assessment}"),
    "style": ('*word*{style="color:red"}', '{style="color:red"}'),
    "button": ("[Words](index.md){ .md-button }", "{ .md-button }"),
    "critic markup": ("Some {--old--} words.", "--"),
    "emphasis by underscores": ("The _idea_ is his.", "_idea_"),
    "address of mail": ("Write to <me@x.example>.", "<me@x.example>"),
    "emphasis not closed": ("He *hardly spoke.", "*"),
    "emphasis not begun": ("He hardly* spoke.", "*"),
    "emphasis that does not match": ("The **idea* is his.", "**"),
    "emphasis in a word": ("The 2*3*4 rule.", "*"),
    "code not closed": ("The `idea is his.", "`"),
    "list from a year": ("1986. The year of it.", "1986."),
    "list from two": ("2. The second.\n3. The third.", "2."),
    "nested list": ("- One\n    - Two", "- Two"),
    "nested list by two blanks": ("- One\n  - Two", "- Two"),
    "list in a paragraph": ("There are two:\n- One\n- Two", "- One"),
    "table in a paragraph": ("There are two:\n| a | b |\n| - | - |", "| a | b |"),
    "table without a head": ("| a | b |\n| c | d |", "no head"),
    "quotation in a paragraph": ("He said:\n> Words.", "> Words."),
    "setext heading": ("Heading\n=======", "======="),
    "short setext heading": ("Heading\n-", "-"),
    "heading without a space": ("##Heading", "##Heading"),
    "heading that stands in": ("  ## Heading {#x}", "## Heading {#x}"),
    "heading of level 5": ("##### Deep {#deep}", "level 5"),
    "number without braces": ("Words.\n#p12", "p12"),
    "rule": ("---", "-"),
    "rule of stars": ("* * *", "*"),
    "contents": ("[TOC]", "[TOC]"),
    "snippet": ('--8<-- "file.md"', '--8<-- "file.md"'),
    "two hyphens": ("Words -- and words.", "--"),
    "link with a blank": ("The [present] (timeline.md) day.", "] (timeline.md)"),
    "link by reference": ("The [present][ref] day.", "][ref]"),
    "address of a reference": ("[ref]: https://x.example", "[ref]: https://x.example"),
    "link without words": ("The [](timeline.md) day.", "[](timeline.md)"),
    "link with one slash": ("The [day](https:/x.example).", "https:/x.example"),
    "link without a scheme": ("The [day](www.nato.int).", "www.nato.int"),
    "wiki link": ("The [[timeline]].", "[[timeline]]"),
    "citation in a link": ("[Words[@frost-2000]](timeline.md)", "[@frost-2000]"),
    "citation escaped": ("Words.\\[@frost-2000]", "\\[@frost-2000]"),
    "citation without its sign": ("Words.[frost-2000, page 3]", "[frost-2000, page 3]"),
    "citation whose locator has brackets": ("Words.[@frost-2000, [Russian] text]", "not closed"),
    "citation whose locator has a semicolon": ("Words.[@frost-2000, pp. 3; 4]", "“4”"),
    "citation whose second source lacks its sign": ("Words.[@frost-2000; rankin-2021]", "@rankin-2021"),
    "citation whose locator has markup": ("Words.[@frost-2000, *p. 3*]", "[@frost-2000, *p. 3*]"),
    "citation in a heading": ("## Words[@frost-2000] {#words}", "cites a source"),
    "block of four slashes": ("//// box\nWords.\n////", "//// box"),
    "block that stands in": ("  /// box\nWords.", "/// box"),
    "blanks at the end of a line": ("Words  \nand words.", "end of the line"),
    "backslash at the end of a line": ("Words\\\nand words.", "\\"),
    "backslash before another sign": ("It cost 5 \\$.", "\\$"),
    "hard tab": ("Words\tand words.", "U+0009"),
    "picture letter": ("Words \U0001f680.", "U+1F680"),
    "Chinese letter": ("Words \u6f22.", "U+6F22"),
}  # fmt: skip


def found(root: Path) -> list[tuple[int, str]]:
    """Every problem of the dialect in the page About, with its line."""
    told = [
        problem
        for kind in (characters, markdown)
        for problem in kind.problems(Content.read(Project(root)))
        if "about" in problem.file
    ]
    return [(problem.line, str(problem)) for problem in told]


@pytest.mark.parametrize(("typed", "quoted"), REFUSED.values(), ids=REFUSED)
def test_what_the_pages_do_not_speak_is_refused(
    write_project: Callable[..., Path], typed: str, quoted: str
) -> None:
    told = found(write_project({"docs/about.md": f"{ABOUT}\n{typed}\n"}))
    assert told
    line, message = told[0]
    assert quoted in message
    assert LINE <= line <= LINE + typed.count("\n")
    assert len(told) <= 2, told


@pytest.mark.parametrize(
    "typed",
    [
        "*Emphasis*, **strong**, ***both***, **strong with *emphasis* in it** and `code`.",
        "(*слово*{lang=ru}), *слово*{lang=uk}.[@frost-2000, p. 3; @rankin-2021]",
        "A sign: \\*, \\_, \\`, 2 \\* 3, and 2 * 3.",
        "[Words](index.md#p1), <https://x.example/a_b*c>, [*title*](<https://x.example/?a=~b~>).",
        "It cost $5 and then $6; 50 % ~ half; a == b; C++ and 10:30:15.",
        "- One\n- **Two**: words\n  that go on\n\n1. First\n2. Second",
        "| Year | What |\n| --- | --- |\n| 2000 | *a* \\| b |",
        "> “Words”, in *a title*.",
        "In\n1986 it began; e.g. “[he] was” – and so on…",
        "`:smile:` and `<b>` and `**`",
        "Café, Łódź, Шрёдер, Αθήνα, 5 €, § 3, № 4.",
    ],
)
def test_what_the_pages_speak_passes(write_project: Callable[..., Path], typed: str) -> None:
    root = write_project({"docs/about.md": f"{ABOUT}\n{typed}\n"})
    assert found(root) == []
    Markdown(extensions=EXTENSIONS).convert(f"# About {{#about}}\n\n{typed}")


def test_the_finding_of_a_claim_is_one_paragraph_of_plain_words(
    write_project: Callable[..., Path],
) -> None:
    hopes = minimal_project.FILES["docs/hopes.md"]
    for finding in ("There is *one* witness.", "One [witness](index.md).", "One.[@frost-2000]"):
        root = write_project({"docs/hopes.md": hopes.replace("There is one witness.", finding)})
        with pytest.raises(BuildError, match=r"docs/hopes\.md:11: The finding of a claim contains"):
            check(Content.read(Project(root)))


# The last guard.
EXTENSIONS = [
    "attr_list",
    "footnotes",
    "tables",
    "edition.extensions.citations",
    "edition.extensions.blocks",
    "edition.extensions.leftovers",
]


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("Words *here.", "docs/about.md:16: “Words *here.” would be published as it is typed."),
        ("Words {#p1} here.", "“Words {#p1} here.” would be published"),
        ("A **word*.", "“A **word*.” would be published"),
        ("A [word] [@ here.", "would be published"),
        ("Words  \nhere.", "“<br>” would be published"),
        ("***", "“<hr>” would be published"),
    ],
)
def test_what_is_left_unread_stops_the_engine(
    write_project: Callable[..., Path], typed: str, message: str
) -> None:
    page = f"# About {{#about}}\n\n{typed}\n"
    write_project({"docs/about.md": f"{ABOUT}\n{typed}\n"})
    with pytest.raises(BuildError) as told:
        Markdown(extensions=EXTENSIONS).convert(page)
    assert message in str(told.value)


def test_markdown_in_the_facts_is_not_published_raw(write_project: Callable[..., Path]) -> None:
    events = minimal_project.FILES["docs/data/timeline.yml"]
    write_project({"docs/data/timeline.yml": events.replace("He does not", "He *does* not")})
    with pytest.raises(BuildError, match=r"docs/data/timeline\.yml:4: “He \*does"):
        Markdown(extensions=EXTENSIONS).convert(minimal_project.FILES["docs/timeline.md"])
