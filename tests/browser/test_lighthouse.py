"""Lighthouse gives every page 100 for access, best practices and search. How fast it finds them, `make bench` prints."""

from pathlib import Path

import pytest
from tools.lighthouse import audit, short_of_full
from tools.site_pages import BuiltPage
from tools.wire import served

ASKED = ("accessibility", "best-practices", "seo")
WRONG = """\
<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>x</title></head><body><h1>x</h1><img src="x.png"><a href="#x"></a></body></html>
"""


def test_every_page_has_full_marks(address: str, pages: list[BuiltPage]) -> None:
    asked = [
        page.path for page in pages if page.path != "404.html"
    ]  # that one asks not to be found
    assert len(asked) >= 9
    assert {
        path: short
        for path in asked
        if (short := short_of_full(audit(address + path.removesuffix("index.html"), *ASKED)))
    } == {}


def test_a_wrong_page_has_not(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text(WRONG, "utf-8")
    with served(tmp_path) as address:
        short = short_of_full(audit(address, *ASKED))
    assert any(line.startswith("Accessibility") and "alt" in line for line in short)
    assert any(line.startswith("SEO") for line in short)


def test_a_page_that_is_not_there_is_said(address: str) -> None:
    with pytest.raises(RuntimeError, match="404"):
        audit(f"{address}nowhere/", *ASKED)
