"""How the concepts of a term base are named in texts: which forms, how often, where."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from qa.core.documents import Document, Segment
from qa.core.large_text import lines_of
from qa.core.passage import Passage
from qa.core.terms import Term
from qa.glossary.base import Glossary
from qa.glossary.match import find_terms
from qa.glossary.phrases import Use


@dataclass(frozen=True, slots=True)
class Place:
    """Where a form stands, and in which words."""

    path: str
    line: int
    column: int
    text: str


class Places:
    """Finds the lines and columns of what stands in documents."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self._lines = {document.path: lines_of(document.content) for document in documents}

    def of(self, passage: Passage, start: int, end: int) -> Place:
        """Return the place of `passage.text[start:end]`."""
        where = self._lines[passage.path].position(passage.place(start, end)[0])
        return Place(passage.path, *where, passage.text[start:end])

    def of_use(self, use: Use) -> Place:
        """Return the place of a phrase."""
        return self.of(use.run.passage, use.tokens[0].start, use.tokens[-1].end)


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


def audit(segments: Iterable[Segment], base: Glossary, places: Places) -> tuple[Usage, ...]:
    """Return the usage of each concept in each language of the translations, in the order of the base."""
    found: dict[_Key, dict[Term, list[Place]]] = defaultdict(lambda: defaultdict(list))
    lacking: dict[_Key, list[Place]] = defaultdict(list)
    languages: dict[str, None] = {}
    for segment in segments:
        language = segment.target_lang
        languages[language] = None
        named = set()
        for term, place in _terms(segment.target, base, language, places):
            named.add(term.concept)
            found[term.concept, language][term].append(place)
        if segment.source is not None and segment.source_lang:
            for term, place in _terms(segment.source, base, segment.source_lang, places):
                if term.concept not in named and base.preferred(term.concept, language):
                    lacking[term.concept, language].append(place)
    return tuple(
        Usage(concept, language, _sorted(found[concept, language]), tuple(lacking[concept, language]))
        for language in languages
        for concept in dict.fromkeys(term.concept for term in base.in_language(language))
    )


def _terms(passage: Passage, base: Glossary, language: str, places: Places) -> Iterator[tuple[Term, Place]]:
    for match in find_terms(base, passage.text, language):
        if not match.doubtful:
            yield match.term, places.of(passage, match.start, match.end)


def _sorted(forms: dict[Term, list[Place]]) -> tuple[tuple[Term, tuple[Place, ...]], ...]:
    return tuple((term, tuple(places)) for term, places in sorted(forms.items(), key=lambda form: -len(form[1])))
