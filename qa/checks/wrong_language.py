"""The check `wrong-language`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qa.core.contracts import GroupCheck
from qa.core.documents import Segment
from qa.core.findings import Finding, Severity, across
from qa.lang.detect import detect
from qa.lang.scripts import is_written_in
from qa.lang.tags import display_name, same_language
from qa.lang.vocabulary import function_words
from qa.lang.words import fold, words

_FEWEST, _SAMPLE, _WORDS = 10, 20, 60
_OWN, _CLEAR, _STRANGE, _SURE = 0.15, 0.15, 0.8, 0.9


@dataclass(frozen=True)
class WrongLanguage(GroupCheck):
    """The translations, the sources or the references of a file are in another language than they are said to be.

    Why: two columns were exchanged, a file was never translated, or that of another language was taken.
    Limits: told from the small words of at least ten entries with sixty words, or from their script; names and titles
    alone have none. Said of a file that is in the other language nearly throughout. One finding stands for the whole
    file: what else is found in it is held back until it is put right.
    """

    severity = Severity.CRITICAL
    category = "file/language"

    def key(self, segment: Segment) -> str:
        """Look at the translations of a file from one language into another together."""
        return f"{segment.target.path}>{segment.source_lang}>{segment.target_lang}"

    def check_group(self, segments: Sequence[Segment]) -> Iterator[Finding]:
        """Yield one finding if a side of the entries is in the wrong language."""
        first = segments[0]
        own, theirs = first.target_lang, first.source_lang or "und"
        target = _strange([segment.target.text for segment in segments], own)
        source = _strange([segment.source.text for segment in segments if segment.source is not None], theirs)
        reference = _strange([segment.references[0].text for segment in segments if segment.references], own)
        sides = (("translations", target, own), ("sources", source, theirs), ("references", reference, own))
        wrong = [
            f"the {name} are in {display_name(found)}, not {display_name(said)}" for name, found, said in sides if found
        ]
        if target and source and same_language(target, theirs) and same_language(source, own):
            wrong.append("they have changed places")
        if wrong:
            message = f"{'; '.join(wrong)}; what else is found in them is held back until this is put right"
            finding = self.found(first, 0, len(first.target.text), message, confidence=0.95)
            yield across(finding, [segment.target.place(0, len(segment.target.text)) for segment in segments])


def _strange(texts: Sequence[str], language: str) -> str | None:
    """Return the language that the texts are in, if it is certainly another one than `language`."""
    filled = [text for text in texts if text]
    if language == "und" or len(filled) < _FEWEST:
        return None
    sample = "\n".join(filled[:: -(-len(filled) // _SAMPLE)])
    found = [word.text for word in words(sample, language) if not word.is_number]
    own = _share(found, language)
    if len(found) < _WORDS or own > _OWN:
        return None
    other_script = sum(not is_written_in(word, language) for word in found) > _STRANGE * len(found)
    if not other_script and not function_words(language):
        return None
    other, probability = detect(sample)
    if probability < _SURE or same_language(other, language):
        return None
    return other if other_script or _share(found, other) > own + _CLEAR else None


def _share(found: Sequence[str], language: str) -> float:
    """Return the share of the words that are small words of the language."""
    small = function_words(language)
    return sum(fold(word) in small for word in found) / max(1, len(found))
