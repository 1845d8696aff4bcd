"""What the press made before, kept for as long as everything that it was made from is the same."""

import hashlib
import os
import shutil
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

_CODE = sorted(path for path in Path(__file__).parent.rglob('*') if path.is_file())
_TOOLS = ("deflate", "pypandoc_binary", "tinyhtml5", "typst")


class Cache:
    """Files by a hash of all that went into them: contents, our code, the versions of the tools, the date.

    A file's own hash is part of its name too, so that one that was damaged on the disk is made again.

    Args:
        folder: where the files are kept; it may be deleted at any time.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._used: set[Path] = set()
        self._base = _hash(
            os.environ["SOURCE_DATE_EPOCH"].encode(), *(version(name).encode() for name in _TOOLS), *(path.read_bytes() for path in _CODE)
        )

    def provide(self, target: Path, inputs: list[bytes], make: Callable[[Path], object]) -> bool:
        """Put into TARGET what MAKE makes of INPUTS, or the same from an earlier build; returns whether it was there.

        Args:
            target: the file to write.
            inputs: everything that the content depends on, but for what the whole cache depends on.
            make: writes the file that it is given.
        """
        key = _hash(self._base.encode(), target.name.encode(), *inputs)
        kept = next((path for path in self.folder.glob(f"{key}-*") if path.name == f"{key}-{_hash(path.read_bytes())}"), None)
        if kept:
            shutil.copyfile(kept, target)
        else:
            make(target)
            self.folder.mkdir(parents=True, exist_ok=True)
            kept = self.folder / f"{key}-{_hash(target.read_bytes())}"
            half = self.folder / f"{key}.half"
            shutil.copyfile(target, half)
            half.replace(kept)
            self._used.add(kept)
            return False
        self._used.add(kept)
        return True

    def tidy(self) -> None:
        """Delete what this build did not use."""
        for path in self.folder.iterdir() if self.folder.exists() else []:
            if path not in self._used:
                path.unlink()


def _hash(*parts: bytes) -> str:
    """A hash of PARTS in their order, told apart by their lengths."""
    whole = hashlib.sha256()
    for part in parts:
        whole.update(len(part).to_bytes(8, "big") + part)
    return whole.hexdigest()
