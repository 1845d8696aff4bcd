"""Links rot: gone, moved, changed, unreachable and unreadable are told apart, and no host is pressed."""

import re
import socket
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
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
from edition.content.records import Passage
from edition.links import Address, Finding, Policy

QUICK = Policy(timeout=(60, 60), pause=0, retries=2, backoff=0)

WORDS = "Russia could be allowed to join NATO … “if its interests” are reckoned with"
PAGE = (
    "<!doctype html><title>x</title><p>He said: Russia could be <b>allowed</b> to join\xa0NATO."
    "<p>‘If its inter\xad-\nests’ are reckoned with.<p>Россия могла бы."
)
PADDING = "<p>" + "What else was said that day. " * 10

# What is sent under a name: a content type and a body.
PAGES = {
    "page": ("text/html; charset=utf-8", PAGE.encode()),
    "other": ("text/html; charset=utf-8", PADDING.encode()),
    "huge": ("text/html", PADDING.encode() * 50),
    "huge-holds": ("text/html", PAGE.encode() + PADDING.encode() * 50),
    "script": ("text/html", b"<p>Please wait</p><script>load()</script>"),
    "word": ("application/msword", b"\xd0\xcf\x11\xe0"),
}


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
        if name in PAGES:
            self.page(*PAGES[name])
            return
        if name == "drip":  # a byte, and then nothing more of the 100 that were promised
            self.page("text/html", b"<", 100)
            self.wfile.flush()
            self.server.over.wait()
            return
        if name == "broken":
            self.close_connection = True
            return
        flaky = name == "flaky" and self.server.asked[self.path] < 3
        moves = {
            "301": (301, "/200"), "308": (308, "/200"), "302": (302, "/200"), "twice": (301, "/301"), "then": (301, "/302"),
            "home": (301, "/"), "dead": (301, "/404"), "circle": (302, "/circle"), "shut": (301, "/403"),
            "page-301": (301, "/page"), "other-301": (301, "/other"), "script-301": (301, "/script"),
            "ping": (301, "/200?`@everyone`|x"),
        }  # fmt: skip
        code, target = moves.get(name, (503 if flaky else int(name) if name.isdigit() else 200, ""))
        self.send_response(code)
        if target:
            self.send_header("Location", target)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def page(self, kind: str, body: bytes, length: int = 0) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(length or len(body)))
        self.end_headers()
        with suppress(OSError):  # whoever reads only the beginning hangs up
            self.wfile.write(body)


@pytest.fixture
def host() -> Iterator[Host]:
    server = Host()
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    yield server
    server.over.set()
    server.shutdown()
    server.server_close()


def ask(*urls: str, how: Policy = QUICK) -> list[Finding]:
    return links.check(
        [Address(f"source-{number}", "URL", url) for number, url in enumerate(urls)], how
    )


@pytest.mark.parametrize(
    ("path", "state", "words"),
    [
        ("/200", "well", "200 OK"),
        ("/206", "well", "206 Partial Content"),
        ("/416", "well", f"416 {HTTPStatus(416).phrase}"),  # Python 3.13 has other words
        ("/slow", "well", "200 OK"),
        ("/flaky", "well", "200 OK"),
        ("/302", "well", "200 OK, after a redirect to {at}/200"),
        ("/404", "gone", "404 Not Found"),
        ("/410", "gone", "410 Gone"),
        ("/dead", "gone", "404 Not Found, after a redirect to {at}/404"),
        ("/home", "gone", "leads to the front page of {host}"),
        ("/401", "unread", "401 Unauthorized"),
        ("/403", "unread", "403 Forbidden"),
        ("/429", "unread", "429 Too Many Requests"),
        ("/shut", "unread", "403 Forbidden, after a redirect to {at}/403"),
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
    monkeypatch.setattr("edition.links.ask.getproxies", dict)
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
    assert {item.state for item in found} == {"well"}, (
        "the barrier lets nobody through who comes alone"
    )
    assert host.most_at_once == {"127.0.0.1": 1, "localhost": 1}


def test_findings_keep_the_order_of_the_sources(host: Host) -> None:
    urls = [host.at("/slow"), host.at("/404", "localhost"), host.at("/200")]
    assert [item.address.url for item in ask(*urls)] == urls


def hold(url: str, words: str = WORDS, how: Policy = QUICK) -> Finding:
    """What becomes of an address where WORDS were read."""
    passage = Passage(source="source", exact=words)
    (found,) = links.check([Address("source", "URL", url, (passage,))], how)
    assert found.missing == ((passage,) if found.state == "changed" else ())
    return found


@pytest.mark.parametrize(
    ("path", "state", "words"),
    [
        ("/page", "well", "200 OK"),
        ("/other", "changed", "200 OK"),
        ("/page-301", "moved", "200 OK, after a redirect to {at}/page"),
        ("/other-301", "changed", "200 OK, after a redirect to {at}/other"),
        (
            "/script-301",
            "moved",
            "{redirect}/script; the page has hardly any text without its scripts",
        ),
        ("/404", "gone", "404 Not Found"),
        ("/403", "unread", "403 Forbidden"),
        ("/503", "unreachable", "503 Service Unavailable"),
        ("/circle", "unreachable", "redirects without end"),
        ("/broken", "unreachable", "the connection broke"),
        ("/script", "unread", "200 OK; the page has hardly any text without its scripts"),
        ("/word", "unread", "200 OK; the text of application/msword cannot be read"),
        ("/huge-holds", "well", "200 OK"),
        ("/huge", "unread", "200 OK; only the first 10 MB were read"),
    ],
)
def test_a_page_must_hold_its_passage(
    host: Host, path: str, state: str, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("edition.links.ask.LIMIT", 10_000)
    found = hold(host.at(path))
    said = words.format(at=host.at(""), redirect=f"200 OK, after a redirect to {host.at('')}")
    assert (found.state, found.words) == (state, said)
    assert bool(found.target) == ("-301" in path)
    assert host.ranges == {None}, "the whole document is asked for"


def test_a_document_that_never_ends_is_given_up(host: Host) -> None:
    found = hold(host.at("/drip"), how=replace(QUICK, timeout=(2, 60), patience=0))
    assert (found.state, found.words) == ("unreachable", "no answer in time")


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


def passages(*records: tuple[str, str, str, str]) -> str:
    """The file of passages: source, words, how and where they were seen."""
    lines = [
        f"- {{source: {source}, exact: {words}, language: en, seen: {seen}, seen-at: '{url}'}}"
        for source, words, seen, url in records
    ]
    return "\n".join(lines) + "\n"


def test_only_what_was_read_on_the_page_is_looked_for(write_project: Callable[..., Path]) -> None:
    records = [
        ("frost-2000", "the first", "document", "http://www.bbc.example/frost/"),
        ("frost-2000", "the second", "copy", "https://bbc.example/frost"),
        ("rankin-2021", "the third", "document", "https://guardian.example/rankin?print"),
        ("rankin-2021", "the fourth", "document", "https://guardian.example/rankin#p4"),
    ]
    for locator, record in enumerate(records):
        words = f"{record[1]}, locator: p. {locator}"
        records[locator] = (record[0], words, *record[2:])
    root = write_project({"docs/data/passages.yml": passages(*records)})
    asked = links.addresses(Content.read(Project(root)))
    assert [[passage.exact for passage in address.passages] for address in asked] == [
        ["the first"],
        ["the fourth"],
    ]


def test_the_report_says_what_to_do_where(sources: Callable[..., Path], host: Host) -> None:
    gone, moved, down = host.at("/404"), host.at("/301"), host.at("/500")
    root = sources("/404", "/301", "/500")
    content = Content.read(Project(root))
    report = links.report(content, links.check(links.addresses(content), QUICK))
    assert report.splitlines() == [
        "3 addresses: 0 well, 1 gone, 1 moved, 0 changed, 1 unreachable, 0 not open to programs.",
        "",
        "## Gone",
        "",
        "Give an archived copy (`make archive` finds one) or the document's new address, in `docs/data/sources.yml`.",
        "",
        f"- `frost-2000`: `{gone}`",
        "  - answer: `404 Not Found`",
        "  - rests on it: p1, p2, p4, frost",
        f"  - archived copy: none is recorded ([look](https://web.archive.org/web/*/{gone}))",
        "",
        "## Moved",
        "",
        "See that the new address holds the same document, then write it into `docs/data/sources.yml`.",
        "",
        f"- `rankin-2021`: `{moved}`",
        f"  - answer: `200 OK, after a redirect to {host.at('/200')}`",
        f"  - new address: `{host.at('/200')}`",
        "  - rests on it: p2, p3",
        f"  - archived copy: `{down}`",
        "",
        "## Unreachable",
        "",
        "This may pass. Where it stands here for several weeks, treat it as gone.",
        "",
        f"- `rankin-2021` (archived copy): `{down}`",
        "  - answer: `500 Internal Server Error`",
        "  - rests on it: p2, p3",
    ]


def test_the_report_gives_the_words_that_are_missing(
    sources: Callable[..., Path], host: Host
) -> None:
    root = sources("/other", "/page")
    words = "He `said` " + "so " * 50
    records = [
        ("frost-2000", f"{words}, locator: first answer", "document", host.at("/other")),
        ("rankin-2021", "allowed to join", "document", host.at("/page")),
    ]
    (root / "docs/data/passages.yml").write_text(passages(*records), "utf-8")
    content = Content.read(Project(root))
    findings = links.check(links.addresses(content), QUICK)
    assert links.to_act_on(findings) == findings[:1]
    assert links.report(content, findings).splitlines()[6:] == [
        f"- `frost-2000`: `{host.at('/other')}`",
        "  - answer: `200 OK`",
        "  - rests on it: p1, p2, p4, frost",
        f"  - archived copy: none is recorded ([look](https://web.archive.org/web/*/{host.at('/other')}))",
        "  - missing passage, `first answer` (cited in p1, p2, p4): `He said " + "so " * 38 + "…`",
    ]


def test_a_report_that_github_would_refuse_is_cut(content: Content) -> None:
    long = (Passage(source="s", exact="word " * 60),) * 5
    found = [
        Finding(Address(name, "URL", source.url, long), "gone", "404 Not Found")
        for name, source in content.sources.items()
    ]
    report = links.report(content, found)
    assert 50_000 < len(report) < 65_536
    assert report.endswith("word …`\n\nThere is more: run `make links`.\n")
    assert not links.report(content, found[:9]).endswith("`make links`.\n")


def test_what_a_host_answers_can_do_nothing_in_the_issue(
    sources: Callable[..., Path], host: Host
) -> None:
    content = Content.read(Project(sources("/200", "/ping")))
    report = links.report(content, links.check(links.addresses(content), QUICK))
    rows = [line for line in report.splitlines() if "everyone" in line]
    assert rows
    assert all(re.fullmatch(r"  - [a-z ]+: `[^`]+`", row) for row in rows)


def test_the_command_writes_a_report_only_where_there_is_something_to_do(
    sources: Callable[..., Path],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(links, "policy", lambda _: QUICK)
    root = sources("/404", "/403")
    assert main(["links", "--report", "build/links.md"]) == 0
    assert "## Gone" in (root / "build/links.md").read_text("utf-8")
    assert capsys.readouterr().out.endswith(
        "2 addresses: 0 well, 1 gone, 0 moved, 0 changed, 0 unreachable, 1 not open to programs.\n"
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
    assert links.policy(content).pause >= 1
