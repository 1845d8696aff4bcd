"""Read YAML so that every record knows the line it stands on."""

from pathlib import Path
from typing import Any

import yaml
from yaml_env_tag import construct_env_tag

from edition.diagnostics import BuildError, Problem


class Record(dict[str, Any]):
    """A mapping from a YAML file; LINE is where it begins, LINES where each key stands (from 1)."""

    def __init__(self, line: int = 0) -> None:
        super().__init__()
        self.line = line
        self.lines: dict[str, int] = {}


class _Loader(yaml.SafeLoader):
    """Plain values only; dates stay text, so that an impossible one reaches our own check."""

    def mapping(self, node: yaml.MappingNode) -> Record:
        record = Record(node.start_mark.line + 1)
        for key_node, value_node in node.value:
            key = str(self.construct_object(key_node))
            if key in record:
                raise yaml.constructor.ConstructorError(
                    None, None, f"the key “{key}” stands twice in one record", key_node.start_mark
                )
            record.lines[key] = key_node.start_mark.line + 1
            record[key] = self.construct_object(value_node, deep=True)
        return record


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(":timestamp")]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Loader.add_constructor("tag:yaml.org,2002:map", _Loader.mapping)
_Loader.add_constructor("!ENV", construct_env_tag)


def read_text(path: Path, root: Path) -> str:
    """The file's text.

    Raises:
        BuildError: the file is missing or is not UTF-8.
    """
    name = path.relative_to(root).as_posix()
    try:
        return path.read_text("utf-8")
    except FileNotFoundError:
        raise BuildError(
            [
                Problem(
                    name, 0, "The file is missing.", "Restore it, for example with `git checkout`."
                )
            ]
        ) from None
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        raise BuildError(
            [
                Problem(
                    name, line, "The file is not UTF-8.", "Save it again with the encoding UTF-8."
                )
            ]
        ) from None


def read_yaml(path: Path, root: Path, text: str | None = None) -> Any:
    """What a YAML file holds, or TEXT from it; mappings become `Record`s.

    Raises:
        BuildError: the file is missing, not UTF-8 or does not parse.
    """
    if text is None:
        text = read_text(path, root)
    try:
        return yaml.load(text, _Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 0
        what = f"The YAML does not parse: {error.problem or error.context}."
        hint = "Look at this line and the one above: indentation by spaces, a space after “:”, quotes around text with “: ”."
        raise BuildError([Problem(path.relative_to(root).as_posix(), line, what, hint)]) from None
    except yaml.YAMLError as error:
        position = getattr(error, "position", 0)
        what = f"The YAML does not parse: {str(error).splitlines()[0]}."
        line = text.count("\n", 0, position) + 1
        raise BuildError(
            [
                Problem(
                    path.relative_to(root).as_posix(),
                    line,
                    what,
                    "Remove the character that is not text.",
                )
            ]
        ) from None
