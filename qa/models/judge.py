"""The judge as an OpenVINO graph: compares a translation's encoded tokens with those of the reference and the source.

Each token looks for its counterpart in the other text by the cosine of projected states (as in BERTScore, Zhang et al.
2020); learned token weights turn the best cosines into precision and recall. Two transformer layers then read the
tokens of all texts together, each with its counterparts. The same in torch: `benchmarks/train/estimator/network.py`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from qa.models.graph import SHUT, Weights, compiled, layer, linear, norm

if TYPE_CHECKING:
    from openvino import CompiledModel, Node

Mode = Literal["both", "reference", "source"]
MODES: tuple[Mode, ...] = ("both", "reference", "source")
_HEADS = 8
_EPSILON = 1e-5


@dataclass(frozen=True, slots=True)
class _Text:
    """A text in the graph: last states, unit vectors (texts, tokens, width), token weights and mask (texts, tokens)."""

    states: Node
    units: Node
    weights: Node
    mask: Node


@dataclass(frozen=True, slots=True)
class _Compared:
    """What comparing with another text gave: precision, recall (texts,), and what the judge reads of either text."""

    precision: Node
    recall: Node
    entered: Node
    other: Node


def build(weights: Weights, width: int, mode: Mode, threads: int) -> CompiledModel:
    """Return the judge of one mode, in float32: in bfloat16, translations of one source would often come out equal.

    Inputs: for the translation and then for each other text of the mode (reference, source) the states, shape (texts,
    tokens, 2 * width), and the mask, shape (texts, tokens), 1 where there is a token. Outputs: a score that orders the
    translations of one source, and minus the logarithm of one plus the expected MQM penalty, shape (2, texts); the
    probabilities of no, minor, major and critical error (texts, tokens, 4); of words missing before the token (texts,
    tokens).
    """
    from openvino import opset13 as op

    names = {"both": (0, 1), "reference": (0,), "source": (1,)}[mode]
    inputs = [node for _ in range(1 + len(names)) for node in _inputs(2 * width)]
    texts = [_text(weights, states, mask) for states, mask in zip(inputs[::2], inputs[1::2], strict=True)]
    own = texts[0]
    number = MODES.index(mode)
    entered = linear(own.states, weights, "enter")
    compared = {side: _compare(weights, own, other, side) for side, other in zip(names, texts[1:], strict=True)}
    score = op.constant(weights("base")[number : number + 1])
    for side in (0, 1):
        if side in compared:
            entered = op.add(entered, compared[side].entered)
            mix = weights("mix")[number]
            score = op.add(score, _times(compared[side].precision, mix[2 * side]))
            score = op.add(score, _times(compared[side].recall, mix[2 * side + 1]))
        else:
            entered = op.add(entered, op.constant(weights("absent")[side]))
    joined = op.concat([entered, *(one.other for one in compared.values())], 1)
    joined = norm(joined, weights, "enter_norm", _EPSILON)
    mask = op.concat([text.mask for text in texts], 1)
    shut = _times(op.subtract(mask, _number(1)), -SHUT)
    shade = op.unsqueeze(op.unsqueeze(shut, _axis(1)), _axis(1))
    for depth in range(2):
        joined = layer(joined, shade, _inside(weights, f"judge.{depth}"), _HEADS, _EPSILON)
    level = op.add(_times(score, np.log1p(np.exp(weights("slope")[number]))), _difficulty(weights, texts[-1]))
    level = op.add(level, _pooled(weights, joined, mask, shut, number))
    read = op.variadic_split(joined, op.constant(np.int64(1)), op.concat([_width(own), op.constant(np.array([-1]))], 0))
    outputs = [_stacked(score, level), *_tokens(weights, read.output(0))]
    return compiled([op.result(output) for output in outputs], inputs, threads, exact=True)


def _stacked(*values: Node) -> Node:
    """Return values of shape (texts,) in one of shape (values, texts)."""
    from openvino import opset13 as op

    return op.concat([op.unsqueeze(value, _axis(0)) for value in values], 0)


def _width(text: _Text) -> Node:
    """Return how many tokens the longest text has, shape (1,)."""
    from openvino import opset13 as op

    return op.slice(op.shape_of(text.mask), _axis(1), _axis(2), _axis(1))


def _tokens(weights: Weights, joined: Node) -> tuple[Node, Node]:
    """Return the probabilities of the severities and of a gap before each token."""
    from openvino import opset13 as op

    gaps = op.squeeze(linear(joined, weights, "gap"), _axis(-1))
    return op.softmax(linear(joined, weights, "severity"), -1), op.sigmoid(gaps)


def _inside(weights: Weights, part: str) -> Weights:
    """Return the tensors of a part of the network by their names inside it."""
    return lambda name: weights(f"{part}.{name}")


def _inputs(width: int) -> tuple[Node, Node]:
    from openvino import opset13 as op

    return op.parameter([-1, -1, width], np.float32), op.parameter([-1, -1], np.float32)


def _text(weights: Weights, states: Node, mask: Node) -> _Text:
    from openvino import opset13 as op

    middle, last = op.split(states, op.constant(np.int64(2)), 2).outputs()
    projected = op.matmul(middle, op.constant(weights("project.weight")), False, True)
    units = op.normalize_l2(projected, _axis(-1), 1e-12, "add")
    raw = op.squeeze(linear(middle, weights, "weigh"), _axis(-1))
    return _Text(last, units, op.multiply(op.softplus(op.add(raw, _number(0.5))), mask), mask)


def _compare(weights: Weights, own: _Text, other: _Text, side: int) -> _Compared:
    from openvino import opset13 as op

    sharp = float(10 * weights("sharp")[side])
    there = _cosines(own, other)
    back = _cosines(other, own)
    best, best_back = op.reduce_max(there, _axis(-1)), op.reduce_max(back, _axis(-1))
    counterpart = op.matmul(op.softmax(_times(there, sharp), -1), other.states, False, False)
    origin = op.matmul(op.softmax(_times(back, sharp), -1), own.states, False, False)
    recall = _mean(best_back, other.weights)
    spread = op.multiply(
        op.add(_times(op.unsqueeze(recall, _axis(-1)), 5), _number(-3)), op.add(_times(best, 0), _number(1))
    )
    numbers = [op.unsqueeze(op.add(_times(best, 5), _number(-3)), _axis(-1)), op.unsqueeze(spread, _axis(-1))]
    read = op.concat([counterpart, op.abs(op.subtract(own.states, counterpart)), *numbers], -1)
    back_number = op.unsqueeze(op.add(_times(best_back, 5), _number(-3)), _axis(-1))
    back_read = op.concat([other.states, origin, back_number], -1)
    entered, entered_back = (
        linear(read, weights, f"enter_other.{side}"),
        linear(back_read, weights, f"enter_back.{side}"),
    )
    return _Compared(_mean(best, own.weights), recall, entered, entered_back)


def _cosines(first: _Text, second: _Text) -> Node:
    """Return the cosine of each two tokens, -1 where the second text has none; shape (texts, tokens, tokens)."""
    from openvino import opset13 as op

    cosine = op.matmul(first.units, second.units, False, True)
    return op.select(op.greater(op.unsqueeze(second.mask, _axis(1)), _number(0.5)), cosine, _number(-1))


def _pooled(weights: Weights, joined: Node, mask: Node, shut: Node, number: int) -> Node:
    from openvino import opset13 as op

    focus = op.softmax(op.add(op.squeeze(linear(joined, weights, "attend"), _axis(-1)), shut), -1)
    focused = op.reduce_sum(op.multiply(joined, op.unsqueeze(focus, _axis(-1))), _axis(1))
    count = op.reduce_sum(mask, _axis(1), True)
    mean = op.divide(op.reduce_sum(op.multiply(joined, op.unsqueeze(mask, _axis(-1))), _axis(1)), count)
    parts = {
        "pooled.weight": weights("pooled.weight")[number : number + 1],
        "pooled.bias": weights("pooled.bias")[number : number + 1],
    }
    return op.squeeze(linear(op.concat([focused, mean], -1), parts.__getitem__, "pooled"), _axis(-1))


def _difficulty(weights: Weights, text: _Text) -> Node:
    from openvino import opset13 as op

    count = op.reduce_sum(text.mask, _axis(1), True)
    mean = op.divide(op.reduce_sum(op.multiply(text.states, op.unsqueeze(text.mask, _axis(-1))), _axis(1)), count)
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
