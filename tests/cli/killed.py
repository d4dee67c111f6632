"""Runs the command in a process of its own again and again, and kills it each time a little later.

    python -m tests.cli.killed FOLDER TIMES ARGUMENT...

The files of the folder are as they were before each run. After each, what is in them then is printed as one line of
JSON: by name the digest of the content, and whether the run came to its end.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import signal
import sys
import time
from contextlib import redirect_stderr, redirect_stdout, suppress
from pathlib import Path

from qa.cli.process import main
from qa.run import supply


def run(arguments: list[str], seconds: float | None) -> bool:
    """Run the command and kill it after a time; say whether it was done by then."""
    process = os.fork()
    if not process:
        os.dup2(os.open(os.devnull, os.O_RDWR), 1)
        os.dup2(1, 2)
        command(arguments)
        os._exit(0)
    if seconds is not None:
        time.sleep(seconds)
        os.kill(process, signal.SIGKILL)
    return not os.WIFSIGNALED(os.waitpid(process, 0)[1])


def command(arguments: list[str]) -> None:
    """Run the command to its end, without the learned judge."""
    supply.judge_is_installed = lambda: False
    sys.argv = ["qa", *arguments]
    with suppress(SystemExit), redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
        main()


def contents(folder: Path) -> dict[str, bytes]:
    """Return the files of a folder, but not those of the cache."""
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()}


def restore(folder: Path, before: dict[str, bytes]) -> None:
    """Make the files what they were."""
    for name in contents(folder):
        (folder / name).unlink()
    for name, content in before.items():
        (folder / name).write_bytes(content)


def report(folder: Path, done: bool) -> None:
    """Print what is in the files."""
    digests = {name: hashlib.sha256(content).hexdigest() for name, content in contents(folder).items()}
    sys.stdout.write(json.dumps({"done": done, "files": digests}) + "\n")
    sys.stdout.flush()


def kill_again_and_again(folder: Path, times: int, arguments: list[str]) -> None:
    """Let the first runs come to their end: they load what all need, and show what is written, and how fast."""
    os.chdir(folder)
    before = contents(folder)
    command(arguments)
    restore(folder, before)
    begun = time.monotonic()
    run(arguments, None)
    length = time.monotonic() - begun
    report(folder, done=True)
    for number in range(times):
        restore(folder, before)
        report(folder, run(arguments, length * (number + 1) / times))


if __name__ == "__main__":
    kill_again_and_again(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3:])
