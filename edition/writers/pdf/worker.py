"""Run Typst once in its own process: its cache for a document (150 MB and more) ends with it.

Call it as `python worker.py '{"input": …, "output": …, …}'`, with the arguments of Typst's
compiler. It prints Typst's errors and warnings to the standard output.
"""

import json
import sys

import typst

sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]


def main() -> int:
    """Compile the document; return 1 if Typst reports an error or warning."""
    try:
        _, warnings = typst.compile_with_warnings(**json.loads(sys.argv[1]))
    except typst.TypstError as error:
        print(error)
        return 1
    print("; ".join(str(warning) for warning in warnings))
    return 1 if warnings else 0


if __name__ == "__main__":
    sys.exit(main())
