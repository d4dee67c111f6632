"""Measures how well sentences are aligned after lines of parallel texts were merged, split, dropped and moved.

Run: python -m benchmarks.alignment --shared PATH [--languages fra,jpn] [--seed 1] [--encoder]

PATH/data/dev holds ntrex/*.txt.gz (NTREX-128: translations line by line) and *.jsonl.gz (WMT 2020 and 2021 with human
judgements: several translations of one source). Nothing of it is part of this project. A gold link is a pair of
sentences that hold parts of the same line; a bead counts as all links between its two sides.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from qa.align.sentences import align
from qa.align.similarity import Vectors
from qa.core.passage import Passage
from qa.models.sentence_vectors import sentence_sums

_BREAK = re.compile(r"[,;:،؛、，；]\s*|\s[–—-]\s")
_CODES = {"zho-CN": "zh", "eng-US": "en", "arb": "ar", "ben": "bn", "bul": "bg", "ces": "cs", "deu": "de", "ell": "el",
          "fas": "fa", "fin": "fi", "fra": "fr", "heb": "he", "hin": "hi", "hun": "hu", "ind": "id", "ita": "it",
          "jpn": "ja", "kor": "ko", "nld": "nl", "pol": "pl", "por": "pt", "ron": "ro", "rus": "ru", "spa": "es",
          "swe": "sv", "tha": "th", "tur": "tr", "ukr": "uk", "vie": "vi"}  # fmt: skip
_DROP, _MERGE, _SPLIT, _MOVE = 0.05, 0.08, 0.06, 0.03
_FARTHEST = 3
Unit = tuple[str, frozenset[int]]
Pair = tuple[str, str, str, list[str], list[str]]


def disturb(lines: Sequence[str], chance: random.Random) -> list[Unit]:
    """Drop, merge, split and move lines; return the sentences made, each with the lines that it comes from."""
    made: list[Unit] = []
    for number, line in enumerate(lines):
        draw = chance.random()
        middle = [match.end() for match in _BREAK.finditer(line) if 0.3 < match.end() / len(line) < 0.7]
        if draw < _DROP:
            continue
        if draw < _DROP + _MERGE and made:
            text, numbers = made[-1]
            made[-1] = (f"{text} {line}", numbers | {number})
        elif draw < _DROP + _MERGE + _SPLIT and middle:
            made += [(line[: middle[0]].strip(), frozenset({number})), (line[middle[0] :], frozenset({number}))]
        elif draw > 1 - _MOVE:
            made.insert(max(0, len(made) - chance.randint(1, _FARTHEST)), (line, frozenset({number})))
        else:
            made.append((line, frozenset({number})))
    return made


def passages(units: Sequence[Unit]) -> list[Passage]:
    """Return the sentences as passages of one text, each on a paragraph of its own."""
    found = []
    start = 0
    for text, _ in units:
        found.append(Passage(text, "", start))
        start += len(text) + 2
    return found


def measure(pair: Pair, seed: int, vectors: Vectors | None) -> tuple[int, int, int, int, float]:
    """Align a disturbed pair; return links found, gold and right, the number of sentences, and the seconds taken."""
    chance = random.Random(seed)
    target, other = disturb(pair[3], chance), disturb(pair[4], chance)
    gold = {(i, j) for i, (_, a) in enumerate(target) for j, (_, b) in enumerate(other) if a & b}
    start = time.perf_counter()
    beads = align(passages(target), passages(other), pair[1], pair[2], vectors)
    taken = time.perf_counter() - start
    found = {(i, j) for bead in beads for i in bead.target for j in bead.other}
    return len(found), len(gold), len(found & gold), len(target) + len(other), taken


def ntrex(folder: Path, languages: Sequence[str]) -> Iterator[Pair]:
    """Yield English against each translation of it."""
    english = _lines(folder / "eng-US.txt.gz")
    for path in sorted(folder.glob("*.txt.gz")):
        name = path.name.removesuffix(".txt.gz")
        if name in _CODES and name != "eng-US" and (not languages or name in languages):
            yield f"ntrex {name} / eng", _CODES[name], "en", _lines(path), english


def paraphrases(path: Path) -> Iterator[Pair]:
    """Yield, for each document of a judged set, a system's translation against a human one, and two human ones."""
    rows: dict[tuple[str, str], dict[str, dict[str, str]]] = {}
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if row.get("references") and row.get("mt"):
                document = rows.setdefault((row["lp"].partition("-")[2], row["doc"]), {})
                document.setdefault(str(row["seg_id"]).zfill(6), row["references"] | {"mt": row["mt"]})
    for (language, _), segments in sorted(rows.items()):
        names = sorted(set.intersection(*(set(texts) for texts in segments.values())))
        for name in names[: len(names) - 1] if len(segments) > 7 else []:
            ordered = [segments[key] for key in sorted(segments)]
            first, second = [t[names[-1]] for t in ordered], [t[name] for t in ordered]
            yield f"{path.name.split('.')[0]} {language} {names[-1]} / {name}", language, language, first, second


def _lines(path: Path) -> list[str]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [line.strip() for line in lines]


def main() -> None:
    """Print a table of precision, recall, F1 and speed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--languages", default="")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--encoder", action="store_true", help="with the encoder of the extra estimate")
    options = parser.parse_args()
    languages = [name for name in options.languages.split(",") if name]
    sets = ("wmt20_21_mqm_avg", "wmt21_ted_mqm", "bio_mqm")
    pairs = [pair for name in sets for pair in paraphrases(options.shared / "data" / "dev" / f"{name}.jsonl.gz")]
    sums: dict[str, list[float]] = {}
    for pair in [*pairs, *ntrex(options.shared / "data" / "dev" / "ntrex", languages)]:
        total = sums.setdefault(pair[0], [0.0] * 5)
        sums[pair[0]] = [
            old + new
            for old, new in zip(
                total, measure(pair, options.seed, sentence_sums if options.encoder else None), strict=True
            )
        ]
    print(f"{'texts':<44}{'sentences':>10}{'precision':>11}{'recall':>9}{'F1':>9}{'sent./s':>9}")
    for name, (found, gold, right, count, taken) in sums.items():
        precision, recall = right / max(found, 1), right / max(gold, 1)
        score = 2 * precision * recall / max(precision + recall, 1e-9)
        print(f"{name:<44}{count:>10.0f}{precision:>11.3f}{recall:>9.3f}{score:>9.3f}{count / taken:>9.0f}")


if __name__ == "__main__":
    main()
