"""How often a sentence scores higher in fluency than the same sentence with a fault.

    python -m benchmarks.fluency --shared ../shared [--language de,fr] > benchmarks/fluency.md
    python -m benchmarks.fluency --shared ../shared --model estimator      # joined with the learned judge
    python -m benchmarks.fluency --shared ../shared --model causal-lm:PATH --most 15       # a model of one's own

Per language: sentences of Common Voice and Universal Dependencies that no model has learned from (a tenth), with two
words exchanged, a word left out, a wrong capital or small letter, two words glued together, and a wrong ending; the
kinds that a script does not have are left out. Then Ukrainian sentences with the corrections of their editors (UA-GEC,
CC BY 4.0), planted errors in English (DEMETR, MIT), and the time. `--most` takes fewer pairs of each kind, which a
large model needs: the figures of single languages mean little then, their means do. UA-GEC and
DEMETR come with all languages, or with uk and en alone. The tables are Markdown; benchmarks/fluency.md is what was
printed last, benchmarks/fluency_gemma.md what Gemma 3 270M came to with `--most 30`, without DEMETR.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import time
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from statistics import mean
from typing import Any

from benchmarks.spoiled import KINDS, MEASURED, Spoiler, part, sentences
from qa.core.documents import Segment
from qa.core.passage import Passage
from qa.metrics.fluency import Fluency
from qa.models.named import split
from qa.models.ngrams import language_model
from qa.run.supply import MODEL as JUDGE

MOST, FEWEST = 400, 40
# Sentences whose words serve to spoil others, where few are measured.
FEW = 5000
ASKED = [kind for kind in KINDS if kind not in ("added", "mistyped", "comma")]
Pairs = list[tuple[str, str]]


def scores(metric: Fluency, texts: list[str], language: str) -> list[float]:
    """Return the fluency of each text."""
    segments = [Segment(str(number), Passage(text), target_lang=language) for number, text in enumerate(texts)]
    return [metric.finish(row) for row in metric.rows(segments)]


def share(metric: Fluency, pairs: Pairs, language: str) -> float:
    """Return the share of pairs whose first text scores higher, a tie counting as a miss."""
    better, worse = (scores(metric, [pair[side] for pair in pairs], language) for side in (0, 1))
    return mean(one > other for one, other in zip(better, worse, strict=True))


def planted(metric: Fluency, path: Path, language: str, most: int) -> dict[str, float]:
    """Return the share for each kind of fault in sentences that were left out of training."""
    lines = sentences(path)
    held = [line for line in lines if part(line) == MEASURED][:most]
    others = [line for line in lines if part(line) != MEASURED]
    spoiler = Spoiler(others if most >= MOST else others[:FEW], language)
    pairs = {kind: [(line, bad) for line in held if (bad := spoiler.spoil(kind, line))] for kind in ASKED}
    texts = list(dict.fromkeys(text for own in pairs.values() for pair in own for text in pair))
    score = dict(zip(texts, scores(metric, texts, language), strict=True))
    return {
        kind: mean(score[good] > score[bad] for good, bad in own)
        for kind, own in pairs.items()
        if len(own) >= min(FEWEST, most / 2)
    }


def rows(path: Path) -> list[dict[str, Any]]:
    """Return the rows of a gzipped file of JSON lines."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def corrected(path: Path) -> Pairs:
    """Return the corrected sentences of UA-GEC with their originals."""
    return [
        (row["corrections"][0], row["text"])
        for row in rows(path)
        if row["corrections"][0] != row["text"] and len(row["text"]) >= 20
    ]


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--language", default="", help="only these files of text/mono, commas between")
    parser.add_argument("--model", default="", help=f"{JUDGE}, causal-lm:PATH or masked-lm:PATH")
    parser.add_argument("--most", type=int, default=MOST, help="at most so many sentences of each kind")
    options = parser.parse_args()
    data = options.shared / "data"
    kind, path = split(options.model)
    metric = Fluency(path, kind if path else "", judge=options.model == JUDGE)
    only = options.language.split(",") if options.language else []
    print("# Fluency: how often the better sentence scores higher, in per cent\n")
    print_planted(metric, data / "text" / "mono", only, options.most)
    if only in ([], ["uk"]):
        pairs = corrected(data / "dev" / "ua_gec.jsonl.gz")
        if options.most < MOST:
            pairs = random.Random(1).sample(pairs, 10 * options.most)
        print(f"\nUA-GEC: {100 * share(metric, pairs, 'uk'):.1f} of {len(pairs)} corrected sentences\n", flush=True)
    if only in ([], ["en"]):
        print_demetr(metric, data / "dev" / "demetr.jsonl.gz", options.most)
    if not only and not options.model:
        print_speed(data / "text" / "mono")


def print_planted(metric: Fluency, folder: Path, only: list[str], most: int) -> None:
    """Print the share for each language and kind, the means, and in how many languages 80 % are reached."""
    columns = (*ASKED, "mean")
    print_line("language", columns)
    print_line("---", ["---:"] * len(columns))
    table = []
    for file in sorted(folder.glob("*.txt.gz")):
        language = file.name.removesuffix(".txt.gz")
        if (only and language not in only) or not metric.covers(language):
            continue
        found = planted(metric, file, language, most)
        if found:
            table.append(found | {"mean": mean(found.values())})
            print_line(language, [f"{100 * table[-1][kind]:.0f}" if kind in table[-1] else "" for kind in columns])
    by_kind = [[found[kind] for found in table if kind in found] for kind in columns]
    print_line("mean", [f"{100 * mean(values):.1f}" if values else "" for values in by_kind])
    print_line("80 and more", [f"{sum(value >= 0.8 for value in values)} of {len(values)}" for values in by_kind])


def print_line(name: str, cells: Sequence[str]) -> None:
    """Print one line of the table."""
    print("|", " | ".join((name, *cells)), "|", flush=True)


def print_demetr(metric: Fluency, path: Path, most: int) -> None:
    """Print the share for each kind of planted error, English."""
    groups: dict[str, Pairs] = defaultdict(list)
    for row in rows(path):
        if row["mt"] != row["mt_good"]:
            groups[row["pert_desc"]].append((row["mt_good"], row["mt"]))
    print("DEMETR, a translation and itself with an error:\n")
    print_line("error", ("pairs", "share"))
    print_line("---", ("---:", "---:"))
    for kind, pairs in sorted(groups.items()):
        some = pairs[:most] if most < MOST else pairs
        print_line(kind, (str(len(some)), f"{100 * share(metric, some, 'en'):.0f}"))


def print_speed(folder: Path) -> None:
    """Print the sentences a second, and how long a model takes to load, in processor time."""
    language_model.cache_clear()
    start = time.process_time()
    for language in ("de", "fr", "tr", "uk"):
        language_model(language)
    loaded = (time.process_time() - start) / 4
    texts = sentences(folder / "en.txt.gz")[:20_000]
    scores(Fluency(), texts[:100], "en")
    start = time.process_time()
    scores(Fluency(), texts, "en")
    seconds = time.process_time() - start
    length = mean(map(len, texts))
    print(
        f"\n{len(texts) / seconds:,.0f} sentences of {length:.0f} characters a second of one core; "
        f"a model loads in {loaded * 1000:.1f} ms"
    )


if __name__ == "__main__":
    main()
