"""Which words the references and the source of a translation write with a capital."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from qa.align.words import pair_words
from qa.core.contracts import cite
from qa.core.documents import Segment
from qa.core.findings import Evidence
from qa.core.passage import Passage
from qa.lang.scripts import capitalises_nouns
from qa.lang.vocabulary import function_words
from qa.lang.words import Word, fold, folded_words, word_cases, words

_FEWEST, _FEW = 5, 10
_BETWEEN = " \u00a0-("


@dataclass(frozen=True, slots=True)
class Capital:
    """A word as it is written with a capital, and where it stands so."""

    text: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Capitals:
    """What stands beside a translation, by its folded words.

    `inside` are the words that a reference has with a capital inside a sentence, after a word in lower case,
    `abbreviations` those of capitals only, `lent` what the source alone has of these. `plain` says that the source has
    no capital at all, or there is nothing to compare with.
    """

    inside: dict[str, Capital]
    abbreviations: dict[str, Capital]
    lent: frozenset[str]
    plain: bool


def capitals_of(segment: Segment, wanted: Iterable[str]) -> Capitals:
    """Return which of the wanted folded words the segment's references and its source write with a capital."""
    wanted = frozenset(wanted)
    texts = [(reference, segment.target_lang) for reference in segment.references]
    inside = {
        folded: _cited(passage, word)
        for passage, language in texts
        for word in _inside(passage, language)
        if (folded := fold(word.text)) in wanted
    }
    own = _abbreviations(texts, wanted)
    theirs: dict[str, Capital] = {}
    plain = False
    if segment.source is not None:
        theirs = _abbreviations([(segment.source, segment.source_lang or "und")], wanted)
        plain = segment.source.text == segment.source.text.lower()
    lent = frozenset(theirs.keys() - own.keys())
    return Capitals(inside, theirs | own, lent, plain)


def small_words(segment: Segment) -> frozenset[str]:
    """Return the folded words that stand in lower case in the segment's references or its source."""
    source = [] if segment.source is None else [(segment.source, segment.source_lang or "und")]
    return frozenset(
        folded
        for passage, language in (*((reference, segment.target_lang) for reference in segment.references), *source)
        for folded, case in zip(folded_words(passage.text, language), word_cases(passage.text, language), strict=True)
        if case == "a"
    )


def lacks_capitals(found: Sequence[Word], language: str) -> bool:
    """Say whether no word of a text but the first has a capital, of five words and more.

    In a language that writes nouns with a capital, one in ten may.
    """
    most = len(found) // _FEW if capitalises_nouns(language) else 0
    return len(found) >= _FEWEST and sum(word.starts_upper for word in found[1:]) <= most


def in_the_same_place(segment: Segment, index: int) -> Capital | None:
    """Return the word that every reference has with a capital in the place of a word, after the same small word."""
    found = [_rival(segment, index, reference) for reference in segment.references]
    first = found[0] if found else None
    return first if first and all(other and other.text == first.text for other in found) else None


def _rival(segment: Segment, index: int, reference: Passage) -> Capital | None:
    pairing = pair_words(segment.target.text, reference.text, segment.target_lang)
    link = pairing.links[index]
    if not index or not link or pairing.links[index - 1] != link - 1:
        return None
    rival, before = pairing.other[link], pairing.other[link - 1]
    same = _is_plain(rival) and fold(rival.text) == fold(pairing.target[index].text)
    inside = before.starts_lower and _is_next(before, rival, reference.text)
    return _cited(reference, rival) if same and inside else None


def _inside(passage: Passage, language: str) -> Iterator[Word]:
    """Yield the words with a capital that stand after a word in lower case, or after a word of grammar (`The`)."""
    found = words(passage.text, language)
    for before, word in pairwise(found):
        opens = before.starts_upper and fold(before.text) in function_words(language)
        if _is_plain(word) and (opens or before.starts_lower) and _is_next(before, word, passage.text):
            yield word


def _is_plain(word: Word) -> bool:
    """Say whether a word has one capital, at its start, or is made of capitals."""
    return word.starts_upper and (word.text.isupper() or word.text[1:] == word.text[1:].lower())


def _is_next(before: Word, word: Word, text: str) -> bool:
    return not text[before.end : word.start].strip(_BETWEEN)


def _abbreviations(texts: Sequence[tuple[Passage, str]], wanted: frozenset[str]) -> dict[str, Capital]:
    """Return the wanted words of two and more capitals, of texts that are not written in capitals as a whole."""
    found: dict[str, Capital] = {}
    for passage, language in texts:
        own, cases = words(passage.text, language), word_cases(passage.text, language)
        capital = [word for word, case in zip(own, cases, strict=True) if case == "A"]
        upper = [word for word in capital if len(word.text) > 1 and word.text.isupper()]
        if upper and 2 * len(upper) <= len(own):
            found |= {folded: _cited(passage, word) for word in upper if (folded := fold(word.text)) in wanted}
    return found


def _cited(passage: Passage, word: Word) -> Capital:
    return Capital(word.text, cite(passage, word.start, word.end))
