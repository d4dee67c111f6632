"""Long lists in which few words are looked up: laid out once in the user's cache, and mapped into memory from there."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from mmap import ACCESS_READ, mmap
from pathlib import Path

from qa.lang.kept_files import keep, kept_file

_LAST = b"\n\n"


@dataclass(frozen=True, slots=True)
class SortedList:
    """Words as lines of UTF-8 in the order of their bytes, a word's value behind a tab. The last line is empty."""

    lines: bytes | mmap

    def get(self, word: str) -> str | None:
        """Return the value of a word, empty where it has none; None where the list does not have the word."""
        key = word.encode(errors="surrogatepass")
        low, high = 0, len(self.lines) - 1
        while low < high:
            middle = (low + high) // 2
            start = max(low, self.lines.rfind(b"\n", low, middle) + 1)
            end = self.lines.find(b"\n", middle)
            found, _, value = self.lines[start:end].partition(b"\t")
            if found == key:
                return value.decode()
            low, high = (end + 1, high) if found < key else (low, start)
        return None


def laid_out(lines: Iterable[bytes]) -> SortedList:
    """Return the list of words that is given as lines without their ends; in a word there are no control characters."""
    return SortedList(b"\n".join((*sorted(lines), b"\n")))


def sorted_list(name: str, origin: Path, read: Callable[[], Iterable[bytes]]) -> SortedList:
    """Return the list whose lines are read from the file `origin`, as `laid_out` takes them.

    It is laid out once for each content of that file; where the cache cannot be used, once for each process.
    """
    file = kept_file(name, origin, ".txt")
    with suppress(OSError, ValueError), file.open("rb") as stream:
        lines = mmap(stream.fileno(), 0, access=ACCESS_READ)
        if lines[-len(_LAST) :] == _LAST:
            return SortedList(lines)
    made = laid_out(read())
    keep(made.lines, file)
    return made
