"""Small numbers for many things in little room: two bytes for each slot, five slots for each four keys, no keys stored.

This is an xor filter (Graf and Lemire 2020, "Xor Filters: Faster and Smaller Than Bloom and Cuckoo Filters") that holds
a number beside the fingerprint: the three slots of a key, combined with exclusive or, give ten bits of its hash and six
bits of a number from 1 to 63: the logarithm of a count, or anything else. A key that was never stored is taken for a
stored one once in 1,024 times.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from qa.models.sequences import Hashes, mixed

_STEPS = 3.0
_LARGEST = 63
_VALUE_BITS, _FINGERPRINT_BITS = 6, 10
_ROOM, _TRIES = 1.24, 20
_COUNTS = np.concatenate(([0.0], np.exp2(np.arange(_LARGEST) / _STEPS)))
Slots = npt.NDArray[np.uint16]
Levels = npt.NDArray[np.uint16]


def counts(slots: Slots, keys: Hashes) -> npt.NDArray[np.float64]:
    """Return the count of each key, 0 for a key that is not there."""
    return np.asarray(_COUNTS[levels(slots, keys)])


def levels(slots: Slots, keys: Hashes) -> Levels:
    """Return the number stored with each key, 0 for a key that is not there."""
    first, second, third = _places(keys, len(slots))
    found = slots[first] ^ slots[second] ^ slots[third] ^ _fingerprints(keys)
    return np.where(found > _LARGEST, np.uint16(0), found)


def level(count: npt.NDArray[np.int64]) -> Levels:
    """Return the numbers that stand for counts of 1 and more, three for each doubling."""
    return np.clip(np.round(_STEPS * np.log2(count)) + 1, 1, _LARGEST).astype(np.uint16)


def seal(keys: Hashes, stored: Levels) -> Slots:
    """Return the slots that hold these numbers, 1 to 63, with these different keys."""
    size = int(len(keys) * _ROOM) + 64
    for _ in range(_TRIES):
        layers = _peel(keys, size)
        if layers is not None:
            return _filled(keys, stored, layers, size)
        size += 1
    raise ValueError(f"no table found for {len(keys)} keys")


def _fingerprints(keys: Hashes) -> Slots:
    return ((keys >> np.uint64(64 - _FINGERPRINT_BITS)) << np.uint64(_VALUE_BITS)).astype(np.uint16)


def _places(keys: Hashes, size: int) -> tuple[npt.NDArray[np.int64], ...]:
    """Return three different slots of each key, one in each third of the table."""
    third = size // 3
    again = mixed(keys)
    parts = (keys & np.uint64(0xFFFFFFFF), again >> np.uint64(32), again & np.uint64(0xFFFFFFFF))
    return tuple(
        ((part * np.uint64(third)) >> np.uint64(32)).astype(np.int64) + number * third
        for number, part in enumerate(parts)
    )


def _peel(keys: Hashes, size: int) -> list[tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]] | None:
    """Return layers of keys with a slot that no key of a later layer needs; None where some keys block each other."""
    places = np.stack(_places(keys, size), axis=1)
    numbers = np.arange(len(keys), dtype=np.int64)
    needed = np.bincount(places.ravel(), minlength=size)
    owners = np.zeros(size, dtype=np.int64)
    np.bitwise_xor.at(owners, places.ravel(), np.repeat(numbers, 3))
    layers = []
    left = len(keys)
    while left:
        single = np.flatnonzero(needed == 1)
        if not len(single):
            return None
        chosen, first = np.unique(owners[single], return_index=True)
        layers.append((chosen, single[first]))
        np.subtract.at(needed, places[chosen].ravel(), 1)
        np.bitwise_xor.at(owners, places[chosen].ravel(), np.repeat(chosen, 3))
        left -= len(chosen)
    return layers


def _filled(
    keys: Hashes,
    stored: Levels,
    layers: list[tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]],
    size: int,
) -> Slots:
    slots = np.zeros(size, dtype=np.uint16)
    for chosen, own in reversed(layers):
        first, second, third = _places(keys[chosen], size)
        slots[own] = slots[first] ^ slots[second] ^ slots[third] ^ _fingerprints(keys[chosen]) ^ stored[chosen]
    return slots
