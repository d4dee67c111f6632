"""The command `qa` as a process: how it begins, what it says of errors, how it ends."""

from __future__ import annotations

import errno
import gc
import os
import sys
from contextlib import suppress
from io import TextIOWrapper
from typing import Any, TextIO

import typer

from qa.cli.app import PASSED, USER_ERROR, app
from qa.core.errors import QaError

_LONGEST = 1_000
# What the system says of a stream that takes no more; it has no file name.
_UNWRITABLE = (errno.ENOSPC, errno.EIO, errno.EBADF, errno.EFBIG)
# What the argument parser raises; it has no public name of its own in every version of typer.
_USAGE_ERROR: Any = typer.BadParameter.__bases__[0]


def run() -> None:
    """Run the command line in a process of its own, which ends at once.

    What a long run made is left to the system: to take it apart object by object takes a tenth of all its time.
    """
    try:
        main()
    except SystemExit as leaving:
        for stream in filter(None, (sys.stdout, sys.stderr)):
            with suppress(BrokenPipeError, ValueError):  # Nobody reads on, or the stream is closed.
                stream.flush()
        os._exit(leaving.code if isinstance(leaving.code, int) else PASSED)


def main() -> None:
    """Run the command line, turning every expected error into one line on stderr and exit code 2."""
    _prepare()
    try:
        code = app(standalone_mode=False)
    except QaError as error:
        _complain(str(error))
    except _USAGE_ERROR as error:
        message = error.format_message().rstrip(".")
        hint = f" see {error.ctx.command_path} --help" if error.ctx else ""
        _complain(message + (hint if message.endswith("?") else hint and f";{hint}"))
    except MemoryError:
        _complain("there is not enough memory for this; give fewer or smaller files at once")
    except typer.Abort:
        sys.exit(130)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(PASSED)
    except OSError as error:
        reason = _reason(error)
        if not reason:
            raise
        _complain(reason)
    else:
        sys.exit(code if isinstance(code, int) else PASSED)


def _reason(error: OSError) -> str:
    """Return what the system refused; empty where that is nothing that the user could do something about."""
    if error.filename is not None:
        return f"{os.fsdecode(error.filename)}: {error.strerror}"
    if isinstance(error, FileNotFoundError):
        return "the folder that this runs in is gone; change to another one"
    return f"standard output: cannot be written: {error.strerror}" if error.errno in _UNWRITABLE else ""


def _prepare() -> None:
    """Let any text be printed, also where a stream is closed and nobody sees it, and search for no unused objects."""
    sys.stdout, sys.stderr = sys.stdout or _nowhere(), sys.stderr or _nowhere()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    # What a run makes goes when nothing refers to it, or lives until the end: 20,000 segments leave 300 objects that
    # refer to each other in circles, and to search for those takes a thirtieth of the time.
    gc.disable()


def _nowhere() -> TextIO:
    return os.fdopen(os.open(os.devnull, os.O_WRONLY), "w", encoding="utf-8")


def _complain(message: str) -> None:
    from qa.core.display import visible

    line = visible(message)
    if len(line) > _LONGEST:
        line = f"{line[: _LONGEST // 2]} … {line[-_LONGEST // 2 :]}"
    sys.stderr.write(f"qa: {line}\n")
    sys.exit(USER_ERROR)
