"""Export the facts for readers: CSV, JSON, BibTeX and CSL-JSON, generated from the YAML."""

import csv
import io
import json
from collections.abc import Callable, Iterable
from dataclasses import fields
from functools import partial
from pathlib import Path
from typing import Any

from edition.content.bibtex import bibtex
from edition.content.citation_style import plain, quoted_as_plain
from edition.content.model import ASSESSMENTS, CHECKED, Content
from edition.content.passage_style import as_quoted
from edition.content.records import Name, Passage, Source
from edition.content.witnesses import Fallen, Witness, falls_without, rests_on, witnesses
from edition.generate.charts import CHARTS


def render(content: Content, base: str = "") -> dict[str, str]:
    """Return every export, by file name.

    Args:
        content: the content, checked already.
        base: the site's address, with a slash at its end; if empty, addresses are relative to the
            site's root.
    """
    return {
        name: make(content, base)
        for name, make in EXPORTS.items()
        if (chart := name.removesuffix(".csv")) not in CHARTS or chart in content.charts
    }


def write_addresses(content: Content, site: Path) -> None:
    """Rewrite the exports in SITE with absolute addresses, which the committed files do not use.

    A byte order mark tells spreadsheets that a CSV file is UTF-8; hosts and disks do not.
    """
    for name, text in render(content, content.project.address).items():
        encoding = "utf-8-sig" if name.endswith(".csv") else "utf-8"
        (site / "data" / name).write_text(text, encoding)


def _claims(content: Content, base: str) -> list[dict[str, Any]]:
    rows = []
    for name, claim in content.claims.items():
        page, place = content.claim_places[name]
        found = witnesses(content.sources, claim.bears)
        rows.append(
            {
                "id": name,
                "statement": claim.statement,
                "assessment": claim.assessment,
                "assessment_in_words": ASSESSMENTS[claim.assessment],
                "off": list(claim.off),
                "finding": place.finding,
                "address": base + content.project.path_for(page.key, name.lower()),
                "paragraphs": place.paragraphs,
                "sources": list(dict.fromkeys(citation.source for citation in place.citations)),
                "bears": list(claim.bears),
                "witnesses": [_witness(witness) for witness in found],
                "rests_on": rests_on(content, claim),
            }
        )
    return rows


def _witness(witness: Witness) -> str:
    """Return a witness's name, or else the id of its (first) source."""
    return witness.name or min(witness.sources)


def _events(content: Content, base: str) -> list[dict[str, Any]]:
    return [
        {
            "id": event.id,
            "date": event.date.iso,
            "title": event.title,
            "text": event.text,
            "paragraph": event.paragraph,
            "strand": event.strand,
            "turn": event.turn,
            "address": base + content.project.path_for("timeline", event.id),
            "sources": list(event.sources),
        }
        for event in content.events
    ]


def csl(content: Content) -> list[dict[str, Any]]:
    """Return the sources as CSL-JSON items, with our own fields under `custom`."""
    return [_csl(content, source) for source in content.sources.values()]


def _names(names: Iterable[Name]) -> list[dict[str, str]]:
    parts = ("family", "given", "literal")
    return [{part: value for part in parts if (value := getattr(name, part))} for name in names]


def _csl(content: Content, source: Source) -> dict[str, Any]:
    day = {"date-parts": [list(source.issued.parts)]} if source.issued else None
    item: dict[str, Any] = {
        "id": source.id,
        "type": source.type,
        "title": source.title,
        "original-title": source.original_title,
        "author": _names(source.author),
        "interviewer": _names(source.interviewer),
        "container-title": source.container_title,
        "publisher": source.publisher,
        "publisher-place": source.publisher_place,
        "genre": source.genre,
        "volume": source.volume,
        "issue": source.issue,
        "page": source.page,
        "DOI": source.doi,
        "ISBN": source.isbn,
        "URL": source.url,
        "language": source.language,
        "note": source.note,
        "issued": day,
        "event-date": day if source.type == "speech" else None,  # MLA prints no other
        "custom": {
            "tier": source.tier,
            "checked": source.checked,
            "state-media": source.state_media,
            "public-media": source.public_media,
            "archive": source.archive,
            "derives-from": list(source.derives_from),
            "witness": source.witness,
            "witness-in": list(source.witness_in),
            "passages": [
                {key: value for key, value in row.items() if value and key != "source"}
                for row in _passages(content.passages_of(source.id))
            ],
        },
    }
    item["custom"] = {key: value for key, value in item["custom"].items() if value}
    return {key: value for key, value in item.items() if value}


def _passages(passages: Iterable[Passage]) -> list[dict[str, Any]]:
    keys = [field.name for field in fields(Passage) if field.name != "place"]
    rows = [{key: getattr(passage, key) for key in keys} for passage in passages]
    return [{key.replace("_", "-"): value for key, value in row.items()} for row in rows]


def _quotations(content: Content, base: str) -> list[dict[str, Any]]:
    """Return every passage that the edition quotes, with its speaker and the quoted words."""
    rows = []
    for key, quotations in content.attributed.items():
        if not (item := content.attributions.get(key)):
            continue  # without a page of quotations, speakers are optional
        passage = content.passages[item.key]
        exact, translation = content.words_of(item)
        rows.append(
            {
                "id": item.id,
                "speaker": item.speaker,
                "quoting": item.quoting,
                "said": item.said.iso if item.said else "",
                "telling": item.telling,
                "quoted": list(dict.fromkeys(quotation.words for quotation in quotations)),
                "exact": exact,
                "language": passage.language,
                "translation": translation,
                "translator": passage.translator,
                "seen": passage.seen,
                "seen_at": passage.seen_at,
                "source": item.source,
                "locator": item.locator,
                "quote_as": quoted_as_plain(item, content.sources[item.source])
                + as_quoted(passage),
                "address": base + content.project.path_for("quotations", item.id),
                "quoted_in": list(dict.fromkeys(quotation.address for quotation in quotations)),
            }
        )
    return sorted(rows, key=lambda row: int(row["id"][1:]))


def _tellings(content: Content, base: str) -> list[dict[str, Any]]:
    """Return every telling, with the date of its event and the words of its first passage."""
    rows = []
    for story in content.stories.values():
        address = base + content.project.path_for(content.story_pages[story.id], story.id)
        for telling in story.tellings:
            passage = content.passages[telling.passages[0].key]
            happened = telling.happened or story.happened
            until = None if telling.happened else story.until
            rows.append(
                {
                    "story": story.id,
                    "title": story.title,
                    "happened": happened.iso,
                    "until": until.iso if until else "",
                    "told": telling.told.iso,
                    "teller": telling.teller,
                    "listener": telling.listener,
                    "tells": telling.tells,
                    "words": telling.words,
                    "exact": passage.exact,
                    "language": passage.language,
                    "translation": passage.translation,
                    "sources": [place.source for place in telling.passages],
                    "locators": [place.locator for place in telling.passages],
                    "address": address,
                }
            )
    return rows


def _source_rows(content: Content) -> list[dict[str, Any]]:
    return [
        {
            "id": name,
            "tier": source.tier,
            "reference": plain(source),
            "url": source.url,
            "checked": CHECKED[source.checked],
            "state_media": source.state_media,
            "public_media": source.public_media,
            "cited_in": [
                mention.paragraph for mention in content.mentions.get(name, []) if mention.paragraph
            ],
            "events": [event.id for event in content.event_mentions(name)],
            "charts": content.chart_mentions(name),
            "derives_from": list(source.derives_from),
            "witness": source.witness,
            "only_support_of": _fallen(falls_without(content, name)),
        }
        for name, source in content.sources.items()
    ]


def _fallen(fallen: Fallen) -> list[str]:
    """Return the addresses of what would lose its only support."""
    paragraphs = (f"{page}#{name}" if name else page for page, name in fallen.paragraphs)
    events = (f"timeline#{event.id}" for event in fallen.events)
    claims = (f"{claim.section}#{claim.id.lower()}" for claim in fallen.claims)
    return [*paragraphs, *events, *claims]


def _chart(content: Content, _: str, name: str) -> str:
    keys = [*CHARTS[name].fields, "sources"]
    rows = content.charts[name].rows
    return _csv([{key: _cell(getattr(row, key)) for key in keys} for row in rows])


def _cell(value: Any) -> Any:
    """Convert a value of a row to a CSV cell."""
    return "" if value is None else list(value) if isinstance(value, tuple) else value


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _csv(rows: list[dict[str, Any]]) -> str:
    """Format rows by RFC 4180, but with LF.

    A list becomes one cell, separated by spaces, or by semicolons if a part contains a space. Text
    that a spreadsheet would compute, or refuse, as a formula gets an apostrophe in front of it.
    """
    out = io.StringIO()
    table = csv.DictWriter(out, list(rows[0]) if rows else [], lineterminator="\n")
    table.writeheader()
    for row in rows:
        table.writerow(
            {
                key: _literal(_joined(value) if isinstance(value, list) else value)
                for key, value in row.items()
            }
        )
    return out.getvalue()


def _literal(value: Any) -> Any:
    formula = isinstance(value, str) and value.startswith(tuple("=+-@\t\r"))
    return f"'{value}" if formula else value


def _joined(parts: list[str]) -> str:
    return ("; " if any(" " in part for part in parts) else " ").join(parts)


EXPORTS: dict[str, Callable[[Content, str], str]] = {
    "claims.csv": lambda content, base: _csv(_claims(content, base)),
    "claims.json": lambda content, base: _json(_claims(content, base)),
    "timeline.csv": lambda content, base: _csv(_events(content, base)),
    "timeline.json": lambda content, base: _json(_events(content, base)),
    "passages.csv": lambda content, _: _csv(_passages(content.passages.values())),
    "passages.json": lambda content, _: _json(_passages(content.passages.values())),
    "quotations.csv": lambda content, base: _csv(_quotations(content, base)),
    "quotations.json": lambda content, base: _json(_quotations(content, base)),
    "tellings.csv": lambda content, base: _csv(_tellings(content, base)),
    "tellings.json": lambda content, base: _json(_tellings(content, base)),
    "sources.csv": lambda content, _: _csv(_source_rows(content)),
    "sources.json": lambda content, _: _json(csl(content)),
    "sources.bib": lambda content, _: bibtex(csl(content)),
    **{f"{name}.csv": partial(_chart, name=name) for name in CHARTS},
}
