"""The baseline files of bert-score: what unrelated sentences score, by the layer of an encoder."""

from __future__ import annotations

import csv
from hashlib import sha256
from pathlib import Path

from qa.core.errors import SettingsError

_COLUMNS = ["LAYER", "P", "R", "F"]


def baseline(path: str, layer: int) -> tuple[float, ...]:
    """Return precision, recall and F1 of unrelated sentences by the vectors of a layer.

    The file is CSV with the columns LAYER, P, R and F, as bert-score has it for each encoder and language.

    Raises:
        SettingsError: the file cannot be read, is of another kind, or lacks the layer.
    """
    rows = list(csv.reader(_content(path).decode("utf-8-sig", "replace").splitlines()))
    if not rows or rows[0] != _COLUMNS:
        raise SettingsError(f"{path}: is no baseline of BERTScore; it starts with the line {','.join(_COLUMNS)}")
    try:
        found = {int(row[0]): tuple(map(float, row[1:4])) for row in rows[1:] if row}
    except (ValueError, IndexError) as error:
        raise SettingsError(f"{path}: a line of this baseline is not four numbers: {error}") from error
    if len(found.get(layer, ())) != len(_COLUMNS) - 1:
        raise SettingsError(f"{path}: has no baseline for layer {layer}")
    return found[layer]


def digest(path: str) -> str:
    """Return the first twelve digits of the file's SHA-256."""
    return sha256(_content(path)).hexdigest()[:12]


def _content(path: str) -> bytes:
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise SettingsError(f"{path}: this baseline cannot be read: {error.strerror}") from error
