"""Standard output that is full or closed, and standard error that is closed: one line or none, never a traceback."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest


def run(redirection: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    shell = ["sh", "-c", f'exec "$0" "$@" {redirection}', sys.executable, "-m", "qa", *arguments]
    return subprocess.run(shell, capture_output=True, text=True, encoding="utf-8", check=False)


@pytest.mark.parametrize("arguments", [["--version"], ["--help"], ["explain", "glued-words"]])
def test_what_cannot_be_written_is_told_in_one_line(arguments: list[str]) -> None:
    done = run(">/dev/full", *arguments)
    assert done.returncode == 2
    assert done.stderr == "qa: standard output: cannot be written: No space left on device\n"


def test_a_folder_that_is_gone_is_told() -> None:
    gone = 'mkdir gone.$$ && cd gone.$$ && rmdir ../gone.$$ && exec "$0" -m qa check a.txt'
    root = Path(__file__).parents[2]
    done = subprocess.run(
        ["sh", "-c", gone, sys.executable], capture_output=True, text=True, check=False, cwd=tempfile.gettempdir(),
        env={**os.environ, "PYTHONPATH": str(root)},
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "qa: the folder that this runs in is gone; change to another one\n"


def test_closed_streams_hide_what_is_said_and_not_how_it_ended() -> None:
    done = run(">&-", "--version")
    assert (done.returncode, done.stderr) == (0, "")
    assert run(">&- 2>&-", "report", "nowhere.txt").returncode == 2
