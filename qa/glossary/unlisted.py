"""Looks, without a term base, for names and terms that texts render in several ways."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from qa.core.documents import Segment
from qa.core.terms import Status, Term
from qa.glossary.audit import Places, Usage
from qa.glossary.candidates import Least, candidates
from qa.glossary.citation import may_be_same
from qa.glossary.extract import by_languages, sources, translations
from qa.glossary.phrases import Run, Use, runs
from qa.glossary.renderings import Translations, renderings
from qa.lang.forms import base_form
from qa.lang.name_spellings import likeness
from qa.lang.names import knows_names
from qa.lang.romanisation import romanised, script_of
from qa.lang.sounds import skeleton, sounds
from qa.lang.vocabulary import frequency
from qa.lang.words import fold

_SHORTEST, _ALIKE, _KNOWN = 5, 0.8, 3.0


def audit_unlisted(segments: Sequence[Segment], places: Places) -> tuple[Usage, ...]:
    """Return what the translations render in several ways, each with its forms and places, the most used first.

    Where segments have a source, its names and terms are followed into the translations; names of the translations
    are compared with each other besides, in languages whose capitals tell them. A usage holds all places of its
    forms, however many there are.
    """
    usages = []
    for (source, target), own in by_languages(segments).items():
        divided = runs(translations(own, references=False), target)
        rendered = list(_rendered(own, source, divided, target, places)) if source else []
        told = {term.text for usage in rendered for term, _ in usage.forms}
        spelled = [usage for usage in _spelled(divided, target, places) if not told.issuperset(_texts(usage))]
        usages += rendered + spelled
    return tuple(sorted(usages, key=lambda usage: (-_count(usage), usage.language, usage.concept)))


def _texts(usage: Usage) -> Iterator[str]:
    return (term.text for term, _ in usage.forms)


def _count(usage: Usage) -> int:
    return sum(len(found) for _, found in usage.forms)


def _rendered(
    segments: Sequence[Segment], source: str, divided: Sequence[Run], target: str, places: Places
) -> Iterator[Usage]:
    found = candidates(runs(sources(segments), source), source, Least())
    for one, rendered in zip(found, renderings(found, Translations(divided, target)), strict=True):
        # One word in lower case is as often a verb, of which a translator need not be consistent.
        if len(rendered) > 1 and (len(one.key) > 1 or not one.text[0].islower()):
            yield _usage(one.text, target, [(rendering.text, rendering.uses) for rendering in rendered], places)


def _usage(concept: str, language: str, forms: Iterable[tuple[str, Sequence[Use]]], places: Places) -> Usage:
    return Usage(
        concept,
        language,
        tuple(
            (Term(concept, language, text, Status.ADMITTED), tuple(map(places.of_use, uses))) for text, uses in forms
        ),
    )


def _spelled(divided: Sequence[Run], language: str, places: Places) -> Iterator[Usage]:
    """Yield the names that are spelled in several ways."""
    if not knows_names(language):
        return
    uses: dict[str, list[Use]] = defaultdict(list)
    for run in divided:
        for number, token in enumerate(run.tokens):
            use = Use(run, number, number + 1)
            if token.name and len(use.text) >= _SHORTEST and use.text.isalpha() and not use.text.isupper():
                uses[use.text].append(use)
    sounding: dict[str, list[str]] = defaultdict(list)
    told = (text for text in uses if any(not use.tokens[0].opens for use in uses[text]))
    for text in sorted(told, key=lambda text: (-len(uses[text]), text)):
        sounding[skeleton(sounds(next(iter(romanised(text, language)), "")))].append(text)
    for texts in sounding.values():
        for cluster in _clusters(texts, uses, language):
            yield _usage(cluster[0], language, [(text, uses[text]) for text in cluster], places)


def _clusters(texts: Sequence[str], uses: dict[str, list[Use]], language: str) -> Iterator[list[str]]:
    """Yield the sets of two spellings and more, the most frequent first, that are variants of one of them."""
    clusters = {text: [text] for text in texts}
    for one, other in combinations(texts, 2):
        if one in clusters and other in clusters and _are_variants(uses[one], uses[other], language):
            clusters[one].append(other)
            del clusters[other]
    yield from (cluster for cluster in clusters.values() if len(cluster) > 1)


def _are_variants(usual: Sequence[Use], rare: Sequence[Use], language: str) -> bool:
    """Say whether two spellings are of one name: alike, no inflected forms, not two known names or people."""
    one, other = fold(usual[0].text), fold(rare[0].text)
    if base_form(one, language) == base_form(other, language) or may_be_same(usual[0], rare[0], language):
        return False
    if min(frequency(one, language), frequency(other, language)) >= _KNOWN:
        return False
    first, second = _before(usual), _before(rare)
    if first and second and not first & second:
        return False
    return script_of(one) == script_of(other) and likeness(one, other) >= _ALIKE


def _before(uses: Sequence[Use]) -> set[str]:
    """Return the first names that stand before a name."""
    tokens = [use.run.tokens[use.first - 1] for use in uses if use.first]
    return {token.form for token in tokens if token.name}
