"""Links rot: ask every address in the list of sources whether it still answers, and say what became of it.

Polite to the hosts: one request at a time to each, with a pause between; different hosts are asked at once.
Only the first byte of a document is asked for. What may pass (a busy server, a lost connection) is tried again.
"""

import re
import socket
import time
from collections import defaultdict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from urllib.parse import quote, urljoin, urlsplit
from urllib.request import getproxies

import requests
import urllib3
from requests.adapters import HTTPAdapter
from urllib3.util import Retry

from edition.content.model import Content
from edition.diagnostics import BuildError, Problem

# In the order of what there is to do: state, heading, what to do about it.
STATES = {
    "gone": (
        "Gone",
        "Give an archived copy (`archive: …`), or the document's new address, in `docs/data/sources.yml`.",
    ),
    "moved": (
        "Moved",
        "See that the new address holds the same document, then write it into `docs/data/sources.yml`.",
    ),
    "unreachable": (
        "Unreachable",
        "This may pass. Where it stands here for several weeks, treat it as gone.",
    ),
    "refused": (
        "Not open to machines",
        "The host refuses programs; look with a browser. This is not counted as gone.",
    ),
}
_TO_ACT_ON = ("gone", "moved", "unreachable")


@dataclass(frozen=True)
class Address:
    """An address of a source; ROLE is `URL` or `archive`, as in the data."""

    source: str
    role: str
    url: str


@dataclass(frozen=True)
class Finding:
    """What became of an address.

    Attributes:
        address: the address that was asked.
        state: `fine` or a key of `STATES`.
        words: what was answered, for the report.
        target: of a moved one, the new address.
    """

    address: Address
    state: str
    words: str = ""
    target: str = ""


@dataclass(frozen=True)
class Manner:
    """How the hosts are asked.

    Attributes:
        agent: how the program names itself, with an address where its owner can be reached.
        timeout: seconds to wait for a connection, and for an answer.
        pause: seconds between two requests to one host.
        retries: how often what may pass is tried again.
        backoff: seconds before the second retry, doubled with each; the first comes at once.
        hosts: how many hosts are asked at once.
    """

    agent: str = "link-check"
    timeout: tuple[float, float] = (15, 45)
    pause: float = 2
    retries: int = 3
    backoff: float = 5
    hosts: int = 8


def addresses(content: Content) -> list[Address]:
    """Every address of every source, in the order of the file."""
    return [
        Address(name, role, url)
        for name, source in content.sources.items()
        for role, url in (("URL", source.url), ("archive", source.archive))
        if url
    ]


def manner(content: Content) -> Manner:
    """The polite manner, with the repository's address where it is known."""
    repository = content.project.settings.repository
    return Manner(
        agent=f"Mozilla/5.0 (compatible; link check of a reference edition{'; +' + repository if repository else ''})"
    )


def require_network(asked: list[Address]) -> None:
    """Make sure that there is a network, rather than report every host as gone.

    Raises:
        BuildError: none of the first hosts has an address, and no proxy is set that would know it.
    """
    hosts = list(dict.fromkeys(urlsplit(address.url).hostname for address in asked))[:3]
    for host in hosts:
        try:
            socket.getaddrinfo(host, 443)
        except OSError:
            continue
        return
    if hosts and not getproxies():
        what = f"There is no network: {', '.join(map(str, hosts))} cannot be found."
        raise BuildError([Problem("links", 0, what, "Connect, then run it again.")])


def check(
    asked: list[Address], how: Manner, progress: Callable[[Finding], None] = lambda _: None
) -> list[Finding]:
    """Ask all of ASKED; the findings stand in the same order. PROGRESS is told each one when it is known."""
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
    asked: list[Address], how: Manner, progress: Callable[[Finding], None]
) -> list[Finding]:
    findings = []
    with requests.Session() as session:
        session.headers.update({"User-Agent": how.agent, "Accept": "*/*", "Range": "bytes=0-0"})
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


def _ask(session: requests.Session, address: Address, how: Manner) -> Finding:
    try:
        with session.get(address.url, timeout=how.timeout, stream=True) as answer:
            return _judge(address, answer)
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
        return Finding(address, "refused", words)
    if target != address.url:
        if urlsplit(target).path in ("", "/") and urlsplit(address.url).path not in ("", "/"):
            return Finding(address, "gone", f"leads to the front page of {urlsplit(target).netloc}")
        return Finding(address, "moved", words, target)
    return Finding(address, "fine", words)


def _permanent_target(url: str, answer: requests.Response) -> str:
    """Where permanent redirects lead from URL, up to the first passing one."""
    for step in answer.history:
        if step.status_code not in (301, 308):
            break
        url = urljoin(step.url, step.headers.get("Location", ""))
    return url


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


def to_act_on(findings: list[Finding]) -> list[Finding]:
    """The findings that a maintainer should look at."""
    return [finding for finding in findings if finding.state in _TO_ACT_ON]


def summary(findings: list[Finding]) -> str:
    """How many there are of each kind, in a line."""
    states = {"fine": "fine", **{state: title.lower() for state, (title, _) in STATES.items()}}
    counted = [
        f"{sum(finding.state == state for finding in findings)} {title}"
        for state, title in states.items()
    ]
    return f"{len(findings)} addresses: {', '.join(counted)}."


def report(content: Content, findings: list[Finding]) -> str:
    """The findings as Markdown for one issue; what others answered stands as code, so that it can do nothing there."""
    lines = [summary(findings), ""]
    for state, (title, hint) in STATES.items():
        listed = [finding for finding in findings if finding.state == state]
        if not listed:
            continue
        lines += [
            f"## {title}",
            "",
            hint,
            "",
            "| source | address | answer | cited in |",
            "| --- | --- | --- | --- |",
        ]
        lines += [_row(content, finding) for finding in listed]
        lines.append("")
    return "\n".join(lines)


def _row(content: Content, finding: Finding) -> str:
    source, url = finding.address.source, finding.address.url
    answer = _code(finding.target) if finding.target else _code(finding.words)
    if finding.state == "gone" and not content.sources[source].archive:
        answer += f" ([copies?](https://web.archive.org/web/*/{quote(url, safe=':/?=%')}))"
    role = " (archived copy)" if finding.address.role == "archive" else ""
    places = [mention.paragraph or mention.page for mention in content.mentions.get(source, [])]
    places += [event.id for event in content.event_mentions(source)]
    return (
        f"| {_code(source)}{role} | {_code(url)} | {answer} | {', '.join(dict.fromkeys(places))} |"
    )


def _code(text: str) -> str:
    return "`" + re.sub(r"[`|\s]+", " ", text) + "`"
