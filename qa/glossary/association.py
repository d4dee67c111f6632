"""How strongly two things that stand in texts belong together."""

from __future__ import annotations

import math

TELLING = 10.83


def surprise(together: int, one: int, other: int, total: int) -> float:
    """Return the log-likelihood ratio that two things stand together by chance (Dunning 1993).

    `together` of `total` places have both, `one` and `other` of them have each. From `TELLING` on, chance would bring
    it about in one case of a thousand.
    """
    one, other = max(one, together), max(other, together)
    cells = (
        (together, one * other / total),
        (one - together, one * (total - other) / total),
        (other - together, (total - one) * other / total),
        (total - one - other + together, (total - one) * (total - other) / total),
    )
    return 2 * sum(seen * math.log(seen / expected) for seen, expected in cells if seen > 0 and expected > 0)
