"""What takes long to make out of a library's file: kept in the user's cache while that file stays the same."""

from __future__ import annotations

import os
from contextlib import suppress
from hashlib import blake2b
from mmap import mmap
from pathlib import Path
from tempfile import mkstemp

from qa.core.folders import user_cache

# The folder's name tells the layout of the files in it.
_FOLDER = "lists-1"


def kept_file(name: str, origin: Path, suffix: str) -> Path:
    """Return where that is kept, or may be, which is made of the content of the file `origin`."""
    digest = blake2b(origin.read_bytes(), digest_size=8).hexdigest()
    return user_cache() / _FOLDER / f"{name}-{digest}{suffix}"


def keep(made: bytes | mmap, file: Path) -> None:
    """Write a `kept_file`, such that other processes see it whole or not at all, and remove what it takes the place of.

    Where the cache cannot be used, nothing is kept.
    """
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        handle, name = mkstemp(dir=file.parent)
        unfinished = Path(name)
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(made)
            unfinished.replace(file)
        finally:
            unfinished.unlink(missing_ok=True)
        for old in set(file.parent.glob(f"{file.stem.rpartition('-')[0]}-*{file.suffix}")) - {file}:
            old.unlink()
