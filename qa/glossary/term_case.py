"""Whether the letter case in which a term stands in a text lets it be the term."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from qa.core.terms import CaseRule, Term
from qa.lang.vocabulary import frequency, function_words, lower_case_words
from qa.lang.words import fold

_COMMON = 3.5
_KNOWN = 3.0
_LONGEST_ABBREVIATION = 5


class Verdict(NamedTuple):
    """Whether a name stands in lower case, and whether the words may well be no term at all."""

    lower: bool
    doubtful: bool


_FINE = Verdict(lower=False, doubtful=False)


def judge(
    term: Term, own: Sequence[str], written: Sequence[str], language: str, *, exact: bool, opens: bool
) -> Verdict | None:
    """Compare the words `written` in a text with the term's `own`; None where their letter case rules the term out.

    `exact` says that they are the same but for their case, `opens` that they open a sentence.
    """
    if term.case is CaseRule.ANY:
        return _FINE
    if term.case is CaseRule.EXACT:
        return _FINE if all(map(_same_letters, own, written)) else None
    if len(own) == 1 and _is_other_word(own[0], written[0], language):
        return None
    return _judge_name(own, written, language, exact=exact, opens=opens) if term.is_name else _FINE


def _judge_name(own: Sequence[str], written: Sequence[str], language: str, *, exact: bool, opens: bool) -> Verdict:
    lower = any(_starts_upper(one) and _starts_lower(other) for one, other in zip(own, written, strict=True))
    if len(written) > 1:
        return Verdict(lower, doubtful=False)
    word = written[0].lower()
    if lower:
        return Verdict(lower, frequency(word, language) >= (_COMMON if exact else _KNOWN))
    return Verdict(lower, opens and not written[0].isupper() and fold(word) in function_words(language))


def _same_letters(own: str, written: str) -> bool:
    for one, other in zip(own, written, strict=False):
        if one != other:
            return fold(one) != fold(other)
    return True


def _is_other_word(own: str, written: str, language: str) -> bool:
    """Say whether an abbreviation (WHO, IT) is rather the common word that is spelled like it."""
    if not (own.isupper() and 1 < len(own) <= _LONGEST_ABBREVIATION) or written[: len(own)].isupper():
        return False
    return fold(written) in lower_case_words(language) | function_words(language)


def _starts_upper(word: str) -> bool:
    return word[:1].isupper() or word[:1].istitle()


def _starts_lower(word: str) -> bool:
    return word[:1].islower() and word[:1].upper() != word[:1]
