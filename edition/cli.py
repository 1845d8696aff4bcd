"""The edition's commands: `python -m edition build`, `serve`, `check`, `links` or `release`."""

import argparse
import io
import os
import sys
from pathlib import Path

try:
    from edition import links
    from edition.build import build
    from edition.checks import check
    from edition.config import Project
    from edition.content import ids
    from edition.content.model import Content
    from edition.diagnostics import BuildError
    from edition.engines import DEFAULT, ENGINES
    from edition.lock import alone
    from edition.preview import serve
    from edition.release import release
except ModuleNotFoundError as missing:
    sys.exit(
        f"“{missing.name}” is not installed for this Python. Run `make`, which installs it, or use .venv/bin/python."
    )


def main(arguments: list[str] | None = None) -> int:
    """Run one command in the working directory; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m edition", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    building = commands.add_parser("build", help="build everything into site/")
    serving = commands.add_parser(
        "serve", help="preview at a local address, reloaded on every change"
    )
    serving.add_argument("--address", default="127.0.0.1:8000")
    for command in (building, serving):
        command.add_argument("--engine", choices=sorted(ENGINES), default=DEFAULT)
    commands.add_parser("check", help="check facts and prose, build nothing")
    asking = commands.add_parser(
        "links", help="ask the sources' addresses whether they still answer"
    )
    asking.add_argument(
        "--report",
        type=Path,
        help="where to write what there is to do, as Markdown; no file where there is nothing",
    )
    releasing = commands.add_parser(
        "release", help="add the new addresses to the ledger, or prepare a whole edition"
    )
    releasing.add_argument("--edition", help="the edition to prepare, such as 2026.12")
    options = parser.parse_args(arguments)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal without “ ” must not stop a build
    project = Project(Path.cwd())
    try:
        if options.command == "build":
            print("Building the edition", flush=True)
            with alone(project.root / "build"):
                site = build(project, options.engine)
            print(
                f"The site is in {project.name(site)}/: open {project.name(site)}/index.html through a web server, or run `make serve`."
            )
        elif options.command == "serve":
            serve(project, options.address, options.engine)
        elif options.command == "check":
            check(Content.read(project))
            print("Facts and prose are in order.")
        elif options.command == "links":
            ask_links(Content.read(project), options.report)
        elif options.edition:
            with alone(project.root / "build"):
                print(release(project, options.edition))
        else:
            content = Content.read(project)
            new = ids.extend(content)
            print(f"{len(new)} new addresses in {ids.LEDGER}.")
    except BuildError as error:
        print(error, file=sys.stderr)
        count = len(error.problems)
        print(
            f"{count} problem{'s' if count != 1 else ''}; nothing was changed in site/.",
            file=sys.stderr,
        )
        return 1
    except OSError as error:
        file = os.path.relpath(error.filename or project.root, project.root)
        print(
            f"{file}: {error.strerror}. Mend that and run again; site/ is as it was.",
            file=sys.stderr,
        )
        return 1
    except KeyboardInterrupt:
        print("Interrupted; site/ is as it was.", file=sys.stderr)
        return 130
    return 0


def ask_links(content: Content, report: Path | None) -> None:
    """Ask the sources' addresses; write the REPORT where there is something to do, else delete an old one."""
    findings = links.check(
        links.addresses(content),
        links.manner(content),
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


if __name__ == "__main__":
    sys.exit(main())
