from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from qa.run.cache.store import Cache


def test_it_keeps_what_it_is_given(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "deep" / "cache.sqlite3")
    values = {str(number).encode(): b"x" * number for number in range(1200)}
    cache.put(values)
    assert Cache(cache.file).get([*values, b"other"]) == values


def test_a_broken_file_is_made_anew(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "cache.sqlite3")
    cache.file.write_bytes(b"this is no database at all, but long enough to look like one" * 100)
    assert cache.get([b"a"]) == {}
    cache.put({b"a": b"1"})
    assert cache.get([b"a"]) == {b"a": b"1"}


def test_a_broken_value_is_not_given(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "cache.sqlite3")
    cache.put({b"a": b"one", b"b": b"two"})
    with sqlite3.connect(cache.file) as connection:
        connection.execute("UPDATE entry SET value = x'00' || substr(value, 2) WHERE key = ?", (b"a",))
    connection.close()
    assert cache.get([b"a", b"b"]) == {b"b": b"two"}


def test_where_nothing_can_be_kept_nothing_is(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    cache = Cache(tmp_path / "file" / "cache.sqlite3")
    cache.put({b"a": b"1"})
    assert cache.get([b"a"]) == {}


def fill(job: tuple[Path, int]) -> int:
    file, number = job
    for turn in range(20):
        Cache(file).put({f"{number} {turn} {each}".encode(): b"value" for each in range(50)})
    return len(Cache(file).get([f"{number} {turn} {each}".encode() for turn in range(20) for each in range(50)]))


def test_processes_share_it(tmp_path: Path) -> None:
    with ProcessPoolExecutor(4, mp_context=get_context("spawn")) as pool:
        assert list(pool.map(fill, [(tmp_path / "cache.sqlite3", number) for number in range(4)])) == [1000] * 4


def test_a_killed_process_leaves_it_whole(tmp_path: Path) -> None:
    file = tmp_path / "cache.sqlite3"
    code = (
        "from qa.run.cache.store import Cache; from pathlib import Path; from itertools import count\n"
        f"for turn in count(): Cache(Path({str(file)!r})).put({{f'{{turn}} {{n}}'.encode(): b'v' for n in range(500)}})"
    )
    process = subprocess.Popen([sys.executable, "-c", code], cwd=Path(__file__).parents[3])
    deadline = time.monotonic() + 30
    while Cache(file).get([b"1 0"]) == {} and time.monotonic() < deadline:
        time.sleep(0.05)
    process.send_signal(signal.SIGKILL)
    process.wait()
    cache = Cache(file)
    for turn in range(1000):
        found = len(cache.get([f"{turn} {number}".encode() for number in range(500)]))
        assert found in (0, 500)
        if not found:
            break
    with sqlite3.connect(file) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()
