"""Which of the forms in which a phrase stands in texts is the one to write into a term base."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from qa.glossary.phrases import Key, Phrases, Use
from qa.lang.inflection import inflection
from qa.lang.words import fold

_COMPARED = 12
_BEGINNING = 3


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
    return min(known, key=lambda text: (-covered[text], text not in inside, len(text) if covered[text] else 0))


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
            head = next((head for head in heads if is_same(phrases[head][0], phrases[key][0], language)), None)
            if head is None:
                heads.append(key)
                found[key] = list(phrases[key])
            else:
                found[head] += phrases[key]
    return found


def is_same(one: Use, other: Use, language: str) -> bool:
    """Say whether one phrase may be an inflected form of the other."""
    first, second = _written(one), _written(other)
    return _is_form_of(first, second, language) or _is_form_of(second, first, language)


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
