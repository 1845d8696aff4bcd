"""Problems in the real article: what an editor does to it one day, wherever the text then stands."""

import re
from collections.abc import Callable
from pathlib import Path

from cases.case import Case

Values = dict[str, object]
_PARAGRAPH = r"(?:^[^\n]+\n)+\{#(?P<id>p[0-9]+[a-z]?)\}\n\n"
_CLAIM = r"^/// claim \| (?P<id>[A-Z][0-9]+)\n(?:.+\n)+///\n\n"


def _change(
    name: str, pattern: str, new: str | Callable[[re.Match[str]], str], nth: int = 0
) -> Callable[[Path], Values]:
    """Replace the NTH match of PATTERN in a file; the values are its line, that of the file's ledger entry, and its groups."""

    wanted = re.compile(pattern, re.MULTILINE)

    def inject(root: Path) -> Values:
        path = root / name
        text = path.read_text("utf-8")
        match = list(wanted.finditer(text))[nth]
        replaced = new(match) if callable(new) else match.expand(new)
        path.write_text(text[: match.start()] + replaced + text[match.end() :], "utf-8")
        return {
            "line": text.count("\n", 0, match.start()) + 1,
            "ledger": _ledger_line(root, Path(name).stem),
            **match.groupdict(),
        }

    return inject


def _ledger_line(root: Path, page: str) -> int | None:
    lines = (root / "docs/data/ledger.yml").read_text("utf-8").splitlines()
    return lines.index(f"{page}:") + 1 if f"{page}:" in lines else None


def _claim_to_another_page(root: Path) -> Values:
    page, other = root / "docs/conflict.md", root / "docs/early-hopes.md"
    text = page.read_text("utf-8")
    match = next(re.finditer(_CLAIM, text, re.MULTILINE))
    page.write_text(text.replace(match.group(), ""), "utf-8")
    moved = other.read_text("utf-8").rstrip("\n") + "\n\n"
    other.write_text(moved + match.group(), "utf-8")
    return {"line": moved.count("\n") + 1, "id": match["id"]}


def _page_renamed(root: Path) -> Values:
    (root / "docs/conflict.md").rename(root / "docs/war.md")
    return {"ledger": _ledger_line(root, "conflict")}


def _font_deleted(root: Path) -> Values:
    font = sorted((root / "docs/assets/fonts").glob("*.woff2"))[0]
    font.unlink()
    for sheet in sorted((root / "docs/assets/stylesheets").glob("*.css")):
        for number, text in enumerate(sheet.read_text("utf-8").splitlines(), 1):
            if font.name in text:
                return {"sheet": sheet.name, "line": number, "font": font.name}
    raise AssertionError(font)


GONE = "Restore it, or say in docs/data/moved.yml where it went (“to: …”) or why it is gone (“gone: …”)."

ARTICLE: dict[str, Case] = {
    "a paragraph deleted": Case(
        _change("docs/early-hopes.md", _PARAGRAPH, ""),
        f"docs/data/ledger.yml:<ledger>: The published address “early-hopes#<id>” is gone. {GONE}",
        real=True,
    ),
    "a paragraph's number changed": Case(
        _change("docs/disillusionment.md", r"^\{#(?P<id>p[0-9]+)\}$", r"{#\g<id>z}", nth=1),
        f"docs/data/ledger.yml:<ledger>: The published address “disillusionment#<id>” is gone. {GONE}",
        real=True,
    ),
    "a paragraph's source taken out": Case(
        _change(
            "docs/conflict.md",
            _PARAGRAPH,
            lambda match: re.sub(r"\[@[^\]]*\]", "", match.group()),
            nth=2,
        ),
        "docs/conflict.md:<line>: The paragraph cites no source. Put [@source-id] behind the sentence that it supports.",
        real=True,
    ),
    "a claim moved to another page": Case(
        _claim_to_another_page,
        "docs/early-hopes.md:<line>: Claim <id> belongs on another page. Move it to docs/conflict.md.",
        real=True,
    ),
    "a claim taken out": Case(
        _change("docs/current-situation.md", _CLAIM, ""),
        "docs/current-situation.md: Claim <id> is missing. Discuss it under a block “/// claim | <id>”.",
        real=True,
    ),
    "a source renamed": Case(
        _change("docs/data/sources.yml", r"^- id: (?P<id>\S+)$", r"- id: \g<id>-new"),
        f"docs/data/ledger.yml:<ledger>: The published address “sources#<id>” is gone. {GONE}",
        real=True,
    ),
    "a source dated after the cut-off": Case(
        _change("docs/data/sources.yml", r"^  issued: \S+$", "  issued: 2026-12-24"),
        "docs/data/sources.yml:<line>: “<id>” is dated 2026-12-24, after the evidence's cut-off on <cutoff>. "
        "Correct the date, or say why it is there: “after-cutoff: …”.",
        real=True,
    ),
    "an event deleted": Case(
        _change("docs/data/timeline.yml", r"^- id: (?P<id>\S+)\n(?:  .*\n)+", ""),
        f"docs/data/ledger.yml:<timeline>: The published address “timeline#<id>” is gone. {GONE}",
        real=True,
    ),
    "an event whose paragraph has another number": Case(
        _change("docs/data/timeline.yml", r"^  paragraph: \S+$", "  paragraph: p999", nth=3),
        "docs/data/timeline.yml:<line>: There is no paragraph “p999” (of event “<id>”). <hint>",
        real=True,
    ),
    "a page renamed": Case(
        _page_renamed,
        f"docs/data/ledger.yml:<ledger>: The published address “conflict” is gone. {GONE}",
        real=True,
    ),
    "a font deleted": Case(
        _font_deleted,
        "docs/assets/stylesheets/<sheet>:<line>: There is no file “../fonts/<font>”. <hint>",
        real=True,
    ),
    "a setting misspelt": Case(
        _change("mkdocs.yml", r"^site_author:", "site_autor:"),
        "mkdocs.yml:<line>: “site_autor” is not a known field. Did you mean “site_author”?",
        real=True,
    ),
}
