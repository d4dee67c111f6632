"""Time and memory of `qa check` on large translation memories, and whether every finding stands where it says.

    python -m benchmarks.large_tmx [--megabytes 50 100] [options of qa check, such as --select doubled-word]

Each file is written here: units of English and German, whose numbers and towns vary, without an error but for a word
that is doubled in one unit of 499. It is checked by `qa check -f json-lines` in a process of its own, of which the time
of the processor and the most memory that was resident are told. Then the file is read back, line by line: each finding
must be on its line, in its column. Give several sizes to see that time grows with them and memory does not.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections import defaultdict
from pathlib import Path

from benchmarks.formats import CHECK, measured

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<tmx version="1.4"><header srclang="en-GB"/><body>\n'
UNIT = (
    '<tu tuid="{}">\n  <tuv xml:lang="en-GB"><seg>{}</seg></tuv>\n'
    '  <tuv xml:lang="de-DE"><seg>{}</seg></tuv>\n</tu>\n'
)  # fmt: skip
PAIRS = (
    ("The council of {0} met {1} residents on Monday.", "Der Rat von {0} traf am Montag {1} Einwohner."),
    ("In {0}, {1} houses were built &amp; sold.", "In {0} wurden {1} Häuser gebaut &amp; verkauft."),
    ("The train to {0} leaves in {1} minutes.", "Der Zug nach {0} fährt in {1} Minuten ab."),
    ("We have been waiting in {0} for {1} days.", "Wir warten in {0} seit {1} Tagen."),
    ("The museum in {0} shows {1} paintings.", "Das Museum in {0} zeigt {1} Gemälde."),
    ("There are {1} schools in {0}.", "In {0} gibt es {1} Schulen."),
    ("Press the <ph>{{0}}</ph> button {1} times in {0}.", "Drücken Sie in {0} {1} Mal die Taste <ph>{{0}}</ph>."),
)  # fmt: skip
TOWNS = "Berlin Hamburg Bremen Dresden Leipzig Bonn Essen Kiel Rostock Mainz Kassel Ulm Jena Trier Passau".split()
DOUBLED = 499


def write(path: Path, size: int) -> int:
    """Write a translation memory of `size` bytes; return the number of its units."""
    number = written = 0
    with path.open("w", encoding="utf-8", newline="") as stream:
        stream.write(HEAD)
        while written < size:
            number += 1
            source, target = PAIRS[number % len(PAIRS)]
            if number % DOUBLED == 0:
                target = target.replace(" in ", " in in ", 1).replace(" von ", " von von ", 1)
            values = (TOWNS[number % len(TOWNS)], number % 900 + 100)
            unit = UNIT.format(number, source.format(*values), target.format(*values))
            stream.write(unit)
            written += len(unit.encode())
        stream.write("</body></tmx>\n")
    return number


def misplaced(path: Path, findings: list[dict[str, object]]) -> int:
    """Return how many findings are not on their line, in their column."""
    by_line = defaultdict(list)
    for finding in findings:
        by_line[finding["line"]].append(finding)
    right = 0
    with path.open(encoding="utf-8", newline="") as lines:
        for number, line in enumerate(lines, start=1):
            for finding in by_line.get(number, ()):
                right += line.startswith(str(finding["text"]), int(str(finding["column"])) - 1)
    return len(findings) - right


def main() -> None:
    """Measure each size."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--megabytes", type=int, nargs="+", default=[50, 100])
    asked, options = parser.parse_known_args()
    print(f"qa check {' '.join(options)}".strip())
    print("| file MB | units | s | peak MB | findings | misplaced |")
    print("|---|---|---|---|---|---|")
    for size in asked.megabytes:
        with tempfile.TemporaryDirectory() as folder:
            path, report = Path(folder) / "memory.tmx", Path(folder) / "report.jsonl"
            units = write(path, size * 2**20)
            used = measured([*CHECK, str(path), "-o", f"json-lines:{report}", *options])
            assert used.code in (0, 1), used
            found = [row for row in map(json.loads, report.read_text(encoding="utf-8").splitlines()) if "line" in row]
            wrong = misplaced(path, found)
        print(f"| {size} | {units:,} | {used.seconds:.1f} | {used.peak:.0f} | {len(found):,} | {wrong} |", flush=True)


if __name__ == "__main__":
    main()
