"""Where reports go."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from qa.core.errors import InputError, SettingsError


@contextmanager
def written(path: Path | None, inputs: Iterable[Path] = ()) -> Iterator[TextIO]:
    """Give a stream to write to: stdout (also for `-`), or a file that appears whole or not at all.

    A file is written under a temporary name in its folder and renamed when it is complete; what is no regular file
    (a pipe, a device) is opened and written to.

    Raises:
        SettingsError: the path is one of the `inputs`.
        InputError: the place cannot be written to.
    """
    if path is None or str(path) == "-":
        with _complaining("standard output"):
            yield sys.stdout
            sys.stdout.flush()
        return
    target = path.resolve()
    if target in {file.resolve() for file in inputs}:
        raise SettingsError(f"{path}: is read by this run; write the report to another file")
    with _complaining(str(path)):
        if target.exists() and not target.is_file():
            with target.open("w", encoding="utf-8", newline="\n") as stream:
                yield stream
            return
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=".part")
        temporary = Path(name)
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as stream:
                yield stream
            temporary.chmod(0o666 & ~_umask())
            temporary.replace(target)
        finally:
            temporary.unlink(missing_ok=True)


@contextmanager
def _complaining(name: str) -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise InputError(f"{name}: cannot be written: {error.strerror}") from error


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
