"""The policy lets the whole site work and nothing else run."""

import re
from pathlib import Path

import pytest
from fixtures.site_facts import FOUND, PAGES
from playwright.sync_api import BrowserContext, expect
from tools.paths import ROOT

from edition.site import csp

_WATCH = """
window.refused = [];
addEventListener("securitypolicyviolation", (event) => refused.push(event.violatedDirective + " " + event.blockedURI));
"""


@pytest.mark.parametrize("path", [*PAGES, "404.html"])
def test_everything_works_under_the_policy(
    context: BrowserContext, address: str, path: str
) -> None:
    page = context.new_page()
    page.add_init_script(_WATCH)
    problems: list[str] = []
    page.on(
        "console",
        lambda message: problems.append(message.text) if message.type == "error" else None,
    )
    page.goto(address + path, wait_until="networkidle")
    page.mouse.move(9, 9)
    page.wait_for_selector(".sheet", state="attached")
    page.locator(".colors-button").click()
    if page.locator(".footnote-ref").count():
        page.locator(".footnote-ref").first.click()
        expect(page.locator(".footnote li:focus")).to_be_visible()
        page.keyboard.press("Escape")
    if page.locator(".paragraph-number").count():
        page.locator(".paragraph-number").first.click()
        expect(page.get_by_role("button", name="Copy link")).to_be_visible()
        page.keyboard.press("Escape")
    page.keyboard.press("/")
    page.keyboard.type("Robertson")
    expect(page.locator(FOUND).first).to_be_visible()
    assert page.evaluate("refused") == []
    assert problems == []


def test_what_was_not_there_at_the_build_does_not_run(
    context: BrowserContext, address: str
) -> None:
    page = context.new_page()
    page.add_init_script(_WATCH)
    page.goto(address)
    page.evaluate(
        """() => {
          const script = document.createElement("script");
          script.textContent = "window.ran = true";
          document.body.append(script);
          const picture = document.createElement("img");
          picture.src = "https://elsewhere.example/x.png";
          document.body.append(picture);
        }"""
    )
    for _ in range(50):
        if len(page.evaluate("refused")) > 1:
            break
        page.wait_for_timeout(100)
    assert not page.evaluate("window.ran")
    assert {violation.split()[0] for violation in page.evaluate("refused")} == {
        "script-src-elem",
        "img-src",
    }


def test_every_page_has_a_policy_without_a_hole(site: Path) -> None:
    for path in site.rglob("*.html"):
        found = re.findall(
            r'<meta http-equiv="Content-Security-Policy" content="([^"]+)">',
            path.read_text("utf-8"),
        )
        assert len(found) == 1, path
        assert "default-src 'none'" in found[0]
        assert "unsafe" not in found[0]
        assert "*" not in found[0]
        assert "http" not in found[0]


def test_headers_stand_in_a_file_for_hosts_that_take_them(site: Path) -> None:
    rules: dict[str, dict[str, str]] = {}
    for line in (site / "_headers").read_text("utf-8").splitlines():
        if line.startswith("/"):
            rules[line] = here = {}
        else:
            name, _, value = line.strip().partition(": ")
            here[name] = value
    assert rules.pop("/*") == csp.HEADERS
    assert len(rules) == len(list(site.rglob("*.html")))
    for address, headers in rules.items():
        page = (
            (site / address.lstrip("/") / "index.html")
            if address.endswith("/")
            else site / address.lstrip("/")
        )
        assert f'content="{headers["Content-Security-Policy"]}"' in page.read_text("utf-8")
    nginx = (ROOT / "deploy/headers/basic.conf").read_text("utf-8")
    assert (
        dict(re.findall(r'^add_header ([\w-]+) "?([^";]+)"? always;$', nginx, re.MULTILINE))
        == csp.HEADERS
    )
