"""How much room a library takes where it is installed, with all that it requires; for `benchmarks.runtimes`."""

from __future__ import annotations

from importlib.metadata import distribution
from pathlib import Path

from packaging.requirements import Requirement


def required(names: set[str]) -> set[str]:
    """Return the names of these distributions and of all that they require here."""
    found, open_ = set(), set(names)
    while open_:
        found.add(name := open_.pop())
        wanted = map(Requirement, distribution(name).requires or ())
        open_ |= {one.name.lower() for one in wanted if not one.marker or one.marker.evaluate({"extra": ""})} - found
    return found


def megabytes(names: set[str]) -> float:
    """Return what the files of these distributions and of those that they require take, beyond the project's own."""
    files = [file for name in required(names) - required({"translation-qa"}) for file in distribution(name).files or ()]
    return sum(Path(str(file.locate())).stat().st_size for file in files if Path(str(file.locate())).exists()) / 1e6
