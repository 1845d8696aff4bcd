"""Citations: files that reference managers read, the control on the page, and what machines read of it."""

import json
import os
import re
import xml.etree.ElementTree as etree
from collections.abc import Callable
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any

import msgspec_schemaorg.models as vocabulary
import pytest
import rispy
from fixtures.addressed_edition import ADDRESS
from playwright.sync_api import Browser, BrowserContext, expect
from pybtex.database import parse_file
from tools import zotero
from tools.site_pages import BuiltPage, read

from edition.config import Project
from edition.content.model import Content
from edition.engines import DEFAULT

WORK = "Does Putin want to join NATO?"
AUTHOR = "The maintainers of this edition"
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
ENDINGS = ("txt", "bib", "ris", "json")


def key_of(page: BuiltPage) -> str:
    return page.path.removesuffix("/index.html").replace("index.html", "putin-nato")


@pytest.fixture(scope="module")
def cited(pages: list[BuiltPage]) -> dict[str, BuiltPage]:
    """The pages by the name of their citation files."""
    return {key_of(page): page for page in pages if page.path != "404.html"}


def title_of(page: BuiltPage) -> str:
    heading = page.tree.find(".//h1")
    assert heading is not None
    return str(heading.text)


def test_work_and_pages_have_files_in_four_formats(site: Path, cited: dict[str, BuiltPage]) -> None:
    assert {path.name for path in (site / "cite").iterdir()} == {
        f"{key}.{ending}" for key in cited for ending in ENDINGS
    }
    assert {"putin-nato", "early-hopes", "about"} <= set(cited)


def test_plain_text_is_what_the_page_shows(
    site: Path, cited: dict[str, BuiltPage], project: Project
) -> None:
    for key, page in cited.items():
        shown = next(element for element in page.tree.iter() if element.get("class") == "citation")
        said = (site / f"cite/{key}.txt").read_text("utf-8-sig")
        assert said == " ".join("".join(shown.itertext()).split()) + "\n"
        place = f"“{title_of(page)}”, in {WORK}" if key != "putin-nato" else WORK
        address = (
            f", {project.address}{'' if key == 'putin-nato' else key + '/'}"
            if project.address
            else ""
        )
        assert said == f"{place}, edition {project.edition.version}{address}\n"


def test_bibtex_is_read_by_a_real_reader(
    site: Path, cited: dict[str, BuiltPage], project: Project
) -> None:
    for key, page in cited.items():
        entries = parse_file(str(site / f"cite/{key}.bib"), "bibtex").entries
        assert list(entries) == [key if key == "putin-nato" else f"putin-nato-{key}"]
        (entry,) = entries.values()
        assert re.sub("[{}]", "", entry.fields["title"]) == title_of(page)
        assert [str(person) for person in entry.persons["author"]] == [f"{{{AUTHOR}}}"]
        assert (entry.fields["year"], entry.fields["edition"]) == (
            project.edition.published.iso[:4],
            project.edition.version,
        )
        assert entry.type == ("book" if key == "putin-nato" else "incollection")
        assert entry.fields.get("booktitle") == (None if key == "putin-nato" else f"{{{WORK}}}")
        assert entry.fields["date"] == str(project.edition.published)


def test_ris_is_read_by_a_real_reader(
    site: Path, cited: dict[str, BuiltPage], project: Project
) -> None:
    for key, page in cited.items():
        with (site / f"cite/{key}.ris").open(encoding="utf-8", newline="") as file:
            (entry,) = rispy.load(file)
        assert entry["type_of_reference"] == ("BOOK" if key == "putin-nato" else "CHAP")
        assert entry["title"] == title_of(page)
        # EndNote takes the last word of a name without a comma for the family name.
        assert (entry["authors"], entry["publisher"]) == ([f"{AUTHOR},"], AUTHOR)
        day = project.edition.published.iso.replace("-", "/")
        assert (entry["year"], entry["date"], entry["edition"]) == (
            day[:4],
            day,
            project.edition.version,
        )
        assert entry.get("secondary_title") == (None if key == "putin-nato" else WORK)


def test_csl_json_has_the_same(site: Path, cited: dict[str, BuiltPage], project: Project) -> None:
    for key, page in cited.items():
        (item,) = json.loads((site / f"cite/{key}.json").read_text("utf-8"))
        assert item["type"] == ("book" if key == "putin-nato" else "chapter")
        assert item["title"] == title_of(page)
        assert item["author"] == [{"literal": AUTHOR}]
        assert (item["publisher"], item["edition"]) == (AUTHOR, project.edition.version)
        assert item["issued"] == {"date-parts": [list(project.edition.published.parts)]}
        assert item.get("container-title") == (None if key == "putin-nato" else WORK)


def test_addresses_are_given_where_they_are_known(built_project: Path) -> None:
    cite = built_project / "site/cite"
    assert (
        json.loads((cite / "hopes.json").read_text("utf-8"))[0]["URL"]
        == "https://tiny.example/edition/hopes/"
    )
    assert (
        parse_file(str(cite / "tiny.bib"), "bibtex").entries["tiny"].fields["url"]
        == "https://tiny.example/edition/"
    )
    assert (
        "UR  - https://tiny.example/edition/hopes/\r\n"
        in (cite / "hopes.ris").read_bytes().decode()
    )
    assert (cite / "hopes.txt").read_text(
        "utf-8-sig"
    ) == "“Hopes”, in Tiny, edition 2026.11, https://tiny.example/edition/hopes/\n"
    page = (built_project / "site/hopes/index.html").read_text("utf-8")
    assert re.search(
        r'<meta name="?citation_pdf_url"? content="https://tiny.example/edition/hopes/tiny-hopes.pdf"',
        page,
    )
    assert (built_project / "site/hopes/tiny-hopes.pdf").exists()


def test_cite_works_with_the_keyboard_and_without_scripts(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}early-hopes/")
    page.get_by_role("button", name="Cite and share").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".citation")).to_be_visible()
    expect(page.get_by_role("button", name="Copy")).to_have_count(0)  # it would do nothing
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "plain text"
    page.keyboard.press("Enter")
    page.wait_for_url("**/cite/early-hopes.txt")
    assert "“Early Hopes for Integration”, in Does Putin" in page.locator("body").inner_text()
    context.close()


def test_every_citation_can_be_copied(context: BrowserContext, address: str) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{address}early-hopes/")
    page.get_by_role("button", name="Cite and share").click()
    panel = page.locator(".take-away")
    for style in ("APA", "MLA", "Chicago", "GOST", "BibTeX"):
        panel.get_by_role("button", name=f"Copy: {style}").click()
        expect(panel.get_by_role("status")).to_have_text(f"Copied: {style}.")
        copied = str(page.evaluate("navigator.clipboard.readText()"))
        assert "Early Hopes for Integration" in copied
        assert copied == panel.locator("dt", has_text=style).locator("+ dd").text_content()
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()


def test_the_copied_citation_has_the_form_of_the_plain_one(
    context: BrowserContext, address: str, site: Path, project: Project
) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{address}early-hopes/")
    plain = (site / "cite/early-hopes.txt").read_text("utf-8-sig").strip()
    number = page.locator("p[id] .paragraph-number").first
    name = str(number.get_attribute("href"))
    number.click()
    page.get_by_role("button", name="Copy citation").click()
    page.get_by_text("Citation copied.").wait_for()
    copied = str(page.evaluate("navigator.clipboard.readText()"))
    place, _, _ = plain.partition(", http")
    assert copied.startswith(place.replace("”, in", f"”, paragraph {name[2:]}, in") + ", http")
    assert copied.endswith(f"early-hopes/{name}")
    page.goto(address)
    page.locator("#p1 .paragraph-number").click()
    page.get_by_role("button", name="Copy citation").click()
    page.get_by_text("Citation copied.").wait_for()
    assert str(page.evaluate("navigator.clipboard.readText()")).startswith(
        f"{WORK}, paragraph 1, edition {project.edition.version}, http"
    )


def test_sizes_and_edition_stand_behind_the_downloads(
    site: Path, cited: dict[str, BuiltPage], content: Content
) -> None:
    for key, page in cited.items():
        whole = unescape((site / page.path).read_text("utf-8"))
        assert "data-size-of" not in whole
        offered = {
            (site / page.path).parent.joinpath(link.get("href") or "").resolve(): "".join(
                link.itertext()
            )
            for link in page.tree.iter("a")
            if re.fullmatch(r"(?!\w+:).*\.(pdf|epub|zip)", link.get("href") or "")
        }
        names = {path.name for path in offered}
        assert {"putin-nato.pdf", "putin-nato.epub", "putin-nato-offline.zip"} <= names
        section = key in content.article_pages
        assert (f"putin-nato-{key}.pdf" in names) == section, key
        for path in offered:
            size = path.stat().st_size
            said = (
                f"{size / 1_000_000:.1f}\N{NO-BREAK SPACE}MB"
                if size >= 995_000
                else f"{round(size / 1000)}\N{NO-BREAK SPACE}kB"
            )
            assert re.search(
                rf"{path.name}\"?[^>]*>[^<]*(</a> \([^)]*)?{re.escape(said)}", whole
            ), (key, path.name, said)


# What machines read.


@pytest.fixture(scope="module")
def addressed(addressed_site: Callable[[str], Path]) -> dict[str, BuiltPage]:
    """The pages of the edition with a public address, by the name of their citation files."""
    site = addressed_site(DEFAULT)
    return {key_of(page): page for page in read(site) if page.path != "404.html"}


def test_zotero_saves_a_chapter_or_the_book(
    cited: dict[str, BuiltPage], addressed: dict[str, BuiltPage], content: Content
) -> None:
    edition = content.project.edition
    for published, pages in (("", cited), (ADDRESS, addressed)):
        for key, page in pages.items():
            whole = key == "putin-nato"
            here = published if whole else f"{published}{key}/"
            pdf = {"putin-nato": "downloads/putin-nato.pdf"} | {
                section: f"putin-nato-{section}.pdf" for section in content.article_pages
            }
            assert zotero.saved(page.tree) == zotero.Item(
                type="book" if whole else "bookSection",
                title=title_of(page),
                creators=[(AUTHOR, "")],
                container="" if whole else WORK,
                edition=edition.version,
                publisher=AUTHOR,
                date=edition.published.iso.replace("-", "/"),
                language="en",
                rights=edition.license,
                url=here if published else "",
                pdf=here + pdf[key] if published and key in pdf else "",
            )


def test_a_pdf_lies_below_the_folder_of_its_page(
    addressed: dict[str, BuiltPage], addressed_site: Callable[[str], Path]
) -> None:
    """Else Google Scholar does not read it, by its guidelines for webmasters."""
    site, found = addressed_site(DEFAULT), 0
    for page in addressed.values():
        if pdf := zotero.saved(page.tree).pdf:
            path = site / pdf.removeprefix(ADDRESS)
            assert path.is_file()
            assert path.is_relative_to((site / page.path).parent)
            found += 1
    assert found == 5


def test_bodies_and_persons_are_told_apart() -> None:
    """The reader of the test itself: Zotero's own examples."""
    said = (
        "NATO,",
        "Smith, John",
        "John Smith",
        "John Smith; NATO,",
        "A. Body of States, A. Smith",
    )
    heads = [
        etree.fromstring(f'<head><meta name="citation_author" content="{a}"/></head>') for a in said
    ]
    assert [zotero.saved(head).creators for head in heads] == [
        [("NATO", "")],
        [("Smith", "John")],
        [("Smith", "John")],
        [("Smith", "John"), ("NATO", "")],
        [("States", "A. Body of"), ("Smith", "A.")],
    ]


def test_linked_data_keep_to_the_vocabulary(cited: dict[str, BuiltPage]) -> None:
    for key, page in cited.items():
        scripts = [
            script
            for script in page.tree.iter("script")
            if script.get("type") == "application/ld+json"
        ]
        assert len(scripts) == 1, key
        data = json.loads(scripts[0].text or "")
        assert data["@context"] == "https://schema.org"
        assert data["@type"] == "Article"
        check_item(data)
        assert data["headline"] == title_of(page)
        assert date.fromisoformat(data["datePublished"]) <= date.fromisoformat(data["dateModified"])
        assert data["author"] == data["publisher"] == {"@type": "Organization", "name": AUTHOR}


def test_machines_read_licence_and_picture(
    cited: dict[str, BuiltPage],
    addressed: dict[str, BuiltPage],
    addressed_site: Callable[[str], Path],
) -> None:
    for pages in (cited, addressed):
        for key, page in pages.items():
            (link,) = (link for link in page.tree.iter("link") if link.get("rel") == "license")
            (script,) = (
                one for one in page.tree.iter("script") if one.get("type") == "application/ld+json"
            )
            data = json.loads(script.text or "")
            assert link.get("href") == data["license"] == LICENCE
            if pages is cited and not os.environ.get("SITE_URL"):
                assert "image" not in data  # an address must be whole
            else:
                name = data["image"].removeprefix(data["isPartOf"]["url"])
                assert (addressed_site(DEFAULT) / name).is_file(), key


def check_item(item: dict[str, Any]) -> None:
    """ITEM is of a type of schema.org, has only its properties, and each value is of a type that the property may have."""
    kind = getattr(vocabulary, item["@type"])
    types = {
        name: str(annotation)
        for base in kind.__mro__
        for name, annotation in getattr(base, "__annotations__", {}).items()
    }
    for name, value in item.items():
        if name.startswith("@"):
            continue
        assert name in kind.__struct_fields__, f"{item['@type']} has no {name}"
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, dict):
                above = {base.__name__ for base in getattr(vocabulary, one["@type"]).__mro__}
                assert above & set(re.findall(r"\w+", types[name])), (
                    f"{item['@type']}.{name} is no {one['@type']}"
                )
                check_item(one)
            else:
                assert re.search(r"\b(str|URL|Text|date|datetime)\b", types[name]), (
                    f"{item['@type']}.{name} is no text"
                )


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"headlines": "x"}, "Article has no headlines"),
        ({"author": {"@type": "Rating"}}, "Article.author is no Rating"),
    ],
)
def test_the_check_of_the_vocabulary_can_fail(change: dict[str, Any], message: str) -> None:
    with pytest.raises(AssertionError, match=message):
        check_item({"@type": "Article", "headline": "x", **change})
