"""The custom blocks: each declared once, known to every part that needs them."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from fixtures import minimal_project
from markdown import Markdown
from tools.paths import ROOT

from edition.blocks import BLOCKS, BlockType, Form
from edition.cli import main
from edition.extensions.blocks import RENDERERS


def test_a_block_that_data_fills_has_code() -> None:
    assert {name for name, block in BLOCKS.items() if not block.has_text} <= set(RENDERERS)
    assert set(RENDERERS) <= set(BLOCKS)


def test_every_form_is_in_the_book_and_the_e_book() -> None:
    book = (ROOT / "edition/writers/pdf/forms.typ").read_text("utf-8")
    style = (ROOT / "edition/writers/epub/book.css").read_text("utf-8")
    functions = set(re.findall(r"^  ([\w-]+):", book.partition("#let forms = (")[2], re.MULTILINE))
    for form in set(Form) - {Form.PLAIN}:
        assert form in functions or f'form == "{form}"' in book, form
        if form not in (Form.NOTE, Form.NOTES, Form.PAGE, Form.SPREAD):  # of paper alone
            assert re.search(rf"\.{form}\b(?!-)", style), form


def test_a_block_with_a_label_needs_its_declaration_alone(
    write_project: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    aside = BlockType("aside", {"aside": Form.FRAME}, label="By the way", numbered=False)
    monkeypatch.setitem(BLOCKS, "aside", aside)
    page = "/// aside\nHe smiled.\n///\n"
    write_project({"docs/hopes.md": minimal_project.FILES["docs/hopes.md"] + f"\n{page}"})
    assert main(["generate"]) == 0  # checks first, and writes only what passed
    made = Markdown(extensions=["edition.extensions.blocks"]).convert(page)
    assert '<div class="aside">\n<p class="label">By the way</p>\n<p>He smiled.</p>' in made
