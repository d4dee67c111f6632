"""How long the command takes, start-up included: the median of several runs, whole processes.

python -m benchmarks.speed
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import time

REPORTS = (("kremlin", "none"), ("kremlin-uk", "none"), ("kremlin", "estimator"))


def seconds(arguments: list[str]) -> float:
    """Return the wall time of one run of `qa` with these arguments."""
    begun = time.perf_counter()
    subprocess.run([sys.executable, "-m", "qa", *arguments], check=False, capture_output=True)
    return time.perf_counter() - begun


def main() -> None:
    """Print the medians."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=7)
    options = parser.parse_args()
    reports = (["report", f"corpora/{name}", "--no-cache", "--model", model] for name, model in REPORTS)
    for arguments in (["--help"], *reports):
        seconds(arguments)
        taken = sorted(seconds(arguments) for _ in range(options.runs))
        line = f"median {statistics.median(taken):.2f} s ({taken[0]:.2f} to {taken[-1]:.2f})"
        print(f"qa {' '.join(arguments)}: {line}")


if __name__ == "__main__":
    main()
