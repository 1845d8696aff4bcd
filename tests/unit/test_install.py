"""What `requirements/install` does with the Python and the folder that it finds; a fake Python records what it is asked."""

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest
from tools.paths import ROOT

# Makes environments as the real one does, with a copy of itself; `pip` fails where a file `offline` says so.
FAKE = """\
#!/bin/sh
case "$*" in
  *version_info*) echo {version} ;;
  *ensurepip*) exit {without_venv} ;;
  "-m venv "*)
    mkdir -p "$3/bin" && cp "$0" "$3/bin/python"
    printf 'version = {version}.1\\ncommand = python -m venv %s\\n' "$(realpath "$3")" >"$3/pyvenv.cfg" ;;
  "-m pip "*) [ ! -e offline ] || exit 1; echo "$*" >>asked ;;
esac
"""


@dataclass(frozen=True)
class Machine:
    """A project with nothing but locks, and a system without a package manager."""

    root: Path

    def python(self, version: str = "3.12", without_venv: bool = False) -> None:
        path = self.root / "bin/python3"
        path.write_text(FAKE.format(version=version, without_venv=int(without_venv)), "utf-8")
        path.chmod(0o755)

    def install(self, part: str = "site", **environment: str) -> subprocess.CompletedProcess[str]:
        (self.root / "asked").write_text("", "utf-8")
        return subprocess.run(
            ["bash", "requirements/install", part],
            cwd=self.root,
            env={"PATH": str(self.root / "bin"), **environment},
            capture_output=True,
            text=True,
            check=False,
        )

    def locks(self) -> list[str]:
        """The locks that pip was asked for."""
        words = (self.root / "asked").read_text("utf-8").splitlines()
        return [line.rpartition(" ")[2] for line in words if "--require-hashes" in line]


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    shutil.copytree(ROOT / "requirements", tmp_path / "requirements")
    shutil.copy(ROOT / "requirements.txt", tmp_path)
    (tmp_path / "bin").mkdir()
    for program in [
        "basename",
        "bash",
        "cat",
        "cmp",
        "cp",
        "dirname",
        "find",
        "grep",
        "id",
        "mkdir",
        "realpath",
        "rm",
        "sed",
        "sh",
    ]:
        (tmp_path / "bin" / program).symlink_to(str(shutil.which(program)))
    machine = Machine(tmp_path)
    machine.python()
    return machine


def test_installs_each_lock_once_and_again_when_it_changes(machine: Machine) -> None:
    assert machine.install("zensical").stdout.splitlines() == [
        "Installing what builds the site",
        "Installing the engine Zensical",
    ]
    assert machine.locks() == ["requirements.txt", "requirements/zensical.txt"]
    assert machine.install("zensical").stdout == ""
    (machine.root / "requirements/zensical.txt").write_text("zensical==9\n", "utf-8")
    machine.install("zensical")
    assert machine.locks() == ["requirements/zensical.txt"]


def test_what_asks_the_network_is_installed_only_for_it(machine: Machine) -> None:
    machine.install()
    assert machine.locks() == ["requirements.txt"]
    machine.install("links")
    assert machine.locks() == ["requirements/links.txt"]


@pytest.mark.parametrize("version", ["", "3.13"])
def test_another_python_gets_an_environment_of_its_own(machine: Machine, version: str) -> None:
    machine.install()
    if version:  # the system's was upgraded, and that of the environment with it
        machine.python(version)
        shutil.copy(machine.root / "bin/python3", machine.root / ".venv/bin/python")
    else:  # the system's was removed
        (machine.root / ".venv/bin/python").unlink()
    done = machine.install()
    assert done.stdout.startswith("Installing anew: Python or this folder has changed")
    assert machine.locks() == ["requirements.txt"]
    assert machine.install().stdout == ""


def test_an_interrupted_installation_begins_anew(machine: Machine) -> None:
    machine.install()
    (machine.root / ".venv/unfinished").touch()
    assert machine.install().stdout.startswith("Installing anew")


def test_without_a_network_what_is_installed_goes_on_working(machine: Machine) -> None:
    machine.install()
    (machine.root / "offline").touch()
    failed = machine.install("zensical")
    assert failed.returncode == 1
    assert failed.stderr.startswith(
        "requirements/zensical.txt: This could not be installed; see the error above."
    )
    assert machine.install().returncode == 0


def test_says_what_is_missing_before_anything_is_downloaded(machine: Machine) -> None:
    machine.python(without_venv=True)
    alone = machine.install()
    assert alone.stderr == (
        "Missing from the system: python3-venv. Install them, then run this again: "
        "sudo apt-get install python3-venv\n"
    )
    every = machine.install("tests")
    assert every.returncode == 1
    assert "sudo apt-get install python3-venv git chromium poppler-utils" in every.stderr
    assert machine.locks() == []
    assert not (machine.root / ".venv").exists()


def test_refuses_a_python_that_is_too_old(machine: Machine) -> None:
    machine.python(version="")
    assert machine.install().stderr == (
        "This needs Python 3.11 or newer. Install it, or name one that you have: "
        "make PYTHON=/path/to/python3.12\n"
    )


def test_names_a_folder_that_cannot_be_written(machine: Machine) -> None:
    mkdir = machine.root / "bin/mkdir"  # root may write anywhere, so the refusal itself is played
    mkdir.unlink()
    mkdir.symlink_to(str(shutil.which("false")))
    said = machine.install().stderr
    assert (
        said == f"{machine.root} is read-only for you. Copy the project to a folder of your own.\n"
    )


def test_a_python_that_is_named_is_the_one_used(machine: Machine) -> None:
    machine.install()
    (machine.root / "bin/python3.13").write_text(
        FAKE.format(version="3.13", without_venv=0), "utf-8"
    )
    os.chmod(machine.root / "bin/python3.13", 0o755)
    assert machine.install(PYTHON="python3.13").stdout.startswith("Installing anew")
    assert machine.install().stdout == ""
