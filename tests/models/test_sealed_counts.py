from __future__ import annotations

import numpy as np
import pytest

from qa.models.sealed_counts import read, seal
from qa.models.sequences import mixed


@pytest.mark.parametrize("number", [1, 2, 1000, 20_000])
def test_every_count_is_found_to_an_eighth_and_other_keys_hardly_ever(number: int) -> None:
    keys = mixed(np.arange(1, number + 1, dtype=np.uint64))
    counts = np.random.default_rng(3).integers(1, 100_000, number)
    slots = seal(keys, counts)
    assert slots.nbytes < 2.5 * number + 200
    assert np.allclose(read(slots, keys), counts, rtol=0.13)
    others = mixed(np.arange(number + 1, number + 20_001, dtype=np.uint64))
    assert (read(slots, others) > 0).mean() < 0.003


def test_small_counts_are_exact() -> None:
    keys = mixed(np.arange(3, dtype=np.uint64))
    assert read(seal(keys, np.array([1, 2, 4])), keys).tolist() == pytest.approx([1, 2, 4])


def test_the_same_key_twice_cannot_be_stored() -> None:
    with pytest.raises(ValueError, match="no table"):
        seal(np.array([5, 5], dtype=np.uint64), np.array([1, 1]))
