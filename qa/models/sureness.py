"""How sure a finding of the learned judge is: from what is known of it to the chance that people agree."""

from __future__ import annotations

import math
from collections.abc import Sequence

_NEVER = 1e-3


def log_odds(chance: float) -> float:
    """Return the log-odds of a probability, which is held a little away from 0 and 1."""
    held = min(max(chance, _NEVER), 1 - _NEVER)
    return math.log(held / (1 - held))


def sureness(weights: Sequence[float], features: Sequence[float]) -> float:
    """Return the probability whose log-odds are the weighted sum of the features (logistic regression)."""
    odds = sum(weight * feature for weight, feature in zip(weights, features, strict=True))
    return round(1 / (1 + math.exp(-odds)), 2)
