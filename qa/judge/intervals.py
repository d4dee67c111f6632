"""Confidence intervals."""

from __future__ import annotations

import math
from collections.abc import Sequence

from qa.core.contracts import Metric
from qa.judge.resampling import RESAMPLES, resampled

_Z = 1.959963984540054


def bootstrap(metric: Metric, rows: Sequence[Sequence[float]]) -> tuple[float, float] | None:
    """Return the 95 % percentile bootstrap interval of a metric's corpus score (Koehn 2004).

    `rows` has one row for each segment. 1,000 resamples with numpy's default generator and the seed 12345, summed in
    float32: the same draws and the same bounds as sacrebleu's. None with fewer than two segments.
    """
    if len(rows) < 2:
        return None
    values = sorted(resampled(metric, rows)[0])
    low = RESAMPLES // 40
    return float(values[low]), float(values[-low - 1])


def weighted_poisson(weights: Sequence[float], largest: float) -> tuple[float, float]:
    """Return the 95 % interval of a sum of weighted rare events (Fay and Feuer 1997, the gamma interval).

    `weights` has one weight for each event seen; `largest` is the weight that one more event may have. Without any
    event the lower bound is 0 and the upper that of a single kind of event with that weight.
    """
    total = sum(weights)
    variance = sum(weight * weight for weight in weights)
    low = variance / (2 * total) * _chi_square(-_Z, 2 * total * total / variance) if total else 0.0
    upper_total, upper_variance = total + largest, variance + largest * largest
    high = upper_variance / (2 * upper_total) * _chi_square(_Z, 2 * upper_total * upper_total / upper_variance)
    return low, high


def _chi_square(normal: float, degrees: float) -> float:
    """Return a chi-square quantile from the normal one (Wilson and Hilferty 1931); exact enough from 2 degrees on."""
    spread = 2 / (9 * degrees)
    return float(degrees * max(0.0, 1 - spread + normal * math.sqrt(spread)) ** 3)
