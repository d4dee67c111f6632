"""Compares the surface metrics with sacrebleu on random corpora in ten scripts, with options that change.

Usage: python -m benchmarks.same_as_sacrebleu [CORPORA], 1,000 by default. Prints every difference.
"""

from __future__ import annotations

import sys

from tests.metrics.same_as_sacrebleu import METRICS, differences


def main() -> None:
    """Compare corpus scores, segment scores and signatures of each corpus and metric, digit by digit."""
    corpora = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    found = [line for name in METRICS for seed in range(corpora) for line in differences(name, seed)]
    print("\n".join(found))
    print(f"{corpora} corpora, {', '.join(METRICS)}: {len(found)} differences")
    sys.exit(bool(found))


if __name__ == "__main__":
    main()
