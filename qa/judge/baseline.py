"""The findings that a project knows of already, kept in a file."""

from __future__ import annotations

import json
import os
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from qa.core.errors import InputError
from qa.core.fingerprints import Fingerprint

_SCHEMA = "qa-baseline/1"
_TELLING, _NAMES_ITSELF = 4, 12
_MOST = 1_000_000


class Divided(NamedTuple):
    """Which findings are known, in their order, and the entries of the files read that match none."""

    known: tuple[bool, ...]
    stale: tuple[Fingerprint, ...]


@dataclass(frozen=True, slots=True)
class Baseline:
    """The known findings; one that is known twice stands there twice.

    Their paths start at `root`, the folder of the baseline. `gone` are the files that exist no more.
    """

    entries: tuple[Fingerprint, ...] = ()
    root: str = "."
    gone: frozenset[str] = frozenset()

    def named(self, path: str) -> str:
        """Return the name that the baseline has for a file."""
        return Path(os.path.relpath(path, self.root)).as_posix()

    def divide(self, prints: Sequence[Fingerprint], paths: Collection[str]) -> Divided:
        """Match the findings in the files `paths` with the entries, each with one, the surest matches first.

        The same words with the same neighbours are the same finding wherever they stand. So are the same words with
        the same neighbour on one side, and long ones with none; and those with the same neighbours in a file that
        exists no more, which was renamed.
        """
        prints, paths = self._named(prints), {self.named(path) for path in paths}
        left = {
            index: entry for index, entry in enumerate(self.entries) if entry.path in paths or entry.path in self.gone
        }
        open_ = dict(enumerate(prints))
        for key in _KEYS:
            waiting: dict[Hashable, list[int]] = defaultdict(list)
            for index, entry in left.items():
                if (key is _anywhere) == (entry.path in self.gone) and (made := key(entry)) is not None:
                    waiting[made].append(index)
            for number in list(open_):
                if matches := waiting.get(key(open_[number])):
                    del open_[number], left[matches.pop(0)]
        stale = tuple(entry for entry in left.values() if entry.path in paths)
        return Divided(tuple(number not in open_ for number in range(len(prints))), stale)

    def renewed(self, prints: Iterable[Fingerprint], paths: Collection[str]) -> Baseline:
        """Return the baseline with these findings in the files `paths`; entries of files that are gone are dropped."""
        paths = {self.named(path) for path in paths}
        others = (entry for entry in self.entries if entry.path not in paths and entry.path not in self.gone)
        return Baseline(tuple(sorted((*others, *self._named(prints)))), self.root)

    def _named(self, prints: Iterable[Fingerprint]) -> list[Fingerprint]:
        return [entry._replace(path=self.named(entry.path)) for entry in prints]


def _whole(entry: Fingerprint) -> Hashable | None:
    return entry


def _behind(entry: Fingerprint) -> Hashable | None:
    return (entry.path, entry.check, entry.text, entry.before) if len(entry.before) >= _TELLING else None


def _ahead(entry: Fingerprint) -> Hashable | None:
    return (entry.path, entry.check, entry.text, entry.after) if len(entry.after) >= _TELLING else None


def _alone(entry: Fingerprint) -> Hashable | None:
    return (entry.path, entry.check, entry.text) if len(entry.text) >= _NAMES_ITSELF else None


def _anywhere(entry: Fingerprint) -> Hashable | None:
    return (entry.check, entry.text, entry.before, entry.after)


_KEYS: tuple[Callable[[Fingerprint], Hashable | None], ...] = (_whole, _behind, _ahead, _alone, _anywhere)


def read_baseline(text: str, name: str) -> Baseline:
    """Read a baseline file.

    Raises:
        InputError: it is none, or is broken.
    """
    try:
        content = json.loads(text)
        if content["schema"] != _SCHEMA:
            raise InputError(f"{name}: is no baseline that this version reads; make it with --update-baseline")
        rows = [
            (Fingerprint(*(row[field] for field in Fingerprint._fields)), row["count"]) for row in content["findings"]
        ]
        _check(rows)
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise InputError(f"{name}: is no baseline; make it with --baseline {name} --update-baseline") from error
    entries = tuple(entry for entry, count in rows for _ in range(count))
    root = Path(name).parent
    gone = frozenset(path for path in {entry.path for entry in entries} if not _is_there(root / path))
    return Baseline(entries, str(root), gone)


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:
        return False


def _check(rows: Iterable[tuple[Fingerprint, object]]) -> None:
    total = 0
    for entry, count in rows:
        if not all(isinstance(part, str) for part in entry) or not isinstance(count, int) or count < 1:
            raise ValueError(entry)
        total += count
    if total > _MOST:
        raise ValueError(total)


def as_text(baseline: Baseline) -> str:
    """Return the baseline as JSON, sorted, an entry a line, so that changes to it read well."""
    rows = [
        json.dumps({**entry._asdict(), "count": count}, ensure_ascii=False)
        for entry, count in sorted(Counter(baseline.entries).items())
    ]
    return f'{{"schema": "{_SCHEMA}", "findings": [\n' + ",\n".join(rows) + ("\n" if rows else "") + "]}\n"
