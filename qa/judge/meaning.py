"""What a difference between two systems' scores means to people.

Source: Kocmi, Zouhar, Federmann and Post 2024, "Navigating the Metrics Maze: Reconciling Score Magnitudes and
Accuracies" (arXiv:2401.06760), the table of thresholds: how far two systems' scores must lie apart for people to agree
with the metric, in this share of all pairs of systems, about which of them is better.
"""

from __future__ import annotations

from typing import NamedTuple

from qa.judge.significance import ALPHA

_SHARES = (55, 60, 65, 70, 75, 80, 85, 90, 95)
_COIN = 50


class _Measured(NamedTuple):
    """A metric as it was measured: what its signature says, and the least difference for each share.

    With other options the table says nothing. `scale` turns a score of the metric into one of the table.
    """

    metric: str
    signature: tuple[str, ...]
    least: tuple[float, ...]
    scale: float = 1


_TABLE = (
    _Measured("bleu", ("case:mixed", "smooth:exp"), (0.52, 0.78, 1.06, 1.39, 1.79, 2.34, 3.35)),
    _Measured("chrf2", ("case:mixed", "nc:6", "nw:0", "space:no"), (0.33, 0.54, 0.76, 1.00, 1.28, 1.63, 2.12, 3.05)),
    _Measured(
        "spbleu", ("case:mixed", "tok:flores200", "smooth:exp"), (0.52, 0.82, 1.13, 1.49, 1.91, 2.46, 3.28, 5.57)
    ),
    _Measured("spbleu", ("case:mixed", "tok:flores101", "smooth:exp"), (0.49, 0.71, 0.95, 1.24, 1.63, 2.26)),
    _Measured("comet", ("model:wmt22-comet-da",), (0.10, 0.18, 0.26, 0.35, 0.45, 0.56, 0.71, 0.94, 1.53), scale=100),
    _Measured(
        "comet", ("model:wmt22-cometkiwi-da",), (0.08, 0.16, 0.24, 0.33, 0.42, 0.53, 0.67, 0.85, 1.18), scale=100
    ),
    _Measured(
        "comet", ("model:wmt23-cometkiwi-da-xl",), (0.15, 0.26, 0.39, 0.52, 0.66, 0.84, 1.06, 1.40, 2.24), scale=100
    ),
    _Measured(
        "comet", ("model:wmt23-cometkiwi-da-xxl",), (0.22, 0.39, 0.57, 0.77, 0.98, 1.24, 1.58, 2.08, 3.39), scale=100
    ),
    _Measured("comet", ("model:XCOMET-XL",), (0.19, 0.34, 0.50, 0.67, 0.86, 1.08, 1.37, 1.80, 2.82), scale=100),
    _Measured("comet", ("model:XCOMET-XXL",), (0.19, 0.37, 0.56, 0.76, 0.98, 1.24, 1.55, 1.99, 2.74), scale=100),
)
SOURCE = "Kocmi et al. 2024, arXiv:2401.06760"


def agreement(metric: str, signature: str, difference: float) -> int | None:
    """Return in how many per cent of pairs of systems that lie so far apart people agree with the metric.

    50 where the difference is smaller than any in the table; None where the table says nothing about the metric.
    """
    parts = set(signature.split("|"))
    for measured in _TABLE:
        if measured.metric == metric and parts.issuperset(measured.signature):
            size = abs(difference) * measured.scale
            reached = [share for share, least in zip(_SHARES, measured.least, strict=False) if size >= least]
            return reached[-1] if reached else _COIN
    return None


def sentence(difference: float, p: float, better: bool, share: int | None) -> str:
    """Say what a difference means: whether it can be chance, and how often people see such a difference too.

    `p` is the corrected p-value, `better` whether the system scores better than the baseline, `share` what
    `agreement` returned.
    """
    if not difference:
        return "The scores are the same."
    if p >= ALPHA:
        return "The difference can be chance."
    start = f"The system is {'better' if better else 'worse'} than the baseline, which is hardly chance"
    if share is None:
        return f"{start}; how many people would notice is not known for this metric."
    if share == _COIN:
        return f"{start}; but people agreed with so small a difference hardly more often than a coin would ({SOURCE})."
    return f"{start}; people agreed in about {share} % of pairs of systems that lie so far apart ({SOURCE})."
