"""The built site in other forms."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from fixtures import addressed_edition


@pytest.fixture(scope="session")
def addressed_site(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """The site that an engine makes of the real edition with an address, built when it is first asked for."""

    @cache
    def build(engine: str) -> Path:
        return addressed_edition.build(engine, tmp_path_factory.mktemp(engine))

    return build
