"""A multilingual translation-quality checker: findings with exact spans, and scores with intervals.

`qa.check` finds errors, `qa.score` computes scores, `qa.compare` compares systems, `qa.load_glossary` reads term bases.
What the caller must change is raised as a `qa.QaError`.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from qa.api import check, compare, load_glossary, score
    from qa.core.errors import QaError

    __version__: str

__all__ = ["QaError", "check", "compare", "load_glossary", "score"]


def __dir__() -> list[str]:
    """Return the names that an editor or a notebook completes."""
    return [*__all__, "__version__"]


def __getattr__(name: str) -> Any:
    """Import what the package offers, and look up its version, when asked for: so the command line starts at once."""
    if name in __all__:
        from qa import api
        from qa.core import errors

        return getattr(errors if name == "QaError" else api, name)
    if name == "__version__":
        from importlib.metadata import version

        return version("translation-qa")
    raise AttributeError(f"module 'qa' has no attribute {name!r}")
