"""Learn which frequent words do not follow each other: `qa/lang/neighbours_of`.

    python -m benchmarks.train.neighbours --shared ../shared

For each language with at least 250,000 characters: of the 200 most frequent words, the pairs that are seen far more
rarely than the frequencies of the two words let expect. Written down is the natural logarithm of expected over seen
(0.3 added to both, 1.5 taken off before a comma or a full stop, where styles differ), rounded down, from 3 on. Two
minutes on one core; the same input gives the same files.

Data: Common Voice sentences (CC0), Universal Dependencies treebanks (CC BY-SA 4.0), and the sources and human
references of `train/`: bio-mqm-dataset (Apache-2.0, Amazon), WMT MQM (Apache-2.0, Google), MLQE-PE (CC0). The files
are counts learned from them.
"""

from __future__ import annotations

import argparse
import gzip
import json
import math
from collections import Counter, defaultdict
from pathlib import Path

from qa.lang.neighbours import adjacent
from qa.lang.words import words

LEAST_CHARACTERS, FREQUENT, SMOOTHING, LEAST_LEVEL, MARK, FEWEST = 250_000, 200, 0.3, 3, 1.5, 10


def learn(sentences: list[str], language: str) -> list[str]:
    """Return the lines of the file of a language."""
    counts = Counter(word.text for sentence in sentences for word in words(sentence, language))
    common = [word for word, _ in counts.most_common(FREQUENT) if word.isalpha()]
    frequent = [word for word in common if word == word.lower() or len(word) == 1]
    first: Counter[str] = Counter()
    second: Counter[str] = Counter()
    both: Counter[tuple[str, str]] = Counter()
    for sentence in sentences:
        for pair in adjacent(sentence, language):
            first[pair.first] += 1
            second[pair.second] += 1
            both[pair.first, pair.second] += 1
    total = sum(both.values())
    lines: dict[tuple[str, int], list[str]] = defaultdict(list)
    for one in frequent:
        for other in sorted({*frequent, ",", "."} - {one}):
            expected = first[one] * second[other] / total
            ratio = math.log((expected + SMOOTHING) / (both[one, other] + SMOOTHING)) - MARK * (other in ",.")
            if ratio >= LEAST_LEVEL:
                lines[one, int(ratio)].append(other)
    return [" ".join([one, str(level), *others]) for (one, level), others in sorted(lines.items())]


def translated_text(folder: Path) -> dict[str, set[str]]:
    """Return the sources and references of the annotated translations, by language."""
    found: dict[str, set[str]] = defaultdict(set)
    for path in sorted(folder.glob("*.jsonl.gz")):
        for line in gzip.decompress(path.read_bytes()).decode("utf-8").splitlines():
            row = json.loads(line)
            source, _, target = row["lp"].partition("-")
            found[source].add(row["source"])
            found[target.partition("_")[0]].update(row.get("references", {}).values())
    return found


def main() -> None:
    """Write one file for each language."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=Path("qa/lang/neighbours_of"))
    options = parser.parse_args()
    more = translated_text(options.shared / "data" / "train")
    for path in sorted((options.shared / "data" / "text" / "mono").glob("*.txt.gz")):
        language = path.name.removesuffix(".txt.gz")
        sentences = gzip.decompress(path.read_bytes()).decode("utf-8").splitlines()
        sentences += sorted(more[language.partition("-")[0]])
        if sum(map(len, sentences)) < LEAST_CHARACTERS:
            continue
        lines = learn(sentences, language)
        if sum(line.count(" ") - 1 for line in lines) >= FEWEST:
            (options.out / f"{language}.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
