"""Loads what the library transformers finds in a folder, and says in one line why it cannot."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from qa.core.errors import InputError


def _quiet_transformers() -> Any:
    """Return the library transformers, which from then on writes nothing to the terminal."""
    import transformers

    logging: Any = transformers.utils.logging
    logging.set_verbosity_error()
    logging.disable_progress_bar()
    return transformers


@contextmanager
def loading(path: str) -> Iterator[Any]:
    """Yield the library transformers, to load the model at `path` with.

    Raises:
        InputError: it cannot be loaded.
    """
    from huggingface_hub.errors import StrictDataclassError
    from safetensors import SafetensorError

    # In so many ways does transformers break on a file that was cut short, or is another program's.
    broken = (OSError, ValueError, TypeError, LookupError, RuntimeError, EOFError, pickle.UnpicklingError)
    try:
        yield _quiet_transformers()
    except (*broken, ImportError, SafetensorError, StrictDataclassError) as error:
        reason = str(error).strip().partition("\n")[0] or type(error).__name__
        raise InputError(f"{path}: transformers cannot load this model: {reason}") from error


def network(folder: str, auto: str, unused: str = "", **options: Any) -> Any:
    """Return the network in a folder as the class `auto` of transformers makes it, ready to judge.

    `unused` is the name of a part that may be lacking.

    Raises:
        InputError: it cannot be loaded, or its weights are not all there; transformers would make up the others.
    """
    with loading(folder) as transformers:
        made, told = getattr(transformers, auto).from_pretrained(
            folder, local_files_only=True, output_loading_info=True, ignore_mismatched_sizes=True, **options
        )
    other = sorted(name for name, *_ in told["mismatched_keys"])
    if other:
        raise InputError(f"{folder}: its weights have other sizes than its settings say, first {other[0]}")
    lacking = sorted(name for name in told["missing_keys"] if not unused or unused not in name)
    if lacking:
        raise InputError(f"{folder}: lacks weights of a {type(made).__name__}, first {lacking[0]}")
    return made.eval()
