"""Check the scripts in docs/: they parse, and ask no other host for anything."""

import re
from collections.abc import Iterator

import minify

from edition.content.model import Content
from edition.content.yaml import read_text
from edition.diagnostics import Problem

_HOST = re.compile(r"[\"'`]((?:(?:https?|wss?):)?//(?!www\.w3\.org/)[^\"'`\s]*)")
_PLACE = re.compile(r"(.*?) on line (\d+) and column \d+", re.DOTALL)


def problems(content: Content) -> Iterator[Problem]:
    """Yield every problem in the scripts."""
    project = content.project
    for path in sorted(project.docs.rglob("*.js")):
        if not path.is_file() or path.is_symlink():
            continue
        name, script = project.name(path), read_text(path, project.root)
        try:
            code = str(minify.string("application/javascript", script))  # without comments
        except minify.MinifyError as error:
            found = _PLACE.match(str(error))
            reason, line = (found[1], int(found[2])) if found else (str(error), 0)
            hint = "Correct it, or undo your last change."
            yield Problem(name, line, f"The script does not parse: {reason}.", hint)
            continue
        if not code:
            hint = "Restore it, for example with `git checkout`."
            yield Problem(name, 0, "The script contains no code.", hint)
        for address in dict.fromkeys(_HOST.findall(code)):
            line = script[: max(script.find(address), 0)].count("\n") + 1
            what = f"The script names the address “{address}” of another host."
            yield Problem(name, line, what, "Serve what it needs from docs/assets/.")
