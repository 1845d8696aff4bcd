"""The conductor: whole site or none, redirects, exports, releases."""

import codecs
import csv
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from cases import case
from fixtures import minimal_project
from pybtex.database import parse_string

from edition.cli import main


def stop(root: Path) -> None:
    """A last good site, recognisable."""
    (root / "site").mkdir(exist_ok=True)
    (root / "site/good").write_text("good", "utf-8")


def test_says_where_the_site_is(
    write_project: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    write_project()
    assert main(["build"]) == 0
    out = capsys.readouterr().out
    assert out.splitlines()[-1].startswith("The site is in site/")
    assert "building pages" in out


def test_a_fault_leaves_the_last_good_site(write_project: Callable[..., Path]) -> None:
    root = write_project(
        {"docs/hopes.md": minimal_project.FILES["docs/hopes.md"].replace("rankin-2021", "zzz")}
    )
    stop(root)
    assert main(["build"]) == 1
    assert (root / "site/good").read_text("utf-8") == "good"


def test_what_the_engine_refuses_leaves_the_last_good_site(
    write_project: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    root = write_project(
        {"docs/about.md": minimal_project.FILES["docs/about.md"] + "\n[nowhere](#no-such-anchor)\n"}
    )
    stop(root)
    assert main(["build"]) == 1
    assert (root / "site/good").exists()
    assert "anchor" in capsys.readouterr().err


def test_what_the_built_pages_show_leaves_the_last_good_site(
    write_project: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    image = '<img src="https://elsewhere.example/x.png" alt="Elsewhere">'
    root = write_project(minimal_project.with_html("about", image))
    stop(root)
    assert main(["build"]) == 1
    assert (root / "site/good").exists()
    message = ": The page loads “https://elsewhere.example/x.png” from elsewhere. Serve it from docs/assets/."
    assert message in capsys.readouterr().err


def test_killed_in_the_middle_leaves_the_last_good_site(built_project: Path) -> None:
    before = (built_project / "site/hopes/index.html").read_bytes()
    running = subprocess.Popen(
        [sys.executable, "-m", "edition", "build"],
        cwd=built_project,
        stdout=subprocess.PIPE,
        start_new_session=True,
    )
    assert running.stdout
    seen = b""
    while b"building pages" not in seen:
        seen += running.stdout.read(1)
    time.sleep(0.3)
    os.killpg(running.pid, signal.SIGKILL)
    running.wait()
    assert (built_project / "site/hopes/index.html").read_bytes() == before
    assert main(["build"]) == 0, "the next build is not disturbed by what was left behind"


def test_a_read_only_place_is_told(
    built_project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied", "site")

    monkeypatch.setattr(
        "edition.build.replace", refuse
    )  # root may write anywhere, so the refusal itself is played
    assert main(["build"]) == 1
    assert (
        capsys.readouterr().err
        == "site: Permission denied. Fix this and run again; site/ was not changed.\n"
    )
    assert (built_project / "site/index.html").exists()


def test_a_new_site_takes_the_place_of_the_old_one_whole(built_project: Path) -> None:
    (built_project / "site/stale.html").write_text("stale", "utf-8")
    assert main(["build"]) == 0
    assert not (built_project / "site/stale.html").exists()
    assert list((built_project / "build").iterdir()) == []


def test_the_site_can_be_read_by_all_whatever_the_umask(write_project: Callable[..., Path]) -> None:
    root = write_project()
    before = os.umask(0o077)
    try:
        assert main(["build"]) == 0
    finally:
        os.umask(before)
    modes = {path.stat().st_mode & 0o777 for path in (root / "site").rglob("*") if path.is_file()}
    assert modes == {0o644}
    assert (root / "site/hopes").stat().st_mode & 0o777 == 0o755


def test_a_moved_page_is_redirected(write_project: Callable[..., Path]) -> None:
    moved = "- from: wishes\n  to: hopes#p2\n- from: fears\n  gone: It was merged into Hopes.\n"
    root = write_project(
        {
            "docs/data/moved.yml": moved,
            "docs/data/ledger.yml": "wishes: [p2]\nfears: []\nhopes: []\n",
        }
    )
    assert main(["build"]) == 0
    page = (root / "site/wishes/index.html").read_text("utf-8")
    assert '<meta http-equiv="refresh" content="0; url=../hopes/#p2">' in page
    assert "It was merged into Hopes." in (root / "site/fears/index.html").read_text("utf-8")


def test_a_release_extends_the_ledger_and_removes_nothing(
    write_project: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    ledger = "hopes: [p2, p2a]\n"
    root = write_project(
        {
            "docs/data/ledger.yml": ledger,
            "docs/data/moved.yml": "- from: hopes#p2a\n  to: hopes#p2\n",
        }
    )
    assert main(["release"]) == 0
    text = (root / "docs/data/ledger.yml").read_text("utf-8")
    assert "hopes:\n- b1\n- hopes\n- p2\n- p2a\n- p3\n- p4\n- s1\n" in text
    assert "sources:\n- frost-2000\n- rankin-2021\n- sources\n" in text
    assert "timeline:\n- frost\n- timeline\n" in text
    assert main(["generate"]) == 0
    capsys.readouterr()
    assert main(["release"]) == 0
    assert capsys.readouterr().out == "0 new addresses in docs/data/ledger.yml.\n"


def test_exports_say_what_the_data_says(built_project: Path) -> None:
    data = built_project / "site/data"
    claims = json.loads((data / "claims.json").read_text("utf-8"))
    assert claims[1] == {
        "id": "B1",
        "statement": "He asked.",
        "assessment": "supported-with-nuance",
        "assessment_in_words": "Supported with nuance",
        "finding": "There is one witness.",
        "address": "https://tiny.example/edition/hopes/#b1",
        "paragraphs": ["p2", "p3", "p4"],
        "sources": ["rankin-2021", "frost-2000"],
        "off": [],
        "bears": [],
        "witnesses": [],
        "rests_on": "",
    }
    assert (data / "timeline.csv").read_bytes().startswith(codecs.BOM_UTF8)  # for spreadsheets
    rows = list(csv.DictReader((data / "timeline.csv").open(encoding="utf-8-sig")))
    assert [(row["id"], row["date"], row["sources"]) for row in rows] == [
        ("frost", "2000-03-05", "frost-2000")
    ]
    items = json.loads((data / "sources.json").read_text("utf-8"))
    assert items[1]["issued"] == {"date-parts": [[2021, 11, 4]]}
    custom = items[1]["custom"]
    assert (custom["tier"], custom["checked"]) == ("reporting", "corroborated")
    assert [passage["exact"] for passage in custom["passages"]] == ["Это тяжело"]
    entries = parse_string((data / "sources.bib").read_text("utf-8"), "bibtex").entries
    assert str(entries["rankin-2021"].persons["author"][0]) == "Rankin, Jennifer"
    rows = list(csv.DictReader((data / "sources.csv").open(encoding="utf-8-sig")))
    assert (
        rows[0]["reference"]
        == "David Frost, “Breakfast with Frost”, BBC, 5 March 2000. https://bbc.example/frost"
    )


def test_without_an_address_none_is_printed(write_project: Callable[..., Path]) -> None:
    root = write_project(
        {
            "mkdocs.yml": minimal_project.FILES["mkdocs.yml"].replace(
                "site_url: https://tiny.example/edition/\n", ""
            )
        }
    )
    assert main(["build"]) == 0
    assert "tiny.example" not in (root / "site/hopes/index.html").read_text("utf-8")
    assert (
        json.loads((root / "docs/data/claims.json").read_text("utf-8"))[1]["address"] == "hopes/#b1"
    )


def test_exports_are_made_again_from_the_facts(built_project: Path) -> None:
    table = built_project / "docs/data/claims.csv"
    good = table.read_bytes()
    table.write_text(table.read_text("utf-8").replace("statement,", ""), "utf-8")  # a column lost
    (built_project / "docs/data/claims.json").unlink()
    assert main(["build"]) == 0
    assert table.read_bytes() == good
    published = (built_project / "site/data/claims.csv").read_text("utf-8-sig")
    assert published.replace("https://tiny.example/edition/", "") == good.decode()
    assert json.loads((built_project / "site/data/claims.json").read_text("utf-8"))


def test_hidden_files_are_no_problem(write_project: Callable[..., Path]) -> None:
    root = write_project()
    case.write(root, {"docs/.hopes.md.swp": b"\x00", "docs/.DS_Store": b"\x00"})
    assert main(["build"]) == 0
    assert not (root / "site/.DS_Store").exists()
