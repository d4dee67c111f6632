"""Tiny encoders with known weights, as folders in the layout of transformers.

Weights and vocabularies depend on no version of torch or transformers: `benchmarks/bertscore_numbers.py` makes the same
ones where the package `bert-score` is installed.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np
import torch
from transformers import BertConfig, BertModel, RobertaConfig, RobertaModel

_WORDS = """the a council met on day one two three of late sat cat dog slept mat long short was it at in . , :
Кремль не выдержал давления 立 法 周 二""".split()
_LETTERS = sorted(set("abcdefghijklmnopqrstuvwxyzTACабвгдежзийклмнопрстуфхцчшщьыэюяК立法周二.,:"))
_SIZES: dict[str, Any] = {
    "hidden_size": 32, "num_hidden_layers": 4, "num_attention_heads": 4, "intermediate_size": 64,
}  # fmt: skip


def bert(folder: Path) -> Path:
    """Write a BERT with whole words and single letters as pieces, which reads 48 tokens."""
    special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
    pieces = list(dict.fromkeys([*special, *_WORDS, *_LETTERS, *(f"##{letter}" for letter in _LETTERS)]))
    folder.mkdir(parents=True)
    (folder / "vocab.txt").write_text("".join(f"{piece}\n" for piece in pieces), encoding="utf-8")
    settings = {"tokenizer_class": "BertTokenizer", "do_lower_case": False, "model_max_length": 48}
    (folder / "tokenizer_config.json").write_text(json.dumps(settings), encoding="utf-8")
    config = BertConfig(vocab_size=len(pieces), max_position_embeddings=48, **_SIZES)
    return _saved(BertModel(config), folder)


def roberta(folder: Path) -> Path:
    """Write a RoBERTa whose pieces are bytes and a few words with the space before them."""
    merges = ["t h", "th e", "Ġ the", "c a", "ca t", "Ġ cat", "o n", "Ġ on"]
    printable = [*range(ord("!"), ord("~") + 1), *range(ord("¡"), ord("¬") + 1), *range(ord("®"), ord("ÿ") + 1)]
    letters = [chr(byte) for byte in printable] + [chr(256 + number) for number in range(256 - len(printable))]
    pieces = ["<s>", "<pad>", "</s>", "<unk>", "<mask>", *letters, *(merge.replace(" ", "") for merge in merges)]
    folder.mkdir(parents=True)
    (folder / "vocab.json").write_text(json.dumps({piece: n for n, piece in enumerate(pieces)}), encoding="utf-8")
    (folder / "merges.txt").write_text("".join(f"{line}\n" for line in ["#version: 0.2", *merges]), encoding="utf-8")
    settings = {"tokenizer_class": "RobertaTokenizer", "model_max_length": 96}
    (folder / "tokenizer_config.json").write_text(json.dumps(settings), encoding="utf-8")
    config = RobertaConfig(vocab_size=len(pieces), max_position_embeddings=98, pad_token_id=1, **_SIZES)
    return _saved(RobertaModel(config), folder)


def _saved(model: Any, folder: Path) -> Path:
    """Give each tensor numbers that its name tells, and write the model."""
    with torch.no_grad():
        for name, tensor in model.named_parameters():
            numbers = np.random.default_rng(crc32(name.encode())).normal(0, 0.3, tuple(tensor.shape))
            tensor.copy_(torch.from_numpy(numbers + ("LayerNorm.weight" in name)))
    model.save_pretrained(folder)
    return folder


ENCODERS = {"bert": bert, "roberta": roberta}
