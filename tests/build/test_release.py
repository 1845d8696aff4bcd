"""Editions: what a release changes and refuses, what readers are told of a change, and what is kept of an edition that has ended."""

import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from fixtures import minimal_project
from tools.paths import ROOT
from tools.site_pages import BuiltPage, read

from edition.cli import main
from edition.config import Project
from edition.content import fingerprints
from edition.content.model import Content

IDENTITY = ["-c", "user.name=A maintainer", "-c", "user.email=maintainer@example.org"]
FIRST = '- edition: "2026.11"\n  date: 2026-11-23\n  summary: The first edition.\n'
NEXT = """\
- edition: "2026.12"
  date: 2026-12-20
  summary: One correction.
  changes:
  - kind: correction
    where: [hopes#p3]
    what: He said “hard”.
    why: The recording says so.
    wrong: He said “easy”.
    severity: minor
"""
CITATION = (
    'cff-version: 1.2.0 # the form\nversion: "2026.11" # the edition\ndate-released: "2026-11-23"\n'
)
HOPES = minimal_project.FILES["docs/hopes.md"]
FILES: dict[str, str | None] = {
    "docs/about.md": minimal_project.FILES["docs/about.md"]
    + "\n> Paragraph 2, edition 2026.11.\n\nUnlike edition 2026.11.\n\n## Changes {#changes}\n\n/// changes\n///\n\n/// editions\n///\n",
    "docs/data/changes.yml": FIRST,
    "CITATION.cff": CITATION,
    ".gitignore": "/build/\n/site/\n",
}


def git(root: Path, *arguments: str) -> str:
    return subprocess.run(
        ["git", *IDENTITY, *arguments], cwd=root, check=True, capture_output=True, text=True
    ).stdout


def commit(root: Path, changes: dict[str, str] | None = None) -> None:
    for name, words in (changes or {}).items():
        (root / name).write_text(words, "utf-8")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", "Change")


@pytest.fixture
def published(write_project: Callable[..., Path]) -> Path:
    """Edition 2026.11 of a minimal project in a git clone: recorded, committed and tagged."""
    root = write_project(FILES)
    (root / "docs/data/editions.yml").write_text("{}\n", "utf-8")
    git(root, "init", "--quiet")
    commit(root)
    assert main(["release", "--edition", "2026.11"]) == 0
    commit(root)
    git(root, "tag", "2026.11")
    return root


@pytest.fixture
def ready(published: Path) -> Path:
    """The same with what makes edition 2026.12: a paragraph corrected, and told in the list of changes."""
    commit(
        published,
        {
            "docs/hopes.md": HOPES.replace("He said", "She said"),
            "docs/data/changes.yml": NEXT + FIRST,
        },
    )
    return published


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """What the command says when it refuses."""
    capsys.readouterr()
    assert main([*arguments]) == 1
    return capsys.readouterr().err


def state(root: Path) -> str:
    return (
        git(root, "status", "--porcelain")
        + git(root, "log", "--format=%H", "--all")
        + git(root, "tag")
    )


def refused(
    root: Path, capsys: pytest.CaptureFixture[str], message: str, edition: str = "2026.12"
) -> None:
    """The release of EDITION is refused, first with this message, and everything is as it was."""
    before = state(root)
    assert told(capsys, "release", "--edition", edition).startswith(message)
    assert state(root) == before


def test_a_release_prepares_everything_and_commits_nothing(
    ready: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = git(ready, "log", "--format=%H", "--all") + git(ready, "tag")
    capsys.readouterr()
    assert main(["release", "--edition", "2026.12"]) == 0
    assert capsys.readouterr().out == (
        "Edition 2026.12 is prepared: 1 new address.\n"
        "Look at what was written with `git status`, and at the new edition with `make`; after `make test` there remains:\n"
        '  git add --all && git commit --message "Publish edition 2026.12"\n'
        "  git tag 2026.12\n"
        "  git push origin HEAD 2026.12\n"
    )
    assert git(ready, "log", "--format=%H", "--all") + git(ready, "tag") == before
    assert sorted(git(ready, "status", "--porcelain").splitlines()) == [
        " M CITATION.cff",
        " M docs/about.md",
        " M docs/data/editions.yml",
        " M docs/data/ledger.yml",
        " M mkdocs.yml",
    ]
    assert (ready / "CITATION.cff").read_text("utf-8") == (
        'cff-version: 1.2.0 # the form\nversion: "2026.12" # the edition\ndate-released: "2026-12-20"\n'
    )
    assert (ready / "mkdocs.yml").read_text("utf-8") == minimal_project.FILES["mkdocs.yml"].replace(
        'version: "2026.11", published: "2026-11-23"', 'version: "2026.12", published: "2026-12-20"'
    )
    assert "about#edition-2026-12" in {
        address for address, _ in Content.read(Project(ready)).published or ()
    }
    recorded = yaml.safe_load((ready / fingerprints.FILE).read_text("utf-8"))
    assert {name: item["date"] for name, item in recorded.items()} == {
        "2026.11": "2026-11-23",
        "2026.12": "2026-12-20",
    }
    assert list(recorded["2026.12"]["sums"]) == ["p1", "p2", "p3", "p4", "a1", "b1"]
    assert [
        name
        for name in recorded["2026.11"]["sums"]
        if recorded["2026.11"]["sums"][name] != recorded["2026.12"]["sums"][name]
    ] == ["p3"]
    about = (ready / "docs/about.md").read_text("utf-8")
    assert "> Paragraph 2, edition 2026.12.\n\nUnlike edition 2026.11." in about
    assert not (ready / "build/release").exists()


def test_a_prepared_edition_can_be_prepared_again_until_it_has_a_tag(
    ready: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["release", "--edition", "2026.12"]) == 0
    commit(ready, {"docs/hopes.md": HOPES.replace("He said", "They said")})
    before = (ready / fingerprints.FILE).read_text("utf-8")
    assert main(["release", "--edition", "2026.12"]) == 0
    assert (ready / fingerprints.FILE).read_text("utf-8") != before
    commit(ready)
    git(ready, "tag", "2026.12")
    assert told(capsys, "release", "--edition", "2026.12").startswith(
        ".git: The edition 2026.12 exists: it has a tag. Name a later one.\n"
    )


REFUSED: dict[str, tuple[str, dict[str, str], str]] = {
    "no name": (
        "2026.13",
        {},
        "EDITION: “2026.13” is not the name of an edition. Write year and month: EDITION=2026.12.\n",
    ),
    "earlier": (
        "2026.10",
        {},
        "mkdocs.yml:8: The edition 2026.10 is earlier than the present one, 2026.11. Name a later one.\n",
    ),
    "existing": (
        "2026.11",
        {},
        ".git: The edition 2026.11 exists: it has a tag. Name a later one.\n",
    ),
    "no entry": (
        "2026.12",
        {"docs/data/changes.yml": FIRST},
        "docs/data/changes.yml:1: There is no entry for the edition 2026.12. "
        "Add one at the top that says what changed and why; the head of the file shows its form.\n",
    ),
    "an entry without a date": (
        "2026.12",
        {"docs/data/changes.yml": NEXT.replace("  date: 2026-12-20\n", "") + FIRST},
        "docs/data/changes.yml:1: “2026.12” has no “date”. Add “date: …”.\n",
    ),
    "an entry in the wrong place": (
        "2026.12",
        {"docs/data/changes.yml": FIRST + NEXT},
        "docs/data/changes.yml:4: The edition of 2026-12-20 is below one of 2026-11-23. Keep the newest edition first.\n",
    ),
    "a change that is not told": (
        "2026.12",
        {"docs/data/changes.yml": NEXT.replace("hopes#p3", "hopes#p2") + FIRST},
        "docs/hopes.md:17: “p3” has changed since edition 2026.11, and docs/data/changes.yml does not say why. "
        "Name hopes#p3 in an entry for this edition.\n",
    ),
    "no version in quotes": (
        "2026.12",
        {"CITATION.cff": CITATION.replace('"2026.11"', "2026.11")},
        'CITATION.cff:2: There is no “version” in quotes. Write version: "…".\n',
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_release_that_cannot_be_changes_nothing(
    ready: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    edition, changes, message = REFUSED[name]
    if changes:
        commit(ready, changes)
    refused(ready, capsys, message, edition)
    assert not (ready / "build/release").exists()


def test_what_is_not_committed_is_refused(ready: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (ready / "docs/hopes.md").write_text(HOPES, "utf-8")
    (ready / "docs/new page.txt").write_text("", "utf-8")
    hint = "This is not committed as it stands. Commit it, or put it aside (git stash --include-untracked).\n"
    assert told(capsys, "release", "--edition", "2026.12").startswith(
        f"docs/hopes.md: {hint}docs/new page.txt: {hint}2 problems"
    )


def test_outside_git_nothing_is_prepared(
    write_project: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    write_project(FILES)
    assert re.fullmatch(
        r"\.git: git says: fatal: not a git repository.*\. Prepare editions in a git clone of the project\.\n1 problem.*\n",
        told(capsys, "release", "--edition", "2026.12"),
    )


def test_where_the_disk_refuses_all_is_as_it_was(
    ready: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before, replace = state(ready), os.replace

    def refuse(source: Path, target: Path) -> None:
        if Path(target).name == "ledger.yml":
            raise OSError(28, "No space left on device", str(target))
        replace(source, target)

    monkeypatch.setattr("os.replace", refuse)
    assert "docs/data/ledger.yml: No space left on device." in told(
        capsys, "release", "--edition", "2026.12"
    )
    assert state(ready) == before


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        ("He asked for it, says [the", "He asked\nfor  it, says [the", True),
        (
            "[@rankin-2021; @frost-2000, first answer]",
            "[@frost-2000, first  answer;@rankin-2021]",
            True,
        ),
        ("(index.md#p1)", "(index.md)", True),
        ("He asked for it", "He begged for it", False),
        ("He asked for it, says", "He asked for it says", False),
        ("[@rankin-2021; @frost-2000, first answer]", "[@rankin-2021]", False),
        ("first answer]\n{#p2}", "second answer]\n{#p2}", False),
    ],
)
def test_sums_see_words_and_nothing_else(
    write_project: Callable[..., Path], old: str, new: str, same: bool
) -> None:
    assert HOPES.count(old) == 1
    before = fingerprints.sums(Content.read(Project(write_project())))
    after = fingerprints.sums(
        Content.read(Project(write_project({"docs/hopes.md": HOPES.replace(old, new)})))
    )
    assert {name for name in before if before[name] != after[name]} == (set() if same else {"p2"})


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("docs/data/claims.yml", "He asked.", "He asked once."),
        ("docs/data/claims.yml", "supported-with-nuance", "supported"),
        ("docs/hopes.md", "There is one witness.", "There are two."),
    ],
)
def test_sums_of_claims_see_statement_assessment_and_finding(
    write_project: Callable[..., Path], file: str, old: str, new: str
) -> None:
    before = fingerprints.sums(Content.read(Project(write_project())))
    after = fingerprints.sums(
        Content.read(Project(write_project({file: minimal_project.FILES[file].replace(old, new)})))
    )
    assert {name for name in before if before[name] != after[name]} == {"b1"}


FAULTS: dict[str, tuple[dict[str, str], str]] = {
    "no list": (
        {fingerprints.FILE: "- 2026.11\n"},
        "docs/data/editions.yml:1: The file is not a list of “key: value” lines. Restore it, for example with `git checkout`.",
    ),
    "no edition": (
        {fingerprints.FILE: "# sums\nlatest:\n  date: '2026-11-23'\n  sums: {}\n"},
        'docs/data/editions.yml:2: “latest” cannot be listed here. Write year and month in quotes: "2026.11".',
    ),
    "not recorded": (
        {fingerprints.FILE: "{}\n"},
        "docs/data/editions.yml: The edition 2026.11 is not recorded. Restore the file, or run `make release EDITION=2026.11`.",
    ),
    "kept of no edition": (
        {"docs/editions/2026.9/tiny.pdf": "%PDF"},
        "docs/editions/2026.9: There was no edition “2026.9”. Give the folder a name from docs/data/editions.yml.",
    ),
    "kept, but no book": (
        {"docs/editions/2026.11/tiny.docx": ""},
        "docs/editions/2026.11/tiny.docx: Files of the kind “.docx” are not published. Delete it, or move it out of docs/.",
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_damage_is_told(published: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    changes, message = FAULTS[name]
    for file, words in changes.items():
        (published / file).parent.mkdir(parents=True, exist_ok=True)
        (published / file).write_text(words, "utf-8")
    assert message in told(capsys, "check")


@pytest.mark.parametrize(
    ("old", "new"), [("2026-11-23", "2026-11-22"), ("{p1: ", "{p9: '00000000', p1: ")]
)
def test_a_change_of_the_record_by_hand_is_told(
    published: Path, capsys: pytest.CaptureFixture[str], old: str, new: str
) -> None:
    path = published / fingerprints.FILE
    sound = path.read_text("utf-8")
    assert sound.count(old) == 1
    line = sound[: sound.index("sums: {")].count("\n") + 1
    path.write_text(sound.replace(old, new), "utf-8")
    message = (
        f"{fingerprints.FILE}:{line}: The record of edition 2026.11 is not as `make release` wrote it. "
        f"Restore it with `git checkout {fingerprints.FILE}`; it is never edited."
    )
    assert message in told(capsys, "check")


def article(root: Path, path: str) -> str:
    """The article of a built page, as it stands there."""
    match = re.search(
        r"<article.*?</article>",
        (root / "site" / path / "index.html").read_text("utf-8"),
        re.DOTALL,
    )
    assert match
    return " ".join(match.group().split())


def test_readers_are_told_nothing_where_nothing_changed(published: Path) -> None:
    assert main(["build"]) == 0
    for path in ("", "hopes", "about"):
        assert "hanged since" not in article(published, path)
    assert "editions" not in article(published, "about").replace("Changes by edition", "")


def test_readers_are_told_of_a_change(ready: Path) -> None:
    commit(
        ready,
        {
            "docs/data/claims.yml": minimal_project.FILES["docs/data/claims.yml"].replace(
                "He asked.", "He asked once."
            )
        },
    )
    assert main(["build"]) == 0
    line = '<p class="changed">Changed since edition 2026.11: <a href="../about/#changes">see the list of changes</a></p>'
    hopes = article(ready, "hopes")
    assert hopes.count(line) == 2
    assert re.search(r'<p id="p3">(?:(?!</p>).)*</p>\s*' + re.escape(line), hopes), (
        "below the paragraph"
    )
    claim = hopes.partition('id="p2"')[0]
    assert re.search(
        r'<div [^>]*class="claim [^"]*" id="b1"[^>]*>.*' + re.escape(line) + r"\s*</div>", claim
    ), "in the claim"
    assert "edition-2026-12" not in article(ready, "about"), (
        "a coming edition is not told before it is there"
    )


def test_the_last_edition_that_differs_is_named(ready: Path) -> None:
    assert main(["release", "--edition", "2026.12"]) == 0
    assert fingerprints.changed(Content.read(Project(ready))) == {"p3": "2026.11"}
    (ready / "docs/hopes.md").write_text(HOPES.replace("He said", "They said"), "utf-8")
    assert fingerprints.changed(Content.read(Project(ready))) == {"p3": "2026.12"}


def test_an_edition_can_tell_what_it_took_away(published: Path) -> None:
    removal = (
        NEXT.partition("  - kind")[0]
        + "  - kind: removal\n    where: [hopes#p3]\n    what: It is gone.\n    why: Nobody said it.\n"
    )
    paragraph = HOPES[HOPES.index("He said *") : HOPES.index("/// dispute")]
    (published / "docs/data/moved.yml").write_text(
        "- from: hopes#p3\n  gone: Nobody said it.\n", "utf-8"
    )
    commit(
        published,
        {"docs/hopes.md": HOPES.replace(paragraph, ""), "docs/data/changes.yml": removal + FIRST},
    )
    assert main(["release", "--edition", "2026.12"]) == 0
    assert main(["build"]) == 0
    assert "paragraph 3</span>: It is gone. Nobody said it." in article(published, "about")


# The real project, as its maintainers release it.

PROJECT = [
    "docs",
    "edition",
    "overrides",
    "CITATION.cff",
    "Makefile",
    "mkdocs.yml",
    "requirements.txt",
    "requirements",
]
PROJECT += [".gitattributes", ".gitignore"]
CHANGED = """\
- edition: "2029.12"
  date: 2029-12-20
  summary: One correction.
  changes:
  - kind: correction
    where: [{page}#{name}]
    what: The words that were added are true.
    why: A reader found them.
    wrong: Nothing of it.
    severity: minor
"""


def words(page: BuiltPage) -> str:
    found = page.tree.find(".//article")
    assert found is not None
    return " ".join("".join(found.itertext()).split())


def test_an_edition_of_the_real_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = tmp_path / "project"
    root.mkdir()
    for name in PROJECT:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, root / name)
    git(root, "init", "--quiet")
    fingerprints.record(Content.read(Project(root)))
    commit(root)
    present = Project(root).edition.version
    git(root, "tag", present)

    page = Content.read(Project(root)).pages["early-hopes"]
    block = page.paragraphs[1]
    source = (root / page.file).read_text("utf-8")
    added = block.text.replace(".[@", ", as these added words say.[@", 1)
    told = (root / "docs/data/changes.yml").read_text("utf-8")
    first = told.index("\n- edition:") + 1
    entry = CHANGED.format(page=page.key, name=block.id)
    commit(
        root,
        {
            page.file: source.replace(block.text, added),
            "docs/data/changes.yml": told[:first] + entry + told[first:],
        },
    )

    def run(*arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "edition", *arguments],
            cwd=root,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    monkeypatch.delenv("SITE_URL", raising=False)
    published = root / f"docs/editions/{present}"
    published.mkdir(parents=True)  # as a maintainer keeps them
    for name in ("putin-nato.pdf", "putin-nato.epub"):
        (published / name).write_bytes(name.encode() * 100_000)
    commit(root)
    run("release", "--edition", "2029.12")
    commit(root)
    run("build")

    site, line = root / "site", f"Changed since edition {present}: see the list of changes"
    pages = {built.path: words(built) for built in read(site)}
    assert [path for path, said in pages.items() if line in said] == ["early-hopes/index.html"]
    assert f"as these added words say.1 {line}" in re.sub(
        r"(say\.)(\d+)(?:(?!Changed).)*", r"\g<1>1 ", pages["early-hopes/index.html"]
    )
    about = pages["about/index.html"]
    assert (
        f"2029.12 20 December 2029. One correction. Corrected Early Hopes for Integration, paragraph {str(block.id)[1:]}: "
        in about
    )
    assert (
        "A reader found them. Before, it said: Nothing of it. Minor: no statement changed its meaning."
        in about
    )
    assert re.search(
        rf"Earlier editions, as they were published: Edition {present}, [^:]+: PDF, \d\.\d MB; EPUB, \d\.\d MB",
        about,
    )
    assert {address for address, _ in Content.read(Project(root)).published or ()} >= {
        "about#edition-2029-12"
    }

    assert (site / f"editions/{present}/putin-nato.pdf").exists()
    with zipfile.ZipFile(site / "downloads/putin-nato.epub") as book:
        assert line in re.sub(r"<[^>]+>", "", book.read("EPUB/early-hopes.xhtml").decode())
    with zipfile.ZipFile(site / "downloads/putin-nato-offline.zip") as copy_for_a_disk:
        assert not [name for name in copy_for_a_disk.namelist() if f"/editions/{present}" in name]
        assert (
            "Earlier editions"
            not in copy_for_a_disk.read("putin-nato-offline/about/index.html").decode()
        )
