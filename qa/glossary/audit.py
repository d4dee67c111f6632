"""How the concepts of a term base are named in texts: which forms, how often, where."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from qa.core.documents import Document
from qa.core.lines import Lines
from qa.core.passage import Passage
from qa.core.terms import Term
from qa.glossary.base import Glossary
from qa.glossary.match import find_terms


@dataclass(frozen=True, slots=True)
class Place:
    """Where a form stands, and in which words."""

    path: str
    line: int
    column: int
    text: str


@dataclass(frozen=True, slots=True)
class Usage:
    """How one concept is named in one language; `forms` have their places, the most used first.

    `untranslated` are the places where the source has the concept and the translation none of its terms.
    """

    concept: str
    language: str
    forms: tuple[tuple[Term, tuple[Place, ...]], ...]
    untranslated: tuple[Place, ...] = ()

    @property
    def drifts(self) -> bool:
        """Whether documents that name the concept do not all prefer the same form."""
        by_document: dict[str, Counter[str]] = defaultdict(Counter)
        for term, places in self.forms:
            for place in places:
                by_document[place.path][term.text] += 1
        favourites = {counts.most_common(1)[0][0] for counts in by_document.values()}
        return len(favourites) > 1

    @property
    def wavers(self) -> bool:
        """Whether the concept has several names, or a name that the base advises against, or sometimes none."""
        return len(self.forms) > 1 or bool(self.untranslated) or any(not term.is_good for term, _ in self.forms)


_Key = tuple[str, str]


def audit(documents: Iterable[Document], base: Glossary) -> tuple[Usage, ...]:
    """Return the usage of each concept in each language of the documents, in the order of the base."""
    places: dict[_Key, dict[Term, list[Place]]] = defaultdict(lambda: defaultdict(list))
    lacking: dict[_Key, list[Place]] = defaultdict(list)
    languages: dict[str, None] = {}
    for document in documents:
        lines = Lines.of(document.content)
        languages[document.language] = None
        for segment in document.segments:
            named = set()
            for term, place in _terms(segment.target, base, document.language, lines):
                named.add(term.concept)
                places[term.concept, document.language][term].append(place)
            if segment.source is not None and document.source_language:
                for term, place in _terms(segment.source, base, document.source_language, lines):
                    if term.concept not in named and base.preferred(term.concept, document.language):
                        lacking[term.concept, document.language].append(place)
    return tuple(
        Usage(concept, language, _sorted(places[concept, language]), tuple(lacking[concept, language]))
        for language in languages
        for concept in dict.fromkeys(term.concept for term in base.in_language(language))
    )


def _terms(passage: Passage, base: Glossary, language: str, lines: Lines) -> Iterator[tuple[Term, Place]]:
    for match in find_terms(base, passage.text, language):
        if not match.doubtful:
            where = lines.position(passage.place(match.start, match.end)[0])
            yield match.term, Place(passage.path, *where, passage.text[match.start : match.end])


def _sorted(forms: dict[Term, list[Place]]) -> tuple[tuple[Term, tuple[Place, ...]], ...]:
    return tuple((term, tuple(places)) for term, places in sorted(forms.items(), key=lambda form: -len(form[1])))
