"""Find archived copies for sources that have none: the Wayback Machine's nearest capture in time.

Write only what was verified: the archive lists the capture, the capture answers, and it contains
the passages that were read at the source's address. Add its address to `docs/data/sources.yml` at
once, as one line of the source's record. Keep failed requests in `build/archive.json`, so that an
interrupted run continues where it stopped.
"""

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

import requests
import wayback
import yaml
from wayback.exceptions import (
    BlockedByRobotsError,
    BlockedSiteError,
    MementoPlaybackError,
    WaybackException,
)

from edition.config import Project
from edition.content.model import Content
from edition.content.records import Source
from edition.content.yaml import parse_data, read_text
from edition.diagnostics import BuildError, Problem
from edition.links.ask import passages_at, policy, require_network
from edition.links.text import Unreadable, missing

KEPT = "build/archive.json"
SERVICE = "https://web.archive.org/"
_TRIED = 3  # captures of one source
_FAILURES = 3  # in a row, after which we assume that the archive is down
# Addresses at these hosts are archived copies already.
_ARCHIVES = ("web.archive.org", "archive.md", "archive.ph", "archive.today", "archive.is")


@dataclass(frozen=True)
class Outcome:
    """The result for a source: the address of a capture, or why there is none."""

    url: str = ""
    reason: str = ""


def session(content: Content) -> wayback.WaybackSession:
    """Return a session that sends requests more slowly than the archive demands."""
    return wayback.WaybackSession(
        user_agent=policy(content).agent,
        retries=3,
        backoff=5,
        timeout=(15, 60),
        search_calls_per_second=0.3,
        memento_calls_per_second=0.5,
    )


def run(content: Content, limit: int | None = None, dry_run: bool = False) -> str:
    """Look for a capture of each source that has a `URL` and no `archive`, and record it.

    Args:
        content: the edition.
        limit: the greatest number of sources to look up; None for all.
        dry_run: report what would be written, and write nothing.

    Returns:
        A summary of a few lines.

    Raises:
        BuildError: there is no network, the archive is down, or the line cannot be added.
        OSError: a file cannot be read or written.
    """
    wanted = [source for source in content.sources.values() if source.url and not source.archive]
    wanted = [source for source in wanted if urlsplit(source.url).hostname not in _ARCHIVES]
    kept = _Kept(content.project)
    asked = [source for source in wanted if source.url not in kept.reasons][:limit]
    if asked:
        require_network([SERVICE], "archive")
    found = failed = in_a_row = 0
    with wayback.WaybackClient(session(content)) as client:
        for number, source in enumerate(asked, 1):
            print(f"[{number}/{len(asked)}] {source.id}: ", end="", flush=True)
            try:
                outcome = _outcome(client, content, source)
            except (WaybackException, requests.RequestException) as error:
                print(f"no answer ({type(error).__name__})", flush=True)
                failed, in_a_row = failed + 1, in_a_row + 1
                if in_a_row == _FAILURES:
                    what = f"The archive did not answer {_FAILURES} times in a row."
                    hint = "Run it again later; it goes on where it ended."
                    raise BuildError([Problem("archive", 0, what, hint)]) from None
                continue
            in_a_row = 0
            print(outcome.url or outcome.reason, flush=True)
            found += bool(outcome.url)
            if outcome.url and not dry_run:
                write_address(content.project, source, outcome.url)
            elif not dry_run:
                kept.add(source.url, outcome.reason)
    lines = [f"{len(asked)} of {len(wanted)} sources were asked about: {found} found."]
    if found and not dry_run:
        lines.append("Look at the changes in docs/data/sources.yml, run `make`, and commit both.")
    if failed:
        lines.append(f"The archive did not answer about {failed}: run it again for them.")
    if kept.reasons:
        lines.append(
            f"{len(kept.reasons)} have no usable capture ({KEPT}). They are asked about again for "
            f"another edition, or when you delete that file; {SERVICE}save captures a page."
        )
    return "\n".join(lines)


def _outcome(client: wayback.WaybackClient, content: Content, source: Source) -> Outcome:
    """Return the nearest capture of SOURCE that answers and contains its passages.

    Raises:
        WaybackException: the archive sends an unexpected answer.
        requests.RequestException: the archive does not answer.
    """
    day = datetime.fromisoformat(content.project.edition.published.iso).replace(tzinfo=UTC)
    passages = passages_at(content, source, source.url)
    reason = "no capture"
    try:
        captures = client.search(source.url, filter_field="statuscode:200", collapse="timestamp:8")
        nearest = sorted(captures, key=lambda capture: abs(capture.timestamp - day))[:_TRIED]
        for capture in nearest:
            try:
                copy = client.get_memento(capture)
                lost = missing(passages, copy.content, copy.headers.get("Content-Type", ""))
            except (MementoPlaybackError, Unreadable) as error:
                kind = str(error) if isinstance(error, Unreadable) else "it does not answer"
                reason = f"no usable capture: {kind}"
                continue
            if lost:
                reason = "no capture among the nearest holds the passages"
            elif _answers(client, capture.view_url):
                return Outcome(capture.view_url)
            else:
                reason = "no usable capture: it does not answer"
    except (BlockedSiteError, BlockedByRobotsError):
        reason = "excluded from the archive"
    return Outcome(reason=reason)


def _answers(client: wayback.WaybackClient, url: str) -> bool:
    """Whether the address for readers answers too, and with this capture rather than another."""
    with client.session.request("GET", url, allow_redirects=False, stream=True) as answer:
        return bool(answer.status_code == 200)


class _Kept:
    """The sources without a usable capture in this edition, kept in a file in build/."""

    def __init__(self, project: Project) -> None:
        self._path = project.root / KEPT
        self._edition = project.edition.version
        try:
            kept = json.loads(self._path.read_text("utf-8"))
        except (FileNotFoundError, ValueError):  # only a cache: start again
            kept = {}
        same = kept.get("edition") == self._edition
        self.reasons: dict[str, str] = kept["reasons"] if same else {}

    def add(self, url: str, reason: str) -> None:
        """Record that URL has no capture, and the reason."""
        self.reasons[url] = reason
        kept = {"edition": self._edition, "reasons": self.reasons}
        _replace(self._path, json.dumps(kept, ensure_ascii=False, indent=1) + "\n")


def write_address(project: Project, source: Source, address: str) -> None:
    """Add `archive: ADDRESS` below the `URL` of SOURCE's record; change no other line.

    Raises:
        BuildError: the record is not written one field a line, or no longer exists.
        OSError: the file cannot be written.
    """
    path = project.data / "sources.yml"
    file = project.name(path)
    text = read_text(path, project.root)
    before = parse_data(text, file).value
    expected = [
        {**record, "archive": address} if record["id"] == source.id else record for record in before
    ]
    changed = _with_line(text, source.id, f"archive: {address}")
    try:
        right = expected != before and parse_data(changed, file).value == expected
    except BuildError:
        right = False
    if not right:
        what = f"The line cannot be written into the record “{source.id}”."
        raise BuildError([source.place.problem("URL", what, f"Write “archive: {address}”.")])
    _replace(path, changed)


def _with_line(text: str, record: str, line: str) -> str:
    """Return TEXT, a file of records, with LINE added below the `URL` of RECORD."""
    lines = text.splitlines(keepends=True)
    for key, value in _urls(text, record):
        # A plain value ends on its own line, a folded one at the start of the next line.
        end = value.end_mark.line + (value.end_mark.column > 0)
        lines.insert(end, " " * key.start_mark.column + line + "\n")
    return "".join(lines)


def _urls(text: str, record: str) -> Iterator[tuple[yaml.Node, yaml.Node]]:
    """Yield the key and value nodes of the field `URL` of RECORD."""
    for node in yaml.compose(text, yaml.SafeLoader).value:
        fields = {key.value: (key, value) for key, value in node.value}
        if fields["id"][1].value == record:
            yield fields["URL"]


def _replace(path: Path, text: str) -> None:
    """Write PATH atomically: an interrupted run leaves either the old file or the new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(path.name + ".new")
    new.write_text(text, "utf-8", newline="\n")
    os.replace(new, path)
