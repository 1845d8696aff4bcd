"""Request every address in the list of sources, and look for its passages in the answer.

Be polite to the hosts: send one request at a time to each, with a pause in between, and different
hosts in parallel. If a document has no recorded passage, request only its first byte. Retry
temporary errors (a busy server, a lost connection).
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
    """The result for an address.

    Attributes:
        address: the address that was requested.
        state: `well` or a key of `edition.links.report.STATES`.
        words: a description of the answer, for the report.
        target: if moved, the new address.
        missing: if changed, the passages that it no longer contains.
    """

    address: Address
    state: str
    words: str = ""
    target: str = ""
    missing: tuple[Passage, ...] = ()


@dataclass(frozen=True)
class Policy:
    """How to send requests.

    Attributes:
        agent: the user agent, with an address to contact the owner of the program.
        timeout: seconds to wait for a connection, and for each part of an answer.
        patience: seconds to wait for a whole document.
        pause: seconds between two requests to one host.
        retries: the number of retries after a temporary error.
        backoff: seconds before the second retry, doubled for each more; the first is immediate.
        hosts: the number of hosts to request in parallel.
    """

    agent: str = "link-check"
    timeout: tuple[float, float] = (15, 45)
    patience: float = 180
    pause: float = 2
    retries: int = 3
    backoff: float = 5
    hosts: int = 8


def addresses(content: Content) -> list[Address]:
    """Return every address of every source, in the order of the file."""
    return [
        Address(name, role, url, passages_at(content, source, url))
        for name, source in content.sources.items()
        for role, url in (("URL", source.url), ("archive", source.archive))
        if url
    ]


def passages_at(content: Content, source: Source, url: str) -> tuple[Passage, ...]:
    """Return the passages of SOURCE that were read in the document at URL."""
    return tuple(
        passage
        for passage in content.passages.values()
        if passage.source == source.id
        and passage.seen == "document"
        and _page(passage.seen_at) == _page(url)
    )


def _page(url: str) -> tuple[str, str, str]:
    """Return what identifies the page at URL, without scheme, “www.”, fragment and last slash."""
    parts = urlsplit(url)
    return parts.netloc.lower().removeprefix("www."), parts.path.rstrip("/"), parts.query


def policy(content: Content) -> Policy:
    """Return the polite policy, with the repository's address if it is set."""
    repository = content.project.settings.repository
    return Policy(
        agent="Mozilla/5.0 (compatible; link check of a reference edition"
        f"{'; +' + repository if repository else ''})"
    )


def require_network(urls: Iterable[str], command: str) -> None:
    """Make sure that there is a network, to avoid reporting every host as gone.

    Args:
        urls: the addresses to be requested.
        command: the name of the command for the error message.

    Raises:
        BuildError: none of the first hosts can be resolved, and no proxy is set to do it.
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
    """Request all addresses in ASKED.

    Args:
        asked: the addresses.
        how: the policy for requests.
        progress: called with each finding as soon as it is known.

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
            respect_retry_after_header=False,  # a host may request a retry tomorrow
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
    if code >= 400 and code != 416:  # 416: the document exists and is empty
        return Finding(address, "unread", words)
    if target != address.url:
        if urlsplit(target).path in ("", "/") and urlsplit(address.url).path not in ("", "/"):
            return Finding(address, "gone", f"leads to the front page of {urlsplit(target).netloc}")
        return Finding(address, "moved", words, target)
    return Finding(address, "well", words)


def _permanent_target(url: str, answer: requests.Response) -> str:
    """Follow the permanent redirects from URL, up to the first temporary one."""
    for step in answer.history:
        if step.status_code not in (301, 308):
            break
        url = urljoin(step.url, step.headers.get("Location", ""))
    return url


def _hold(found: Finding, answer: requests.Response, how: Policy) -> Finding:
    """Update FOUND by looking for the passages. A redirect to another document is a change."""
    kind = answer.headers.get("Content-Type", "")
    body, cut = _body(answer, how)
    try:
        lost = missing(found.address.passages, body, kind, cut)
    except Unreadable as error:
        words = f"{found.words}; {error}"
        return replace(found, state="unread" if found.state == "well" else "moved", words=words)
    return replace(found, state="changed", missing=tuple(lost)) if lost else found


def _body(answer: requests.Response, how: Policy) -> tuple[bytes, bool]:
    """Return the document, and whether it was cut off.

    Read it in small parts, so that a slow host cannot delay us for long.
    """
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
