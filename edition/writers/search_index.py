"""Write what the search of the site looks through: one script, fetched when a reader opens it.

A record is what a reader wants to be led to: a paragraph, claim, event, quotation, source, chart,
heading or file, how to cite, and each item of a page without numbered paragraphs. `find.js` looks
through them and needs neither a page nor a server; as a script, both also work from a disk.
"""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

from selectolax.lexbor import LexborNode

from edition.blocks import BLOCKS
from edition.content.citation_style import names, plain
from edition.content.model import ASSESSMENTS, Content
from edition.content.witnesses import rests_on
from edition.site.minify import minify_js
from edition.site.page import Page

_FIND = Path(__file__).with_name("find.js")
# kind, address, title, place, text; title or text may be empty. find.js has the kinds and weights.
Record = tuple[str, str, str, str, str]
# What is on a page beside its text: numbers of notes and paragraphs, and what is only for machines.
_UNREAD = "sup, .headerlink, .paragraph-number, script, style, svg"
# Parts of a page that have records of their own, or none because they only guide or repeat.
_APART = (
    ".claim, .timeline, .arc, .sources, .quotations, .claims-table, .footnote, .chart, "
    ".chart__data, .tellings, .moved, .take-away, .colophon, form, nav, table, p[id]"
)
_FILES = (
    (".pdf", "The whole edition as PDF", "Download to print, or to read without a network."),
    (".epub", "The whole edition as EPUB", "Download for e-book readers."),
    (
        "-offline.zip",
        "This site for your disk (zip)",
        "Download to read and search without a network.",
    ),
)


def write(content: Content, pages: list[Page], site: Path) -> str:
    """Write the script into SITE.

    Args:
        content: the content of the edition.
        pages: the built pages; they are not changed.
        site: the folder of the site.

    Returns:
        The script's path relative to SITE. It contains a hash, so that a page that is open while
        the site changes never gets the records of another edition.
    """
    index = {
        "same": [group.same for group in content.synonyms if not group.leads_to],
        "leads": [
            [[content.project.path_for(*to.split("#")) for to in group.leads_to], group.same]
            for group in content.synonyms
            if group.leads_to
        ],
        "records": list(records(content, pages)),
    }
    data = json.dumps(index, ensure_ascii=False, separators=(",", ":"))
    script = f"{minify_js(_FIND.read_text('utf-8'))};search=searchIn({data})\n"
    digest = hashlib.sha256(script.encode()).hexdigest()[:8]
    path = f"assets/javascripts/search-index.{digest}.js"
    (site / path).parent.mkdir(parents=True, exist_ok=True)
    (site / path).write_text(script, "utf-8")
    return path


def records(content: Content, pages: list[Page]) -> Iterator[Record]:
    """Yield every record: those of the pages, then those of the data."""
    by_url = {page.url: page for page in pages}
    for key in content.pages:
        page = by_url.get(content.project.path_for(key))
        if page and (article := page.tree.css_first("article")):
            yield from _of_page(content, key, article)
    yield from _claims(content)
    yield from _events(content)
    yield from _quotations(content)
    yield from _sources(content)
    yield from _charts(content)
    yield from _downloads(content)
    if home := by_url.get(content.project.path_for("index")):
        yield from _citation(home)


def _of_page(content: Content, key: str, article: LexborNode) -> Iterator[Record]:
    """Yield the headings of a page, and its paragraphs or other items below each."""
    meta, numbered = content.pages[key].meta, key in content.article_pages
    url = content.project.path_for(key)
    yield "Page", url, meta.title, "", ""
    heading, at = meta.title, url
    labels = {
        first.mem_id: _text(label)
        for box in article.css(".dispute")
        for label in box.css(".label")
        for first in box.css(".label + p[id]")
    }
    apart = {node.mem_id for box in article.css(_APART) for node in box.traverse()}
    for element in article.css("h2, h3, p, li, blockquote"):
        where = "" if heading == meta.title else heading
        if element.tag in ("h2", "h3") and element.id and element.id != "notes":
            heading, at = _text(element), f"{url}#{element.id}"
            yield "Heading" if numbered else "Page", at, heading, meta.title, ""
        elif element.css_first(".paragraph-number"):
            name = element.id or ""
            where = f"{meta.title} · {where}" if where else meta.title
            if label := labels.get(element.mem_id):
                yield "Heading", f"{url}#{name}", label, where, ""
            yield "Paragraph", f"{url}#{name}", f"Paragraph {name[1:]}", where, _text(element)
        elif not numbered and element.mem_id not in apart and not _holds_items(element):
            yield "Page", at, heading, meta.title if where else "", _text(element)


def _holds_items(element: LexborNode) -> bool:
    return any(part.mem_id != element.mem_id for part in element.css("p, li"))


def _text(element: LexborNode) -> str:
    """Return the words of ELEMENT, without numbers of notes and of the paragraph."""
    unread = {node.mem_id for part in element.css(_UNREAD) for node in part.traverse(True)}
    words = (node for node in element.traverse(True) if node.mem_id not in unread)
    return " ".join("".join(node.text_content or "" for node in words if node.is_text_node).split())


def _claims(content: Content) -> Iterator[Record]:
    for name, claim in content.claims.items():
        page, place = content.claim_places[name]
        at = content.project.path_for(page.key, name.lower())
        where = f"{page.meta.title} · {ASSESSMENTS[claim.assessment]}"
        boxes = {block.inside for block in page.blocks if block.id in place.paragraphs}
        parts = [
            claim.statement,
            place.finding,
            f"{ASSESSMENTS[claim.assessment]}.",
            f"Off: {', '.join(claim.off)}." if claim.off else "",
            rests_on(content, claim),
            f"{BLOCKS['correction'].label}." if "correction" in boxes else "",
        ]
        yield "Claim", at, f"Claim {name}", where, " ".join(filter(None, parts))


def _events(content: Content) -> Iterator[Record]:
    for event in content.events:
        at = content.project.path_for("timeline", event.id)
        yield "Event", at, event.title, event.date.in_words, event.text


def _quotations(content: Content) -> Iterator[Record]:
    for key in content.attributed:
        if item := content.attributions.get(key):
            exact, translation = content.words_of(item)
            words = f"{translation} {exact}".strip()
            at = content.project.path_for("quotations", item.id)
            when = item.said.in_words if item.said else ""
            yield "Quotation", at, item.speaker, when, words


def _sources(content: Content) -> Iterator[Record]:
    for name, source in content.sources.items():
        at = content.project.path_for("sources", name)
        who = names(source)
        words = plain(source).removesuffix(source.url).removeprefix(f"{who}, ").strip()
        yield "Source", at, who, "", f"{words} {source.note}".strip()


def _charts(content: Content) -> Iterator[Record]:
    for name, page in content.chart_pages.items():
        if chart := content.charts.get(name):
            title = content.pages[page].meta.title
            yield "Chart", content.project.path_for(page, name), chart.title, title, ""
    for name, page in content.story_pages.items():
        title = content.pages[page].meta.title
        yield "Chart", content.project.path_for(page, name), content.stories[name].title, title, ""


def _downloads(content: Content) -> Iterator[Record]:
    name = content.project.edition.name
    for ending, title, text in _FILES:
        yield "Download", f"downloads/{name}{ending}", title, "", text
    for key in content.article_pages:
        title = content.pages[key].meta.title
        if key != "index":
            yield (
                "Download",
                f"{key}/{name}-{key}.pdf",
                f"{title} (PDF)",
                "",
                "Download to print.",
            )


def _citation(home: Page) -> Iterator[Record]:
    """Yield the panel that says how to cite a page: that of the home page stands for all."""
    for panel in home.tree.css("[popover]"):
        (button, *_) = home.tree.css(f"[popovertarget={panel.id}]")
        styles = ", ".join(_text(label) for label in panel.css("dt"))
        files = "".join(_text(line) for line in panel.css(".files"))
        yield "Citation", f"{home.url}#{panel.id}", _text(button), "", f"{styles}. {files}"
