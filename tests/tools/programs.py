"""Programs that readers use and the site does not need: where one is missing, its tests are skipped, with the reason."""

import shutil
import subprocess
from pathlib import Path

import pytest


def needs(**packages: str) -> pytest.MarkDecorator:
    """Skip tests unless each program (PROGRAM=PACKAGE) is there; requirements/system-packages installs them."""
    missing = [package for program, package in packages.items() if not shutil.which(program)]
    return pytest.mark.skipif(
        bool(missing), reason=f"not installed (Debian's names): {', '.join(missing)}"
    )


def run(*command: str | Path, **options: object) -> str:
    """What COMMAND writes to its output. Its errors are those of the test."""
    done = subprocess.run(command, capture_output=True, text=True, check=False, **options)  # type: ignore[call-overload]
    assert done.returncode == 0, done.stderr
    return str(done.stdout)
