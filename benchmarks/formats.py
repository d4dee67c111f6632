"""Time and memory for 10,000 entries of each format, beside other checkers, and whether every finding stands right.

    python -m benchmarks.formats [--entries 10000] [--formats xliff po tmx json] [--pofilter .../bin/pofilter]
                                 [--l10n-lint .../bin/l10n-lint]

The entries are sentences of the articles in `corpora` (Ukrainian as the source, English as the translation; they are
no translations of each other, so that there is much to find), with placeholders, line breaks, quotation marks and signs
that each format writes in a way of its own. Each file is written here, with the place of each translation noted down,
and checked by `qa check -f json`. Then the file is read back: each finding's line and column, counted anew, must be
where the file has the finding's text, and that must be inside the translation of the entry that the finding names.

The other checkers read the same files where they know the format: pofilter of translate-toolkit PO, l10n-lint XLIFF, PO
and JSON; install each in an environment of its own. Each run is a process of its own: times are those of the processor,
start-up included, and memory is the most that was resident. The time of reading is that without start-up. What the
checkers look for is not the same; the numbers of their findings are given to show that they worked.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from itertools import cycle, islice
from pathlib import Path
from typing import NamedTuple
from xml.sax.saxutils import escape

from qa.lang.sentences import sentences
from qa.readers.plain_text import PlainText

CORPORA = Path(__file__).parents[1] / "corpora"
CHECK = (sys.executable, *"-m qa check --model none --no-cache -q".split())
READ = """
import sys, time, pathlib, qa.inputs.opened
begun = time.process_time()
qa.inputs.opened.read_document(qa.inputs.opened.Named(pathlib.Path(sys.argv[1])))
print(time.process_time() - begun)
"""
# A process's peak counts what was resident when it was started, so that a small one has to start it.
STARTER = """
import json, resource, subprocess, sys
code = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps([code, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024]))
"""
SOURCES = "uk.json"
PLANTS = (
    (" %s & %d", " %s & %i"),
    (' <b>"{name}"</b>\n', ' <b>"{nome}"</b>\n'),
    (" 😀 {{count}} \\ 12", " 😀 {{conut}} \\ 13"),
    ("", ""),
)


class Format(NamedTuple):
    """How a file is written: its name, what comes before and after, and an entry as three parts round the target."""

    name: str
    head: str
    entry: Callable[[int, str], tuple[str, str]]
    quote: Callable[[str], str]
    tail: str


def in_json(text: str) -> str:
    """Write a text as it stands inside a string of JSON or PO."""
    return json.dumps(text, ensure_ascii=False)[1:-1]


FORMATS = {
    "xliff": Format(
        "f.xlf",
        '<?xml version="1.0"?>\n<xliff version="1.2" xml:space="preserve"><file source-language="uk" '
        'target-language="en"><body>\n',
        lambda number, source: (
            f'<trans-unit id="{number}">\n  <source>{escape(source)}</source>\n  <target state="final">',
            "</target>\n</trans-unit>\n",
        ),
        escape,
        "</body></file></xliff>\n",
    ),
    "po": Format(
        "f.po",
        'msgid ""\nmsgstr ""\n"Language: en\\n"\n\n',
        lambda number, source: (f'msgctxt "{number}"\nmsgid "{in_json(source)}"\nmsgstr "', '"\n\n'),
        in_json,
        "",
    ),
    "tmx": Format(
        "f.tmx",
        '<?xml version="1.0"?>\n<tmx version="1.4" xml:space="preserve"><header srclang="uk"/><body>\n',
        lambda number, source: (
            f'<tu tuid="{number}"><tuv xml:lang="uk"><seg>{escape(source)}</seg></tuv>\n<tuv xml:lang="en"><seg>',
            "</seg></tuv></tu>\n",
        ),
        escape,
        "</body></tmx>\n",
    ),
    "json": Format("en.json", "{\n", lambda number, _: (f'  "{number}": "', '",\n'), in_json, '  "end": ""\n}\n'),
}


def texts(most: int) -> list[tuple[str, str]]:
    """Return sources and targets."""
    sides = []
    for language, path in (("uk", "kremlin-uk/article.uk.txt"), ("en", "kremlin/article.en.txt")):
        document = PlainText().read((CORPORA / path).read_text(encoding="utf-8"), path)
        paragraphs = [segment.target.text for segment in document.segments]
        sides.append([text[slice(*place)] for text in paragraphs for place in sentences(text, language)])
    pairs = zip(cycle(sides[0]), cycle(sides[1]), cycle(PLANTS), strict=False)
    return [(source + plant[0], target + plant[1]) for source, target, plant in islice(pairs, most)]


def write(form: Format, pairs: list[tuple[str, str]], path: Path) -> dict[str, tuple[int, int]]:
    """Write a file; return where in it the translation of each entry stands."""
    parts, places, position = [form.head], {}, len(form.head)
    for number, (source, target) in enumerate(pairs, start=1):
        before, after = form.entry(number, source)
        text = form.quote(target)
        start = position + len(before)
        places[str(number)] = (start, start + len(text))
        parts += (before, text, after)
        position = start + len(text) + len(after)
    path.write_text("".join((*parts, form.tail)), encoding="utf-8", newline="")
    return places


def wrong(findings: list[dict[str, object]], content: str, places: dict[str, tuple[int, int]]) -> Iterator[object]:
    """Yield the findings that do not stand where they say."""
    lines = content.split("\n")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    for finding in findings:
        line, column, text = int(str(finding["line"])), int(str(finding["column"])), str(finding["text"])
        offset = starts[line - 1] + column - 1
        low, high = places[str(finding["segment"]).partition(":")[0]]
        inside = low <= offset and offset + len(text) <= high
        if not (inside and content.startswith(text, offset) and offset == finding["start"]):
            yield finding


class Used(NamedTuple):
    """What a command took: its exit code, seconds of the processor, and the most memory, in MB, that was resident."""

    code: int
    seconds: float
    peak: float


def measured(command: list[str]) -> Used:
    """Run a command and measure it."""
    output = subprocess.run([sys.executable, "-I", "-c", STARTER, *command], capture_output=True, check=True).stdout
    return Used(*json.loads(output))


def main() -> None:
    """Measure each format."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--entries", type=int, default=10_000)
    parser.add_argument("--formats", nargs="+", choices=FORMATS, default=list(FORMATS))
    parser.add_argument("--pofilter")
    parser.add_argument("--l10n-lint")
    asked = parser.parse_args()
    pairs = texts(asked.entries)
    print("| format | entries | file MB | checker | s | peak MB | findings | misplaced |")
    print("|---|---|---|---|---|---|---|---|")
    for name in asked.formats:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / FORMATS[name].name
            places = write(FORMATS[name], pairs, path)
            if name == "json":
                write(FORMATS[name], [(target, source) for source, target in pairs], Path(folder) / SOURCES)
            front = f"| {name} | {len(pairs):,} | {path.stat().st_size / 2**20:.1f} |"
            print(front, own(name, path, places))
            if asked.pofilter and name == "po":
                print(front, pofilter(asked.pofilter, path))
            if asked.l10n_lint and name != "tmx":
                print(front, l10n_lint(asked.l10n_lint, name, path))


def own(name: str, path: Path, places: dict[str, tuple[int, int]]) -> str:
    """Read, check and read back one file."""
    report = path.with_name("report.json")
    command = [*CHECK, str(path), "-o", f"json:{report}"]
    if name == "json":
        command += ["-s", str(path.with_name(SOURCES))]
    used = measured(command)
    assert used.code in (0, 1), used
    read = float(subprocess.run([sys.executable, "-c", READ, str(path)], capture_output=True, check=True).stdout)
    findings = json.loads(report.read_text(encoding="utf-8"))["findings"]
    bad = list(wrong(findings, path.read_bytes().decode("utf-8"), places))
    for finding in bad[:3]:
        print(finding, file=sys.stderr)
    checker = f"qa (reading: {read:.2f} s)"
    return f"{checker} | {used.seconds:.1f} | {used.peak:.0f} | {len(findings):,} | {len(bad):,} |"


def pofilter(program: str, path: Path) -> str:
    """Check a PO file with pofilter, which writes what it finds into a copy of the file."""
    output = path.with_name("pofilter.po")
    used = measured([program, "--progress=none", "--language=en", str(path), str(output)])
    found = output.read_text(encoding="utf-8").count("(pofilter)")
    return f"pofilter | {used.seconds:.1f} | {used.peak:.0f} | {found:,} | |"


def l10n_lint(program: str, name: str, path: Path) -> str:
    """Check a file with l10n-lint."""
    output = path.with_name("lint.json")
    command = [program, "--format", "json", "--output", str(output), str(path)]
    used = measured([*command, "--reference", str(path.with_name(SOURCES))] if name == "json" else command)
    found = json.loads(output.read_text(encoding="utf-8"))["issues"]
    return f"l10n-lint | {used.seconds:.1f} | {used.peak:.0f} | {len(found):,} | |"


if __name__ == "__main__":
    main()
