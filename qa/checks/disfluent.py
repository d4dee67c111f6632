"""The check `disfluent`."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from qa.core.contracts import Check
from qa.core.documents import Segment
from qa.core.findings import Finding
from qa.glossary.base import Glossary
from qa.lang.addresses import is_address
from qa.lang.vocabulary import frequency, has_frequencies
from qa.lang.words import Word, fold, folded_words, words
from qa.models import language_models
from qa.models.surprise import Surprises

# On the Zipf scale: what is rarer may be a name, a term or a slip, which other checks know better.
_COMMON = 4.5
# How much less likely a word and the next are at their places than anywhere, in natural logarithms, that is reported.
_LEAST, _STRONG = 3.0, 4.0
# So many plain words must stand before: a model knows neither language nor subject at the beginning.
_BEFORE = 4
_BATCH = 500
# The share of findings that touch an error which people marked, in medical abstracts and talks, with Gemma 3 270M and
# SmolLM2-135M together: where no reference has the word, 25 of 57, and 31 of 55 of the strong spikes; without a
# reference 53 of 242, and 77 of 235 of the strong.
_WITH_REFERENCE = {False: 0.45, True: 0.55}
_WITHOUT = {False: 0.2, True: 0.35}


@dataclass(frozen=True)
class Disfluent(Check):
    """A common word stands where a language model hardly expects it.

    Why: a word in a wrong place, a wrong form that is a word too, or a word left out before it stops the reader, and no
    dictionary sees it.
    Bad: All of the children are playing ⟦of⟧ the garden.
    Good: All of the children are playing in the garden.
    Limits: needs a language model of your own (`--model causal-lm:PATH` or `masked-lm:PATH`). Reported are common words
    that are much less likely at their place than anywhere in the language, after four others at least. Names, numbers,
    rare words and what references, source or glossary have are never reported. Small models are surprised by good
    sentences too: of the strong spikes of Gemma 3 270M, people had marked 16 of 23 where a reference lacks the word,
    and 38 of 98 without a reference; of those of SmolLM2-135M, which knows less, 15 of 32 and 39 of 137. So the default
    confidence shows the strong ones, where there is a reference, and hides all others.
    """

    category = "linguistic-conventions/grammar"
    takes = language_models.KINDS

    checkpoint: str = ""
    kind: str = ""
    glossary: Glossary = field(default_factory=Glossary)

    def covers(self, language: str) -> bool:
        """Say whether it is known how common the words of the language are."""
        return has_frequencies(language)

    def check(self, segment: Segment) -> Iterator[Finding]:
        """Yield a finding for each word that the model does not expect."""
        return self.check_many([segment])

    def check_many(self, segments: Sequence[Segment]) -> Iterator[Finding]:
        """Yield the findings of many segments, read together."""
        if not self.checkpoint:
            return
        own = {word for term in self.glossary.terms for word in folded_words(term.text, term.language)}
        for start in range(0, len(segments), _BATCH):
            some = segments[start : start + _BATCH]
            read = language_models.load(self.kind, self.checkpoint).surprises([segment.target.text for segment in some])
            for segment, surprises in zip(some, read, strict=True):
                yield from self._judge(segment, surprises, own | _supported(segment))

    def _judge(self, segment: Segment, surprises: Surprises, supported: set[str]) -> Iterator[Finding]:
        every = words(segment.target.text, segment.target_lang)
        plain = [_is_plain(segment, word) for word in every]
        excess = [
            _excess(word, segment.target_lang, surprises) if is_plain else 0.0
            for word, is_plain in zip(every, plain, strict=True)
        ]
        before = 0
        for place, word in enumerate(every):
            spike = excess[place] + max([0.0, *excess[place + 1 : place + 2]])
            if (
                before >= _BEFORE
                and plain[place - 1]
                and excess[place] > 0
                and spike >= _LEAST
                and fold(word.text) not in supported
                and frequency(word.text, segment.target_lang) >= _COMMON
            ):
                right = (_WITH_REFERENCE if segment.references else _WITHOUT)[spike >= _STRONG]
                yield self.found(
                    segment, word.start, word.end, f'"{word.text}": is hardly expected here', confidence=right
                )
            before += plain[place]


def _excess(word: Word, language: str, surprises: Surprises) -> float:
    """Return how much less likely a word is at its place than anywhere, in natural logarithms; 0 of an unknown one."""
    zipf = frequency(word.text, language)
    return surprises.between(word.start, word.end) + (zipf - 9) * math.log(10) if zipf else 0.0


def _supported(segment: Segment) -> set[str]:
    """Return the folded words of references and source."""
    found = {word for reference in segment.references for word in folded_words(reference.text, segment.target_lang)}
    if segment.source is not None:
        found.update(folded_words(segment.source.text, segment.source_lang or "und"))
    return found


def _is_plain(segment: Segment, word: Word) -> bool:
    """Say whether a word is prose in small letters, or in letters that have none."""
    text = segment.target.text
    return (
        not word.is_number
        and not word.starts_upper
        and word.text == word.text.lower()
        and not segment.target.marked(word.start, word.end)
        and not is_address(text, word.start, word.end)
    )
