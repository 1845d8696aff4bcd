"""The exports, as spreadsheets and programs read them."""

import csv
import io
import json

import pytest

from edition.content.model import Content
from edition.generate import data_exports

FORMULA = ("=", "+", "-", "@", "\t", "\r")


@pytest.fixture(scope="module")
def exports(content: Content) -> dict[str, str]:
    return data_exports.render(content)


def rows(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), strict=True))


def test_every_row_of_a_table_has_its_columns(exports: dict[str, str]) -> None:
    tables = [name for name in exports if name.endswith(".csv")]
    assert len(tables) > 5
    for name in tables:
        head, *body = rows(exports[name])
        assert len(set(head)) == len(head), name
        assert {len(row) for row in body} == {len(head)}, name
        assert not [cell for row in body for cell in row if cell != cell.strip()], name


def test_no_cell_is_a_formula(exports: dict[str, str]) -> None:
    for name, text in exports.items():
        if name.endswith(".csv"):
            cells = (cell for row in rows(text) for cell in row)
            assert not [cell for cell in cells if cell.startswith(FORMULA)], name


@pytest.mark.parametrize("text", ["=1+1", "+7 495", "- and then", "@nato", "\ttabbed"])
def test_text_that_looks_like_a_formula_stays_text(text: str) -> None:
    (_, row) = rows(data_exports._csv([{"words": text, "number": -5}]))
    assert row == [f"'{text}", "-5"]


def test_a_table_and_its_json_have_the_same_records(exports: dict[str, str]) -> None:
    for name, text in exports.items():
        table = exports.get(name.replace(".json", ".csv"), "")
        if not name.endswith(".json") or name == "sources.json":  # that is CSL
            continue
        head, *body = rows(table)
        records = json.loads(text)
        assert [list(record) for record in records] == [head] * len(body), name
