"""Learn the language models in `qa/models/ngrams`.

    python -m benchmarks.train.ngrams --shared ../shared

For each language with at least 60,000 characters: the known words; the classes of the words, found by
benchmarks/train/classes.py; and counts of sequences of one to six characters (those seen once left out), of one to
three words, endings and classes, and of pairs of an ending and a class, of all these the 172,000 that say most. What a
sequence says is by how many bits it makes the places where it stands less surprising, each place judged by the other
ones. Words of the `wordfreq` lists are known too, and so are their characters.

Counted are sentences of Common Voice and Universal Dependencies and, where they are few, what people wrote in the
training data: references, post-edits and sources. A tenth of the sentences is left out to be measured
(benchmarks/fluency.py). Of another tenth are learned the weights that tell sentences from spoiled ones best, and the
mean and the spread of ordinary sentences: by logistic regression for all languages together, each language and kind of
fault counting the same, and then for each language, drawn towards the weights of all. Three minutes on one core; the
same input gives the same files.

Data: Common Voice sentences (CC0), Universal Dependencies treebanks (CC BY-SA 4.0), word frequencies of wordfreq
(CC BY-SA 4.0), bio-mqm-dataset (Apache-2.0), wmt-mqm-human-evaluation (Apache-2.0), MLQE-PE (CC0). The files are counts
learned from them.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import wordfreq

from benchmarks.spoiled import KINDS, MEASURED, WEIGHED, Spoiler, part, sentences
from benchmarks.train.classes import classes_of
from benchmarks.train.seams import people_wrote
from qa.models.ngrams import (
    CLASSES,
    KNOWN,
    TRUST,
    UNIFORM,
    LanguageModel,
    character_sequences,
    pairs_with_classes,
    vocabulary,
    word_sequences,
)
from qa.models.sealed_counts import level, seal
from qa.models.sequences import Hashes, Texts, divide

LEAST_CHARACTERS, FREQUENT_WORDS, LISTED_WORDS = 60_000, 5000, 20_000
SPOILED_WITH, WEIGHED_SENTENCES, FEWEST_PAIRS, ORDINARY = 10_000, 300, 20, 2000
KEPT, MOST_CHARACTERS = 172_000, 1_500_000
SEED, RIDGE, DRAWN = 11, 1e-3, 0.03
Array = npt.NDArray[np.float64]
Numbers = npt.NDArray[np.int64]
Counts = tuple[Hashes, Numbers, Array]


def learn(learned: list[str], language: str) -> LanguageModel:
    """Return the model of these sentences, its weights, mean and spread yet unknown."""
    texts, listed = divide(learned), divide(_listed(language))
    _, place, seen = np.unique(texts.words, return_inverse=True, return_counts=True)
    frequent = seen >= max(3, np.sort(seen)[::-1][min(FREQUENT_WORDS, len(seen) - 1)])
    symbols = np.where(frequent[place], texts.words, texts.long_endings)
    sorted_words, classes = classes_of(symbols, CLASSES)
    known = np.unique(np.concatenate((texts.words[texts.is_word], listed.words[listed.is_word], sorted_words)))
    stored = np.full(len(known), KNOWN)
    stored[np.searchsorted(known, sorted_words)] = classes
    class_of = stored[np.searchsorted(known, symbols).clip(max=len(known) - 1)]
    class_of = np.where(np.isin(symbols, sorted_words), class_of, 0).astype(np.uint64)
    of_words, of_endings, of_classes = word_sequences(texts, symbols, class_of)
    class_pairs, ending_pairs = pairs_with_classes(texts, class_of)
    counted = _characters(texts, listed)
    for stream in (of_words, of_endings, of_classes):
        counted += told(stream, len(texts.words))
    counted += told([of_classes[0], class_pairs], len(texts.words))[1:]
    counted += told([of_endings[0], ending_pairs], len(texts.words))[1:]
    keys, counts = _most_telling(counted, KEPT - len(known))
    slots = seal(np.concatenate((vocabulary(known), keys)), np.concatenate((stored, level(counts))).astype(np.uint16))
    return LanguageModel(slots, float(len(texts.characters)), float(len(texts.words)), np.zeros(0))


def told(by_order: list[Hashes], total: int) -> list[Counts]:
    """Return for each length the different sequences of a text, their counts, and how much each says, in bits.

    That is by how much the knowledge of a sequence raises the chance of its last symbol at all its places, each time
    without counting that place. The shortest say most: nothing can be without them.
    """
    uniques = [np.unique(keys, return_inverse=True, return_counts=True) for keys in by_order]
    others = [(counts[place] - 1).astype(np.float64) for _, place, counts in uniques]
    chance = (others[0] + TRUST * UNIFORM) / (total + TRUST)
    found = [(uniques[0][0], uniques[0][2], np.full(len(uniques[0][0]), np.inf))]
    for (keys, place, counts), shorter, longer in zip(uniques[1:], others, others[1:], strict=False):
        context = np.concatenate(([0.0], shorter[:-1]))
        bits = np.log2(1 + longer / (TRUST * chance))
        chance = (longer + TRUST * chance) / (context + TRUST)
        found.append((keys, counts, np.bincount(place, weights=bits, minlength=len(keys))))
    return found


def _characters(texts: Texts, listed: Texts) -> list[Counts]:
    """Return the sequences of characters that were seen twice or more, those of listed words being seen too."""
    found = []
    of_texts, of_listed = character_sequences(texts), character_sequences(listed)
    for order, (one, bits) in enumerate(zip(of_texts, told(of_texts, len(texts.characters)), strict=True)):
        keys, counts = np.unique(np.concatenate((one, of_listed[order][_within(listed, order)])), return_counts=True)
        says = np.zeros(len(keys))
        says[np.searchsorted(keys, bits[0])] = bits[2]
        found.append((keys[counts >= 2], counts[counts >= 2], says[counts >= 2]))
    return found


def _most_telling(counted: list[Counts], most: int) -> tuple[Hashes, Numbers]:
    """Return the sequences that say most, as many as may be kept, and their counts; of equals the more frequent."""
    keys, counts, bits = (np.concatenate([one[part] for one in counted]) for part in range(3))
    kept = np.lexsort((-counts, -bits))[:most]
    return keys[kept], counts[kept]


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


def differences(model: LanguageModel, weighed: list[str], spoiler: Spoiler) -> list[Array]:
    """Return for each kind of fault by how much the sentences' measures a character exceed the spoiled ones'."""
    found = []
    for kind in KINDS:
        pairs = [(line, bad) for line in weighed[:WEIGHED_SENTENCES] if (bad := spoiler.spoil(kind, line))]
        if len(pairs) >= FEWEST_PAIRS:
            good, bad = (model.measure([pair[side] for pair in pairs]) for side in (0, 1))
            found.append(good[0] / good[1][:, None] - bad[0] / bad[1][:, None])
    return found


def regression(groups: list[Array], scale: Array, drawn_to: Array, ridge: float) -> Array:
    """Return the weights that make the differences positive, each group counting the same (Newton's method).

    The weights, in units of `scale`, are drawn to given ones as strongly as `ridge` says.
    """
    rows = np.concatenate(groups) / scale
    share = np.concatenate([np.full(len(group), 1 / len(group) / len(groups)) for group in groups])
    goal = drawn_to * scale

    def loss(weights: Array) -> float:
        return float(share @ np.logaddexp(0, -rows @ weights) + ridge / 2 * ((weights - goal) ** 2).sum())

    found = goal
    for _ in range(30):
        doubt = 1 / (1 + np.exp(np.clip(rows @ found, -30, 30)))
        slope = rows.T @ (share * doubt) - ridge * (found - goal)
        curve = (rows * (share * doubt * (1 - doubt))[:, None]).T @ rows + ridge * np.eye(len(found))
        step = np.linalg.solve(curve, slope)
        while loss(found + step) > loss(found) and np.abs(step).max() > 1e-6:
            step = step / 2
        found = found + step
    return np.asarray(found / scale)


def weighed(groups: dict[str, list[Array]]) -> dict[str, Array]:
    """Return the weights of each language."""
    every = [group for of_language in groups.values() for group in of_language]
    scale = np.sqrt((np.concatenate(every) ** 2).mean(axis=0))
    common = regression(every, scale, np.zeros(len(scale)), RIDGE)
    return {language: regression(own or every, scale, common, DRAWN).round(4) for language, own in groups.items()}


def some_of(texts: list[str], characters: int) -> list[str]:
    """Return texts of about so many characters together, chosen by chance."""
    shuffled = random.Random(SEED).sample(texts, len(texts))
    before = accumulate((len(text) for text in shuffled), initial=0)
    return [text for text, length in zip(shuffled, before, strict=False) if length < characters]


def corpora(shared: Path) -> Iterator[tuple[str, list[str], list[str]]]:
    """Yield each language with enough text, its sentences to be learned, and those that weights are learned of."""
    written = people_wrote(shared / "data" / "train")
    for path in sorted((shared / "data" / "text" / "mono").glob("*.txt.gz")):
        language = path.name.removesuffix(".txt.gz")
        lines = sentences(path)
        if sum(map(len, lines)) >= LEAST_CHARACTERS:
            every = [*lines, *some_of(sorted(written[language] - {""}), MOST_CHARACTERS - sum(map(len, lines)))]
            learned = [line for line in every if part(line) not in (MEASURED, WEIGHED)]
            yield language, learned, [line for line in lines if part(line) == WEIGHED]


def main() -> None:
    """Write one model for each language, and the numbers of all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=Path("qa/models/ngrams"))
    parser.add_argument("--languages", nargs="*", help="only these")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    models: dict[str, LanguageModel] = {}
    ordinary: dict[str, tuple[Array, Array]] = {}
    groups: dict[str, list[Array]] = {}
    for language, learned, held in corpora(options.shared):
        if language not in (options.languages or [language]):
            continue
        models[language] = learn(learned, language)
        ordinary[language] = models[language].measure(held[:ORDINARY])
        groups[language] = differences(models[language], held, Spoiler(learned[:SPOILED_WITH], language, SEED))
        np.save(options.out / f"{language}.npy", models[language].slots)
        print(f"{language}: {len(learned)} sentences, {models[language].slots.nbytes:,} bytes", flush=True)
    stored: dict[str, dict[str, Any]] = {}
    for language, weights in weighed(groups).items():
        measures, lengths = ordinary[language]
        means = (measures * weights).sum(axis=1) / lengths
        stored[language] = {
            "characters": models[language].characters,
            "words": models[language].words,
            "weights": weights.tolist(),
            "mean": round(float(means.mean()), 5),
            "spread": round(float(means.std()), 5),
        }
    rows = ",\n".join(f'  "{language}": {json.dumps(numbers)}' for language, numbers in stored.items())
    (options.out / "languages.json").write_text(f"{{\n{rows}\n}}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
