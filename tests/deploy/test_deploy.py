"""The site behind a real nginx with the configuration in deploy/: what it answers, under load, and while a new build comes."""

import contextlib
import gzip
import http.client
import os
import re
import shutil
import signal
import socket
import subprocess
import threading
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path

import pytest
from tools.paths import ROOT

from edition.site import checksums

DEPLOY = ROOT / "deploy"
# Bounds of the load: so many connections, seconds and requests, and no more.
CONNECTIONS, SECONDS, REQUESTS, DEPLOYMENTS = 16, 3, 200_000, 6
MAIN = """\
daemon off;
worker_processes 2;
{user}
pid {prefix}/nginx.pid;
error_log {prefix}/error.log warn;
events {{ worker_connections 512; }}
http {{
    client_body_temp_path {prefix}/tmp; proxy_temp_path {prefix}/tmp; fastcgi_temp_path {prefix}/tmp;
    uwsgi_temp_path {prefix}/tmp; scgi_temp_path {prefix}/tmp;
    include {prefix}/edition.conf;
}}
"""
# What wrk asks for, in turn, and how it counts.
WRK = """\
local paths = { PATHS }
local at = 0
wrk.headers["Accept-Encoding"] = "gzip"
function request()
  at = at % #paths + 1
  return wrk.format(nil, paths[at])
end
function done(summary)
  local e = summary.errors
  io.write(string.format("answers %d errors %d\\n", summary.requests, e.connect + e.read + e.write + e.status + e.timeout))
end
"""


def put(site: Path, place: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [DEPLOY / "put", site, place], capture_output=True, text=True, check=False
    )


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes


@dataclass
class Server:
    """An nginx of the tests' own, and the place that it serves."""

    place: Path
    port: int

    def ask(self, path: str, method: str = "GET", **headers: str) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request(
                method,
                path,
                headers={name.replace("_", "-"): value for name, value in headers.items()},
            )
            response = connection.getresponse()
            return Answer(
                response.status,
                {name.lower(): value for name, value in response.getheaders()},
                response.read(),
            )
        finally:
            connection.close()


def start(prefix: Path, more_headers: str = "") -> Iterator[Server]:
    """Run nginx with deploy/nginx.conf, changed in the lines that its head tells the host to change."""
    (prefix / "tmp").mkdir()
    shutil.copytree(DEPLOY / "headers", prefix / "headers")
    (prefix / "headers/more.conf").write_text(more_headers, "utf-8")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    conf, changed = re.subn(
        r"listen 80;", f"listen 127.0.0.1:{port};", (DEPLOY / "nginx.conf").read_text("utf-8")
    )
    assert changed == 1
    conf, changed = re.subn(r"(?m)^(\s*(?:root|include)) /srv/edition/", rf"\1 {prefix}/", conf)
    assert changed == 3
    (prefix / "edition.conf").write_text(conf, "utf-8")
    is_root = (
        subprocess.run(["id", "-u"], capture_output=True, text=True, check=True).stdout.strip()
        == "0"
    )
    (prefix / "nginx.conf").write_text(
        MAIN.format(prefix=prefix, user="user root;" if is_root else ""), "utf-8"
    )
    command = [
        shutil.which("nginx") or "/usr/sbin/nginx",
        "-p",
        str(prefix),
        "-c",
        str(prefix / "nginx.conf"),
    ]
    tested = subprocess.run([*command, "-t", "-q"], capture_output=True, text=True, check=False)
    assert tested.returncode == 0, tested.stderr
    running = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    try:
        for _ in range(1200):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        yield Server(prefix, port)
    finally:
        running.terminate()
        running.wait(60)


@pytest.fixture(scope="module")
def server(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    prefix = tmp_path_factory.mktemp("nginx")
    assert put(site, prefix).returncode == 0
    yield from start(prefix)


@pytest.fixture
def fresh_server(site: Path, tmp_path: Path) -> Iterator[Server]:
    """One whose place a test may change."""
    assert put(site, tmp_path).returncode == 0
    yield from start(tmp_path)


def address(site: Path, path: Path) -> str:
    return "/" + path.relative_to(site).as_posix().removesuffix("index.html")


def test_every_file_comes_as_it_was_built_plain_and_compressed(server: Server, site: Path) -> None:
    for path in sorted(site.rglob("*")):
        if path.is_file() and path.name != "404.html":
            plain = server.ask(address(site, path))
            packed = server.ask(address(site, path), Accept_Encoding="gzip")
            body = (
                gzip.decompress(packed.body)
                if packed.headers.get("content-encoding") == "gzip"
                else packed.body
            )
            assert (plain.status, packed.status, plain.body == body == path.read_bytes()) == (
                200,
                200,
                True,
            ), path


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/conflict/",
        "/assets/images/favicon.svg",
        "/data/sources.bib",
        "/data/claims.json",
        "/SHA256SUMS",
    ],
)
def test_text_is_sent_compressed_to_those_who_can(server: Server, path: str) -> None:
    packed = server.ask(path, Accept_Encoding="gzip")
    assert packed.headers["content-encoding"] == "gzip"
    assert packed.headers["vary"] == "Accept-Encoding"
    assert "content-encoding" not in server.ask(path).headers


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/assets/stylesheets/edition.*.css", "text/css; charset=utf-8"),
        ("/assets/javascripts/edition.*.js", "text/javascript; charset=utf-8"),
        ("/assets/images/favicon.svg", "image/svg+xml"),
        ("/assets/fonts/source-serif-4-latin-normal.*.woff2", "font/woff2"),
        ("/data/claims.json", "application/json"),
        ("/data/claims.csv", "text/csv; charset=utf-8"),
        ("/data/claims.yml", "application/yaml; charset=utf-8"),
        ("/data/sources.bib", "application/x-bibtex; charset=utf-8"),
        ("/data/sources.json", "application/vnd.citationstyles.csl+json"),
        ("/SHA256SUMS", "text/plain; charset=utf-8"),
        ("/feed.xml", "application/atom+xml"),
        ("/kinds/x.ris", "application/x-research-info-systems; charset=utf-8"),
        ("/kinds/x.epub", "application/epub+zip"),
        ("/kinds/x.pdf", "application/pdf"),
        ("/kinds/x.zip", "application/zip"),
        ("/kinds/x.atom", "application/atom+xml"),
    ],
)
def test_the_kind_of_each_file_is_told(server: Server, site: Path, path: str, kind: str) -> None:
    if "*" in path:
        path = address(site, next(site.glob(path[1:])))
    file = server.place / "current" / path[1:]
    if (
        path != "/" and not file.exists()
    ):  # a kind of file that this site does not have, or not without an address
        file.parent.mkdir(exist_ok=True)
        file.write_text("x", "utf-8")
    assert server.ask(path).headers["content-type"] == kind


def test_every_kind_of_file_of_the_site_has_its_type(site: Path) -> None:
    conf = (DEPLOY / "nginx.conf").read_text("utf-8")
    listed = set(
        re.findall(
            r"\w+",
            " ".join(re.findall(r"^\s+(?:\"[^\"]+\"|\S+/\S+)\s+([\w ]+);$", conf, re.MULTILINE)),
        )
    )
    there = {path.suffix[1:] for path in site.rglob("*") if path.is_file() and path.suffix}
    assert there - listed == set()


def test_what_may_be_kept_is_kept_and_pages_are_asked_about(server: Server, site: Path) -> None:
    for name in (
        "edition.*.js",
        "search-index.*.js",
        "edition.*.css",
        "source-serif-4-latin-normal.*.woff2",
    ):
        hashed = next(site.rglob(name))
        assert (
            server.ask(address(site, hashed)).headers["cache-control"]
            == "public, max-age=31536000, immutable"
        )
    assert (
        server.ask("/assets/images/favicon.svg").headers["cache-control"]
        == "public, max-age=604800"
    )
    for path in ("/", "/conflict/", "/data/sources.bib", "/data/claims.json"):
        first = server.ask(path)
        assert first.headers["cache-control"] == "no-cache"
        again = server.ask(path, If_None_Match=first.headers["etag"])
        assert (again.status, again.body) == (304, b"")


@pytest.mark.parametrize("path", ["/no-such-page/", "/assets/javascripts/edition.00000000.js"])
def test_a_wrong_address_gets_our_page_and_is_not_kept(
    server: Server, site: Path, path: str
) -> None:
    answer = server.ask(path)
    assert answer.status == 404
    assert answer.body == (site / "404.html").read_bytes()
    assert "cache-control" not in answer.headers


def test_an_address_without_its_slash_leads_on(server: Server) -> None:
    answer = server.ask("/claims")
    assert (answer.status, answer.headers["location"]) == (301, "/claims/")


@pytest.mark.parametrize(
    "path", ["/", "/no-such-page/", "/assets/images/favicon.svg", "/data/sources.json"]
)
def test_every_answer_has_the_headers_and_no_version(server: Server, path: str) -> None:
    headers = server.ask(path).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "strict-origin-when-cross-origin"
    assert headers["server"] == "nginx"


def test_a_header_file_that_is_added_is_sent(tmp_path: Path, site: Path) -> None:
    """Other files in headers/, for example with a Content-Security-Policy, are included."""
    assert put(site, tmp_path).returncode == 0
    with contextlib.contextmanager(start)(tmp_path, "add_header X-More yes always;\n") as server:
        headers = server.ask("/").headers
    assert headers["x-more"] == "yes"
    assert headers["x-content-type-options"] == "nosniff"


def test_under_load_no_request_fails(
    server: Server, site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    paths = [address(site, path) for path in sorted(site.rglob("index.html"))] + [
        "/assets/images/favicon.svg",
        "/data/claims.json",
    ]
    script = tmp_path / "paths.lua"
    script.write_text(WRK.replace("PATHS", ", ".join(f'"{path}"' for path in paths)), "utf-8")
    command = [
        "wrk",
        "-t2",
        f"-c{CONNECTIONS}",
        f"-d{SECONDS}s",
        "-s",
        script,
        f"http://127.0.0.1:{server.port}/",
    ]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    found = re.search(r"answers (\d+) errors (\d+)", said)
    speed = re.search(r"Requests/sec:\s+([\d.]+)", said)
    assert found, said
    assert speed, said
    with capsys.disabled():
        print(
            f"\n  nginx, {CONNECTIONS} connections, {SECONDS} s: {float(speed[1]):.0f} requests a second, {found[2]} errors"
        )
    assert int(found[1]) > 100
    assert int(found[2]) == 0


@dataclass
class Readers:
    """Readers who ask for one page after another until told to stop, and note what they get."""

    port: int
    builds: dict[str, dict[str, bytes]]
    stop: threading.Event = field(default_factory=threading.Event)
    seen: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def read(self) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        paths = cycle(self.builds["old"])
        for count, path in enumerate(paths):
            if self.stop.is_set() or count >= REQUESTS // 4:
                break
            try:
                connection.request(
                    "GET", path, headers={"Accept-Encoding": "gzip"} if count % 2 else {}
                )
                response = connection.getresponse()
                body = response.read()
            except (OSError, http.client.HTTPException) as error:
                self.wrong.append(f"{path}: {error!r}")
                connection.close()
                continue
            if response.getheader("Content-Encoding") == "gzip":
                body = gzip.decompress(body)
            got = [name for name, build in self.builds.items() if build[path] == body]
            if response.status != 200 or not got:
                self.wrong.append(f"{path}: {response.status}, {len(body)} bytes")
            else:
                self.seen[got[0]] += 1
        connection.close()


def changed_build(site: Path, folder: Path) -> Path:
    """Another build: every page says something else and is longer, and the scripts have other names."""
    other = shutil.copytree(site, folder)
    script = next(other.rglob("edition.*.js"))
    script.rename(script.with_name("edition.0123abcd.js"))
    for path in other.rglob("*.html"):
        page = path.read_text("utf-8").replace(script.name, "edition.0123abcd.js")
        path.write_text(
            page.replace("</article>", "<p>A later build.</p>" * 200 + "</article>"), "utf-8"
        )
    checksums.write(other)
    return other


def test_a_new_build_comes_under_load_and_no_page_breaks(
    fresh_server: Server, site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    new = changed_build(site, tmp_path / "changed")
    builds = {
        name: {
            address(folder, path): path.read_bytes() for path in sorted(folder.rglob("index.html"))
        }
        for name, folder in (("old", site), ("new", new))
    }
    assert all(builds["old"][path] != builds["new"][path] for path in builds["old"])
    readers = Readers(fresh_server.port, builds)
    threads = [threading.Thread(target=readers.read) for _ in range(4)]
    begin = time.monotonic()
    for thread in threads:
        thread.start()
    for folder, _ in zip(cycle([new, site]), range(DEPLOYMENTS), strict=False):
        result = put(folder, fresh_server.place)
        assert result.returncode == 0, result.stderr
    readers.stop.set()
    for thread in threads:
        thread.join(120)
    took = time.monotonic() - begin
    total = sum(readers.seen.values())
    with capsys.disabled():
        print(
            f"\n  {DEPLOYMENTS} deployments under load: {total} answers ({total / took:.0f} a second), "
            f"{readers.seen['old']} old, {readers.seen['new']} new, {len(readers.wrong)} broken"
        )
    assert readers.wrong == []
    assert readers.seen["old"] > 20
    assert readers.seen["new"] > 20


def test_a_page_loaded_before_still_finds_its_files(
    fresh_server: Server, site: Path, tmp_path: Path
) -> None:
    script = next(site.rglob("edition.*.js"))
    assert put(changed_build(site, tmp_path / "changed"), fresh_server.place).returncode == 0
    assert b"A later build." in fresh_server.ask("/").body
    answer = fresh_server.ask(address(site, script))
    assert (answer.status, answer.body) == (200, script.read_bytes())
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_what_has_not_changed_need_not_be_fetched_again(
    fresh_server: Server, site: Path, tmp_path: Path
) -> None:
    data, page = "/data/sources.bib", "/conflict/"
    before = {
        path: fresh_server.ask(path, Accept_Encoding="gzip").headers["etag"]
        for path in (data, page)
    }
    time.sleep(1.1)  # an nginx ETag counts seconds
    assert put(changed_build(site, tmp_path / "changed"), fresh_server.place).returncode == 0
    assert fresh_server.ask(data, Accept_Encoding="gzip", If_None_Match=before[data]).status == 304
    assert fresh_server.ask(page, Accept_Encoding="gzip", If_None_Match=before[page]).status == 200


def test_a_damaged_build_is_refused(fresh_server: Server, site: Path, tmp_path: Path) -> None:
    bad = shutil.copytree(site, tmp_path / "bad")
    (bad / "conflict/index.html").write_text("half a pa", "utf-8")
    link = (fresh_server.place / "current").readlink()
    result = put(bad, fresh_server.place)
    assert result.returncode == 1
    message = f"deploy/put: {bad} is not as it was built: build it again. The build in place stays as it was."
    assert result.stderr.splitlines()[-1] == message
    assert (fresh_server.place / "current").readlink() == link
    (bad / checksums.NAME).unlink()
    message = f"deploy/put: {bad} has no SHA256SUMS: build it first, with make. The build in place stays as it was."
    assert put(bad, fresh_server.place).stderr.splitlines() == [message]


def test_a_second_deployment_at_the_same_time_is_refused(fresh_server: Server, site: Path) -> None:
    with subprocess.Popen(
        ["flock", fresh_server.place / "lock", "sleep", "60"], start_new_session=True
    ) as holding:
        try:
            for _ in range(100):
                result = put(site, fresh_server.place)
                if result.returncode:
                    break
            assert (
                result.stderr
                == "deploy/put: another deployment is at work. The build in place stays as it was.\n"
            )
        finally:
            os.killpg(holding.pid, signal.SIGKILL)


def test_three_builds_are_kept_and_leftovers_go(site: Path, tmp_path: Path) -> None:
    (tmp_path / "builds").mkdir()
    (tmp_path / "builds/.20261201T000000.0Z-interrupted").mkdir()
    for _ in range(5):
        assert put(site, tmp_path).returncode == 0
    kept = sorted(path.name for path in (tmp_path / "builds").iterdir())
    assert len(kept) == 3
    assert (tmp_path / "current").readlink() == Path("builds") / kept[-1]
    assert (tmp_path / "previous").readlink() == Path("builds") / kept[-2]
