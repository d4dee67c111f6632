"""The surface metrics against sacrebleu itself: the same values, intervals and signatures, to the last digit."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sacrebleu.metrics import BLEU, CHRF, TER
from sacrebleu.significance import _bootstrap_resample

from qa.core.contracts import Metric
from qa.core.documents import Segment
from qa.core.passage import Passage
from qa.judge.intervals import bootstrap
from qa.metrics.bleu import Bleu
from qa.metrics.chrf import Chrf
from qa.metrics.ter import Ter

WORDS = {
    "en": "the Kremlin appears to have buckled under pressure , and moved 2,000 troops .".split(),
    "de": "der Kreml hat unter Druck nachgegeben , und über 2.000 Soldaten verlegt .".split(),
    "ru": "Кремль , похоже , не выдержал давления и перебросил 2 000 солдат .".split(),
    "uk": "Кремль , здається , піддався тиску й перекинув 2 000 солдатів .".split(),
    "el": "το Κρεμλίνο φαίνεται ότι υπέκυψε στην πίεση και μετέφερε 2.000 στρατιώτες .".split(),
    "ar": "يبدو أن الكرملين رضخ للضغط ونقل ٢٠٠٠ جندي .".split(),
    "he": "נראה שהקרמלין נכנע ללחץ והעביר 2,000 חיילים .".split(),
    "hi": "लगता है कि क्रेमलिन दबाव में झुक गया और 2,000 सैनिक भेजे ।".split(),
    "zh": ["克里姆林宫", "似乎", "屈服", "于", "压力", "，", "调动", "了", "2000", "名", "士兵", "。"],
    "ko": "크렘린궁은 압력에 굴복한 듯 보이며 병력 2,000 명을 이동시켰다 .".split(),
}


@st.composite
def corpora(draw: st.DrawFn) -> tuple[str, list[tuple[str, list[str]]]]:
    language = draw(st.sampled_from(sorted(WORDS)))
    joiner = "" if language == "zh" else " "
    line = st.lists(st.sampled_from(WORDS[language]), max_size=14).map(joiner.join)
    width = draw(st.integers(1, 3))
    rows = st.tuples(line, st.lists(line, min_size=width, max_size=width))
    return language, draw(st.lists(rows, min_size=2, max_size=8))


def _segments(language: str, rows: list[tuple[str, list[str]]]) -> list[Segment]:
    return [
        Segment(str(number), Passage(hypothesis), tuple(map(Passage, references)), target_lang=language)
        for number, (hypothesis, references) in enumerate(rows)
    ]


@pytest.mark.parametrize(
    ("metric", "reference"),
    [
        (Bleu(), lambda language: BLEU(tokenize="zh" if language == "zh" else "13a")),
        (Chrf(), lambda language: CHRF(word_order=2)),
        (Ter(), lambda language: TER(normalized=language in ("zh", "ko"), asian_support=language in ("zh", "ko"))),
    ],
    ids=["bleu", "chrf", "ter"],
)
@settings(max_examples=60, derandomize=True, deadline=None)
@given(corpus=corpora())
def test_equals_sacrebleu(metric: Metric, reference, corpus) -> None:
    language, rows = corpus
    segments = _segments(language, rows)
    theirs = reference(language)
    streams = [list(stream) for stream in zip(*(references for _, references in rows), strict=True)]
    hypotheses = [hypothesis for hypothesis, _ in rows]
    expected = theirs.corpus_score(hypotheses, streams)
    statistics = theirs._extract_corpus_statistics(hypotheses, streams)
    theirs.seed, resampled = _bootstrap_resample(statistics, theirs, 1000)
    theirs.n_bootstrap = 1000
    values = sorted(score.score for score in resampled)

    own = metric.rows(segments)
    assert metric.finish([sum(column) for column in zip(*own, strict=True)]) == expected.score
    assert bootstrap(metric, own) == (values[25], values[974])
    assert metric.signature(segments) == str(theirs.get_signature())


def test_the_interval_is_the_one_that_sacrebleu_prints() -> None:
    rows = [(" ".join(WORDS["en"][n:]), [" ".join(WORDS["en"][: 14 - n])]) for n in range(6)]
    segments = _segments("en", rows)
    theirs = BLEU()
    expected = theirs.corpus_score([row[0] for row in rows], [[row[1][0] for row in rows]], n_bootstrap=1000)
    low, high = bootstrap(Bleu(), Bleu().rows(segments))
    assert 0.5 * (high - low) == expected._ci
    assert Bleu().signature(segments) == str(theirs.get_signature())


def test_a_different_number_of_references_per_segment_equals_sacrebleu() -> None:
    segments = [
        Segment(
            "1", Passage("the cat sat on the mat"), (Passage("a cat sat on the mat"), Passage("the cat was on it"))
        ),
        Segment("2", Passage("it was late in the day"), (Passage("it was late that day"),)),
    ]
    streams = [["a cat sat on the mat", "it was late that day"], ["the cat was on it", None]]
    expected = CHRF(word_order=2).corpus_score([segment.target.text for segment in segments], streams)
    rows = Chrf().rows(segments)
    assert Chrf().finish([sum(column) for column in zip(*rows, strict=True)]) == expected.score
    assert "nrefs:var" in Chrf().signature(segments)


def test_an_added_sentence_makes_bleu_and_ter_worse() -> None:
    good = Segment("1", Passage("the cat sat on the mat today"), (Passage("the cat sat on the mat today"),))
    added = Segment("2", Passage("nobody had asked for this sentence"))
    for metric, worse in ((Bleu(), -1), (Ter(), 1)):
        alone, both = (
            metric.finish([sum(column) for column in zip(*metric.rows(segments), strict=True)])
            for segments in ([good], [good, added])
        )
        assert (both - alone) * worse > 0
