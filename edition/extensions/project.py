"""Find the content for an extension, by the project for which the engine created `Markdown`."""

import os
from pathlib import Path

from markdown import Markdown

from edition.checks import check
from edition.content.model import Content, current
from edition.diagnostics import BuildError
from edition.engines import material, zensical
from edition.engines.run import CHECKED

_sound: dict[Path, Content] = {}  # the content that was checked last, by project


def content_of(md: Markdown) -> Content:
    """Return the content of MD's project, found by the engine's configuration file.

    Call this during conversion, not when the extension is registered: engines register themselves
    on MD later. Without an engine, as in tests, this reads the project in the working directory.

    For an engine that runs alone, check the content first: its own messages have no line and no
    hint, and it misses most mistakes.

    Raises:
        BuildError: the content cannot be read (`Content.read`) or contains mistakes. With MkDocs,
            it is MkDocs' own exception with the same message.
    """
    engine_root = material.project_root(md) or zensical.project_root(md)
    root = engine_root or Path.cwd()
    try:
        content = current(root)
        if engine_root and CHECKED not in os.environ and _sound.get(root) is not content:
            check(content)
            _sound[root] = content
        return content
    except BuildError as error:
        raise as_engine_reports(md, error) from None


def site_root(md: Markdown) -> str:
    """Return what a `srcset` needs before an address relative to docs/.

    Zensical resolves it like `href` and `src`. MkDocs does not: there, it is the relative address
    of the site's root from the page that MD converts.
    """
    url = material.page_url(md) or ""
    return "../" * url.removeprefix("./").count("/")


def as_engine_reports(md: Markdown, error: BuildError) -> Exception:
    """Return ERROR, or the exception that the engine of MD reports without a traceback."""
    return material.stop(error) if material.project_root(md) else error
