"""What the site shows elsewhere: cards, icons, the feed of changes, the sitemap; absolute addresses where one is known, else none."""

import os
import re
import struct
import xml.etree.ElementTree as etree
from collections.abc import Callable
from pathlib import Path

import pytest
from cases.changes import changed
from fixtures.addressed_edition import ADDRESS
from tools.site_pages import BuiltPage, read

from edition.cli import main
from edition.content.model import Content
from edition.engines import DEFAULT
from edition.writers import social_cards

ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


@pytest.fixture(scope="module")
def addressed(addressed_site: Callable[[str], Path]) -> Path:
    return addressed_site(DEFAULT)


def metas(page: BuiltPage) -> dict[str, str]:
    return {
        element.get("property") or element.get("name") or "": element.get("content") or ""
        for element in page.tree.iter("meta")
        if element.get("property") or (element.get("name") or "").startswith("twitter:")
    }


def size(png: bytes) -> tuple[int, int]:
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">2I", png[16:24])
    return int(width), int(height)


def test_every_page_has_a_card_and_names_it(addressed: Path, content: Content) -> None:
    for page in read(addressed):
        told = metas(page)
        if page.path == "404.html":
            assert "og:image" not in told
            continue
        key = page.path.removesuffix("index.html").strip("/") or "index"
        assert told["og:image"] == f"{ADDRESS}assets/cards/{key}.png"
        assert told["og:url"] == ADDRESS + page.path.removesuffix("index.html")
        assert told["og:title"] == content.pages[key].meta.title
        assert told["og:description"] == content.pages[key].meta.description
        assert told["twitter:card"] == "summary_large_image"
        assert size((addressed / f"assets/cards/{key}.png").read_bytes()) == (1200, 630)
        assert told["og:image:alt"]


def test_cards_differ_from_page_to_page_and_not_from_build_to_build(content: Content) -> None:
    once, again = social_cards.draw(content), social_cards.draw(content)
    assert once == again
    assert list(once) == list(content.pages)
    assert len(set(once.values())) == len(once)


def test_without_an_address_none_of_it_is_there(site: Path, pages: list[BuiltPage]) -> None:
    if os.environ.get("SITE_URL"):
        pytest.skip("an address is known")
    assert not (site / "assets/cards").exists()
    assert not (site / "feed.xml").exists()
    assert not (site / "sitemap.xml").exists()
    for page in pages:
        told = metas(page)
        assert told["twitter:card"] == "summary"
        assert told["og:title"]
        assert not [value for value in told.values() if value.startswith("http")]
        assert not [
            link for link in page.tree.iter("link") if link.get("type") == "application/atom+xml"
        ]


def test_icons_for_those_who_cannot_show_the_drawing(site: Path, pages: list[BuiltPage]) -> None:
    assert size((site / "assets/images/apple-touch-icon.png").read_bytes()) == (180, 180)
    for page in pages:
        named = {link.get("rel"): link.get("href", "") for link in page.tree.iter("link")}
        assert named["apple-touch-icon"].endswith("assets/images/apple-touch-icon.png")


def test_the_sitemap_lists_every_page_with_the_date_of_the_edition(
    addressed: Path, content: Content
) -> None:
    listed = etree.parse(addressed / "sitemap.xml").getroot()
    assert {place.findtext(SITEMAP + "loc") for place in listed} == {
        ADDRESS + ("" if key == "index" else f"{key}/") for key in content.pages
    }
    assert {place.findtext(SITEMAP + "lastmod") for place in listed} == {
        content.project.edition.published.iso
    }


def test_the_feed_has_what_atom_demands(addressed: Path, content: Content) -> None:
    feed = etree.parse(addressed / "feed.xml").getroot()
    assert feed.tag == ATOM + "feed"
    assert feed.findtext(ATOM + "id") == ADDRESS + "feed.xml"
    assert feed.find(f"{ATOM}link[@rel='self']").get("href") == ADDRESS + "feed.xml"  # type: ignore[union-attr]
    assert feed.findtext(f"{ATOM}author/{ATOM}name")
    licence = feed.find(f"{ATOM}link[@rel='license']")
    assert licence is not None
    assert licence.get("href") == content.project.edition.license
    entries = feed.findall(ATOM + "entry")
    assert [entry.findtext(ATOM + "title") for entry in entries] == [
        f"Edition {change.edition}" for change in content.changes
    ]
    about = next(page for page in read(addressed) if page.path == "about/index.html")
    for element in [feed, *entries]:
        assert element.findtext(ATOM + "title")
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT00:00:00Z", element.findtext(ATOM + "updated") or "")
    for entry in entries:
        address, _, name = (entry.findtext(ATOM + "id") or "").partition("#")
        assert address == ADDRESS + "about/"
        assert name in about.ids
        assert entry.findtext(ATOM + "content")


# Changes by edition.


def test_changes_stand_on_the_page_and_in_the_feed(write_project: Callable[..., Path]) -> None:
    root = write_project(changed())
    assert main(["build"]) == 0
    page = (root / "site/about/index.html").read_text("utf-8")
    assert page.index('id="edition-2026-11"') < page.index('id="edition-2026-10"')
    told = (
        '<p>23 November 2026. One correction.</p> <ul> <li><strong>Corrected</strong> <a href="../hopes/#p2">Hopes, paragraph 2</a>, '
        '<a href="../claims/">Claims</a>: He asked once. The witness says so. Before, it said: He asked twice. '
        "Minor: no statement changed its meaning.</li> </ul>"
    )
    assert told in " ".join(page.split())
    content = (
        etree.parse(root / "site/feed.xml").getroot().findtext(f"{ATOM}entry/{ATOM}content") or ""
    )
    assert '<a href="https://tiny.example/edition/hopes/#p2">Hopes, paragraph 2</a>' in content
    assert "Before, it said: He asked twice." in content
