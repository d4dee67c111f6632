from __future__ import annotations

from importlib import resources

import pytest

from qa.models.seams import Cut, SeamModel, knows_seams, seam_model


def _model(language: str) -> SeamModel:
    model = seam_model(language)
    assert model is not None
    return model


def test_all_languages_together_stay_under_6_megabytes_and_are_at_least_50() -> None:
    files = [file for file in resources.files("qa.models").joinpath("seams").iterdir() if file.name.endswith(".npz")]
    assert len(files) >= 50
    assert sum(len(file.read_bytes()) for file in files) < 6_000_000


@pytest.mark.parametrize(
    ("language", "text", "word"),
    [
        ("en", "They said that the bridge was closed.", "bridge"),
        ("de", "Wir haben den Mann gestern gesehen.", "Mann"),
        ("fr", "Elle est allée à la gare avec lui.", "gare"),
        ("uk", "Вона поїхала до міста і повернулася ввечері.", "міста"),
        ("fa", "او به خانه رفت و خوابید.", "خانه"),
    ],
)
def test_a_place_is_strained_where_a_word_was_left_out(language: str, text: str, word: str) -> None:
    start = text.index(word)
    whole, lost = _model(language).strain([Cut(text, start, start), Cut(text, start, start + len(word) + 1)])
    assert lost > whole + 1


def test_a_text_without_the_word_is_the_same_as_one_from_which_it_is_cut() -> None:
    cut, without = "She said that the bridge was closed.", "She said that the was closed."
    one, other = _model("en").strain([Cut(cut, 18, 25), Cut(without, 18, 18)])
    assert one == other


def test_places_are_weighed_alike_alone_and_among_others() -> None:
    cuts = [Cut("One two three.", 4, 4), Cut("One two three.", 0, 0), Cut("\U0001f389 ok", 2, 2), Cut("a", 1, 1)]
    assert _model("en").strain(cuts) == [_model("en").strain([cut])[0] for cut in cuts]


def test_a_region_has_the_model_of_its_language_and_an_unknown_language_none() -> None:
    assert knows_seams("de-AT")
    assert not knows_seams("und")
    assert seam_model("und") is None


def test_a_language_with_much_text_has_a_network_which_weighs_places_beyond_the_ends_of_the_text() -> None:
    assert _model("uk").network is None
    model = _model("en")
    assert model.network is not None
    alone, among = model.strain([Cut("Yes", 0, 0)]), model.strain([Cut("Yes", 0, 0), Cut("No, it is not.", 4, 6)])
    assert alone == among[:1]
