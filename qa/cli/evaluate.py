"""What `qa evaluate` does with what it was given."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from qa import __version__
from qa.cli.agreement_text import as_text
from qa.cli.app import PASSED, UNCHECKED
from qa.cli.asked import Asked
from qa.cli.output import written
from qa.cli.outputs import format_among, write_json
from qa.cli.progress import watching
from qa.cli.settings import languages_of, settings_of
from qa.evaluate.measure import evaluate, human_score
from qa.evaluate.predict import PENALTY, predict
from qa.evaluate.results import Agreement, Evaluation, SpanAgreement
from qa.gold.files import read_gold
from qa.gold.metrics_eval import name_of, read_scores, spread
from qa.inputs.opened import read_glossaries

_FORMATS = ("text", "json")


@dataclass(frozen=True, slots=True)
class Question:
    """What to measure: the headline metric, those to compare it with, the human score, files of other scores."""

    metric: str | None = None
    against: tuple[str, ...] = ()
    human: str | None = None
    scores: tuple[Path, ...] = ()


def run_evaluate(path: Path, question: Question, asked: Asked) -> int:
    """Write how well the checker agrees with the annotations of a file and return the exit code."""
    settings = settings_of(asked)
    form = format_among(_FORMATS, asked.format, asked.output)
    rows = read_gold(path, *languages_of(asked))
    human_score(rows, question.human)
    glossary, _ = read_glossaries(tuple(asked.glossary) or tuple(map(Path, settings.glossary)))
    with watching(asked.quiet) as progress:
        predicted = predict(rows, settings, glossary, progress)
    added = {name_of(file): np.array(spread(read_scores(file), rows, file)) for file in question.scores}
    first, *others = added or (PENALTY,)
    result = evaluate(
        rows,
        replace(predicted, scores=predicted.scores | added),
        human=question.human,
        metric=question.metric or first,
        against=question.against or (() if question.metric else others),
    )
    with written(asked.output, (path, *question.scores, *asked.glossary)) as stream:
        if form == "json":
            write_json(as_json(result, path), stream)
        else:
            stream.write(as_text(result, str(path)))
    return UNCHECKED if any(item.asked for item in result.not_checked) else PASSED


def as_json(result: Evaluation, path: Path) -> dict[str, Any]:
    """Return the evaluation as plain values, in the shape of the public contract."""
    return {
        "schema": "qa-evaluate/1",
        "tool": {"name": "translation-qa", "version": __version__},
        "gold": {"path": str(path), "human_score": result.human, "systems": result.systems},
        "metric": result.metric,
        **_agreement(result.overall, result.metric),
        "by_language_pair": {
            pair: _agreement(agreement, result.metric) for pair, agreement in result.by_language_pair.items()
        },
        "by_check": {check: asdict(agreement) for check, agreement in result.by_check.items()},
        "comparisons": [asdict(comparison) for comparison in result.comparisons],
        "not_checked": [{"what": item.what, "why": item.why} for item in result.not_checked],
    }


def _agreement(agreement: Agreement, metric: str) -> dict[str, Any]:
    """Return the headline metric's figures, those of the spans, and those of all metrics."""
    return {
        "rows": agreement.rows,
        "segment": asdict(agreement.segment[metric]),
        "system": asdict(agreement.system[metric]),
        "spans": _spans(agreement.spans),
        "metrics": {
            name: {"segment": asdict(agreement.segment[name]), "system": asdict(agreement.system[name])}
            for name in agreement.segment
        },
    }


def _spans(spans: SpanAgreement) -> dict[str, Any]:
    return {
        **spans.by_place._asdict(),
        "f1_interval": spans.f1_interval,
        "with_severity": spans.by_severity._asdict(),
        "n": spans.n,
    }
