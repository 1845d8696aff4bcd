"""What editors may type in titles and names reaches every format as it was typed."""

import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import yaml
from cases.case import build
from fixtures import minimal_project
from selectolax.lexbor import LexborHTMLParser

# The theme escapes no title, so its characters are refused there (common.schema.json).
NAME = "“A” & c 'e' {{ f $h #i %k ~l^ m|n"
SIGNS = f'{NAME} "b" < d >'
OURS = "“A” & c {{ f $h #i %k ~l^ m|n < d >"  # words of ours have no straight quotation marks


def test_signs_of_other_languages_stay_as_they_are(write_project: Callable[..., Path]) -> None:
    settings = yaml.safe_load(minimal_project.FILES["mkdocs.yml"].replace("!ENV ", ""))
    text = minimal_project.FILES["mkdocs.yml"]
    for key in ("site_name", "site_description", "site_author"):
        text = text.replace(
            f"{key}: {settings[key]}", f"{key}: '{key} {NAME.replace(chr(39), chr(39) * 2)}'"
        )
    name, quoted, ours = (json.dumps(words, ensure_ascii=False) for words in (NAME, SIGNS, OURS))
    root = write_project(
        {
            "mkdocs.yml": text,
            "docs/hopes.md": minimal_project.FILES["docs/hopes.md"]
            .replace("title: Hopes", f"title: {name}")
            .replace("description: What was hoped.", f"description: {name}"),
            "docs/data/sources.yml": minimal_project.FILES["docs/data/sources.yml"]
            .replace("title: He wanted to join", f"title: {quoted}")
            .replace("container-title: The Guardian", f"container-title: {quoted}"),
            "docs/data/timeline.yml": minimal_project.FILES["docs/data/timeline.yml"].replace(
                "title: On the BBC", f"title: {ours}"
            ),
            "docs/data/claims.yml": minimal_project.FILES["docs/data/claims.yml"].replace(
                "statement: He asked.", f"statement: {ours}"
            ),
        }
    )
    outcome = build(root)
    assert outcome.code == 0, outcome.said
    page = LexborHTMLParser((root / "site/hopes/index.html").read_text("utf-8"))
    assert page.css_first("title").text() == f"{NAME} - site_name {NAME}"
    metas = {
        item.attributes.get("name") or item.attributes.get("property"): item.attributes.get(
            "content"
        )
        for item in page.css("meta")
    }
    assert metas["description"] == NAME
    assert metas["author"] == f"site_author {NAME}"
    for element in page.css(
        "*"
    ):  # a quotation mark that ends an attribute leaves its rest as others
        assert all(name.replace("-", "").isalnum() for name in element.attributes), element.html[
            :200
        ]
    data = [json.loads(item.text()) for item in page.css("script[type='application/ld+json']")]
    assert NAME in json.dumps(data, ensure_ascii=False)
    assert page.css_first(".claim__statement").text(strip=True).strip("“”") == OURS[1:]
    book = zipfile.ZipFile(root / "site/downloads/tiny.epub")
    for name in book.namelist():
        if name.endswith((".xhtml", ".opf", ".xml", ".ncx")):
            ElementTree.fromstring(book.read(name))
    sources = json.loads((root / "docs/data/sources.json").read_text("utf-8"))
    assert [item["title"] for item in sources if item["id"] == "rankin-2021"] == [SIGNS]
