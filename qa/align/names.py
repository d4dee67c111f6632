"""Compares the names of a translation with those of its references and its source."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from qa.align.words import Pairing, pair_words
from qa.core.documents import Segment
from qa.core.passage import Passage
from qa.lang.forms import base_form
from qa.lang.name_spellings import likeness
from qa.lang.names import is_derived, name_words, opens_sentence
from qa.lang.vocabulary import frequency, function_words
from qa.lang.words import Word, fold, words

_SAME, _PREFIX, _LONG, _COMMON = 0.5, 4, 20_000, 4.0
_SMALL, _MARKS = 40, frozenset('.,;:!?)("”»')
_Told = Sequence[tuple[Passage, str]]


@dataclass(frozen=True, slots=True)
class Lost:
    """A name at `start` to `end` of a reference that the translation lacks.

    `place` is where it would stand in the translation; `backed` says that the source has it too,
    `opens` that it is one word at the start of a sentence, which may be no name at all.
    """

    reference: Passage
    start: int
    end: int
    place: int
    backed: bool
    opens: bool

    @property
    def text(self) -> str:
        """The name."""
        return self.reference.text[self.start : self.end]


def strange_names(segment: Segment) -> list[list[Word]]:
    """Return the names of the translation, as runs of words, that neither a reference nor the source has."""
    language = segment.target_lang
    told = [(reference, language) for reference in segment.references]
    if segment.source is not None:
        told.append((segment.source, segment.source_lang or "und"))
    return [
        run for run in _unmatched(segment.target.text, language, told)
        if not any(segment.target.marked(word.start, word.end) for word in run)
    ]  # fmt: skip


def lacking_names(segment: Segment, reference: Passage) -> list[Lost]:
    """Return the names of a reference that the translation lacks."""
    language = segment.target_lang
    pairing = pair_words(segment.target.text, reference.text, language)
    source = [] if segment.source is None else [(segment.source, segment.source_lang or "und")]
    found = []
    for run in _unmatched(reference.text, language, [(segment.target, language)]):
        backed = any(_is_told(word.text, language, source) for word in run)
        opens = len(run) == 1 and opens_sentence(run[0], reference.text)
        place = _place(pairing, run)
        place = min(
            _gaps(segment.target.text, reference.text, language), key=lambda gap: abs(gap - place), default=place
        )
        found.append(Lost(reference, run[0].start, run[-1].end, place, backed, opens))
    return found


def _place(pairing: Pairing, run: Sequence[Word]) -> int:
    """Return where the reference's `run` would stand in the translation: beside what stands beside it there.

    Before the word that follows it, or else after the nearest linked word before it; at the end where it ends.
    """
    linked = {pairing.links[index]: index for index in pairing.linked}
    last = next(index for index, word in enumerate(pairing.other) if word.start == run[-1].start)
    after = linked.get(last + 1, len(pairing.target) if last + 1 == len(pairing.other) else None)
    if after is None:
        before = [index for link, index in linked.items() if link is not None and link <= last - len(run)]
        after = max(before, default=-1) + 1
    return pairing.target[after - 1].end if after else 0


@lru_cache(maxsize=4096)
def _gaps(text: str, reference: str, language: str) -> tuple[int, ...]:
    """Return the places that look as if a word had been cut out, ascending: after `of` in `the mayor of, who`.

    A small word stands before a mark, as nowhere in the reference.
    """
    small = function_words(language, _SMALL)
    usual = {(one, after) for _, one, after in _steps(reference, language)}
    return tuple(
        end for end, one, after in _steps(text, language)
        if one in small and after in _MARKS and (one, after) not in usual
    )  # fmt: skip


def _steps(text: str, language: str) -> Iterator[tuple[int, str, str]]:
    """Yield where each word ends, the word, and the mark or else the word that follows it."""
    found = words(text, language)
    for index, word in enumerate(found):
        following = found[index + 1] if index + 1 < len(found) else None
        between = text[word.end : following.start if following else len(text)].strip()
        yield word.end, fold(word.text), between[:1] or (fold(following.text) if following else ".")


def nearest(run: Sequence[Word], lacking: Sequence[Lost]) -> Lost | None:
    """Return the lost name that most likely stood where the names of `run` stand."""
    return min(lacking, key=lambda lost: abs(lost.place - run[0].start), default=None)


def _unmatched(text: str, language: str, told: _Told) -> list[list[Word]]:
    """Return the names of `text` that none of the texts in `told` has, a run of neighbouring words each."""
    names = name_words(text, language)
    missing = {word.start for word in names if not _is_told(word.text, language, told)}
    found = []
    for run in _runs(names, text):
        lost = [word for word in run if word.start in missing]
        if len(lost) < len(run):
            lost = [word for word in lost if frequency(word.text, language) < _COMMON]
        if lost and not _are_initials(run, told):
            found += list(_runs(lost, text))
    return found


def _runs(found: Sequence[Word], text: str) -> Iterator[list[Word]]:
    """Divide words into runs with nothing but a space or a hyphen between."""
    run: list[Word] = []
    for word in found:
        if run and text[run[-1].end : word.start].strip(" \u00a0-‑"):
            yield run
            run = []
        run.append(word)
    if run:
        yield run


def _is_told(name: str, language: str, told: _Told) -> bool:
    """Say whether a text has the name: inflected, derived (Hawaii, Hawaiian), spelled anew or inside another word."""
    return any(_has(passage.text, other, name, language) for passage, other in told)


@lru_cache(maxsize=65_536)
def _has(text: str, other: str, name: str, language: str) -> bool:
    folded = fold(name)
    if len(folded) >= (3 if name.isupper() else _PREFIX) and len(text) < _LONG and folded in fold(text):
        return True
    return any(_is_same(folded, word, language, other) for word in words(text, other) if not word.is_number)


def _is_same(folded: str, word: Word, language: str, other: str) -> bool:
    theirs = fold(word.text)
    if folded == theirs or (word.text.isupper() and len(theirs) > 2 and folded.startswith(theirs)):
        return True
    if base_form(word.text, other) == base_form(folded, language):
        return True
    if word.starts_lower and other == language:
        return is_derived(theirs, folded, language)
    if len(folded) >= _PREFIX and folded[:_PREFIX] == theirs[:_PREFIX]:
        return True
    return likeness(folded, theirs, language, other) >= _SAME


def _are_initials(run: Sequence[Word], told: _Told) -> bool:
    """Say whether a text has the run as initials (`UAE`), or the words whose initials it is."""
    initials = "".join(word.text[0] for word in run)
    short = run[0].text if len(run) == 1 and run[0].text.isupper() else None
    for passage, language in told:
        found = words(passage.text, language)
        if any(word.text.isupper() and len(word.text) > 1 and _begins(initials, word.text) for word in found):
            return True
        if short is not None and any(a.text[0].upper() + b.text[0].upper() == short[:2] for a, b in pairwise(found)):
            return True
    return False


def _begins(initials: str, short: str) -> bool:
    return len(initials) > 1 and (short.startswith(initials) or initials in short)
