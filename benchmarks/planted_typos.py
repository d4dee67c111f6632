"""How many planted typing slips the spelling check finds, and how many of the words it names were not spoiled.

    python -m benchmarks.planted_typos --shared ../shared [--language de] [--no-dictionary] [--show]

Into the human translations of NTREX-128 (CC BY-SA 4.0) one slip a sentence is planted, in a word of four small letters
and more: two letters change places, one is lost, or one is doubled. A slip that makes a word of a dictionary is not
counted. Found is a slip whose word is named; false alarms are findings on the text before it was spoiled.
"""

from __future__ import annotations

import argparse
import gzip
import random
from collections.abc import Callable
from itertools import groupby
from pathlib import Path

from benchmarks.false_alarms import LANGUAGES
from qa.checks.misspelled_word import MisspelledWord
from qa.core.documents import Segment
from qa.core.findings import Finding
from qa.core.passage import Passage
from qa.lang import spelling
from qa.lang.dictionaries import in_dictionary
from qa.lang.words import Word, count_words, words

SLIPS: tuple[Callable[[str, int], str], ...] = (
    lambda word, place: word[:place] + word[place + 1] + word[place] + word[place + 2 :],
    lambda word, place: word[:place] + word[place + 1 :],
    lambda word, place: word[: place + 1] + word[place:],
)


def spoil(text: str, language: str, rng: random.Random) -> tuple[str, int] | None:
    """Return the text with one slip in it, and where the spoiled word starts; None where there is none to spoil."""
    fit = [word for word in words(text, language) if _is_fit(text, word)]
    if not fit:
        return None
    word = rng.choice(fit)
    spoiled = rng.choice(SLIPS)(word.text, rng.randrange(len(word.text) - 1))
    if spoiled == word.text or in_dictionary(spoiled, language):
        return None
    return text[: word.start] + spoiled + text[word.end :], word.start


def _is_fit(text: str, word: Word) -> bool:
    around = text[max(0, word.start - 1) : word.start] + text[word.end : word.end + 1]
    return len(word.text) >= 4 and word.text.isalpha() and word.text.islower() and not set(around) & set("-'’./")


def findings(lines: list[str], language: str) -> list[Finding]:
    """Return what the check says of one document."""
    segments = [Segment(str(n), Passage(line, str(n)), target_lang=language) for n, line in enumerate(lines)]
    return list(MisspelledWord().check_group(segments))


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--language")
    parser.add_argument("--no-dictionary", action="store_true", help="as without the extra")
    parser.add_argument("--show", action="store_true", help="print the false alarms")
    options = parser.parse_args()
    if options.no_dictionary:
        spelling.has_dictionary = lambda _: False  # type: ignore[assignment]
    folder = options.shared / "data" / "dev" / "ntrex"
    names = gzip.decompress((folder / "docs.txt.gz").read_bytes()).decode().splitlines()
    rates = []
    for file, language in LANGUAGES.items():
        if options.language not in (None, language) or not spelling.knows_spelling(language):
            continue
        if spelling.lacks_dictionary(language):
            continue
        lines = gzip.decompress((folder / f"{file}.txt.gz").read_bytes()).decode().splitlines()
        said = []
        for _, group in groupby(zip(names, lines, strict=True), key=lambda row: row[0]):
            said += findings([line for _, line in group], language)
        rng = random.Random(7)
        found = right = planted = 0
        for line in lines:
            made = spoil(line, language, rng)
            if made is not None:
                planted += 1
                hits = [item for item in findings([made[0]], language) if item.span.start == made[1]]
                found += bool(hits)
                right += bool(hits) and line.startswith(str(hits[0].suggestion), made[1])
        rates.append(1000 * len(said) / sum(count_words(line, language) for line in lines))
        print(f"{language} {rates[-1]:.2f} per 1,000 words; {found / planted:.0%} of {planted} slips found, "
              f"of these {right / max(1, found):.0%} with the right word")  # fmt: skip
        if options.show:
            print("   ", "; ".join(f"{item.message} ({item.confidence})" for item in said))
    print(f"mean {sum(rates) / len(rates):.2f}, worst {max(rates):.2f}")


if __name__ == "__main__":
    main()
