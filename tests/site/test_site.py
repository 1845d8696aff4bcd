"""The whole built site: everything is there, everything leads somewhere, nothing comes from elsewhere."""

import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from tools.site_pages import BuiltPage

from edition.checks.built_site import check
from edition.config import Project
from edition.content import schema
from edition.content.model import ASSESSMENTS, NEEDED, OPTIONAL, Content
from edition.diagnostics import BuildError
from edition.site.page import read_pages

# Addresses that scripts and stylesheets name in licences and as names of a vocabulary, and never ask for anything.
NAMED_ONLY = re.compile(
    r"https?://(www\.w3\.org/|www\.mozilla\.org/MPL/|github\.com/MihaiValentin/lunr-languages|snowball\.tartarus\.org/"
    r"|code\.google\.com/p/urim/|fontawesome\.com|clipboardjs\.com/|lunrjs\.com|bit\.ly/2s3ChXG|tartarus\.org/)"
)


def built(pages: list[BuiltPage], key: str) -> BuiltPage:
    path = "index.html" if key == "index" else f"{key}/index.html"
    return next(page for page in pages if page.path == path)


def text(page: BuiltPage) -> str:
    article = page.tree.find(".//article")
    assert article is not None
    return " ".join("".join(article.itertext()).split())


def test_the_site_passes_its_own_check(project: Project, site: Path) -> None:
    check(Content.read(project), read_pages(site), site)


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (('href="../sources/', 'href="../source/'), "leads nowhere"),
        (('href="#p', 'href="#q'), "leads to an anchor that is not there"),
        (('id="fn:1"', 'id="fn:2"'), "stands twice"),
        (('name="description"', 'name="summary"'), "has no description"),
        (
            ('<link rel="apple-touch-icon" href="', '<link rel="icon" href="//elsewhere.example/'),
            "from elsewhere",
        ),
    ],
)
def test_the_check_can_fail(
    project: Project, site: Path, tmp_path: Path, damage: tuple[str, str], message: str
) -> None:
    subprocess.run(["cp", "-r", site, tmp_path / "site"], check=True)
    path = tmp_path / "site/conflict/index.html"
    whole = path.read_text("utf-8")
    assert damage[0] in whole
    path.write_text(whole.replace(*damage), "utf-8")
    with pytest.raises(BuildError, match=message):
        check(Content.read(project), read_pages(tmp_path / "site"), tmp_path / "site")


def test_every_claim_is_on_its_page_with_assessment_and_sources(
    content: Content, pages: list[BuiltPage]
) -> None:
    assert list(content.claims) == (
        [f"A{n}" for n in (1, 2)]
        + [f"B{n}" for n in range(1, 6)]
        + [f"C{n}" for n in range(1, 4)]
        + [f"D{n}" for n in range(1, 7)]
        + [f"E{n}" for n in range(1, 7)]
        + [f"F{n}" for n in range(1, 4)]
    )
    for name, claim in content.claims.items():
        page = built(pages, claim.section)
        box = page.tree.find(f".//div[@id='{name.lower()}']")
        assert box is not None, name
        words = " ".join("".join(box.itertext()).split())
        assert claim.statement in words
        assert ASSESSMENTS[claim.assessment] in words
        _, place = content.claim_places[name]
        assert place.citations, name


def test_the_sections_stand_under_the_articles_headings(pages: list[BuiltPage]) -> None:
    headings = {
        "early-hopes": "Early Hopes for Integration",
        "disillusionment": "Shifting Priorities and Growing Disillusionment",
        "conflict": "Opposition and Open Conflict",
        "current-situation": "Current Situation and Future Prospects",
    }
    for key, heading in headings.items():
        first = built(pages, key).tree.find(".//h1")
        assert first is not None
        assert "".join(first.itertext()).startswith(heading)


def test_every_address_of_the_sources_is_in_the_built_pages(
    content: Content, pages: list[BuiltPage]
) -> None:
    for address in content.addresses:
        key, _, name = address.partition("#")
        assert not name or name in built(pages, key).ids, address


def test_every_address_is_in_the_ledger(content: Content) -> None:
    listed = {address for address, _ in content.published or ()}
    assert [address for address in content.addresses if address not in listed] == [], (
        "run `make release`"
    )


def test_every_heading_and_paragraph_of_the_article_has_an_id(
    content: Content, pages: list[BuiltPage]
) -> None:
    for key in content.article_pages:
        article = built(pages, key).tree.find(".//article")
        assert article is not None
        for tag in ("h1", "h2", "h3"):
            assert all(element.get("id") for element in article.iter(tag)), key
        numbered = [
            element.get("id")
            for element in article.iter("p")
            if re.fullmatch(r"p\d+[a-z]?", element.get("id") or "")
        ]
        # Lines at the end of the page say where a paragraph went that is no longer there.
        told = [
            item.start.partition("#")[2]
            for item in content.moved
            if item.start.startswith(f"{key}#p")
        ]
        assert numbered == [block.id for block in content.pages[key].paragraphs] + told


def test_no_stylesheet_or_script_of_ours_names_an_address_elsewhere(site: Path) -> None:
    """The theme's script names some that no page asks for; the policy forbids them (test_csp.py)."""
    foreign = []
    for path in [*site.rglob("*.css"), *site.glob("assets/javascripts/edition*.js")]:
        for match in re.finditer(r"""https?://[^\s"'`)<>]+""", path.read_text("utf-8")):
            if not NAMED_ONLY.match(match.group()):
                foreign.append(f"{path.relative_to(site)}: {match.group()}")
    assert foreign == []


def test_edition_and_cutoff_stand_on_every_page(project: Project, pages: list[BuiltPage]) -> None:
    for page in pages:
        assert f"Edition {project.edition.version}" in text(page), page.path
        assert f"The evidence reaches {project.edition.cutoff.in_words}" in text(page), page.path


def test_exports_are_published_beside_their_yaml(site: Path, content: Content) -> None:
    for name in ("claims", "timeline", "sources"):
        for ending in ("yml", "json", "csv"):
            assert (site / f"data/{name}.{ending}").stat().st_size > 100
    assert len(json.loads((site / "data/sources.json").read_text("utf-8"))) == len(content.sources)


def test_the_schemas_are_published_with_the_data(site: Path) -> None:
    for name in ("common", *NEEDED, *OPTIONAL):
        published = (site / f"data/{name}.schema.json").read_bytes()
        assert published == (schema.FOLDER / f"{name}.schema.json").read_bytes()


def test_no_address_is_printed_that_is_not_known(project: Project, site: Path) -> None:
    whole = (site / "conflict/index.html").read_text("utf-8")
    assert ('rel="canonical"' in whole) == bool(project.address)
    assert ("/issues/new?" in whole) == bool(project.settings.repository)


def test_cyrillic_is_spoken_in_its_own_language(pages: list[BuiltPage]) -> None:
    """A screen reader that takes Russian for English reads it as noise."""
    cyrillic = re.compile("[\u0400-\u04ff]")
    seen: list[str] = []

    def walk(element: Element, language: str, page: str) -> Iterator[str]:
        language = element.get("lang") or language
        for text in (element.text, *(child.tail for child in element)):
            if text and cyrillic.search(text) and element.tag not in ("script", "style"):
                seen.append(text)
                if language not in ("ru", "uk"):
                    yield f"{page}: {text}"
        for child in element:
            if isinstance(child.tag, str):
                yield from walk(child, language, page)

    assert [problem for page in pages for problem in walk(page.tree, "", page.path)] == []
    assert len(seen) > 10


def test_foreign_words_have_their_language_and_are_not_translated(
    pages: list[BuiltPage], content: Content
) -> None:
    """Whatever passages and titles have in another language, wherever a page shows some of it."""
    foreign = {
        *((passage.exact, passage.language) for passage in content.passages.values()),
        *((source.original_title, source.language) for source in content.sources.values()),
    }
    texts = [pair for pair in foreign if pair[0] and pair[1] != "en"]
    shown = set()

    def walk(element: Element, language: str, translated: bool, page: str) -> None:
        language = element.get("lang") or language
        translated = element.get("translate", "yes" if translated else "no") == "yes"
        for text in (element.text, *(child.tail for child in element)):
            words = " ".join((text or "").split()).strip("“”… ")
            for whole, right in texts if len(words) > 20 else ():
                if words in whole:
                    assert (language, translated) == (right, False), (page, words)
                    shown.add((page, words))
        for child in element:
            if isinstance(child.tag, str):
                walk(child, language, translated, page)

    for page in pages:
        walk(page.tree, "", True, page.path)
        cited = page.tree.find(".//section[@class='take-away']/dl")
        assert cited is None or cited.get("translate") == "no", page.path
    assert len(shown) > 50
