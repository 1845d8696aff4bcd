"""The commands of `edition`: build, serve, check, generate, links, archive and release.

Run them in the project's folder. With EDITION_DEBUG=1, an unexpected error shows its traceback.
"""

import argparse
import io
import os
import re
import shutil
import sys
import traceback
from collections.abc import Callable
from pathlib import Path

try:
    from edition import generate
    from edition.build import build
    from edition.checks import check
    from edition.config import Project
    from edition.content import ids
    from edition.content.model import Content
    from edition.diagnostics import BuildError, Problem
    from edition.engines import DEFAULT, ENGINES
    from edition.lock import exclusive
    from edition.preview import serve
    from edition.release import release
except ModuleNotFoundError as missing:
    sys.exit(
        f"“{missing.name}” is not installed for this Python. "
        "Run `make`, which installs it, or use .venv/bin/python."
    )


def main(arguments: list[str] | None = None) -> int:
    """Run one command in the working directory and return the exit code.

    Args:
        arguments: the command line without the program's name; None for that of the process.
    """
    options = _parser().parse_args(arguments)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal that cannot show “ ” must not stop us
    project = Project(Path.cwd())
    run: Callable[[Project, argparse.Namespace], None] = options.run
    try:
        project.require_own_folders()
        run(project, options)
    except BuildError as error:
        count = len(error.problems)
        print(error, file=sys.stderr)
        print(
            f"{count} problem{'s' if count != 1 else ''}; site/ was not changed.", file=sys.stderr
        )
        return 1
    except ModuleNotFoundError as missing:
        what = f"“{missing.name}” is not installed for this Python."
        print(f"{what} Run `make {options.command}`, which installs it.", file=sys.stderr)
        return 1
    except OSError as error:
        print(_refused(error, project), file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Interrupted; site/ was not changed.", file=sys.stderr)
        return 130
    except Exception as error:
        if os.environ.get("EDITION_DEBUG"):
            raise
        print(_unexpected(error, options.command), file=sys.stderr)
        print("1 problem; site/ was not changed.", file=sys.stderr)
        return 1
    return 0


def _refused(error: OSError, project: Project) -> str:
    """Return in one line what the machine refused, and for which file."""
    name, reason = error.filename or "build", error.strerror  # all that we write is made there
    if isinstance(error, shutil.Error) and isinstance(error.args[0], list):
        _, name, reason = error.args[0][0]  # the first of the files that were not copied
        reason = re.sub(r"^\[Errno \d+\] |:? '.*", "", reason)
    path = project.root / name
    file = project.name(path) if path.is_relative_to(project.root) else path
    return f"{file}: {reason}. Fix this and run again; site/ was not changed."


def _unexpected(error: Exception, command: str) -> Problem:
    """Return an ERROR that no check foresees as a problem in our own code."""
    package = Path(__file__).parent
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if Path(frame.filename).is_relative_to(package)]
    file = Path(own[-1].filename).relative_to(package.parent).as_posix()
    step = getattr(error, "__notes__", [command])[0]
    reason = f"{type(error).__name__}: {error}".split("\n")[0].rstrip(".:")[:200]
    what = f"An unexpected error stopped the step “{step}”: {reason}."
    hint = "This is a bug: report this line and your last change. EDITION_DEBUG=1 shows more."
    return Problem(file, own[-1].lineno or 0, what, hint)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="edition", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)

    def add(
        name: str, run: Callable[[Project, argparse.Namespace], None], words: str
    ) -> argparse.ArgumentParser:
        command = commands.add_parser(name, help=words)
        command.set_defaults(run=run)
        return command

    building = add("build", _build, "build everything into site/")
    serving = add("serve", _serve, "preview at a local address, reloaded on every change")
    serving.add_argument("--address", default="127.0.0.1:8000")
    for command in (building, serving):
        command.add_argument("--engine", choices=sorted(ENGINES), default=DEFAULT)
    add("check", _check, "check facts, prose and generated files; build nothing")
    add("generate", _generate, "write the charts and data exports made from docs/data/")
    asking = add("links", _links, "ask whether the sources still answer and hold their passages")
    asking.add_argument(
        "--report",
        type=Path,
        help="where to write what there is to do, as Markdown; no file where there is nothing",
    )
    archiving = add("archive", _archive, "find archived copies of the sources that have none")
    archiving.add_argument("--limit", type=int, help="how many sources to ask about at most")
    archiving.add_argument("--dry-run", action="store_true", help="only say what would be written")
    releasing = add("release", _release, "add the new ids to the ledger, or prepare an edition")
    releasing.add_argument("--edition", help="the edition to prepare, such as 2026.12")
    return parser


def _build(project: Project, options: argparse.Namespace) -> None:
    print("Building the edition", flush=True)
    with exclusive(project.root / "build"):
        site = project.name(build(project, options.engine))
    print(f"The site is in {site}/: open it through a web server, or run `make serve`.")


def _serve(project: Project, options: argparse.Namespace) -> None:
    serve(project, options.address, options.engine)


def _check(project: Project, _: argparse.Namespace) -> None:
    content = Content.read(project)
    check(content)
    if stale := list(generate.problems(content)):
        raise BuildError(stale)
    print("Facts, prose and generated files are in order.")


def _generate(project: Project, _: argparse.Namespace) -> None:
    content = Content.read(project)
    check(content)
    print("\n".join(generate.write(content)) or "Charts and data exports are up to date.")


def _links(project: Project, options: argparse.Namespace) -> None:
    """Check the sources' addresses. Write a report if there is something to do, else delete it."""
    from edition import links  # noqa: PLC0415 - its libraries are a separate, optional group

    content, report = Content.read(project), options.report
    asked = links.addresses(content)
    links.require_network([address.url for address in asked], "links")
    findings = links.check(
        asked,
        links.policy(content),
        lambda found: print(
            f"{found.state:<12}{found.address.url} {found.target or found.words}", flush=True
        ),
    )
    print(links.summary(findings))
    if report and links.to_act_on(findings):
        report.parent.mkdir(parents=True, exist_ok=True)
        report.write_text(links.report(content, findings), "utf-8")
    elif report:
        report.unlink(missing_ok=True)


def _archive(project: Project, options: argparse.Namespace) -> None:
    from edition import archive  # noqa: PLC0415 - its libraries are a separate, optional group

    with exclusive(project.root / "build"):
        print(archive.run(Content.read(project), options.limit, options.dry_run))


def _release(project: Project, options: argparse.Namespace) -> None:
    if options.edition:
        with exclusive(project.root / "build"):
            print(release(project, options.edition))
    else:
        new = ids.extend(Content.read(project))
        print(f"{len(new)} new addresses in {ids.LEDGER}.")


if __name__ == "__main__":
    sys.exit(main())
