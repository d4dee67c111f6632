"""Which language a text is in."""

from __future__ import annotations

import lzma
from collections.abc import Iterable
from functools import lru_cache
from io import BytesIO
from itertools import islice
from typing import Any, BinaryIO
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from qa.lang.kept_files import keep, kept_file
from qa.lang.tags import same_language

_SAMPLE = 20_000
_ENOUGH = 20
_TEXTS, _SURE = 200, 0.8


def detect(text: str) -> tuple[str, float]:
    """Return the most likely language of `text` as a tag, and its probability among the languages known (0 to 1).

    Languages that cannot be told apart for certain (Indonesian and Malay, Danish and Norwegian) count together.

    Uses py3langid (140 languages) on the first 20,000 characters. With fewer than 20 letters the answer is `und`.
    """
    sample = text[:_SAMPLE]
    if sum(map(str.isalpha, sample)) < _ENOUGH:
        return "und", 0.0
    ranked = _identifier().rank(sample)
    best = str(ranked[0][0])
    return best, float(sum(probability for tag, probability in ranked if same_language(best, str(tag))))


def common_language(texts: Iterable[str]) -> str | None:
    """Return the language of texts as a tag, told from the first 200 together; None where it is not sure (80 %)."""
    language, probability = detect("\n".join(islice(texts, _TEXTS)))
    return language if probability >= _SURE else None


@lru_cache(maxsize=1)
def _identifier() -> Any:
    """Return the identifier; its model is unpacked once, which takes five times as long as to read what is unpacked."""
    from py3langid.langid import MODEL_DIR, MODEL_FILE, LanguageIdentifier

    packed = MODEL_DIR / MODEL_FILE
    file = kept_file("detection", packed, ".npz")
    try:
        with file.open("rb") as stream:
            model = _arrays(stream)
    except (OSError, EOFError, ValueError, BadZipFile):
        unpacked = lzma.decompress(packed.read_bytes())
        keep(unpacked, file)
        model = _arrays(BytesIO(unpacked))
    return LanguageIdentifier(
        model["ptc"], model["pc"], model["classes"].tolist(), model["nextmove"].data,
        model["out_feat"].tolist(), norm_probs=True, tk_row=model["nextmove_row"].tolist(),
    )  # fmt: skip


def _arrays(stream: BinaryIO) -> dict[str, NDArray[Any]]:
    with np.load(stream, allow_pickle=False) as arrays:
        return dict(arrays)
