"""Lighthouse gives every page 100 for access, best practices and search. How fast it finds them, `make bench` prints."""

from pathlib import Path

import pytest
from tools.lighthouse import contents, short_of_full
from tools.site_pages import BuiltPage
from tools.wire import served

pytestmark = pytest.mark.browser
ASKED = ("accessibility", "best-practices", "seo")
WRONG = """\
<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>x</title></head><body><h1>x</h1><img src="x.png"><a href="#x"></a></body></html>
"""


def test_every_page_has_full_marks(address: str, pages: list[BuiltPage]) -> None:
    asked = [
        address + page.path.removesuffix("index.html")
        for page in pages
        if page.path != "404.html"  # that one asks not to be found
    ]
    assert len(asked) >= 9
    short = {report["requestedUrl"]: short_of_full(report) for report in contents(asked, *ASKED)}
    assert short == {address: [] for address in asked}


def test_a_wrong_page_has_not(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text(WRONG, "utf-8")
    with served(tmp_path) as address:
        short = short_of_full(contents([address], *ASKED)[0])
    assert any(line.startswith("Accessibility") and "alt" in line for line in short)
    assert any(line.startswith("SEO") for line in short)


def test_a_page_that_is_not_there_is_reported(address: str) -> None:
    with pytest.raises(RuntimeError, match="404"):
        contents([f"{address}nowhere/"], *ASKED)
