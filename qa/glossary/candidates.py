"""Chooses, among the phrases of texts, those that look like names or terms."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from qa.glossary.association import TELLING, surprise
from qa.glossary.citation import citation, joined
from qa.glossary.phrases import Key, Phrases, Run, Use, commonness, names, repeated
from qa.lang.scripts import has_spaces
from qa.lang.vocabulary import function_words, has_frequencies, lower_case_words
from qa.lang.words import fold

_NESTED = 0.75
_RARE, _UNKNOWN = 4.0, 2.0
_KEY = 15.0
_OFTEN, _FAR_MORE = 5, 20
_SHORTEST, _LEAST_LINKED = 3, 3


@dataclass(frozen=True)
class Candidate:
    """A phrase that may be a name or a term, with its uses in the order of the texts."""

    key: Key
    language: str
    uses: tuple[Use, ...]
    is_name: bool

    @cached_property
    def text(self) -> str:
        """The form to write into a term base."""
        return citation(self.uses, self.language)

    @cached_property
    def segments(self) -> frozenset[int]:
        """The numbers of the segments in which it stands."""
        return frozenset(use.run.number for use in self.uses)


@dataclass(frozen=True, slots=True)
class Least:
    """How often a name, and a term, must stand in the texts to be a candidate."""

    names: int = 1
    terms: int = 2


def candidates(divided: Sequence[Run], language: str, least: Least) -> list[Candidate]:
    """Return the candidates of texts in one language, the most frequent first, of equals by the alphabet."""
    total = sum(len(run.tokens) for run in divided)
    phrases = repeated(divided, language, max(1, least.terms))
    terms = {key: uses for key, uses in phrases.items() if _is_term(key, phrases, language, total, least)}
    named = {key: uses for key, uses in joined(names(divided), language).items() if _is_telling_name(uses)}
    longer = {key: uses for key, uses in terms.items() if _are_names(uses)}
    proper = _independent({**longer, **{key: uses for key, uses in named.items() if len(uses) >= least.names}})
    common = {key: uses for key, uses in _independent(terms).items() if key not in longer}
    chosen = [Candidate(key, language, tuple(uses), is_name=True) for key, uses in proper.items()]
    chosen += [Candidate(key, language, tuple(uses), is_name=False) for key, uses in common.items()]
    return sorted(chosen, key=lambda candidate: (-len(candidate.uses), candidate.text, candidate.key))


def _is_telling_name(uses: Sequence[Use]) -> bool:
    """Say whether a name stands somewhere else than at the start of a sentence, or has several words."""
    return len(uses[0].tokens) > 1 or any(not use.tokens[0].opens for use in uses)


def _independent(phrases: Phrases) -> Phrases:
    """Leave out the phrases that stand in one longer phrase most of the time."""
    inside: Counter[Key] = Counter()
    for key, uses in phrases.items():
        for length in range(1, len(key)):
            for first in range(len(key) - length + 1):
                part = key[first : first + length]
                inside[part] = max(inside[part], len(uses))
    return {key: uses for key, uses in phrases.items() if inside[key] < _NESTED * len(uses)}


def _is_term(key: Key, phrases: Phrases, language: str, total: int, least: Least) -> bool:
    """Say whether a phrase is one rare word, or words that cling together; names within reach of capitals are not."""
    uses = phrases[key]
    # Versions of one segment say the same several times.
    segments = len({use.run.number for use in uses})
    if segments < least.terms:
        return False
    half = len(uses) / 2
    if (sum(use.tokens[0].name for use in uses) > half) != (sum(use.tokens[-1].name for use in uses) > half):
        return False
    if all(token.name for token in uses[0].tokens):
        return False
    if len(key) == 1:
        return _is_telling_word(uses, segments, language, total)
    if segments < _LEAST_LINKED and any(token.everyday for token in uses[0].tokens):
        return False
    together = len(uses)
    return all(
        surprise(together, _count(phrases, key[:cut], together), _count(phrases, key[cut:], together), total) >= TELLING
        for cut in range(1, len(key))
    )


def _are_names(uses: Sequence[Use]) -> bool:
    return sum(use.is_name for use in uses) > len(uses) / 2


def _count(phrases: Phrases, key: Key, least: int) -> int:
    """Return how often a part of a phrase stands; a part that is no phrase itself counts as often as the whole."""
    return len(phrases[key]) if key in phrases else least


def _is_telling_word(uses: Sequence[Use], segments: int, language: str, total: int) -> bool:
    """Say whether one word is far more frequent here than in the language at large."""
    text = uses[0].text
    if len(text) < (_SHORTEST if has_spaces(language) else 2):
        return False
    usual = max(commonness(use.text, language) for use in uses[:20])
    if not has_frequencies(language):
        folded = {fold(use.text) for use in uses[:20]}
        return folded.isdisjoint(lower_case_words(language) | function_words(language))
    expected = total * 10 ** (max(usual, _UNKNOWN) - 9)
    if usual >= _RARE and (segments < _OFTEN or len(uses) < _FAR_MORE * expected):
        return False
    return 2 * len(uses) * math.log(len(uses) / expected) >= _KEY
