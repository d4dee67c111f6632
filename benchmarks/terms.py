"""How many inflected terms in human translations are recognised, and how many false alarms the rest would give.

Run: python -m benchmarks.terms --shared ../shared [--hits NAME=FILE] [--show ru]

The data are the TICO-19 term lists and translations. A term of the list that stands in the English sentence is looked
for in the human translation, with the listed translations. What a person did is not marked in the data, so that an
independent measure stands in for it: the human used the listed translation in another form where it does not stand
there letter for letter, but each of its words has, close together, a word that begins with the same letters (three
fifths of them, at least three; Arabic and Persian articles and particles aside). "Recognised" is the share of these
that is found.
A false alarm is a term that is not found although it is there in the same or in another form; "unlike" counts what is
found although no such words are there. `--hits` adds another tool's results, JSON lines with lp, id, term and found.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from math import ceil
from pathlib import Path
from typing import Any

from qa.core.terms import Term
from qa.glossary.base import Glossary
from qa.glossary.match import find_terms
from qa.lang.words import count_words, words

PREFIXES = {"ar": re.compile("^[وف]?(?:[بكل]?ال|لل|[بلك])"), "fa": re.compile("^(?:می|نمی)")}
Pairs = dict[str, set[str]]


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the rows of a gzipped file of JSON lines."""
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        yield from map(json.loads, stream)


def plain(text: str) -> str:
    """Return text in folded letters."""
    return unicodedata.normalize("NFKC", text).casefold()


def exactly(translation: str, target: str, language: str) -> bool:
    """Say whether the translation stands in the target letter for letter, letter case aside."""
    if language in ("zh", "ja"):
        return plain(translation) in plain(target)
    return re.search(rf"(?<!\w){re.escape(plain(translation))}(?!\w)", plain(target)) is not None


def alike(translation: str, target: str, language: str) -> bool:
    """Say whether each word of the translation has a word of the target that begins alike, all close together."""
    wanted = [_bare(word.text, language) for word in words(plain(translation), language)]
    said = [_bare(word.text, language) for word in words(plain(target), language)]
    beginnings = [word[: max(3, ceil(0.6 * len(word)))] for word in wanted]
    width = len(wanted) + 2
    return any(
        all(any(word.startswith(beginning) for word in said[start : start + width]) for beginning in beginnings)
        for start in range(len(said))
    )


def _bare(word: str, language: str) -> str:
    shorter = PREFIXES[language].sub("", word) if language in PREFIXES else word
    return shorter if len(shorter) > 2 else word


def in_source(terms: Pairs, source: str) -> list[str]:
    """Return the terms that stand in an English sentence, the longest at each place."""
    pattern = "|".join(re.escape(term) for term in sorted(terms, key=len, reverse=True))
    return list(dict.fromkeys(match.lower() for match in re.findall(rf"(?i)(?<!\w)(?:{pattern})(?!\w)", source)))


def ours(terms: Pairs, language: str) -> Callable[[str, str, str], bool]:
    """Return a function that says whether this project finds a term's translation in a target."""
    base = Glossary(tuple(Term(term, language, text) for term, texts in terms.items() for text in sorted(texts)))

    def found(_: str, term: str, target: str) -> bool:
        alone = Glossary(tuple(one for one in base.terms if one.concept == term))
        return bool(find_terms(alone, target, language))

    return found


def measure(lp: str, terms: Pairs, pairs: list[dict[str, Any]], hits: dict[str, set[Any]], show: bool) -> Counter[str]:
    """Return the counts for one language pair."""
    language = lp.partition("-")[2].partition("-")[0]
    tally: Counter[str] = Counter()
    tools: dict[str, Callable[[str, str, str], bool]] = {
        "exact": lambda _, term, target: any(exactly(text, target, language) for text in terms[term]),
        "qa": ours(terms, language),
    }
    for name, seen in hits.items():
        tools[name] = lambda key, term, _, seen=seen: (lp, key, term) in seen  # type: ignore[misc]
    for pair in pairs:
        target = pair["reference"]
        tally["words"] += count_words(target, language)
        for term in in_source(terms, pair["source"]):
            same = any(exactly(text, target, language) for text in terms[term])
            other = not same and any(alike(text, target, language) for text in terms[term])
            tally["same"] += same
            tally["other"] += other
            for name, tool in tools.items():
                found = tool(pair["id"], term, target)
                tally[f"{name} recognised"] += other and found
                tally[f"{name} alarms"] += (same or other) and not found
                tally[f"{name} unlike"] += found and not (same or other)
                if show and name == "qa" and found == (not (same or other)):
                    print("MISSED" if other or same else "UNLIKE", term, sorted(terms[term]), target, sep=" | ")
    return tally


def main() -> None:
    """Print a table with a row for each language pair."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--hits", action="append", default=[], metavar="NAME=FILE")
    parser.add_argument("--show", default="", metavar="LANGUAGE")
    options = parser.parse_args()
    data = options.shared / "data" / "dev"
    hits = {}
    for given in options.hits:
        name, _, file = given.partition("=")
        lines = map(json.loads, Path(file).read_text(encoding="utf-8").splitlines())
        hits[name] = {(row["lp"], row["id"], row["term"]) for row in lines if row["found"]}
    lists: dict[str, Pairs] = defaultdict(lambda: defaultdict(set))
    for row in rows(data / "tico19_terms.jsonl.gz"):
        lists[f"en-{row['tl']}"][row["term"].lower()].add(row["translation"])
    pairs = defaultdict(list)
    for row in rows(data / "tico19_parallel.jsonl.gz"):
        pairs["en-es" if row["lp"] == "en-es-LA" else row["lp"]].append(row)
    names = ["exact", *hits, "qa"]
    print(
        "pair   in another form;", *(f"{name}: recognised, false alarms and unlike per 1,000 words;" for name in names)
    )
    total: Counter[str] = Counter()
    for lp in sorted(set(lists) & set(pairs)):
        tally = measure(lp, lists[lp], pairs[lp], hits, options.show == lp.partition("-")[2])
        total += tally
        print(line(lp, tally, names))
    print(line("all", total, names))


def line(lp: str, tally: Counter[str], names: list[str]) -> str:
    """Return a row of the table."""
    cells = [f"{lp:9} {tally['other']:5}"]
    for name in names:
        share = tally[f"{name} recognised"] / max(1, tally["other"])
        alarms, unlike = (1000 * tally[f"{name} {kind}"] / max(1, tally["words"]) for kind in ("alarms", "unlike"))
        cells.append(f"{name} {share:6.1%} {alarms:6.2f} {unlike:5.2f}")
    return "   ".join(cells)


if __name__ == "__main__":
    main()
