"""Tiny language models with random weights, in the published layout, each with another kind of tokenizer."""

from __future__ import annotations

from pathlib import Path

import torch
from tokenizers import Tokenizer, decoders, models, normalizers, pre_tokenizers, trainers
from transformers import (
    BertConfig,
    BertForMaskedLM,
    GPT2Config,
    GPT2LMHeadModel,
    LlamaConfig,
    LlamaForCausalLM,
    PreTrainedTokenizerFast,
    RobertaConfig,
    RobertaForMaskedLM,
)

TEXTS = [
    "The children are playing in the garden behind the house.",
    "Дети играют в саду за домом.",
    "孩子们在屋后的花园里玩耍。",
    "बच्चे घर के पीछे बगीचे में खेल रहे हैं।",
    "A flag \U0001f1fa\U0001f1e6 and a family \U0001f468\u200d\U0001f469\u200d\U0001f467, naïve café.",
]
_VOCABULARY = 400
_SIZES = {"hidden_size": 16, "num_hidden_layers": 2, "num_attention_heads": 2, "intermediate_size": 32}


def byte_level_causal(folder: Path) -> Path:
    """Make a model like GPT-2: byte-level pieces, no piece before a text but the one that ends texts."""
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    alphabet = pre_tokenizers.ByteLevel.alphabet()
    trainer = trainers.BpeTrainer(vocab_size=_VOCABULARY, special_tokens=["<end>"], initial_alphabet=alphabet)
    tokenizer.train_from_iterator(TEXTS, trainer)
    wrapped = PreTrainedTokenizerFast(tokenizer_object=tokenizer, eos_token="<end>")
    torch.manual_seed(1)
    config = GPT2Config(vocab_size=len(wrapped), n_positions=64, n_embd=16, n_layer=2, n_head=2, initializer_range=0.5)
    return _saved(GPT2LMHeadModel(config), wrapped, folder)


def sentence_pieces_causal(folder: Path) -> Path:
    """Make a model like Llama: pieces that hold the space before them, and one that begins texts."""
    wrapped = PreTrainedTokenizerFast(
        tokenizer_object=_unigram(["<unk>", "<s>", "</s>"]), bos_token="<s>", eos_token="</s>", unk_token="<unk>"
    )
    torch.manual_seed(2)
    config = LlamaConfig(
        vocab_size=len(wrapped), max_position_embeddings=64, num_key_value_heads=1, initializer_range=0.5, **_SIZES
    )
    return _saved(LlamaForCausalLM(config), wrapped, folder)


def word_pieces_masked(folder: Path) -> Path:
    """Make a model like BERT: parts of words in small letters."""
    specials = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
    tokenizer = Tokenizer(models.WordPiece(unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=True, strip_accents=False)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.train_from_iterator(TEXTS, trainers.WordPieceTrainer(vocab_size=_VOCABULARY, special_tokens=specials))
    names = ("pad_token", "unk_token", "cls_token", "sep_token", "mask_token")
    wrapped = PreTrainedTokenizerFast(tokenizer_object=tokenizer, **dict(zip(names, specials, strict=True)))
    torch.manual_seed(3)
    config = BertConfig(vocab_size=len(wrapped), max_position_embeddings=64, initializer_range=0.5, **_SIZES)
    return _saved(BertForMaskedLM(config), wrapped, folder)


def sentence_pieces_masked(folder: Path) -> Path:
    """Make a model like XLM-RoBERTa, whose places begin after the number of the padding piece."""
    wrapped = PreTrainedTokenizerFast(
        tokenizer_object=_unigram(["<s>", "<pad>", "</s>", "<unk>", "<mask>"]),
        bos_token="<s>", cls_token="<s>", pad_token="<pad>", eos_token="</s>", sep_token="</s>", unk_token="<unk>",
        mask_token="<mask>",
    )  # fmt: skip
    torch.manual_seed(4)
    config = RobertaConfig(
        vocab_size=len(wrapped), max_position_embeddings=66, pad_token_id=1, initializer_range=0.5, **_SIZES
    )
    return _saved(RobertaForMaskedLM(config), wrapped, folder)


def _unigram(specials: list[str]) -> Tokenizer:
    tokenizer = Tokenizer(models.Unigram())
    tokenizer.normalizer = normalizers.NFKC()
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
    trainer = trainers.UnigramTrainer(vocab_size=_VOCABULARY, special_tokens=specials, unk_token="<unk>")
    tokenizer.train_from_iterator(TEXTS, trainer)
    return tokenizer


def _saved(model: torch.nn.Module, tokenizer: PreTrainedTokenizerFast, folder: Path) -> Path:
    model.save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    return folder
