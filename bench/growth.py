"""A copy of the project with more pages, to see how the build grows."""

import re
import shutil
from pathlib import Path

_LEFT = shutil.ignore_patterns(".git", ".venv", "site", "build", "__pycache__", "tests", ".*_cache")


def copy(project: Path, target: Path, pages: int) -> None:
    """Copy PROJECT to TARGET and add pages like its section “conflict”, until it has as many PAGES of Markdown."""
    shutil.copytree(project, target, ignore=_LEFT)
    docs = target / "docs"
    model = (docs / "conflict.md").read_text("utf-8")
    model = re.sub(
        r"/// (claim|chart) .*?\n///\n", "", model, flags=re.DOTALL
    )  # a claim and a chart stand in one place only
    names = [f"more-{number}" for number in range(pages - len(list(docs.glob("*.md"))))]
    for name in names:
        (docs / f"{name}.md").write_text(model.replace("{#conflict}", f"{{#{name}}}"), "utf-8")
    settings = target / "mkdocs.yml"
    settings.write_text(
        settings.read_text("utf-8").rstrip() + "".join(f"\n  - {name}.md" for name in names) + "\n",
        "utf-8",
    )
