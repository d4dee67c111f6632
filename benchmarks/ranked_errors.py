"""How often the learned judge scores a good translation above the same with one error planted, by kind of error.

    python -m benchmarks.ranked_errors --shared ../shared [--by source]

DEMETR (Karpinska et al. 2022, MIT licence), all rows in which something was changed, by the reference and the source,
or by one of them alone; the penalty is that of the metric `estimate`. Where both have the same, neither is above. The
last line leaves out the empty text and the reference in place of the translation. Needs the extra `estimate`.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from dataclasses import replace
from pathlib import Path

from benchmarks.planted_errors import read_rows, segment
from qa.core.documents import Segment
from qa.metrics.estimate import penalties

GIVEN = ("both", "reference", "source")


def seen(whole: Segment, given: str) -> Segment:
    """Return a segment with no more than what is given."""
    if given == "source":
        return replace(whole, references=())
    return whole if given == "both" else replace(whole, source=None)


def main() -> None:
    """Print the share of each kind, and of all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--by", choices=GIVEN, default="both")
    options = parser.parse_args()
    rows = read_rows(options.shared)
    good, bad = (
        penalties([seen(segment(row, row[name], number, True), options.by) for number, row in enumerate(rows)])
        for name in ("mt_good", "mt")
    )
    kinds: dict[tuple[str, str], list[bool]] = defaultdict(list)
    for row, one, other in zip(rows, good, bad, strict=True):
        kinds[row["severity"], row["pert_desc"]].append(one < other)
    for (severity, kind), told in sorted(kinds.items()):
        print(f"{severity:8} {kind:60.60} {len(told):5} {sum(told) / len(told):6.1%}")
    every = [one for (severity, _), told in kinds.items() if severity != "base" for one in told]
    print(f"all: {sum(every) / len(every):.1%} of {len(every)}")


if __name__ == "__main__":
    main()
