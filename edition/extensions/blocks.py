"""The custom blocks of `edition.blocks`, as one Markdown extension.

A block with a label above its text needs no code here:

/// dispute | Other views
The argument replaces the default label “Who disputes it”.
///

A block that is generated from data has its own class, listed in RENDERERS.
"""

import xml.etree.ElementTree as etree
from typing import Any

from markdown import Markdown
from pymdownx.blocks import BlocksExtension
from pymdownx.blocks.block import Block

from edition.blocks import BLOCKS
from edition.extensions.changes import ChangesBlock
from edition.extensions.charts import ChartBlock
from edition.extensions.claims import ClaimBlock
from edition.extensions.claims_table import ClaimFilterBlock, ClaimsBlock
from edition.extensions.editions import EditionsBlock
from edition.extensions.html import paragraph
from edition.extensions.quotations import (
    QuotationCheckBlock,
    QuotationFilterBlock,
    QuotationsBlock,
)
from edition.extensions.sources import SourceFilterBlock, SourcesBlock, WitnessesBlock
from edition.extensions.tellings import TellingsBlock, TellingsPreprocessor
from edition.extensions.timeline import (
    ArcBlock,
    TimelineBlock,
    TimelineIndexBlock,
    YearHeadings,
)
from edition.extensions.verdicts import VerdictsBlock


class LabelledBlock(Block):
    """Renders a `<div>` whose class is the name of the block, with its label above its text."""

    def on_create(self, parent: etree.Element) -> etree.Element:
        box = etree.SubElement(parent, "div", {"class": self.NAME})
        if label := self.argument or BLOCKS[self.NAME].label:
            paragraph(box, "label", label)
        return box


RENDERERS: dict[str, type[Block]] = {
    "claim": ClaimBlock,
    "verdicts": VerdictsBlock,
    "chart": ChartBlock,
    "arc": ArcBlock,
    "timeline": TimelineBlock,
    "timeline-index": TimelineIndexBlock,
    "claims": ClaimsBlock,
    "claim-filter": ClaimFilterBlock,
    "sources": SourcesBlock,
    "source-filter": SourceFilterBlock,
    "witnesses": WitnessesBlock,
    "tellings": TellingsBlock,
    "quotations": QuotationsBlock,
    "quotation-filter": QuotationFilterBlock,
    "quotation-check": QuotationCheckBlock,
    "changes": ChangesBlock,
    "editions": EditionsBlock,
}


class CustomBlocksExtension(BlocksExtension):
    """Registers every block, and the preprocessor that writes tables before citations (27)."""

    def extendMarkdown(self, md: Markdown) -> None:
        super().extendMarkdown(md)
        md.preprocessors.register(TellingsPreprocessor(md), "edition-tellings", 28)
        md.treeprocessors.register(YearHeadings(md), "edition-years", YearHeadings.PRIORITY)

    def extendMarkdownBlocks(self, md: Markdown, block_mgr: Any) -> None:
        for name, block in BLOCKS.items():
            # None: the argument is optional.
            argument = None if block.argument.optional else block.argument.required
            members = {"NAME": name, "ARGUMENT": argument}
            renderer = type(name, (RENDERERS.get(name, LabelledBlock),), members)
            block_mgr.register(renderer, self.getConfigs())


def makeExtension(**options: Any) -> CustomBlocksExtension:
    return CustomBlocksExtension(**options)
