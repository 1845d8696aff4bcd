"""Write the manifest: the SHA-256 of every file of the site, in the format of `sha256sum`."""

from hashlib import sha256
from pathlib import Path

NAME = "SHA256SUMS"


def write(site: Path) -> int:
    """Write the manifest into SITE, sorted by name, and return the number of files.

    It lists every file except itself.
    """
    files = {path.relative_to(site).as_posix(): path for path in site.rglob("*") if path.is_file()}
    files.pop(NAME, None)
    lines = [_line(name, sha256(files[name].read_bytes()).hexdigest()) for name in sorted(files)]
    (site / NAME).write_text("".join(lines), "utf-8")
    return len(lines)


def _line(name: str, digest: str) -> str:
    r"""Format one line. Escape \ and line ends in a name, and mark the line, as coreutils does."""
    escaped = name.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r")
    return f"{'' if escaped == name else chr(92)}{digest}  {escaped}\n"
