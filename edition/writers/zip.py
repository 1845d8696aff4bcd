"""Write zip files whose bytes depend only on their content and the date.

Python's `zipfile` compresses with the system's zlib, and different versions of that produce
different bytes. libdeflate comes in a pinned wheel and always produces the same.
"""

import os
import struct
import time
import zlib

import deflate

_LEVEL = 9
_UTF8_NAMES = 0x800
_DEFLATED = 8
_UNIX_FILE = (
    0o100644 << 16,
    3 << 8 | 20,
)  # -rw-r--r--, and made on Unix by version 2.0 of the format


def archive(files: dict[str, bytes], stored: frozenset[str] | set[str] = frozenset()) -> bytes:
    """Return FILES, in their order, as a zip file; every date is SOURCE_DATE_EPOCH.

    Args:
        files: contents by path, with slashes.
        stored: paths to store without compression; so are files that compression does not shrink.
    """
    moment = time.gmtime(int(os.environ["SOURCE_DATE_EPOCH"]))
    day = (moment.tm_year - 1980) << 9 | moment.tm_mon << 5 | moment.tm_mday
    clock = moment.tm_hour << 11 | moment.tm_min << 5 | moment.tm_sec // 2
    attributes, made_by = _UNIX_FILE
    body, directory = bytearray(), bytearray()
    for path, content in files.items():
        packed = content if path in stored else bytes(deflate.deflate_compress(content, _LEVEL))
        method = _DEFLATED
        if len(packed) >= len(content):
            packed, method = content, 0
        name = path.encode()
        common = struct.pack(
            "<HHHHHIIIHH",
            20,
            _UTF8_NAMES,
            method,
            clock,
            day,
            zlib.crc32(content),
            len(packed),
            len(content),
            len(name),
            0,
        )
        directory += b"PK\x01\x02" + struct.pack("<H", made_by) + common
        directory += struct.pack("<HHHII", 0, 0, 0, attributes, len(body)) + name
        body += b"PK\x03\x04" + common + name + packed
    end = struct.pack("<HHHHIIH", 0, 0, len(files), len(files), len(directory), len(body), 0)
    return bytes(body + directory + b"PK\x05\x06" + end)
