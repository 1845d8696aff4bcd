"""What maintainers rely on: the two commands, the workflows, the files around them."""

import re
import subprocess
import sys

import pytest
import yaml
from tools.paths import ROOT


@pytest.mark.parametrize(
    "name", ["requirements.txt", "requirements/zensical.txt", "requirements/tests.txt"]
)
def test_requirements_are_locked_with_hashes(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    pinned = re.findall(r"^[\w.-]+==\S+", text, re.MULTILINE)
    assert pinned
    assert text.count("--hash=sha256:") >= len(pinned)


def test_ci_runs_the_test_command_of_the_readme() -> None:
    assert "make test" in (ROOT / "README.md").read_text("utf-8")
    assert (ROOT / ".ci/run").read_text("utf-8").rstrip().endswith("\nmake test")


def test_the_correction_form_asks_for_a_source() -> None:
    form = yaml.safe_load((ROOT / ".github/ISSUE_TEMPLATE/correction.yml").read_text("utf-8"))
    required = {item["id"] for item in form["body"] if item.get("validations", {}).get("required")}
    assert required >= {"address", "paragraph", "wrong", "source"}


def test_citation_file_names_the_same_edition() -> None:
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    edition = re.search(
        r'version: "(\S+)"\n\s+published: "(\S+)"', (ROOT / "mkdocs.yml").read_text("utf-8")
    )
    assert edition
    assert (citation["version"], str(citation["date-released"])) == edition.groups()


def test_overrides_extend_the_theme() -> None:
    for path in (ROOT / "overrides").rglob("*.html"):
        text = path.read_text("utf-8")
        assert text.count("\n") < 50, path
        if path.parent.name == "overrides":
            assert "{% extends" in text
    main = (ROOT / "overrides/main.html").read_text("utf-8")
    ours = re.findall(r"{% block (config|scripts|site_nav) %}", main)  # its scripts and menu
    assert main.count("super()") == main.count("{% block") - len(ours)


def test_no_hooks_and_no_plugins() -> None:
    text = (ROOT / "mkdocs.yml").read_text("utf-8")
    assert "\nhooks:" not in text
    assert "\nplugins: []\n" in text


GUIDES = ["README.md", "ENGINES.md", ".github/CONTRIBUTING.md", ".github/SECURITY.md"]
# What a guide names as an example, or what a command makes.
MADE = {"docs/NAME.md", "docs/editions/2026.11/", "elsewhere/mkdocs.yml", "site/downloads/"}


@pytest.mark.parametrize("name", GUIDES)
def test_every_path_that_a_guide_names_exists(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    linked = re.findall(r"\]\((?!https?:)([^)#]+)\)", text)
    missing = [path for path in linked if not ((ROOT / name).parent / path).exists()]
    tops = {path.name for path in ROOT.iterdir()} - {"site", "build", ".venv"}
    for path in re.findall(r"[\w.@-]*[\w./*-]+", " ".join(re.findall(r"`([^`\n]+)`", text))):
        if path.partition("/")[0] in tops and path not in MADE and not any(ROOT.glob(path)):
            missing.append(path)
    assert missing == []


def test_every_target_that_a_guide_names_is_in_the_makefile() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = {word for line in re.findall(r"^([a-z ]+):", makefile, re.M) for word in line.split()}
    text = "".join((ROOT / name).read_text("utf-8") for name in GUIDES)
    named = set(re.findall(r"(?:^|`)make ([a-z]+)", text, re.MULTILINE))
    assert named - targets == set()


def test_the_commands_load_where_only_unix_has_a_module() -> None:
    code = "import sys; sys.modules.update(fcntl=None, resource=None); import edition.cli"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0
