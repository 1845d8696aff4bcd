"""The pages as assistive technology meets them: axe-core finds nothing on any page, in either scheme, on phone or desk."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser
from test_browser import PAGES

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing(browser: Browser, address: str, scheme: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
    found = []
    for path in [*PAGES, "404.html"]:
        page = context.new_page()
        page.goto(address + path, wait_until="networkidle")
        page.evaluate("document.querySelectorAll('details').forEach((details) => (details.open = true))")  # axe skips closed ones
        result = Axe().run(page, options={"runOnly": RULES})
        found += [
            f"{path or 'home'}: {item['id']}: {node['html'][:120]}" for item in result.response["violations"] for node in item["nodes"]
        ]
        page.close()
    context.close()
    assert found == []
