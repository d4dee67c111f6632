"""The check `glued-words`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache

from qa.core.contracts import GroupCheck
from qa.core.documents import Segment
from qa.core.findings import Finding
from qa.lang.addresses import is_address
from qa.lang.forms import base_form
from qa.lang.scripts import has_capitals, is_written_in
from qa.lang.vocabulary import frequency
from qa.lang.words import Word, fold, words

_SHORTEST = 3
_COMMON = 3.0
_NAME_LIKE = 2


@dataclass(frozen=True)
class GluedWords(GroupCheck):
    """Two words are run together, the second with its capital.

    Why: scraping drops the space between a link and the text around it, and machine translation keeps the result
    as one unknown word.
    Bad: The setbacks in ⟦UkraineMoscow⟧ were heavy. Moscow denied it.
    Bad: [ru] Неудачи в ⟦УкраинеМосква⟧ восприняла тяжело. Москва молчит.
    Bad: It was said on ⟦Wednesday.Then⟧ nothing happened.
    Good: YouTube, PlayStation, McDonald and JavaScript are names.
    Good: See example.Com or Ph.D. theses.
    Limits: only where both halves have three letters and more and are known words or stand alone elsewhere in the
    document; a joint word that stands three times and more is taken for a name, and so is one that starts with three
    letters and a capital (PubMed) unless both halves stand alone; scripts without capitals, and words in another script
    than the language's own, are not covered.
    """

    category = "linguistic-conventions/orthography"

    def covers(self, language: str) -> bool:
        """Say whether the language is written with capitals."""
        return has_capitals(language)

    def check_group(self, segments: Sequence[Segment]) -> Iterator[Finding]:
        """Yield a finding for each glued word of a document."""
        glued = [
            (segment, word, joint)
            for segment in segments
            for word in words(segment.target.text, segment.target_lang)
            if (joint := _joint(word.text)) is not None
            and _may_be_glued(segment, word, joint)
            and not _is_supported(segment, word)
        ]
        seen = _seen(segments, {segment.target_lang for segment, _, _ in glued})
        for segment, word, joint in glued:
            yield from self._look_at(segment, word, joint, seen)

    def _look_at(self, segment: Segment, word: Word, joint: int, seen: Counter[str]) -> Iterator[Finding]:
        text, language = word.text, segment.target_lang
        first, stop, second = _halves(text, joint)
        if seen[fold(text)] > _NAME_LIKE:
            return
        alone = [bool(seen[fold(half)] or seen[base_form(half, language)]) for half in (first, second)]
        known = [
            there or frequency(half, language) >= _COMMON for there, half in zip(alone, (first, second), strict=True)
        ]
        if not all(known) or (stop and not _is_sentence_end(first, second, language)):
            return
        if first[0].isupper() and len(first) == _SHORTEST and not stop and not all(alone):
            return
        apart = f"{first}. {second}" if stop else f"{first} {second}"
        yield self.found(
            segment,
            word.start,
            word.end,
            f'"{text}": two words run together, "{first}" and "{second}"',
            confidence=0.95 if all(alone) else 0.6 if stop or any(alone) else 0.4,
            fix=apart if stop else None,
            suggestion=apart,
        )


def _seen(segments: Sequence[Segment], languages: Set[str]) -> Counter[str]:
    """Return how often each word, folded or in its base form, stands in the texts in these languages."""
    written = Counter(
        (word.text, segment.target_lang)
        for segment in segments
        if segment.target_lang in languages
        for word in words(segment.target.text, segment.target_lang)
    )
    seen: Counter[str] = Counter()
    for (text, language), count in written.items():
        seen.update(dict.fromkeys({fold(text), base_form(text, language)}, count))
    return seen


def _halves(text: str, joint: int) -> tuple[str, bool, str]:
    """Return what stands on both sides of the joint, and whether a full stop stands between."""
    stop = text[joint] == "."
    return text[:joint], stop, text[joint + stop :]


def _may_be_glued(segment: Segment, word: Word, joint: int) -> bool:
    """Say whether the word itself lets it be two words, whatever else stands in the document."""
    first, _, second = _halves(word.text, joint)
    return (
        min(len(first), len(second)) >= _SHORTEST
        and (second[1:].islower() or second.isupper())
        and not segment.target.marked(word.start, word.end)
        and is_written_in(word.text, segment.target_lang)
        and not is_address(segment.target.text, word.start, word.end)
        and not _is_name(word.text, segment.target_lang)
    )


def _is_supported(segment: Segment, word: Word) -> bool:
    """Say whether a reference or the source has the word as it stands."""
    witnesses = [*segment.references, *([segment.source] if segment.source else [])]
    return any(word.text in _surfaces(passage.text, segment.target_lang) for passage in witnesses)


def _joint(text: str) -> int | None:
    """Return where a lower-case letter meets a capital, with or without a full stop between; None if nowhere."""
    if text.islower():
        return None
    joints = [
        index
        for index in range(1, len(text) - 1)
        if text[index - 1].islower() and (text[index].isupper() or (text[index] == "." and text[index + 1].isupper()))
    ]
    return joints[0] if len(joints) == 1 else None


@lru_cache(maxsize=1024)
def _surfaces(text: str, language: str) -> frozenset[str]:
    return frozenset(word.text for word in words(text, language))


def _is_name(text: str, language: str) -> bool:
    """Say whether the whole is in use as it stands, as `YouTube` is."""
    return frequency(text, language) > 0 or frequency(text, "en") > 0


def _is_sentence_end(first: str, second: str, language: str) -> bool:
    return frequency(first, language) >= _COMMON and frequency(second, language) >= _COMMON and second[1:].islower()
