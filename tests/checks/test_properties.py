"""Whatever the text, a check does not crash, points inside it, and takes time in proportion to its length."""

from __future__ import annotations

import gc
import random
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from time import process_time
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.core.contracts import Check
from qa.core.documents import Segment
from qa.core.findings import Finding
from qa.core.passage import Passage
from qa.core.terms import Status, Term
from qa.glossary.base import Glossary
from qa.registry import load_all
from qa.run.work import execute
from tests.checks.cases import ready
from tests.checks.memory import Memory

GLOSSARY = Glossary(
    (
        Term("meduza", "en", "Meduza", Status.PREFERRED, "proper noun"),
        Term("meduza", "en", "Medusa", Status.FORBIDDEN, "proper noun"),
        Term("isw", "en", "Institute for the Study of War", Status.PREFERRED, "proper noun"),
        Term("kherson", "uk", "Херсон", Status.PREFERRED, "proper noun"),
        Term("geneva", "zh", "日内瓦", Status.PREFERRED, "proper noun"),
        Term("cairo", "ar", "القاهرة", Status.PREFERRED, "proper noun"),
    )
)
CHECKS = [
    replace(check, glossary=GLOSSARY) if "glossary" in check.needs else check  # type: ignore[call-arg]
    for check in map(ready, load_all(Check))
]
LANGUAGES = ("en", "de", "fr", "ru", "uk", "el", "tr", "ar", "he", "hi", "zh", "ja", "th", "ko", "und")
WORDS = (
    "the", "The", "of", "army", "Army", "said", "2,000", "2000", "November", "Tuesday", "“We", "will’", "’90s",
    "«мы»", "„gut“", "Meduza", "medusa", "KyivMoscow", "war.", "And", "outlet.", "Херсон", "город", "日内瓦", "東京",
    "القاهرة", "في", "٢٠٠٠", "שלום", 'צה"ל', "दिल्ली।", "서울", "e\u0301te\u0301", "𝒜stral", "👩‍👩‍👧", "\u202e",
    "İ", "ß", "ﬁ", "6’2”", "\n\n",
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=80), st.lists(st.sampled_from(WORDS), max_size=30).map(" ".join))
REPORTERS = ("mayor", "minister", "farmer", "driver", "teacher", "doctor", "soldier", "officer", "editor", "lawyer")
ACTIONS = ("praised", "criticised", "visited", "closed", "opened", "rebuilt", "left", "defended", "bought", "sold")
PLACES = ("bridge", "harbour", "school", "market", "station", "hospital", "church", "village", "factory", "stadium")
# What is kept about whole texts, and not only about words and languages.
KEPT = [
    value
    for name, module in sorted(sys.modules.items())
    if name.startswith("qa.")
    for value in vars(module).values()
    if hasattr(value, "cache_parameters") and value.cache_parameters()["maxsize"] in (1024, 2048, 4096)
]


@pytest.fixture(autouse=True, scope="module")
def _small_language_model() -> Iterator[None]:
    with patch("qa.models.language_models.load", lambda kind, path: Memory()):
        yield


def segments(target: str, references: list[str], language: str) -> list[Segment]:
    quoted = tuple(Passage(reference, f"reference {index}") for index, reference in enumerate(references))
    flags = frozenset() if references else frozenset({"unpaired"})
    return [Segment("1", Passage(target, "target"), quoted, target_lang=language, flags=flags)]


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.id())
@settings(derandomize=True, deadline=None, max_examples=30)
@given(target=TEXTS, references=st.lists(TEXTS, max_size=2), language=st.sampled_from(LANGUAGES))
def test_findings_lie_inside_the_text(check: Check, target: str, references: list[str], language: str) -> None:
    for finding in execute(segments(target, references, language), [check], []).findings:
        assert finding.message
        assert 0 <= finding.confidence <= 1
        assert [span.path for span in finding.spans] == ["target"]
        assert all(0 <= span.start <= span.end <= len(target) for span in finding.spans)
        assert finding.fix is None or 0 <= finding.fix.start <= finding.fix.end <= len(target)
        for evidence in finding.evidence:
            assert evidence.text in references[int(evidence.path.split()[1])]


def ordinary(words: int, seed: int, faults: bool) -> str:
    """Make sentences of ordinary words; with faults, some that the checks find."""
    rng = random.Random(seed)
    said: list[str] = []
    while len(said) * 10 < words:
        who, what, where = rng.choice(REPORTERS), rng.choice(ACTIONS), rng.choice(PLACES)
        number = rng.randrange(10, 9000)
        sentence = f"The {who} {what} the {where} with {number} people on Tuesday."
        if faults and rng.random() < 0.3:
            sentence = rng.choice(
                (
                    f"The {who} {what} the the {where} with “{number} People on Monday.",
                    f"The {who} Said that medusa closed the {where}. and left it.",
                    f"The {where}{who.title()} {what} it” in the outlet. Mizham with {number} men.",
                )
            )
        said.append(sentence)
    return " ".join(said)


def best_of_three(run: Callable[[], list[Finding]]) -> float:
    """Return the shortest time of three runs, none of which finds what another has kept about the text.

    Meanwhile Python looks for no circles of objects, as in `timeit`: among those of the other tests that takes long.
    """
    times = []
    gc.disable()
    try:
        for _ in range(3):
            for function in KEPT:
                function.cache_clear()
            start = process_time()
            run()
            times.append(process_time() - start)
    finally:
        gc.enable()
    return min(times)


@pytest.mark.parametrize("divided", [False, True], ids=["one segment", "many segments"])
@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.id())
def test_time_grows_with_the_length_of_the_text(check: Check, divided: bool) -> None:
    def seconds(words: int) -> float:
        target, reference = ordinary(words, 1, faults=True), ordinary(words, 1, faults=False)
        whole = segments(target, [reference], "en")
        if divided:
            parts = [(target[i : i + 80], reference[i : i + 80]) for i in range(0, len(target), 80)]
            whole = [
                replace(segment, key=str(i), target=replace(segment.target, start=80 * i), paragraph=i // 5)
                for i, part in enumerate(parts)
                for segment in segments(part[0], [part[1]], "en")
            ]
        return best_of_three(lambda: list(execute(whole, [check], []).findings))

    seconds(2_000)
    assert seconds(20_000) <= 25 * seconds(2_000) + 0.02


@pytest.mark.parametrize("character", ["a", "ア", "“"])
@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.id())
def test_a_line_without_a_space_takes_time_in_proportion(check: Check, character: str) -> None:
    def seconds(length: int) -> float:
        line = character * (length // len(character.encode()))
        whole = segments(line, [line], "en")
        return best_of_three(lambda: list(execute(whole, [check], []).findings))

    assert seconds(100_000) <= 25 * seconds(10_000) + 0.02
