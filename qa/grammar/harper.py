"""Harper, a grammar checker for English, where its Python package `harper-py` is installed."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from importlib.util import find_spec
from threading import Lock
from typing import Any

from qa.grammar.slips import Slip
from qa.lang.sentences import sentences
from qa.lang.tags import primary

EXTRA = 'pip install "translation-qa[grammar]"'
# Of Harper's nine hundred rules, those on agreement and on the forms of words that find nothing in good text; most
# others are about style, or judge what they do not know.
_RULES = frozenset(
    "AdjectiveDoubleDegree AnAnother AnotherAn DespiteOf DidPast DoToDueTo EverPronounRelPronoun FriendOfMe HadOf "
    "HaveNegNoAny HavePronoun HeDos IAmAgreement IsBeenAuxSequence ModalOf MoreBetter "
    "NoLongerPronoun NorModalPronoun RedundantSuperlatives SingleBe SomeOfThe TheAnother "
    "TheMy ThatThis ThesesThese ThereMissingIsClause ToTo UseToUsedTo WillNonLemma".split()
)
# What Harper takes for a verb before `of`, and is a noun: `the will of the people`.
_NOUNS = frozenset({"will of", "might of"})
_CONFIDENCE = 0.75
_LONGEST = 2000
# The linter refuses a second thread while it works.
_LINTER_IN_USE = Lock()


def covers(language: str) -> bool:
    """Say whether Harper knows the language."""
    return primary(language) == "en"


def is_installed() -> bool:
    """Say whether the package is there."""
    return find_spec("harper") is not None


@lru_cache(maxsize=1)
def _linter() -> Any:
    from harper import Linter

    linter = Linter()
    linter.set_lint_config({rule: rule in _RULES for rule in linter.get_default_lint_config()})
    return linter


def slips(text: str) -> Iterator[Slip]:
    """Yield what Harper says of an English text, sentence by sentence, since its time grows faster than the text."""
    for start, end in sentences(text, "en"):
        if end - start <= _LONGEST:
            with _LINTER_IN_USE:
                lints = _linter().lint(text[start:end], language="plaintext")
            for lint in lints:
                if text[start + lint.span.start : start + lint.span.end].casefold() in _NOUNS:
                    continue
                better = [item.replacement_text for item in lint.suggestions]
                low, high = start + lint.span.start, start + lint.span.end
                yield Slip(low, high, lint.message, better[0] if better else None, _CONFIDENCE)
