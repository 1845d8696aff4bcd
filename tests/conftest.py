"""What all tests share: the project, its built site, a server for it, and a real browser."""

import functools
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from fixtures import minimal_project
from playwright.sync_api import Browser, BrowserContext, sync_playwright
from tools.site_pages import BuiltPage, read
from tools.wire import chromium

from edition.config import Project
from edition.content.model import Content

ROOT = Path(__file__).resolve().parent.parent
# What a browser would otherwise ask of its maker's servers; a test network may refuse it noisily.
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
QUIET += ["--disable-background-networking", "--disable-component-update", "--disable-sync"]


@pytest.fixture(scope="session")
def project() -> Project:
    return Project(ROOT)


@pytest.fixture(scope="session")
def content(project: Project) -> Content:
    return Content.read(project)


@pytest.fixture(scope="session")
def site(project: Project) -> Path:
    """The built site; `make test` has just built it."""
    assert (project.site / "index.html").exists(), "Build first: make"
    return project.site


@pytest.fixture(scope="session")
def material(site: Path) -> None:
    """For what only Material's search does (ENGINES.md says how Zensical's differs)."""
    if 'content="zensical-' in (site / "index.html").read_text("utf-8"):
        pytest.skip("this site was built by Zensical, whose search is another")


@pytest.fixture(scope="session")
def pages(site: Path) -> list[BuiltPage]:
    return read(site)


@pytest.fixture
def make_tiny(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Path]:
    """Writes a tiny edition, makes it the working directory and lets its engine find our code."""

    def make(changes: dict[str, str | None] | None = None) -> Path:
        monkeypatch.chdir(tmp_path)
        monkeypatch.setenv("PYTHONPATH", str(ROOT))
        return minimal_project.write(tmp_path, changes)

    return make


class _Handler(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """A test's output is no place for a request log."""

    def send_error(self, code: int, *rest: object) -> None:
        if code == 404:  # as a host of static files does
            body = (Path(self.directory) / "404.html").read_bytes()
            self.send_response(404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)
        else:
            super().send_error(code)


@contextmanager
def serve(folder: Path) -> Iterator[str]:
    """The address at which FOLDER is served meanwhile."""
    server = ThreadingHTTPServer(
        ("127.0.0.1", 0), functools.partial(_Handler, directory=str(folder))
    )
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Where the built site is served."""
    with serve(site) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium where there is one, else Playwright's own."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium(), args=QUIET)
        yield opened
        opened.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    opened = browser.new_context(viewport={"width": 1280, "height": 900})
    opened.set_default_timeout(10_000)
    yield opened
    opened.close()
