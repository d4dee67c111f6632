"""A model of the XCOMET kind, made by hand, that marks a few words: what it says is known without running it."""

from __future__ import annotations

import json
import tempfile
from functools import cache
from pathlib import Path

MARKED = {
    "minor": ("slight", "мелко", "小错", "légère", "थोड़ा"),
    "major": ("wrong", "неверно", "错误", "خطأ", "गलत", "erreur"),
    "critical": ("fatal", "гибельно", "致命"),
}
POSITIONS = 130
_SIZES = {"hidden_size": 8, "num_hidden_layers": 1, "num_attention_heads": 2, "intermediate_size": 8}
_SETTINGS = {
    "class_identifier": "xcomet_metric", "encoder_model": "XLM-RoBERTa", "pretrained_model": "made by hand",
    "sent_layer": "mix", "word_layer": 0, "hidden_sizes": [4], "word_level_training": True, "layer_norm": False,
}  # fmt: skip


@cache
def marking_model() -> str:
    """Return the folder of the model, made once in a process."""
    folder = Path(tempfile.mkdtemp(prefix="marking-model-"))
    (folder / "hparams.yaml").write_text(json.dumps(_SETTINGS))
    words = [("▁", -1.0)]
    kinds = [0, 0, 0, 0, 0]
    for severity, some in enumerate(MARKED.values(), start=1):
        for word in some:
            words += [(word, -1.0), (f"▁{word}", -1.0)]
            kinds += [severity, severity]
    _save_tokenizer(folder / "encoder", [("<s>", 0.0), ("<pad>", 0.0), ("</s>", 0.0), ("<unk>", 0.0), *words])
    _save_weights(folder, kinds)
    return str(folder)


def _save_tokenizer(folder: Path, vocabulary: list[tuple[str, float]]) -> None:
    from tokenizers import Tokenizer, models, pre_tokenizers, processors

    tokenizer = Tokenizer(models.Unigram(vocabulary, unk_id=3))
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence([pre_tokenizers.WhitespaceSplit(), pre_tokenizers.Metaspace()])
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>", special_tokens=[("<s>", 0), ("</s>", 2)]
    )
    folder.mkdir()
    tokenizer.save(str(folder / "tokenizer.json"))


def _save_weights(folder: Path, kinds: list[int]) -> None:
    """Write an encoder whose embeddings say which tag a piece gets, and a head that reads it off."""
    import torch
    from transformers import XLMRobertaConfig, XLMRobertaModel

    config = XLMRobertaConfig(
        vocab_size=len(kinds), max_position_embeddings=POSITIONS + 2, pad_token_id=1, type_vocab_size=1, **_SIZES
    )
    config.save_pretrained(folder / "encoder")
    encoder = XLMRobertaModel(config, add_pooling_layer=False).state_dict()
    state = {f"encoder.model.{name}": torch.zeros_like(value) for name, value in encoder.items()}
    for name, value in state.items():
        if name.endswith("LayerNorm.weight"):
            value.fill_(1)
    state["encoder.model.embeddings.word_embeddings.weight"] = torch.eye(8)[torch.tensor(kinds)]
    state |= {f"layerwise_attention.scalar_parameters.{number}": torch.zeros(1) for number in range(2)}
    state |= {"layerwise_attention.gamma": torch.ones(1)}
    state |= {"hidden2tag.weight": 2 * torch.eye(8)[:4], "hidden2tag.bias": torch.zeros(4)}
    state |= {"estimator.ff.0.weight": torch.zeros(4, 8), "estimator.ff.0.bias": torch.zeros(4)}
    state |= {"estimator.ff.3.weight": torch.zeros(1, 4), "estimator.ff.3.bias": torch.full((1,), 0.5)}
    (folder / "checkpoints").mkdir()
    torch.save({"state_dict": state, "hyper_parameters": _SETTINGS}, folder / "checkpoints" / "model.ckpt")
