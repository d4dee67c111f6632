"""The check `lost-capital`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qa.align.capitals import Capital, Capitals, capitals_of, in_the_same_place, lacks_capitals, small_words
from qa.core.contracts import Check
from qa.core.documents import Segment
from qa.core.findings import Finding
from qa.lang.addresses import is_address
from qa.lang.lemmas import has_form, has_lemma
from qa.lang.letter_case import capitalized, takes_capital
from qa.lang.scripts import capitalises_nouns, has_capitals
from qa.lang.vocabulary import function_words
from qa.lang.words import Word, fold, folded_words, words

_SURE, _LIKELY, _FEWEST = 0.85, 0.8, 2
_SPOKEN_LENGTH, _VOWELS, _HARD = 4, frozenset("aeiouy"), re.compile("[^aeiouy]{3}")


@dataclass(frozen=True)
class LostCapital(Check):
    """A noun, name or abbreviation stands in lower case that is written with a capital.

    Why: a text that went through lower case on its way through a machine reads as if nobody had looked at it.
    Bad: [de] Das alte ⟦haus⟧ steht am See. | Das alte Haus liegt am See.
    Bad: [de] Die ⟦gesundheitsdienste⟧ stehen jetzt vor großen ⟦herausforderungen⟧.
    Bad: The doctors treat ⟦apl⟧ with arsenic. | The physicians treat APL with arsenic.
    Bad: [zh] 他们用砷治疗⟦Apl⟧。 | 医生用砷治疗APL。
    Good: [de] Wir versuchen, das zu verstehen. | Wir versuchen es zum Verstehen.
    Good: [de] Es gibt viele schwarze Löcher. | Es gibt viele Schwarze Löcher.
    Good: The president came. | The President came.
    Limits: names are known by a reference that has them with a capital inside a sentence, abbreviations by a reference
    or the source; not where one of them has the word in lower case. A word that the dictionary has in lower case
    (`english`) needs the same place in every reference, or a paragraph that has lost all its capitals. Common words are
    looked at only in languages that capitalise nouns (German, Swiss and Low German, Luxembourgish), and there not where
    they may be the adjective of the noun that follows. Without a reference such nouns are reported where two and more
    stand in a paragraph that has hardly another capital than its first.
    """

    category = "linguistic-conventions/orthography"

    def check(self, segment: Segment) -> Iterator[Finding]:
        """Yield a finding for each word without its capital."""
        text, language = segment.target.text, segment.target_lang
        found = words(text, language)
        bare = has_capitals(language) and lacks_capitals(found, language)
        if not segment.references and segment.source is None and not (bare and capitalises_nouns(language)):
            return
        known = capitals_of(segment, folded_words(text, language))
        bare = bare and not known.plain
        if not known.inside and not known.abbreviations and not (bare and capitalises_nouns(language)):
            return
        doubtful: list[tuple[Word, Capital | None]] = []
        lost = False
        for index, capital in self._lost(segment, known, bare):
            word = found[index]
            if capital is not None and self._is_certain(segment, index, known):
                lost = True
                yield self._report(segment, word, _SURE, capital)
            elif fold(word.text) not in function_words(language):
                doubtful.append((word, capital))
        telling = {fold(word.text) for word, capital in doubtful if _is_telling(word, capital)}
        if bare and (lost or len(telling) >= _FEWEST):
            for word, capital in doubtful:
                yield self._report(segment, word, _LIKELY, capital)

    def _lost(self, segment: Segment, known: Capitals, bare: bool) -> Iterator[tuple[int, Capital | None]]:
        """Yield the indexes of words that may have lost a capital, with what shows it; nothing does of a noun."""
        language = segment.target_lang
        found, nouns = words(segment.target.text, language), bare and capitalises_nouns(language)
        plain = small_words(segment)
        for index, folded in enumerate(folded_words(segment.target.text, language)):
            capital = known.inside.get(folded) or known.abbreviations.get(folded)
            if (capital is None and not nouns) or folded in plain or len(found[index].text) == 1:
                continue
            word = found[index]
            small = word.starts_lower or (word.starts_upper and _is_spoiled(word.text, language))
            if small and (capital or _is_noun(found, index, language)) and not _is_apart(segment, word):
                yield index, capital

    def _report(self, segment: Segment, word: Word, confidence: float, capital: Capital | None = None) -> Finding:
        if capital is None:
            form = capitalized(word.text, segment.target_lang)
            message = f'"{word.text}": the noun is written "{form}", with a capital'
        else:
            form = capital.text
            references = {reference.path for reference in segment.references}
            who = "reference" if capital.evidence.path in references else "source"
            message = f'"{word.text}": the {who} has "{form}", with a capital'
        return self.found(
            segment, word.start, word.end, message, confidence=confidence, fix=form,
            evidence=() if capital is None else (capital.evidence,),
        )  # fmt: skip

    def _is_certain(self, segment: Segment, index: int, known: Capitals) -> bool:
        """Say whether a word has certainly lost its capital, in whatever text it stands."""
        language = segment.target_lang
        found = words(segment.target.text, language)
        word = found[index].text
        rival = in_the_same_place(segment, index)
        if rival is not None and not _may_be_small(found, index, rival.text, language):
            return True
        if fold(word) not in known.inside:
            lent = fold(word) in known.lent and (_is_spoken(word) or not segment.references)
            return not lent and not has_form(word, language)
        return _is_noun(found, index, language) if capitalises_nouns(language) else takes_capital(word, language)


def _is_telling(word: Word, capital: Capital | None) -> bool:
    """Say whether a word shows that a text has lost its capitals: a noun, or an abbreviation that nobody can speak."""
    return capital is None or (capital.text.isupper() and not _is_spoken(word.text))


def _is_spoiled(word: str, language: str) -> bool:
    """Say whether a word among letters without case is an abbreviation with one capital only: `Jmml` in Chinese."""
    return not has_capitals(language) and not word.isupper() and not _is_spoken(fold(word))


def _is_apart(segment: Segment, word: Word) -> bool:
    """Say whether a word stands in markup, an address or a hashtag."""
    text = segment.target.text
    tagged = text[max(0, word.start - 1) : word.start] == "#"
    return tagged or segment.target.marked(word.start, word.end) or is_address(text, word.start, word.end)


def _is_noun(found: Sequence[Word], index: int, language: str) -> bool:
    """Say whether the dictionary has a word with a capital only, and it is no adjective of a noun that follows."""
    return not _before_capital(found, index) and takes_capital(found[index].text, language)


def _before_capital(found: Sequence[Word], index: int) -> bool:
    return index + 1 < len(found) and found[index + 1].starts_upper


def _may_be_small(found: Sequence[Word], index: int, capital: str, language: str) -> bool:
    """Say whether a word may stand in lower case: a common one, or before a noun one that may be its adjective."""
    word = found[index].text
    if capital.isupper():
        return fold(word) in function_words(language) or has_form(word, language)
    if capitalises_nouns(language):
        return _before_capital(found, index)
    return not takes_capital(word, language) and has_lemma(fold(word), language)


def _is_spoken(word: str) -> bool:
    """Say whether letters can be spoken as a word, so that an abbreviation may become one (covid, sida)."""
    return len(word) >= _SPOKEN_LENGTH and any(letter in _VOWELS for letter in word) and not _HARD.search(word)
