"""A multilingual translation-quality checker: findings with exact spans, and scores with intervals.

`qa.check` finds errors, `qa.score` computes scores, `qa.compare` compares systems, `qa.load_glossary` reads term bases.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from qa.api import check, compare, load_glossary, score

    __version__: str

__all__ = ["check", "compare", "load_glossary", "score"]


def __dir__() -> list[str]:
    """Return the names that an editor or a notebook completes."""
    return [*__all__, "__version__"]


def __getattr__(name: str) -> Any:
    """Import the four functions, and look up the version, when asked for, so that the command line starts at once."""
    if name in __all__:
        from qa import api

        return getattr(api, name)
    if name == "__version__":
        from importlib.metadata import version

        return version("translation-qa")
    raise AttributeError(f"module 'qa' has no attribute {name!r}")
