"""How many segments a second the checks that need no model work through on one core, beside pofilter.

    python -m benchmarks.throughput --shared ../shared [--pofilter .../bin/pofilter] [--profile]

The segments are human translations of English into thirteen languages (TICO-19, CC0), 20,000 of them by default: as
tab-separated lines for `qa check`, and as PO for pofilter, the checker of translate-toolkit (46 filters, GPL; install
it in an environment of its own). Both run as whole processes bound to one core, start-up included. pofilter is run
once for each language (`--language`), as it has to be, and the processor times are added up. The modules of `qa` are
compiled beforehand, as they are where it is installed. `--profile` runs the checks in this process under cProfile, and
prints the time of each check and the functions that take the most.
"""

from __future__ import annotations

import argparse
import cProfile
import gzip
import json
import os
import pstats
import subprocess
import sys
import tempfile
from collections import defaultdict
from compileall import compile_dir
from pathlib import Path
from time import process_time

import qa
from qa.config.settings import Settings, chosen_checks
from qa.readers.tsv import Tsv
from qa.run.work import execute

Rows = list[tuple[str, str, str]]


def segments(path: Path, most: int) -> Rows:
    """Return language, source and translation of as many segments, evenly from all languages."""
    rows: dict[str, Rows] = defaultdict(list)
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            language = row["lp"].split("-", 1)[1].replace("es-LA", "es-419")
            texts = (" ".join(row[name].split()) for name in ("source", "reference"))
            rows[language].append((language, *texts))  # type: ignore[arg-type]
    share = -(-most // len(rows))
    return [row for found in rows.values() for row in found[:share]][:most]


def write_tsv(rows: Rows, path: Path) -> None:
    """Write the segments as tab-separated lines."""
    lines = [f"{source}\t{target}\t{language}\ten" for language, source, target in rows]
    path.write_text("source\ttarget\tlang\tsource_lang\n" + "\n".join(lines) + "\n", encoding="utf-8")


def write_po(rows: Rows, folder: Path) -> dict[str, Path]:
    """Write the segments as one PO file for each language."""
    header = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'
    entries: dict[str, list[str]] = defaultdict(list)
    for number, (language, source, target) in enumerate(rows):
        quoted = (json.dumps(text, ensure_ascii=False) for text in (source, target))
        entries[language].append('#: {}\nmsgctxt "{}"\nmsgid {}\nmsgstr {}\n'.format(number, number, *quoted))
    paths = {}
    for language, found in entries.items():
        paths[language] = folder / f"{language}.po"
        paths[language].write_text("\n".join([header, *found]), encoding="utf-8")
    return paths


def processor_seconds(command: list[str], output: Path) -> float:
    """Return the processor time of a command, with its children, bound to one core."""
    before = os.times()
    with output.open("wb") as stream:
        core = {min(os.sched_getaffinity(0))}
        process = subprocess.Popen(command, stdout=stream, stderr=subprocess.STDOUT)
        os.sched_setaffinity(process.pid, core)
        process.wait()
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


def profile(path: Path) -> None:
    """Print what each check takes in a run over all segments, and the functions that take the most."""
    found = Tsv().read(path.read_text(encoding="utf-8"), str(path)).segments
    checks = [
        check
        for check in chosen_checks(Settings())
        if check.needs <= {"source"}
        and (not check.either or "source" in check.either)
        and (not check.takes or check.has_own_model)
    ]
    execute(found[:: max(1, len(found) // 500)], checks, [])
    profiler = cProfile.Profile()
    for check in checks:
        begun = process_time()
        findings = execute(found, [check], []).findings
        taken = 1e6 * (process_time() - begun) / len(found)
        print(f"{check.id():26} {taken:7.1f} us a segment, {len(findings):6} findings")
    profiler.runcall(execute, found, checks, [])
    stats = pstats.Stats(profiler)
    stats.sort_stats("tottime").print_stats(30)
    stats.sort_stats("cumtime").print_stats("qa/(lang|align|checks)", 40)


def main() -> None:
    """Print both rates."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--most", type=int, default=20_000)
    parser.add_argument("--pofilter", type=Path)
    parser.add_argument("--profile", action="store_true")
    options = parser.parse_args()
    rows = segments(options.shared / "data" / "dev" / "tico19_parallel.jsonl.gz", options.most)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        table = folder / "segments.tsv"
        write_tsv(rows, table)
        if options.profile:
            profile(table)
            return
        output = folder / "output"
        compile_dir(Path(qa.__file__).parent, quiet=2)
        bare = ["--model", "none", "--no-cache", "-j", "1"]
        own = processor_seconds([sys.executable, "-m", "qa", "check", *bare, str(table)], output)
        print(f"qa: {len(rows)} segments, {own:.1f} s of processor time, {len(rows) / own:.0f} a second")
        print(output.read_text(encoding="utf-8").strip().splitlines()[-1])
        if options.pofilter:
            other = sum(
                processor_seconds(
                    [str(options.pofilter), "--progress=none", f"--language={language}", str(path), f"{path}.out"],
                    output,
                )
                for language, path in write_po(rows, folder).items()
            )
            print(f"pofilter: {len(rows)} segments, {other:.1f} s of processor time, {len(rows) / other:.0f} a second")
            print(f"qa is {other / own:.1f} times as fast")


if __name__ == "__main__":
    main()
