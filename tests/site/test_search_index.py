"""What the search looks through leads to places that are there, and holds words alone."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from tools.site_pages import BuiltPage

from edition.content.model import Content


@pytest.fixture(scope="module")
def index(site: Path) -> dict[str, Any]:
    (path,) = site.glob("assets/javascripts/search-index.*.js")
    _, _, data = path.read_text("utf-8").partition("search=searchIn(")
    return dict(json.loads(data.strip().removesuffix(")")))


def test_every_record_leads_to_a_place_that_is_there(
    index: dict[str, Any], site: Path, pages: list[BuiltPage]
) -> None:
    ids = {page.path.removesuffix("index.html"): page.ids for page in pages}
    for kind, address, *_ in index["records"]:
        url, _, name = address.partition("#")
        if kind == "Download":
            assert (site / url).is_file(), address
        else:
            assert not name or name in ids[url], address
    for addresses, words in index["leads"]:
        assert words
        assert set(addresses) <= {record[1] for record in index["records"]}, addresses


def test_all_that_has_a_permanent_address_can_be_found(
    index: dict[str, Any], content: Content
) -> None:
    found = {record[1] for record in index["records"]}
    wanted = [
        *(content.project.path_for(page, name) for name, page in content.paragraph_pages.items()),
        *(content.project.path_for("timeline", event.id) for event in content.events),
        *(content.project.path_for("sources", name) for name in content.sources),
        *(content.project.path_for(page) for page in content.pages),
    ]
    assert [address for address in wanted if address not in found] == []


def test_no_sign_of_the_page_sticks_to_the_words(index: dict[str, Any]) -> None:
    paragraphs = [record for record in index["records"] if record[0] == "Paragraph"]
    assert len(paragraphs) > 150
    for _, address, _, _, text in paragraphs:
        assert not re.match(r"\d+[a-z]?[A-Z]", text), f"{address}: the number of the paragraph"
        assert not re.search(r"[a-z][.,”’]\d+( |$)", text), f"{address}: the number of a note"
        assert "↩" not in text
        assert "#" not in text
