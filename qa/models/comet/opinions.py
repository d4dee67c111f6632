"""What a COMET model thinks of translations: a score for each, and the errors that it marks if it has tags.

A text that is too long for the encoder is read in windows: nothing of it is left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from multiprocessing import parent_process

from qa.core.errors import SettingsError
from qa.models.comet import heads
from qa.models.comet.model import Model, Opinion, Setup, Texts
from qa.models.comet.regression import Regression
from qa.models.comet.unified import Unified
from qa.models.comet.weights import load

_NUMBERS = ("float32", "bfloat16", "float16")


def opinions(folder: str, texts: Sequence[Texts], setup: Setup) -> list[Opinion]:
    """Return what the model in a folder thinks of each text; what it judged before in this process is remembered.

    Raises:
        InputError: the model or its encoder cannot be read.
        SettingsError: the setup names a device or numbers that there are not.
    """
    return _load(folder, setup).opinions(texts)


@lru_cache(maxsize=2)
def _load(folder: str, setup: Setup) -> Model:
    import torch

    if parent_process() is not None:
        torch.set_num_threads(1)
    if setup.dtype not in _NUMBERS:
        raise SettingsError(f'there are no numbers "{setup.dtype}"; dtype is one of {", ".join(_NUMBERS)}')
    weights = load(folder, _device(setup.device), setup.dtype)
    heads.check(weights.plan.pool, [weights.plan.activation, weights.plan.final_activation])
    return (Unified if weights.plan.unified else Regression)(folder, weights, setup)


def _device(name: str) -> str:
    """Return a device that is there; `auto` is a graphics card where there is one."""
    import torch

    if name == "auto":
        return "cuda" if torch.cuda.is_available() else "cpu"
    try:
        torch.empty(0, device=name)
    except (RuntimeError, AssertionError) as error:
        raise SettingsError(f'the device "{name}" is not there: {str(error).partition(chr(10))[0]}') from error
    return name
