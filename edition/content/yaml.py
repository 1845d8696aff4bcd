"""Read YAML without type guessing, with the line of every key and item.

In `docs/data/` and in front matter, every plain scalar is text: `No`, `9:11`, `007` and
`2001-02-03` stay unchanged, and the schema defines what is a number (`edition.content.schema`).
Tags, anchors, aliases and merge keys are errors. `mkdocs.yml` and `CITATION.cff` are read with
YAML's own types and `!ENV`, as the engine reads them.
"""

import stat
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from yaml_env_tag import construct_env_tag

from edition.diagnostics import BuildError, Problem

Keys = tuple[str | int, ...]  # the path to a value: keys of mappings, positions in lists

LARGEST = 1_000_000  # bytes of a text file; ours have up to 160,000
DEEPEST = 8  # levels of lists and mappings; the data needs four
_NOT_TEXT = {"Cc", "Cf", "Co", "Cs", "Zl", "Zp"}  # control, formatting, private, broken lines
_FAST = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the C parser, if PyYAML includes it
_LAYOUT = "Indent by spaces, put a space after “:”, and put text with “: ” in quotes."


@dataclass(frozen=True)
class Document:
    """A parsed YAML file.

    Attributes:
        file: its path as messages show it.
        value: mappings, lists and scalars; in data, every scalar is text.
        lines: the line of each key and list item, from 1.
        plain: the scalars without quotes.
        commented: the plain scalars that are followed by a comment on their line.
        part: the name for the whole document in messages.
    """

    file: str
    value: Any
    lines: dict[Keys, int]
    plain: set[Keys] = field(default_factory=set)
    commented: set[Keys] = field(default_factory=set)
    part: str = "The file"

    def line(self, *keys: str | int) -> int:
        """Return the line of the value at KEYS, or of the nearest value around it that has one."""
        while keys and keys not in self.lines:
            keys = keys[:-1]
        return self.lines.get(keys, 1)


def missing_file(file: str) -> Problem:
    """Return the problem that FILE is missing."""
    return Problem(file, 0, "The file is missing.", "Restore it, for example with `git checkout`.")


def read_text(path: Path, root: Path) -> str:
    """Return the text of the file PATH; messages show its path relative to ROOT.

    Raises:
        BuildError: the file is missing, too large, not UTF-8, or contains invisible characters.
    """
    name = path.relative_to(root).as_posix()
    try:
        if not stat.S_ISREG(path.stat().st_mode):  # reading a pipe would wait for ever
            raise BuildError([Problem(name, 0, "This is no ordinary file.", "Put a file here.")])
        if path.stat().st_size > LARGEST:
            what = f"The file is larger than {LARGEST // 1_000_000} MB."
            raise BuildError([Problem(name, 0, what, "Split it, or look at what is in it.")])
        text = path.read_bytes().decode("utf-8").replace("\r\n", "\n")
    except FileNotFoundError:
        raise BuildError([missing_file(name)]) from None
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        hint = "Save it again with the encoding UTF-8."
        raise BuildError([Problem(name, line, "The file is not UTF-8.", hint)]) from None
    if problems := list(_characters(name, text)):
        raise BuildError(problems)
    return text


def _characters(name: str, text: str) -> Iterator[Problem]:
    odd = {c for c in set(text) - {"\n", "\t"} if unicodedata.category(c) in _NOT_TEXT}
    if not odd and unicodedata.is_normalized("NFC", text):
        return
    if text.startswith("\ufeff"):
        hint = "Save it again as UTF-8 without one."
        yield Problem(name, 1, "The file begins with a byte-order mark.", hint)
        return
    for number, line in enumerate(text.split("\n"), 1):
        composed = unicodedata.normalize("NFC", line)
        if found := [c for c in line if c in odd]:
            label = unicodedata.name(found[0], "a control character").lower()
            what = f"The line contains an invisible character: U+{ord(found[0]):04X}, {label}."
            yield Problem(name, number, what, "Delete it.")
        elif composed != line:
            pairs = zip(line, composed, strict=False)
            letter = next((right for typed, right in pairs if typed != right), composed[-1:])
            what = f"“{letter}” is typed as a letter and a separate accent."
            yield Problem(name, number, what, "Type it as one character (Unicode form NFC).")


def read_settings(path: Path, root: Path) -> Document:
    """Read `mkdocs.yml` or `CITATION.cff` with YAML's own types; dates stay text.

    Raises:
        BuildError: the file is missing, is not UTF-8 or does not parse.
    """
    text, name = read_text(path, root), path.relative_to(root).as_posix()
    try:
        loader = _SettingsLoader(text)
        node = loader.get_single_node()
        value = None if node is None else loader.construct_document(node)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise BuildError([_unreadable(name, text, error)]) from None
    lines: dict[Keys, int] = {}
    if node is not None:
        _node_lines(node, (), lines)
    return Document(name, value, lines)


class _SettingsLoader(yaml.SafeLoader):
    """Reads YAML's own types except dates, and `!ENV`; rejects duplicate keys."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        keys: set[str] = set()
        for key, _ in node.value:
            what = ""
            if not isinstance(key, yaml.ScalarNode):
                what = "a list or mapping is used as a key"
            elif key.tag != "tag:yaml.org,2002:str":
                what = f"the key “{key.value}” is not text"
            elif key.value in keys:
                what = f"the key “{key.value}” is used twice"
            if what:
                raise yaml.constructor.ConstructorError(None, None, what, key.start_mark)
            keys.add(key.value)
        found: dict[Any, Any] = super().construct_mapping(node, deep)
        return found


_SettingsLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(":timestamp")]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_SettingsLoader.add_constructor("!ENV", construct_env_tag)


def _node_lines(node: yaml.Node, keys: Keys, lines: dict[Keys, int]) -> None:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            lines[*keys, key.value] = key.start_mark.line + 1
            _node_lines(value, (*keys, key.value), lines)
    elif isinstance(node, yaml.SequenceNode):
        for place, value in enumerate(node.value):
            lines[*keys, place] = value.start_mark.line + 1
            _node_lines(value, (*keys, place), lines)


def is_not_text(value: str) -> bool:
    """Whether YAML's own types would make the plain scalar VALUE a number, date or boolean."""
    tag = yaml.SafeLoader("").resolve(yaml.ScalarNode, value, (True, False))
    return bool(tag != "tag:yaml.org,2002:str")


def read_data(path: Path, root: Path) -> Document:
    """Read a file of `docs/data/`: mappings, lists and text.

    Raises:
        BuildError: the file is missing, is not UTF-8, does not parse or uses forbidden syntax.
    """
    return parse_data(read_text(path, root), path.relative_to(root).as_posix())


def parse_data(text: str, file: str, first: int = 1, part: str = "The file") -> Document:
    """Parse TEXT in the same way.

    Args:
        text: the YAML.
        file: the file that contains it, as messages show it.
        first: the number of its first line in the file.
        part: the name for the whole of it in messages.

    Raises:
        BuildError: as `read_data`.
    """
    try:
        return _read_events(_DataReader(text, file, first, part), _FAST)
    except yaml.YAMLError:  # PyYAML's Python parser reports better reasons
        try:
            return _read_events(_DataReader(text, file, first, part), yaml.SafeLoader)
        except yaml.YAMLError as error:
            raise BuildError([_unreadable(file, text, error, first)]) from None


def _read_events(reader: "_DataReader", loader: type) -> Document:
    for event in yaml.parse(reader.text, loader):
        reader.take(event)
    return reader.document


class _DataReader:
    """Builds the document from parser events, without recursion."""

    def __init__(self, text: str, file: str, first: int, part: str) -> None:
        self.text, self.first = text, first
        self.document = Document(file, "", {}, part=part)
        self.open: list[dict[str, Any] | list[Any]] = []
        self.keys: list[str | int | None] = []  # the current key of each open collection
        self.documents = 0

    def refuse(self, event: yaml.Event, what: str, hint: str) -> BuildError:
        line = event.start_mark.line + self.first
        return BuildError([Problem(self.document.file, line, what, hint)])

    def take(self, event: yaml.Event) -> None:
        """Process one EVENT.

        Raises:
            BuildError: data must not contain it.
        """
        if isinstance(event, yaml.DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                raise self.refuse(event, "A second document begins with “---”.", "Delete the line.")
        elif isinstance(event, yaml.AliasEvent):
            what = f"“*{event.anchor}” is an alias, which data may not use."
            raise self.refuse(event, what, "Write the value out, or put the text in quotes.")
        elif isinstance(event, yaml.ScalarEvent):
            self.refuse_marks(event)
            self.scalar(event)
        elif isinstance(event, yaml.CollectionStartEvent):
            self.refuse_marks(event)
            if len(self.open) >= DEEPEST:
                what = f"Lists and mappings are nested more than {DEEPEST} deep."
                raise self.refuse(event, what, "Close the brackets, or check the indentation.")
            if self.open and isinstance(self.open[-1], dict) and self.keys[-1] is None:
                raise self.refuse(event, "A list or mapping is used as a key.", _LAYOUT)
            new: dict[str, Any] | list[Any] = (
                {} if isinstance(event, yaml.MappingStartEvent) else []
            )
            self.put(event, new)
            self.open.append(new)
            self.keys.append(None)
        elif isinstance(event, yaml.CollectionEndEvent):
            self.open.pop()
            self.keys.pop()
            self.done()

    def refuse_marks(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> None:
        hint = "Take it away, or put the text in quotes."
        if event.anchor:
            raise self.refuse(
                event, f"“&{event.anchor}” is an anchor, which data may not use.", hint
            )
        if event.tag:
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")
            raise self.refuse(event, f"“{tag}” is a tag, which data may not use.", hint)

    def scalar(self, event: yaml.ScalarEvent) -> None:
        value, plain = event.value, event.implicit[0]
        if plain and value in ("~", "null"):
            value = ""
        if not (self.open and isinstance(self.open[-1], dict) and self.keys[-1] is None):
            self.put(event, value)
            if plain:
                self.document.plain.add(self.path())
                rest = self.text[event.end_mark.index :].partition("\n")[0]
                if value and rest.lstrip(" \t").startswith("#"):
                    self.document.commented.add(self.path())
            self.done()
        elif value == "<<":
            raise self.refuse(
                event, "“<<” merges records, which data may not do.", "Write the fields out."
            )
        elif value in self.open[-1]:
            first = self.document.lines[*self.path(), value]
            what = f"The key “{value}” is used twice in one record (first on line {first})."
            raise self.refuse(event, what, "Keep one of the two lines.")
        else:
            self.keys[-1] = value
            self.document.lines[self.path()] = event.start_mark.line + self.first

    def path(self) -> Keys:
        """Return the path to the current value."""
        return tuple(key for key in self.keys if key is not None)

    def put(self, event: yaml.Event, value: Any) -> None:
        """Add VALUE to the innermost open collection."""
        if not self.open:
            object.__setattr__(self.document, "value", value)
            return
        parent = self.open[-1]
        if isinstance(parent, list):
            self.keys[-1] = len(parent)
            parent.append(value)
            self.document.lines[self.path()] = event.start_mark.line + self.first
        else:
            parent[str(self.keys[-1])] = value

    def done(self) -> None:
        """Mark the current value as complete: in a mapping, a key comes next."""
        if self.keys:
            self.keys[-1] = None


def _unreadable(file: str, text: str, error: Exception, first: int = 1) -> Problem:
    """Return the problem that the YAML does not parse."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    reason = getattr(error, "problem", None) or getattr(error, "context", None)
    if reason is None:
        position = getattr(error, "position", 0)
        reason = str(error).splitlines()[0]
        return Problem(
            file,
            first + text.count("\n", 0, position),
            f"The YAML does not parse: {reason}.",
            _LAYOUT,
        )
    line = mark.line if mark else 0
    typed = text.split("\n")[min(line, text.count("\n"))][mark.column if mark else 0 :]
    hint = f"Look at this line and the one above. {_LAYOUT}"
    if "cannot start any token" in reason and typed[:1] in "@`%":
        hint = f"Put text that begins with “{typed[:1]}” in quotes."
    elif "while scanning an a" in str(getattr(error, "context", "")):  # an alias, an anchor
        hint = "Put text that begins with “*” or “&” in quotes."
    return Problem(file, line + first, f"The YAML does not parse: {reason}.", hint)
