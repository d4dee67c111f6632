from __future__ import annotations

from importlib import resources

import numpy as np
import pytest

from qa.models.ngrams import LanguageModel, language_model


def _model(language: str) -> LanguageModel:
    model = language_model(language)
    assert model is not None
    return model


def test_all_languages_together_stay_under_30_megabytes_and_are_at_least_40() -> None:
    files = list(resources.files("qa.models").joinpath("ngrams").iterdir())
    assert len([file for file in files if file.name.endswith(".npy")]) >= 40
    assert sum(len(file.read_bytes()) for file in files) < 30_000_000


def test_the_counts_are_read_from_the_file_where_they_are_needed() -> None:
    assert isinstance(_model("en").slots.base, np.memmap)


def test_a_text_is_judged_alike_alone_and_among_others() -> None:
    texts = ["They said that it was late.", "", "xqzj", "She opened the window.", "\U0001f389 ok"]
    model = _model("en")
    together, lengths = model.naturalness(texts)
    for number, text in enumerate(texts):
        alone, length = model.naturalness([text])
        assert alone[0] == together[number]
        assert length[0] == lengths[number] == (len(text) + 1 if text else 0)


def test_measures_have_one_column_for_each_weight() -> None:
    measures, _ = _model("de").measure(["Guten Tag."])
    assert measures.shape == (1, len(_model("de").weights))
    assert np.isfinite(measures).all()


@pytest.mark.parametrize(
    ("tag", "same"), [("pt-BR", "pt"), ("zh", "zh-CN"), ("zh-Hant", "zh-TW"), ("zh-Hant-MO", "zh-TW"), ("no", "nb")]
)
def test_a_tag_leads_to_the_nearest_model(tag: str, same: str) -> None:
    assert np.array_equal(_model(tag).slots, _model(same).slots)


def test_a_language_without_a_model_has_none() -> None:
    assert language_model("tlh") is None
    assert language_model("und") is None
