"""The live preview: the engine's own server, restarted when our code changes, exports kept fresh."""

import signal
import socket
import subprocess
import sys
import threading

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from edition import generate
from edition.checks import check
from edition.config import Project
from edition.content.model import Content
from edition.diagnostics import BuildError, Problem
from edition.engines import DEFAULT, ENGINES
from edition.engines.run import environment, preview_command


class _Watcher(FileSystemEventHandler):
    """Notes what kind of file changed: data or code. Pages and templates are the engine's own to watch."""

    def __init__(self) -> None:
        self.changed = threading.Event()
        self.code = False

    def on_any_event(self, event: FileSystemEvent) -> None:
        path = str(event.src_path)
        if event.event_type in ("opened", "closed_no_write") or not path.endswith(
            (".py", ".yml", ".md")
        ):
            return
        self.code = self.code or path.endswith(".py")
        self.changed.set()


def prepare(project: Project) -> None:
    """Check and export; problems are shown and do not end the preview."""
    try:
        content = Content.read(project)
        check(content)
        generate.write(content)
    except BuildError as error:
        print(error, file=sys.stderr, flush=True)


def stop(server: subprocess.Popen[bytes] | None) -> None:
    """End the engine's server as Ctrl-C would, so that it clears away what it made."""
    if server and server.poll() is None:
        server.send_signal(signal.SIGINT)
        server.wait()


def claim(address: str) -> None:
    """Make sure that ADDRESS (host:port) can be served.

    Raises:
        BuildError: it is no address, or is taken.
    """
    host, _, port = address.rpartition(":")
    if not host or not port.isdigit():
        raise BuildError(
            [
                Problem(
                    "--address",
                    0,
                    f"“{address}” is not host and port.",
                    "Write it as in 127.0.0.1:8000.",
                )
            ]
        )
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as the server itself does
        try:
            probe.bind((host, int(port)))
        except (OSError, OverflowError) as error:
            what = f"The preview cannot have this address: {getattr(error, 'strerror', None) or error}."
            hint = (
                "End the program that has it, or take another: make serve ADDRESS=127.0.0.1:8001."
            )
            raise BuildError([Problem(address, 0, what, hint)]) from None


def serve(project: Project, address: str, engine: str = DEFAULT) -> None:
    """Serve the site at ADDRESS (host:port) with the server of ENGINE until interrupted.

    Raises:
        BuildError: ADDRESS is no address, or is taken.
    """
    claim(address)
    for ending in (
        signal.SIGTERM,
        signal.SIGHUP,
    ):  # however the preview is ended, its server ends with it
        signal.signal(ending, signal.default_int_handler)
    watcher = _Watcher()
    observer = Observer()
    observer.schedule(watcher, str(project.root / "edition"), recursive=True)
    observer.schedule(watcher, str(project.docs), recursive=True)
    observer.start()
    command, settings = (
        preview_command(ENGINES[engine], address),
        environment(project.root / "build" / "preview"),
    )
    server: subprocess.Popen[bytes] | None = None
    try:
        while True:
            prepare(project)
            # In a group of its own: Ctrl-C would reach it twice, and the second one hangs it.
            server = subprocess.Popen(command, cwd=project.root, env=settings, process_group=0)
            while not watcher.code:
                if watcher.changed.wait(timeout=0.5):
                    watcher.changed.clear()
                    if not watcher.code:
                        prepare(project)
                if server.poll() is not None:
                    watcher.changed.wait()  # it stopped over an error: try again after the next change
                    break
            watcher.code = False
            stop(server)
    except KeyboardInterrupt:
        pass
    finally:
        observer.stop()
        stop(server)
