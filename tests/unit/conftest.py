"""Unit tests need no built site, browser, network or other program: `make check` runs them in seconds."""

import pytest


@pytest.fixture(scope="session")
def site() -> None:
    pytest.fail("A unit test asks for the built site: move it to tests/site/.")


@pytest.fixture(scope="session")
def browser() -> None:
    pytest.fail("A unit test asks for a browser: move it to tests/browser/.")
