"""The edition's commands: `python -m edition build`, `serve`, `check` or `release`."""

import argparse
import sys
from pathlib import Path

from edition import ledger
from edition.build import build
from edition.catalogue import Catalogue
from edition.checks import check
from edition.engines import DEFAULT, ENGINES
from edition.faults import Faults
from edition.project import Project
from edition.serve import serve


def main(arguments: list[str] | None = None) -> int:
    """Run one command in the working directory; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m edition", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    building = commands.add_parser("build", help="build everything into site/")
    serving = commands.add_parser("serve", help="preview at a local address, reloaded on every change")
    serving.add_argument("--address", default="127.0.0.1:8000")
    for command in (building, serving):
        command.add_argument("--engine", choices=ENGINES, default=DEFAULT)
    commands.add_parser("check", help="check facts and prose, build nothing")
    commands.add_parser("release", help="add the new addresses to the ledger")
    options = parser.parse_args(arguments)
    project = Project(Path.cwd())
    try:
        if options.command == "build":
            print("Building the edition", flush=True)
            site = build(project, options.engine)
            print(f"The site is in {project.name(site)}/: open {project.name(site)}/index.html through a web server, or run `make serve`.")
        elif options.command == "serve":
            serve(project, options.address, options.engine)
        elif options.command == "check":
            check(Catalogue.read(project))
            print("Facts and prose are in order.")
        else:
            catalogue = Catalogue.read(project)
            new = ledger.extend(catalogue)
            print(f"{len(new)} new addresses in {ledger.LEDGER}.")
    except Faults as error:
        print(error, file=sys.stderr)
        count = len(error.faults)
        print(f"{count} fault{'s' if count != 1 else ''}; nothing was changed in site/.", file=sys.stderr)
        return 1
    except OSError as error:
        print(f"{error.filename or project.root}: {error.strerror}. Mend that and run again; site/ is as it was.", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
