"""What the build needs to know about an engine: how to run it, and its pages."""

from collections.abc import Callable
from dataclasses import dataclass

from edition.site.page import Page


@dataclass(frozen=True)
class Engine:
    """One engine.

    Attributes:
        name: its name, as in `make ENGINE=…`.
        build: the module and arguments that build the pages.
        serve: the same for its live preview; the address is appended.
        cache: a folder next to `mkdocs.yml` that it leaves behind; empty if there is none.
        unread: files that it writes and nobody reads, relative to the site.
        fix_page: fixes markup of a page that no template can override.
    """

    name: str
    build: tuple[str, ...]
    serve: tuple[str, ...]
    cache: str
    unread: tuple[str, ...]
    fix_page: Callable[[Page], None]
