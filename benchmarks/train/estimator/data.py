"""Reads the human judgements to learn from: groups of translations of one source, as token numbers and labels.

Sources (see the data's own pages): bio_mqm and wmt21_ted_mqm (spans and scores), wmt20_21_mqm_avg (scores), mlqe_pe
(direct assessment, post-edits and word tags), mlqe_critical_errors. A group's translations share reference and source.
"""

from __future__ import annotations

import gzip
import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from qa.models.pieces import Pieces, cut

LONGEST = 160
SEVERITY = {"neutral": 0, "no-error": 0, "minor": 1, "major": 2, "critical": 3}


@dataclass
class Target:
    """One translation: token numbers, what is known of its tokens and of the whole."""

    ids: NDArray[np.int32]
    severities: NDArray[np.int8] | None = None
    edits: NDArray[np.int8] | None = None
    lost: NDArray[np.int8] | None = None
    missing: NDArray[np.int8] | None = None
    penalty: float | None = None
    assessment: float | None = None
    critical: float | None = None
    rank: float = 0.0


@dataclass
class Group:
    """The translations of one source sentence."""

    pair: str
    kind: str
    source: NDArray[np.int32]
    references: list[NDArray[np.int32]]
    targets: list[Target] = field(default_factory=list)

    def cost(self) -> int:
        """Return about how many tokens the group has with one reference."""
        return (
            len(self.source)
            + sum(len(target.ids) for target in self.targets)
            + max(map(len, self.references), default=0)
        )


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the rows of a gzipped file of JSON lines."""
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        for line in stream:
            yield json.loads(line)


class Inventory:
    """Cuts each text once."""

    def __init__(self) -> None:
        self.known: dict[str, Pieces] = {}

    def add(self, texts: Sequence[str]) -> None:
        """Cut the texts that are new."""
        new = [text for text in dict.fromkeys(texts) if text not in self.known]
        for start in range(0, len(new), 2000):
            part = new[start : start + 2000]
            self.known.update(zip(part, cut(part), strict=True))

    def ids(self, text: str) -> NDArray[np.int32]:
        """Return the text's token numbers between the special ones, at most LONGEST."""
        return np.concatenate(([0], self.known[text].ids[: LONGEST - 2], [2])).astype(np.int32)

    def labels(self, text: str, spans: Sequence[dict[str, Any]]) -> NDArray[np.int8]:
        """Return the gravest severity of the spans over each token; 0 for none."""
        pieces = self.known[text]
        found = np.zeros(len(pieces.ids) + 2, dtype=np.int8)
        for span in spans:
            grave = SEVERITY.get(span["severity"] or "minor", 0)
            inside = (pieces.starts < span["end"]) & (pieces.ends > span["start"])
            found[1:-1][inside] = np.maximum(found[1:-1][inside], grave)
        return np.concatenate((found[: LONGEST - 1][: len(found) - 1], [0])).astype(np.int8)


def read(folder: Path) -> list[Group]:
    """Return all groups of the training folder."""
    inventory = Inventory()
    groups: list[Group] = []
    for name, kind in (
        ("bio_mqm", "mqm"),
        ("wmt21_ted_mqm", "mqm"),
        ("wmt20_21_mqm_avg", "mqm"),
        ("mlqe_pe", "da"),
        ("mlqe_critical_errors", "critical"),
    ):
        found: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
        for row in rows(folder / f"{name}.jsonl.gz"):
            if row.get("mt") and row["source"].strip():
                found[row["lp"], row["source"]].append(row)
        for (pair, source), members in found.items():
            references = {text for row in members for text in row.get("references", {}).values()}
            edited = [row["post_edit"] for row in members if row.get("post_edit")]
            inventory.add([source, *references, *edited, *(row["mt"] for row in members)])
            group = Group(
                pair, kind, inventory.ids(source), [inventory.ids(text) for text in sorted(references) if text.strip()]
            )
            spanned = name in ("bio_mqm", "wmt21_ted_mqm")
            for row in members:
                group.targets.append(_target(inventory, row, kind, spanned))
            if kind == "da" and edited:
                group.references = [inventory.ids(edited[0])]
            groups.append(group)
    return groups


def _target(inventory: Inventory, row: dict[str, Any], kind: str, spanned: bool) -> Target:
    target = Target(inventory.ids(row["mt"]))
    spans = row.get("spans", [])
    if kind == "mqm":
        target.penalty = max(0.0, -next(iter(row["scores"].values())))
        if spanned:
            target.severities = inventory.labels(row["mt"], [span for span in spans if span["side"] == "target"])
            target.lost = inventory.labels(row["source"], [span for span in spans if span["side"] == "source"])
    elif kind == "da":
        target.assessment = row["scores"]["da_z"]
        if "word_tags" in row and row["lp"] != "en-zh":
            target.edits = inventory.labels(row["mt"], spans)
    else:
        target.critical = row["scores"]["critical_error"]
    return target
