"""The same pages as the theme makes them by itself: no look, no overrides and no finishing steps of ours."""

import os
import subprocess
import sys
from pathlib import Path

import yaml


class _Loader(yaml.SafeLoader):
    """`!ENV` values are of no use here."""


_Loader.add_multi_constructor("!", lambda loader, suffix, node: "")


def build(project: Path, target: Path) -> None:
    """Build the Markdown of PROJECT with the stock theme into TARGET. Its web fonts, which come from a third party, are left out."""
    settings = yaml.load((project / "mkdocs.yml").read_text("utf-8"), _Loader)
    settings["theme"] = {
        "name": "material",
        "font": False,
        "features": ["content.footnote.tooltips"],
    }
    settings.update(
        site_url="", extra_css=[], extra_javascript=[], docs_dir=str(project / "docs"), watch=[]
    )
    path = target.parent / "stock.yml"
    path.write_text(yaml.safe_dump(settings, allow_unicode=True), "utf-8")
    command = [
        sys.executable,
        "-m",
        "mkdocs",
        "build",
        "--quiet",
        "--config-file",
        str(path),
        "--site-dir",
        str(target),
    ]
    subprocess.run(command, cwd=project, check=True, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"})
