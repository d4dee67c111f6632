"""A multilingual translation-quality checker: findings with exact spans, and scores with intervals."""

from importlib.metadata import version

__version__ = version("translation-qa")
