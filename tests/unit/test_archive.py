"""Archived copies: found near the edition's day, seen to answer and to hold the passages, written as one line."""

import json
import re
import socket
import sys
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
import wayback
from fixtures import minimal_project
from requests.adapters import HTTPAdapter

from edition import archive
from edition.cli import main
from edition.config import Project
from edition.content.model import Content
from edition.diagnostics import BuildError

FROST, RANKIN = "https://bbc.example/frost", "https://guardian.example/rankin"
SOURCES = "docs/data/sources.yml"
PASSAGE = f"""\
- {{source: frost-2000, exact: I would not rule it out, language: en, seen: document, seen-at: '{FROST}'}}
"""


class Archive(ThreadingHTTPServer):
    """A Wayback Machine of our own: its captures by address and time, and what it was asked.

    A capture is the body that it answers with; None is one that is listed and cannot be shown.
    """

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.captures: dict[str, dict[str, str | None]] = {}
        self.searched: list[str] = []
        self.seen: list[str] = []
        self.excluded: set[str] = set()
        self.hidden: set[str] = set()
        self.down = False


class _Handler(BaseHTTPRequestHandler):
    server: Archive

    def log_message(self, *_: object) -> None:
        """A test's output is no place for a request log."""

    def do_GET(self) -> None:
        if self.server.down:
            self.say(503, "Service Unavailable")
        elif self.path.startswith("/cdx/"):
            self.search(parse_qs(urlsplit(self.path).query))
        else:
            self.show()

    def search(self, asked: dict[str, list[str]]) -> None:
        url = asked["url"][0]
        self.server.searched.append(url)
        if url in self.server.excluded:
            self.say(403, "AdministrativeAccessControlException")
            return
        lines = [
            f"example,x)/ {time} {url} text/html 200 {'A' * 32} 1000\n"
            for time in self.server.captures.get(url, {})
        ]
        self.say(200, "".join(lines))

    def show(self) -> None:
        asked = re.fullmatch(r"/web/(\d{14})(id_)?/(.+)", self.path)
        assert asked, self.path
        time, original, url = asked.groups()
        self.server.seen.append(f"{time}{original or ''}")
        body = self.server.captures[url][time]
        if body is None or (not original and time in self.server.hidden):
            self.say(404, "not here")
        else:
            self.say(200, body, {"Memento-Datetime": "Mon, 23 Nov 2026 12:00:00 GMT"})

    def say(self, code: int, text: str, headers: dict[str, str] | None = None) -> None:
        body = text.encode()
        self.send_response(code)
        for name, value in {"Content-Type": "text/html; charset=utf-8", **(headers or {})}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


class _Detour(HTTPAdapter):
    """Sends what is meant for web.archive.org to our own archive; may be interrupted, as by Ctrl-C."""

    def __init__(self, port: int, requests_left: list[int]) -> None:
        super().__init__()
        self.base, self.left = f"http://127.0.0.1:{port}", requests_left

    def send(self, request: requests.PreparedRequest, **how: object) -> requests.Response:  # type: ignore[override]
        if self.left and self.left[0] == 0:
            raise KeyboardInterrupt
        self.left[:] = [left - 1 for left in self.left]
        meant, request.url = request.url, self.base + request.path_url
        answer = super().send(request, **how)  # type: ignore[arg-type]
        answer.url = request.url = meant or ""
        return answer


@pytest.fixture
def left() -> list[int]:
    """How many requests are let through before Ctrl-C; empty: all."""
    return []


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch, left: list[int]) -> Iterator[Archive]:
    server = Archive()
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()

    def session(_: Content) -> wayback.WaybackSession:
        made = wayback.WaybackSession(
            retries=1, backoff=0, search_calls_per_second=0, memento_calls_per_second=0
        )
        made.mount("https://web.archive.org/", _Detour(server.server_port, left))
        return made

    monkeypatch.setattr(archive, "session", session)
    monkeypatch.setattr(archive, "require_network", lambda *_: None)
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def sources(write_project: Callable[..., Path]) -> Callable[[], str]:
    """Writes a minimal project with a passage of Frost; gives what its file of sources says now."""
    root = write_project({"docs/data/passages.yml": PASSAGE})
    return lambda: (root / SOURCES).read_text("utf-8")


def with_line(url: str, address: str, text: str = minimal_project.FILES[SOURCES]) -> str:
    """The file of sources with an archived copy below URL."""
    return text.replace(f"  URL: {url}\n", f"  URL: {url}\n  archive: {address}\n")


def test_the_nearest_capture_that_holds_the_passage_is_written(
    service: Archive, sources: Callable[[], str], capsys: pytest.CaptureFixture[str]
) -> None:
    holds = "<p>He said: “I would not <i>rule it out</i>.”"
    service.captures = {
        FROST: {
            "20100101000000": holds,
            "20261020000000": holds,
            "20261122000000": "<p>Accept our cookies",
            "20261124000000": None,
            "20301124000000": holds,
        },
        RANKIN: {"20261220110000": "<p>Anything", "20260101000000": "<p>Anything"},
    }
    assert main(["archive"]) == 0
    frost = f"https://web.archive.org/web/20261020000000/{FROST}"
    rankin = f"https://web.archive.org/web/20261220110000/{RANKIN}"
    assert sources() == with_line(RANKIN, rankin, with_line(FROST, frost))
    assert service.seen[-1] == "20261220110000", "the address that is written was asked for itself"
    assert capsys.readouterr().out.splitlines() == [
        f"[1/2] frost-2000: {frost}",
        f"[2/2] rankin-2021: {rankin}",
        "2 of 2 sources were asked about: 2 found.",
        "Look at the changes in docs/data/sources.yml, run `make`, and commit both.",
    ]
    assert main(["archive"]) == 0
    assert len(service.searched) == 2, "what has a copy is not asked about"


@pytest.mark.parametrize(
    ("captures", "reason"),
    [
        ({}, "no capture"),
        ({"20261122000000": None}, "no usable capture: it does not answer"),
        ({"20261123000000": "<p>it out"}, "no capture among the nearest holds the passages"),
        ({"20261124000000": "<p>I would not rule it out"}, "no usable capture: it does not answer"),
        (
            {"20261125000000": "<script>load()</script>"},
            "no usable capture: the page has hardly any text without its scripts",
        ),
    ],
)
def test_nothing_is_written_that_was_not_seen(
    service: Archive,
    sources: Callable[[], str],
    captures: dict[str, str | None],
    reason: str,
) -> None:
    before = sources()
    service.hidden = {"20261124000000"}
    service.captures = {FROST: captures}
    service.excluded = {RANKIN}
    assert main(["archive"]) == 0
    assert sources() == before
    kept = json.loads(Path(archive.KEPT).read_text("utf-8"))
    assert kept["reasons"] == {FROST: reason, RANKIN: "excluded from the archive"}


def test_what_was_asked_in_vain_is_asked_again_for_another_edition(
    service: Archive, sources: Callable[[], str], capsys: pytest.CaptureFixture[str]
) -> None:
    main(["archive"])
    assert main(["archive"]) == 0
    assert service.searched == [FROST, RANKIN]
    assert capsys.readouterr().out.splitlines()[-2:] == [
        "0 of 2 sources were asked about: 0 found.",
        "2 have no usable capture (build/archive.json). They are asked about again for another "
        "edition, or when you delete that file; https://web.archive.org/save captures a page.",
    ]
    settings = Path("mkdocs.yml")
    text = settings.read_text("utf-8").replace('"2026.11"', '"2026.12"')
    settings.write_text(text.replace('published: "2026-11', 'published: "2026-12'), "utf-8")
    assert main(["archive"]) == 0
    assert service.searched == [FROST, RANKIN] * 2
    Path(archive.KEPT).write_text("{", "utf-8")  # damaged
    assert main(["archive"]) == 0
    assert service.searched == [FROST, RANKIN] * 3


@pytest.mark.parametrize("requests_made", range(1, 6))
def test_an_interrupted_run_goes_on_where_it_ended(
    service: Archive,
    sources: Callable[[], str],
    left: list[int],
    requests_made: int,
    capsys: pytest.CaptureFixture[str],
) -> None:
    service.captures = {
        FROST: {"20261122000000": "<p>I would not rule it out"},
        RANKIN: {"20261123000000": "<p>Anything"},
    }
    left.append(requests_made)  # a source takes three: search, capture, address
    assert main(["archive"]) == 130
    assert "Interrupted" in capsys.readouterr().err
    first = f"https://web.archive.org/web/20261122000000/{FROST}"
    assert sources() == (
        with_line(FROST, first) if requests_made >= 3 else minimal_project.FILES[SOURCES]
    )
    left.clear()
    service.searched.clear()
    assert main(["archive"]) == 0
    assert service.searched == ([FROST] if requests_made < 3 else []) + [RANKIN]
    second = f"https://web.archive.org/web/20261123000000/{RANKIN}"
    assert sources() == with_line(RANKIN, second, with_line(FROST, first))


def test_a_service_that_is_down_is_one_line(
    service: Archive, write_project: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    more = "".join(
        f"- id: more-{number}\n  type: webpage\n  tier: reporting\n  title: More\n"
        f"  URL: https://more.example/{number}\n  language: en\n  checked: read\n"
        for number in range(2)
    )
    root = write_project({SOURCES: minimal_project.FILES[SOURCES] + more})
    service.down = True
    assert main(["archive"]) == 1
    said = capsys.readouterr()
    assert said.err.splitlines()[0] == (
        "archive: The archive did not answer 3 times in a row. "
        "Run it again later; it goes on where it ended."
    )
    assert said.out.splitlines()[-1].startswith("[3/4] more-0: no answer")
    assert not (root / archive.KEPT).exists()
    assert main(["archive", "--limit", "1"]) == 0
    assert capsys.readouterr().out.splitlines()[1:] == [
        "1 of 4 sources were asked about: 0 found.",
        "The archive did not answer about 1: run it again for them.",
    ]


def test_a_dry_run_writes_nothing(
    service: Archive, sources: Callable[[], str], capsys: pytest.CaptureFixture[str]
) -> None:
    before = sources()
    service.captures = {RANKIN: {"20261123000000": "<p>Anything"}}
    assert main(["archive", "--dry-run"]) == 0
    assert sources() == before
    assert not Path(archive.KEPT).exists()
    assert capsys.readouterr().out.splitlines() == [
        "[1/2] frost-2000: no capture",
        f"[2/2] rankin-2021: https://web.archive.org/web/20261123000000/{RANKIN}",
        "2 of 2 sources were asked about: 1 found.",
    ]


def test_an_archived_copy_needs_no_other(
    service: Archive, write_project: Callable[..., Path]
) -> None:
    text = minimal_project.FILES[SOURCES].replace(FROST, "https://archive.md/0OmVH")
    write_project({SOURCES: text})
    assert main(["archive"]) == 0
    assert service.searched == [RANKIN]


def test_without_a_network_one_line_says_so(
    write_project: Callable[..., Path],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def unknown(*_: object) -> None:
        raise socket.gaierror

    write_project()
    monkeypatch.setattr("socket.getaddrinfo", unknown)
    monkeypatch.setattr("edition.links.ask.getproxies", dict)
    assert main(["archive"]) == 1
    message = "archive: There is no network: web.archive.org cannot be found. "
    assert capsys.readouterr().err.startswith(message + "Connect, then run it again.\n")


def test_a_missing_library_is_one_line(
    write_project: Callable[..., Path],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    write_project()
    monkeypatch.delitem(sys.modules, "edition.archive")
    monkeypatch.setitem(sys.modules, "wayback", None)
    monkeypatch.delattr("edition.archive", raising=False)
    assert main(["archive"]) == 1
    assert capsys.readouterr().err == (
        "“wayback” is not installed for this Python. Run `make archive`, which installs it.\n"
    )


def test_the_real_archive_is_asked_slowly_and_by_name(content: Content) -> None:
    with archive.session(content) as made:
        assert "reference edition" in made.headers["User-Agent"]
        paces = [made.rate_limts[path]._minimum_wait for path in ("/cdx", "/")]
    assert min(paces) >= 2


@pytest.mark.parametrize(
    ("record", "changed"),
    [
        ("  URL: {url}\n", "  URL: {url}\n  archive: {new}\n"),
        ('  URL: "{url}" # seen\n', '  URL: "{url}" # seen\n  archive: {new}\n'),
        ("  URL: >-\n    {url}\n", "  URL: >-\n    {url}\n  archive: {new}\n"),
        ("  URL:\n    {url}\n\n", "  URL:\n    {url}\n  archive: {new}\n\n"),
        (
            "  # where\n\n  URL: {url}\n# odd\n",
            "  # where\n\n  URL: {url}\n  archive: {new}\n# odd\n",
        ),
    ],
)
def test_one_line_is_added_and_all_others_stay(
    write_project: Callable[..., Path], record: str, changed: str
) -> None:
    text = "# The sources\n" + minimal_project.FILES[SOURCES]
    line, new = f"  URL: {FROST}\n", "https://web.archive.org/web/20261123000000/" + FROST
    root = write_project({SOURCES: text.replace(line, record.format(url=FROST))})
    project = Project(root)
    source = Content.read(project).sources["frost-2000"]
    archive.write_address(project, source, new)
    expected = text.replace(line, changed.format(url=FROST, new=new))
    assert (root / SOURCES).read_text("utf-8") == expected
    assert Content.read(project).sources["frost-2000"].archive == new


def test_a_record_that_takes_no_line_is_left_to_its_editor(
    write_project: Callable[..., Path],
) -> None:
    record = (
        "- {id: more, type: webpage, tier: reporting, title: More, language: en, checked: read, "
        "URL: https://more.example/}\n"
    )
    text = minimal_project.FILES[SOURCES] + record
    root = write_project({SOURCES: text})
    project = Project(root)
    source = Content.read(project).sources["more"]
    line = text.count("\n")
    with pytest.raises(BuildError) as raised:
        archive.write_address(project, source, "https://web.archive.org/web/2026/x")
    assert str(raised.value) == (
        f"{SOURCES}:{line}: The line cannot be written into the record “more”. "
        "Write “archive: https://web.archive.org/web/2026/x”."
    )
    assert (root / SOURCES).read_text("utf-8") == text
