"""Links rot: what is gone, moved, unreachable or closed to machines is told apart, and no host is pressed."""

import socket
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from fixtures import minimal_project

from edition import links
from edition.cli import main
from edition.config import Project
from edition.content.model import Content
from edition.links import Address, Finding, Manner

QUICK = Manner(timeout=(60, 60), pause=0, retries=2, backoff=0)


class Host(ThreadingHTTPServer):
    """A server that answers as its paths say, and remembers how it was asked."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.asked: Counter[str] = Counter()
        self.ranges: set[str | None] = set()
        self.at_once: Counter[str] = Counter()
        self.most_at_once: Counter[str] = Counter()
        self.lock = threading.Lock()
        self.both = threading.Barrier(2, timeout=60)
        self.over = threading.Event()

    def at(self, path: str, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.server_port}{path}"


class _Handler(BaseHTTPRequestHandler):
    server: Host

    def log_message(self, *_: object) -> None:
        """A test's output is no place for a request log."""

    def do_GET(self) -> None:
        host = self.headers["Host"].partition(":")[0]
        with self.server.lock:
            self.server.asked[self.path] += 1
            self.server.ranges.add(self.headers["Range"])
            self.server.at_once[host] += 1
            self.server.most_at_once[host] = max(
                self.server.most_at_once[host], self.server.at_once[host]
            )
        name = self.path.strip("/").split("/")[0]
        try:
            if name == "slow":
                time.sleep(0.2)
            if name == "both":
                self.server.both.wait()  # goes on only when two hosts are asked at the same time
        finally:
            with self.server.lock:  # before the answer: the next request may come at once
                self.server.at_once[host] -= 1
        self.answer(name)

    def answer(self, name: str) -> None:
        if name == "never":
            self.server.over.wait()
            return
        if name == "broken":
            self.close_connection = True
            return
        flaky = name == "flaky" and self.server.asked[self.path] < 3
        moves = {
            "301": (301, "/200"), "308": (308, "/200"), "302": (302, "/200"), "twice": (301, "/301"), "then": (301, "/302"),
            "home": (301, "/"), "dead": (301, "/404"), "circle": (302, "/circle"), "shut": (301, "/403"),
            "ping": (301, "/200?`@everyone`|x"),
        }  # fmt: skip
        code, target = moves.get(name, (503 if flaky else int(name) if name.isdigit() else 200, ""))
        self.send_response(code)
        if target:
            self.send_header("Location", target)
        self.send_header("Content-Length", "0")
        self.end_headers()


@pytest.fixture
def host() -> Iterator[Host]:
    server = Host()
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    yield server
    server.over.set()
    server.shutdown()
    server.server_close()


def ask(*urls: str, how: Manner = QUICK) -> list[Finding]:
    return links.check(
        [Address(f"source-{number}", "URL", url) for number, url in enumerate(urls)], how
    )


@pytest.mark.parametrize(
    ("path", "state", "words"),
    [
        ("/200", "fine", "200 OK"),
        ("/206", "fine", "206 Partial Content"),
        ("/416", "fine", f"416 {HTTPStatus(416).phrase}"),  # Python 3.13 has other words
        ("/slow", "fine", "200 OK"),
        ("/flaky", "fine", "200 OK"),
        ("/302", "fine", "200 OK, after a redirect to {at}/200"),
        ("/404", "gone", "404 Not Found"),
        ("/410", "gone", "410 Gone"),
        ("/dead", "gone", "404 Not Found, after a redirect to {at}/404"),
        ("/home", "gone", "leads to the front page of {host}"),
        ("/401", "refused", "401 Unauthorized"),
        ("/403", "refused", "403 Forbidden"),
        ("/429", "refused", "429 Too Many Requests"),
        ("/shut", "refused", "403 Forbidden, after a redirect to {at}/403"),
        ("/500", "unreachable", "500 Internal Server Error"),
        ("/503", "unreachable", "503 Service Unavailable"),
        ("/circle", "unreachable", "redirects without end"),
        ("/broken", "unreachable", "the connection broke"),
    ],
)
def test_answers_are_told_apart(host: Host, path: str, state: str, words: str) -> None:
    (found,) = ask(host.at(path))
    said = words.format(at=host.at(""), host=host.at("").removeprefix("http://"))
    assert (found.state, found.words, found.target) == (state, said, "")


def test_a_host_that_does_not_answer_is_not_waited_for(host: Host) -> None:
    (found,) = ask(host.at("/never"), how=replace(QUICK, timeout=(60, 0.2)))
    assert (found.state, found.words) == ("unreachable", "no answer in time")
    assert host.asked == {"/never": 3}


@pytest.mark.parametrize(
    ("path", "target"),
    [
        ("/301", "/200"),
        ("/308", "/200"),
        ("/twice", "/200"),
        ("/then", "/302"),
        ("/301#p4", "/200#p4"),
    ],
)
def test_a_permanent_redirect_gives_the_new_address(host: Host, path: str, target: str) -> None:
    (found,) = ask(host.at(path))
    assert (found.state, found.target.removesuffix("#p4")) == (
        "moved",
        host.at(target).removesuffix("#p4"),
    )


def test_hosts_that_cannot_be_reached(host: Host) -> None:
    nobody = Host()
    nobody.server_close()
    found = ask(
        "http://no-such-host.invalid/", nobody.at("/"), host.at("/200").replace("http:", "https:")
    )
    assert [(item.state, item.words) for item in found] == [
        ("unreachable", "there is no such host"),
        ("unreachable", "nothing listens there"),
        ("unreachable", "no secure connection"),
    ]


def test_without_a_network_one_line_says_so(
    write_project: Callable[..., Path],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def unknown(*_: object) -> None:
        raise socket.gaierror

    write_project()
    monkeypatch.setattr("socket.getaddrinfo", unknown)
    monkeypatch.setattr("edition.links.getproxies", dict)
    assert main(["links"]) == 1
    message = "links: There is no network: bbc.example, guardian.example cannot be found. "
    assert capsys.readouterr().err.startswith(message + "Connect, then run it again.\n")


def test_what_may_pass_is_tried_again_and_what_is_certain_is_not(host: Host) -> None:
    ask(*(host.at(path) for path in ("/200", "/500", "/404", "/403", "/flaky")))
    assert host.asked == {"/200": 1, "/500": 3, "/404": 1, "/403": 1, "/flaky": 3}


def test_only_the_first_byte_is_asked_for(host: Host) -> None:
    ask(host.at("/200"))
    assert host.ranges == {"bytes=0-0"}


def test_one_request_at_a_time_to_a_host_and_several_hosts_at_once(host: Host) -> None:
    paths = [
        host.at(f"/slow/{number}", name)
        for number in range(3)
        for name in ("127.0.0.1", "localhost")
    ]
    together = [host.at("/both", name) for name in ("127.0.0.1", "localhost")]
    found = ask(*together, *paths)
    assert {item.state for item in found} == {"fine"}, (
        "the barrier lets nobody through who comes alone"
    )
    assert host.most_at_once == {"127.0.0.1": 1, "localhost": 1}


def test_findings_keep_the_order_of_the_sources(host: Host) -> None:
    urls = [host.at("/slow"), host.at("/404", "localhost"), host.at("/200")]
    assert [item.address.url for item in ask(*urls)] == urls


@pytest.fixture
def sources(host: Host, write_project: Callable[..., Path]) -> Callable[..., Path]:
    def make(first: str, second: str, archive: str = "") -> Path:
        text = minimal_project.FILES["docs/data/sources.yml"].replace(
            "https://bbc.example/frost", host.at(first)
        )
        text = text.replace("https://guardian.example/rankin", host.at(second))
        return write_project(
            {
                "docs/data/sources.yml": text
                + (f"  archive: {host.at(archive)}\n" if archive else "")
            }
        )

    return make


def test_the_report_says_what_to_do_where(sources: Callable[..., Path], host: Host) -> None:
    content = Content.read(Project(sources("/404", "/301", "/500")))
    report = links.report(content, links.check(links.addresses(content), QUICK))
    gone, moved, down = host.at("/404"), host.at("/301"), host.at("/500")
    assert report.splitlines() == [
        "3 addresses: 0 fine, 1 gone, 1 moved, 1 unreachable, 0 not open to machines.",
        "",
        "## Gone",
        "",
        "Give an archived copy (`archive: …`), or the document's new address, in `docs/data/sources.yml`.",
        "",
        "| source | address | answer | cited in |",
        "| --- | --- | --- | --- |",
        f"| `frost-2000` | `{gone}` | `404 Not Found` ([copies?](https://web.archive.org/web/*/{gone})) | p1, p2, p4, frost |",
        "",
        "## Moved",
        "",
        "See that the new address holds the same document, then write it into `docs/data/sources.yml`.",
        "",
        "| source | address | answer | cited in |",
        "| --- | --- | --- | --- |",
        f"| `rankin-2021` | `{moved}` | `{host.at('/200')}` | p2, p3 |",
        "",
        "## Unreachable",
        "",
        "This may pass. Where it stands here for several weeks, treat it as gone.",
        "",
        "| source | address | answer | cited in |",
        "| --- | --- | --- | --- |",
        f"| `rankin-2021` (archived copy) | `{down}` | `500 Internal Server Error` | p2, p3 |",
    ]


def test_what_a_host_answers_can_do_nothing_in_the_issue(
    sources: Callable[..., Path], host: Host
) -> None:
    content = Content.read(Project(sources("/200", "/ping")))
    report = links.report(content, links.check(links.addresses(content), QUICK))
    row = next(line for line in report.splitlines() if "everyone" in line)
    assert row.count("`") == 6
    assert row.count("|") == 5


def test_the_command_writes_a_report_only_where_there_is_something_to_do(
    sources: Callable[..., Path],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(links, "manner", lambda _: QUICK)
    root = sources("/404", "/403")
    assert main(["links", "--report", "build/links.md"]) == 0
    assert "## Gone" in (root / "build/links.md").read_text("utf-8")
    assert capsys.readouterr().out.endswith(
        "2 addresses: 0 fine, 1 gone, 0 moved, 0 unreachable, 1 not open to machines.\n"
    )
    sources("/200", "/403")
    assert main(["links", "--report", "build/links.md"]) == 0
    assert not (root / "build/links.md").exists()


def test_the_real_sources_are_all_asked(content: Content) -> None:
    asked = links.addresses(content)
    assert len(asked) == sum(
        bool(url) for source in content.sources.values() for url in (source.url, source.archive)
    )
    assert {address.role for address in asked} == {"URL", "archive"}
    assert links.manner(content).pause >= 1
