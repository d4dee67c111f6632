"""Learn the language models in `qa/models/ngrams`.

    python -m benchmarks.train.ngrams --text ../shared/data/text/mono

For each language with at least 60,000 characters: counts of sequences of one to six characters (those seen once left
out) and of one to three words and endings, and the words known, the most frequent 235,000 of all these (90,000 where
wordfreq has no list). Words of the `wordfreq` lists are known too, and so are their characters. A tenth of the
sentences is left out to be measured (benchmarks/fluency.py); of another tenth the weights are learned that tell
sentences from spoiled ones best (one logistic regression for all languages, each language and kind of fault counting
the same), and the mean and the spread of ordinary sentences. Three minutes on one core; seed 11, the same input gives
the same files.

Data: Common Voice sentences (CC0), Universal Dependencies treebanks (CC BY-SA 4.0), word frequencies of wordfreq
(CC BY-SA 4.0). The files are counts learned from them.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
import numpy.typing as npt
import wordfreq

from benchmarks.spoiled import KINDS, MEASURED, WEIGHED, Spoiler, part, sentences
from qa.models.ngrams import (
    FREQUENT,
    KNOWN,
    MEASURES,
    LanguageModel,
    character_sequences,
    ending_sequences,
    mixed_sequences,
    vocabulary,
)
from qa.models.sealed_counts import seal
from qa.models.sequences import Hashes, Texts, divide

LEAST_CHARACTERS, FREQUENT_WORDS, LISTED_WORDS, WEIGHED_SENTENCES = 60_000, 1500, 20_000, 300
# How many counts a language may keep: with a word list of its own, and without.
WITH_LIST, WITHOUT_LIST = 235_000, 90_000
SEED, RIDGE = 11, 1e-3
Array = npt.NDArray[np.float64]
Counts = tuple[Hashes, npt.NDArray[np.int64]]


def learn(learned: list[str], language: str) -> LanguageModel:
    """Return the model of these sentences, its mean and spread yet unknown."""
    texts = divide(learned)
    listed = divide(_listed(language))
    kinds, seen = np.unique(texts.words[texts.word_text >= 0], return_counts=True)
    least = np.sort(seen)[::-1][min(FREQUENT_WORDS, len(seen) - 1)]
    frequent = kinds[seen >= max(3, least)]
    known = np.union1d(kinds, listed.words[listed.is_word])
    words: Counts = (vocabulary(known), np.where(np.isin(known, frequent), FREQUENT, KNOWN))
    characters = [
        _counted(np.concatenate((one, two[_within(listed, order)])), 2)
        for order, (one, two) in enumerate(zip(character_sequences(texts), character_sequences(listed), strict=True))
    ]
    of_words = [*mixed_sequences(texts, np.isin(texts.words, frequent)), *ending_sequences(texts)]
    most = WITH_LIST if listed.is_word.any() else WITHOUT_LIST
    keys, counts = _most_frequent([words, *characters, *(_counted(keys, 1) for keys in of_words)], most)
    return LanguageModel(seal(keys, counts), float(len(texts.characters)), float(len(texts.words)), 0.0, 1.0)


def _listed(language: str) -> list[str]:
    """Return the most frequent words of a language by wordfreq, none where it knows none."""
    code = language.partition("-")[0]
    found = wordfreq.top_n_list(code, LISTED_WORDS) if code in wordfreq.available_languages() else []
    return [f" {word} " for word in found] or [" "]


def _within(texts: Texts, order: int) -> npt.NDArray[np.bool_]:
    """Say which sequences of `order` and one more characters lie within one text."""
    within = texts.characters != np.uint64(ord("\n"))
    inside = within.copy()
    for back in range(1, order + 1):
        inside[back:] &= within[:-back]
    return np.asarray(inside)


def _counted(keys: Hashes, least: int) -> Counts:
    values, counts = np.unique(keys, return_counts=True)
    return values[counts >= least], counts[counts >= least]


def _most_frequent(parts: list[Counts], most: int) -> Counts:
    """Return the words, and of the rest the most frequent sequences, as many as may be kept."""
    keys = np.concatenate([keys for keys, _ in parts])
    counts = np.concatenate([counts for _, counts in parts])
    rank = counts.astype(np.float64)
    rank[: len(parts[0][0])] = np.inf
    keys, first = np.unique(keys, return_index=True)
    counts, rank = counts[first], rank[first]
    kept = np.sort(np.argsort(-rank, kind="stable")[:most])
    return keys[kept], counts[kept]


def differences(model: LanguageModel, weighed: list[str], spoiler: Spoiler) -> list[Array]:
    """Return for each kind of fault by how much the sentences' measures a character exceed the spoiled ones'."""
    found = []
    for kind in KINDS:
        pairs = [(line, bad) for line in weighed[:WEIGHED_SENTENCES] if (bad := spoiler.spoil(kind, line))]
        if len(pairs) >= 20:
            good, bad = (model.measure([pair[side] for pair in pairs]) for side in (0, 1))
            found.append(good[0] / good[1][:, None] - bad[0] / bad[1][:, None])
    return found


def regression(groups: list[Array]) -> Array:
    """Return the weights that make the differences positive, each group counting the same (Newton's method)."""
    rows = np.concatenate(groups)
    share = np.concatenate([np.full(len(group), 1 / len(group) / len(groups)) for group in groups])
    scale = np.sqrt((rows**2).mean(axis=0))
    rows = rows / scale
    found = np.zeros(rows.shape[1])
    for _ in range(30):
        doubt = 1 / (1 + np.exp(np.clip(rows @ found, -30, 30)))
        slope = rows.T @ (share * doubt) - RIDGE * found
        curve = (rows * (share * doubt * (1 - doubt))[:, None]).T @ rows + RIDGE * np.eye(len(found))
        found = found + np.linalg.solve(curve, slope)
    return np.asarray(found / scale)


def main() -> None:
    """Write one model for each language, and the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--text", type=Path, required=True, help="folder of LANG.txt.gz files")
    parser.add_argument("--out", type=Path, default=Path("qa/models/ngrams"))
    parser.add_argument("--languages", nargs="*", help="only these")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    models: dict[str, LanguageModel] = {}
    ordinary: dict[str, tuple[Array, Array]] = {}
    groups: list[Array] = []
    for path in sorted(options.text.glob("*.txt.gz")):
        language = path.name.removesuffix(".txt.gz")
        lines = sentences(path)
        if sum(map(len, lines)) < LEAST_CHARACTERS or language not in (options.languages or [language]):
            continue
        learned = [line for line in lines if part(line) not in (MEASURED, WEIGHED)]
        weighed = [line for line in lines if part(line) == WEIGHED]
        models[language] = learn(learned, language)
        ordinary[language] = models[language].measure(weighed)
        groups += differences(models[language], weighed, Spoiler(learned, language, SEED))
        print(f"{language}: {len(learned)} sentences, {models[language].slots.nbytes:,} bytes", flush=True)
    found = regression(groups).round(4)
    (options.out / "weights.json").write_text(json.dumps(dict(zip(MEASURES, found, strict=True)), indent=2) + "\n")
    for language, model in models.items():
        measures, lengths = ordinary[language]
        means = measures @ found / lengths
        numbers = np.array([model.characters, model.words, means.mean(), means.std()])
        np.savez(options.out / f"{language}.npz", slots=model.slots, numbers=numbers)


if __name__ == "__main__":
    main()
