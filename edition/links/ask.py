"""Ask every address in the list of sources whether it still answers, and whether it holds its passages.

Polite to the hosts: one request at a time to each, with a pause between; different hosts are asked at once.
Of a document without a recorded passage only the first byte is asked for. What may pass (a busy server, a lost
connection) is tried again.
"""

import socket
import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from urllib.parse import urljoin, urlsplit
from urllib.request import getproxies

import requests
import urllib3
from requests.adapters import HTTPAdapter
from urllib3.util import Retry

from edition.content.model import Content
from edition.content.records import Passage, Source
from edition.diagnostics import BuildError, Problem
from edition.links.text import LIMIT, Unreadable, missing


@dataclass(frozen=True)
class Address:
    """An address of a source.

    Attributes:
        source: the id of the source.
        role: `URL` or `archive`, as in the data.
        url: the address itself.
        passages: the recorded passages that were read there.
    """

    source: str
    role: str
    url: str
    passages: tuple[Passage, ...] = ()


@dataclass(frozen=True)
class Finding:
    """What became of an address.

    Attributes:
        address: the address that was asked.
        state: `well` or a key of `edition.links.report.STATES`.
        words: what was answered, for the report.
        target: of a moved one, the new address.
        missing: of a changed one, the passages that it no longer holds.
    """

    address: Address
    state: str
    words: str = ""
    target: str = ""
    missing: tuple[Passage, ...] = ()


@dataclass(frozen=True)
class Policy:
    """How the hosts are asked.

    Attributes:
        agent: how the program names itself, with an address where its owner can be reached.
        timeout: seconds to wait for a connection, and for each part of an answer.
        patience: seconds to wait for a whole document.
        pause: seconds between two requests to one host.
        retries: how often what may pass is tried again.
        backoff: seconds before the second retry, doubled with each; the first comes at once.
        hosts: how many hosts are asked at once.
    """

    agent: str = "link-check"
    timeout: tuple[float, float] = (15, 45)
    patience: float = 180
    pause: float = 2
    retries: int = 3
    backoff: float = 5
    hosts: int = 8


def addresses(content: Content) -> list[Address]:
    """Every address of every source, in the order of the file."""
    return [
        Address(name, role, url, passages_at(content, source, url))
        for name, source in content.sources.items()
        for role, url in (("URL", source.url), ("archive", source.archive))
        if url
    ]


def passages_at(content: Content, source: Source, url: str) -> tuple[Passage, ...]:
    """The passages of SOURCE that were read in the document at URL."""
    return tuple(
        passage
        for passage in content.passages.values()
        if passage.source == source.id
        and passage.seen == "document"
        and _page(passage.seen_at) == _page(url)
    )


def _page(url: str) -> tuple[str, str, str]:
    """What tells the page at URL from others: not the scheme, “www.”, the fragment or a slash at the end."""
    parts = urlsplit(url)
    return parts.netloc.lower().removeprefix("www."), parts.path.rstrip("/"), parts.query


def policy(content: Content) -> Policy:
    """The polite policy, with the repository's address where it is known."""
    repository = content.project.settings.repository
    return Policy(
        agent="Mozilla/5.0 (compatible; link check of a reference edition"
        f"{'; +' + repository if repository else ''})"
    )


def require_network(urls: Iterable[str], command: str) -> None:
    """Make sure that there is a network, rather than report every host as gone.

    Args:
        urls: what is to be asked.
        command: what messages name as having failed.

    Raises:
        BuildError: none of the first hosts has an address, and no proxy is set that would know it.
    """
    hosts = list(dict.fromkeys(urlsplit(url).hostname for url in urls))[:3]
    for host in hosts:
        try:
            socket.getaddrinfo(host, 443)
        except OSError:
            continue
        return
    if hosts and not getproxies():
        what = f"There is no network: {', '.join(map(str, hosts))} cannot be found."
        raise BuildError([Problem(command, 0, what, "Connect, then run it again.")])


def check(
    asked: list[Address], how: Policy, progress: Callable[[Finding], None] = lambda _: None
) -> list[Finding]:
    """Ask all of ASKED.

    Args:
        asked: the addresses.
        how: how the hosts are asked.
        progress: is called with each finding when it is known.

    Returns:
        The findings, in the order of ASKED.
    """
    hosts: dict[str, list[Address]] = defaultdict(list)
    for address in asked:
        hosts[urlsplit(address.url).netloc.lower()].append(address)
    with ThreadPoolExecutor(how.hosts) as pool:
        answered = pool.map(
            lambda of_one_host: _ask_host(of_one_host, how, progress), hosts.values()
        )
        found = {finding.address: finding for findings in answered for finding in findings}
    return [found[address] for address in asked]


def _ask_host(
    asked: list[Address], how: Policy, progress: Callable[[Finding], None]
) -> list[Finding]:
    findings = []
    with requests.Session() as session:
        session.headers.update({"User-Agent": how.agent, "Accept": "*/*"})
        again = Retry(
            total=how.retries,
            backoff_factor=how.backoff / 2,
            status_forcelist=(500, 502, 503, 504),
            raise_on_status=False,
            respect_retry_after_header=False,  # a host may say “tomorrow”
        )
        for scheme in ("http://", "https://"):
            session.mount(scheme, HTTPAdapter(max_retries=again))
        for number, address in enumerate(asked):
            if number:
                time.sleep(how.pause)
            findings.append(_ask(session, address, how))
            progress(findings[-1])
    return findings


def _ask(session: requests.Session, address: Address, how: Policy) -> Finding:
    part = {} if address.passages else {"Range": "bytes=0-0"}
    try:
        with session.get(address.url, headers=part, timeout=how.timeout, stream=True) as answer:
            found = _judge(address, answer)
            if address.passages and found.state in ("well", "moved"):
                return _hold(found, answer, how)
            return found
    except (requests.RequestException, urllib3.exceptions.HTTPError, ValueError) as error:
        return Finding(address, "unreachable", _reason(error))


def _judge(address: Address, answer: requests.Response) -> Finding:
    code = answer.status_code
    target = _permanent_target(address.url, answer)
    words = f"{code} {answer.reason or ''}".strip() + (
        f", after a redirect to {answer.url}" if answer.history else ""
    )
    if code in (404, 410):
        return Finding(address, "gone", words)
    if code >= 500:
        return Finding(address, "unreachable", words)
    if code >= 400 and code != 416:  # 416: there is a document, and it is empty
        return Finding(address, "unread", words)
    if target != address.url:
        if urlsplit(target).path in ("", "/") and urlsplit(address.url).path not in ("", "/"):
            return Finding(address, "gone", f"leads to the front page of {urlsplit(target).netloc}")
        return Finding(address, "moved", words, target)
    return Finding(address, "well", words)


def _permanent_target(url: str, answer: requests.Response) -> str:
    """Where permanent redirects lead from URL, up to the first passing one."""
    for step in answer.history:
        if step.status_code not in (301, 308):
            break
        url = urljoin(step.url, step.headers.get("Location", ""))
    return url


def _hold(found: Finding, answer: requests.Response, how: Policy) -> Finding:
    """FOUND, after a look for the passages in the document; a redirect to another document is a change."""
    kind = answer.headers.get("Content-Type", "")
    body, cut = _body(answer, how)
    try:
        lost = missing(found.address.passages, body, kind, cut)
    except Unreadable as error:
        words = f"{found.words}; {error}"
        return replace(found, state="unread" if found.state == "well" else "moved", words=words)
    return replace(found, state="changed", missing=tuple(lost)) if lost else found


def _body(answer: requests.Response, how: Policy) -> tuple[bytes, bool]:
    """The document, and whether it was cut; it comes in small parts, so that a slow host cannot hold us for long."""
    parts, size = [], 0
    end = time.monotonic() + how.patience
    while part := answer.raw.read1(65536, decode_content=True):
        parts.append(part)
        size += len(part)
        if size > LIMIT:
            return b"".join(parts)[:LIMIT], True
        if time.monotonic() > end:
            raise requests.Timeout
    return b"".join(parts), False


def _reason(error: Exception) -> str:
    cause = getattr(error.args[0], "reason", error) if error.args else error
    kinds: list[tuple[type[Exception] | tuple[type[Exception], ...], str]] = [
        (urllib3.exceptions.NameResolutionError, "there is no such host"),
        (urllib3.exceptions.NewConnectionError, "nothing listens there"),
        ((urllib3.exceptions.TimeoutError, requests.Timeout), "no answer in time"),
        ((urllib3.exceptions.SSLError, requests.exceptions.SSLError), "no secure connection"),
        (requests.TooManyRedirects, "redirects without end"),
        ((urllib3.exceptions.ProtocolError, requests.ConnectionError), "the connection broke"),
    ]
    return next(
        (words for kind, words in kinds if isinstance(cause, kind)),
        f"no usable answer ({type(cause).__name__})",
    )
