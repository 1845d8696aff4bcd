"""One commit gives the same bytes everywhere, and whoever has a copy can check it."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from tools.paths import ROOT

from edition.engines import ENGINES
from edition.site import checksums


@dataclass(frozen=True)
class Machine:
    """Whatever may differ between two machines that build the same commit."""

    folder: str
    clock: str
    umask: int
    settings: dict[str, str]


# With an address, so that what depends on it is built; a false stop-watch beside the false clock would hang Zensical.
ADDRESS = {"SITE_URL": "https://edition.example/", "FAKETIME_DONT_FAKE_MONOTONIC": "1"}
MACHINES = [
    Machine(
        "a",
        "2026-12-01 00:30:00",
        0o022,
        {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "1"},
    ),
    Machine(
        "a longer/päth",
        "2031-05-06 23:45:00",
        0o077,
        {"TZ": "America/Los_Angeles", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "2"},
    ),
]


def build(machine: Machine, folder: Path, engine: str) -> dict[str, bytes]:
    """Every file of the site that a clone of the last commit gives on MACHINE."""
    clone = folder / machine.folder
    subprocess.run(["git", "clone", "--quiet", ROOT, clone], check=True, umask=machine.umask)
    result = subprocess.run(
        ["faketime", machine.clock, sys.executable, "-m", "edition", "build", "--engine", engine],
        cwd=clone,
        env={**os.environ, **ADDRESS, **machine.settings},
        umask=machine.umask,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert result.returncode == 0, result.stderr
    site = clone / "site"
    return {
        path.relative_to(site).as_posix(): path.read_bytes()
        for path in site.rglob("*")
        if path.is_file()
    }


@pytest.mark.parametrize("engine", ENGINES)
def test_two_clones_give_the_same_bytes(tmp_path: Path, engine: str) -> None:
    one, other = (build(machine, tmp_path, engine) for machine in MACHINES)
    assert len(one) > 30, "fewer files mean a broken build"
    assert sorted(one) == sorted(other)
    assert [name for name in sorted(one) if one[name] != other[name]] == []


def sha256sum(folder: Path) -> subprocess.CompletedProcess[str]:
    """The command that readers are told to run."""
    return subprocess.run(
        ["sha256sum", "--check", checksums.NAME],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_reader_can_check_a_copy(site: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(site, tmp_path / "copy")
    result = sha256sum(copy)
    assert result.returncode == 0, result.stderr
    checked = {line.removesuffix(": OK") for line in result.stdout.splitlines()}
    there = {path.relative_to(copy).as_posix() for path in copy.rglob("*") if path.is_file()}
    assert checked == there - {checksums.NAME}


def damage(page: Path) -> None:
    page.write_bytes(page.read_bytes().replace(b"NATO", b"Nato", 1))


@pytest.mark.parametrize(
    ("harm", "said"), [(damage, "FAILED"), (Path.unlink, "FAILED open or read")]
)
def test_a_changed_or_missing_file_is_noticed(
    site: Path, tmp_path: Path, harm: Callable[[Path], None], said: str
) -> None:
    copy = shutil.copytree(site, tmp_path / "copy")
    harm(copy / "conflict/index.html")
    result = sha256sum(copy)
    assert result.returncode == 1
    assert f"conflict/index.html: {said}" in result.stdout.splitlines()


def test_unusual_names_are_listed_as_coreutils_read_them(tmp_path: Path) -> None:
    for name in ("a b.txt", "Россия.txt", "back\\slash.txt", "line\nend.txt", "sub/plain.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(name, "utf-8")
    assert checksums.write(tmp_path) == 5
    result = sha256sum(tmp_path)
    assert result.returncode == 0, result.stdout + result.stderr
    assert len(result.stdout.splitlines()) == 5


def test_the_manifest_is_written_anew_and_never_lists_itself(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("page", "utf-8")
    assert checksums.write(tmp_path) == 1
    before = (tmp_path / checksums.NAME).read_bytes()
    assert checksums.write(tmp_path) == 1
    assert (tmp_path / checksums.NAME).read_bytes() == before
