"""How natural the learned judge finds a text that it reads alone, on the scale of the embedded fluency.

The judge has learned to tell what people wrote, in 95 languages, from the same with a word left out, added, exchanged
with its neighbour, misspelled or in another form. It sees what counts of short sequences cannot: how the words of a
sentence belong together; in languages that it has not seen there, Hebrew for example, nearly as well. The embedded
model has its say too, where there is one of the language: it knows letters, capitals and spaces better.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from qa.models.estimator import Texts, judgements
from qa.models.ngrams import Array, language_model

# The languages that the judge's encoder has read: those of XLM-R (Conneau et al. 2020).
_LANGUAGES = frozenset(
    """
    af am ar as az be bg bn br bs ca cs cy da de el en eo es et eu fa fi fr fy ga gd gl gu ha he hi hr hu hy id is it ja
    jv ka kk km kn ko ku ky la lo lt lv mg mk ml mn mr ms my nb ne nl nn no om or pa pl ps pt ro ru sa sd si sk sl so sq
    sr su sv sw ta te th tl tr ug uk ur uz vi xh yi zh
    """.split()
)
# Some of what the judge learned from was written with a space before each mark, so that it takes that for natural: it
# reads all texts without those spaces, and leaves them to the embedded model.
_LOOSE = re.compile(r" (?=[^\w\s]+(?:\s|\Z))|(?<=[(\[{«“‘„]) (?=\w)")
# Mean and spread of the judge's reading of ordinary sentences; then what the two models count for, so that the sum
# varies by one standard deviation again. Chosen on sentences that neither model has learned from nor is measured with
# (benchmarks/train/estimator/naturalness.py).
_ORDINARY, _SPREAD = 0.44, 1.65
_READ, _EMBEDDED = 0.45, 0.83


def covers(language: str) -> bool:
    """Say whether the judge can read texts in a language."""
    return language.replace("_", "-").partition("-")[0].lower() in _LANGUAGES


def naturalness(language: str, texts: Sequence[str]) -> tuple[Array, Array]:
    """Return for each text the sum of its naturalness, and its characters and one, as the embedded model does.

    Raises:
        MissingExtraError: the judge's encoder is not installed.
    """
    model = language_model(language)
    lengths = np.array([len(text) + 1.0 for text in texts])
    if model is not None and not covers(language):
        return model.naturalness(texts)
    read = np.array([one.worth for one in judgements([Texts(tight(text)) for text in texts])])
    own = (read - _ORDINARY) / _SPREAD * lengths
    return own if model is None else _READ * own + _EMBEDDED * model.naturalness(texts)[0], lengths


def tight(text: str) -> str:
    """Return the text without the spaces before marks that end something and after marks that open something."""
    return _LOOSE.sub("", text)
