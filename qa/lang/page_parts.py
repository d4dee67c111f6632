"""What web pages say around their text: advertisements, links to other pages, buttons, notices on cookies."""

from __future__ import annotations

from functools import lru_cache

from qa.lang.facts import facts
from qa.lang.words import fold

_LONGEST = 50
_EDGES = " \t\u00a0»›>→…:.|-–—•▶►()!*_"
_STOPS = '.!?。！？।۔”"»'


@lru_cache(maxsize=64)
def _phrases(language: str) -> frozenset[str]:
    return facts(language).web_pages.parts | facts("en").web_pages.parts


@lru_cache(maxsize=64)
def _bracketed(language: str) -> tuple[str, ...]:
    return tuple(sorted(phrase for phrase in _phrases(language) if phrase.startswith("[")))


def page_part(text: str, language: str) -> tuple[int, int] | None:
    """Return where `text` has a part of a page in its language or in English; None where it has none.

    The part is the whole text, what comes before its first colon ("Read more: …"), what comes after its last sentence,
    or a link in square brackets ("[edit]").
    """
    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    if end - start <= _LONGEST and _is_part(text[start:end], language):
        return start, end
    colon = text.find(":", start, start + _LONGEST)
    if colon > 0 and " " in text[start:colon] and _is_part(text[start:colon], language):
        return start, colon + 1
    first = max(start, end - _LONGEST)
    last = first + max(map(text[first : end - 3].rfind, _STOPS))
    if last >= max(1, first) and " " in text[last:end].strip() and _is_part(text[last + 1 : end], language):
        return last + 1 + len(text[last + 1 :]) - len(text[last + 1 :].lstrip()), end
    if "[" in text:
        lower = text.casefold()
        place = next((lower.find(part) for part in _bracketed(language) if part in lower), -1)
        if place >= 0 and len(lower) == len(text):
            return place, text.index("]", place) + 1
    return None


def _is_part(text: str, language: str) -> bool:
    return fold(text).strip(_EDGES) in _phrases(language)
