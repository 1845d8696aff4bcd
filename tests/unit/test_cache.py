"""What the press made is used again when, and only when, everything that went into it is the same; and it is the same everywhere."""

import filecmp
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import ROOT
from fixtures import minimal_project

from edition.cli import main
from edition.writers import citation_files, epub, offline, pdf
from edition.writers.cache import Cache


def made(root: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (root / "site/downloads").iterdir()}


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is really made, as it is made."""
    done: list[str] = []

    def watch(module: object, name: str) -> None:
        real = getattr(module, name)

        def watched(*arguments: object, **options: object) -> object:
            done.append(name)
            return real(*arguments, **options)

        monkeypatch.setattr(module, name, watched)

    watch(pdf, "typeset")
    watch(epub, "_make")
    watch(citation_files, "bibtex")
    watch(offline, "copy")
    return done


def test_a_second_build_makes_nothing_twice(make_tiny: Callable[..., Path], work: list[str]) -> None:
    root = make_tiny()
    assert main(["build"]) == 0
    assert sorted(work) == ["_make", "bibtex", "copy", "typeset", "typeset"]
    first = made(root)
    work.clear()
    assert main(["build"]) == 0
    assert work == []
    assert made(root) == first


def test_a_changed_page_is_made_again_and_no_other(make_tiny: Callable[..., Path], work: list[str]) -> None:
    root = make_tiny()
    assert main(["build"]) == 0
    first = made(root)
    work.clear()
    make_tiny({"docs/about.md": minimal_project.FILES["docs/about.md"].replace("Meaning.", "Another meaning.")})
    assert main(["build"]) == 0
    assert sorted(work) == ["_make", "copy", "typeset"], "the whole, the e-book and the copy; no section"
    second = made(root)
    assert {name for name in first if first[name] != second[name]} == {"minimal_project.pdf", "minimal_project.epub", "tiny-offline.zip"}
    said = subprocess.run(["pdftotext", root / "site/downloads/minimal_project.pdf", "-"], capture_output=True, text=True, check=True).stdout
    assert "Another meaning." in said


@pytest.mark.parametrize("change", [('"2026.11"', '"2026.12"'), ("Tiny\n", "Small\n"), ("minimal_project.example", "small.example")])
def test_a_changed_edition_name_or_address_is_made_again(make_tiny: Callable[..., Path], work: list[str], change: tuple[str, str]) -> None:
    make_tiny()
    assert main(["build"]) == 0
    work.clear()
    make_tiny({"mkdocs.yml": minimal_project.FILES["mkdocs.yml"].replace(*change)})
    assert main(["build"]) == 0
    assert {"_make", "copy", "typeset"} <= set(work)


def test_another_date_is_made_again(make_tiny: Callable[..., Path], work: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    make_tiny()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790000000")
    assert main(["build"]) == 0
    work.clear()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790000001")
    assert main(["build"]) == 0
    assert len(work) == 5


def test_a_damaged_file_is_made_again(make_tiny: Callable[..., Path]) -> None:
    root = make_tiny()
    assert main(["build"]) == 0
    first = made(root)
    kept = list((root / "build/cache").iterdir())
    assert len(kept) == 5
    for path in kept:
        path.write_bytes(path.read_bytes()[:-1] + b"?")
    assert main(["build"]) == 0
    assert made(root) == first


def test_what_is_no_longer_used_goes(make_tiny: Callable[..., Path]) -> None:
    root = make_tiny()
    assert main(["build"]) == 0
    before = set((root / "build/cache").iterdir())
    make_tiny({"docs/about.md": minimal_project.FILES["docs/about.md"].replace("Meaning.", "Another meaning.")})
    assert main(["build"]) == 0
    after = set((root / "build/cache").iterdir())
    assert len(before) == len(after) == 5
    assert len(before & after) == 2, "the section and the citations"


def test_changed_code_or_tools_make_everything_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790000000")
    runs: list[Path] = []

    def make(path: Path) -> None:
        runs.append(path)
        path.write_text("made", "utf-8")

    def provide() -> bool:
        return Cache(tmp_path / "cache").provide(tmp_path / "x.pdf", [b"text"], make)

    assert (provide(), provide(), len(runs)) == (False, True, 1)
    monkeypatch.setattr("edition.writers.cache.version", lambda name: "0")
    assert (provide(), provide(), len(runs)) == (False, True, 2)
    changed = tmp_path / "code.py"
    changed.write_text("1", "utf-8")
    monkeypatch.setattr("edition.writers.cache._CODE", [changed])
    assert (provide(), len(runs)) == (False, 3)
    changed.write_text("2", "utf-8")
    assert (provide(), provide(), len(runs)) == (False, True, 4)


def test_two_clones_give_the_same_bytes(tmp_path: Path) -> None:
    """At different places, times and umasks, in different languages."""
    surroundings = [
        {"TZ": "Asia/Tokyo", "LC_ALL": "C", "PYTHONHASHSEED": "1"},
        {"TZ": "America/Lima", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "2", "HOME": str(tmp_path)},
    ]
    clones = [tmp_path / "one", tmp_path / "a place with spaces" / "two"]
    kept = {name: value for name, value in os.environ.items() if name not in ("SOURCE_DATE_EPOCH", "PYTHONPATH")}
    for clone, surrounding, umask in zip(clones, surroundings, (0o022, 0o077), strict=True):
        subprocess.run(["git", "clone", "--quiet", ROOT, clone], check=True)
        command = [sys.executable, "-m", "edition", "build"]
        subprocess.run(command, cwd=clone, check=True, capture_output=True, umask=umask, env=kept | surrounding)
    one, two = (clone / "site" for clone in clones)
    names = [path.relative_to(one) for path in one.rglob("*") if path.is_file()]
    assert sorted(names) == sorted(path.relative_to(two) for path in two.rglob("*") if path.is_file())
    assert {"putin-nato.pdf", "putin-nato.epub", "putin-nato-offline.zip"} <= {name.name for name in names}
    assert [str(name) for name in names if not filecmp.cmp(one / name, two / name, shallow=False)] == []
