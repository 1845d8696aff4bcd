"""How a page and the work are cited in the usual styles, with and without an address."""

from collections.abc import Callable
from pathlib import Path

from fixtures import minimal_project

from edition.config import Project
from edition.content.page_citation import citations, csl

ME, URL = "The tiny maintainers", "https://tiny.example/edition"


def cited(project: Project, page: str, title: str) -> dict[str, str]:
    return {one.style: str(one) for one in citations(csl(project, page, title))}


def test_a_page_is_cited_in_the_work_with_its_address(write_project: Callable[..., Path]) -> None:
    assert cited(Project(write_project()), "hopes", "Hopes") == {
        "APA": f"{ME}. (2026, November 23). Hopes. In Tiny (Edition 2026.11). {URL}/hopes/",
        "MLA": f"{ME}. “Hopes.” Tiny, edition 2026.11, 23 Nov. 2026, {URL}/hopes/.",
        "Chicago": f"{ME}. “Hopes.” In Tiny, edition 2026.11. November 23, 2026. {URL}/hopes/.",
        "GOST": f"Hopes / {ME}. – Text : electronic // Tiny. – Edition 2026.11. – 23.11.2026. "
        f"– URL: {URL}/hopes/.",
    }


def test_the_work_is_cited_alone_and_without_an_address_that_nobody_knows(
    write_project: Callable[..., Path],
) -> None:
    settings = minimal_project.FILES["mkdocs.yml"]
    for old, new in (
        ("site_name: Tiny", "site_name: Tiny?"),
        (f"site_url: {URL}/", "site_url: ''"),
    ):
        assert old in settings
        settings = settings.replace(old, new)
    assert cited(Project(write_project({"mkdocs.yml": settings})), "index", "The question") == {
        "APA": f"{ME}. (2026, November 23). Tiny? (Edition 2026.11).",
        "MLA": f"{ME}. Tiny? Edition 2026.11, 23 Nov. 2026.",
        "Chicago": f"{ME}. Tiny? Edition 2026.11. November 23, 2026.",
        "GOST": f"Tiny? / {ME}. – Text : electronic. – Edition 2026.11. – 23.11.2026.",
    }
