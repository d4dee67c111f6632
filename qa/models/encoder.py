"""The encoder, multilingual-e5-small, as an OpenVINO graph: a state for every piece of a text."""

from __future__ import annotations

from collections.abc import Sequence
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from qa.models.e5_file import E5File
from qa.models.graph import SHUT, Floats, Weights, compiled, layer, norm

if TYPE_CHECKING:
    from openvino import CompiledModel

Integers = NDArray[np.int64]
_BUDGET = 2048
_PARTS = {
    "query": "q", "key": "k", "value": "v", "output": "ao", "wide": "fi", "narrow": "fo",
    "attention_norm": "aln", "norm": "oln",
}  # fmt: skip


class Encoder:
    """Gives the states after the first `depth` layers, and beside them those after layers of another's training.

    These others, if there are any, stand in the place of the last of the `depth` layers. Several threads may use it:
    its network serves one at a time, and overwrites what it gave before.
    """

    def __init__(self, file: E5File, depth: int, threads: int, others: Sequence[Weights] = ()) -> None:
        self._file = file
        self._in_use = Lock()
        self._network = _network(file, depth, threads, others)
        places = file.vector("emb.pos").reshape(file.sizes.positions, -1)
        self._places = places + file.vector("emb.type")[: file.sizes.hidden]

    def encode(self, texts: Sequence[Integers]) -> list[Floats]:
        """Return the states of each text, given as piece numbers with the special ones.

        Their shape is (pieces, hidden), or with other layers (pieces, 2 * hidden).
        """
        found: list[Floats] = [np.empty((0, 0), np.float32)] * len(texts)
        for numbers in batches([len(text) for text in texts], _BUDGET):
            longest = max(len(texts[number]) for number in numbers)
            ids = np.full((len(numbers), longest), self._file.vocabulary.padding, dtype=np.int64)
            shut = np.full((len(numbers), 1, 1, longest), SHUT, dtype=np.float32)
            for row, number in enumerate(numbers):
                ids[row, : len(texts[number])] = texts[number]
                shut[row, ..., : len(texts[number])] = 0
            unique, inverse = np.unique(ids, return_inverse=True)
            words = self._file.embeddings(unique)[inverse.reshape(ids.shape)]
            with self._in_use:
                states = self._network([words + self._places[:longest], shut])[0]
                for row, number in enumerate(numbers):
                    found[number] = states[row, : len(texts[number])].copy()
        return found


def batches(sizes: Sequence[int], budget: int) -> list[list[int]]:
    """Divide numbered things of these sizes: like sizes together, so that padded to the longest few go over budget."""
    found: list[list[int]] = []
    for number in sorted(range(len(sizes)), key=lambda one: sizes[one]):
        if not found or (len(found[-1]) + 1) * sizes[number] > budget:
            found.append([])
        found[-1].append(number)
    return found


def _network(file: E5File, depth: int, threads: int, others: Sequence[Weights]) -> CompiledModel:
    from openvino import opset13 as op

    sizes = file.sizes
    words = op.parameter([-1, -1, sizes.hidden], np.float32)
    shut = op.parameter([-1, 1, 1, -1], np.float32)
    start = {"norm.weight": file.vector("emb.ln.w"), "norm.bias": file.vector("emb.ln.b")}
    states = norm(words, start.__getitem__, "norm", sizes.epsilon)
    forked = states
    for number in range(depth):
        states = layer(states, shut, _weights(file, number), sizes.heads, sizes.epsilon)
        if number < depth - len(others):
            forked = states
    for weights in others:
        forked = layer(forked, shut, weights, sizes.heads, sizes.epsilon)
    if others:
        states = op.concat([states, forked], -1)
    return compiled([op.result(states)], [words, shut], threads)


def _weights(file: E5File, number: int) -> Weights:
    """Return the tensors of one layer by their names."""

    def weights(name: str) -> Floats:
        part, _, kind = name.partition(".")
        theirs = f"l{number}.{_PARTS[part]}.{kind[0]}"
        if kind == "bias" or part.endswith("norm"):
            return file.vector(theirs)
        return file.matrix(theirs, file.sizes.inner if part == "narrow" else file.sizes.hidden)

    return weights
