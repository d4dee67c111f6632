"""The check `name-variants`."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, takewhile

from qa.core.contracts import GroupCheck, cite
from qa.core.documents import Segment
from qa.core.findings import Finding
from qa.lang.forms import base_form
from qa.lang.lemmas import has_lemma
from qa.lang.name_spellings import inflects, likeness
from qa.lang.names import knows_names, names_and_capitals, opens_sentence
from qa.lang.romanisation import romanised, script_of
from qa.lang.sounds import skeleton, sounds
from qa.lang.vocabulary import frequency, has_frequencies, lower_case_words
from qa.lang.words import Word, fold, folded_words, words

_SHORTEST, _ALIKE, _ENDING, _KNOWN, _LONGEST = 5, 0.8, 3, 3.6, 40
_HYPHENS = ("-", "‑")


@dataclass(frozen=True, slots=True)
class _Place:
    segment: Segment
    word: Word
    before: str = ""
    opens: bool = False


@dataclass(frozen=True)
class NameVariants(GroupCheck):
    """A name is spelled in several ways in one text.

    Why: a reader takes Meduza and Medusa for two news outlets.
    Bad: Meduza asked him. He told Meduza no. Later ⟦Medusa⟧ asked again.
    Bad: He reads Meduza. She reads Meduza too, and they write for ⟦meduza⟧ now.
    Good: Ivanov married Anna Ivanova, and Petr Ivanov came.
    Good: Iran and Iraq signed. Iran will pay.
    Limits: names of four letters and fewer are left alone, and so are spellings that differ only in what may be an
    inflected ending. The spelling used most often in the text is taken for the right one. A name in lower case is told
    from a common noun by how rare the word is, in languages with a list of frequencies.
    """

    category = "terminology/inconsistent"

    def covers(self, language: str) -> bool:
        """Say whether capitals tell names in the language."""
        return knows_names(language)

    def check_group(self, segments: Sequence[Segment]) -> Iterator[Finding]:
        """Yield a finding at each place of a rarer spelling, with the most frequent one as suggestion."""
        places = _names(segments)
        counts = Counter({form: len(found) for form, found in places.items()})
        groups: dict[str, list[str]] = defaultdict(list)
        for form in places:
            groups[_sounding(form, segments[0].target_lang)].append(form)
        for group in groups.values():
            for one, other in combinations(sorted(group, key=lambda form: (-counts[form], form)), 2):
                if counts[one] > counts[other] and _are_variants(places[one], places[other]):
                    yield from self._report(places[other], places[one][0], one)
        if has_frequencies(segments[0].target_lang):
            yield from self._lower(segments, places)

    def _report(self, rare: Sequence[_Place], usual: _Place, form: str) -> Iterator[Finding]:
        for place in rare:
            yield self.found(
                place.segment, place.word.start, place.word.end,
                f'"{place.word.text}": elsewhere the text spells this name "{form}"',
                confidence=0.7, evidence=[cite(usual.segment.target, usual.word.start, usual.word.end)],
                suggestion=form,
            )  # fmt: skip

    def _lower(self, segments: Sequence[Segment], places: dict[str, list[_Place]]) -> Iterator[Finding]:
        language = segments[0].target_lang
        usual = {fold(form): form for form, found in places.items()
                 if len(form) >= _SHORTEST and sum(_is_own_name(place, language) for place in found) > 1}  # fmt: skip
        lower: dict[str, list[_Place]] = defaultdict(list)
        for segment in segments:
            text = segment.target.text
            for word, folded in zip(words(text, language), folded_words(text, language), strict=True):
                if folded not in usual or text[word.end : word.end + 1] in _HYPHENS:
                    continue
                if word.text.islower() and _is_rare(word.text, language):
                    lower[usual[folded]].append(_Place(segment, word))
        for form, found in lower.items():
            if len(found) < len(places[form]):
                yield from self._report(found, places[form][0], form)


def _names(segments: Sequence[Segment]) -> dict[str, list[_Place]]:
    """Return where each name stands; words in capitals throughout are left out."""
    places: dict[str, list[_Place]] = defaultdict(list)
    for segment in segments:
        text, before = segment.target.text, None
        for word in names_and_capitals(text, segment.target_lang):
            opens = opens_sentence(word, text)
            if opens and not has_frequencies(segment.target_lang):
                continue
            beside = before is not None and text[before.end : word.start] == " "
            if word.text.isalpha() and not word.text.isupper() and not segment.target.marked(word.start, word.end):
                places[word.text].append(_Place(segment, word, before.text if before and beside else "", opens))
            before = word
    return places


def _sounding(form: str, language: str) -> str:
    return skeleton(sounds(next(iter(romanised(form, language)), "")))


def _is_rare(word: str, language: str) -> bool:
    return fold(word) not in lower_case_words(language) and frequency(word, language) < _KNOWN


def _is_own_name(place: _Place, language: str) -> bool:
    """Say whether the word is a name by itself, and not a common noun in one (`the Bureau of Animal Husbandry`)."""
    word, text = place.word, place.segment.target.text
    before = text[max(0, word.start - _LONGEST) : word.start].split(" ")[-2:]
    longer = len(before) > 1 and before[0][:1].isupper() and not before[1]
    return not place.opens and not (longer and has_lemma(fold(word.text), language))


def _are_variants(usual: Sequence[_Place], rare: Sequence[_Place]) -> bool:
    """Say whether two spellings are of one name: alike, no inflected forms, and not the names of two people."""
    language = usual[0].segment.target_lang
    one, other = fold(usual[0].word.text), fold(rare[0].word.text)
    if one == other or min(len(one), len(other)) < _SHORTEST:
        return False
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
    if (inflects(language) or not has_frequencies(language)) and shared >= min(len(one), len(other)) - _ENDING:
        return False
    first, second = {place.before for place in usual} - {""}, {place.before for place in rare} - {""}
    if first and second and not first & second:
        return False
    if script_of(one) != script_of(other) or base_form(one, language) == base_form(other, language):
        return False
    return likeness(one, other) >= _ALIKE
