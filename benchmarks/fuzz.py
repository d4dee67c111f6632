"""Gives every reader spoiled files for a time: no traceback, no hang, no more memory than a file needs.

    python -m benchmarks.fuzz [--minutes 10] [--seed 0] [--only NAME] [--keep FOLDER]

A good file of each format (`tests/fuzz/samples.py`) is spoiled in one to five ways (`tests/fuzz/mutations.py`): bytes
flipped, cut, repeated 2,000 times, openers nested 10,000 deep, values of 100,000 characters, entities, NULs, lone
surrogates, other encodings. It is read in a process that may have 2 GB; every twentieth that can be read is also
checked, and reported on in every format. A fault is any exception but a refusal in one clear line, a death of the
process, or more than 20 seconds of the processor (60 where it is checked). Each file that shows a new fault is kept.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import multiprocessing
import random
import resource
import signal
import tempfile
import time
import traceback
from collections import Counter
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path

from qa.lang.detect import detect
from tests.fuzz.mutations import KINDS, Step, mutated
from tests.fuzz.reading import FAMILIES, FILES, read

_MEMORY, _SECONDS, _PATIENCE, _CHECKED, _WIDTH = 2 * 2**30, 20, 600, 20, 300


@dataclass
class Tally:
    """What came of the files so far."""

    outcomes: Counter[str] = field(default_factory=Counter)
    faults: dict[str, str] = field(default_factory=dict)
    slowest: tuple[float, str] = (0.0, "")


def spoiled(generator: random.Random, data: bytes) -> tuple[bytes, list[Step]]:
    """Return a file spoiled at random, and how."""
    names = list(KINDS)
    steps = [
        (generator.choice(names), generator.randrange(2**31), generator.randrange(2**31))
        for _ in range(generator.choice((1, 1, 1, 2, 2, 3, 5)))
    ]
    return mutated(data, steps), steps


def work(pipe: Connection) -> None:
    """Read the files that come through the pipe, and say what came of each."""
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    number = 0
    while True:
        family, path = pipe.recv()
        signal.setitimer(signal.ITIMER_PROF, _SECONDS)
        try:
            outcome = "refused" if read(family, Path(path)) else "read"
            if outcome == "read" and family == "readers":
                number += 1
                if number % _CHECKED == 0:
                    signal.setitimer(signal.ITIMER_PROF, 3 * _SECONDS)
                    check(Path(path))
                    outcome = "read and checked"
        except BaseException:  # noqa: BLE001  # whatever is not a refusal is the fault that is looked for
            outcome = traceback.format_exc()
        pipe.send(outcome)


def check(path: Path) -> None:
    """Check a file and write the report in every format."""
    from qa.config.settings import Settings
    from qa.core.contracts import Reporter
    from qa.inputs.opened import open_target
    from qa.inputs.targets import Named, Target
    from qa.registry import load_all
    from qa.run.examine import examine

    report = examine(open_target(Target(Named(path))), Settings(min_confidence=0.0, model=("none",)), intervals=False)
    for reporter in load_all(Reporter):
        stream = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", errors="backslashreplace")
        reporter().write(report, stream)
        stream.flush()


class Reader:
    """A process that reads files; it is made anew after it died or had to be ended."""

    def __init__(self) -> None:
        self._start()

    def _start(self) -> None:
        self._pipe, other = multiprocessing.Pipe()
        self._process = multiprocessing.get_context("fork").Process(target=work, args=(other,), daemon=True)
        self._process.start()
        other.close()

    def read(self, family: str, path: Path) -> str:
        """Return what came of a file: a word, or the traceback of a fault."""
        self._pipe.send((family, str(path)))
        try:
            if self._pipe.poll(_PATIENCE):
                return str(self._pipe.recv())
            outcome = f"waited for more than {_PATIENCE} seconds"
        except EOFError:
            self._process.join()
            died = -(self._process.exitcode or 0)
            slow = died == signal.SIGPROF
            outcome = "took too long" if slow else f"died with exit code {-died}"
        self._process.kill()
        self._process.join()
        self._start()
        return outcome


def run(minutes: float, seed: int, only: str, keep: Path) -> Tally:
    """Read spoiled files until the time is over."""
    detect("What a process needs once is read before the first is made.")
    generator = random.Random(seed)
    files = [(family, name) for family, name in FILES if only in name]
    reader, tally = Reader(), Tally()
    begun = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        while time.monotonic() - begun < 60 * minutes:
            family, name = generator.choice(files)
            data, steps = spoiled(generator, FAMILIES[family][1][name])
            path = Path(folder) / name
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(data)
            before = time.monotonic()
            outcome = reader.read(family, path)
            tally.slowest = max(tally.slowest, (time.monotonic() - before, f"{name} {steps}"))
            note(tally, outcome, name, data, steps, keep)
    return tally


def note(tally: Tally, outcome: str, name: str, data: bytes, steps: list[Step], keep: Path) -> None:
    """Count what came of a file; keep the file of a new fault and print how it came about."""
    if outcome in ("read", "refused", "read and checked"):
        tally.outcomes[outcome] += 1
        return
    tally.outcomes["fault"] += 1
    lines = outcome.strip().splitlines()
    place = next((line.strip() for line in reversed(lines) if line.startswith("  File")), "")
    short = f"{place} {lines[-1][:200]}"
    named = hashlib.sha256(f"{place}{lines[-1].partition(':')[0]}{name if not place else ''}".encode()).hexdigest()[:8]
    if named not in tally.faults:
        tally.faults[named] = short
        keep.mkdir(parents=True, exist_ok=True)
        (keep / f"{named}-{name.replace('/', '-')}").write_bytes(data)
        print(f"{named} {name} {steps}", *(line[:_WIDTH] for line in lines), "", sep="\n", flush=True)


def main() -> None:
    """Run, and print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--only", default="", help="only samples with this in their name")
    parser.add_argument("--keep", type=Path, default=Path("build/fuzz"))
    asked = parser.parse_args()
    tally = run(asked.minutes, asked.seed, asked.only, asked.keep)
    print(", ".join(f"{count:,} {outcome}" for outcome, count in tally.outcomes.most_common()))
    print(f"slowest: {tally.slowest[0]:.1f} s ({tally.slowest[1]})")
    print(f"{len(tally.faults)} faults" + "".join(f"\n  {name}: {what}" for name, what in tally.faults.items()))


if __name__ == "__main__":
    main()
