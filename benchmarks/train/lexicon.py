"""Learn the word lists in `qa/lang/lexicon` from sentences of each language.

    python -m benchmarks.train.lexicon --text ../shared/data/text/mono

For each language `NAME.txt.gz` (one sentence a line), `qa/lang/lexicon/NAME.txt` holds in its first line the 120 most
frequent words, and in the lines that follow, the most frequent first, up to 3,000 words that are written in lower case
wherever the position in the sentence does not ask for a capital: at least 5 times inside a sentence, of these at least
98 % in lower case. Scripts without capitals have only the first line. Runs in half a minute on one core; the same
input gives the same lists.

Data: Common Voice sentences (CC0) and Universal Dependencies treebanks (CC BY-SA 4.0). The lists are counts learned
from them.
"""

from __future__ import annotations

import argparse
import gzip
from collections import Counter
from pathlib import Path

from qa.lang.words import words

LEAST, SHARE, MOST, FREQUENT = 5, 0.98, 3000, 120


def learn(path: Path, language: str) -> list[str]:
    """Return the lines of one language's list."""
    lower: Counter[str] = Counter()
    every: Counter[str] = Counter()
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            for word in words(line.strip(), language)[1:]:
                if not word.is_number:
                    folded = word.text.lower()
                    every[folded] += 1
                    lower[folded] += word.text == folded
    ranked = sorted(every.items(), key=lambda pair: (-pair[1], pair[0]))
    usual = [word for word, count in ranked if word.upper() != word and count >= LEAST and lower[word] >= SHARE * count]
    return [" ".join(word for word, _ in ranked[:FREQUENT]), *usual[:MOST]]


def main() -> None:
    """Write one list for each language."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--text", type=Path, required=True, help="folder of LANG.txt.gz files")
    parser.add_argument("--out", type=Path, default=Path("qa/lang/lexicon"))
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    for path in sorted(options.text.glob("*.txt.gz")):
        language = path.name.removesuffix(".txt.gz")
        found = learn(path, language)
        (options.out / f"{language}.txt").write_text("\n".join(found) + "\n", encoding="utf-8")
        print(f"{language}: {len(found)}")


if __name__ == "__main__":
    main()
