"""What tests of several folders share: the project, its built site, a server for it, a browser.

`unit/` needs none of them but the project; `build/` builds minimal projects; `site/`, `browser/` and `deploy/`
look at the built site.
"""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fixtures import minimal_project
from playwright.sync_api import Browser, BrowserContext, expect, sync_playwright
from tools.paths import ROOT
from tools.site_pages import BuiltPage, read
from tools.wire import chromium, served

from edition.cli import main
from edition.config import Project
from edition.content.model import Content

# What a browser would otherwise ask of its maker's servers; a test network may refuse it noisily.
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
QUIET += ["--disable-background-networking", "--disable-component-update", "--disable-sync"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what opens a browser, so that `pytest -m "not browser"` leaves it out."""
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")


@pytest.fixture(scope="session")
def project() -> Project:
    return Project(ROOT)


@pytest.fixture(scope="session")
def content(project: Project) -> Content:
    return Content.read(project)


@pytest.fixture
def write_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Path]:
    """Writes a minimal project, makes it the working directory and lets its engine find our code."""

    def write(changes: dict[str, str | None] | None = None) -> Path:
        monkeypatch.chdir(tmp_path)
        monkeypatch.setenv("PYTHONPATH", str(ROOT))
        return minimal_project.write(tmp_path, changes)

    return write


@pytest.fixture(scope="session")
def _built_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = minimal_project.write(tmp_path_factory.mktemp("built"))
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(root)
        patch.setenv("PYTHONPATH", str(ROOT))
        assert main(["build"]) == 0
    shutil.rmtree(root / "build")
    return root


@pytest.fixture
def built_project(_built_once: Path, write_project: Callable[..., Path]) -> Path:
    """A minimal project with the site that a build has made of it."""
    return Path(shutil.copytree(_built_once, write_project(), dirs_exist_ok=True))


@pytest.fixture(scope="session")
def site(project: Project) -> Path:
    """The built site; `make test` has just built it."""
    assert (project.site / "index.html").exists(), "Build first: make"
    return project.site


@pytest.fixture(scope="session")
def pages(site: Path) -> list[BuiltPage]:
    return read(site)


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Where the built site is served."""
    with served(site) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium where there is one, else Playwright's own."""
    # As long as Playwright waits for everything else: a busy machine is no mistake.
    expect.set_options(timeout=30_000)
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium(), args=QUIET)
        yield opened
        opened.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    opened = browser.new_context(viewport={"width": 1280, "height": 900})
    yield opened
    opened.close()
