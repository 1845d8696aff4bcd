"""What citation styles make of our BibTeX and our CSL-JSON: the same sentences, with all that the page says.

pandoc carries citeproc and a reader of BibTeX that takes it for biblatex.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from tools.programs import needs, run

from edition.content.bibtex import bibtex
from edition.content.citation_style import plain
from edition.content.model import Content
from edition.content.page_citation import citations
from edition.generate.data_exports import csl

STYLES = Path("/usr/share/citation-style-language/styles")
pytestmark = [
    needs(pandoc="pandoc"),
    pytest.mark.skipif(
        not STYLES.exists(),
        reason="not installed (Debian's name): citation-style-language-styles",
    ),
]
MLA = "modern-language-association"
NAMES = ["apa", "chicago-author-date", MLA, "gost-r-7-0-5-2008"]
# APA's own words for a part of a whole, and for who asked.
TERMS = "in interviewer"


@pytest.fixture(scope="module")
def files(content: Content, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sources")
    items = csl(content)
    (folder / "sources.json").write_text(json.dumps(items), "utf-8")
    (folder / "sources.bib").write_text(bibtex(items), "utf-8")
    return folder


@cache
def sentences(file: Path, style: str) -> dict[str, str]:
    """The sentence of each entry of FILE in STYLE, by the entry's id."""
    rules = (STYLES / f"{style}.csl").read_text("utf-8")
    whole = file.with_name(f"{style}.csl")  # with an author's name even after another work of hers
    whole.write_text(re.sub(r'subsequent-author-substitute="[^"]*"', "", rules), "utf-8")
    command = ["pandoc", "--citeproc", "--bibliography", file, "--csl", whole]
    made = json.loads(run(*command, "--to=json", input="---\nnocite: '@*'\n---\n"))
    return {
        block["c"][0][0].removeprefix("ref-"): "".join(text(block))
        for box in made["blocks"]
        for block in box["c"][1]
    }


def text(node: Any) -> Iterator[str]:
    if isinstance(node, list):
        for part in node:
            yield from text(part)
    elif isinstance(node, dict):
        kind, inner = node.get("t"), node.get("c")
        if kind == "Str":
            yield inner
        elif kind in ("Space", "SoftBreak"):
            yield " "
        elif kind == "Link":
            yield from text(inner[1])
        else:
            yield from text(inner)


def in_order(sentence: str) -> list[str]:
    """The words of SENTENCE in small letters, without a number in front, and with a year as it is where two have the same author (“2014b”)."""
    sentence = re.sub(r"\b((?:19|20)\d\d)[a-z]\b", r"\1", re.sub(r"^\d+\.\s", "", sentence))
    return re.findall(r"[^\W_]+", sentence.lower())


def words(sentence: str) -> Counter[str]:
    """The same, without an order."""
    return Counter(in_order(sentence))


def lost(said: str, kept: str) -> list[str]:
    """The words of SAID that KEPT lacks, but for the style's own, and a given name's first letter where it has the name."""
    first_letters = {word[0] for word in words(kept)}
    return [word for word in words(said) - words(kept) - words(TERMS) if word not in first_letters]


@pytest.mark.parametrize("style", NAMES)
def test_bibtex_loses_nothing_that_csl_says(files: Path, content: Content, style: str) -> None:
    said = sentences(files / "sources.json", style)
    kept = sentences(files / "sources.bib", style)
    assert set(said) == set(kept) == set(content.sources)
    missing = {name: found for name in said if (found := lost(said[name], kept[name]))}
    assert not missing


def test_csl_says_what_the_page_says(files: Path, content: Content) -> None:
    said = sentences(files / "sources.json", MLA)
    for name, source in content.sources.items():
        people = [person.full for person in (*source.author, *source.interviewer)]
        facts = [*people, source.title, source.container_title, source.url]
        if source.issued:
            parts = (
                source.issued.parts
            )  # months are written short; a book and a journal have no day
            days = source.type not in ("article-journal", "book")
            facts += [str(part) for part in (parts[::2] if days else parts[:1])]
        assert all(words(fact) <= words(plain(source)) for fact in facts), name
        missing = words(" ".join(facts)) - words(said[name])
        if len(people) > 2:  # “et al.”
            missing -= words(" ".join(people))
        assert not missing, (name, missing, said[name])


@pytest.fixture(scope="module")
def pages(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the citations of the work and its pages as the site offers them, in one file of each kind."""
    folder, cite = tmp_path_factory.mktemp("pages"), site / "cite"
    items = [item for file in cite.glob("*.json") for item in json.loads(file.read_text("utf-8"))]
    (folder / "pages.json").write_text(json.dumps(items), "utf-8")
    entries = "".join(file.read_text("utf-8") for file in cite.glob("*.bib"))
    (folder / "pages.bib").write_text(entries, "utf-8")
    return folder


@pytest.mark.parametrize("style", NAMES)
def test_pages_and_the_work_are_cited_alike(pages: Path, style: str) -> None:
    said, kept = (sentences(pages / f"pages.{kind}", style) for kind in ("json", "bib"))
    assert set(said) == set(kept)
    for key, sentence in said.items():
        assert not lost(sentence, kept[key]), key
        # BibTeX requires an editor, who is the author.
        more = words("edited by Ed под ред the maintainers of this edition")
        assert words(kept[key]) - words(sentence) <= more, key


@pytest.mark.parametrize(
    ("name", "style"), [("APA", "apa"), ("MLA", MLA), ("Chicago", "chicago-note-bibliography")]
)
def test_a_page_cites_itself_as_its_style_does(pages: Path, name: str, style: str) -> None:
    """In the words of the style and in its order, but for what is better here.

    The date has its day, because the edition has one; the edition's name is no ordinal (“2026.11 ed.”); and a publisher who is
    the author is not named again, which all three styles ask for and citeproc does not do. Of GOST there is no such test: its
    only style at hand is that of a footnote.
    """
    items = json.loads((pages / "pages.json").read_text("utf-8"))
    said = sentences(pages / "pages.json", style)
    for item in items:
        author, edition = item["author"][0]["literal"], item["edition"]
        wanted = said[item["id"]].replace(f"{edition} ed", f"edition {edition}")
        before, _, after = wanted.rpartition(author)
        (shown,) = (str(one) for one in citations(item) if one.style == name)
        dated = r"(20\d\d), [A-Z]\w+ \d+\b|\b\d+ [A-Z]\w+\.? (20\d\d)|[A-Z]\w+ \d+, (20\d\d)"
        year = re.sub(dated, lambda match: next(filter(None, match.groups())), shown)
        assert year != shown
        assert in_order(year) == in_order(before + after)
