"""The check `known-name-mismatch`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from qa.core.contracts import Check, cite
from qa.core.documents import Segment
from qa.core.findings import Finding, Severity
from qa.core.passage import Passage
from qa.glossary.places import Place, places_in
from qa.lang.name_spellings import likeness
from qa.lang.places import knows_places, place_names
from qa.lang.words import fold, words

_BEGINNING, _SAME = 4, 0.5
# A text names them as America, Washington, Britain or England too, which CLDR does not list.
_OF_MANY_NAMES = frozenset({"US", "GB"})


@dataclass(frozen=True)
class KnownNameMismatch(Check):
    """A country or city that the source does not name, in place of the one that it names.

    Why: Slovakia for Slovenia is a false report, and no reader of the translation alone can see it.
    Limits: known are the countries, territories and larger cities that CLDR names in both languages, whatever their
    script. The United States and the United Kingdom are left alone, which go by many names, and so is a place that is
    part of a longer name or that the other text may mean with a word that begins alike (Slovenian). Of countries put
    in the place of others in human translations into 28 languages, six in ten were found.
    """

    severity = Severity.MAJOR
    needs = frozenset({"source"})
    category = "accuracy/named-entity"

    def covers(self, language: str) -> bool:
        """Say whether CLDR names places in the language."""
        return knows_places(language)

    def check(self, segment: Segment) -> Iterator[Finding]:
        """Yield a finding for each place that stands where another should."""
        source, language = segment.source, segment.source_lang
        if source is None or language is None or not knows_places(language):
            return
        theirs = list(places_in(source.text, language))
        if not _known(theirs):
            return
        own = list(places_in(segment.target.text, segment.target_lang))
        lacking = _alone(theirs, own, segment.target, segment.target_lang)
        for place in _alone(own, theirs, source, language) if lacking else []:
            lost = next((one for one in lacking if _are_two(segment, place, source, one)), None)
            if lost is not None and not segment.target.marked(place.start, place.end):
                lacking.remove(lost)
                yield self._report(segment, place, source, lost)

    def _report(self, segment: Segment, place: Place, source: Passage, lost: Place) -> Finding:
        names = place_names(segment.target_lang)
        surface, said = segment.target.text[place.start : place.end], source.text[lost.start : lost.end]
        return self.found(
            segment, place.start, place.end, f'"{surface}": the source names "{said}"',
            confidence=0.8, evidence=(cite(source, lost.start, lost.end),),
            suggestion=next((names[code][0] for code in sorted(lost.codes) if code in names), None),
        )  # fmt: skip


def _known(places: list[Place]) -> list[Place]:
    """Return the places that are hardly anything else, and go by few names."""
    return [place for place in places if place.sure and not place.codes & _OF_MANY_NAMES]


def _alone(places: list[Place], others: list[Place], other: Passage, language: str) -> list[Place]:
    """Return the places that the `other` text, which names `others`, neither names nor hints at."""
    told = frozenset[str]().union(*(place.codes for place in others))
    free = [place for place in _known(places) if not place.codes & told]
    if not free:
        return []
    said = [
        fold(word.text)
        for word in words(other.text, language)
        if not (word.is_number or any(one.start <= word.start < one.end for one in others))
    ]
    return [place for place in free if not _is_hinted(place, said, language)]


def _is_hinted(place: Place, said: list[str], language: str) -> bool:
    """Say whether one of the folded words `said` in a language may mean the place: it begins or sounds like its name.

    What has no name in the language may be meant with any word.
    """
    names = [fold(name) for code in place.codes for name in place_names(language).get(code, ())]
    beginnings = {word[:_BEGINNING] for word in said}
    return (
        not names
        or any(name[:_BEGINNING] in beginnings for name in names)
        or any(likeness(word, name, language, language) >= _SAME for name in names for word in said)
    )


def _are_two(segment: Segment, place: Place, source: Passage, lost: Place) -> bool:
    """Say whether both are countries or both cities, and not the same name in two spellings."""
    surface, said = segment.target.text[place.start : place.end], source.text[lost.start : lost.end]
    alike = likeness(surface, said, segment.target_lang, segment.source_lang or "und") >= _SAME
    return place.is_city == lost.is_city and not alike
