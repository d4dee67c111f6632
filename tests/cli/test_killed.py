"""A run that is killed leaves what was there, or what it was to write, and nothing in between."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from qa.run.cache.store import Cache
from tests.cli.run import Runner
from tests.cli.test_report import GOOD

ROOT = Path(__file__).parents[2]
TEXT = "\n\n".join(GOOD.replace("the new", f"the the new number {number}") for number in range(12))
TIMES = 24


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def killed(folder: Path, *arguments: str) -> list[dict[str, object]]:
    """Kill the command at many moments; return what was in the folder each time, first what a whole run leaves."""
    environment = os.environ | {"PYTHONPATH": str(ROOT), "XDG_CACHE_HOME": str(folder / ".cache")}
    command = [sys.executable, "-m", "tests.cli.killed", str(folder), str(TIMES), *arguments]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


FORMATS = ("json", "sarif", "html", "xlsx", "junit", "csv")
OUTPUTS = [part for name in FORMATS for part in ("-o", f"{name}:out.{name}")]
RUNS: dict[str, tuple[list[str], dict[str, str]]] = {
    "outputs": (["check", "--no-cache", "bad.txt", *OUTPUTS], {"out.json": "old", "out.xlsx": "old"}),
    "a baseline": (["check", "--no-cache", "bad.txt", "--baseline", "known.json", "--update-baseline"], {}),
    "fixes": (["fix", "bad.txt"], {}),
    "a page of a comparison": (
        ["compare", "bad.txt", "bad2.txt", "-s", "bad.txt", "-o", "page.html", "-m", "chrf"],
        {},
    ),
}


@pytest.mark.parametrize("what", RUNS)
def test_files_are_old_or_new(what: str, tmp_path: Path) -> None:
    arguments, more = RUNS[what]
    before = {"bad.txt": TEXT, "bad2.txt": TEXT.replace("new", "old"), **more}
    for name, content in before.items():
        (tmp_path / name).write_text(content)
    whole, *rest = killed(tmp_path, *arguments, "--lang", "en", "--select", "doubled-word")
    old, new = {name: digest(content) for name, content in before.items()}, whole["files"]
    assert old != new
    assert len(rest) == TIMES
    for left in (each["files"] for each in rest):
        assert set(left) >= set(old), "what was there is gone"
        for name, content in left.items():
            # Killed between the last two steps, it leaves the new file, complete, under a name of its own.
            wanted = new.values() if name.endswith(".part") else (old.get(name), new.get(name))
            assert content in wanted, name
    assert any(each["files"] == old for each in rest)


def test_the_cache_is_whole(qa: Runner, tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_text(TEXT)
    command = ("check", "bad.txt", "--lang", "en", "--select", "linguistic-conventions/grammar")
    killed(tmp_path, *command)
    store = Cache(tmp_path / ".cache" / "translation-qa" / "cache.sqlite3")
    store.put({b"key": b"value"})
    assert store.get([b"key"]) == {b"key": b"value"}
    again, anew = (qa(*command, "-f", "json", *more) for more in ((), ("--no-cache",)))
    assert again.out == anew.out
