"""A small masked language model that has learned a language of a few words in some seconds.

Its sentences have a subject in the singular or plural, words between that say nothing of its number, a verb that agrees
with it, and an object: `the cat in the garden sees a bird .`
"""

from __future__ import annotations

import random
from pathlib import Path

import torch
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers
from transformers import BertConfig, BertForMaskedLM, PreTrainedTokenizerFast

_SPECIAL = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]")
_SUBJECTS = {"singular": ("cat", "dog", "bird", "child"), "plural": ("cats", "dogs", "birds", "children")}
_VERBS = {"singular": ("sees", "hears", "likes"), "plural": ("see", "hear", "like")}
_PLACES = ("in the garden", "near the house", "by the river")
_OBJECTS = ("a tree", "a flower", "the sun", "the moon")
_STEPS, _BATCH, _MASKED = 400, 64, 0.3


def sentence(chance: random.Random, number: str | None = None, verbs: str | None = None) -> str:
    """Return a sentence with a subject in this number, by chance one of both, and a verb in the same or another."""
    number = number or chance.choice(("singular", "plural"))
    subject, verb = chance.choice(_SUBJECTS[number]), chance.choice(_VERBS[verbs or number])
    return f"the {subject} {chance.choice(_PLACES)} {verb} {chance.choice(_OBJECTS)} ."


def toy_masked_model(folder: Path) -> Path:
    """Train the model and write it in the layout of transformers."""
    chance = random.Random(1)
    lines = [sentence(chance) for _ in range(500)]
    names = [*_SPECIAL, *sorted({word for line in lines for word in line.split()})]
    tokenizer = Tokenizer(models.WordLevel({name: number for number, name in enumerate(names)}, unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.Lowercase()
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    keys = ("pad_token", "unk_token", "cls_token", "sep_token", "mask_token")
    wrapped = PreTrainedTokenizerFast(tokenizer_object=tokenizer, **dict(zip(keys, _SPECIAL, strict=True)))
    torch.manual_seed(1)
    sizes = {"hidden_size": 32, "num_hidden_layers": 2, "num_attention_heads": 2, "intermediate_size": 64}
    config = BertConfig(vocab_size=len(names), max_position_embeddings=32, hidden_dropout_prob=0.0, **sizes)
    model = BertForMaskedLM(config)
    ids = torch.tensor([[2, *wrapped(line).input_ids, 3] for line in lines])
    _train(model, ids, wrapped.mask_token_id)
    model.save_pretrained(folder)
    wrapped.save_pretrained(folder)
    return folder


def _train(model: BertForMaskedLM, ids: torch.Tensor, mask: int) -> None:
    optimizer = torch.optim.AdamW(model.parameters(), lr=3e-3)
    for _ in range(_STEPS):
        rows = ids[torch.randint(len(ids), (_BATCH,))]
        asked = (torch.rand(rows.shape) < _MASKED) & (rows >= len(_SPECIAL))
        loss = model(input_ids=rows.masked_fill(asked, mask), labels=rows.masked_fill(~asked, -100)).loss
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
