"""Learn how long texts are in each language beside English, the table `qa/lang/lexicon/lengths.tsv`.

    python -m benchmarks.train.lengths --data ../shared/data/train

For each language, the table holds the median of the logarithm of the translation's length over that of the English
text, in characters without spaces; a pair without English is the difference of two rows. The row of a
script (`Latn`) is the mean of its languages, for languages that the data lacks. The row `spread` holds the two
numbers of its standard deviation, `a * length ** b`, fitted to good translations. Runs in a minute.

Data: human references of WMT (news, talks and biomedical abstracts) and post-edits of MLQE-PE (CC0).
"""

from __future__ import annotations

import argparse
import gzip
import json
import math
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from statistics import fmean, median

import icu
import numpy as np

from qa.lang.lengths import text_length

SHORTEST, LEAST = 5, 100


def pairs(folder: Path) -> Iterator[tuple[str, str, str, str]]:
    """Yield source language, target language, source and good translation, each once."""
    seen: set[tuple[str, str]] = set()
    for path in sorted(folder.glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for row in map(json.loads, lines):
                source = row.get("source", "").strip()
                good = [*row.get("references", {}).values(), row.get("post_edit", "")]
                languages = row["lp"].split("-")
                for text in filter(None, map(str.strip, good)):
                    if (source, text) not in seen and min(len(source), len(text)) >= SHORTEST:
                        seen.add((source, text))
                        yield languages[0], languages[1], source, text


def learn(folder: Path) -> list[tuple[str, ...]]:
    """Return the rows of the table."""
    ratios: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for first, second, source, text in pairs(folder):
        length = text_length(source)
        ratio = math.log(text_length(text) / length)
        if "en" in (first, second):
            other, sign = (second, 1) if first == "en" else (first, -1)
            ratios[other].append((length, sign * ratio))
    ratios = {language: found for language, found in ratios.items() if len(found) >= LEAST}
    middle = {language: median(ratio for _, ratio in found) for language, found in ratios.items()} | {"en": 0.0}
    scripts: dict[str, list[float]] = defaultdict(list)
    for language, value in middle.items():
        likely = icu.Locale(language)
        likely.addLikelySubtags()
        scripts[likely.getScript()].append(value)
    rows = [(language, f"{value:.3f}") for language, value in sorted(middle.items())]
    rows += [(script, f"{fmean(values):.3f}") for script, values in sorted(scripts.items())]
    return [*rows, ("spread", *(f"{value:.4f}" for value in spread(ratios, middle)))]


def spread(ratios: dict[str, list[tuple[int, float]]], middle: dict[str, float]) -> tuple[float, float]:
    """Fit a and b of the standard deviation to the median absolute deviations of texts of like length."""
    bands: dict[int, list[tuple[int, float]]] = defaultdict(list)
    for language, found in ratios.items():
        for length, ratio in found:
            bands[int(2 * math.log2(length))].append((length, abs(ratio - middle[language])))
    full = [band for band in bands.values() if len(band) >= LEAST]
    lengths = [math.log(median(length for length, _ in band)) for band in full]
    deviations = [math.log(1.4826 * median(off for _, off in band)) for band in full]
    slope, constant = np.polyfit(lengths, deviations, 1, w=[math.sqrt(len(band)) for band in full])
    return math.exp(constant), float(slope)


def main() -> None:
    """Write the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder of JSON lines")
    parser.add_argument("--out", type=Path, default=Path("qa/lang/lexicon/lengths.tsv"))
    options = parser.parse_args()
    text = "".join("\t".join(row) + "\n" for row in learn(options.data))
    options.out.write_text(text, encoding="utf-8")
    print(text, end="")


if __name__ == "__main__":
    main()
