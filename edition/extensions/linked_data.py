"""Metadata of a page for machines: a schema.org `Article` as JSON-LD."""

import json
import xml.etree.ElementTree as etree
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from edition.content.model import Content
from edition.content.pages import Page
from edition.extensions.project import content_of


def linked_data(content: Content, page: Page) -> dict[str, Any]:
    """Return the page as a schema.org `Article`; without addresses if no public one is set."""
    project = content.project
    facts = project.edition
    maintainers = {"@type": "Organization", "name": project.settings.site_author}
    whole = {
        "@type": "CreativeWork",
        "name": project.settings.site_name,
        "version": facts.version,
    }
    article: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Article",
        "headline": page.meta.title,
        "description": page.meta.description,
        "inLanguage": "en",
        "datePublished": facts.first.iso,
        "dateModified": facts.published.iso,
        "author": maintainers,
        "publisher": maintainers,
        "isPartOf": whole,
    }
    if facts.license:
        article["license"] = facts.license
    if project.address:
        article["url"] = article["mainEntityOfPage"] = project.url_for(page.key)
        whole["url"] = project.address
        if project.settings.complete:
            article["image"] = project.address + project.card_for(page.key)
    return article


class LinkedDataTreeprocessor(Treeprocessor):
    """Puts the data at the end of the page, which its first heading names."""

    def run(self, root: etree.Element) -> None:
        heading, content = root.find(".//h1"), content_of(self.md)
        key = heading.get("id", "") if heading is not None else ""
        if key not in content.pages:
            return
        data = json.dumps(
            linked_data(content, content.pages[key]), ensure_ascii=False, separators=(",", ":")
        )
        script = etree.SubElement(root, "script", {"type": "application/ld+json"})
        script.text = AtomicString(data.replace("<", "\\u003c"))  # no text can end the script


class LinkedDataExtension(Extension):
    """Runs last, when the words of the page are complete."""

    def extendMarkdown(self, md: Markdown) -> None:
        md.treeprocessors.register(LinkedDataTreeprocessor(md), "edition-linked-data", -100)


def makeExtension(**options: Any) -> LinkedDataExtension:
    return LinkedDataExtension(**options)
