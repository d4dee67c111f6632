from __future__ import annotations

import numpy as np
import pytest

from qa.models.sealed_counts import counts, level, levels, seal
from qa.models.sequences import mixed


@pytest.mark.parametrize("number", [1, 2, 1000, 20_000])
def test_every_count_is_found_to_an_eighth_and_other_keys_hardly_ever(number: int) -> None:
    keys = mixed(np.arange(1, number + 1, dtype=np.uint64))
    true = np.random.default_rng(3).integers(1, 100_000, number)
    slots = seal(keys, level(true))
    assert slots.nbytes < 2.5 * number + 200
    assert np.allclose(counts(slots, keys), true, rtol=0.13)
    others = mixed(np.arange(number + 1, number + 20_001, dtype=np.uint64))
    assert (counts(slots, others) > 0).mean() < 0.003


def test_small_counts_are_exact() -> None:
    keys = mixed(np.arange(3, dtype=np.uint64))
    assert counts(seal(keys, level(np.array([1, 2, 4]))), keys).tolist() == pytest.approx([1, 2, 4])


def test_any_number_up_to_63_is_kept_as_it_is() -> None:
    keys = mixed(np.arange(1, 64, dtype=np.uint64))
    stored = np.arange(1, 64, dtype=np.uint16)
    assert levels(seal(keys, stored), keys).tolist() == stored.tolist()


def test_the_same_key_twice_cannot_be_stored() -> None:
    with pytest.raises(ValueError, match="no table"):
        seal(np.array([5, 5], dtype=np.uint64), np.array([1, 1], dtype=np.uint16))
