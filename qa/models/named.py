"""Models of the user's own, named KIND:PATH.

`comet:models/mine` is the model in the folder `models/mine`, for the components that take the kind `comet`.

A path that is no folder may be the name of a model on the Hugging Face hub that was downloaded before: nothing is
fetched.
"""

from __future__ import annotations

from hashlib import blake2b
from importlib.util import find_spec
from pathlib import Path


def split(name: str) -> tuple[str, str]:
    """Return the kind and the path of a named model; the path is empty where the name has no kind."""
    kind, _, path = name.partition(":")
    return kind, path


def missing(path: str) -> str:
    """Say why the model at `path` cannot be loaded here; empty where nothing is in the way."""
    if find_spec("torch") is None:
        return "install translation-qa[neural]"
    return "" if find(path) is not None else f"{path} is no folder, and no downloaded model of the Hugging Face hub"


def find(path: str) -> Path | None:
    """Return the folder of the model: a folder, or what the hub's local cache holds under that name."""
    folder = Path(path).expanduser()
    if folder.is_dir():
        return folder
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HFValidationError, LocalEntryNotFoundError

    try:
        return Path(snapshot_download(path, local_files_only=True))
    except (HFValidationError, LocalEntryNotFoundError):
        return None


def stamp(path: str) -> str:
    """Return what stands for the content of a model's folder, from the names, sizes and times of its files."""
    files = sorted(file for file in Path(path).rglob("*") if file.is_file())
    facts = [(file.relative_to(path).as_posix(), file.stat().st_size, file.stat().st_mtime_ns) for file in files]
    return blake2b(repr(facts).encode(), digest_size=16).hexdigest()
