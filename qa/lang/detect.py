"""Which language a text is in."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from itertools import islice
from typing import Any

from qa.lang.tags import same_language

_SAMPLE = 20_000
_ENOUGH = 20
_TEXTS, _SURE = 200, 0.8


def detect(text: str) -> tuple[str, float]:
    """Return the most likely language of `text` as a tag, and its probability among the languages known (0 to 1).

    Languages that cannot be told apart for certain (Indonesian and Malay, Danish and Norwegian) count together.

    Uses py3langid (97 languages) on the first 20,000 characters. With fewer than 20 letters the answer is `und`.
    """
    sample = text[:_SAMPLE]
    if sum(map(str.isalpha, sample)) < _ENOUGH:
        return "und", 0.0
    ranked = _identifier().rank(sample)
    best = str(ranked[0][0])
    return best, float(sum(probability for tag, probability in ranked if same_language(best, str(tag))))


def common_language(texts: Iterable[str]) -> str | None:
    """Return the language of texts as a tag, told from the first 200 together; None where it is not sure (80 %)."""
    language, probability = detect("\n".join(islice(texts, _TEXTS)))
    return language if probability >= _SURE else None


@lru_cache(maxsize=1)
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
