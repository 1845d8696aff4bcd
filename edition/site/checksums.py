"""The manifest: the SHA-256 sum of every file of the site, in the form that `sha256sum --check` reads."""

from hashlib import sha256
from pathlib import Path

NAME = "SHA256SUMS"


def write(site: Path) -> int:
    """Write the manifest into SITE, in the order of the names; it lists every file but itself. Returns how many."""
    files = {path.relative_to(site).as_posix(): path for path in site.rglob("*") if path.is_file()}
    files.pop(NAME, None)
    lines = [_line(name, sha256(files[name].read_bytes()).hexdigest()) for name in sorted(files)]
    (site / NAME).write_text("".join(lines), "utf-8")
    return len(lines)


def _line(name: str, digest: str) -> str:
    """One line; a name with a backslash or a line end is escaped, and the line marked, as coreutils do."""
    escaped = name.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r")
    return f"{'' if escaped == name else chr(92)}{digest}  {escaped}\n"
