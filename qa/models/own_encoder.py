"""An encoder of the user's own: a folder in the layout of transformers (BERT, RoBERTa, XLM-R, DeBERTa and others)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from qa.core.errors import SettingsError
from qa.models.encoder import Integers, batches
from qa.models.graph import Floats
from qa.models.pretrained import loading, network
from qa.models.token_states import TokenEncoder, threads

_BUDGET = 4096
_NO_LIMIT = 1_000_000
_LAYERS = {
    "bert-base-chinese": 8,
    "distilbert-base-multilingual-cased": 5,
    "mdeberta-v3-base": 10,
    "roberta-base": 10,
    "roberta-large": 17,
    "xlm-roberta-large": 17,
}
"""The layers that agree best with people, as published with bert-score, where they are not three quarters up."""


@lru_cache(maxsize=2)
def own_encoder(folder: str, layer: int = 0) -> TokenEncoder:
    """Return the encoder in a folder up to `layer` (1 is the first); 0 is the layer that is known or likely to be best.

    Raises:
        InputError: the folder holds no encoder.
        SettingsError: it has fewer layers.
    """
    with loading(folder) as transformers:
        config = transformers.AutoConfig.from_pretrained(folder, local_files_only=True)
        tokenizer = transformers.AutoTokenizer.from_pretrained(folder, local_files_only=True)
    layer = _layer(folder, layer, config.num_hidden_layers)
    model = _model(folder, layer)
    before, after = _around(tokenizer)
    return TokenEncoder(
        name=Path(folder).name,
        layer=layer,
        before=before,
        after=after,
        longest=_longest(tokenizer, config),
        cut=lambda texts: _cut(tokenizer, texts),
        run=lambda windows: _run(model, tokenizer.pad_token_id or 0, windows),
    )


def _layer(folder: str, layer: int, layers: int) -> int:
    """Return the layer to take: the one that was asked for, the one known for the model, or three quarters up."""
    if not 0 <= layer <= layers:
        raise SettingsError(f"{folder}: has {layers} layers; layer {layer} is not among them")
    return layer or min(layers, _LAYERS.get(Path(folder).name, round(layers * 3 / 4)))


def _model(folder: str, layer: int) -> Any:
    """Load the model without the layers that are not needed, in float32."""
    import torch

    torch.set_num_threads(threads())
    model = network(folder, "AutoModel", unused="pooler", num_hidden_layers=layer, dtype=torch.float32)
    return model.get_encoder() if model.config.is_encoder_decoder else model


def _longest(tokenizer: Any, config: Any) -> int:
    """Return how many tokens the model reads at once; some models keep two places for themselves."""
    if tokenizer.model_max_length < _NO_LIMIT:
        return int(tokenizer.model_max_length)
    return int(getattr(config, "max_position_embeddings", 514)) - 2


def _around(tokenizer: Any) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return the tokens that the tokenizer sets before and after a text."""
    bare = tokenizer("a", add_special_tokens=False)["input_ids"]
    whole = tokenizer("a")["input_ids"]
    start = next(place for place in range(len(whole)) if whole[place : place + len(bare)] == bare)
    return tuple(whole[:start]), tuple(whole[start + len(bare) :])


def _cut(tokenizer: Any, texts: Sequence[str]) -> list[list[int]]:
    """Return the tokens of texts; where a space is a part of the token after it, the first word gets one too."""
    from transformers import GPT2Tokenizer, RobertaTokenizer

    spaced = isinstance(tokenizer, GPT2Tokenizer | RobertaTokenizer)
    bare = [text.strip() for text in texts]
    found = tokenizer([f" {text}" if spaced and text else text for text in bare], add_special_tokens=False)
    return [list(numbers) for numbers in found["input_ids"]]


def _run(model: Any, padding: int, windows: Sequence[Integers]) -> list[Floats]:
    """Return the states of the last layer that was loaded, shape (tokens, width) for each window."""
    import torch

    found: list[Floats] = [np.empty((0, 0), np.float32)] * len(windows)
    for numbers in batches([len(window) for window in windows], _BUDGET):
        longest = max(len(windows[number]) for number in numbers)
        ids = np.full((len(numbers), longest), padding, dtype=np.int64)
        mask = np.zeros((len(numbers), longest), dtype=np.int64)
        for row, number in enumerate(numbers):
            ids[row, : len(windows[number])] = windows[number]
            mask[row, : len(windows[number])] = 1
        with torch.inference_mode():
            states = model(torch.from_numpy(ids), attention_mask=torch.from_numpy(mask))[0].numpy()
        for row, number in enumerate(numbers):
            found[number] = states[row, : len(windows[number])].copy()
    return found
