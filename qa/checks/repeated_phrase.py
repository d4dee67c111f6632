"""The check `repeated-phrase`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qa.core.contracts import Check
from qa.core.documents import Segment
from qa.core.findings import Finding
from qa.lang.quotes import quoted
from qa.lang.repeats import Repeat, repeats
from qa.lang.sentences import sentences
from qa.lang.words import Word, fold, folded_words, words

_PAIR, _PHRASE, _SENTENCE = 2, 3, 4


@dataclass(frozen=True)
class RepeatedPhrase(Check):
    """Three words or more, or a whole sentence, stand twice in a row.

    Why: machine translation can fall into a loop, and cut-and-paste inserts a line twice.
    Bad: The minister said ⟦that the law that the law⟧ will pass.
    Bad: They were ⟦the same the same the same⟧ in the end.
    Bad: The bridge was closed on Monday. ⟦The bridge was closed on Monday.⟧
    Good: Step by step by step they came nearer.
    Good: Row, row, row your boat, he sang.
    Limits: two words have to stand three times, one word is left to `doubled-word`; what is repeated inside quotation
    marks, or with a mark between, is left alone, and so are repeated lines, as songs and tables have them.
    """

    category = "linguistic-conventions/grammar"

    def check(self, segment: Segment) -> Iterator[Finding]:
        """Yield a finding for each run of words that is repeated at once, and for each sentence that stands twice."""
        text, language = segment.target.text, segment.target_lang
        found, folded = words(text, language), folded_words(text, language)
        if not _has_twice(folded, _PAIR):
            return
        for repeat in repeats(folded, _PAIR):
            run = found[repeat.start : repeat.end]
            start, end = run[0].start, found[repeat.start + repeat.times * repeat.period - 1].end
            if not _is_loop(text, run, repeat) or segment.target.marked(start, end):
                continue
            if any(quoted(text, language)[start:end]) or _is_repeated_in(segment, text[start:end]):
                continue
            once = text[start : run[repeat.period - 1].end]
            yield self.found(
                segment, start, end, f'"{once}" stands {repeat.times} times in a row', confidence=0.9, suggestion=once
            )
        yield from self._sentences(segment)

    def _sentences(self, segment: Segment) -> Iterator[Finding]:
        text, language = segment.target.text, segment.target_lang
        if not _has_twice(folded_words(text, language), _SENTENCE):
            return
        before = ""
        for start, end in sentences(text, language):
            sentence = fold(text[start:end])
            twice = sentence == before and len(words(text[start:end], language)) >= _SENTENCE
            if twice and not segment.target.marked(start, end) and not _is_repeated_in(segment, text[start:end]):
                yield self.found(
                    segment, start, end, f'"{text[start:end]}": the sentence stands twice in a row', confidence=0.9
                )
            before = sentence


def _has_twice(folded: Sequence[str], length: int) -> bool:
    """Say whether as many words in a row stand twice in a text."""
    runs = list(zip(*(folded[start:] for start in range(length)), strict=False))
    return len(set(runs)) < len(runs)


def _is_loop(text: str, run: Sequence[Word], repeat: Repeat) -> bool:
    """Say whether no mark and no number makes sense of the repetition."""
    if repeat.period < _PHRASE and repeat.times < _PHRASE:
        return False
    same = {fold(word.text) for word in run[: repeat.period]}
    seams = range(repeat.period, repeat.times * repeat.period, repeat.period)
    plain = all(not text[run[seam - 1].end : run[seam].start].strip() for seam in seams)
    return plain and len(same) > 1 and not any(word.is_number for word in run)


def _is_repeated_in(segment: Segment, phrase: str) -> bool:
    return any(phrase in reference.text for reference in segment.references)
