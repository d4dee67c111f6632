"""Runs the encoder of a COMET model over sequences of pieces, like lengths together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qa.models.comet import heads
from qa.models.comet.weights import Weights
from qa.models.encoder import batches

if TYPE_CHECKING:
    from torch import Tensor


@dataclass(frozen=True, slots=True)
class States:
    """What the encoder makes of some sequences, which `numbers` tell by their place among all.

    `score` has the states for the score, `words` those for the tags (None without tags) and `last` those of the last
    layer, each of shape (sequences, pieces, hidden); `mask` (sequences, pieces) is 1 where a piece is.
    """

    numbers: Sequence[int]
    score: Tensor
    words: Tensor | None
    last: Tensor
    mask: Tensor


class Runner:
    """An encoder with the mix of its layers."""

    def __init__(self, weights: Weights, budget: int) -> None:
        import torch

        self._plan, self._encoder, self._budget = weights.plan, weights.encoder, budget
        own = weights.of("layerwise_attention.")
        self._mix: tuple[Tensor, Tensor] | None = None
        if self._plan.layer is None:
            layers = range(weights.encoder.config.num_hidden_layers + 1)
            learned = torch.cat([own[f"scalar_parameters.{number}"] for number in layers])
            shares = heads.sparsemax(learned) if self._plan.sparse else torch.softmax(learned, dim=0)
            self._mix = shares, own["gamma"]

    def run(self, sequences: Sequence[Sequence[int]], firsts: Sequence[int] = ()) -> Iterator[States]:
        """Yield the states of batches of sequences, given as numbers of pieces with the special ones.

        `firsts` says, for encoders that tell first texts from others, how many pieces belong to the first.
        """
        import torch

        device, padding = self._encoder.device, self._encoder.config.pad_token_id
        for numbers in batches([len(one) for one in sequences], self._budget):
            longest = max(len(sequences[number]) for number in numbers)
            ids = torch.full((len(numbers), longest), padding)
            mask = torch.zeros((len(numbers), longest), dtype=torch.long)
            kinds = torch.ones((len(numbers), longest), dtype=torch.long)
            for row, number in enumerate(numbers):
                own = sequences[number]
                ids[row, : len(own)], mask[row, : len(own)] = torch.tensor(own), 1
                kinds[row, : firsts[number] if firsts else longest] = 0
            given = {"token_type_ids": kinds.to(device)} if firsts and self._plan.encoder == "BERT" else {}
            yield self._states(numbers, ids.to(device), mask.to(device), given)

    def _states(self, numbers: Sequence[int], ids: Tensor, mask: Tensor, given: dict[str, Tensor]) -> States:
        found = self._encoder(input_ids=ids, attention_mask=mask, output_hidden_states=True, **given)
        layers, plan = found.hidden_states, self._plan
        score = layers[plan.layer] if self._mix is None else heads.mixed(layers, mask, *self._mix, plan.normed)
        words = None if plan.word_layer is None else layers[plan.word_layer]
        return States(numbers, score, words, found.last_hidden_state, mask)
