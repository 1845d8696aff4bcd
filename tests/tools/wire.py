"""Serve a folder as a host of static files does (gzip, 404.html), and count what a browser asks for."""

import functools
import gzip
import io
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import BinaryIO

from playwright.sync_api import Browser

_PACKED = (".html", ".css", ".js", ".json", ".svg", ".xml")
PHONE = {"width": 412, "height": 823}
# Lighthouse's simulated phone: 150 ms there and back, 1.6 Mbit/s down, a processor four times slower.
SLOW_LINE = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 1.6e6 / 8,
    "uploadThroughput": 0.75e6 / 8,
}
SLOW_CPU = 4


def chromium() -> str | None:
    """The machine's own Chromium or Chrome; nothing where a tool must look for one itself."""
    return next(
        filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
    )


class _Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None:
        """No request log."""

    def send_head(self) -> io.BytesIO | BinaryIO | None:
        path, status = Path(self.translate_path(self.path)), 200
        if path.is_dir():
            path /= "index.html"
        if not path.is_file():
            path, status = Path(self.directory) / "404.html", 404
        if not path.is_file():
            self.send_error(404)
            return None
        body = path.read_bytes()
        packed = path.suffix in _PACKED
        if packed:
            body = gzip.compress(body, 9, mtime=0)
        self.send_response(status)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "max-age=600")
        if packed:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        return io.BytesIO(body)


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """FOLDER at a local address for as long as the block lasts."""
    server = ThreadingHTTPServer(
        ("127.0.0.1", 0), functools.partial(_Handler, directory=str(folder))
    )
    # `shutdown` waits for the next poll: half a second unless told otherwise.
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


@dataclass
class View:
    """One cold view of a page: bytes on the wire and requests by type, paints in milliseconds."""

    size: dict[str, int] = field(default_factory=dict)
    requests: dict[str, int] = field(default_factory=dict)
    hosts: set[str] = field(default_factory=set)
    first_paint: float = 0
    largest_paint: float = 0

    @property
    def total(self) -> int:
        return sum(self.size.values())


_PAINTS = """
window.paints = {};
new PerformanceObserver((list) => list.getEntries().forEach((entry) => { window.paints[entry.name] = entry.startTime; }))
  .observe({ type: "paint", buffered: true });
new PerformanceObserver((list) => list.getEntries().forEach((entry) => { window.paints.largest = entry.startTime; }))
  .observe({ type: "largest-contentful-paint", buffered: true });
"""


def view(browser: Browser, address: str, *, slow: bool = False) -> View:
    """Open ADDRESS cold, as a phone, touch nothing, and wait until the line is quiet."""
    context = browser.new_context(viewport=PHONE)  # type: ignore[arg-type]
    page = context.new_page()
    page.add_init_script(_PAINTS)
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    if slow:
        session.send("Network.emulateNetworkConditions", SLOW_LINE)
        session.send("Emulation.setCPUThrottlingRate", {"rate": SLOW_CPU})
    result = View()
    kinds: dict[str, str] = {}

    def sent(event: dict) -> None:  # type: ignore[type-arg]
        kinds[event["requestId"]] = event["type"]
        if not event["request"]["url"].startswith("data:"):
            result.requests[event["type"]] = result.requests.get(event["type"], 0) + 1
            result.hosts.add(event["request"]["url"].split("/")[2])

    def finished(event: dict) -> None:  # type: ignore[type-arg]
        kind = kinds.get(event["requestId"], "Other")
        result.size[kind] = result.size.get(kind, 0) + int(event["encodedDataLength"])

    session.on("Network.requestWillBeSent", sent)
    session.on("Network.loadingFinished", finished)
    page.goto(address, wait_until="networkidle")
    page.evaluate(
        "document.fonts.ready.then(() => null)"
    )  # a font is asked for when the text that needs it is laid out
    while not all(paints := page.evaluate("[paints['first-contentful-paint'], paints.largest]")):
        page.wait_for_timeout(50)
    result.first_paint, result.largest_paint = paints
    context.close()
    return result
