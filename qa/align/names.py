"""Compares the names of a translation with those of its references and its source."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from qa.align.gaps import best_gap
from qa.core.documents import Segment
from qa.core.passage import Passage
from qa.lang.forms import base_form
from qa.lang.name_spellings import likeness
from qa.lang.names import is_derived, may_be_common, name_words
from qa.lang.same_names import things_named, times_named
from qa.lang.scripts import is_written_in
from qa.lang.vocabulary import frequency, function_words, lower_case_words
from qa.lang.words import Word, fold, words

_BRACKETS, _LONGEST_SHORT, _LONGEST_SPELLED = frozenset("([（"), 8, 200
_SAME, _PREFIX, _LONG, _COMMON = 0.5, 4, 20_000, 4.0
_BESIDE, _FAR, _PAIR = 2, 80, 2
_STOPS = frozenset(".!?;:()")
_Told = Sequence[tuple[Passage, str]]


@dataclass(frozen=True, slots=True)
class Lost:
    """A name at `start` to `end` of a reference that the translation lacks.

    `place` to `place_end` is where it would stand in the translation, empty but where an ending is left of it; the text
    is `torn` where a word seems to be cut out there.
    `backed` says that the source has it too, `opens` that it is one word at the start of a sentence, which may be no
    name at all, `partial` that it is a part of a longer name of which the translation has the rest.
    """

    reference: Passage
    start: int
    end: int
    place: int
    place_end: int
    torn: bool
    backed: bool
    opens: bool
    partial: bool

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
    language, text = segment.target_lang, segment.target.text
    source = [] if segment.source is None else [(segment.source, segment.source_lang or "und")]
    theirs = words(reference.text, language)
    order = {word.start: index for index, word in enumerate(theirs)}
    runs = _unmatched(reference.text, language, [(segment.target, language)])
    if not (runs and runs[0][0] == theirs[0]) and _lost_its_first_word(segment, reference):
        runs.insert(0, [theirs[0]])
    found = []
    for run in _joined(runs, reference.text, language):
        backed = any(is_told(word.text, language, source) for word in run)
        opens = len(run) == 1 and may_be_common(run[0], reference.text, language)
        if opens and _is_reworded(run[0].text, text, language):
            continue
        gap = best_gap(text, reference.text, language, order[run[0].start], order[run[-1].start])
        partial = _is_partial(run, reference.text, language)
        found.append(Lost(reference, run[0].start, run[-1].end, *gap, backed, opens, partial))
    return found


def _is_partial(run: Sequence[Word], text: str, language: str) -> bool:
    """Say whether a name of the text stands right beside the run."""
    names = divide_names(sorted({*name_words(text, language), *run}, key=lambda word: word.start), text)
    return any(run[0] in longer and len(longer) > len(run) for longer in names)


def _is_reworded(word: str, text: str, language: str) -> bool:
    """Say whether a text has a word that may be no name in another spelling: `імовірно` and `ймовірно` are one."""
    return any(likeness(word, other.text, language, language) >= _SAME for other in words(text, language))


def _joined(runs: Sequence[list[Word]], text: str, language: str) -> Iterator[list[Word]]:
    """Yield the runs, those as one between which only small words stand: `Ministry of Economy and Trade`."""
    small = function_words(language)
    joined: list[Word] = []
    for run in runs:
        between = text[joined[-1].end : run[0].start] if joined else ""
        parted = _STOPS & set(between) or not all(fold(word.text) in small for word in words(between, language))
        if joined and parted:
            yield joined
            joined = []
        joined.extend(run)
    if joined:
        yield joined


def _lost_its_first_word(segment: Segment, reference: Passage) -> bool:
    """Say whether the translation begins with the reference's second word and lacks the first, perhaps a name."""
    language = segment.target_lang
    own, theirs = words(segment.target.text, language), words(reference.text, language)
    if not own or len(theirs) < _PAIR or fold(own[0].text) != fold(theirs[1].text):
        return False
    first = theirs[0]
    if not first.starts_upper or reference.text[first.end : theirs[1].start].strip():
        return False
    usual = fold(first.text) in lower_case_words(language) or fold(first.text) in function_words(language)
    return not usual and not is_told(first.text, language, [(segment.target, language)])


def nearest(run: Sequence[Word], lacking: Sequence[Lost]) -> Lost | None:
    """Return the lost name that most likely stood where the names of `run` stand; none that was cut out elsewhere."""

    def far(lost: Lost) -> int:
        return max(run[0].start - lost.place, lost.place - run[-1].end, 0)

    return min((lost for lost in lacking if far(lost) <= (_BESIDE if lost.torn else _FAR)), key=far, default=None)


def _unmatched(text: str, language: str, told: _Told) -> list[list[Word]]:
    """Return the names of `text` that none of the texts in `told` has, a run of neighbouring words each.

    Abbreviations in another script are left out: `ISW` in a Russian text is most often spelled out elsewhere.
    """
    names = [
        word for word in name_words(text, language) if is_written_in(word.text, language) or not word.text.isupper()
    ]
    missing = {word.start for word in names if not is_told(word.text, language, told)}
    found = []
    for run in divide_names(names, text):
        lost = [word for word in run if word.start in missing]
        if 1 == len(lost) < len(run):
            lost = [word for word in lost if word.text.isupper() or frequency(word.text, language) < _COMMON]
        if lost and not _are_initials(run, told) and not _are_initials(lost, told):
            found += [part for part in divide_names(lost, text) if not _is_named_otherwise(part, text, language, told)]
    return found


def _is_named_otherwise(run: Sequence[Word], text: str, language: str, told: _Told) -> bool:
    """Say whether a text in `told` has other names of the same thing, as often: `American` for `United States`."""
    things = things_named(" ".join(word.text for word in run), language)
    own = times_named(text, language)
    others = [times_named(passage.text, other) for passage, other in told] if things else []
    return any(other[thing] >= own[thing] for thing in things for other in others)


def divide_names(found: Sequence[Word], text: str) -> Iterator[list[Word]]:
    """Divide words into runs with nothing but a space or a hyphen between."""
    run: list[Word] = []
    for word in found:
        if run and text[run[-1].end : word.start].strip(" \u00a0-‑"):
            yield run
            run = []
        run.append(word)
    if run:
        yield run


def is_told(name: str, language: str, told: _Told) -> bool:
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
        if any(_begins(initials, other) for other in _short_forms(passage.text, language)):
            return True
        if short is not None and _spells_out(passage.text, language, short):
            return True
    return False


def is_spelled_out(word: Word, text: str, language: str) -> bool:
    """Say whether a word is an abbreviation in brackets, of the words right before it but for those of grammar."""
    if not word.text.isupper() or len(word.text) > _LONGEST_SHORT or text[word.start - 1 : word.start] not in _BRACKETS:
        return False
    before = words(text[max(0, word.start - _LONGEST_SPELLED) : word.start], language)
    spelled = [fold(other.text) for other in before]
    main = [other for other in spelled if other not in function_words(language)][-len(word.text) :]
    return any(_stands_for(fold(word.text), main[at:]) for at in range(len(main)))


def _stands_for(short: str, spelled: Sequence[str]) -> bool:
    """Say whether an abbreviation is made of the beginnings of all the words."""
    if not spelled:
        return not short
    lengths = range(1, len(short) + 1)
    return any(spelled[0].startswith(short[:length]) and _stands_for(short[length:], spelled[1:]) for length in lengths)


@lru_cache(maxsize=4096)
def _short_forms(text: str, language: str) -> frozenset[str]:
    return frozenset(word.text for word in words(text, language) if word.text.isupper() and len(word.text) > 1)


def _spells_out(text: str, language: str, short: str) -> bool:
    """Say whether words follow each other whose initials are an abbreviation, or most of it if they have capitals."""
    every, capitals = _initials(text, language)
    return short in every or short[:2] in capitals or (len(short) > _PAIR and short[1:] in capitals)


@lru_cache(maxsize=4096)
def _initials(text: str, language: str) -> tuple[str, str]:
    """Return the first letters of all words, as capitals, and of those with a capital, a space between their runs."""
    found = words(text, language)
    runs = divide_names([word for word in found if word.starts_upper], text)
    return (
        "".join(word.text[0].upper() for word in found),
        " ".join("".join(word.text[0] for word in run) for run in runs),
    )


def _begins(initials: str, short: str) -> bool:
    return len(initials) > 1 and (short.startswith(initials) or initials in short)
