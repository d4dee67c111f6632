"""The test sets of mt-metrics-eval, and its score files: a system's name and a score a line."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from qa.core.errors import InputError
from qa.core.lines import lines
from qa.gold.rows import Judged, languages_of
from qa.inputs.files import read_text

_ENDINGS = (".seg.score", ".seg")


def sniff(path: Path) -> bool:
    """Say whether the file's name is that of segment scores."""
    return path.name.endswith(_ENDINGS)


def read_scores(path: Path) -> dict[str, list[float]]:
    """Return each system's segment scores in the order of the test set; nan where the file says `None`.

    Raises:
        InputError: a line is not a system's name and a number.
    """
    scores: dict[str, list[float]] = defaultdict(list)
    for line in lines(read_text(path)):
        if not line.text.strip():
            continue
        system, _, value = line.text.strip().replace("\t", " ").rpartition(" ")
        try:
            scores[system.strip()].append(math.nan if value == "None" else float(value))
        except ValueError as error:
            raise InputError(f"{path}:{line.number}: is no line of a system's name, tab, score") from error
    return dict(scores)


def name_of(path: Path) -> str:
    """Return the name of the scores in a file: `mqm` of `en-de.mqm.seg.score`, `BLEU-refA` of `BLEU-refA.seg.score`."""
    stem = next((path.name.removesuffix(ending) for ending in _ENDINGS if path.name.endswith(ending)), path.stem)
    return stem.rpartition(".")[2]


def spread(scores: dict[str, list[float]], rows: Sequence[Judged], path: Path) -> list[float]:
    """Return a score for each row: a system's n-th score belongs to its n-th row; nan where a system has none.

    Raises:
        InputError: a system has other numbers of scores and rows.
    """
    taken: dict[str, int] = defaultdict(int)
    spread_out = []
    for row in rows:
        own = scores.get(row.system, [])
        spread_out.append(own[taken[row.system]] if taken[row.system] < len(own) else math.nan)
        taken[row.system] += 1
    for system, count in taken.items():
        if system in scores and len(scores[system]) != count:
            raise InputError(f"{path}: has {len(scores[system])} scores of {system}, which has {count} translations")
    if not set(scores) & set(taken):
        raise InputError(f"{path}: none of its systems is in the annotations: {', '.join(sorted(scores)[:5])}")
    return spread_out


def read_test_set(path: Path) -> list[Judged]:
    """Read the human scores `human-scores/SRC-TGT.NAME.seg.score` of a test set, with its texts from beside it.

    The texts are `sources/SRC-TGT.txt`, `references/SRC-TGT.NAME.txt`, `system-outputs/SRC-TGT/NAME.txt` and
    `documents/SRC-TGT.docs`; the last may be missing.

    Source of the format: github.com/google-research/mt-metrics-eval (README.md).

    Raises:
        InputError: the texts are not where they should be, or have other numbers of lines.
    """
    pair, root = path.name.partition(".")[0], path.parent.parent
    if not (root / "sources" / f"{pair}.txt").is_file():
        raise InputError(f"{path}: scores without texts; leave it in its test set, beside sources/{pair}.txt")
    sources = _text(root / "sources" / f"{pair}.txt")
    documents = root / "documents" / f"{pair}.docs"
    docs = [line.split()[-1] for line in _text(documents)] if documents.is_file() else [""] * len(sources)
    references = _references(root, pair)
    rows: list[Judged] = []
    for system, scores in read_scores(path).items():
        outputs = _text(root / "system-outputs" / pair / f"{system}.txt")
        others = [texts for label, texts in references.items() if label != system]
        if any(len(column) != len(scores) for column in (docs, sources, outputs, *others)):
            raise InputError(f"{path}: has {len(scores)} scores of {system}; its texts have other numbers of lines")
        columns = zip(scores, docs, sources, outputs, strict=True)
        rows += [
            Judged(
                pair=pair,
                languages=languages_of(pair),
                system=system,
                doc=doc,
                item=str(number),
                target=output,
                source=source,
                references=tuple(texts[number] for texts in others if texts[number]),
                scores={} if math.isnan(score) else {name_of(path): score},
            )
            for number, (score, doc, source, output) in enumerate(columns)
        ]
    return rows


def _references(root: Path, pair: str) -> dict[str, list[str]]:
    files = sorted((root / "references").glob(f"{pair}.*.txt"))
    return {file.name.removesuffix(".txt").rpartition(".")[2]: _text(file) for file in files}


def _text(path: Path) -> list[str]:
    return [line.text for line in lines(read_text(path))]
