"""Metadata of a page for machines: a schema.org `Article` as JSON-LD."""

import json
import re
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension
from markdown.postprocessors import Postprocessor

from edition.content.model import Content
from edition.content.pages import Page
from edition.extensions.project import content_of

_KEY = re.compile(r'<h1\b[^>]*?\bid="([a-z0-9-]+)"')


def linked_data(content: Content, page: Page) -> dict[str, Any]:
    """Return the page as a schema.org `Article`; without addresses if no public one is set."""
    project = content.project
    facts = project.edition
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
        "author": {"@type": "Organization", "name": project.settings.site_author},
        "isPartOf": whole,
    }
    if project.address:
        article["url"] = article["mainEntityOfPage"] = project.url_for(page.key)
        whole["url"] = project.address
    return article


class LinkedDataPostprocessor(Postprocessor):
    """Puts the data at the end of the page's content."""

    def run(self, text: str) -> str:
        key = _KEY.search(text)
        content = content_of(self.md)
        if not key or key.group(1) not in content.pages:
            return text
        data = json.dumps(
            linked_data(content, content.pages[key.group(1)]),
            ensure_ascii=False,
            separators=(",", ":"),
        )
        escaped = data.replace("<", "\\u003c")  # so that no text can end the script
        return f'{text}\n<script type="application/ld+json">{escaped}</script>'


class LinkedDataExtension(Extension):
    """Runs last, after the page's text is complete."""

    def extendMarkdown(self, md: Markdown) -> None:
        md.postprocessors.register(LinkedDataPostprocessor(md), "edition-linked-data", 0)


def makeExtension(**options: Any) -> LinkedDataExtension:
    return LinkedDataExtension(**options)
