"""Learn the words that do not end a sentence, the table `qa/lang/lexicon/never_last.tsv`.

    python -m benchmarks.train.never_last --text ../shared/data/text/mono

For each language, the table holds up to 60 words, the most frequent first, that end a sentence in fewer than 3 % of
the cases in which chance would make them end one, where chance would do so at least 25 times: articles and
prepositions in English, other words in languages of another order. Runs in half a minute on one core.

Data: Common Voice sentences (CC0) and Universal Dependencies treebanks (CC BY-SA 4.0). The lists are counts learned
from them.
"""

from __future__ import annotations

import argparse
import gzip
from collections import Counter, defaultdict
from pathlib import Path

from qa.lang.punctuation import ends_sentence
from qa.lang.tags import primary
from qa.lang.words import fold, words

LEAST, SHARE, MOST = 25, 0.03, 60


def learn(paths: list[Path], language: str) -> list[str]:
    """Return the words of one language, the most frequent first."""
    every: Counter[str] = Counter()
    last: Counter[str] = Counter()
    for path in paths:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                found = [fold(word.text) for word in words(line.strip(), language) if not word.is_number]
                if ends_sentence(line.strip()) and len(found) > 2:
                    every.update(found)
                    last[found[-1]] += 1
    chance = last.total() / every.total() if every else 0.0
    ranked = sorted(every.items(), key=lambda pair: (-pair[1], pair[0]))
    return [word for word, n in ranked if n * chance >= LEAST and last[word] < SHARE * n * chance][:MOST]


def main() -> None:
    """Write the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--text", type=Path, required=True, help="folder of LANG.txt.gz files")
    parser.add_argument("--out", type=Path, default=Path("qa/lang/lexicon/never_last.tsv"))
    options = parser.parse_args()
    paths: dict[str, list[Path]] = defaultdict(list)
    for path in sorted(options.text.glob("*.txt.gz")):
        paths[primary(path.name.removesuffix(".txt.gz"))].append(path)
    lists = {language: learn(found, language) for language, found in paths.items()}
    rows = [f"{language}\t{' '.join(found)}\n" for language, found in lists.items() if found]
    options.out.write_text("".join(rows), encoding="utf-8")
    print(f"{len(rows)} languages")


if __name__ == "__main__":
    main()
