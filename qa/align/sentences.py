"""Pairs the sentences of two texts that say the same, where they do not match one to one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from qa.align.band import band
from qa.align.features import between_languages, inventory, within_language
from qa.align.lexicon import translated
from qa.align.moves import settle
from qa.align.path import Pair, Worth, best_path
from qa.align.similarity import Similarity, Vectors, each, meaning, mixed, overlap, translation
from qa.core.passage import Passage
from qa.lang.tags import same_language

Texts = tuple[list[str], list[str]]

_WITHIN = (0.12, 0.06, 0.1)
_BETWEEN = (0.06, 0.1, 0.2)
_BY_MEANING = (0.15, 0.1, 0.2)
_ATTEMPTS = 2


@dataclass(frozen=True, slots=True)
class Bead:
    """Sentences of the article and the sentences of the other text that say the same, by number.

    One of the two may be empty. `similarity` is from 0 to 1; that of an unpaired sentence is 0.
    """

    target: tuple[int, ...]
    other: tuple[int, ...]
    similarity: float


def align(
    target: Sequence[Passage],
    other: Sequence[Passage],
    target_lang: str,
    other_lang: str,
    vectors: Vectors | None = None,
) -> tuple[Bead, ...]:
    """Align sentences; every sentence of both texts is in exactly one bead, in the order of the target.

    A monotone path of beads of one to four sentences (dynamic programming as in Gale & Church 1993, over groups of
    sentences as in vecalign, Thompson & Koehn 2019, with the text's own similarity between translations as in
    bleualign, Sennrich & Volk 2010), then local moves for sentences that stand elsewhere in the other text.
    Between languages, an encoder's `vectors` add the likeness of meaning to that of words and lengths.
    """
    texts = [passage.text for passage in target], [passage.text for passage in other]
    if same_language(target_lang, other_lang):
        worth, pairs = _within(texts, target_lang, other_lang)
    else:
        meant = None if vectors is None or not all(texts) else meaning(*map(vectors, texts))
        worth, pairs = _between(texts, target_lang, other_lang, meant)
    return _beads(settle(pairs, worth, target, other), worth, len(target), len(other))


def _within(texts: Texts, target_lang: str, other_lang: str) -> tuple[Worth, list[Pair]]:
    first, second = within_language(target_lang), within_language(other_lang)
    found = inventory([first(text) for text in texts[0]], [second(text) for text in texts[1]], shared_only=False)
    worth = _worth(overlap(found), texts, 1.0, _WITHIN)
    return worth, best_path(worth, band(found))


def _between(texts: Texts, target_lang: str, other_lang: str, meant: Similarity | None) -> tuple[Worth, list[Pair]]:
    """Align twice: what the first time teaches about lengths and words serves the second time."""
    first, second = between_languages(target_lang), between_languages(other_lang)
    features = [first(text) for text in texts[0]], [second(text) for text in texts[1]]
    lengths = [len(text) for text in texts[0]], [len(text) for text in texts[1]]
    found = inventory(*features, shared_only=True)
    pairs: list[Pair] = [(tuple(range(len(texts[0]))), tuple(range(len(texts[1]))))]
    for attempt in range(_ATTEMPTS):
        if not pairs:
            break
        if attempt:
            found = inventory(*translated(pairs, *features), shared_only=True)
        sums = [sum(len(texts[side][i]) for pair in pairs for i in pair[side]) for side in (0, 1)]
        ratio = max(1, sums[1]) / max(1, sums[0])
        similarity, limits = translation(found, *lengths, ratio), _BETWEEN
        if meant is not None:
            similarity, limits = mixed(similarity, meant, min(map(len, texts))), _BY_MEANING
        worth = _worth(similarity, texts, ratio, limits)
        pairs = best_path(worth, band(found, [(t[0], o[0]) for t, o in pairs] if attempt else None))
    return worth, pairs


def _worth(similarity: Similarity, texts: Texts, ratio: float, limits: tuple[float, float, float]) -> Worth:
    target, other = (np.asarray([max(1, len(text)) for text in side], dtype=np.float32) for side in texts)
    return Worth(similarity, target, other / ratio, *limits)


def _beads(pairs: list[Pair], worth: Worth, targets: int, others: int) -> tuple[Bead, ...]:
    """Return the pairs and the unpaired sentences as beads, unpaired ones of the other text after what they follow."""
    values = each(worth.similarity, pairs)
    beads = [Bead(*pair, value) for pair, value in zip(pairs, values, strict=True)]
    paired = ({i for t, _ in pairs for i in t}, {i for _, o in pairs for i in o})
    after = {i: t[0] for t, o in pairs for i in o}
    beads += [Bead((i,), (), 0.0) for i in range(targets) if i not in paired[0]]
    place = -1
    keyed = [((bead.target[0], -1), bead) for bead in beads]
    for number in range(others):
        place = after.get(number, place)
        if number not in paired[1]:
            keyed.append(((place, number), Bead((), (number,), 0.0)))
    return tuple(bead for _, bead in sorted(keyed, key=lambda entry: entry[0]))
