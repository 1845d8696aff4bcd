"""Run Typst once in its own process: its cache for a document (150 MB and more) ends with it.

Typst writes each object of the structure by itself; packed together, the file is a third as large.

Call it as `python worker.py '{"input": …, "output": …, …}'`, with the arguments of Typst's
compiler. It prints Typst's errors and warnings to the standard output.
"""

import json
import sys

import pikepdf
import typst

sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]


def main() -> int:
    """Compile the document; return 1 if Typst reports an error or warning."""
    arguments = json.loads(sys.argv[1])
    try:
        _, warnings = typst.compile_with_warnings(**arguments)
    except typst.TypstError as error:
        print(error)
        return 1
    if warnings:
        print("; ".join(map(str, warnings)))
        return 1
    if arguments["output"].endswith(".pdf"):
        pack(arguments["output"])
    return 0


def pack(path: str) -> None:
    """Pack the objects of a PDF together. The same file gives the same bytes."""
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.save(
            path,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            recompress_flate=True,
            deterministic_id=True,
        )


if __name__ == "__main__":
    sys.exit(main())
