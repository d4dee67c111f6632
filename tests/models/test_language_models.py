"""Surprise beside the losses that transformers computes, and fluency with a model of one's own."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
import torch
from transformers import AutoModelForCausalLM, AutoModelForMaskedLM, AutoTokenizer

from qa.core.documents import Segment
from qa.core.errors import InputError
from qa.core.passage import Passage
from qa.metrics.fluency import Fluency
from qa.models.language_models import load, naturalness, surprise_of_plain, yardsticks
from qa.models.ngrams import language_model
from tests.models import tiny_language_models as tiny
from tests.models.tiny_language_models import TEXTS

CAUSAL = ("byte_level_causal", "sentence_pieces_causal")
MASKED = ("word_pieces_masked", "sentence_pieces_masked")
EACH = [*(("causal-lm", name) for name in CAUSAL), *(("masked-lm", name) for name in MASKED)]
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return {name: getattr(tiny, name)(tmp_path_factory.mktemp(name) / "model") for name in (*CAUSAL, *MASKED)}


@pytest.mark.parametrize("name", CAUSAL)
def test_surprise_adds_up_to_the_loss_of_transformers(name: str, made: dict[str, Path]) -> None:
    folder = made[name]
    network, tokenizer = AutoModelForCausalLM.from_pretrained(folder), AutoTokenizer.from_pretrained(folder)
    begin = tokenizer.bos_token_id if tokenizer.bos_token_id is not None else tokenizer.eos_token_id
    for text, found in zip(TEXTS, load("causal-lm", str(folder)).surprises(TEXTS), strict=True):
        ids = torch.tensor([[begin, *tokenizer(text, add_special_tokens=False).input_ids]])
        with torch.inference_mode():
            loss = float(network(input_ids=ids, labels=ids).loss)
        assert found.nats.mean() == pytest.approx(loss, rel=1e-4)


@pytest.mark.parametrize("name", MASKED)
def test_each_piece_is_judged_with_itself_and_the_rest_of_its_word_masked(name: str, made: dict[str, Path]) -> None:
    folder = made[name]
    network, tokenizer = AutoModelForMaskedLM.from_pretrained(folder), AutoTokenizer.from_pretrained(folder)
    for text, found in zip(TEXTS, load("masked-lm", str(folder)).surprises(TEXTS), strict=True):
        coded = tokenizer(text, add_special_tokens=False)
        words = coded.word_ids()
        for place, own in enumerate(coded.input_ids):
            masked = [
                tokenizer.mask_token_id if words[other] == words[place] and other >= place else coded.input_ids[other]
                for other in range(len(words))
            ]
            row = [tokenizer.cls_token_id, *masked, tokenizer.sep_token_id]
            with torch.inference_mode():
                table = network(input_ids=torch.tensor([row])).logits[0, place + 1]
            assert found.nats[place] == pytest.approx(-float(table.log_softmax(-1)[own]), rel=1e-3, abs=1e-4)


@pytest.mark.parametrize(("kind", "name"), EACH)
def test_every_character_but_spaces_belongs_to_a_piece(kind: str, name: str, made: dict[str, Path]) -> None:
    for text, found in zip(TEXTS, load(kind, str(made[name])).surprises(TEXTS), strict=True):
        covered = {place for pair in zip(found.starts, found.ends, strict=True) for place in range(*pair)}
        assert {place for place, character in enumerate(text) if not character.isspace()} <= covered
        assert found.between(0, len(text)) == pytest.approx(found.nats.sum())


@pytest.mark.parametrize(("kind", "name"), EACH)
def test_nothing_of_a_long_text_is_left_out(kind: str, name: str, made: dict[str, Path]) -> None:
    model = load(kind, str(made[name]))
    text = " ".join(TEXTS * 4)
    (found,) = model.surprises([text])
    assert len(found.nats) > 3 * 64
    assert found.ends[-1] == len(text)
    assert (found.nats > 0).all()


@pytest.mark.parametrize(
    ("kind", "name", "special"),
    [("causal-lm", "byte_level_causal", "<end>"), ("masked-lm", "word_pieces_masked", "[MASK]")],
)
def test_the_name_of_a_special_piece_is_text(kind: str, name: str, special: str, made: dict[str, Path]) -> None:
    (found,) = load(kind, str(made[name])).surprises([f"The {special} house"])
    inside = [pair for pair in zip(found.starts, found.ends, strict=True) if 4 <= pair[0] < 4 + len(special)]
    assert len(inside) > 2


def test_a_text_has_the_same_surprise_in_any_company(made: dict[str, Path]) -> None:
    model = load("causal-lm", str(made["byte_level_causal"]))
    together = model.surprises([*TEXTS, "", "lone \ud800 surrogate"])
    for text, found in zip(TEXTS, together, strict=False):
        np.testing.assert_allclose(model.surprises([text])[0].nats, found.nats, rtol=1e-4)
    assert len(together[-2].nats) == 0


def test_a_piece_beyond_a_word_counts_with_its_share() -> None:
    from qa.models.surprise import Surprises

    found = Surprises(np.array([0, 3, 4]), np.array([3, 4, 8]), np.array([6.0, 1.0, 8.0]))
    assert [found.between(*pair) for pair in pairwise((0, 3, 6, 8))] == [6.0, 5.0, 4.0]


@pytest.mark.parametrize(("kind", "name"), [EACH[1], EACH[2]])
def test_plain_sentences_are_more_fluent_than_ordinary_ones(kind: str, name: str, made: dict[str, Path]) -> None:
    folder = made[name]
    metric = Fluency(str(folder), kind)
    segments = [Segment(str(n), Passage(text), target_lang="en") for n, text in enumerate(("", TEXTS[0], "Zq, xk!"))]
    rows = metric.rows(segments)
    assert rows[0] == (0.0, 0.0)
    assert all(0 < metric.finish(row) < 100 for row in rows[1:])
    sums, lengths = naturalness(kind, str(folder), "he", yardsticks()["he"])
    assert (sums / lengths).mean() == pytest.approx(0.29 / 0.37)
    assert metric.signature(segments).startswith(f"model:{kind}:model+characters-6,words-3|lang:en|")
    assert metric.covers("pt-BR")
    assert not metric.covers("tlh")


def test_the_embedded_model_has_its_say_where_there_is_one(made: dict[str, Path]) -> None:
    folder, text = str(made["byte_level_causal"]), "The gardenof behind house the Are."
    (surprise,) = load("causal-lm", folder).surprises([text])
    embedded = language_model("en")
    assert embedded is not None
    assert language_model("he") is None
    for language, share, theirs in (("en", 0.87, 0.22 * embedded.naturalness([text])[0][0]), ("he", 1.0, 0.0)):
        (total,), (length,) = naturalness("causal-lm", folder, language, [text])
        plain = surprise_of_plain("causal-lm", folder, language)
        assert total == pytest.approx(share * (1.29 * length - surprise.nats.sum() / plain) / 0.37 + theirs)


def test_a_folder_without_a_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot load this model"):
        load("causal-lm", str(tmp_path))


def test_a_model_that_looks_ahead_is_no_causal_one(made: dict[str, Path]) -> None:
    folder = made["word_pieces_masked"]
    with pytest.raises(InputError, match=f"looks at what comes after .masked-lm:{folder}"):
        load("causal-lm", str(folder))
