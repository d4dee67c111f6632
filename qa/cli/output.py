"""Where reports and texts go."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex
from typing import TextIO

from qa.core.errors import InputError, SettingsError


@contextmanager
def written(path: Path | None, inputs: Iterable[Path] = ()) -> Iterator[TextIO]:
    """Give a stream to write text to: stdout (also for `-`), or a file that appears whole or not at all.

    Raises:
        SettingsError: the path is one of the `inputs`.
        InputError: the place cannot be written to.
    """
    if path is None or str(path) == "-":
        with _complaining("standard output"):
            yield sys.stdout
            sys.stdout.flush()
        return
    with (
        _complaining(str(path)),
        _place(path, inputs) as place,
        place.open("w", encoding="utf-8", errors="backslashreplace", newline="\n") as file,
    ):
        yield file


def save(path: Path | None, data: bytes, inputs: Iterable[Path] = ()) -> None:
    """Write bytes where `written` writes text.

    Raises:
        SettingsError: the path is one of the `inputs`.
        InputError: the place cannot be written to.
    """
    if path is None or str(path) == "-":
        with _complaining("standard output"):
            sys.stdout.flush()
            sys.stdout.buffer.write(data)
            sys.stdout.buffer.flush()
        return
    with _complaining(str(path)), _place(path, inputs) as place:
        place.write_bytes(data)


@contextmanager
def _place(path: Path, inputs: Iterable[Path]) -> Iterator[Path]:
    """Give a temporary file in the folder of `path`, which takes its place and its mode when it is complete.

    Where the system has files without a name, it gets one only then: a run that is killed leaves nothing half-written
    behind. What is no regular file (a pipe, a device) is given itself, and written to.
    """
    target = path.resolve()
    if target in {file.resolve() for file in inputs}:
        raise SettingsError(f"{path}: is read by this run; write to another file")
    if target.exists() and not target.is_file():
        yield target
        return
    mode = 0o666 & ~_umask()
    if target.exists():
        target.open("r+b").close()
        mode = target.stat().st_mode
    named = target.with_name(f".qa-{token_hex(8)}.part")
    handle = _nameless(target.parent)
    try:
        if handle is None:
            named.touch(mode=0o600, exist_ok=False)
            yield named
        else:
            yield (place := Path(f"/proc/self/fd/{handle}"))
            # A link to what a link in /proc stands for is made only where a folder is given, which is not looked at.
            os.link(place, named, src_dir_fd=handle)
        named.chmod(mode)
        named.replace(target)
    finally:
        if handle is not None:
            os.close(handle)
        named.unlink(missing_ok=True)


def _nameless(folder: Path) -> int | None:
    """Open a file that has no name in the folder, as Linux can on most file systems; None where it cannot be had."""
    if not hasattr(os, "O_TMPFILE") or not Path("/proc/self/fd").is_dir():
        return None
    try:
        return os.open(folder, os.O_TMPFILE | os.O_RDWR, 0o600)
    except OSError:
        return None


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
