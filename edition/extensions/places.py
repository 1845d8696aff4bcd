"""Links to places of the edition, with words that say where they lead."""

import re
import xml.etree.ElementTree as etree

from edition.content.model import Content
from edition.content.records import Claim
from edition.content.witnesses import name_of, witnesses
from edition.extensions.html import append, link

_NBSP = "\N{NO-BREAK SPACE}"


def link_to(content: Content, parent: etree.Element, page: str, name: str = "") -> None:
    """Add a link to PAGE, or to the paragraph, claim, event or story NAME on it."""
    if name in content.paragraph_pages:
        words = f"§{_NBSP}{name[1:]}, {content.places[name]}"
    elif page in content.article_pages and name.upper() in content.claims:
        words = f"claim{_NBSP}{name.upper()}"
    elif page == "timeline" and (event := content.event(name)):
        words = event.title
    elif name in content.stories:
        words = content.stories[name].title
    else:
        words = content.pages[page].meta.title
    link(parent, f"{page}.md#{name}" if name else f"{page}.md", words)


def link_witnesses(content: Content, parent: etree.Element, claim: Claim, sentence: str) -> None:
    """Add SENTENCE, in which the name of each witness of CLAIM leads to its entry, once."""
    found = witnesses(content.sources, claim.bears)
    entries = {name_of(content.sources, witness): witness.entry for witness in found}
    for part in re.split(f"({'|'.join(map(re.escape, entries))})", sentence):
        if entry := entries.pop(part, ""):
            link(parent, f"sources.md#{entry}", part)
        else:
            append(parent, part)
