"""Long lists in which few words are looked up: laid out once in the user's cache, and mapped into memory from there."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from mmap import ACCESS_READ, mmap
from operator import itemgetter
from pathlib import Path

from qa.lang.kept_files import keep, kept_file

_LAST = b"\n\n"


@dataclass(frozen=True, slots=True)
class SortedList:
    """Words with a value each, as lines of UTF-8 in the order of their bytes: word, tab, value. The last is empty."""

    lines: bytes | mmap

    def get(self, word: str) -> str | None:
        """Return the value of a word; None where the list does not have it."""
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


def laid_out(words: Iterable[tuple[str, object]]) -> SortedList:
    """Return a list of words, in which there are no tabs and no line ends, with a value each."""
    lines = [f"{word}\t{value}\n" for word, value in sorted(words, key=itemgetter(0))]
    return SortedList("".join((*lines, "\n")).encode())


def sorted_list(name: str, origin: Path, words: Callable[[], Iterable[tuple[str, object]]]) -> SortedList:
    """Return the list that `words` reads from the file `origin`.

    It is laid out once for each content of that file; where the cache cannot be used, once for each process.
    """
    file = kept_file(name, origin, ".txt")
    with suppress(OSError, ValueError), file.open("rb") as stream:
        lines = mmap(stream.fileno(), 0, access=ACCESS_READ)
        if lines[-len(_LAST) :] == _LAST:
            return SortedList(lines)
    made = laid_out(words())
    keep(made.lines, file)
    return made
