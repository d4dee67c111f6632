"""One random corpus, scored by this product and by sacrebleu, with options that change from corpus to corpus."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sacrebleu.metrics import BLEU, CHRF, TER

from qa.core.contracts import Metric
from qa.metrics.bleu import Bleu
from qa.metrics.chrf import Chrf
from qa.metrics.chrf2 import Chrf2
from qa.metrics.ter import Ter
from tests.metrics.corpora import random_corpus, segments_of, streams_of

_TOKENIZERS = ("13a", "intl", "char", "zh", "none", "ja-mecab", "ko-mecab")
_SMOOTHINGS = (("exp", None), ("floor", None), ("floor", 0.3), ("add-k", None), ("add-k", 2.0), ("none", None))


def _bleu(seed: int, _: str) -> tuple[Metric, Any]:
    tokenize, (smooth, value) = _TOKENIZERS[seed % 7], _SMOOTHINGS[seed // 7 % 6]
    lower, effective = seed % 2 == 0, seed % 3 == 0
    return (
        Bleu(tokenize, lower, smooth, value, effective_order=effective),
        BLEU(lower, True, tokenize, smooth, value, effective_order=effective),
    )


def _chrf(seed: int, _: str) -> tuple[Metric, Any]:
    options: Any = (6 - seed % 2, seed % 3, 1 + seed // 3 % 3, seed % 5 == 0, seed % 7 == 0, seed % 11 == 0)
    return Chrf(*options), CHRF(*options)


def _chrf2(seed: int, _: str) -> tuple[Metric, Any]:
    return Chrf2(lowercase=seed % 2 == 0), CHRF(lowercase=seed % 2 == 0)


def _ter(seed: int, language: str) -> tuple[Metric, Any]:
    asian = language in ("zh", "ja", "ko")
    normalized, no_punct, divided, case = (seed % n == 0 for n in (2, 3, 5, 7))
    return Ter(normalized, no_punct, divided, case), TER(normalized or asian, no_punct, divided or asian, case)


METRICS: dict[str, Callable[[int, str], tuple[Metric, Any]]] = {
    "bleu": _bleu, "chrf": _chrf, "chrf2": _chrf2, "ter": _ter,
}  # fmt: skip


def differences(name: str, seed: int) -> list[str]:
    """Return where the two disagree on one corpus: score, scores of segments, signature."""
    language, corpus = random_corpus(seed)
    own, theirs = METRICS[name](seed, language)
    segments, hypotheses, streams = segments_of(language, corpus), [row[0] for row in corpus], streams_of(corpus)
    rows = own.rows(segments)
    expected = theirs.corpus_score(hypotheses, streams)
    theirs.n_bootstrap, theirs.seed = 1000, "12345"
    pairs: list[tuple[str, object, object]] = [
        ("score", own.finish([sum(column) for column in zip(*rows, strict=True)]), expected.score),
        ("signature", own.signature(segments), str(theirs.get_signature())),
    ]
    if own.segment_level:
        pairs += [
            (f"segment {number}", own.finish_segment(row), theirs.sentence_score(hypothesis, references).score)
            for number, (row, (hypothesis, references)) in enumerate(zip(rows, corpus, strict=True))
        ]
    return [f"{name}, corpus {seed}, {what}: {a} is not {b}" for what, a, b in pairs if a != b]
