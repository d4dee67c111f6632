"""The check `untranslated`."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from qa.core.contracts import Check, cite
from qa.core.documents import Segment
from qa.core.findings import Evidence, Finding, Severity
from qa.lang.addresses import is_address
from qa.lang.punctuation import bracketed
from qa.lang.quotes import pair_marks
from qa.lang.tags import display_name, same_language
from qa.lang.vocabulary import belongs_rather_to, frequency, function_words, has_frequencies
from qa.lang.words import Word, folded_words, words

_FEWEST = 3
_SHARE = 0.5
_LONGEST_CODE = 4
# Text without spaces has fewer than one in this many characters; its letters come after this one.
_PIECE, _SPACED = 20, "\u0dff"
# Single words that people marked as errors in medical abstracts and talks: with references that lack them, and without
# references words that are once in 100,000 and more in the source's language.
_SURE, _KNOWN, _COMMON, _LOAN = 0.85, 0.75, 0.65, 0.4
_FREQUENT, _SHORTEST, _TIES = 4.0, 4, frozenset("-‑/_@'’")
_QUOTED = ("en", "fr", "de", "es", "it")
_PIECES = re.compile(r"[^\W\d_\u0e00-\U0010ffff]{4,}")


@dataclass(frozen=True)
class Untranslated(Check):
    """Words of the source stand in the translation as they are, in the source's language.

    Why: a segment that nobody translated, or a stretch that the translator or the engine skipped.
    Limits: a stretch is reported from three words on that belong to the source's language and not to the translation's;
    names, numbers, codes and words that both languages have do not count. A whole segment is reported from one such
    word on; where others are names or titles, its confidence is below the default. A single word in small letters is
    reported where no reference has it, or where it is a common one in the source's language; below the default where it
    seems to be half of a borrowed term ("day hospital"). What stands in quotation marks or brackets may be a title or a
    gloss, and is left alone.
    """

    severity = Severity.MAJOR
    needs = frozenset({"source"})
    category = "accuracy/untranslated"

    def check(self, segment: Segment) -> Iterator[Finding]:
        """Yield a finding for each stretch, or one for the whole segment."""
        compared = _compared(segment)
        if compared is None or not compared.foreign:
            return
        if compared.folded == compared.source:
            if not _is_quotation(compared.own, segment.source_lang or "und"):
                yield self._whole(segment, compared)
            return
        small = [index for index in compared.foreign if not compared.own[index].starts_upper]
        if not small:
            return
        spared = _spared(segment.target.text, segment.target_lang)
        done: set[int] = set()
        for first, last in _runs(compared.folded, compared.source):
            inside = small[bisect_left(small, first) : bisect_right(small, last)]
            if len(inside) >= max(_FEWEST, _SHARE * (last - first + 1)):
                done.update(inside)
                start, end = compared.own[inside[0]].start, compared.own[inside[-1]].end
                run = compared.own[first : last + 1]
                if not _is_inside(start, end, spared) and not _is_kept(segment, start, end, run):
                    yield self._stretch(segment, start, end)
        yield from self._single_words(segment, compared, [index for index in small if index not in done], spared)

    def _single_words(
        self, segment: Segment, compared: _Compared, left: Sequence[int], spared: Sequence[tuple[int, int]]
    ) -> Iterator[Finding]:
        """Yield a finding for each word, or words side by side, that no reference has and that tell by themselves."""
        language, own = segment.target_lang, compared.own
        said = {*compared.source}.difference(*(folded_words(one.text, language) for one in segment.references))
        telling = [
            index
            for index in left
            if compared.folded[index] in said
            and not _is_inside(own[index].start, own[index].end, spared)
            and _is_telling(own[index], segment)
        ]
        for first, last in _neighbours(telling):
            loan = _is_in_loan(compared.folded, first, last, compared.source, language)
            confidence = _KNOWN if segment.references else _LOAN if loan else _COMMON
            yield self._stretch(segment, own[first].start, own[last].end, confidence)

    def _whole(self, segment: Segment, compared: _Compared) -> Finding:
        own, foreign = compared.own, compared.foreign
        total = sum(not word.is_number for word in own)
        sentence = any(not own[index].starts_upper for index in foreign) and 2 * len(foreign) >= total
        confidence = 0.9 if sentence and len(foreign) >= _FEWEST else 0.6 if len(foreign) == total else 0.4
        message = f"the translation is the source, in {display_name(segment.source_lang or 'und')}"
        return self.found(segment, own[0].start, own[-1].end, message, confidence=confidence, evidence=_cited(segment))

    def _stretch(self, segment: Segment, start: int, end: int, confidence: float = _SURE) -> Finding:
        text = segment.target.text[start:end]
        message = f'"{text}" is left in {display_name(segment.source_lang or "und")}, as in the source'
        return self.found(segment, start, end, message, confidence=confidence, evidence=_cited(segment))


@dataclass(frozen=True, slots=True)
class _Compared:
    """The words of a translation, as they stand and folded, and the folded words of its source.

    `foreign` are the indexes of the words that the source has too and that belong to its language.
    """

    own: tuple[Word, ...]
    folded: tuple[str, ...]
    source: tuple[str, ...]
    foreign: list[int]


def _compared(segment: Segment) -> _Compared | None:
    """Return the words of the translation and of its source; None where nothing can have been left."""
    text, source, language = segment.target.text, segment.source, segment.source_lang
    if source is None or language is None or "und" in (language, segment.target_lang):
        return None
    if same_language(language, segment.target_lang) or not _may_share(text, source.text):
        return None
    own = words(text, segment.target_lang)
    folded, known = folded_words(text, segment.target_lang), folded_words(source.text, language)
    shared = {*folded} & {*known}
    foreign = [index for index, word in enumerate(own) if folded[index] in shared and _is_foreign(word, segment)]
    return _Compared(own, folded, known, foreign)


def _cited(segment: Segment) -> tuple[Evidence, ...]:
    return () if segment.source is None else (cite(segment.source.trim()),)


def _may_share(text: str, source: str) -> bool:
    """Say whether the two texts are equal or have letters in a row in common, or letters without spaces.

    Nearly all good translations have not, and need not be looked at word by word.
    """
    if text.strip().casefold() == source.strip().casefold():
        return bool(text.strip())
    shared = [piece for piece in _PIECES.findall(text) if piece in source and piece.islower()]
    if shared and not {*shared}.isdisjoint(_PIECES.findall(source)):
        return True
    return len(source) > _PIECE * source.count(" ") and any(letter > _SPACED for letter in {*text} & {*source})


def _is_foreign(word: Word, segment: Segment) -> bool:
    text = word.text
    if word.is_number or (len(text) == 1 and text <= _SPACED) or (len(text) <= _LONGEST_CODE and text.isupper()):
        return False
    if segment.target.marked(word.start, word.end) or is_address(segment.target.text, word.start, word.end):
        return False
    return belongs_rather_to(text, segment.source_lang or "und", segment.target_lang)


def _is_quotation(found: Sequence[Word], language: str) -> bool:
    """Say whether words belong to a language often quoted in others, and so not to that of the source."""
    plain = [word.text for word in found if not word.is_number]
    return any(
        all(belongs_rather_to(text, other, language) for text in plain)
        for other in _QUOTED
        if not same_language(other, language)
    )


def _is_kept(segment: Segment, start: int, end: int, run: Sequence[Word]) -> bool:
    """Say whether a reference has kept the stretch too, or the words around it are a quotation."""
    stretch = segment.target.text[start:end].casefold()
    if any(stretch in other.text.casefold() for other in segment.references):
        return True
    return _is_quotation(run, segment.source_lang or "und")


def _is_telling(word: Word, segment: Segment) -> bool:
    """Say whether a single word of the source's language tells that it was left; not a short one or part of another."""
    text = segment.target.text
    around = {*text[max(0, word.start - 1) : word.start], *text[word.end : word.end + 1]}
    if not word.text.isalpha() or (len(word.text) < _SHORTEST and word.text[0] <= _SPACED) or around & _TIES:
        return False
    if segment.references:
        return True
    known = has_frequencies(segment.target_lang)
    return known and frequency(word.text, segment.source_lang or "und") >= _FREQUENT


def _is_in_loan(own: Sequence[str], first: int, last: int, theirs: Sequence[str], language: str) -> bool:
    """Say whether the word beside is of the source too, as in a term that is borrowed whole: `day hospital`."""
    beside = [pair for pair in ((first - 1, first), (last, last + 1)) if pair[0] >= 0 and pair[1] < len(own)]
    small, pairs = function_words(language), {*pairwise(theirs)}
    return any((own[one], own[two]) in pairs and not {own[one], own[two]} & small for one, two in beside)


def _neighbours(indexes: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the first and the last of the indexes that follow each other."""
    first = 0
    for place, index in enumerate(indexes):
        if place + 1 == len(indexes) or indexes[place + 1] > index + 1:
            yield indexes[first], index
            first = place + 1


def _is_inside(start: int, end: int, ranges: Sequence[tuple[int, int]]) -> bool:
    return any(low <= start and end <= high for low, high in ranges)


def _runs(own: Sequence[str], theirs: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield the first and the last index of each stretch of words whose neighbours are neighbours in the source too."""
    known = set(pairwise(theirs))
    first = 0
    for index, pair in enumerate(pairwise(own)):
        if pair not in known:
            if index > first:
                yield first, index
            first = index + 1
    if len(own) - 1 > first:
        yield first, len(own) - 1


def _spared(text: str, language: str) -> list[tuple[int, int]]:
    """Return where quotations and brackets stand, which may hold titles and glosses."""
    quotations = pair_marks(text, language).quotations
    return bracketed(text) + [(quotation.start, quotation.end) for quotation in quotations if quotation.end is not None]
