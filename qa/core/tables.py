"""Results as tables, in plain Python and as frames of pandas and polars where these are installed."""

from __future__ import annotations

from typing import Any

from qa.core.errors import MissingExtraError


class Table:
    """Something that can be given as rows of named values."""

    __slots__ = ()

    def records(self) -> list[dict[str, Any]]:
        """Return one dictionary for each row; all have the same keys."""
        raise NotImplementedError(f"{type(self).__name__} defines no records()")

    def to_pandas(self) -> Any:
        """Return the rows as a `pandas.DataFrame`.

        Raises:
            MissingExtraError: pandas is not installed.
        """
        try:
            import pandas as pd
        except ImportError as error:
            raise MissingExtraError("to_pandas() needs pandas: pip install pandas") from error
        return pd.DataFrame(self.records())

    def to_polars(self) -> Any:
        """Return the rows as a `polars.DataFrame`.

        Raises:
            MissingExtraError: polars is not installed.
        """
        try:
            import polars as pl
        except ImportError as error:
            raise MissingExtraError("to_polars() needs polars: pip install polars") from error
        return pl.DataFrame(self.records(), infer_schema_length=None)
