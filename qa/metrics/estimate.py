"""Estimate."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from qa.core.contracts import Metric
from qa.core.documents import Segment
from qa.lang.punctuation import without_loose_spaces
from qa.models.estimator import Texts, judgements

_WORST = 25.0
_LOOSE_SPACE = 0.1


@dataclass(frozen=True)
class Estimate(Metric):
    """The quality that people would see, 0 to 1, estimated by a learned judge from references, the source or both.

    Why: BLEU and chrF count equal strings; the judge was trained on what people marked as errors. 1 is a translation
    without error; a segment loses 1/25 for each expected MQM penalty point (minor 1, major 5, a space before a mark
    0.1), at most all.

    Limits: a small model, trained on German, Chinese, Russian, Spanish, French and a dozen other languages to and from
    English; other languages work by way of the encoder, less surely. It tells better translations of one sentence from
    worse ones, and sentences with grave errors from good ones; a difference of 0.02 between two texts means little.
    """

    needs = frozenset({"model"})
    either = frozenset({"reference", "source"})

    def rows(self, segments: Sequence[Segment]) -> list[tuple[float, ...]]:
        """Return for each segment its estimate and 1; 0 and 1 for what has no counterpart, zeros where no word is."""
        found = iter(penalties(segments))
        return [
            (1 - min(next(found), _WORST) / _WORST, 1.0) if judged_by(segment) else (0.0, float(not segment.is_blank))
            for segment in segments
        ]

    def finish(self, total: Sequence[float]) -> float:
        """Return the mean over the segments."""
        return float(total[0]) / float(total[1]) if total[1] else 0.0

    def signature(self, segments: Sequence[Segment]) -> str:
        """Return the model, and what it judged by."""
        return f"{name_of_judge(segments)}|bs:1000|seed:12345|version:1"


def penalties(segments: Sequence[Segment]) -> list[float]:
    """Return the MQM penalty in points that is expected of each segment which can be judged.

    Much of what the judge has learned from was written with spaces before its marks, which it therefore takes for
    natural: it reads the translation without them, and each that no reference has costs what a minor error of
    punctuation costs (Freitag et al. 2021).
    """
    texts, loose = [], []
    for segment in segments:
        if judged_by(segment):
            text, count = without_loose_spaces(segment.target.text, segment.target_lang)
            usual = (without_loose_spaces(one.text, segment.target_lang)[1] for one in segment.references)
            texts.append(replace(Texts.of(segment), target=text))
            loose.append(max(0, count - max(usual, default=0)))
    found = zip(judgements(texts), loose, strict=True)
    return [judgement.penalty + _LOOSE_SPACE * count for judgement, count in found]


def judged_by(segment: Segment) -> str:
    """Say what a segment is judged by: its references, the source or both; empty where it has neither, or no word."""
    if segment.is_blank:
        return ""
    return "+".join(["ref"] * bool(segment.references) + ["src"] * (segment.source is not None))


def name_of_judge(segments: Sequence[Segment]) -> str:
    """Return the part of a signature that says which model judged, and by what."""
    by = dict.fromkeys(part for segment in segments for part in judged_by(segment).split("+") if part)
    return f"model:estimator-5|by:{'+'.join(sorted(by))}"
