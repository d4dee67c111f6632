"""The surface metrics against sacrebleu itself: the same values, intervals and signatures, to the last digit."""

from __future__ import annotations

from pathlib import Path

import pytest
import sacrebleu.tokenizers.tokenizer_spm
import sentencepiece
from sacrebleu.metrics import BLEU, CHRF, TER
from sacrebleu.metrics.lib_ter import translation_edit_rate
from sacrebleu.significance import _bootstrap_resample

from qa.core.documents import Segment
from qa.core.errors import SettingsError
from qa.core.passage import Passage
from qa.judge.intervals import bootstrap
from qa.metrics._edits import edits
from qa.metrics.bleu import Bleu
from qa.metrics.chrf import Chrf
from qa.metrics.spbleu import SpBleu
from qa.metrics.ter import Ter
from tests.metrics.corpora import WORDS, random_corpus, segments_of, streams_of
from tests.metrics.same_as_sacrebleu import METRICS, differences


@pytest.mark.parametrize("name", METRICS)
def test_equals_sacrebleu_with_all_options_in_ten_scripts(name: str) -> None:
    assert [line for seed in range(40) for line in differences(name, seed)] == []


@pytest.mark.parametrize("seed", range(5))
def test_edits_equal_those_of_sacrebleu_where_its_beam_matters(seed: int) -> None:
    _, corpus = random_corpus(seed)
    long = " ".join(text for row in corpus for text in (row[0], *row[1])).split()
    for cut in (7, 40, 90):
        one, other = long[:cut] * 2, long[cut // 2 :][: cut * 2]
        assert edits(one, other) == translation_edit_rate(one, other)[0]


@pytest.mark.parametrize("own", [Bleu(), Chrf(), Ter()], ids=["bleu", "chrf", "ter"])
def test_intervals_equal_those_of_sacrebleu(own) -> None:
    language, corpus = random_corpus(11)
    theirs = {Bleu: BLEU(), Chrf: CHRF(word_order=2), Ter: TER()}[type(own)]
    statistics = theirs._extract_corpus_statistics([row[0] for row in corpus], streams_of(corpus))
    _, resampled = _bootstrap_resample(statistics, theirs, 1000)
    values = sorted(score.score for score in resampled)
    assert language not in ("zh", "ja", "ko")
    assert bootstrap(own, own.rows(segments_of(language, corpus))) == (values[25], values[974])


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Train a small sentencepiece model on the words of all languages."""
    folder = tmp_path_factory.mktemp("sacrebleu") / "models"
    folder.mkdir()
    lines = iter([" ".join(words) for words in WORDS.values()] * 20)
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=lines,
        model_prefix=str(folder / "sacrebleu_tokenizer_spm"),
        vocab_size=400,
        hard_vocab_limit=False,
        minloglevel=2,
    )
    return folder / "sacrebleu_tokenizer_spm.model"


def test_spbleu_equals_sacrebleu_with_the_model_that_is_named(model: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sacrebleu.tokenizers.tokenizer_spm, "SACREBLEU_DIR", str(model.parents[1]))
    theirs = BLEU(tokenize="flores101")
    for seed in range(20):
        language, corpus = random_corpus(seed)
        segments = segments_of(language, corpus)
        expected = theirs.corpus_score([row[0] for row in corpus], streams_of(corpus), n_bootstrap=1000)
        own = SpBleu(model=str(model))
        assert own.finish([sum(column) for column in zip(*own.rows(segments), strict=True)]) == expected.score
        assert own.signature(segments) == str(theirs.get_signature())


def test_bleu_divides_words_by_the_models_of_flores(model: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sacrebleu.tokenizers.tokenizer_spm, "SACREBLEU_DIR", str(model.parents[1]))
    language, corpus = random_corpus(3)
    segments = segments_of(language, corpus)
    expected = BLEU(tokenize="flores101").corpus_score([row[0] for row in corpus], streams_of(corpus), n_bootstrap=1000)
    own = Bleu(tokenize="flores101")
    assert own.finish([sum(column) for column in zip(*own.rows(segments), strict=True)]) == expected.score
    assert "|tok:flores101|" in own.signature(segments)


def test_bleu_of_a_segment_equals_sacrebleu() -> None:
    theirs = BLEU(tokenize="char", effective_order=True)
    for seed in range(20):
        language, corpus = random_corpus(seed)
        rows = Bleu(tokenize="char").rows(segments_of(language, corpus))
        for row, (hypothesis, references) in zip(rows, corpus, strict=True):
            expected = theirs.sentence_score(hypothesis, references).score
            assert Bleu(tokenize="char").finish_segment(row) == expected


def test_a_model_of_ones_own_is_named_by_its_content(model: Path, tmp_path: Path) -> None:
    own = tmp_path / "own.model"
    own.write_bytes(model.read_bytes())
    signature = SpBleu(model=str(own)).signature(segments_of(*random_corpus(0)))
    assert "|tok:spm-" in signature
    with pytest.raises(SettingsError, match="cannot be read"):
        SpBleu(model=str(tmp_path / "gone.model")).signature(segments_of(*random_corpus(0)))


def test_what_is_not_there_is_said() -> None:
    assert "sentencepiece model flores200 is not there" in SpBleu().lacks()
    with pytest.raises(SettingsError, match='no tokenizer "13b"'):
        Bleu(tokenize="13b")
    with pytest.raises(SettingsError, match='no smoothing "some"'):
        Bleu(smooth="some")


def test_the_interval_is_the_one_that_sacrebleu_prints() -> None:
    rows = [(" ".join(WORDS["en"][n:]), [" ".join(WORDS["en"][: 14 - n])]) for n in range(6)]
    segments = segments_of("en", rows)
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
