"""Check the stylesheets in docs/: they parse, are used, and name only what there is."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import tinycss2

from edition.config import Project
from edition.content.model import Content
from edition.content.yaml import read_text
from edition.diagnostics import BuildError, Problem, suggestion
from edition.site import css as sheets

_LOADING = ("url", "src", "image", "image-set", "-webkit-image-set", "cross-fade")
# A custom property where it is given a value, in a stylesheet or by a script, and where it is used.
_GIVEN = re.compile(r"(--[\w-]+)\s*:|[\"'](--[\w-]+)[\"']")
_USED = re.compile(r"var\(\s*(--[\w-]+)\s*\)")
_END = "\nx-end{}"  # a rule that a block, comment or quotation mark left open would swallow


def problems(content: Content) -> Iterator[Problem]:
    """Yield every problem in the stylesheets."""
    project = content.project
    listed = project.settings.stylesheets
    renamed = not all((project.docs / name).is_file() for name in listed)  # reported there
    for path in sorted(project.docs.rglob("*.css")):
        if path.is_file() and not path.is_symlink():
            if path.relative_to(project.docs).as_posix() in listed:
                yield from _stylesheet(project, path)
            elif not renamed:
                what = "No page loads the stylesheet."
                hint = "List it in mkdocs.yml under extra_css, or delete it."
                yield Problem(project.name(path), 0, what, hint)
    yield from _unknown_properties(project)


def _unknown_properties(project: Project) -> Iterator[Problem]:
    """Yield every custom property that nothing gives a value: its declaration would do nothing."""
    texts = {
        path: read_text(path, project.root)
        for path in sorted(project.docs.glob("assets/**/*"))
        if path.suffix in (".css", ".js") and path.is_file() and not path.is_symlink()
    }
    known = {name for text in texts.values() for pair in _GIVEN.findall(text) for name in pair}
    for path, text in texts.items():
        for match in _USED.finditer(text):
            if match[1] not in known and not match[1].startswith("--md-"):  # the theme's
                line = text.count("\n", 0, match.start()) + 1
                hint = suggestion(match[1], known, "Give it one in tokens.css.")
                what = f"Nothing gives “{match[1]}” a value."
                yield Problem(project.name(path), line, what, hint)


def _stylesheet(project: Project, path: Path) -> Iterator[Problem]:
    name, css = project.name(path), read_text(path, project.root)
    try:
        rules = sheets.parse(css, name)
        closed = sheets.parse(css + _END, name)[-1].selectors
    except BuildError as error:
        yield from error.problems
        return
    if not rules:
        hint = "Restore it, for example with `git checkout`."
        yield Problem(name, 0, "The stylesheet contains no rule.", hint)
    elif not closed or closed[0].text != "x-end":
        line = css.rstrip().count("\n") + 1
        hint = "Close the brace, bracket, comment or quotation mark."
        yield Problem(name, line, "The end of the stylesheet is inside of something open.", hint)
    for node in tinycss2.parse_stylesheet(css, skip_comments=True):
        yield from _loads(project, path, [node])
        if node.type == "at-rule" and node.lower_at_keyword == "font-face":
            yield from _ranges(name, node.content or [])


def _ranges(name: str, content: list[Any]) -> Iterator[Problem]:
    """Yield every `unicode-range` of a font that does not parse: it would apply to no letter."""
    for node in tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True):
        if node.type == "declaration" and node.lower_name == "unicode-range":
            kinds = {token.type for token in node.value if token != ","}
            if not kinds <= {"unicode-range", "whitespace"} or "unicode-range" not in kinds:
                what = f"“{tinycss2.serialize(node.value).strip()}” is no range of characters."
                hint = "Write it as in U+0400-04FF, U+2019."
                yield Problem(name, node.source_line, what, hint)


def _loads(
    project: Project, path: Path, nodes: Iterable[Any], inside: str = ""
) -> Iterator[Problem]:
    """Yield everything in NODES that would be loaded from elsewhere, or is not there."""
    for node in nodes:
        name = getattr(node, "lower_name", "") or getattr(node, "lower_at_keyword", "")
        if name == "import":
            what, hint = "The stylesheet imports another.", "List that in mkdocs.yml, extra_css."
            yield Problem(project.name(path), node.source_line, what, hint)
            continue
        if node.type == "url" or (node.type == "string" and (inside or "//" in node.value)):
            yield from _address(project, path, node)
        for key in ("prelude", "content", "arguments"):
            inner = getattr(node, key, None)
            kept = name if name in _LOADING else inside
            yield from _loads(project, path, inner or (), kept if key == "arguments" else "")


def _address(project: Project, path: Path, node: Any) -> Iterator[Problem]:
    if node.value.startswith(("data:", "#")):
        return
    name, line = project.name(path), node.source_line
    if "//" in node.value or ":" in node.value or node.value.startswith("/"):
        what = f"The stylesheet loads “{node.value}” from elsewhere."
        yield Problem(name, line, what, "Serve it from docs/assets/.")
        return
    file = path.parent / node.value.partition("#")[0].partition("?")[0]
    if not file.is_file():
        near = [other.name for other in file.parent.glob("*")] if file.parent.is_dir() else []
        hint = suggestion(file.name, near, "Restore it, for example with `git checkout`.")
        yield Problem(
            project.name(path), node.source_line, f"There is no file “{node.value}”.", hint
        )
