"""Models of the user's own, named KIND:PATH.

`comet:models/mine` is the model in the folder `models/mine`, for the components that take the kind `comet`. A causal
language model may be a GGUF file.

A path that is no folder may be the name of a model on the Hugging Face hub that was downloaded before: nothing is
fetched.
"""

from __future__ import annotations

from hashlib import blake2b
from importlib.util import find_spec
from pathlib import Path

from qa.models import gguf

PACKAGES = ("torch", "transformers")
"""What all of them run with."""


def split(name: str) -> tuple[str, str]:
    """Return the kind and the path of a named model; the path is empty where the name has no kind."""
    kind, _, path = name.partition(":")
    return kind, path


def missing(path: str) -> str:
    """Say why the model at `path` cannot be loaded here; empty where nothing is in the way."""
    if not all(map(find_spec, PACKAGES)):
        return "install translation-qa[neural]"
    found = find(path)
    if found is not None and gguf.file_of(found) is not None and not all(map(find_spec, gguf.PACKAGES)):
        return "install translation-qa[gguf]"
    return "" if found is not None else f"{path} is no folder, and no downloaded model of the Hugging Face hub"


def find(path: str) -> Path | None:
    """Return the folder of the model or its GGUF file, or what the hub's local cache holds under that name."""
    folder = Path(path).expanduser()
    if folder.is_dir() or gguf.file_of(folder) is not None:
        return folder
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HFValidationError, LocalEntryNotFoundError

    try:
        return Path(snapshot_download(path, local_files_only=True))
    except (HFValidationError, LocalEntryNotFoundError):
        return None


def stamp(path: str) -> str:
    """Return what stands for the content of a model's folder or file, from the names, sizes and times of its files."""
    files = sorted(file for file in (Path(path), *Path(path).rglob("*")) if file.is_file())
    facts = [(file.relative_to(path).as_posix(), file.stat().st_size, file.stat().st_mtime_ns) for file in files]
    return blake2b(repr(facts).encode(), digest_size=16).hexdigest()


def model_name(path: str) -> str:
    """Return what a signature calls the model at a path: the last part, or its name on the hub."""
    file = Path(path)
    # In the hub's cache the folder is models--OWNER--NAME/snapshots/COMMIT.
    if file.parent.name == "snapshots":
        return file.parents[1].name.removeprefix("models--").replace("--", "/")
    return file.stem if gguf.file_of(file) == file else file.name
