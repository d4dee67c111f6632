"""How well names are found again across spellings and scripts, and how often two names are taken for one.

    python -m benchmarks.names [--show ru] [--fit]

The names are those of territories and of the exemplar cities of time zones that CLDR gives through ICU in 30 locales.
Found again: each name is written in the letters a to z by ICU's general transliteration, stripped of all marks; the
likeliest of all English names must be that of its territory or city.
Translated names have no likeness to find, wholly ("Deutschland") or in part ("Îles Salomon", "Le Caire").
Counted apart are therefore spellings: names of as many words as the English one, of which each shares at least half of
its consonant letters, in their order, with the English word at its place. The rule knows no list of names; a name that
it takes for a spelling by chance counts as one that should be found.
False links: 10,000 pairs of names of different places, hard ones by choice. The first half are two English names, the
second an English and a local one; each is paired with one of its 20 nearest by edit distance, drawn at random. Left
out are pairs where one name contains the other, or where the locale has one name for both places.
`--fit` learns the weights of `qa.lang.name_spellings` from every second place; without it, the others are measured.
"""

from __future__ import annotations

import argparse
import random
import re
from collections.abc import Iterator

import icu
import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import LCSseq, Levenshtein

from qa.lang.name_spellings import compare, likeness

LOCALES = ("ar bg bn cs de el es et fa fi fr he hi hu hy id it ja ka ko lt lv pl pt ro ru sr tr uk zh").split()
PAIRS, NEAREST, LINKED, RELATED = 10_000, 20, 0.5, 0.5
_ASCII = icu.Transliterator.createInstance("Any-Latin; Latin-ASCII")
_VOWELS = re.compile(r"[^b-df-hj-np-tv-xz]")


def names(language: str) -> dict[str, str]:
    """Return CLDR's names of territories and exemplar cities in a language, by their codes."""
    locale = icu.Locale(language)
    found = {code: icu.Locale("und", code).getDisplayCountry(locale) for code in icu.Locale.getISOCountries()}
    zones = icu.TimeZoneNames.createInstance(locale)
    for zone in icu.TimeZone.createEnumeration():
        if not zone.startswith(("Etc/", "SystemV/")):
            found[zone] = zones.getExemplarLocationName(zone)
    return {code: str(name) for code, name in found.items() if name and name != code}


def english_names() -> dict[str, str]:
    """Return the English names, each once: several zones may have one city."""
    unique = {name: code for code, name in reversed(names("en").items())}
    return {code: name for name, code in unique.items()}


def transliterated(name: str) -> str:
    """Return the name in the letters a to z, by ICU's general transliteration."""
    return re.sub(r"[^a-z ]", "", _ASCII.transliterate(name).lower().replace("-", " "))


def is_spelling(name: str, english: str) -> bool:
    """Say whether each word shares half of its consonant letters with the English word at its place."""
    own, theirs = ([_VOWELS.sub("", word) for word in one.split()] for one in (name, english))
    return len(own) == len(theirs) and all(
        LCSseq.normalized_similarity(word, other) >= RELATED for word, other in zip(own, theirs, strict=True)
    )


def found_again(language: str, english: dict[str, str], show: bool) -> list[int]:
    """Return how many names there are and how many are found: of all, and of the spellings."""
    counts = [0, 0, 0, 0]
    spoken = sorted(set(english.values()))
    for code, name in names(language).items():
        if code not in english or not (written := transliterated(name)):
            continue
        sure, best = max((likeness(written, other, language, "en"), other) for other in spoken)
        hit, spelled = best == english[code], is_spelling(written, transliterated(english[code]))
        counts = [total + one for total, one in zip(counts, (1, hit, spelled, spelled and hit), strict=True)]
        if show and spelled and not hit:
            print(f"   {name} = {written}: {best} {sure:.2f}, not {english[code]}")
    return counts


def different(english: dict[str, str], total: int) -> Iterator[tuple[str, str, str]]:
    """Yield pairs of names of different places, an English one first, and the language of the second."""
    chance = random.Random(12345)
    local = {language: names(language) for language in ("en", *LOCALES)}
    letters = {
        language: {code: transliterated(name) for code, name in found.items()} for language, found in local.items()
    }
    codes = sorted(english)
    made = 0
    while made < total:
        language = "en" if made < total // 2 else chance.choice(LOCALES)
        code = chance.choice(codes)
        near = process.extract(letters["en"][code], letters[language], scorer=Levenshtein.distance, limit=NEAREST + 1)
        other = chance.choice(near)[2]
        pairs = (
            (letters["en"][code], letters["en"].get(other, "")),
            (letters[language].get(code, ""), letters[language][other]),
        )
        if other in english and not any(
            own in theirs or theirs in own for own, theirs in (*pairs, (pairs[0][0], pairs[1][1]))
        ):
            made += 1
            yield english[code], local[language][other], language


def fit(english: dict[str, str]) -> list[float]:
    """Return the weights of a logistic regression over the places given, as many pairs of one name as of two."""
    rows: list[tuple[float, ...]] = []
    for language in LOCALES:
        for code, name in names(language).items():
            if (
                code in english
                and name != english[code]
                and is_spelling(transliterated(name), transliterated(english[code]))
            ):
                rows += _row(english[code], name, language, 1.0)
    for one, other, language in different(english, len(rows)):
        rows += _row(one, other, language, 0.0)
    table = np.array(rows)
    values, truth = table[:, :-1], table[:, -1]
    weights = np.zeros(values.shape[1])
    for _ in range(30):
        sure = 1 / (1 + np.exp(-values @ weights))
        slope = values.T @ (values * (sure * (1 - sure))[:, None]) + 1e-3 * np.eye(len(weights))
        weights += np.linalg.solve(slope, values.T @ (truth - sure))
    return [round(float(weight), 2) for weight in weights]


def _row(one: str, other: str, language: str, truth: float) -> list[tuple[float, ...]]:
    compared = compare(one, other, "en", language)
    return [] if compared is None else [(1.0, min(compared[1], 12.0), compared[0] / compared[1], truth)]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--show", help="print what is not found in this language, or the false links (links)")
    parser.add_argument("--fit", action="store_true", help="learn the weights")
    options = parser.parse_args()
    places = english_names()
    if options.fit:
        print(fit({code: name for number, (code, name) in enumerate(sorted(places.items())) if number % 2}))
        return
    english = {code: name for number, (code, name) in enumerate(sorted(places.items())) if number % 2 == 0}
    totals = [0, 0, 0, 0]
    for language in LOCALES if options.show is None else [options.show] if options.show in LOCALES else []:
        counts = found_again(language, places, options.show == language)
        totals = [total + one for total, one in zip(totals, counts, strict=True)]
        print(f"{language:3} of all {counts[1]:4} of {counts[0]:4} {counts[1] / counts[0]:6.1%}, "
              f"of spellings {counts[3]:4} of {counts[2]:4} {counts[3] / counts[2]:6.1%}")  # fmt: skip
    if totals[0]:
        print(f"of all {totals[1] / totals[0]:.1%}, of spellings {totals[3] / totals[2]:.1%}")
    links = [pair for pair in different(english, PAIRS) if likeness(pair[0], pair[1], "en", pair[2]) >= LINKED]
    if options.show == "links":
        print(*(" = ".join(pair) for pair in links), sep="\n")
    print(f"{len(links)} of {PAIRS} pairs of different names linked: {len(links) / PAIRS:.1%}")


if __name__ == "__main__":
    main()
