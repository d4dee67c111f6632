"""The judge as an OpenVINO graph: reads a translation's tokens together with those of the reference and the source.

Each token looks for its counterpart in the other text by the cosine of projected states (as in BERTScore, Zhang et al.
2020); learned token weights turn the best cosines into precision and recall. Layers that were trained further read each
text apart, then the tokens of all texts together. The same in torch: `benchmarks/train/estimator/network.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from qa.models.graph import SHUT, Floats, Weights, compiled, inside, layer, linear

if TYPE_CHECKING:
    from openvino import CompiledModel, Node

Mode = Literal["both", "reference", "source", "alone"]
MODES: tuple[Mode, ...] = ("both", "reference", "source", "alone")
APART = 8
"""How many layers read each text alone."""
FROZEN = 4
"""After how many of them the trained layers begin."""
_LEVEL = 0.9
_PLAIN = 1.0
_SIDES: dict[Mode, tuple[int, ...]] = {"both": (0, 1), "reference": (0,), "source": (1,), "alone": ()}


@dataclass(frozen=True, slots=True)
class Sizes:
    """The size of a state, and of the layers that read all texts together."""

    hidden: int
    heads: int
    depth: int
    epsilon: float


@dataclass(frozen=True, slots=True)
class _Text:
    """A text in the graph.

    Its states, those of the untrained layers (`plain`) and its unit vectors have shape (texts, tokens, hidden); its
    token weights and its mask (texts, tokens).
    """

    plain: Node
    states: Node
    units: Node
    weights: Node
    mask: Node


class Judge:
    """The judge of one mode; "alone" is that in which a text is judged by no other.

    The similarity is computed in float32: in bfloat16 the translations of one source would often come out equal.
    """

    def __init__(self, weights: Weights, sizes: Sizes, mode: Mode, threads: int) -> None:
        self._compared = None if mode == "alone" else _Compared(weights, sizes, mode, threads)
        self._reading = _reading(weights, sizes, mode, threads)

    def __call__(self, texts: Sequence[tuple[Floats, Floats]]) -> tuple[Floats, ...]:
        """Judge a batch, from the states (texts, tokens, 2 * hidden) and the masks of translation and each other text.

        Returns the worth, which orders the translations of one source, and the difficulty of the sentence, (texts,),
        whose sum is minus the logarithm of one plus the expected MQM penalty; the probabilities of no, minor, major and
        critical error (texts, tokens, 4), of words missing before the token (texts, tokens); and for each other text
        those of its tokens being lost (texts, tokens). Alone, the worth is the logit of the text being as people write,
        and there is no difficulty: it is 0.
        """
        read, hard, *tokens = self._reading([array for text in texts for array in text]).values()
        if self._compared is None:
            return (read, hard, *tokens)
        return (self._compared.worth(texts, read), hard, *tokens)


class _Compared:
    """What one mode makes of the similarity to the other texts, and of what was read."""

    def __init__(self, weights: Weights, sizes: Sizes, mode: Mode, threads: int) -> None:
        number = MODES.index(mode)
        self._mix = weights("mix")[number].reshape(2, 2)[list(_SIDES[mode])]
        self._slope = float(np.log1p(np.exp(weights("slope")[number])))
        self._share, self._base = float(weights("share")[number]), float(weights("base")[number])
        self._similar = _similarity(weights, sizes, threads)

    def worth(self, texts: Sequence[tuple[Floats, Floats]], read: Floats) -> Floats:
        """Return the worth of a batch (texts,)."""
        own, *others = texts
        score = np.zeros(len(own[0]), dtype=np.float32)
        for other, mix in zip(others, self._mix, strict=True):
            both = np.stack(list(self._similar([*own, *other]).values()), -1)
            score += (both - _LEVEL) @ mix
        grave = np.minimum(read + _PLAIN, 0)
        return np.asarray(self._slope * score + self._share * read + (1 - self._share) * grave + self._base)


def _similarity(weights: Weights, sizes: Sizes, threads: int) -> CompiledModel:
    """Return the graph that gives precision and recall (texts,) of a translation against another text."""
    from openvino import opset13 as op

    inputs = [*_inputs(2 * sizes.hidden), *_inputs(2 * sizes.hidden)]
    own, other = (_text(weights, *inputs[start : start + 2]) for start in (0, 2))
    values = [
        _mean(op.reduce_max(_cosines(first, second), _axis(-1)), first.weights)
        for first, second in ((own, other), (other, own))
    ]
    return compiled([op.result(value) for value in values], inputs, threads, exact=True)


def _reading(weights: Weights, sizes: Sizes, mode: Mode, threads: int) -> CompiledModel:
    """Return the graph that reads the texts together; its outputs are those of a judge, less the similarity."""
    from openvino import opset13 as op

    sides = _SIDES[mode]
    inputs = [node for _ in range(1 + len(sides)) for node in _inputs(2 * sizes.hidden)]
    texts = [_text(weights, states, mask) for states, mask in zip(inputs[::2], inputs[1::2], strict=True)]
    own, *others = texts
    entered = [op.add(own.states, op.constant(weights("kind")[0]))]
    for side, other in zip(sides, others, strict=True):
        told, told_back = _counterparts(weights, own, other, side)
        entered[0] = op.add(entered[0], told)
        entered.append(op.add(op.add(other.states, op.constant(weights("kind")[side + 1])), told_back))
    mask = op.concat([text.mask for text in texts], 1)
    shut = _times(op.subtract(mask, _number(1)), -SHUT)
    joined = op.concat(entered, 1)
    for depth in range(sizes.depth):
        inner = inside(weights, f"judge.{depth}")
        joined = layer(joined, op.unsqueeze(op.unsqueeze(shut, _axis(1)), _axis(1)), inner, sizes.heads, sizes.epsilon)
    widths = op.concat([op.slice(op.shape_of(text.mask), _axis(1), _axis(2), _axis(1)) for text in texts], 0)
    read, *rest = op.variadic_split(joined, op.constant(np.int64(1)), widths).outputs()
    before = op.concat([_pieces(read, 0, 1), _pieces(read, 0, -1)], 1)
    outputs = [
        _pooled(weights, joined, mask, shut, mode),
        _difficulty(weights, texts[-1]) if others else _times(op.squeeze(_count(own.mask), _axis(-1)), 0),
        op.softmax(linear(read, weights, "severity"), -1),
        _chance(weights, op.concat([before, read], -1), "gap"),
        *(_chance(weights, part, "lost") for part in rest),
    ]
    return compiled([op.result(output) for output in outputs], inputs, threads)


def _chance(weights: Weights, states: Node, name: str) -> Node:
    from openvino import opset13 as op

    return op.sigmoid(op.squeeze(linear(states, weights, name), _axis(-1)))


def _pieces(states: Node, start: int, end: int) -> Node:
    """Return the states of the tokens from `start` to `end`."""
    from openvino import opset13 as op

    return op.slice(states, _axis(start), _axis(end), _axis(1), _axis(1))


def _inputs(width: int) -> tuple[Node, Node]:
    from openvino import opset13 as op

    return op.parameter([-1, -1, width], np.float32), op.parameter([-1, -1], np.float32)


def _text(weights: Weights, states: Node, mask: Node) -> _Text:
    from openvino import opset13 as op

    plain, trained = op.split(states, op.constant(np.int64(2)), 2).outputs()
    projected = op.matmul(plain, op.constant(weights("project.weight")), False, True)
    units = op.normalize_l2(projected, _axis(-1), 1e-12, "add")
    raw = op.squeeze(linear(plain, weights, "weigh"), _axis(-1))
    return _Text(plain, trained, units, op.multiply(op.softplus(op.add(raw, _number(0.5))), mask), mask)


def _counterparts(weights: Weights, own: _Text, other: _Text, side: int) -> tuple[Node, Node]:
    """Return what the tokens of either text are told of their counterparts in the other."""
    from openvino import opset13 as op

    sharp = float(10 * weights("sharp")[side])
    there, back = _cosines(own, other), _cosines(other, own)
    best, best_back = op.reduce_max(there, _axis(-1)), op.reduce_max(back, _axis(-1))
    recall = op.unsqueeze(_mean(best_back, other.weights), _axis(-1))
    spread = op.multiply(_rated(recall), op.add(_times(best, 0), _number(1)))
    told = []
    for text, opposite, cosine, numbers, name in (
        (own, other, there, (_rated(best), spread), "enter_other"),
        (other, own, back, (_rated(best_back),), "enter_back"),
    ):
        counterpart = op.matmul(op.softmax(_times(cosine, sharp), -1), opposite.states, False, False)
        apart = op.abs(op.subtract(text.states, counterpart))
        columns = [op.unsqueeze(number, _axis(-1)) for number in numbers]
        told.append(linear(op.concat([counterpart, apart, *columns], -1), weights, f"{name}.{side}"))
    return told[0], told[1]


def _rated(cosine: Node) -> Node:
    """Return cosines on the scale that the network learned with."""
    from openvino import opset13 as op

    return op.add(_times(cosine, 5), _number(-3))


def _cosines(first: _Text, second: _Text) -> Node:
    """Return the cosine of each two tokens, -1 where the second text has none; shape (texts, tokens, tokens)."""
    from openvino import opset13 as op

    cosine = op.matmul(first.units, second.units, False, True)
    return op.select(op.greater(op.unsqueeze(second.mask, _axis(1)), _number(0.5)), cosine, _number(-1))


def _pooled(weights: Weights, joined: Node, mask: Node, shut: Node, mode: Mode) -> Node:
    """Return what is read of the whole (texts,)."""
    from openvino import opset13 as op

    focus = op.softmax(op.add(op.squeeze(linear(joined, weights, "attend"), _axis(-1)), shut), -1)
    focused = op.reduce_sum(op.multiply(joined, op.unsqueeze(focus, _axis(-1))), _axis(1))
    mean = op.divide(op.reduce_sum(op.multiply(joined, op.unsqueeze(mask, _axis(-1))), _axis(1)), _count(mask))
    name, row = ("natural", 0) if mode == "alone" else ("pooled", MODES.index(mode))
    parts = {f"{name}.{kind}": weights(f"{name}.{kind}")[row : row + 1] for kind in ("weight", "bias")}
    return op.squeeze(linear(op.concat([focused, mean], -1), parts.__getitem__, name), _axis(-1))


def _count(mask: Node) -> Node:
    """Return how many tokens each text has (texts, 1)."""
    from openvino import opset13 as op

    return op.reduce_sum(mask, _axis(1), True)


def _difficulty(weights: Weights, text: _Text) -> Node:
    from openvino import opset13 as op

    count = _count(text.mask)
    mean = op.divide(op.reduce_sum(op.multiply(text.plain, op.unsqueeze(text.mask, _axis(-1))), _axis(1)), count)
    size = op.log(count)
    read = op.concat([mean, _times(size, 1 / np.log(64)), _times(op.multiply(size, size), 1 / 16)], -1)
    return op.squeeze(linear(op.gelu(linear(read, weights, "hard.0"), "erf"), weights, "hard.2"), _axis(-1))


def _mean(values: Node, weights: Node) -> Node:
    """Return the weighted mean over the tokens, shape (texts,)."""
    from openvino import opset13 as op

    return op.divide(op.reduce_sum(op.multiply(values, weights), _axis(1)), op.reduce_sum(weights, _axis(1)))


def _times(value: Node, factor: float) -> Node:
    from openvino import opset13 as op

    return op.multiply(value, _number(factor))


def _number(value: float) -> Node:
    from openvino import opset13 as op

    return op.constant(np.float32(value))


def _axis(value: int) -> Node:
    from openvino import opset13 as op

    return op.constant(np.array([value], dtype=np.int64))
