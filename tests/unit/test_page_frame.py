"""The row under a page's title, the link to the next section, and the panel that says how to cite."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from fixtures import minimal_project
from markdown import Markdown

EXTENSIONS = ["attr_list", "footnotes", "toc"]
EXTENSIONS += [f"edition.extensions.{name}" for name in ("citations", "blocks", "page_frame")]


@pytest.fixture
def built(write_project: Callable[..., Path]) -> Callable[[str], str]:
    """Converts a page of the minimal project."""
    settings = minimal_project.FILES["mkdocs.yml"] + "nav: [index.md, hopes.md, timeline.md]\n"
    root = write_project({"mkdocs.yml": settings})

    def convert(name: str) -> str:
        text = (root / "docs" / name).read_text("utf-8").split("---\n", 2)[2]
        return Markdown(extensions=EXTENSIONS).convert(text)

    return convert


def test_a_section_says_where_it_stands_how_long_it_is_and_how_many_claims_it_has(
    built: Callable[[str], str],
) -> None:
    html = built("hopes.md").replace("\N{NO-BREAK SPACE}", " ")
    row = '<p class="page-row"><span>1 of 1 · 1 min · 1 claim</span> <button'
    assert html.partition("</h1>")[2].strip().startswith(row)


def test_the_next_section_follows_the_last_paragraph_before_the_notes(
    built: Callable[[str], str],
) -> None:
    html = built("index.md").replace("\N{NO-BREAK SPACE}", " ")
    text, link, notes = (
        html.index(mark) for mark in ("He said both things.", "page-next", 'class="footnote"')
    )
    assert text < link < notes
    assert '<a href="hopes.md" rel="next">Next: Hopes</a> 1 of 1 · 1 min · 1 claim</p>' in html
    lines = (
        '<a href="timeline.md" rel="next">Next: Timeline</a>',
        '<a href="index.md">Previous: The question</a>',
    )
    assert f"{' '.join(lines)}</p>" in built("hopes.md")
    assert "Next:" not in built("timeline.md")


@pytest.mark.parametrize("complete", ["true", "false"])
def test_files_are_offered_where_make_has_made_them(
    built: Callable[[str], str], monkeypatch: pytest.MonkeyPatch, complete: str
) -> None:
    monkeypatch.setenv("EDITION_COMPLETE", complete)
    files = re.findall(r'href="([^"]*(?:tiny-hopes.pdf|cite/[^"]*))"', built("hopes.md"))
    cite = [f"../cite/hopes.{ending}" for ending in ("txt", "bib", "ris", "json")]
    assert files == (["../hopes/tiny-hopes.pdf", *cite] if complete == "true" else [])


def test_every_page_says_how_to_cite_it(built: Callable[[str], str]) -> None:
    html = built("timeline.md")
    assert '<button popovertarget="take-away" type="button">Cite and share</button>' in html
    panel = html.partition("<section")[2]
    for words in (
        "“Timeline”<span data-place",
        "<dt>APA</dt>",
        "<dt>GOST</dt>",
        "<pre>@incollection{tiny-timeline",
    ):
        assert words in panel
    assert "https://tiny.example/edition/timeline/</dd>" in panel
