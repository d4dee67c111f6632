"""What stands on top of the encoder of a COMET model: the mix of its layers, pooling, and the network that scores.

The arithmetic is that of unbabel-comet: Rei et al. 2020 (https://aclanthology.org/2020.emnlp-main.213), Peters et al.
2018 for the mix of layers, Martins and Astudillo 2016 for sparsemax.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from qa.core.errors import InputError

if TYPE_CHECKING:
    from torch import Tensor

_POOLS = ("avg", "cls", "max", "default")
_ACTIVATIONS = ("Tanh", "Sigmoid", "Softplus", "Softsign", "Hardtanh", "Tanhshrink", "Softshrink", "Identity")


def sparsemax(numbers: Tensor) -> Tensor:
    """Return the point of the probability simplex that is nearest to the vector `numbers`."""
    import torch

    ordered = torch.sort(numbers, descending=True).values
    sums = ordered.cumsum(0) - 1
    places = torch.arange(1, len(numbers) + 1, dtype=numbers.dtype, device=numbers.device)
    support = int((places * ordered > sums).sum())
    return torch.clamp(numbers - sums[support - 1] / support, min=0)


def mixed(layers: Sequence[Tensor], mask: Tensor, weights: Tensor, gamma: Tensor, normed: bool) -> Tensor:
    """Return the weighted sum of the encoder's layers.

    `layers` have the shape (texts, pieces, hidden), `mask` (texts, pieces) is 1 where a piece is and 0 in the padding,
    `weights` has one number for each layer. `normed` layers are normalised over all pieces and dimensions of a text.
    """
    parts = (
        weight * (_normalised(layer, mask) if normed else layer) for weight, layer in zip(weights, layers, strict=True)
    )
    total = next(parts)
    for part in parts:
        total = total + part
    mix: Tensor = gamma * total
    return mix


def _normalised(layer: Tensor, mask: Tensor) -> Tensor:
    import torch

    shown = mask.to(layer.dtype).unsqueeze(-1)
    count = (mask.sum(1) * layer.shape[-1]).to(layer.dtype)
    mean = ((layer * shown).sum((1, 2)) / count)[:, None, None]
    variance = ((((layer - mean) * shown) ** 2).sum((1, 2)) / count)[:, None, None]
    return (layer - mean) / torch.sqrt(variance + 1e-12)


def pooled(states: Tensor, last: Tensor, mask: Tensor, pool: str) -> Tensor:
    """Return one vector for each text, from the states of its pieces: their mean or maximum, or the first.

    `default` is the first state of the `last` layer.
    """
    if pool == "default":
        return last[:, 0]
    if pool == "cls":
        return states[:, 0]
    hidden = ~mask.bool().unsqueeze(-1)
    if pool == "max":
        return states.masked_fill(hidden, float("-inf")).amax(1)
    return states.masked_fill(hidden, 0).sum(1) / mask.sum(1, keepdim=True)


def scored(features: Tensor, tensors: Mapping[str, Tensor], activation: str, final: str | None) -> Tensor:
    """Return a score for each row of `features`, by the feed-forward network `ff` that is among the tensors.

    Its linear layers have the numbers 0, 3, 6 ...: between them stand the activation and a dropout.
    """
    import torch

    numbers = sorted(int(name.split(".")[1]) for name in tensors if name.endswith(".weight"))
    for number in numbers:
        features = torch.nn.functional.linear(features, tensors[f"ff.{number}.weight"], tensors[f"ff.{number}.bias"])
        name = activation if number != numbers[-1] else final
        if name is not None:
            features = getattr(torch.nn, name.title())()(features)
    return features.view(-1)


def check(pool: str, activations: Sequence[str | None]) -> None:
    """Refuse what the settings of a model cannot name.

    Raises:
        InputError: a pooling or an activation is none of those there are.
    """
    if pool not in _POOLS:
        raise InputError(f'there is no pooling "{pool}"; there are: {", ".join(_POOLS)}')
    for name in activations:
        if name is not None and name.title() not in _ACTIVATIONS:
            raise InputError(f'there is no activation "{name}" here; there are: {", ".join(_ACTIVATIONS)}')
