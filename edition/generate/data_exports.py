"""The facts as readers take them away: CSV, JSON, BibTeX and CSL-JSON, made from the YAML before the build."""

import csv
import io
import json
from collections.abc import Callable
from functools import partial
from typing import Any

import pypandoc

from edition.content.citation_style import plain
from edition.content.dates import parts
from edition.content.model import ASSESSMENTS, CHECKED, Content, text_of
from edition.generate.charts import CHARTS

CSL_FIELDS = (
    "id", "type", "title", "original-title", "author", "container-title", "publisher", "publisher-place", "genre",
    "volume", "issue", "page", "DOI", "ISBN", "URL", "language", "note",
)  # fmt: skip


def write(content: Content) -> list[str]:
    """Write every export into docs/data/ where it differs from what is there; returns the names written."""
    written = []
    for name, make in EXPORTS.items():
        if name.removesuffix(".csv") in CHARTS and name.removesuffix(".csv") not in content.charts:
            continue  # a chart that no page shows
        path = content.project.data / name
        text = make(content)
        if not path.exists() or path.read_text("utf-8") != text:
            path.write_text(text, "utf-8")
            written.append(name)
    return written


def page_address(content: Content, page: str, name: str = "") -> str:
    """The address of a page or of an id on it: absolute where the public address is known, else from the site's root."""
    path = "" if page == "index" else f"{page}/"
    return f"{content.project.address or ''}{path}" + (f"#{name}" if name else "")


def _claims(content: Content) -> list[dict[str, Any]]:
    rows = []
    for name, claim in content.claims.items():
        page, place = content.claim_places[name]
        rows.append(
            {
                "id": name,
                "statement": text_of(claim, "statement"),
                "assessment": text_of(claim, "assessment"),
                "assessment_in_words": ASSESSMENTS[text_of(claim, "assessment")],
                "finding": place.finding,
                "address": page_address(content, page.key, name.lower()),
                "paragraphs": place.paragraphs,
                "sources": list(dict.fromkeys(citation.source for citation in place.citations)),
            }
        )
    return rows


def _events(content: Content) -> list[dict[str, Any]]:
    return [
        {
            "id": text_of(event, "id"),
            "date": text_of(event, "date"),
            "title": text_of(event, "title"),
            "text": text_of(event, "text"),
            "paragraph": text_of(event, "paragraph"),
            "address": page_address(content, "timeline", text_of(event, "id")),
            "sources": list(event.get("sources") or []),
        }
        for event in content.events
    ]


def csl(content: Content) -> list[dict[str, Any]]:
    """The sources as CSL-JSON items; our own fields stand under `custom`."""
    items = []
    for source in content.sources.values():
        item = {key: source[key] for key in CSL_FIELDS if source.get(key)}
        if source.get("issued"):
            item["issued"] = {"date-parts": [list(parts(text_of(source, "issued")))]}
        item["custom"] = {
            key: source[key] for key in ("tier", "checked", "archive") if source.get(key)
        }
        items.append(item)
    return items


def _source_rows(content: Content) -> list[dict[str, Any]]:
    return [
        {
            "id": name,
            "tier": text_of(source, "tier"),
            "reference": plain(source),
            "url": text_of(source, "URL"),
            "checked": CHECKED[text_of(source, "checked")],
            "cited_in": [
                mention.paragraph for mention in content.mentions.get(name, []) if mention.paragraph
            ],
            "events": [text_of(event, "id") for event in content.event_mentions(name)],
            "charts": content.chart_mentions(name),
        }
        for name, source in content.sources.items()
    ]


def _chart(content: Content, name: str) -> str:
    keys = [*CHARTS[name].fields, "sources"]
    return _csv([{key: row.get(key, "") for key in keys} for row in content.charts[name].rows])


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _csv(rows: list[dict[str, Any]]) -> str:
    """RFC 4180 but for line ends (LF); a list becomes one cell, its parts divided by spaces."""
    out = io.StringIO()
    table = csv.DictWriter(out, list(rows[0]) if rows else [], lineterminator="\n")
    table.writeheader()
    for row in rows:
        table.writerow(
            {
                key: " ".join(value) if isinstance(value, list) else value
                for key, value in row.items()
            }
        )
    return out.getvalue()


def _bibtex(content: Content) -> str:
    return str(
        pypandoc.convert_text(_json(csl(content)), "bibtex", "csljson", extra_args=["--wrap=none"])
    )


EXPORTS: dict[str, Callable[[Content], str]] = {
    "claims.csv": lambda content: _csv(_claims(content)),
    "claims.json": lambda content: _json(_claims(content)),
    "timeline.csv": lambda content: _csv(_events(content)),
    "timeline.json": lambda content: _json(_events(content)),
    "sources.csv": lambda content: _csv(_source_rows(content)),
    "sources.json": lambda content: _json(csl(content)),
    "sources.bib": _bibtex,
    **{f"{name}.csv": partial(_chart, name=name) for name in CHARTS},
}
