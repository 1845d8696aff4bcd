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
# What BibTeX has a type for. It has none for an interview, a speech, a page or a law, and of its type for all else these styles
# print less: APA not the day, GOST not the address.
TYPED = {"article-journal", "article-magazine", "article-newspaper", "book", "chapter", "report"}


@pytest.fixture(scope="module")
def files(content: Content, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sources")
    items = csl(content)
    (folder / "sources.json").write_text(json.dumps(items), "utf-8")
    (folder / "sources.bib").write_text(bibtex(items), "utf-8")
    return folder


@cache
def sentences(file: Path, style: str) -> dict[str, Counter[str]]:
    """The words of each entry of FILE in STYLE, in small letters, by the entry's id."""
    rules = (STYLES / f"{style}.csl").read_text("utf-8")
    whole = file.with_name(f"{style}.csl")  # with an author's name even after another work of hers
    whole.write_text(re.sub(r'subsequent-author-substitute="[^"]*"', "", rules), "utf-8")
    command = ["pandoc", "--citeproc", "--bibliography", file, "--csl", whole]
    made = json.loads(run(*command, "--to=json", input="---\nnocite: '@*'\n---\n"))
    return {
        block["c"][0][0].removeprefix("ref-"): words("".join(text(block)))
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


def words(sentence: str) -> Counter[str]:
    """The words of SENTENCE, without a number in front, and with a year as it is where two have the same author (“2014b”)."""
    sentence = re.sub(r"\b((?:19|20)\d\d)[a-z]\b", r"\1", re.sub(r"^\d+\.\s", "", sentence))
    return Counter(re.findall(r"[^\W_]+", sentence.lower()))


@pytest.mark.parametrize("style", NAMES)
def test_bibtex_loses_nothing_that_csl_says(files: Path, content: Content, style: str) -> None:
    said = sentences(files / "sources.json", style)
    kept = sentences(files / "sources.bib", style)
    assert set(said) == set(kept) == set(content.sources)
    for name, source in content.sources.items():
        if style == MLA or source.type in TYPED:
            assert said[name] - kept[name] == Counter(), (name, said[name], kept[name])


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
        missing = words(" ".join(facts)) - said[name]
        if len(people) > 2:  # “et al.”
            missing -= words(" ".join(people))
        assert not missing, (name, missing, said[name])


@pytest.mark.parametrize("style", NAMES)
def test_pages_and_the_work_are_cited_alike(site: Path, tmp_path: Path, style: str) -> None:
    cite = site / "cite"
    items = [item for file in cite.glob("*.json") for item in json.loads(file.read_text("utf-8"))]
    (tmp_path / "pages.json").write_text(json.dumps(items), "utf-8")
    entries = "".join(file.read_text("utf-8") for file in cite.glob("*.bib"))
    (tmp_path / "pages.bib").write_text(entries, "utf-8")
    said = sentences(tmp_path / "pages.json", style)
    kept = sentences(tmp_path / "pages.bib", style)
    assert set(said) == set(kept)
    for key, sentence in said.items():
        assert sentence - kept[key] == Counter(), key
        # BibTeX requires an editor, who is the author.
        more = words("edited by Ed под ред the maintainers of this edition")
        assert kept[key] - sentence <= more, key
