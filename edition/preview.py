"""The live preview: the engine's own server on a copy of the project, updated only if checks pass.

After each save, check and generate everything, then copy all changed files at once to
build/preview/, which the engine watches. So a mistake is reported in one line while the last good
pages stay, and one save is one build.
"""

import os
import queue
import shutil
import signal
import socket
import subprocess
import sys
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from edition import generate
from edition.checks import check
from edition.config import Project
from edition.content.model import Content
from edition.diagnostics import BuildError, Problem
from edition.engines import DEFAULT, ENGINES
from edition.engines.run import environment, preview_command

_CODE = Path(__file__).parent
_PAUSE = 0.2  # seconds without a change after which a save counts as complete


class _Watcher(FileSystemEventHandler):
    """Puts the path of every file that changes into a queue."""

    def __init__(self) -> None:
        self.changed: queue.Queue[Path] = queue.Queue()

    def on_any_event(self, event: FileSystemEvent) -> None:
        if event.event_type in ("created", "modified", "moved", "deleted"):
            self.changed.put(Path(os.fsdecode(event.dest_path or event.src_path)))

    def next(self) -> set[Path]:
        """Wait for a change and return the paths of the whole save."""
        paths = {self.changed.get()}
        while True:
            try:
                paths.add(self.changed.get(timeout=_PAUSE))
            except queue.Empty:
                return paths


def serve(project: Project, address: str, engine: str = DEFAULT) -> None:
    """Serve the site at ADDRESS (host:port) with the server of ENGINE until interrupted.

    Raises:
        BuildError: ADDRESS is not valid, or is in use.
    """
    require_free(address)
    # However the preview ends, stop the engine's server too. A parent shell may ignore SIGINT, and
    # child processes inherit that.
    for ending in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(ending, signal.default_int_handler)
    watcher, observer = _Watcher(), Observer()
    for folder in {_CODE, project.docs, project.overrides}:
        observer.schedule(watcher, str(folder), recursive=True)
    observer.schedule(watcher, str(project.root))  # mkdocs.yml
    observer.start()
    copy = project.root / "build/preview"
    shutil.rmtree(copy, ignore_errors=True)
    server: subprocess.Popen[bytes] | None = None
    try:
        while True:
            good = _update(project, copy)
            if good and (server is None or server.poll() is not None):
                # In its own process group: otherwise Ctrl-C reaches it twice, and it hangs.
                server = subprocess.Popen(
                    preview_command(ENGINES[engine], address),
                    cwd=copy,
                    env=environment(copy / "site"),
                    process_group=0,
                )
            changed = watcher.next()
            if any(map(_is_code, changed)) and _imports():
                _stop(server)
                observer.stop()
                # The checks must run the new code too: restart this command.
                os.execv(sys.executable, [sys.executable, "-m", "edition", *sys.argv[1:]])
    except KeyboardInterrupt:
        pass
    finally:
        observer.stop()
        _stop(server)
        shutil.rmtree(copy, ignore_errors=True)


def require_free(address: str) -> None:
    """Make sure that a server can listen on ADDRESS (host:port).

    Raises:
        BuildError: ADDRESS is not valid, or is in use.
    """
    host, _, port = address.rpartition(":")
    if not host or not port.isdigit():
        what = f"“{address}” is not host and port."
        raise BuildError([Problem("--address", 0, what, "Write it as in 127.0.0.1:8000.")])
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as the server itself does
        try:
            probe.bind((host, int(port)))
        except (OSError, OverflowError) as error:
            words = getattr(error, "strerror", None) or error
            what = f"The preview cannot have this address: {words}."
            hint = (
                "End the program that uses it, or take another: make serve ADDRESS=127.0.0.1:8001."
            )
            raise BuildError([Problem(address, 0, what, hint)]) from None


def _is_code(path: Path) -> bool:
    return path.suffix == ".py" and path.is_relative_to(_CODE)


def _imports() -> bool:
    """Whether the code can be imported; if not, Python prints the reason."""
    return not subprocess.run([sys.executable, "-c", "import edition.cli"], check=False).returncode


def _update(project: Project, copy: Path) -> bool:
    """Check the project and update the copy. If there are problems, only report them."""
    project = Project(project.root)  # a new object, without cached properties
    try:
        content = Content.read(project)
        check(content)
        generate.write(content)
    except BuildError as error:
        count = len(error.problems)
        print(
            f"{error}\n{count} problem{'s' if count != 1 else ''}; "
            "the preview shows the last good pages.",
            file=sys.stderr,
            flush=True,
        )
        return False
    _mirror(project.docs, copy / "docs")
    if project.overrides.is_dir():
        _mirror(project.overrides, copy / project.name(project.overrides))
    _mirror(project.root / "mkdocs.yml", copy / "mkdocs.yml")
    return True


def _mirror(source: Path, target: Path) -> None:
    """Make TARGET equal to SOURCE, a file or folder; write only the files that differ."""
    if source.is_dir():
        target.mkdir(parents=True, exist_ok=True)
        names = {path.name for path in source.iterdir()}
        for path in target.iterdir():
            if path.name not in names:
                shutil.rmtree(path) if path.is_dir() else path.unlink()
        for name in sorted(names):
            _mirror(source / name, target / name)
    elif not target.exists() or target.read_bytes() != source.read_bytes():
        shutil.copyfile(source, target)


def _stop(server: subprocess.Popen[bytes] | None) -> None:
    """Stop the engine's server as Ctrl-C does, so that it deletes its temporary files."""
    if server and server.poll() is None:
        server.send_signal(signal.SIGINT)
        try:
            server.wait(timeout=5)
        except subprocess.TimeoutExpired:
            server.kill()
