"""The building blocks of the networks, as an OpenVINO graph: linear maps, layer norm, a transformer layer.

Values are OpenVINO nodes; texts come in batches padded to the longest, shape (texts, tokens, width).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from openvino import CompiledModel, Core, Node

Floats = NDArray[np.float32]
Weights = Callable[[str], Floats]
"""Gives a tensor by its name, for example `query.weight`, shape (out, in)."""

SHUT = -1e9


def linear(value: Node, weights: Weights, name: str) -> Node:
    """Return `value` times the transposed matrix plus the bias."""
    from openvino import opset13 as op

    return op.add(
        op.matmul(value, _constant(weights(f"{name}.weight")), False, True), _constant(weights(f"{name}.bias"))
    )


def norm(value: Node, weights: Weights, name: str, epsilon: float) -> Node:
    """Return the layer norm of `value` (Ba, Kiros & Hinton 2016)."""
    from openvino import opset13 as op

    even = op.mvn(value, op.constant(np.array([-1])), True, epsilon, "inside_sqrt")
    return op.add(op.multiply(even, _constant(weights(f"{name}.weight"))), _constant(weights(f"{name}.bias")))


def layer(states: Node, shut: Node, weights: Weights, heads: int, epsilon: float) -> Node:
    """Return the states after one transformer layer (Vaswani et al. 2017, the norm after each part).

    `shut`, shape (texts, 1, 1, tokens), is added to the attention: 0 where there is a token, SHUT where there is none.
    """
    from openvino import opset13 as op

    def divided(name: str) -> Node:
        parted = op.reshape(linear(states, weights, name), _shape(0, 0, heads, -1), True)
        return op.transpose(parted, _shape(0, 2, 1, 3))

    mixed = op.scaled_dot_product_attention(divided("query"), divided("key"), divided("value"), shut)
    joined = op.reshape(op.transpose(mixed, _shape(0, 2, 1, 3)), _shape(0, 0, -1), True)
    states = norm(op.add(states, linear(joined, weights, "output")), weights, "attention_norm", epsilon)
    wide = op.gelu(linear(states, weights, "wide"), "erf")
    return norm(op.add(states, linear(wide, weights, "narrow")), weights, "norm", epsilon)


def inside(weights: Weights, part: str) -> Weights:
    """Return the tensors of a part of the network by their names inside it."""
    return lambda name: weights(f"{part}.{name}")


@cache
def _core() -> Core:
    import openvino

    return openvino.Core()


def compiled(outputs: Sequence[Node], inputs: Sequence[Node], threads: int, *, exact: bool = False) -> CompiledModel:
    """Return the graph made ready for this machine's processor.

    It computes in bfloat16 where the processor does, or always in float32 where it should be `exact`.
    """
    import openvino

    settings: dict[str, Any] = {"INFERENCE_NUM_THREADS": threads, "INFERENCE_PRECISION_HINT": "bf16"}
    core = _core()
    if exact or "BF16" not in core.get_property("CPU", "OPTIMIZATION_CAPABILITIES"):
        settings["INFERENCE_PRECISION_HINT"] = "f32"
    return core.compile_model(openvino.Model(list(outputs), list(inputs), "qa"), "CPU", settings)


def _constant(value: Floats) -> Node:
    from openvino import opset13 as op

    return op.constant(np.ascontiguousarray(value, dtype=np.float32))


def _shape(*sizes: int) -> Node:
    from openvino import opset13 as op

    return op.constant(np.array(sizes, dtype=np.int64))
