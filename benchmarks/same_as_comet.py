"""What unbabel-comet makes of small random models: the checkpoints and scores that the tests compare with.

It needs an environment of its own, since unbabel-comet wants older packages than this project:

python -m venv env && env/bin/pip install torch unbabel-comet==2.2.7 "setuptools<81" sentencepiece==0.2.0
env/bin/python benchmarks/same_as_comet.py tests/models/comet

Each folder then holds a checkpoint as it is published, with random weights; `expected.json` is what unbabel-comet says.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import tempfile
from pathlib import Path
from typing import Any

import pytorch_lightning
import sentencepiece
import torch
import transformers
import yaml
from comet.models import load_from_checkpoint, str2model
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors

TEXTS = [
    ("The council met on Tuesday.", "Der Rat tagte am Dienstag.", "The council convened on Tuesday."),
    ("Nobody was happy with the result, and the mayor left early!", "Niemand war zufrieden.", "No one was happy."),
    ("Рада зібралася у вівторок увечері.", "The council met on Tuesday evening.", "У вівторок увечері зібралася рада."),
    ("国会は火曜日に新しい法案を可決した。", "Parliament passed the new bill.", "火曜日、国会は新法案を可決した。"),
    ("صوّت المجلس يوم الثلاثاء.", "The council voted on Tuesday.", "قام المجلس بالتصويت يوم الثلاثاء."),
    ("परिषद की बैठक मंगलवार को हुई।", "The council met on Tuesday.", "मंगलवार को परिषद की बैठक हुई।"),
    ("", "Nichts.", "Nothing at all."),
    ("It cost ２５０ euros ﬁnally", "Es kostete 250 Euro.", "Finally, it cost 250 euros…"),
    ("Two  spaces, a tab\tand e\u0301 at the end ", "Zwei  Leerzeichen.", " Two spaces at the end"),
    ("😀 emoji", "Ein Emoji 😀", "an emoji 😀 👩‍👩‍👧"),
    ("The mayor left. " * 3, "Der Bürgermeister ging. " * 3, "The mayor went home. " * 3),
]
MIXED = {"nr_frozen_epochs": 0.3, "dropout": 0.1}
HEAD = {"hidden_sizes": [12, 6], "activations": "Tanh"}
MODELS: dict[str, dict[str, Any]] = {
    "regression": {
        "class": "regression_metric", "encoder_model": "XLM-RoBERTa", "pool": "avg", "layer": "mix",
        "layer_transformation": "softmax", "layer_norm": True, "final_activation": "Sigmoid",
    },
    "regression-patched": {
        "class": "regression_metric", "encoder_model": "XLM-RoBERTa", "pool": "max", "layer": "mix",
        "layer_transformation": "sparsemax", "layer_norm": False, "patched": True,
    },
    "regression-bert": {
        "class": "regression_metric", "encoder_model": "BERT", "pool": "cls", "layer": 1, "layer_norm": False,
    },
    "referenceless": {
        "class": "referenceless_regression_metric", "encoder_model": "XLM-RoBERTa", "pool": "max", "layer": "mix",
        "layer_transformation": "sparsemax", "layer_norm": False, "tokenizer.json": True,
    },
    "referenceless-minilm": {
        "class": "referenceless_regression_metric", "encoder_model": "MiniLM", "pool": "default", "layer": 2,
    },
    "unified-source": {
        "class": "unified_metric", "encoder_model": "XLM-RoBERTa", "sent_layer": "mix", "input_segments": ["mt", "src"],
        "layer_transformation": "sparsemax", "layer_norm": True, "word_layer": 2,
    },
    "unified-bert": {
        "class": "unified_metric", "encoder_model": "BERT", "sent_layer": "mix", "word_level_training": True,
        "layer_transformation": "softmax", "layer_norm": False, "word_layer": 1, "input_segments": ["mt", "src", "ref"],
    },
    "xcomet": {
        "class": "xcomet_metric", "encoder_model": "XLM-RoBERTa-XL", "sent_layer": "mix", "word_layer": 1,
        "layer_transformation": "sparsemax", "layer_norm": False, "seed": 26,
    },
}  # fmt: skip
SIZES = {
    "hidden_size": 8, "num_hidden_layers": 2, "num_attention_heads": 2, "intermediate_size": 12,
    "max_position_embeddings": 162,
}  # fmt: skip
CONFIGS = {
    "XLM-RoBERTa": transformers.XLMRobertaConfig,
    "XLM-RoBERTa-XL": transformers.XLMRobertaXLConfig,
    "BERT": transformers.BertConfig,
    "MiniLM": transformers.BertConfig,
}
# A table of XLM-R's kind in small: what is written in several ways becomes one.
RULES = {"ﬁ": "fi", "２": "2", "５": "5", "０": "0", "…": "...", "\t": " ", "e\u0301": "é"}


def main() -> None:
    """Make the checkpoints, and write down what unbabel-comet makes of the texts."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", nargs="*", default=list(MODELS))
    options = parser.parse_args()
    folder = options.folder.resolve()
    for name in options.only:
        make(folder / name, dict(MODELS[name]))


def make(folder: Path, settings: dict[str, Any]) -> None:
    """Make one checkpoint with its encoder, and say what it gives."""
    shutil.rmtree(folder, ignore_errors=True)
    encoder = folder / "encoder"
    encoder.mkdir(parents=True)
    kind, patched = settings.pop("class"), settings.pop("patched", False)
    vocabulary = tokenizer(encoder, settings["encoder_model"], settings.pop("tokenizer.json", False))
    config = CONFIGS[settings["encoder_model"]](vocab_size=vocabulary, **SIZES)
    if settings["encoder_model"].startswith("XLM"):
        config.update({"pad_token_id": 1, "bos_token_id": 0, "eos_token_id": 2, "type_vocab_size": 1})
    config.save_pretrained(encoder)
    os.chdir(folder)
    # unbabel-comet reads the tokenizer of every MiniLM from here.
    Path("xlm-roberta-base").symlink_to("encoder")
    # One that makes all kinds of tags likely, for the model whose tags count.
    torch.manual_seed(settings.pop("seed", 1))
    common = {**MIXED, **HEAD, "pretrained_model": "encoder", "load_pretrained_weights": False}
    model = str2model[kind](**common, **settings)
    spread(model)
    trainer = pytorch_lightning.Trainer(logger=False, enable_checkpointing=False, accelerator="cpu")
    trainer.strategy.connect(model)
    trainer.save_checkpoint(folder / "checkpoints" / "model.ckpt", weights_only=True)
    written = dict(model.hparams) | {"class_identifier": kind}
    written |= {"layer_transformation": "sparsemax_patch"} if patched else {}
    (folder / "hparams.yaml").write_text(yaml.safe_dump(written), encoding="utf-8")
    loaded = load_from_checkpoint(str(folder / "checkpoints" / "model.ckpt"), local_files_only=True)
    found = [said(loaded, texts) for texts in inputs(kind, settings)]
    Path("xlm-roberta-base").unlink()
    (folder / "expected.json").write_text(json.dumps(found, ensure_ascii=False, indent=1), encoding="utf-8")
    print(folder.name, [[round(own["score"], 3) for own in some[:4]] for some in found])


def spread(model: torch.nn.Module) -> None:
    """Give the weights numbers large enough that texts get different scores."""
    with torch.no_grad():
        for name, weights in model.named_parameters():
            wide = 2.0 if "scalar_parameters" in name or "hidden2tag" in name else 0.7
            centre = 1.0 if name.endswith(("LayerNorm.weight", "gamma")) else 0.0
            weights.copy_(centre + wide * torch.randn_like(weights))


def inputs(kind: str, settings: dict[str, Any]) -> list[list[dict[str, str]]]:
    """Return the texts in each of the ways in which this kind of model reads them."""
    ways = [("src", "ref")] if kind in ("regression_metric", "xcomet_metric") else [("src",)]
    if kind == "xcomet_metric" or len(settings.get("input_segments", ())) == 3:
        ways = [("src", "ref"), ("src",), ("ref",)]
    whole = [{"mt": mt, "src": source, "ref": reference} for mt, source, reference in TEXTS]
    return [[{name: row[name] for name in ("mt", *way)} for row in whole] for way in ways]


def said(model: Any, texts: list[dict[str, str]]) -> list[dict[str, Any]]:
    """Return the texts with their scores, and the spans where the model marks any."""
    found = model.predict(texts, batch_size=4, gpus=0, progress_bar=False, num_workers=0)
    spans = found.metadata["error_spans"] if "metadata" in found else [[]] * len(texts)
    return [{**row, "score": score, "spans": own} for row, score, own in zip(texts, found.scores, spans, strict=True)]


def tokenizer(folder: Path, encoder: str, as_json: bool) -> int:
    """Write a tokenizer trained on the texts and return how many pieces it knows."""
    lines = [text for row in TEXTS for text in row if text]
    if encoder == "BERT":
        letters = sorted({letter for line in lines for letter in line if not letter.isspace()})
        words = sorted({word for line in lines for word in re.findall(r"\w\w+", line)})[::2]
        known = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *letters, *(f"##{one}" for one in letters), *words]
        made = Tokenizer(models.WordPiece({piece: number for number, piece in enumerate(known)}, unk_token="[UNK]"))
        made.normalizer = normalizers.BertNormalizer(lowercase=False)
        made.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
        made.post_processor = processors.BertProcessing(("[SEP]", 3), ("[CLS]", 2))
        transformers.BertTokenizerFast(tokenizer_object=made).save_pretrained(folder)
        return made.get_vocab_size()
    with tempfile.TemporaryDirectory() as scratch:
        rules = Path(scratch, "rules.tsv")
        rules.write_text("".join(f"{codes(one)}\t{codes(other)}\n" for one, other in RULES.items()), encoding="utf-8")
        with (folder / "sentencepiece.bpe.model").open("wb") as stream:
            sentencepiece.SentencePieceTrainer.train(
                sentence_iterator=iter(lines), model_writer=stream, vocab_size=260, model_type="unigram",
                normalization_rule_tsv=str(rules), hard_vocab_limit=False, minloglevel=2,
            )  # fmt: skip
    fast = transformers.XLMRobertaTokenizerFast.from_pretrained(folder)
    if as_json:
        fast.save_pretrained(folder)
        (folder / "sentencepiece.bpe.model").unlink()
    return len(fast)


def codes(text: str) -> str:
    """Return a text as sentencepiece's rules spell it."""
    return " ".join(f"{ord(character):X}" for character in text)


if __name__ == "__main__":
    main()
