"""Which of the forms in which a phrase stands in texts is the one to write into a term base."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from qa.glossary.phrases import Key, Phrases, Use
from qa.lang.inflection import inflection
from qa.lang.name_spellings import inflects
from qa.lang.words import fold

_COMPARED = 12
_BEGINNING, _LONGEST_ENDING, _TELLING_END = 3, 3, 2


def citation(uses: Sequence[Use], language: str) -> str:
    """Return the form that most of the others can be inflected from, as far as the language's inflection is known.

    Of equals, the form that stands inside a sentence, then the most frequent, the shortest, the first by the alphabet.
    """
    counts = Counter(use.text for use in uses)
    inside = {use.text for use in uses if not use.tokens[0].opens}
    best = sorted(counts, key=lambda text: (text not in inside, -counts[text], len(text), text))
    if len(best) == 1:
        return best[0]
    forms = {use.text: _written(use) for use in uses}
    known = best[:_COMPARED]
    covered = {
        text: sum(counts[other] for other in known if _is_form_of(forms[other], forms[text], language))
        for text in known
    }
    return min(known, key=lambda text: (-covered[text], text not in inside, len(text)))


def joined(phrases: Phrases, language: str) -> Phrases:
    """Put names together whose base forms differ, where one can be inflected from the other: Китай and Китая."""
    if not inflection(language).endings:
        return phrases
    alike: dict[tuple[str, ...], list[Key]] = defaultdict(list)
    for key in sorted(phrases, key=lambda key: (-len(phrases[key]), key)):
        alike[tuple(form[:_BEGINNING] for form in key)].append(key)
    found: Phrases = {}
    for keys in alike.values():
        heads: list[Key] = []
        for key in keys:
            head = next((head for head in heads if _is_same(phrases[head][0], phrases[key][0], language)), None)
            if head is None:
                heads.append(key)
                found[key] = list(phrases[key])
            else:
                found[head] += phrases[key]
    return found


def _is_same(one: Use, other: Use, language: str) -> bool:
    """Say whether one phrase may be an inflected form of the other."""
    first, second = _written(one), _written(other)
    return _is_form_of(first, second, language) or _is_form_of(second, first, language)


def may_be_same(one: Use, other: Use, language: str) -> bool:
    """Say whether two phrases are so alike that at most their endings differ, in a language whose names take some."""
    if _is_same(one, other, language):
        return True
    first, second = _written(one), _written(other)
    if len(first) != len(second) or not inflects(language):
        return first == second
    return all(_differ_at_the_end(word, own) for word, own in zip(first, second, strict=True))


def _differ_at_the_end(one: str, other: str) -> bool:
    """Say whether two words are the same but for up to three last letters, and no part of these is the same again."""
    shared = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    tails = one[shared:], other[shared:]
    again = min(map(len, tails)) >= _TELLING_END and one[-_TELLING_END:] == other[-_TELLING_END:]
    return min(map(len, tails)) <= _LONGEST_ENDING and not again


def _written(use: Use) -> tuple[str, ...]:
    text = use.run.passage.text
    return tuple(fold(text[token.start : token.end]) for token in use.tokens)


def _is_form_of(words: Sequence[str], dictionary: Sequence[str], language: str) -> bool:
    return len(words) == len(dictionary) and all(
        word == own or _may_be_inflected(word, own, language) for word, own in zip(words, dictionary, strict=True)
    )


def _may_be_inflected(word: str, dictionary: str, language: str) -> bool:
    known = inflection(language)
    stem, ending = known.stem(dictionary)
    return bool(known.endings) and any(
        known.allows(ending, reading.ending) for reading in known.readings(word, frozenset((stem,)))
    )
