"""The workflows: no errors, no weaknesses, least rights; what a release attests; locks for every Python."""

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from tools.paths import ROOT

FOLDER = ROOT / ".github/workflows"
WORKFLOWS = sorted(FOLDER.glob("*.yml"))
TOOLS = Path(sys.executable).parent  # what the test requirements install
TITLE = "Sources that are gone, moved or changed"
PYTHONS = ["3.11", "3.12", "3.13", "3.14"]
WRONG = """\
on: pull_request_target
jobs:
  one:
    runs-on: ubuntu-24.04
    steps:
      - uses: actions/checkout@v4
      - run: echo "${{ github.event.pull_request.titel }}" $unquoted
"""


def workflow(name: str) -> dict[Any, Any]:
    """A workflow; YAML reads its key `on` as true."""
    loaded: dict[Any, Any] = yaml.safe_load((FOLDER / name).read_text("utf-8"))
    return loaded


def run(*command: str | Path, folder: Path = ROOT) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def actionlint(*files: Path) -> subprocess.CompletedProcess[str]:
    return run(TOOLS / "actionlint", "-no-color", *files)


def zizmor(*places: Path) -> subprocess.CompletedProcess[str]:
    """Its sharpest setting; offline, so that it needs no account."""
    return run(
        TOOLS / "zizmor", "--offline", "--no-progress", "--quiet", "--persona=auditor", *places
    )


def test_actionlint_finds_nothing() -> None:
    done = actionlint(*WORKFLOWS)
    assert (done.stdout, done.returncode) == ("", 0)


def test_zizmor_finds_nothing() -> None:
    done = zizmor(ROOT / ".github")
    assert done.returncode == 0, done.stdout
    assert "No findings to report" in done.stdout


def test_both_would_find_something(tmp_path: Path) -> None:
    path = tmp_path / ".github/workflows/wrong.yml"
    path.parent.mkdir(parents=True)
    path.write_text(WRONG, "utf-8")
    errors = actionlint(path)
    assert errors.returncode == 1
    assert "SC2086" in errors.stdout, "shell scripts are read too"
    assert "dangerous-triggers" in zizmor(path).stdout


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_workflows_are_hardened(path: Path) -> None:
    text = path.read_text("utf-8")
    loaded = workflow(path.name)
    assert loaded["permissions"] == {}
    assert "secrets." not in text
    for name, job in loaded["jobs"].items():
        assert "uses" in job or job["timeout-minutes"] <= 60, name
    for used, comment in re.findall(r"uses: (\S+@\S+)(.*)", text):
        assert re.search(r"@[0-9a-f]{40}$", used), used
        assert re.fullmatch(r" # v\d+\.\d+\.\d+", comment), used


def test_one_commit_of_each_action() -> None:
    used = set(
        re.findall(
            r"uses: (\S+)@(\S+ # \S+)", "".join(path.read_text("utf-8") for path in WORKFLOWS)
        )
    )
    assert len(used) == len({action for action, _ in used})


def test_pull_requests_can_write_nothing() -> None:
    for path in WORKFLOWS:
        if "pull_request" in workflow(path.name)[True]:
            assert all(
                "write" not in job.get("permissions", {}).values()
                for job in workflow(path.name)["jobs"].values()
            ), path.name


def test_links_are_asked_weekly_and_never_for_a_pull_request() -> None:
    loaded = workflow("links.yml")
    assert set(loaded[True]) == {"schedule", "workflow_dispatch"}
    assert [
        re.fullmatch(r"\d+ \d+ \* \* [0-6]", item["cron"]) is not None
        for item in loaded[True]["schedule"]
    ] == [True]
    rights = {name: job["permissions"] for name, job in loaded["jobs"].items()}
    assert rights == {"check": {"contents": "read"}, "issue": {"issues": "write"}}
    steps = loaded["jobs"]["issue"]["steps"]
    assert not any("checkout" in step.get("uses", "") for step in steps), (
        "the job that may write runs nothing of the project's"
    )


@pytest.mark.parametrize(
    ("found", "open_issue", "said"),
    [
        ("true", "", f"issue create --label links --title {TITLE} --body-file links.md"),
        ("true", "7", f"issue edit 7 --title {TITLE} --body-file links.md"),
        ("false", "7", "issue close 7 --comment Every page answers and holds its passages again."),
        ("false", "", None),
    ],
)
def test_there_is_one_issue_about_links(
    found: str, open_issue: str, said: str | None, tmp_path: Path
) -> None:
    script = workflow("links.yml")["jobs"]["issue"]["steps"][-1]["run"]
    program = (
        tmp_path / "gh"
    )  # stands for GitHub's program: says what it was asked for, and which issue is open
    program.write_text(
        f'#!/bin/sh\necho "$*" >> said\n[ "$2" = list ] && echo "{open_issue}"\nexit 0\n', "utf-8"
    )
    program.chmod(0o755)
    environment = {"PATH": f"{tmp_path}:/usr/bin:/bin", "FOUND": found}
    subprocess.run(["bash", "-e", "-c", script], cwd=tmp_path, env=environment, check=True)
    asked = (tmp_path / "said").read_text("utf-8").splitlines()[2:]
    assert asked == ([said] if said else [])


def test_a_release_attests_what_it_attaches() -> None:
    loaded = workflow("release.yml")
    assert set(loaded[True]) == {"push"}
    assert set(loaded[True]["push"]) == {"tags"}
    job = loaded["jobs"]["attest"]
    assert job["needs"] == "build"
    assert job["permissions"] == {"contents": "write", "id-token": "write", "attestations": "write"}
    fetch, attest, attach = job["steps"]
    assert fetch["with"]["name"] == "downloads"
    subjects = attest["with"]["subject-path"].split()
    assert subjects == ["downloads/*.pdf", "downloads/*.epub", "downloads/*.zip"]
    assert attach["run"].rstrip().endswith(" ".join(subjects))
    kept = next(
        step
        for step in workflow("build.yml")["jobs"]["build"]["steps"]
        if step.get("with", {}).get("name") == "downloads"
    )
    assert kept["with"]["path"].split() == [f"site/{subject}" for subject in subjects]


def test_a_tag_must_name_the_edition() -> None:
    step = next(
        step
        for step in workflow("build.yml")["jobs"]["build"]["steps"]
        if "tag" in step.get("name", "")
    )
    edition = re.search(
        r'^    version: "(\S+)"$', (ROOT / "mkdocs.yml").read_text("utf-8"), re.MULTILINE
    )
    assert edition
    for name, code in ((edition[1], 0), ("2025.01", 1)):
        done = subprocess.run(
            ["bash", "-e", "-c", step["run"]],
            cwd=ROOT,
            env={"PATH": "/usr/bin:/bin", "EDITION": name},
            check=False,
        )
        assert done.returncode == code, name


def uv(*arguments: str | Path) -> str:
    """What uv says; skips where the package index cannot be reached."""
    done = run(TOOLS / "uv", "pip", *arguments)
    if done.returncode and re.search(
        r"Failed to fetch|error sending request|dns error", done.stderr
    ):
        pytest.skip("the package index cannot be reached")
    assert done.returncode == 0, done.stderr
    return done.stdout


def locked(text: str) -> dict[str, set[str]]:
    """The hashes of each requirement of a lock."""
    parts = re.split(r"^(?=[a-z0-9])", text, flags=re.MULTILINE)
    return {
        part.splitlines()[0].rstrip(" \\"): set(re.findall(r"--hash=(\S+)", part))
        for part in parts
        if "==" in part
    }


@pytest.mark.parametrize("version", PYTHONS)
def test_the_locks_need_nothing_else_on_any_python(version: str, tmp_path: Path) -> None:
    names = ("requirements.txt", "requirements/links.txt", "requirements/tests.txt")
    locks = [part for name in names for part in ("--requirement", name)]
    uv(
        "install",
        "--dry-run",
        "--require-hashes",
        "--only-binary=:all:",
        "--python-version",
        version,
        "--target",
        tmp_path,
        *locks,
    )


@pytest.mark.parametrize(
    ("name", "asked"),
    [
        ("requirements.txt", ["pyproject.toml"]),
        ("requirements/zensical.txt", ["--group", "zensical"]),
        ("requirements/links.txt", ["--group", "links"]),
        ("requirements/tests.txt", ["--group", "tests"]),
    ],
)
def test_the_locks_hold_every_hash_that_the_index_gives(
    name: str, asked: list[str], tmp_path: Path
) -> None:
    """Each file of each version, so that any Python and any machine may install; files added to a version since are let pass."""
    lock = locked((ROOT / name).read_text("utf-8"))
    versions = tmp_path / "versions.txt"
    versions.write_text("\n".join(lock), "utf-8")
    form = ["--universal", "--python-version", "3.11", "--generate-hashes", "--no-strip-extras"]
    told = locked(uv("compile", *form, *asked, "--constraint", versions))
    assert told.keys() == lock.keys()
    assert {
        requirement: hashes
        for requirement, hashes in lock.items()
        if not hashes or not hashes <= told[requirement]
    } == {}


def test_workflows_try_the_pythons_that_the_locks_promise() -> None:
    tried = workflow("build.yml")["jobs"]["pythons"]["strategy"]["matrix"]["python"]
    assert {*tried, "3.12"} == set(PYTHONS)


def test_nothing_in_docs_may_be_executed() -> None:
    listed = run("git", "ls-files", "--stage", "docs").stdout.splitlines()
    assert len(listed) > 20
    assert [line for line in listed if not line.startswith("100644 ")] == []


def test_the_security_policy_says_where_and_how_fast() -> None:
    text = (ROOT / ".github/SECURITY.md").read_text("utf-8")
    assert "Report a vulnerability" in text
    assert "within seven days" in text
    assert "gh attestation verify" in text
