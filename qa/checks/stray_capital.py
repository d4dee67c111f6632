"""The check `stray-capital`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from qa.align.words import pair_words
from qa.core.contracts import GroupCheck, cite
from qa.core.documents import Segment
from qa.core.findings import Evidence, Finding
from qa.lang.forms import base_form
from qa.lang.letter_case import lower
from qa.lang.quotes import quoted
from qa.lang.scripts import capitalises_whole_names, has_capitals, writes_syllables_apart
from qa.lang.vocabulary import common_lower_case_words, function_words, lower_case_words
from qa.lang.words import Word, fold, folded_words, word_cases, words

_GAPS = frozenset((" ", "\u00a0", ", ", "-", "‑", "’", "'", "» ", "” ", "“ ", "’ ", '" '))
_HEADLINE_SHARE = 0.6
_SMALL = 40
_CORRECTED, _CERTAIN, _GRAMMAR, _TASTE, _CONTENT = 0.9, 0.75, 0.5, 0.45, 0.4


class _Stray(NamedTuple):
    """A word with a stray capital; it is `certain` where a reference has it in lower case after the same word.

    The reference has to be the translation, corrected, or the word a grammatical one: another translator may only have
    another taste (the Prime Minister, the prime minister).
    """

    word: Word
    evidence: Evidence | None = None
    certain: bool = False


@dataclass(frozen=True)
class StrayCapital(GroupCheck):
    """A word inside a sentence starts with a capital for no reason.

    Why: the text of a link is written in title case on its own page and keeps its capitals inside the sentence.
    Bad: [fr] Le ministre a dit ⟦Que⟧ la loi serait votée. | Le ministre a dit que la loi serait adoptée.
    Bad: the movement said ⟦They⟧ would write an open letter
    Good: He read The New York Times in The Hague.
    Good: The Institute for the Study of War said so.
    Limits: without a reference only common words that people hardly ever capitalise are reported, between words in
    lower case; in English, where every main word of a name has a capital, also words that the document has in lower
    case elsewhere, and a lone small word between capitals. Annotators mark half of the function words found so as
    errors and three in ten of the others, even against references, since what is a name is a matter of taste ("the
    Prime Minister"): the others have a confidence below the default unless a correction has them in
    lower case. Headlines and lines in title case are left alone; scripts without capitals are not covered.
    """

    category = "linguistic-conventions/orthography"

    def covers(self, language: str) -> bool:
        """Say whether the language is written with capitals."""
        return has_capitals(language)

    def check_group(self, segments: Sequence[Segment]) -> Iterator[Finding]:
        """Yield one finding for each run of stray capitals in a document."""
        usage = _usage(segments)
        for segment in segments:
            if "heading" not in segment.flags:
                yield from self._check(segment, usage)

    def _check(self, segment: Segment, usage: _Usage) -> Iterator[Finding]:
        found = words(segment.target.text, segment.target_lang)
        cases = word_cases(segment.target.text, segment.target_lang)
        if _is_title(cases):
            return
        run: list[_Stray] = []
        for index, case in enumerate(cases):
            stray = self._judge(segment, found, index, usage) if case == "A" else None
            if stray is not None:
                run.append(stray)
            elif run:
                yield self._report(segment, run)
                run = []
        if run:
            yield self._report(segment, run)

    def _judge(self, segment: Segment, found: Sequence[Word], index: int, usage: _Usage) -> _Stray | None:
        word, text = found[index], segment.target.text
        if index == 0 or len(word.text) == 1 or word.text[1:] != word.text[1:].lower():
            return None
        if segment.target.marked(word.start, word.end) or text[found[index - 1].end : word.start] not in _GAPS:
            return None
        if segment.references:
            seen, stray = _witness(segment, index)
            if seen:
                return stray
        odd = _is_never_capital(segment, found, index, usage) or _is_odd_in_name(segment, found, index, usage)
        return _Stray(word) if odd else None

    def _report(self, segment: Segment, run: Sequence[_Stray]) -> Finding:
        start, end = run[0].word.start, run[-1].word.end
        surface = segment.target.text[start:end]
        instead = lower(surface, segment.target_lang)
        evidence = tuple(dict.fromkeys(item.evidence for item in run if item.evidence is not None))
        backing = f'; the reference has "{evidence[0].text}"' if evidence else ""
        backing = "; the references have them in lower case" if len(run) > 1 and evidence else backing
        kind = "a capital" if len(run) == 1 else "capitals"
        confidence = _confidence(segment, run)
        return self.found(
            segment, start, end, f'"{surface}": {kind} inside the sentence{backing}',
            confidence=confidence, evidence=evidence,
            fix=instead if all(item.certain for item in run) else None, suggestion=instead,
        )  # fmt: skip


def _confidence(segment: Segment, run: Sequence[_Stray]) -> float:
    """Return how sure it is: most in a correction, little of what may be a name."""
    if _is_taste(segment, run):
        return _TASTE
    if "post-edit" in segment.flags and any(item.evidence for item in run):
        return _CORRECTED
    if all(item.certain for item in run):
        return _CERTAIN
    usual = _grammatical(segment.target_lang)
    return _GRAMMAR if any(fold(item.word.text) in usual for item in run) else _CONTENT


@lru_cache(maxsize=64)
def _grammatical(language: str) -> frozenset[str]:
    """Return the function words that take no capital of courtesy either, as German Sie does."""
    return function_words(language) & lower_case_words(language)


def _is_taste(segment: Segment, run: Sequence[_Stray]) -> bool:
    """Say whether the words may be a name to this translator and none to another: `the Prime Minister`."""
    language = segment.target_lang
    grammar = function_words(language)
    several = len(run) > 1 and not any(fold(item.word.text) in grammar for item in run)
    return several and capitalises_whole_names(language) and not any(item.certain for item in run)


def _is_title(cases: str) -> bool:
    cased = len(cases) - cases.count("-")
    return cased > 2 and cases.count("A") > _HEADLINE_SHARE * cased


def _witness(segment: Segment, index: int) -> tuple[bool, _Stray | None]:
    """Say whether a reference has the word, and how it is stray where one has it in lower case at the same place.

    None of them may have it with a capital inside a sentence.
    """
    language = segment.target_lang
    found: list[_Stray] = []
    for reference in segment.references:
        pairing = pair_words(segment.target.text, reference.text, language)
        if base_form(pairing.target[index].text, language) in _capitals(reference.text, language):
            return True, None
        link = pairing.links[index]
        if link is not None and pairing.other[link].starts_lower:
            evidence = cite(reference, pairing.other[link].start, pairing.other[link].end)
            own, theirs = pairing.target[index - 1 : index + 1], pairing.other[max(0, link - 1) : link + 1]
            same = [fold(word.text) for word in own] == [fold(word.text) for word in theirs]
            no_taste = "post-edit" in segment.flags or fold(own[-1].text) in _grammatical(language)
            found.append(_Stray(own[-1], evidence, same and no_taste))
    certain = any(stray.certain for stray in found)
    return bool(found), found[0]._replace(certain=certain) if found else None


@lru_cache(maxsize=1024)
def _capitals(text: str, language: str) -> frozenset[str]:
    """Return the base forms of the words that stand with a capital inside a sentence."""
    found = words(text, language)
    return frozenset(
        base_form(word.text, language)
        for before, word in pairwise(found)
        if word.starts_upper and not text[before.end : word.start].strip(" \u00a0-’'")
    )


def _is_never_capital(segment: Segment, found: Sequence[Word], index: int, usage: _Usage) -> bool:
    """Say whether the word is a common one that stays in lower case, with words in lower case on both sides.

    A content word that the document capitalises again inside a sentence is part of a name there (`el Condado de Lee`).
    """
    if writes_syllables_apart(segment.target_lang):
        return False
    usual = lower_case_words(segment.target_lang)
    if fold(found[index].text) not in common_lower_case_words(segment.target_lang) or index + 1 == len(found):
        return False
    if _continues_name(found, index, segment.target_lang) or fold(found[index].text) in usage.inside:
        return False
    before, after = found[index - 1], found[index + 1]
    gap = segment.target.text[found[index].end : after.start]
    small = fold(found[index].text) in function_words(segment.target_lang, _SMALL)
    if len(before.text) == 1 or before.text.isupper() or (index == 1 and before.starts_upper):
        return False
    return (before.starts_lower or small) and after.starts_lower and fold(after.text) in usual and not gap.strip(" ,")


def _continues_name(found: Sequence[Word], index: int, language: str) -> bool:
    """Say whether only function words part the word from capitals around it: `Institute for the Study of War`."""
    grammar = function_words(language)
    around = []
    for step in (-1, 1):
        place = index + step
        while 0 < place < len(found) - 1 and found[place].starts_lower and fold(found[place].text) in grammar:
            place += step
        around.append(found[place].starts_upper and fold(found[place].text) not in grammar and place > 0)
    return all(around)


@dataclass(frozen=True, slots=True)
class _Usage:
    """The folded words that a document has in lower case, and those that it capitalises more than once.

    `inside` are the content words that it capitalises more than once after a word in lower case.
    """

    lower: frozenset[str]
    capital: frozenset[str]
    inside: frozenset[str]


def _usage(segments: Sequence[Segment]) -> _Usage:
    lower: set[str] = set()
    upper: Counter[str] = Counter()
    inside: Counter[str] = Counter()
    for segment in segments:
        after_lower, grammar = False, function_words(segment.target_lang)
        text, language = segment.target.text, segment.target_lang
        for case, folded in zip(word_cases(text, language), folded_words(text, language), strict=True):
            if case == "a":
                lower.add(folded)
            else:
                upper[folded] += 1
                inside[folded] += after_lower and folded not in grammar
            after_lower = case == "a"
    return _Usage(frozenset(lower), _repeated(upper), _repeated(inside))


def _repeated(counts: Counter[str]) -> frozenset[str]:
    return frozenset(word for word, count in counts.items() if count > 1)


def _is_odd_in_name(segment: Segment, found: Sequence[Word], index: int, usage: _Usage) -> bool:
    """Say whether the capital makes no name, in a language that capitalises all the main words of a name.

    That is a word, in lower case elsewhere, that stands between words in lower case and is tied to no name by small
    words; or a lone small word between capitals: `Sources Quote By Medusa`.
    """
    text, language = segment.target.text, segment.target_lang
    if not capitalises_whole_names(language) or not 0 < index < len(found) - 1:
        return False
    before, word, after = found[index - 1 : index + 2]
    if (
        text[before.end : word.start].strip()
        or text[word.end : after.start].strip()
        or quoted(text, language)[word.start]
    ):
        return False
    if before.starts_lower and after.starts_lower:
        folded = fold(word.text)
        known = folded not in usage.capital and folded in usage.lower | lower_case_words(language)
        return known and not any(_reaches_name(found, index, step, language) for step in (-1, 1))
    small = function_words(language)
    around = found[max(0, index - 3) : index + 4]
    lone = sum(other.starts_upper and fold(other.text) in small for other in around) == 1
    return before.starts_upper and after.starts_upper and fold(word.text) in small and lone


def _reaches_name(found: Sequence[Word], index: int, step: int, language: str) -> bool:
    """Say whether only small words and numbers lie between the word and the next capital in one direction."""
    small = function_words(language)
    place = index + step
    while 0 < place < len(found) - 1 and fold(found[place].text) in small and not found[place].starts_upper:
        place += step
    return found[place].starts_upper or found[place].is_number
