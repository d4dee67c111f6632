"""What a difference between two systems' scores means to people.

Source: Kocmi, Zouhar, Federmann and Post 2024, "Navigating the Metrics Maze: Reconciling Score Magnitudes and
Accuracies" (arXiv:2401.06760), the table of thresholds: how far two systems' scores must lie apart for people to agree
with the metric, in this share of all pairs of systems, about which of them is better.
"""

from __future__ import annotations

from qa.judge.significance import ALPHA

_SHARES = (55, 60, 65, 70, 75, 80, 85, 90)
_THRESHOLDS = {
    "bleu": (0.52, 0.78, 1.06, 1.39, 1.79, 2.34, 3.35),
    "chrf2": (0.33, 0.54, 0.76, 1.00, 1.28, 1.63, 2.12, 3.05),
    "spbleu": (0.52, 0.82, 1.13, 1.49, 1.91, 2.46, 3.28, 5.57),
}
# The metrics as they were measured; with other options the table says nothing.
_MEASURED = {
    "bleu": ("case:mixed", "smooth:exp"),
    "chrf2": ("case:mixed", "nc:6", "nw:0", "space:no"),
    "spbleu": ("case:mixed", "tok:flores200", "smooth:exp"),
}
SOURCE = "Kocmi et al. 2024, arXiv:2401.06760"


def agreement(metric: str, signature: str, difference: float) -> int | None:
    """Return in how many per cent of pairs of systems that lie so far apart people agree with the metric.

    50 where the difference is smaller than any in the table; None where the table says nothing about the metric.
    """
    if metric not in _THRESHOLDS or not all(part in signature.split("|") for part in _MEASURED[metric]):
        return None
    reached = [share for share, least in zip(_SHARES, _THRESHOLDS[metric], strict=False) if abs(difference) >= least]
    return reached[-1] if reached else 50


def sentence(p: float, better: bool, share: int | None) -> str:
    """Say what a difference means: whether it can be chance, and how often people see such a difference too.

    `p` is the corrected p-value, `better` whether the system scores better than the baseline, `share` what
    `agreement` returned.
    """
    if p >= ALPHA:
        return "The difference can be chance."
    start = f"The system is {'better' if better else 'worse'} than the baseline, which is hardly chance"
    if share is None:
        return f"{start}; how many people would notice is not known for this metric."
    if share == 50:
        return f"{start}; but people agreed with so small a difference hardly more often than a coin would ({SOURCE})."
    return f"{start}; people agreed in about {share} % of pairs of systems that lie so far apart ({SOURCE})."
