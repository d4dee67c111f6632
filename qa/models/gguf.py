"""Language models in GGUF files, which are unpacked once into the user's cache."""

from __future__ import annotations

import shutil
import tempfile
from hashlib import blake2b
from pathlib import Path

from qa.core.errors import UnavailableError
from qa.core.folders import user_cache
from qa.models.pretrained import loading, network

_SUFFIX = ".gguf"
PACKAGES = ("gguf", "accelerate")
"""What transformers reads such files with."""


def file_of(path: Path) -> Path | None:
    """Return the GGUF file that a path names: itself, or the only one in a folder that has no unpacked model."""
    if path.is_file():
        return path if path.suffix == _SUFFIX else None
    if not path.is_dir() or (path / "config.json").exists():
        return None
    files = list(path.glob(f"*{_SUFFIX}"))
    return files[0] if len(files) == 1 else None


def unpacked(file: Path) -> Path:
    """Return the folder in the user's cache that holds the model of a GGUF file; make it where there is none.

    Raises:
        InputError: transformers does not know such a model, or the file is broken.
        UnavailableError: the cache cannot be written.
    """
    facts = file.stat()
    digest = blake2b(f"{file.resolve()} {facts.st_size} {facts.st_mtime_ns}".encode(), digest_size=8).hexdigest()
    folder = user_cache() / "models" / f"{file.stem}-{digest}"
    if not folder.is_dir():
        folder.parent.mkdir(parents=True, exist_ok=True)
        made = Path(tempfile.mkdtemp(dir=folder.parent))
        try:
            _unpack(file, made)
            made.rename(folder)
        except OSError as error:
            # Another process may have been faster.
            if not folder.is_dir():
                raise UnavailableError(f"{file}: cannot be unpacked into {folder}: {error}") from error
        finally:
            shutil.rmtree(made, ignore_errors=True)
    return folder


def _unpack(file: Path, folder: Path) -> None:
    import torch

    with loading(str(file)) as transformers:
        whole = transformers.GgufConfig(dequantize=True)
        tokenizer = transformers.AutoTokenizer.from_pretrained(file.parent, gguf_file=file.name)
    model = network(
        str(file.parent), "AutoModelForCausalLM", gguf_file=file.name, dtype=torch.bfloat16, quantization_config=whole
    )
    model.save_pretrained(folder)
    tokenizer.save_pretrained(folder)
