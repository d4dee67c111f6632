"""How long `qa check` takes the first time, the second time, and after one segment changed.

    python -m benchmarks.second_run [SEGMENTS]

Makes a file of entries from the sentences of the Kremlin article's reference (one in ten with a doubled word), and
checks it in processes of their own with a new cache. Prints seconds of wall clock and of processor time.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
import time
from itertools import cycle, islice
from pathlib import Path

ROOT = Path(__file__).parents[1]
REFERENCE = ROOT / "corpora" / "kremlin" / "reference-close.en.txt"


def entries(count: int) -> list[str]:
    """Return the lines of the file."""
    text = REFERENCE.read_text(encoding="utf-8")
    sentences = [part.strip() for part in re.split(r"(?<=[.!?])\s+", text) if len(part) > 20]
    rows = []
    for number, sentence in enumerate(islice(cycle(sentences), count)):
        target = sentence.replace(" the ", " the the ", 1) if number % 10 == 0 else sentence
        rows.append(json.dumps({"key": str(number), "target": target}))
    return rows


def timed(folder: Path, name: str) -> str:
    """Check the file once; return how long it took and how the run ended, as one row."""
    command = [sys.executable, *"-m qa check entries.jsonl --lang en --model none -o concise:out.txt".split()]
    environment = os.environ | {"PYTHONPATH": str(ROOT), "XDG_CACHE_HOME": str(folder / "cache")}
    used, begun = os.times(), time.perf_counter()
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=False)
    wall, now = time.perf_counter() - begun, os.times()
    processor = now.children_user + now.children_system - used.children_user - used.children_system
    return f"{name:24} {wall:8.2f} {processor:10.2f}   exit code {done.returncode}"


def main() -> None:
    """Print the table."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        rows = entries(count)
        file = folder / "entries.jsonl"
        file.write_text("\n".join(rows), encoding="utf-8")
        print(f"{count:,} segments             wall  processor")
        print(timed(folder, "first run"))
        print(timed(folder, "second run"))
        rows[count // 2] = json.dumps({"key": "changed", "target": "One sentence was written anew."})
        file.write_text("\n".join(rows), encoding="utf-8")
        print(timed(folder, "one segment changed"))


if __name__ == "__main__":
    main()
