"""Weighs the judge's reading of a text alone against the embedded fluency: the numbers in qa/models/reading_alone.py.

    python -m benchmarks.train.estimator.naturalness --shared ../shared [--most 60]

Of each language, sentences that neither model has learned from nor is measured with, and each with every kind of fault:
logistic regression on the differences of the two, each language and kind counting the same. Then the mean and the
spread of the reading of ordinary sentences, and by how much the weighed sum varies.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from benchmarks.spoiled import KINDS, MEASURED, WEIGHED, Spoiler, part, sentences
from qa.models.estimator import Texts, judgements
from qa.models.ngrams import language_model
from qa.models.reading_alone import tight

_SPOILED_WITH = 5000
_FEWEST = 10


def readings(language: str, texts: list[str]) -> dict[str, np.ndarray]:
    """Return for each text the judge's reading and the embedded naturalness by character."""
    model = language_model(language)
    assert model is not None
    sums, lengths = model.naturalness(texts)
    read = [one.worth for one in judgements([Texts(tight(text)) for text in texts])]
    return dict(zip(texts, np.stack((read, sums / lengths), axis=1), strict=True))


def differences(language: str, held: list[str], spoiler: Spoiler) -> tuple[list[np.ndarray], np.ndarray]:
    """Return for each kind of fault how much higher the good sentences are, (pairs, 2), and the readings of these."""
    pairs = {kind: [(line, bad) for line in held if (bad := spoiler.spoil(kind, line))] for kind in KINDS}
    of = readings(language, list(dict.fromkeys(text for own in pairs.values() for pair in own for text in pair)))
    found = [np.array([of[good] - of[bad] for good, bad in own]) for own in pairs.values() if len(own) >= _FEWEST]
    return found, np.array([of[line] for line in held if line in of])


def main() -> None:
    """Print the numbers."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--most", type=int, default=60)
    options = parser.parse_args()
    found, ordinary = [], []
    for file in sorted((options.shared / "data" / "text" / "mono").glob("*.txt.gz")):
        language = file.name.removesuffix(".txt.gz")
        lines = sentences(file)
        held = [line for line in lines if part(line) == WEIGHED][: options.most]
        if language_model(language) is None or len(held) < _FEWEST:
            continue
        known = [line for line in lines if part(line) not in (MEASURED, WEIGHED)][:_SPOILED_WITH]
        more, plain = differences(language, held, Spoiler(known, language, seed=9))
        found += more
        ordinary.append(plain)
    everything = np.concatenate(ordinary)
    mean, spread = everything[:, 0].mean(), everything[:, 0].std()
    scaled = [part / [spread, 1.0] for part in found]
    weights = minimize(lambda x: sum(np.logaddexp(0, -one @ x).mean() for one in scaled), [1.0, 1.0]).x
    joined = ((everything - [mean, 0]) / [spread, 1]) @ weights
    print(f"ordinary {mean:.2f}, spread {spread:.2f}, weights {np.round(weights / joined.std(), 2)}")
    for name, share in (("judge", [1, 0]), ("embedded", [0, 1]), ("joined", weights)):
        print(f"{name}: {100 * np.mean([(one @ share > 0).mean() for one in scaled]):.1f} % of faults seen")


if __name__ == "__main__":
    main()
