"""Runs Typst once, in a process of its own: what it remembers of one document (150 MB and more) goes when it ends.

Called as `python worker.py '{"input": …, "output": …, …}'`, the arguments of Typst's own compiler; what it says
against the document goes to the standard output.
"""

import json
import sys

import typst

sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]


def main() -> int:
    """Compile; returns 1 where Typst refused or warned."""
    try:
        _, warnings = typst.compile_with_warnings(**json.loads(sys.argv[1]))
    except typst.TypstError as error:
        print(error)
        return 1
    print("; ".join(str(warning) for warning in warnings))
    return 1 if warnings else 0


if __name__ == "__main__":
    sys.exit(main())
