"""Finds, in segments with their source, what the translations write for a name or a term of the source."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from qa.glossary.association import TELLING, surprise
from qa.glossary.candidates import Candidate
from qa.glossary.citation import citation, may_be_same
from qa.glossary.phrases import Key, Run, Use, longest, names, repeated
from qa.lang.name_spellings import likeness
from qa.lang.names import knows_names
from qa.lang.romanisation import script_of
from qa.lang.scripts import has_spaces

_LEAST_DICE, _LEAST_LIKENESS = 0.5, 0.6
_SAMPLE, _COMPARED, _COMPARED_ALL = 200, 12, 3
_MOST_RENDERINGS, _MOST_EQUALS = 20, 2
_ENOUGH, _MOSTLY, _NEARLY_ALWAYS = 3, 0.6, 0.8


class Rendering(NamedTuple):
    """What a translation writes for a phrase of the source, where, and how sure that is, 0 to 1.

    The sureness is the Dice coefficient of the segments that have the two, or the likeness of two spellings of a name.
    """

    text: str
    uses: tuple[Use, ...]
    sureness: float


@dataclass(frozen=True, slots=True)
class Link:
    """A pair of phrases, the segments that hold both, and how strong the connection is."""

    source: int
    target: Key
    together: frozenset[int]
    dice: float
    alike: float

    @property
    def strength(self) -> float:
        """What links are ranked by: how regularly the two stand together, and how much they sound alike."""
        return self.dice + self.alike


class Translations:
    """The phrases of the translations, by segment and by phrase."""

    def __init__(self, divided: Sequence[Run], language: str) -> None:
        self.language = language
        self.uses: dict[Key, list[Use]] = repeated(divided, language, 2)
        self.knows_names = knows_names(language)
        for key, uses in (names(divided) if self.knows_names else repeated(divided, language, 1)).items():
            self.uses.setdefault(key, uses)
        self.names: dict[int, dict[Key, Use]] = defaultdict(dict)
        for key, uses in self.uses.items():
            for use in uses:
                if use.text[0].istitle() if self.knows_names else _is_in_one_script(use):
                    self.names[use.run.number][key] = use
        self.segments = {key: frozenset(use.run.number for use in uses) for key, uses in self.uses.items()}
        self.within: dict[int, list[Key]] = defaultdict(list)
        for key, numbers in self.segments.items():
            for number in numbers:
                self.within[number].append(key)
        self.total = len({run.number for run in divided})

    def is_name(self, key: Key) -> bool:
        """Say whether the phrase begins like a name most of the time, as far as capitals tell."""
        uses = self.uses[key]
        return 2 * sum(use.tokens[0].name for use in uses) > len(uses)


def _is_in_one_script(use: Use) -> bool:
    """Say whether a phrase ends in the script in which it begins, as names do."""
    text = use.run.passage.text
    first, last = use.tokens[0], use.tokens[-1]
    return script_of(text[first.start : first.end]) == script_of(text[last.start : last.end])


def renderings(found: Sequence[Candidate], translations: Translations) -> list[tuple[Rendering, ...]]:
    """Return what stands for each candidate of the source, the most frequent first; nothing where it is not clear.

    The strongest pairs are taken first, and each phrase of the translations stands for one candidate only (competitive
    linking, Melamed 2000); then each candidate is looked for in the segments that are left.
    """
    taken: dict[Key, int] = {}
    first: dict[int, Link] = {}
    links = {number: _clear(_links(number, one, one.segments, translations)) for number, one in enumerate(found)}
    ranked = sorted((link for own in links.values() for link in own), key=_rank)
    for link in ranked:
        if link.source not in first and link.target not in taken:
            whole = _whole(link, links[link.source], found[link.source], translations.language)
            first[link.source] = link if whole.target in taken else whole
            taken |= dict.fromkeys((link.target, whole.target), link.source)
    return [
        tuple(_all(number, one, first[number], taken, translations)) if number in first else ()
        for number, one in enumerate(found)
    ]


def _rank(link: Link) -> tuple[float, int, int, Key]:
    return -link.strength, -len(link.together), link.source, link.target


def _all(number: int, one: Candidate, link: Link, taken: dict[Key, int], translations: Translations) -> list[Rendering]:
    """Return the rendering that was chosen, and those in the segments that do not have it."""
    chosen = [link]
    left = one.segments - translations.segments[link.target]
    while left and len(chosen) < _MOST_RENDERINGS:
        further = [
            link
            for link in _clear(_links(number, one, left, translations, [other.target for other in chosen]))
            if taken.get(link.target, number) == number and (link.alike or len(link.together) >= _ENOUGH)
        ]
        if not further:
            break
        best = max(further, key=lambda link: (link.strength, len(link.together), link.target))
        taken[best.target] = number
        chosen.append(best)
        left = left - translations.segments[best.target]
    return _joined([_rendering(link, one, translations) for link in chosen], translations.language)


def _joined(made: Sequence[Rendering], language: str) -> list[Rendering]:
    """Put together the renderings that are forms or parts of each other, and sort them by frequency."""
    found: list[Rendering] = []
    for one in sorted(made, key=lambda rendering: (-len(rendering.uses), rendering.text)):
        same = next((i for i, other in enumerate(found) if _are_one(other.uses[0], one.uses[0], language)), None)
        if same is None:
            found.append(one)
        else:
            uses = (*found[same].uses, *_elsewhere(one.uses, found[same].uses))
            found[same] = Rendering(citation(uses, language), uses, max(found[same].sureness, one.sureness))
    return sorted(found, key=lambda rendering: (-len(rendering.uses), rendering.text))


def _elsewhere(uses: Sequence[Use], others: Sequence[Use]) -> list[Use]:
    """Return the uses that share no word with one of the others."""
    covered = {(id(use.run), place) for use in others for place in range(use.first, use.stop)}
    return [use for use in uses if covered.isdisjoint((id(use.run), place) for place in range(use.first, use.stop))]


def _are_one(one: Use, other: Use, language: str) -> bool:
    first, second = (tuple(token.form for token in use.tokens) for use in (one, other))
    return _holds(first, second) or _holds(second, first) or may_be_same(one, other, language)


def _rendering(link: Link, one: Candidate, translations: Translations) -> Rendering:
    uses = tuple(use for use in translations.uses[link.target] if use.run.number in one.segments)
    text = citation(translations.uses[link.target], translations.language)
    return Rendering(text, uses, round(max(link.dice, link.alike), 2))


def _links(
    number: int, one: Candidate, segments: frozenset[int], translations: Translations, chosen: Sequence[Key] = ()
) -> Iterator[Link]:
    """Yield the phrases that stand in these segments more often than chance would have it, or sound like the name.

    They may also sound like a rendering that was `chosen` before, where capitals show both to be names.
    """
    alike = _alike(one, segments, translations, chosen) if one.is_name else {}
    counts = Counter(key for segment in sorted(segments)[:_SAMPLE] for key in translations.within[segment])
    for key, count in counts.items():
        if count < 2 and key not in alike:
            continue
        own = translations.segments[key]
        together = own & segments
        dice = 2 * len(together) / (len(segments) + len(own))
        link = Link(number, key, together, dice, alike.get(key, 0.0))
        by_chance = surprise(len(together), len(segments), len(own), translations.total) < TELLING
        told = dice >= _LEAST_DICE and not by_chance and _is_of_kind(link, one, translations)
        if told or link.alike:
            yield link


def _is_of_kind(link: Link, one: Candidate, translations: Translations) -> bool:
    """Say whether capitals agree, and whether two segments alone, which show little, have nothing against them."""
    own = translations.is_name(link.target)
    if len(link.together) >= _ENOUGH:
        return own or not (one.is_name and translations.knows_names)
    if link.dice < 1 or not has_spaces(translations.language):
        return False
    return own == one.is_name or not translations.knows_names


def _alike(
    one: Candidate, segments: frozenset[int], translations: Translations, chosen: Sequence[Key]
) -> dict[Key, float]:
    """Return the phrases of the segments that may spell the same name, and how likely that is."""
    language = translations.language
    spellings = [(one.text, one.language)]
    if translations.knows_names:
        spellings += [(translations.uses[key][0].text, language) for key in chosen]
    found: dict[Key, float] = {}
    seen: set[tuple[Key, str]] = set()
    for segment in sorted(segments)[: _COMPARED if translations.knows_names else _COMPARED_ALL]:
        for key, use in translations.names[segment].items():
            if (key, use.text) in seen or not _may_be_one(one, key, language):
                continue
            seen.add((key, use.text))
            value = max(likeness(text, use.text, own, language) for text, own in spellings)
            if value >= max(_LEAST_LIKENESS, found.get(key, 0.0)):
                found[key] = value
    return found


def _may_be_one(one: Candidate, key: Key, language: str) -> bool:
    return len(key) == len(one.key) or not has_spaces(language) or not has_spaces(one.language)


def _clear(links: Iterator[Link]) -> list[Link]:
    """Return the links from the strongest on; only those by likeness where several phrases have an equal right.

    A phrase and a part of it, which always stand together, are no rivals: the one with more words is kept. Two
    segments alone show something only where nothing else stands in both.
    """
    ordered = sorted(links, key=_best_first)
    if not ordered:
        return []
    best = ordered[0]
    equals = [link for link in ordered if math.isclose(link.strength, best.strength)]
    rivals = [link for link in equals if not set(link.target) & set(best.target)]
    weak = len(best.together) < _ENOUGH and bool(rivals)
    return [link for link in ordered if link.alike] if weak or len(rivals) >= _MOST_EQUALS else ordered


def _best_first(link: Link) -> tuple[float, int, int, Key]:
    words = len(link.target) if link.alike else -len(link.target)
    return -link.strength, -len(link.together), words, link.target


def _whole(best: Link, links: Sequence[Link], one: Candidate, language: str) -> Link:
    """Return the longest phrase that holds the best one most of the time, and is not too long for the candidate."""
    spaced = has_spaces(language) and has_spaces(one.language)
    if best.alike and not spaced:
        return best
    most, share = (len(one.key), _MOSTLY) if spaced else (longest(language), _NEARLY_ALWAYS)
    held = [
        link
        for link in links
        if len(best.target) < len(link.target) <= most
        and _holds(link.target, best.target)
        and len(link.together) >= share * len(best.together)
    ]
    return max(held, key=lambda link: (len(link.target), link.strength, link.target), default=best)


def _holds(phrase: Key, part: Key) -> bool:
    return any(phrase[first : first + len(part)] == part for first in range(len(phrase) - len(part) + 1))
