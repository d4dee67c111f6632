"""The words that a language has for numbers, multiples, months and weekdays, from CLDR by way of ICU."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

import icu
from rapidfuzz.distance import Prefix

from qa.lang.forms import base_form
from qa.lang.tags import locale, primary
from qa.lang.vocabulary import frequency, has_frequencies
from qa.lang.words import Word, fold, words

_SPELLED = (*range(2, 101), 1000)
_COMMON = 5.0
_STEM, _SHORTEST, _ABBREVIATION, _LONGEST_ENDING = 4, 5, 3, 3
# Signs of multiples that are in use and not in CLDR.
_MORE = {
    "en": {"hundred": 100, "bn": 10**9, "mn": 10**6, "tn": 10**12}, "de": {"tsd": 10**3}, "fr": {"mds": 10**9},
    "ja": {"百": 100, "千": 1000}, "ko": {"백": 100}, "zh": {"百": 100, "千": 1000},
    "bn": {"মিলিয়ন": 10**6, "বিলিয়ন": 10**9}, "hi": {"मिलियन": 10**6, "बिलियन": 10**9},
    "hu": {"ezres": 10**3, "milliós": 10**6, "milliárdos": 10**9},
}  # fmt: skip
# Languages in which no compound begins with the name of a month or weekday: `maggioranza` has nothing to do with May.
_NO_COMPOUNDS = frozenset({"ca", "cs", "en", "es", "fr", "gl", "it", "pt", "ro"})
# Words that share their stem with the name of a month or weekday: four people, the assembly.
_OTHER_WORDS = {"uk": frozenset({"четверо"}), "ar": frozenset({"الجمعية", "الجمعيات"}), "hi": frozenset({"जुला"})}
_NUMBER = re.compile(r"[\d.,\s\u00a0\u202f]+")


@lru_cache(maxsize=64)
def number_words(language: str) -> dict[str, str]:
    """Return the folded single words for 2 to 100 and 1000, cardinal and ordinal, in the forms that ICU spells."""
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
    """Return the first two characters, or the only one, of number words, multiples, months and weekdays."""
    names = (*number_words(language), *multiples(language), *_date_stems(language))
    return frozenset(name[:2] for name in names)


def begins_as_number(folded: str, language: str) -> bool:
    """Say whether a folded word begins as a number, multiple, month or weekday does; most words do not."""
    beginnings = _beginnings(language)
    if folded[:2] in beginnings or folded[:1] in beginnings:
        return True
    return bool(folded) and unicodedata.numeric(folded[0], None) is not None


def leading_number(word: str, language: str) -> str | None:
    """Return the number that a word begins with in characters that are numbers: `3` for `三人` ("three people")."""
    end = next((index for index, sign in enumerate(word) if unicodedata.numeric(sign, None) is None), len(word))
    if end == 1:
        value = unicodedata.numeric(word[0])
        return str(int(value)) if value.is_integer() else None
    return number_words(language).get(fold(word[:end])) if end else None


@lru_cache(maxsize=64)
def multiples(language: str) -> dict[str, int]:
    """Return the folded words and signs that multiply the number before them: `million`, `тыс`, `万`."""
    found: dict[str, int] = dict(_MORE.get(primary(language), {}))
    for notation in (icu.Notation.compactLong(), icu.Notation.compactShort()):
        formatter = icu.NumberFormatter.withLocale(locale(language)).notation(notation)
        for exponent in range(3, 14):
            for lead in (1, 2, 5):
                amount = lead * 10**exponent
                shown = formatter.formatDouble(float(amount))
                number = "".join(str(int(sign)) for sign in shown if sign.isdigit())
                name = fold(_NUMBER.sub(" ", shown).strip().rstrip("."))
                if number and name and " " not in name and (len(name) > 1 or not name.isascii()):
                    found.setdefault(name, amount // int(number))
    return found


@lru_cache(maxsize=64)
def _calendar(language: str, width: int) -> dict[str, tuple[str, bool]]:
    """Return the folded names of months and weekdays, with their value and whether they take a capital."""
    symbols = icu.DateFormatSymbols(locale(language))
    found: dict[str, tuple[str, bool]] = {}
    for context in (icu.DateFormatSymbols.FORMAT, icu.DateFormatSymbols.STANDALONE):
        kinds = [("month", 1, symbols.getMonths(context, width))]
        if width == icu.DateFormatSymbols.WIDE:
            kinds.append(("weekday", 0, symbols.getWeekdays(context, width)))
        for kind, first, names in kinds:
            for index, name in enumerate(names, start=first):
                parts = words(name, language)
                if len(parts) == 1 and not parts[0].is_number:
                    found.setdefault(fold(parts[0].text), (f"{kind}:{index}", name[0].isupper()))
    return found


@lru_cache(maxsize=64)
def _date_stems(language: str) -> frozenset[str]:
    """Return what the names of months and weekdays begin with, abbreviated or not."""
    widths = (icu.DateFormatSymbols.WIDE, icu.DateFormatSymbols.ABBREVIATED)
    return frozenset(name[:_STEM] for width in widths for name in _calendar(language, width))


def may_name_a_date(folded: str, language: str) -> bool:
    """Say whether a folded word begins as a name of a month or weekday does; `calendar_value` knows no others."""
    return folded[:_STEM] in _date_stems(language)


def calendar_value(word: Word, language: str, by_number: bool) -> str | None:
    """Return the month or weekday that a word names, as `month:11` or `weekday:3` (Sunday is 1), or None.

    A name counts in its own letter case, inflected (ноябрём, szombaton) or at the start of a compound
    (Samstagnachmittag); abbreviations, and names of up to four letters, which are often other words too, count next to
    a number only (`by_number`). A word that is much more common than names of months are is taken for itself.
    """
    folded = fold(word.text)
    names = _calendar(language, icu.DateFormatSymbols.WIDE)
    short = _calendar(language, icu.DateFormatSymbols.ABBREVIATED)
    exact = names.get(folded) or (short.get(folded) if len(folded) >= _ABBREVIATION else None)
    if exact is not None:
        value, capital = exact
        known = folded in names and len(folded) >= (_STEM if capital else _SHORTEST)
        if folded not in names and frequency(word.text, language) >= _COMMON:
            return None
        return value if (known or by_number) and not (capital and word.starts_lower) else None
    if frequency(word.text, language) >= _COMMON or folded in _OTHER_WORDS.get(primary(language), ()):
        return None
    for name, (value, capital) in names.items():
        if len(name) >= _SHORTEST and capital == word.starts_upper and _is_form(folded, name, language):
            return value
    return None


def _is_form(word: str, name: str, language: str) -> bool:
    """Say whether a word is an inflected name, or a compound that begins with it and goes on with a word."""
    if word.startswith(name) and primary(language) not in _NO_COMPOUNDS:
        rest = word.removeprefix(name)
        if len(rest) <= _LONGEST_ENDING or not has_frequencies(language) or frequency(rest, language):
            return True
    return word[:_STEM] == name[:_STEM] and base_form(word, language) == base_form(name, language)


@lru_cache(maxsize=8192)
def multiple(word: str, language: str) -> int:
    """Return what a word or sign after a number multiplies it by, 1 if it is no multiple.

    Inflected and joined forms count: `тысячную`, and where the script has no capitals `만명` ("ten thousand people")
    and `천만` ("a thousand times ten thousand").
    """
    known, folded = multiples(language), fold(word).rstrip(".")
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
    for name in multiples(language):
        if len(name) > _STEM:
            found.setdefault(name[: _STEM + 1], []).append(name)
    return found


def _shares_stem(word: str, name: str) -> bool:
    stem = name[: max(_STEM + 1, len(name) - 2)]
    return word.startswith(stem) and len(word) <= len(name) + _LONGEST_ENDING


@lru_cache(maxsize=64)
def day_halves(language: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the folded markers of the hours before and after noon: `am`, `pm` and what the language has."""
    before, after = icu.DateFormatSymbols(locale(language)).getAmPmStrings()
    return frozenset({"am", "a.m", fold(before)}), frozenset({"pm", "p.m", fold(after)})


@lru_cache(maxsize=64)
def counts_buddhist_years(language: str) -> bool:
    """Say whether the language's country counts its years from 543 BC."""
    return str(icu.Calendar.createInstance(locale(primary(language))).getType()) == "buddhist"
