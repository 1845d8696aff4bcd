"""What each page has around its text: the row under its title, the next section, how to cite it."""

import xml.etree.ElementTree as etree
from math import ceil
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from edition.content.bibtex import bibtex
from edition.content.model import Content
from edition.content.page_citation import citations, csl
from edition.content.pages import CITATION, Page
from edition.extensions.html import append, join, link, paragraph
from edition.extensions.project import content_of

_ROW, _NEXT, _PANEL = "page-row", "page-next", "take-away"
_WORDS_A_MINUTE = 230
_CITATION_FILES = (("plain text", "txt"), ("BibTeX", "bib"), ("RIS", "ris"), ("CSL-JSON", "json"))


def minutes(content: Content, keys: list[str]) -> int:
    """Return how many minutes it takes to read the pages KEYS, without their notes."""
    texts = [
        CITATION.sub("", block.text)
        for key in keys
        for block in content.pages[key].blocks
        if block.kind != "opening"
    ]
    texts += [claim.statement for claim in content.claims.values() if claim.section in keys]
    return ceil(sum(len(text.split()) for text in texts) / _WORDS_A_MINUTE)


def _sections(content: Content) -> list[str]:
    return [key for key in content.article_pages if key != "index"]


def _in_brief(content: Content, key: str) -> str:
    """Return the place of a section in the article, its length, and its number of claims."""
    sections = _sections(content)
    claims = sum(claim.section == key for claim in content.claims.values())
    return (
        f"{sections.index(key) + 1} of {len(sections)} · "
        f"{minutes(content, [key])}\N{NO-BREAK SPACE}min · "
        f"{claims}\N{NO-BREAK SPACE}claim{'s' if claims > 1 else ''}"
    )


def _page_of(md: Markdown, root: etree.Element) -> Page | None:
    """Return the page, which its first heading names."""
    heading = root.find(".//h1")
    return content_of(md).pages.get(heading.get("id", "")) if heading is not None else None


class LinksTreeprocessor(Treeprocessor):
    """Adds the row and the link to the next section, while the engine still resolves links."""

    def run(self, root: etree.Element) -> None:
        content, page = content_of(self.md), _page_of(self.md, root)
        if not page:
            return
        row = etree.Element("p", {"class": _ROW})
        sections = _sections(content)
        parts = list(root)
        if page.key in sections:
            append(etree.SubElement(row, "span"), _in_brief(content, page.key))
            append(row, " ")
        elif page.key == "index" and sections:
            time = f"{minutes(content, content.article_pages)}\N{NO-BREAK SPACE}min"
            link(row, f"{sections[0]}.md", f"Read: {len(sections)} sections, {time}")
            if "timeline" in content.pages:
                append(row, " ")
                link(row, "timeline.md", "Timeline")
            append(row, " ")
        # On the home page, the answer comes first.
        verdicts = [part for part in parts if part.get("class") == "verdicts"]
        before = verdicts[0] if page.key == "index" and verdicts else root.find("h1")
        if before in parts:
            root.insert(parts.index(before) + 1, row)
        self._lead_on(content, page.key, root)

    def _lead_on(self, content: Content, key: str, root: etree.Element) -> None:
        """Add links to the next and the previous page before the notes."""
        order = [name.removesuffix(".md") for name, _ in content.project.settings.nav or ()]
        if key not in order:
            return
        place = order.index(key)
        line = etree.Element("p", {"class": _NEXT})
        for following in order[place + 1 : place + 2]:
            title = content.pages[following].meta.title
            link(line, f"{following}.md", f"Next: {title}", rel="next")
            if following in _sections(content):
                append(line, f" {_in_brief(content, following)}")
        for previous in order[max(place - 1, 0) : place]:
            append(line, " ")
            link(line, f"{previous}.md", f"Previous: {content.pages[previous].meta.title}")
        notes = [part for part in root if part.get("class") == "footnote"]
        root.insert(list(root).index(notes[0]) if notes else len(root), line)


class FilesTreeprocessor(Treeprocessor):
    """Adds what is not in docs/: downloads to the row, and the panel that says how to cite."""

    def run(self, root: etree.Element) -> None:
        content, page = content_of(self.md), _page_of(self.md, root)
        row = root.find(f"p[@class='{_ROW}']")
        if page is None or row is None:
            return
        name = content.project.edition.name
        top = "" if page.key == "index" else "../"
        if content.project.settings.complete:
            files = []
            if page.key == "index":
                files = [(f"downloads/{name}.pdf", "PDF"), (f"downloads/{name}.epub", "EPUB")]
            elif page.meta.section:
                files = [(f"{page.key}/{name}-{page.key}.pdf", "PDF")]
            for file, kind in files:
                # From the site's root: Zensical would take a file beside the page for one beside
                # its Markdown.
                entry = link(row, f"{top}{file}", "")
                size = etree.SubElement(entry, "span", {"data-size-of": file})
                append(size, kind)
                append(row, " ")
        button = etree.SubElement(row, "button", {"type": "button", "popovertarget": _PANEL})
        append(button, "Cite and share")
        self._panel(content, page, root, top)

    def _panel(self, content: Content, page: Page, root: etree.Element, top: str) -> None:
        project = content.project
        item = csl(project, page.key, page.meta.title)
        panel = etree.SubElement(
            root,
            "section",
            {
                "class": _PANEL,
                "id": _PANEL,
                "popover": "",
                "aria-label": "Cite and share",
            },
        )
        entries = etree.SubElement(panel, "dl")

        def entry(label: str, **attributes: str) -> etree.Element:
            append(etree.SubElement(entries, "dt"), label)
            return etree.SubElement(entries, "dd", attributes)

        self._short(entry("Short", **{"class": "citation"}), item)
        for citation in citations(item):
            words = entry(citation.style)
            append(words, citation.before)
            append(etree.SubElement(words, "cite"), citation.work)
            append(words, citation.after)
        append(etree.SubElement(entry("BibTeX"), "pre"), bibtex([item]).strip())
        if url := item.get("URL"):
            append(entry("Address"), url)
        if project.settings.complete:
            files = paragraph(panel, "files", "As a file: ")
            base = f"{top}cite/{project.edition.name if page.key == 'index' else page.key}"
            join(
                files,
                _CITATION_FILES,
                lambda kind: link(files, f"{base}.{kind[1]}", kind[0]),
                ", ",
            )
        close = {"type": "button", "popovertarget": _PANEL, "popovertargetaction": "hide"}
        append(etree.SubElement(panel, "button", close), "Close")

    def _short(self, words: etree.Element, item: dict[str, Any]) -> None:
        """Add the citation into which a script fills a paragraph and its address."""
        work = item.get("container-title")
        if work:
            append(words, f"“{item['title']}”")
            etree.SubElement(words, "span", {"data-place": ""})
            append(words, ", in ")
        append(etree.SubElement(words, "cite"), work or item["title"])
        if not work:
            etree.SubElement(words, "span", {"data-place": ""})
        append(words, f", edition {item['edition']}")
        url = f", {item['URL']}" if "URL" in item else ""
        append(etree.SubElement(words, "span", {"data-address": ""}), url)


class PageFrameExtension(Extension):
    """Runs after notes are made (50), and before (0) and after the engine resolves links."""

    def extendMarkdown(self, md: Markdown) -> None:
        md.treeprocessors.register(LinksTreeprocessor(md), "edition-page-links", 6)
        md.treeprocessors.register(FilesTreeprocessor(md), "edition-page-files", -50)


def makeExtension(**options: Any) -> PageFrameExtension:
    return PageFrameExtension(**options)
