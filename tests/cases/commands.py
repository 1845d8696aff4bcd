"""Problems of the machine and of how the commands are started."""

import os
import resource
import shutil
import signal
import socket
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tools.interrupts import HEEDING_INTERRUPTS
from tools.paths import ROOT

from cases.case import Case, Outcome, build, command, hopes, make, settings
from cases.settings import at
from edition.lock import exclusive


def _changed_package(root: Path) -> None:
    """A package whose bytes are not those that were locked."""
    for name in ("Makefile", "edition/engines/__init__.py", "requirements/install"):
        (root / name).parent.mkdir(exist_ok=True, parents=True)
        shutil.copy(ROOT / name, root / name)
    shutil.copy(ROOT / "requirements/system-packages", root / "requirements")
    with zipfile.ZipFile(root / "thing-1.0-py3-none-any.whl", "w") as wheel:
        wheel.writestr("thing.py", "")
        wheel.writestr(
            "thing-1.0.dist-info/METADATA", "Metadata-Version: 2.1\nName: thing\nVersion: 1.0\n"
        )
        wheel.writestr(
            "thing-1.0.dist-info/WHEEL",
            "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        )
        wheel.writestr("thing-1.0.dist-info/RECORD", "")
    (root / "requirements.txt").write_text(
        f"./thing-1.0-py3-none-any.whl --hash=sha256:{'0' * 64}\n", "utf-8"
    )


def _elsewhere(root: Path) -> Outcome:
    folder = root / "empty"
    folder.mkdir()
    return command("build", folder=folder)


def _without_packages(root: Path) -> Outcome:
    return command("build", folder=root, python=(sys.executable, "-S"))


@contextmanager
def _started(root: Path) -> Iterator[subprocess.Popen[str]]:
    """A build in a process group of its own that has come to the pages."""
    running = subprocess.Popen(
        [*HEEDING_INTERRUPTS, sys.executable, "-m", "edition", "build"],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    assert running.stdout
    seen = ""
    while "building pages" not in seen:
        letter = running.stdout.read(1)
        assert letter, seen
        seen += letter
    time.sleep(0.3)
    yield running


def _interrupted(root: Path) -> Outcome:
    with _started(root) as running:
        os.killpg(running.pid, signal.SIGINT)  # as Ctrl-C does
        said = running.communicate()[0]
        return Outcome(running.returncode, said)


def _killed(root: Path) -> Outcome:
    """A killed build can say nothing: its shell does. The next build must not be disturbed by what it left."""
    with _started(root) as running:
        os.killpg(running.pid, signal.SIGKILL)
        running.communicate()
        return Outcome(running.returncode, signal.strsignal(-running.returncode) or "")


def _full(root: Path) -> Outcome:
    """No file may grow beyond 20 kB: the kernel itself refuses, whoever runs the test."""
    done = subprocess.run(
        [sys.executable, "-m", "edition", "build"],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000)),
    )
    return Outcome(done.returncode, done.stdout + done.stderr)


@contextmanager
def mounted(*arguments: str) -> Iterator[None]:
    """A mount for the time of a test; skips where one needs to be root and is not."""
    done = subprocess.run(["mount", *arguments], capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"mounting needs rights that this user does not have: {done.stderr.strip()}")
    try:
        yield
    finally:
        subprocess.run(["umount", arguments[-1]], check=True)


def _disk_full(root: Path) -> Outcome:
    (root / "build").mkdir(exist_ok=True)
    with mounted("-t", "tmpfs", "-o", "size=200k", "tmpfs", str(root / "build")):
        return build(root)


def _read_only(root: Path) -> Outcome:
    (root / "build").mkdir(exist_ok=True)
    with mounted("-t", "tmpfs", "-o", "ro", "tmpfs", str(root / "build")):
        return build(root)


def _other_disk(root: Path) -> Outcome:
    """site/ is a place of its own, as in a container: it cannot change places with a new folder."""
    good = {path: path.read_bytes() for path in (root / "site").rglob("*") if path.is_file()}
    with mounted("-t", "tmpfs", "tmpfs", str(root / "site")):
        for path, content in good.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        outcome = build(root)
        assert good == {
            path: path.read_bytes() for path in (root / "site").rglob("*") if path.is_file()
        }
        return outcome


def _two(root: Path) -> Outcome:
    with exclusive(root / "build"):
        return build(root)


def _build_is_a_file(root: Path) -> None:
    (root / "build").write_text("", "utf-8")


def _taken(root: Path) -> Outcome:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        return command("serve", "--address", f"127.0.0.1:{other.getsockname()[1]}", folder=root)


COMMANDS: dict[str, Case] = {
    "package other than the one locked": Case(
        _changed_package,
        "requirements.txt: This could not be installed; see the error above. "
        "Without a network, connect and run this again. "
        "If a hash does not match, stop: the package was changed after it was locked.",
        run=lambda root: make(f"PYTHON={sys.executable}", folder=root),
    ),
    "command started with another Python": Case(
        {},
        "“<name>” is not installed for this Python. Run `make`, which installs it, or use .venv/bin/python.",
        run=_without_packages,
    ),
    "command started in another folder": Case(
        {},
        "mkdocs.yml: The file is missing. Restore it, for example with `git checkout`.",
        run=_elsewhere,
    ),
    "address in the environment without https://": Case(
        settings("site_url: https://tiny.example/edition/", 'site_url: !ENV [SITE_URL, ""]'),
        f"mkdocs.yml:{at('site_url:')}: The site_url “example.org” is not an address. "
        "Write it whole, as in https://example.org/putin-nato/, here or in the variable SITE_URL; or leave it out.",
        run=lambda root: command("build", folder=root, SITE_URL="example.org"),
    ),
    "terminal that knows no typographic quotes": Case(
        hopes("[@rankin-2021;", "[@rankin-2012;"),
        "docs/hopes.md:14: There is no source ?rankin-2012?. Did you mean ?rankin-2021??",
        run=lambda root: command("build", folder=root, PYTHONIOENCODING="ascii"),
    ),
    "build interrupted": Case({}, "Interrupted; site/ was not changed.", run=_interrupted),
    "build killed": Case({}, "Killed", run=_killed),
    "two builds at once": Case(
        {}, "build: Another build is running here. Wait until it has ended.", run=_two
    ),
    "disk full": Case(
        {},
        "build/site<file>: No space left on device. Fix this and run again; site/ was not changed.",
        run=_disk_full,
    ),
    "file too large for the disk": Case(
        {},
        "build/site<file>: File too large. Fix this and run again; site/ was not changed.",
        run=_full,
    ),
    "disk read-only": Case(
        {},
        "build/site: Read-only file system. Fix this and run again; site/ was not changed.",
        run=_read_only,
    ),
    "site/ on another disk": Case(
        {},
        "site: Device or resource busy. Fix this and run again; site/ was not changed.",
        run=_other_disk,
    ),
    "file in the place of a folder": Case(
        _build_is_a_file,
        "build: File exists. Fix this and run again; site/ was not changed.",
        run=build,
    ),
    "address of the preview taken": Case(
        {},
        "127.0.0.1:<port>: The preview cannot have this address: Address already in use. "
        "End the program that uses it, or take another: make serve ADDRESS=127.0.0.1:8001.",
        run=_taken,
    ),
    "address of the preview without a host": Case(
        {},
        "--address: “8000” is not host and port. Write it as in 127.0.0.1:8000.",
        run=lambda root: command("serve", "--address", "8000", folder=root),
    ),
}
