"""What may be wrong in our templates, and what a new version of the theme may have taken from under them."""

from collections.abc import Iterator
from importlib.metadata import entry_points
from importlib.util import find_spec
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, TemplateSyntaxError, nodes

from edition.config import Project
from edition.content.model import Catalogue, text_of
from edition.content.yaml import Record
from edition.diagnostics import Fault, suggestion

_NAMING = (nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)


def faults(catalogue: Catalogue) -> Iterator[Fault]:
    """Every fault in overrides/: does not parse, uses what is not there, is used by nothing."""
    project = catalogue.project
    theme = project.settings.get("theme")
    if isinstance(theme, Record) and theme.get("custom_dir") and not project.overrides.is_dir():
        what = f"There is no folder “{theme['custom_dir']}”."
        yield Fault("mkdocs.yml", theme.lines["custom_dir"], what, "Restore it, or take custom_dir out.")
    ours = {path.relative_to(project.overrides).as_posix(): path for path in sorted(project.overrides.rglob("*.html"))}
    themes = _theme_folder(project)
    if not ours or not themes:
        return
    environment = Environment(loader=FileSystemLoader([project.overrides, themes]), extensions=["jinja2.ext.i18n"], autoescape=True)
    known = environment.list_templates()
    used = {text_of(page.meta, "template") for page in catalogue.pages.values()} | set(FileSystemLoader(themes).list_templates())
    trees = {}
    for name, path in ours.items():
        try:
            trees[name] = environment.parse(path.read_text("utf-8"))
        except TemplateSyntaxError as error:
            what = f"The template does not parse: {(error.message or '').rstrip('.')}."
            yield Fault(project.name(path), error.lineno, what, "Look at the brackets of this line: {% … %}, {{ … }}, {# … #}.")
    for name, tree in trees.items():
        file = project.name(ours[name])
        for node in tree.find_all(_NAMING):
            for target in _targets(node):
                used.add(target)
                if target not in known:
                    what = f"There is no template “{target}”, neither ours nor the theme's."
                    yield Fault(file, node.lineno, what, "Correct the name, or see where the theme has it.")
        yield from _blocks(environment, file, tree, known)
    for name in trees:
        if name not in used:
            cure = "Delete it, or give it the name of the theme's template that it replaces."
            yield Fault(project.name(ours[name]), 0, "Nothing uses this template, and the theme has none of this name.", cure)


def _theme_folder(project: Project) -> Path | None:
    theme = project.settings.get("theme")
    name = str(theme.get("name") if isinstance(theme, Record) else theme)
    for entry in entry_points(group="mkdocs.themes", name=name):
        spec = find_spec(entry.module)
        if spec and spec.submodule_search_locations:
            return Path(next(iter(spec.submodule_search_locations)))
    return None  # the engine tells that the theme is unknown


def _targets(node: nodes.Node) -> list[str]:
    template = getattr(node, "template", None)
    return [template.value] if isinstance(template, nodes.Const) and isinstance(template.value, str) else []


def _blocks(environment: Environment, file: str, tree: nodes.Template, known: list[str]) -> Iterator[Fault]:
    """Blocks that the extended template does not have: Jinja would drop them without a word."""
    parents = [target for node in tree.find_all(nodes.Extends) for target in _targets(node)]
    if not parents or parents[0] not in known:
        return
    offered = _offered(environment, parents[0])
    for node in tree.body:
        if isinstance(node, nodes.Block) and node.name not in offered:
            cure = suggestion(node.name, offered, f"The theme has: {', '.join(sorted(offered))}.")
            yield Fault(file, node.lineno, f"There is no block “{node.name}” in the theme's {parents[0]}: nobody would see this.", cure)


def _offered(environment: Environment, name: str) -> set[str]:
    found: set[str] = set()
    while name:
        source = environment.loader.get_source(environment, name)[0] if environment.loader else ""
        try:
            tree = environment.parse(source)
        except TemplateSyntaxError:
            break  # told where it stands
        found |= {block.name for block in tree.find_all(nodes.Block)}
        name = next((target for node in tree.find_all(nodes.Extends) for target in _targets(node)), "")
    return found
