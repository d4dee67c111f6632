"""The encoder's layers in torch and as ONNX files, called like the product's graph; for `benchmarks.runtimes`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

from qa.models.e5_file import E5File, Floats, load

PARTS = ("q", "k", "v", "ao", "fi", "fo", "aln", "oln")


class Layers(nn.Module):
    """The norm of the embeddings and all layers."""

    def __init__(self) -> None:
        super().__init__()
        file = load()
        self.heads = file.sizes.heads
        self.norm = _part(file, "emb.ln")
        numbers = range(file.sizes.layers)
        self.layers = nn.ModuleList(nn.ModuleList(_part(file, f"l{one}.{part}") for part in PARTS) for one in numbers)

    def forward(self, words: Tensor, shut: Tensor) -> Tensor:
        """Return the last states, from embeddings with their places and what is added to the attention."""
        states = self.norm(words)
        for query, key, value, output, wide, narrow, attention_norm, norm in self.layers:
            shape = (*states.shape[:2], self.heads, -1)
            parts = (part(states).view(shape).transpose(1, 2) for part in (query, key, value))
            mixed = functional.scaled_dot_product_attention(*parts, attn_mask=shut).transpose(1, 2).flatten(2)
            states = attention_norm(states + output(mixed))
            states = norm(states + narrow(functional.gelu(wide(states))))
        return states


def in_torch(kind: str, threads: int) -> Callable[[list[Floats]], list[Floats]]:
    """Return the layers in numbers of this kind (float32, bfloat16), called like the product's graph."""
    torch.set_num_threads(threads)
    kept = getattr(torch, kind)
    layers = torch.inference_mode()(Layers().eval().to(kept))
    return lambda inputs: [layers(*(torch.tensor(one).to(kept) for one in inputs)).float().numpy()]


def write_onnx(folder: Path) -> None:
    """Write the layers as ONNX files: in float32, and with matrices in int8."""
    from onnxruntime.quantization import quantize_dynamic

    inputs = (torch.zeros(2, 7, load().sizes.hidden), torch.zeros(2, 1, 1, 7))
    axes = {"words": {0: "texts", 1: "tokens"}, "shut": {0: "texts", 3: "tokens"}}
    plain, small = folder / "float32.onnx", folder / "int8.onnx"
    torch.onnx.export(Layers().eval(), inputs, plain, dynamo=False, input_names=list(axes), dynamic_axes=axes)
    quantize_dynamic(plain, small, per_channel=True)


def _part(file: E5File, name: str) -> nn.Module:
    """Return a linear map or a norm with the file's weights."""
    made: nn.LayerNorm | nn.Linear
    if name.endswith("ln"):
        weight = file.vector(f"{name}.w")
        made = nn.LayerNorm(file.sizes.hidden, file.sizes.epsilon)
    else:
        weight = file.matrix(f"{name}.w", file.sizes.inner if name.endswith("fo") else file.sizes.hidden)
        made = nn.Linear(*weight.shape[::-1])
    made.load_state_dict({"weight": torch.tensor(weight), "bias": torch.tensor(file.vector(f"{name}.b"))})
    return made
