"""Scores one corpus with this product and with sacrebleu, and compares time and memory.

Usage: python -m benchmarks.scoring_speed HYPOTHESES REFERENCES [SEGMENTS] [JOBS]

Runs `sacrebleu -m bleu chrf ter --confidence` and `qa score -m bleu -m chrf2 -m ter --jobs JOBS` one after the other on
the first SEGMENTS lines (20,000 by default), and checks that the scores are the same. Time is that of the clock, and
beside it that of the processors, which says more on a machine that has other work too. Memory is the largest sum over a
program's processes of what each holds alone, with shared pages divided among them (PSS).
"""

from __future__ import annotations

import json
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

_EVERY = 0.5


def _memory(process: int) -> int:
    """Return the megabytes that a process and those that it started hold."""
    total = 0
    for number in [process, *_started_by(process)]:
        try:
            rollup = Path(f"/proc/{number}/smaps_rollup").read_text(encoding="ascii")
        except (FileNotFoundError, ProcessLookupError, PermissionError):
            continue
        found = re.search(r"^Pss:\s+(\d+) kB", rollup, re.MULTILINE)
        total += int(found[1]) if found else 0
    return total // 1024


def _started_by(process: int) -> list[int]:
    found: list[int] = []
    for file in Path(f"/proc/{process}/task").glob("*/children"):
        for number in map(int, file.read_text(encoding="ascii").split()):
            found += [number, *_started_by(number)]
    return found


class Run(NamedTuple):
    """A command: the seconds of the clock and of the processors, the megabytes it held at most, and what it wrote."""

    clock: float
    processor: float
    megabytes: int
    output: str


def _run(command: list[str]) -> Run:
    with tempfile.TemporaryFile("w+", encoding="utf-8") as output:
        begun, worked, most = time.monotonic(), _worked(), 0
        with subprocess.Popen(command, stdout=output, env={**os.environ, "OMP_NUM_THREADS": "1"}) as process:
            while process.poll() is None:
                try:
                    most = max(most, _memory(process.pid))
                except FileNotFoundError:
                    continue
                time.sleep(_EVERY)
        spent = time.monotonic() - begun
        output.seek(0)
        return Run(spent, _worked() - worked, most, output.read())


def _worked() -> float:
    """Return the seconds that processors gave to all processes that were started here and have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main() -> None:
    """Run both and print a table; exit with 1 where a score differs."""
    files, numbers = sys.argv[1:3], list(map(int, sys.argv[3:]))
    segments, jobs = [*numbers, *(20_000, 2)[len(numbers) :]]
    with tempfile.TemporaryDirectory() as folder:
        texts = []
        for name, file in zip(("hypotheses", "references"), files, strict=True):
            text = Path(folder, name)
            lines = Path(file).read_text(encoding="utf-8").split("\n")[:segments]
            text.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
            texts.append(str(text))
        hypotheses, references = texts
        metrics = ["-m", "bleu", "-m", "chrf2", "-m", "ter"]
        ours = [
            sys.executable,
            "-m",
            "qa",
            "score",
            hypotheses,
            "-r",
            references,
            "-f",
            "json",
            "--lang",
            "en",
            "--model",
            "none",
        ]
        own = _run([*ours, *metrics, "--jobs", str(jobs)])
        theirs = _run(
            ["sacrebleu", references, "-i", hypotheses, "-m", "bleu", "chrf", "ter", "--confidence", "-w", "6"]
        )
    expected = [round(entry["score"], 6) for entry in json.loads(theirs.output)]
    found = [round(score["value"], 6) for score in json.loads(own.output)["systems"][0]["scores"]]
    print(f"{segments} segments; qa with {jobs} jobs")
    for name, run in (("qa score", own), ("sacrebleu", theirs)):
        print(f"{name:10} {run.clock:8.1f} s, processors {run.processor:8.1f} s, {run.megabytes:6} MB")
    print(
        f"{theirs.clock / own.clock:.1f} times as fast by the clock, {theirs.processor / own.processor:.1f} by the "
        f"processors, {own.megabytes / theirs.megabytes:.2f} of the memory; scores {found}"
    )
    if found != expected:
        sys.exit(f"sacrebleu has {expected}")


if __name__ == "__main__":
    main()
