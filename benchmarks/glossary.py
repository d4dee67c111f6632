"""How fast a large term base is read and found in text, and how much memory that takes.

Run: python -m benchmarks.glossary [--terms 100000] [--language en]

The base and the text are made up: syllables make words, one to three words make a term, and the text, one megabyte of
UTF-8, is made of other words, with a term of the base in every twentieth place. Times are of the processor, the best
of several runs.
"""

from __future__ import annotations

import argparse
import random
import resource
from time import process_time

from qa.glossary.files import read_glossary
from qa.glossary.index import index
from qa.glossary.match import find_terms

SYLLABLES = {
    "en": "ba ter mon lin ges ro ka pil der sto min fra ten lu cor vis han gol pre sty".split(" "),
    "ru": "ба тер мон лин гес ро ка пил дер сто мин фра тен лу кор вис хан гол пре сты".split(" "),
}
MEGABYTE = 1_000_000


def word(rng: random.Random, language: str) -> str:
    """Return a made-up word."""
    return "".join(rng.choices(SYLLABLES[language], k=rng.randint(2, 4)))


def made_up(terms: int, language: str) -> tuple[str, str]:
    """Return a base as CSV and a text."""
    rng = random.Random(1)
    words = sorted({word(rng, language) for _ in range(terms)})
    rng.shuffle(words)
    rows = ["concept,language,term,status,part_of_speech,note"]
    names = [" ".join(rng.choices(words, k=rng.randint(1, 3))) for _ in range(terms)]
    rows += [f"c{number},{language},{name},preferred,noun," for number, name in enumerate(names)]
    others = [word(rng, language) + word(rng, language) for _ in range(20_000)]
    said: list[str] = []
    size = 0
    while size < MEGABYTE:
        piece = rng.choice(names) if rng.random() < 0.05 else rng.choice(others)
        said.append(piece + rng.choice((" ", " ", " ", " ", ", ", ". ")))
        size += len(said[-1].encode())
    return "\n".join(rows), "".join(said)


def main() -> None:
    """Print the times and the memory."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--terms", type=int, default=100_000)
    parser.add_argument("--language", choices=sorted(SYLLABLES), default="en")
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    table, text = made_up(options.terms, options.language)
    reading, making, finding = [], [], []
    for _ in range(options.runs):
        started = process_time()
        base = read_glossary(table, "base.csv")
        read = process_time()
        index.cache_clear()
        index(base, options.language)
        made = process_time()
        find_terms.cache_clear()
        matches = find_terms(base, text, options.language)
        found = process_time()
        reading.append(read - started)
        making.append(made - read)
        finding.append(found - made)
    print(f"{options.terms:,} terms, {len(text.encode()):,} bytes of text, {len(matches):,} matches")
    print(f"read {min(reading):.2f} s, index {min(making):.2f} s, match {min(finding):.2f} s")
    print(f"memory at most {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
