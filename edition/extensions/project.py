"""The content that an extension shows: that of the project for which the engine made its `Markdown`."""

from pathlib import Path

from markdown import Markdown

from edition.content.model import Content, current
from edition.diagnostics import BuildError
from edition.engines import material, zensical


def content_of(md: Markdown) -> Content:
    """The content of the project that MD is used for, found from the engine's configuration file.

    Call it when text is converted, not when the extension is set up: engines tell MD of themselves in between.
    A `Markdown` of no engine, as in tests, reads the project in the working directory.

    Raises:
        BuildError: the content cannot be read (`Content.read`); with MkDocs, its own error that says the same.
    """
    root = material.project_root(md) or zensical.project_root(md) or Path.cwd()
    try:
        return current(root)
    except BuildError as error:
        raise as_engine_reports(md, error) from None


def as_engine_reports(md: Markdown, error: BuildError) -> Exception:
    """ERROR, or the error that the engine for which MD was made reports without a traceback."""
    return material.stop(error) if material.project_root(md) else error
