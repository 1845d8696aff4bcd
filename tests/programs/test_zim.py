"""The offline copy in a ZIM file, as Kiwix carries it: nothing that a page needs or leads to is missing."""

import zipfile
from pathlib import Path

from tools.programs import needs, run

from edition.config import Project

pytestmark = needs(zimwriterfs="zim-tools", zimcheck="zim-tools")


def test_zimcheck_finds_nothing(site: Path, tmp_path: Path, project: Project) -> None:
    (copy,) = site.glob("downloads/*-offline.zip")
    zipfile.ZipFile(copy).extractall(tmp_path)
    settings, icon = project.settings, "assets/images/apple-touch-icon.png"
    about = {
        "welcome": "index.html",
        "illustration": icon,
        "language": "eng",
        "title": settings.site_name,
        "description": settings.site_name,
        "creator": settings.site_author,
        "publisher": settings.site_author,
    }
    options = [f"--{name}={value}" for name, value in about.items()]
    run("zimwriterfs", "--withoutFTIndex", *options, tmp_path / copy.stem, tmp_path / "edition.zim")
    said = run("zimcheck", "--all", tmp_path / "edition.zim")
    assert "[ERROR]" not in said and "[WARNING]" not in said, said
    assert "Overall Test Status: Pass" in said
