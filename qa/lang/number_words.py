"""The words that a language has for numbers and multiples, from CLDR by way of ICU."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

import icu
from rapidfuzz.distance import Prefix

from qa.lang.calendar_names import bare_forms, date_stems
from qa.lang.facts import facts
from qa.lang.tags import locale
from qa.lang.words import fold, words

_SPELLED = (*range(2, 101), *range(200, 1001, 100))
_BEGINNING, _STEM, _LONGEST_ENDING = 3, 4, 3
_SAMPLE, _SHORTEST_COMPOUND, _LARGEST = 251, 7, 1e12
# The apostrophe that is a letter, as in Ukrainian п’ять; ICU knows no other.
_LETTER_APOSTROPHE = {ord("'"): "ʼ", ord("’"): "ʼ"}
_MARKS = {ord(mark): None for mark in "\u200e\u200f\u061c"}
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_ROMAN_NUMBER = re.compile(r"(?=[IVXLC]{2})(C{0,3})(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})(?:[^\W\d_A-Z]{0,3})")
_NUMBER = re.compile(r"[\d.,\s\u00a0\u202f]+")


@lru_cache(maxsize=64)
def number_words(language: str) -> dict[str, str]:
    """Return the folded single words for 2 to 100 and hundreds up to 1000, cardinal and ordinal, as ICU spells them."""
    found: dict[str, str] = {}
    speller = icu.RuleBasedNumberFormat(icu.URBNFRuleSetTag.SPELLOUT, locale(language))
    rules = [speller.getRuleSetName(index) for index in range(speller.getNumberOfRuleSetNames())]
    for name in rules:
        if "cardinal" in name or "ordinal" in name:
            speller.setDefaultRuleSet(name)
            for number in _SPELLED:
                spelled = fold(speller.format(number)).replace("\u00ad", "")
                if not any(map(str.isdigit, spelled)) and len(words(spelled, language)) == 1:
                    found.setdefault(spelled, str(number))
    return found


@lru_cache(maxsize=64)
def _beginnings(language: str) -> frozenset[str]:
    """Return the first three characters, or all, of number words, multiples, months and weekdays."""
    names = (*number_words(language), *_compounds(language), *_multiples(language), *date_stems(language))
    return frozenset(name[:_BEGINNING] for name in names)


def begins_as_number(folded: str, language: str) -> bool:
    """Say whether a folded word begins as a number, multiple, month or weekday does; most words do not."""
    if folded and unicodedata.numeric(folded[0], None) is not None:
        return True
    beginnings = _beginnings(language)
    for form in bare_forms(folded, language):
        if form[:_BEGINNING] in beginnings or form[:2] in beginnings or form[:1] in beginnings:
            return True
    return False


@lru_cache(maxsize=65_536)
def number_of(word: str, language: str) -> str | None:
    """Return the number that a folded word means, or begins with in characters that are numbers (`三人`: `3`)."""
    known = number_words(language)
    for form in bare_forms(word, language):
        if form in known:
            return known[form]
    end = next((index for index, sign in enumerate(word) if unicodedata.numeric(sign, None) is None), len(word))
    if end == 1:
        value = unicodedata.numeric(word[0])
        return str(int(value)) if value.is_integer() else None
    return known.get(word[:end]) or spelled_out(word, language)[0] if end else _compound_number(word, language)


@lru_cache(maxsize=16_384)
def spelled_out(text: str, language: str) -> tuple[str | None, int]:
    """Return the number that a text begins with, spelled out in one word or in several, and its length in characters.

    `two hundred and fifty people` gives `250` and 21. The number is None, and the length 0, where there is none.
    """
    best: tuple[str | None, int] = None, 0
    small = text.lower()
    for way in dict.fromkeys((small, small.translate(_LETTER_APOSTROPHE))):
        place = icu.ParsePosition(0)
        result = _speller(language).parse(way, place)
        length = min(place.getIndex(), len(text))
        if result is None or length <= best[1]:
            continue
        value = result.getDouble()
        if value < _LARGEST and (" " not in text[:length] or _is_written_so(value, text[:length], language)):
            best = f"{value:.12g}", length
    return best


def _is_written_so(value: float, text: str, language: str) -> bool:
    """Say whether a number is written like this: ICU reads `three one-sided games` as 31, and does not write it so."""
    speller = _speller(language)
    names = (speller.getRuleSetName(index) for index in range(speller.getNumberOfRuleSetNames()))
    forms = (speller.format(int(value), name) for name in names if value.is_integer())
    return any(fold(form).replace("\u00ad", "") == fold(text) for form in forms)


@lru_cache(maxsize=64)
def _speller(language: str) -> icu.RuleBasedNumberFormat:
    return icu.RuleBasedNumberFormat(icu.URBNFRuleSetTag.SPELLOUT, locale(language))


def is_exact(word: str, language: str) -> bool:
    """Say whether a word is a number and nothing else; `zwanzigjährig` and `hundreds` say something besides."""
    folded = fold(word)
    return folded in number_words(language) or folded in _compounds(language) or roman_number(word) is not None


def _compound_number(word: str, language: str) -> str | None:
    """Return the number above a hundred that a folded word is, or the one that it begins with: `zwanzigjährig`."""
    if len(word) < _SHORTEST_COMPOUND:
        return None
    whole = _compounds(language).get(word)
    if whole is not None:
        return whole
    known = number_words(language)
    longest = len(word) - _LONGEST_ENDING
    return next((known[word[:end]] for end in range(longest, _STEM, -1) if word[:end] in known), None)


@lru_cache(maxsize=64)
def _compounds(language: str) -> dict[str, str]:
    """Return the numbers from 101 to 999, and the thousands up to 9000, that the language writes as one folded word."""
    speller = _speller(language)
    names = [speller.getRuleSetName(index) for index in range(speller.getNumberOfRuleSetNames())]
    cardinal = next((name for name in names if "cardinal" in name and "financial" not in name), None)
    if cardinal is None or " " in str(speller.format(_SAMPLE, cardinal)):
        return {}
    numbers = (*range(101, 1000), *range(2000, 10_000, 1000))
    return {fold(speller.format(number, cardinal)).replace("\u00ad", ""): str(number) for number in numbers}


@lru_cache(maxsize=64)
def _multiples(language: str) -> dict[str, int]:
    """Return the folded words and signs that multiply the number before them: `million`, `тыс`, `万`."""
    found: dict[str, int] = dict(facts(language).numbers.multiples)
    for notation in (icu.Notation.compactLong(), icu.Notation.compactShort()):
        formatter = icu.NumberFormatter.withLocale(locale(language)).notation(notation)
        for exponent in range(3, 14):
            for lead in (1, 2, 5):
                amount = lead * 10**exponent
                shown = str(formatter.formatDouble(float(amount))).translate(_MARKS)
                number = "".join(str(int(sign)) for sign in shown if sign.isdigit())
                name = fold(_NUMBER.sub(" ", shown).strip().rstrip("."))
                if number and name and " " not in name and (len(name) > 1 or not name.isascii()):
                    found.setdefault(name, amount // int(number))
    return found


@lru_cache(maxsize=8192)
def multiple(word: str, language: str) -> int:
    """Return what a word or sign after a number multiplies it by, 1 if it is no multiple.

    Inflected and joined forms count: `тысячную`, and where the script has no capitals `만명` ("ten thousand people")
    and `천만` ("a thousand times ten thousand").
    """
    known, folded = _multiples(language), fold(word).rstrip(".")
    if folded in known:
        return known[folded]
    if folded.upper() == folded:
        first = next((end for end in range(len(folded) - 1, 0, -1) if folded[:end] in known), 0)
        return known[folded[:first]] * multiple(folded[first:], language) if first else 1
    stems = [name for name in _long_multiples(language).get(folded[: _STEM + 1], ()) if _shares_stem(folded, name)]
    nearest = max(stems, key=lambda name: Prefix.similarity(name, folded), default=None)
    return known[nearest] if nearest else 1


@lru_cache(maxsize=64)
def _long_multiples(language: str) -> dict[str, list[str]]:
    """Return the multiples with a stem to compare, by the letters that it has at least."""
    found: dict[str, list[str]] = {}
    for name in _multiples(language):
        if len(name) > _STEM:
            found.setdefault(name[: _STEM + 1], []).append(name)
    return found


def _shares_stem(word: str, name: str) -> bool:
    stem = name[: max(_STEM + 1, len(name) - 2)]
    return word.startswith(stem) and len(word) <= len(name) + _LONGEST_ENDING


def roman_number(word: str) -> str | None:
    """Return the value of a Roman numeral of two letters and more, which may have an ending: `XVII`, `XVIIe`."""
    found = _ROMAN_NUMBER.fullmatch(word) if word[0] in _ROMAN else None
    if found is None:
        return None
    values = [_ROMAN[letter] for part in found.groups() for letter in part]
    following = [*values[1:], 0]
    return str(sum(-value if value < after else value for value, after in zip(values, following, strict=True)))
