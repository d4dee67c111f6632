"""Time and memory for 10,000 entries of each format, and whether every finding stands where it says.

    python benchmarks/formats.py [--entries 10000] [--formats xliff po tmx json]

The entries are sentences of the articles in `corpora` (Ukrainian as the source, English as the translation; they are
no translations of each other, so that there is much to find), with placeholders, line breaks, quotation marks and signs
that each format writes in a way of its own. Each file is written here, with the place of each translation noted down,
and checked by `qa check -f json` in a process of its own. Then the file is read back: each finding's line and column,
counted anew, must be where the file has the finding's text, and that must be inside the translation of the entry that
the finding names. Times are those of the processor, start-up included; that of reading
alone is measured in this process.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from itertools import cycle, islice
from pathlib import Path
from time import process_time
from typing import NamedTuple
from xml.sax.saxutils import escape

from qa.inputs import Named, read_document
from qa.lang.sentences import sentences
from qa.readers.plain_text import PlainText

CORPORA = Path(__file__).parents[1] / "corpora"
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


def main() -> None:
    """Measure each format."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--entries", type=int, default=10_000)
    parser.add_argument("--formats", nargs="+", choices=FORMATS, default=list(FORMATS))
    asked = parser.parse_args()
    pairs = texts(asked.entries)
    print(f"{asked.entries:,} entries   file MB  read s  check s  peak MB  findings  misplaced")
    for name in asked.formats:
        with tempfile.TemporaryDirectory() as folder:
            measure(name, FORMATS[name], pairs, Path(folder))


def measure(name: str, form: Format, pairs: list[tuple[str, str]], folder: Path) -> None:
    """Write, read, check and read back one format."""
    path, report = folder / form.name, folder / "report.json"
    places = write(form, pairs, path)
    command = [sys.executable, "-m", "qa", "check", str(path), "--no-cache", "-q", "-f", "json", "-o", str(report)]
    if name == "json":
        write(form, [(target, source) for source, target in pairs], folder / "uk.json")
        command += ["-s", str(folder / "uk.json")]
    started = process_time()
    read_document(Named(path))
    read = process_time() - started
    _, status, used = os.wait4(subprocess.Popen(command).pid, 0)
    assert os.waitstatus_to_exitcode(status) in (0, 1), status
    checked, peak = used.ru_utime + used.ru_stime, used.ru_maxrss / 1024
    findings = json.loads(report.read_text(encoding="utf-8"))["findings"]
    bad = list(wrong(findings, path.read_bytes().decode("utf-8"), places))
    size = path.stat().st_size / 2**20
    print(f"{name:14}  {size:7.1f}  {read:6.2f}  {checked:7.1f}  {peak:7.0f}  {len(findings):8,}  {len(bad):9,}")
    for finding in bad[:3]:
        print(f"    {finding}")


if __name__ == "__main__":
    main()
