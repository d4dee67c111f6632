"""Learn the character models in `qa/models/ngrams`.

    python benchmarks/train/ngrams.py --text ../shared/data/text/mono

For each language with at least 150,000 characters: counts of sequences of one to four characters in all but
every tenth sentence, sequences seen once left out, stored as round(12 * log2(1 + count)) at the place that the hash
gives, the largest count winning. The sentences left out give the mean and the spread of bits per character of ordinary
text. Ten seconds on one core; the same input gives the same files.

Data: Common Voice sentences (CC0) and Universal Dependencies treebanks (CC BY-SA 4.0). The files are counts learned
from them.
"""

from __future__ import annotations

import argparse
import gzip
from pathlib import Path

import numpy as np

from qa.models.ngrams import ORDER, SLOTS, STEP, CharacterModel, hashed

LEAST_CHARACTERS, HELD_OUT, LEAST_COUNT, SHORTEST = 150_000, 10, 2, 20


def learn(sentences: list[str]) -> CharacterModel:
    """Return the model of these sentences."""
    kept = [sentence for number, sentence in enumerate(sentences) if number % HELD_OUT]
    counts = np.zeros(SLOTS, dtype=np.int64)
    keys = hashed("\n".join(["", *kept]))
    for order in range(ORDER):
        values, seen = np.unique(keys[order], return_counts=True)
        often = seen >= LEAST_COUNT
        np.maximum.at(counts, (values[often] % np.uint64(SLOTS)).astype(np.int64), seen[often])
    table = np.minimum(255, np.round(STEP * np.log2(1 + counts))).astype(np.uint8)
    model = CharacterModel(table, float(len(keys[0])), 0.0, 1.0)
    held = [float(model.bits(sentence).mean()) for sentence in sentences[::HELD_OUT] if len(sentence) >= SHORTEST]
    return CharacterModel(table, model.total, float(np.mean(held)), float(np.std(held)))


def main() -> None:
    """Write one model for each language."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--text", type=Path, required=True, help="folder of LANG.txt.gz files")
    parser.add_argument("--out", type=Path, default=Path("qa/models/ngrams"))
    parser.add_argument("--languages", nargs="*", help="only these")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    for path in sorted(options.text.glob("*.txt.gz")):
        language = path.name.removesuffix(".txt.gz")
        sentences = gzip.decompress(path.read_bytes()).decode("utf-8").splitlines()
        if sum(map(len, sentences)) < LEAST_CHARACTERS or language not in (options.languages or [language]):
            continue
        model = learn(sentences)
        numbers = np.array([model.total, model.mean, model.spread])
        np.savez_compressed(options.out / f"{language}.npz", table=model.table, numbers=numbers)
        print(f"{language}: {model.mean:.2f} bits a character, spread {model.spread:.2f}")


if __name__ == "__main__":
    main()
