"""The engines that can build the pages: MkDocs with Material, and Zensical.

ENGINES.md says how and when to move.
"""

from edition.engines import material, zensical

DEFAULT = "mkdocs"  # the engine in use; the Makefile reads this line
ENGINES = {engine.name: engine for engine in (material.ENGINE, zensical.ENGINE)}
