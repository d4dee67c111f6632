"""How surely files that are broken as a whole are told in one finding, and how often good ones are said to be.

    python -m benchmarks.broken_files --shared ../shared [--size 50] [--show de]

Files of `--size` lines of NTREX in 28 languages (news from English, CC BY-SA 4.0) are broken in several ways, and
checked with the English source; the learned judge is turned off. Prints for each way the share of files of which one
finding tells just that, how many findings there are beside it in the mean, and the languages that were missed. Good
files are the lines as they are, and the translations of TICO-19 (CC0).
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.false_alarms import LANGUAGES
from qa.config.settings import Settings
from qa.core.documents import Document, Segment
from qa.core.findings import FILE, dimension
from qa.core.passage import Passage
from qa.inputs.opened import Opened
from qa.run.examine import examine

Rows = list[tuple[str, str]]


def _shifted(source: list[str], target: list[str]) -> Rows:
    return list(zip(source, target, strict=False))


WAYS: dict[str, tuple[str, Callable[[list[str], list[str]], Rows]]] = {
    "a source line lost": ("misaligned", lambda s, t: _shifted(s[: len(s) // 3] + s[len(s) // 3 + 1 :], t)),
    "a source line doubled": ("misaligned", lambda s, t: _shifted(s[: len(s) // 3] + s[len(s) // 3 - 1 :], t)),
    "a translation lost": ("misaligned", lambda s, t: _shifted(s, t[: len(t) // 3] + t[len(t) // 3 + 1 :])),
    "the columns exchanged": ("wrong-language", lambda s, t: _shifted(t, s)),
    "nothing translated": ("wrong-language", lambda s, _: _shifted(s, s)),
    "half without translation": ("missing-translations", lambda s, t: _shifted(s, t[::2] + [""] * len(t[1::2]))),
    "read in Windows-1252": ("wrong-encoding", lambda s, t: _shifted(s, list(map(_misread, t)))),
}


def _misread(text: str) -> str:
    """Return the text as programs show UTF-8 that they take for Windows-1252."""
    return "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in text.encode())


def checks_of(rows: Rows, language: str) -> list[tuple[str, str]]:
    """Return the check and the category of each finding in a table of such rows."""
    segments = []
    start = 0
    for number, (source, target) in enumerate(rows):
        passage = Passage(target, "text", start)
        segments.append(Segment(str(number), passage, (), Passage(source, "source"), language, "en", number))
        start += len(target) + 1
    content = "\n".join(target for _, target in rows)
    document = Document("text", content, tuple(segments), bilingual=True, language=language, source_language="en")
    report = examine(Opened(document), Settings(model=("none",)), scored=False)
    return [(finding.check, finding.category) for finding in report.findings]


@dataclass
class Way:
    """What came of the files that were broken in one way."""

    told: int = 0
    files: int = 0
    beside: int = 0
    missed: Counter[str] = field(default_factory=Counter)

    def add(self, check: str, found: list[str], language: str) -> None:
        """Count one file, in which checks found what they should or not."""
        self.files += 1
        self.told += found.count(check) == 1
        self.beside += len(found) - found.count(check)
        self.missed.update([language] * (check not in found))


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--size", type=int, default=50)
    parser.add_argument("--files", type=int, default=2, help="how many files of each language")
    parser.add_argument("--show", help="only this language")
    options = parser.parse_args()
    folder = options.shared / "data" / "dev"
    ways: dict[str, Way] = defaultdict(Way)
    called = []
    english = _lines(folder / "ntrex" / "eng-US.txt.gz")
    for name, language in LANGUAGES.items():
        if language == "en" or options.show not in (None, language):
            continue
        translated = _lines(folder / "ntrex" / f"{name}.txt.gz")
        for start in range(0, options.files * options.size, options.size):
            source, target = (side[start : start + options.size] for side in (english, translated))
            other = english[start + 500 : start + 500 + options.size]
            broken = {way: (check, made(source, target)) for way, (check, made) in WAYS.items()}
            broken["the source of another text"] = ("misaligned", _shifted(other, target))
            for way, (check, rows) in broken.items():
                ways[way].add(check, [own for own, _ in checks_of(rows, language)], language)
            called.append(_is_called_broken(_shifted(source, target), language))
    for language, rows in {} if options.show else _tico(folder / "tico19_parallel.jsonl.gz").items():
        called.append(_is_called_broken(rows, language))
        if called[-1]:
            print(f"TICO-19 {language}: said to be broken")
    for name, way in ways.items():
        share, beside = 100 * way.told / way.files, way.beside / way.files
        print(f"{name:28} {share:5.1f} % of {way.files}, {beside:4.1f} other findings, missed {dict(way.missed)}")
    print(f"{sum(called)} of {len(called)} good files are said to be broken")


def _is_called_broken(rows: Rows, language: str) -> bool:
    return any(dimension(category) == FILE for _, category in checks_of(rows, language))


def _lines(path: Path) -> list[str]:
    return gzip.decompress(path.read_bytes()).decode("utf-8").splitlines()


def _tico(path: Path) -> dict[str, Rows]:
    rows: dict[str, Rows] = defaultdict(list)
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            texts = (" ".join(row[name].split()) for name in ("source", "reference"))
            rows[row["lp"].split("-", 1)[1].replace("es-LA", "es-419")].append(tuple(texts))  # type: ignore[arg-type]
    return rows


if __name__ == "__main__":
    main()
