"""A store on disk for what was computed before, which may be lost at any time."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

_TABLE = """
CREATE TABLE IF NOT EXISTS entry (key BLOB PRIMARY KEY, value BLOB NOT NULL, day INTEGER NOT NULL) WITHOUT ROWID
"""
_AT_ONCE, _SUM = 500, 8
_DAYS, _SECONDS = 30, 86_400
_PATIENCE = 10.0


@dataclass(frozen=True, slots=True)
class Cache:
    """Values by their keys in one SQLite file.

    Several processes may use it at once, and one that is killed leaves it whole. What is broken, be it one value or
    the file, is as if it had never been there; where the file cannot be used, nothing is kept. Values live 30 days.
    """

    file: Path

    def get(self, keys: Sequence[bytes]) -> dict[bytes, bytes]:
        """Return the values that are there."""
        found: dict[bytes, bytes] = {}

        def look_up(connection: sqlite3.Connection) -> None:
            for start in range(0, len(keys), _AT_ONCE):
                some = keys[start : start + _AT_ONCE]
                marks = ",".join("?" * len(some))
                rows = connection.execute(f"SELECT key, CAST(value AS BLOB) FROM entry WHERE key IN ({marks})", some)
                found.update((key, value[_SUM:]) for key, value in rows if _sum(value[_SUM:]) == value[:_SUM])

        self._use(look_up)
        return found

    def put(self, values: Mapping[bytes, bytes]) -> None:
        """Keep values."""
        today = int(time.time() / _SECONDS)

        def keep(connection: sqlite3.Connection) -> None:
            rows = ((key, _sum(value) + value, today) for key, value in values.items())
            with connection:
                connection.executemany("INSERT OR REPLACE INTO entry VALUES (?, ?, ?)", rows)
                connection.execute("DELETE FROM entry WHERE day < ?", (today - _DAYS,))

        if values:
            self._use(keep)

    def _use(self, work: Callable[[sqlite3.Connection], None]) -> None:
        """Do something with the database; remove a file that is none, and let other trouble pass."""
        try:
            self.file.parent.mkdir(parents=True, exist_ok=True)
            with closing(sqlite3.connect(self.file, timeout=_PATIENCE)) as connection:
                connection.execute("PRAGMA journal_mode=WAL")
                connection.execute("PRAGMA synchronous=NORMAL")
                connection.execute(_TABLE)
                work(connection)
        except (sqlite3.OperationalError, OSError):
            return
        except sqlite3.DatabaseError:
            for ending in ("", "-wal", "-shm"):
                with suppress(OSError):
                    self.file.with_name(self.file.name + ending).unlink(missing_ok=True)


def _sum(value: bytes) -> bytes:
    return blake2b(value, digest_size=_SUM).digest()
