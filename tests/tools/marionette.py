"""A Firefox driven by its own protocol, Marionette: messages in JSON, each behind its length, over a socket.

(https://firefox-source-docs.mozilla.org/testing/marionette/Protocol.html) Playwright drives only a Firefox of its own
making, and Mozilla's client for Python cannot be had as a wheel.
"""

import json
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

PATIENCE = 60  # seconds for Firefox to start, or for a page to do something, on a busy machine
_ELEMENT = "element-6066-11e4-a52e-4f735466cecf"  # how WebDriver names a reference to an element


def program() -> str | None:
    """Where this machine has its Firefox."""
    return shutil.which("firefox-esr") or shutil.which("firefox")


class Firefox:
    """One window. What goes wrong in it is raised as `RuntimeError`."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._count = 0
        self._receive()  # its greeting
        self._do("NewSession")

    def open(self, address: str, width: int) -> None:
        """Go to ADDRESS in a window WIDTH pixels wide, and wait until the page has loaded."""
        self._do("SetWindowRect", width=width, height=900)
        self._do("Navigate", url=address)

    def run(self, script: str, *arguments: object) -> Any:
        """What the body of a function returns, or what the promise that it returns comes to."""
        return self._do(
            "ExecuteScript", script=script, args=arguments, sandbox="tests", newSandbox=False
        )["value"]

    def click(self, selector: str) -> None:
        """Click the first element that is found, as a person would: it must be in view and uncovered."""
        self._do("ElementClick", id=self._find(selector))

    def type(self, selector: str, text: str) -> None:
        """Type TEXT into the first element that is found."""
        self._do("ElementSendKeys", id=self._find(selector), text=text)

    def until(self, condition: str) -> None:
        """Wait until an expression in JavaScript is true."""
        _wait(lambda: bool(self.run(f"return {condition}")), condition)

    def _find(self, selector: str) -> str:
        return str(self._do("FindElement", using="css selector", value=selector)["value"][_ELEMENT])

    def _do(self, command: str, **parameters: object) -> Any:
        self._count += 1
        message = json.dumps([0, self._count, f"WebDriver:{command}", parameters]).encode()
        self._connection.sendall(b"%d:%s" % (len(message), message))
        _, _, error, result = self._receive()
        if error:
            raise RuntimeError(f"{command}: {error['error']}: {error['message']}")
        return result

    def _receive(self) -> Any:
        length = b""
        while (one := self._connection.recv(1)) not in (b":", b""):
            length += one
        body = b""
        while len(body) < int(length):
            body += self._connection.recv(int(length) - len(body))
        return json.loads(body)


@contextmanager
def firefox(path: str, profile: Path) -> Iterator[Firefox]:
    """The Firefox at PATH without a screen, with an empty PROFILE, for as long as the block lasts."""
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    (profile / "user.js").write_text(
        f'user_pref("marionette.port", {port});\nuser_pref("ui.systemUsesDarkTheme", 0);\n', "utf-8"
    )
    command = [path, "--headless", "--no-remote", "--marionette", "--profile", str(profile)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait(lambda: _listens(port), "Firefox to start")
        with socket.create_connection(("127.0.0.1", port), PATIENCE) as connection:
            yield Firefox(connection)
    finally:
        process.terminate()
        process.wait(PATIENCE)


def _listens(port: int) -> bool:
    with closing(socket.socket()) as asked:
        return asked.connect_ex(("127.0.0.1", port)) == 0


def _wait(condition: Callable[[], bool], what: str) -> None:
    end = time.monotonic() + PATIENCE
    while not condition():
        if time.monotonic() > end:
            raise RuntimeError(f"Waited in vain for: {what}")
        time.sleep(0.1)
