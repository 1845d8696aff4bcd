"""The live preview shows a page and shows it again after a change to prose, data, templates or code."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fixtures import minimal_project
from tools.interrupts import HEEDING_INTERRUPTS
from tools.paths import ROOT


def get(address: str) -> str:
    with urllib.request.urlopen(address, timeout=60) as answer:
        return str(answer.read().decode("utf-8"))


def wait_for(address: str, words: str, seconds: float = 180) -> None:
    """Until the page holds WORDS; fails with what it held at last."""
    end = time.monotonic() + seconds
    last = ""
    while time.monotonic() < end:
        try:
            last = get(address)
        except OSError as error:
            last = str(error)
        if words in last:
            return
        time.sleep(0.3)
    pytest.fail(f"“{words}” never came; last seen: {last[-400:]}")


@pytest.fixture
def preview(write_project: Callable[..., Path]) -> Iterator[tuple[Path, str]]:
    """A preview of a minimal project with its own copy of our code, so that code can be changed too."""
    config = minimal_project.FILES["mkdocs.yml"] + "watch: [overrides]\n"
    root = write_project({"mkdocs.yml": config})
    shutil.copytree(
        ROOT / "edition", root / "edition", ignore=shutil.ignore_patterns("__pycache__")
    )
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {**os.environ, "PYTHONPATH": str(root)}
    serving = ["-m", "edition", "serve", "--address", f"127.0.0.1:{port}"]
    command = [*HEEDING_INTERRUPTS, sys.executable, *serving]
    with (root / "said").open("w") as said:
        running = subprocess.Popen(
            command, cwd=root, env=environment, stdout=said, stderr=said, start_new_session=True
        )
    address = f"http://127.0.0.1:{port}/edition/"
    try:
        wait_for(address + "hopes/", "He asked for it")
        yield root, address
    finally:
        os.killpg(running.pid, signal.SIGINT)
        running.wait(timeout=120)


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def test_every_kind_of_change_is_shown(preview: tuple[Path, str]) -> None:
    root, address = preview
    replace(root / "docs/hopes.md", "He asked for it", "He wished for it")
    wait_for(address + "hopes/", "He wished for it")
    replace(root / "docs/data/claims.yml", "He asked.", "He wished.")
    wait_for(address + "hopes/", "He wished.")
    wait_for(address + "data/claims.json", "He wished.")
    replace(
        root / "overrides/main.html",
        '"base.html" %}\n',
        '"base.html" %}\n{% block announce %}A new template{% endblock %}\n',
    )
    wait_for(address + "hopes/", "A new template")
    replace(root / "edition/blocks.py", "Who disputes it", "Who disagrees")
    wait_for(address + "hopes/", "Who disagrees")


def test_a_save_is_one_build_and_a_mistake_is_a_line(preview: tuple[Path, str]) -> None:
    root, address = preview
    replace(root / "docs/data/claims.yml", "He asked.", "He wished.")
    wait_for(address + "data/claims.json", "He wished.")
    time.sleep(2)  # in which a second build would begin
    assert (root / "said").read_text("utf-8").count("Detected file changes") == 1

    replace(root / "docs/hopes.md", "@rankin-2021;", "@rankin-2012;")
    for _ in range(100):
        if "rankin-2012" in (said := (root / "said").read_text("utf-8")):
            break
        time.sleep(0.1)
    message = "docs/hopes.md:14: There is no source “rankin-2012”. Did you mean “rankin-2021”?\n"
    assert message + "1 problem; the preview shows the last good pages.\n" in said
    assert "He asked for it" in get(address + "hopes/")

    replace(root / "docs/hopes.md", "@rankin-2012;", "@rankin-2021;")
    replace(root / "docs/hopes.md", "He asked for it", "He wished for it")
    wait_for(address + "hopes/", "He wished for it")
    assert "Traceback" not in (root / "said").read_text("utf-8")
