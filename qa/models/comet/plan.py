"""What the settings of a COMET checkpoint say: which texts the model reads, through which layers and heads.

The layout is that of unbabel-comet: a folder with `hparams.yaml` and `checkpoints/model.ckpt`. The encoder's
configuration and its tokenizer are not part of it; they are looked for in the folder `encoder` beside them, else under
the encoder's name in the local cache of the Hugging Face hub.
"""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal

from qa.core.errors import InputError
from qa.models.named import find

REGRESSION, REFERENCELESS, UNIFIED, XCOMET = (
    "regression_metric", "referenceless_regression_metric", "unified_metric", "xcomet_metric",
)  # fmt: skip
Text = Literal["reference", "source"]
_SETTINGS = "hparams.yaml"
_MIX = "layer_transformation"
_FETCH = 'hf download {} --include "*.json" "*.model"'
_COMMON = {
    "encoder_model": "XLM-RoBERTa", "pretrained_model": "xlm-roberta-large", "pool": "avg", "layer": "mix",
    "layer_transformation": "softmax", "layer_norm": True, "hidden_sizes": [3072, 1024], "activations": "Tanh",
    "final_activation": None,
}  # fmt: skip
_UNIFIED = _COMMON | {
    "pretrained_model": "microsoft/infoxlm-large", "sent_layer": "mix", "layer_transformation": "sparsemax",
    "word_level_training": False, "word_layer": 24, "input_segments": ["mt", "src", "ref"],
    "error_labels": ["minor", "major"],
}  # fmt: skip
# What unbabel-comet 2.2.7 takes where a checkpoint does not say.
_DEFAULTS: Mapping[str, Mapping[str, Any]] = MappingProxyType(
    {
        REGRESSION: _COMMON,
        REFERENCELESS: _COMMON | {"hidden_sizes": [2048, 1024]},
        UNIFIED: _UNIFIED,
        XCOMET: _UNIFIED
        | {
            "encoder_model": "XLM-RoBERTa-XL", "pretrained_model": "facebook/xlm-roberta-xl", "layer_norm": False,
            "word_layer": 36, "word_level_training": True, "error_labels": ["minor", "major", "critical"],
        },
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Plan:
    """How a checkpoint is to be read and run.

    `layer` is the encoder layer for the score (0 are the embeddings), None for a learned mix of all, in which
    `sparse` says how weights are made of the learned numbers and `normed` whether each layer is normalised over its
    text. `word_layer` is the layer for the words' tags, None where the model has none; `labels` are the severities
    that a tag can name. `texts` are those that the model can read beside the translation.
    """

    kind: str
    encoder: str
    pretrained: str
    pool: str
    layer: int | None
    sparse: bool
    normed: bool
    activation: str
    final_activation: str | None
    texts: frozenset[Text]
    word_layer: int | None
    labels: tuple[str, ...]

    @property
    def unified(self) -> bool:
        """Whether the model reads translation, source and reference in one sequence."""
        return self.kind in (UNIFIED, XCOMET)

    def missing(self, have: Set[str]) -> frozenset[Text]:
        """Return the texts that are not among those there are; a unified model does with one of two."""
        return frozenset() if self.unified and self.texts & have else self.texts - have


def weights_of(folder: str) -> Path:
    """Return the file that holds a checkpoint's weights."""
    return Path(folder, "checkpoints", "model.ckpt")


@lru_cache(maxsize=8)
def read(folder: str) -> Plan:
    """Return the plan of the checkpoint in a folder.

    Raises:
        InputError: the folder holds no COMET checkpoint, or one of a class that is not known here.
    """
    settings = _settings(folder)
    return _plan(folder, settings, settings)


def revised(folder: str, inner: object) -> Plan:
    """Return the plan by the settings that the file of the weights holds, which count more than `hparams.yaml`.

    Raises:
        InputError: the settings have a value that no model can have.
    """
    outer = _settings(folder)
    return _plan(folder, outer, inner if isinstance(inner, dict) else outer)


def _settings(folder: str) -> dict[str, Any]:
    import yaml

    file = Path(folder, _SETTINGS)
    try:
        settings = yaml.safe_load(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise InputError(f"{file}: not the settings of a COMET checkpoint: {error}") from error
    if not isinstance(settings, dict) or str(settings.get("class_identifier")) not in _DEFAULTS:
        known = ", ".join(_DEFAULTS)
        raise InputError(f"{file}: its class_identifier is none of those that can be run: {known}")
    if not weights_of(folder).is_file():
        raise InputError(f"{weights_of(folder)}: the weights of the model are not there")
    return settings


def _plan(folder: str, outer: Mapping[str, Any], settings: Mapping[str, Any]) -> Plan:
    """Return the plan of a checkpoint whose `hparams.yaml` says `outer`, and whose weights come with `settings`."""
    kind = str(outer["class_identifier"])
    given = {**_DEFAULTS[kind], **settings}
    mixed = given["sent_layer"] if kind in (UNIFIED, XCOMET) else given["layer"]
    tagged = kind == XCOMET or (kind == UNIFIED and given["word_level_training"])
    try:
        return Plan(
            kind=kind,
            encoder=str(given["encoder_model"]),
            pretrained=str(given["pretrained_model"]),
            pool=str(given["pool"]),
            layer=None if mixed == "mix" else int(mixed),
            # So unbabel-comet marks the checkpoints that softmax mixed, though their own settings say sparsemax.
            sparse=given[_MIX] == "sparsemax" and outer.get(_MIX) != "sparsemax_patch",
            normed=bool(given["layer_norm"]),
            activation=str(given["activations"]),
            final_activation=None if given["final_activation"] is None else str(given["final_activation"]),
            texts=_texts(kind, given),
            word_layer=int(given["word_layer"]) if tagged else None,
            labels=tuple(map(str, given["error_labels"])) if tagged else (),
        )
    except (TypeError, ValueError) as error:
        raise InputError(f"{folder}: the settings of the model cannot be used: {error}") from error


def _texts(kind: str, given: Mapping[str, Any]) -> frozenset[Text]:
    names: dict[str, Text] = {"src": "source", "ref": "reference"}
    if kind == UNIFIED:
        return frozenset(names[segment] for segment in given["input_segments"] if segment in names)
    return frozenset({"source"}) if kind == REFERENCELESS else frozenset(names.values())


def encoder_folder(folder: str) -> Path | None:
    """Return the folder with the encoder's configuration and tokenizer; None where there is none."""
    beside = Path(folder, "encoder")
    return beside if beside.is_dir() else find(read(folder).pretrained)


def tokenizer_folder(folder: str) -> Path | None:
    """Return the folder with the tokenizer: the encoder's own, but that of XLM-R for a MiniLM from the hub."""
    if read(folder).encoder == "MiniLM" and not Path(folder, "encoder").is_dir():
        return find("xlm-roberta-base")
    return encoder_folder(folder)


def lacking(folder: str) -> str:
    """Say what of the encoder is not here and what to do; empty where all is."""
    plan = read(folder)
    names = [plan.pretrained] if encoder_folder(folder) is None else []
    names += ["xlm-roberta-base"] if plan.encoder == "MiniLM" and tokenizer_folder(folder) is None else []
    if not names:
        return ""
    return (
        f"the configuration and the tokenizer of its encoder, {' and '.join(names)}, are not here; put them into "
        f"{Path(folder, 'encoder')}, or run: {'; '.join(map(_FETCH.format, names))}"
    )
