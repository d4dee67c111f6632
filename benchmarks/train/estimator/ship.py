"""Writes a checkpoint as the file that the package ships: matrices in int8 with a scale for each row, the rest float16.

python -m benchmarks.train.estimator.ship CHECKPOINT qa/models/estimator.safetensors
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import torch
from safetensors.numpy import save_file


def packed(tensors: dict[str, torch.Tensor]) -> dict[str, np.ndarray]:
    """Return the tensors as they are shipped."""
    found: dict[str, np.ndarray] = {}
    for name, tensor in tensors.items():
        value = tensor.float().numpy()
        if value.ndim == 2 and value.size > 4096:
            scale = np.abs(value).max(axis=1) / 127
            found[name] = np.round(value / np.maximum(scale, 1e-12)[:, None]).astype(np.int8)
            found[f"{name}.scale"] = scale.astype(np.float32)
        else:
            found[name] = value.astype(np.float32)
    return found


def main() -> None:
    """Convert."""
    save_file(packed(torch.load(sys.argv[1], weights_only=True)), Path(sys.argv[2]))


if __name__ == "__main__":
    main()
