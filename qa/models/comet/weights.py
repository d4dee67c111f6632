"""Reads the weights of a COMET checkpoint, and nothing else that its file may hold: no code in it is run."""

from __future__ import annotations

import hashlib
import pickle
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qa.core.errors import InputError
from qa.models.comet.plan import Plan, encoder_folder, revised, weights_of

if TYPE_CHECKING:
    from torch import Tensor
    from transformers import PreTrainedModel

_ENCODER = "encoder.model."
_CLASSES = {
    "XLM-RoBERTa": "XLMRobertaModel", "XLM-RoBERTa-XL": "XLMRobertaXLModel", "BERT": "BertModel", "MiniLM": "BertModel",
    "RemBERT": "RemBertModel",
}  # fmt: skip
_CONVERT = (
    'If you trust who made it, write one that holds only the weights, once: python -c "import torch; '
    "c = torch.load('{file}', map_location='cpu', weights_only=False); torch.save({{'state_dict': c['state_dict'], "
    "'hyper_parameters': dict(c['hyper_parameters'])}}, '{file}')\""
)


@dataclass(frozen=True, slots=True)
class Weights:
    """A checkpoint, read: its plan, the encoder ready to run, and the tensors of what stands on top of it."""

    plan: Plan
    encoder: PreTrainedModel
    tensors: dict[str, Tensor]

    def of(self, part: str) -> dict[str, Tensor]:
        """Return the tensors of one part by their names in it."""
        return {name.removeprefix(part): value for name, value in self.tensors.items() if name.startswith(part)}


def load(folder: str, device: str, dtype: str) -> Weights:
    """Read the checkpoint in a folder, to be run on `device` (`cpu`, `cuda` ...) with numbers of the kind `dtype`.

    Raises:
        InputError: the file holds more than weights, or not those of the encoder, or is no checkpoint.
    """
    import torch

    found = _read(weights_of(folder))
    plan = revised(folder, found.get("hyper_parameters"))
    state: dict[str, Tensor] = found["state_dict"]
    own = {name: value for name, value in state.items() if not name.startswith(_ENCODER)}
    theirs = {name.removeprefix(_ENCODER): value for name, value in state.items() if name.startswith(_ENCODER)}
    kind = getattr(torch, dtype)
    encoder = _encoder(folder, plan.encoder, theirs, kind).to(device)  # type: ignore[arg-type]
    _check(weights_of(folder), plan, encoder.config, own)
    return Weights(plan, encoder, {name: value.to(device, kind) for name, value in own.items()})


def _check(file: Path, plan: Plan, config: Any, tensors: dict[str, Tensor]) -> None:
    """Refuse a checkpoint whose heads do not stand on its encoder, or are not all there."""
    layers = config.num_hidden_layers + 1
    for layer in (plan.layer, plan.word_layer):
        if layer is not None and not 0 <= layer < layers:
            raise InputError(f"{file}: its settings name layer {layer}; the encoder has {layers}")
    names = ["estimator.ff.0.weight", "estimator.ff.0.bias"]
    if plan.layer is None:
        names += ["layerwise_attention.gamma", *(f"layerwise_attention.scalar_parameters.{n}" for n in range(layers))]
    names += ["hidden2tag.weight", "hidden2tag.bias"] if plan.word_layer is not None else []
    for name in names:
        if name not in tensors:
            raise InputError(f"{file}: lacks the weights {name}")
    if plan.word_layer is not None and len(tensors["hidden2tag.bias"]) != 1 + len(plan.labels):
        raise InputError(f"{file}: has {len(tensors['hidden2tag.bias'])} tags, its settings {1 + len(plan.labels)}")
    width = config.hidden_size * (1 if plan.unified else 2 + 2 * len(plan.texts))
    if tensors["estimator.ff.0.weight"].shape[-1] != width:
        raise InputError(f"{file}: the network that scores takes {tensors[names[0]].shape[-1]} numbers, not {width}")


def _read(file: Path) -> dict[str, Any]:
    import torch

    try:
        found = torch.load(file, map_location="cpu", weights_only=True, mmap=zipfile.is_zipfile(file))
    except pickle.UnpicklingError as error:
        if zipfile.is_zipfile(file):
            reason = str(error).partition("Unsupported")
            what = f"Unsupported{reason[2]}".splitlines()[0] if reason[1] else "it does more than name weights"
            raise InputError(
                f"{file}: could run code when it is read ({what}). {_CONVERT.format(file=file)}"
            ) from error
        raise InputError(f"{file}: no checkpoint of torch; was it downloaded whole?") from error
    except (OSError, RuntimeError, EOFError) as error:
        raise InputError(f"{file}: no checkpoint of torch; was it downloaded whole? ({error})") from error
    if not isinstance(found, dict) or not isinstance(found.get("state_dict"), dict):
        raise InputError(f"{file}: has no weights under the name state_dict")
    return found


def _encoder(folder: str, name: str, state: dict[str, Tensor], dtype: Any) -> PreTrainedModel:
    import transformers

    where = encoder_folder(folder)
    if where is None:
        raise InputError(f"{folder}: the configuration of its encoder is not here")
    if name not in _CLASSES:
        raise InputError(f'{folder}: there is no encoder "{name}" here; there are: {", ".join(_CLASSES)}')
    kind = getattr(transformers, _CLASSES[name])
    try:
        config = kind.config_class.from_pretrained(where, local_files_only=True)
    except (OSError, ValueError) as error:
        raise InputError(f"{where}: no configuration of an encoder: {error}") from error
    try:
        with _quietly():
            model, told = kind.from_pretrained(
                None, config=config, state_dict=state, dtype=dtype, add_pooling_layer=False, output_loading_info=True
            )
    except RuntimeError as error:
        raise InputError(f"{weights_of(folder)}: its weights are not those of the encoder in {where}") from error
    missing = sorted(told["missing_keys"])
    if missing:
        raise InputError(f"{weights_of(folder)}: lacks weights of the encoder in {where}, first {missing[0]}")
    return model.eval()  # type: ignore[no-any-return]


@contextmanager
def _quietly() -> Iterator[None]:
    """Keep transformers from showing progress, and a report of tensors that are not used, while it loads."""
    from transformers.utils import logging

    shown, level = logging.is_progress_bar_enabled(), logging.get_verbosity()
    logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    logging.set_verbosity_error()  # type: ignore[no-untyped-call]
    try:
        yield
    finally:
        logging.set_verbosity(level)
        if shown:
            logging.enable_progress_bar()  # type: ignore[no-untyped-call]


@lru_cache(maxsize=4)
def digest(folder: str) -> str:
    """Return the first twelve digits of the SHA-256 of a checkpoint's weights."""
    with weights_of(folder).open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()[:12]
