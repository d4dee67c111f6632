"""How `qa evaluate` writes its figures down for people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from qa.cli.table import table
from qa.core.display import counted, visible
from qa.evaluate.results import Agreement, Evaluation
from qa.judge.agreement.resampling import Interval

_NONE = "-"


def as_text(result: Evaluation, path: str) -> str:
    """Return the evaluation as tables of plain text."""
    return "\n".join(line.rstrip() for line in _lines(result, path)) + "\n"


def _lines(result: Evaluation, path: str) -> Iterator[str]:
    whole = result.overall
    pairs = len(result.by_language_pair)
    systems, languages = counted(result.systems, "system"), counted(pairs, "language pair")
    yield f"{visible(path)}: {whole.rows:,} translations by {systems}, {languages}"
    if result.human:
        yield f"Human score: {result.human}"
        yield ""
        yield from _segments(whole)
        yield ""
        yield from _systems(whole)
    for test in result.comparisons:
        yield ""
        yield (
            f"{test.first} against {test.second}, {test.n:,} translations: they agree with people equally well with "
            f"p = {test.kendall_p:.3f} (Kendall), {test.pearson_p:.3f} (Pearson)"
        )
    if whole.spans.n:
        yield ""
        yield from _spans(whole)
    if pairs > 1:
        yield ""
        yield from _by_language_pair(result)
    if result.by_check:
        yield ""
        yield from _by_check(result)
    asked = [item for item in result.not_checked if item.asked]
    yield from ["", *(f"Not checked: {item.what}: {item.why}" for item in asked)] if asked else ()


def _segments(whole: Agreement) -> Iterator[str]:
    yield "Single segments, with 95 % intervals"
    rows = [
        (
            name,
            _interval(own.kendall, own.kendall_interval),
            _interval(own.pearson, own.pearson_interval),
            _interval(own.pair_accuracy, own.pair_accuracy_interval),
            _interval(own.tie_calibrated_accuracy, own.tie_calibrated_accuracy_interval),
            f"{own.n:,}",
        )
        for name, own in whole.segment.items()
    ]
    yield from table(("score", "Kendall", "Pearson", "pairs of a source", "with ties", "n"), rows)


def _systems(whole: Agreement) -> Iterator[str]:
    yield "Systems, human translations left out"
    rows = [
        (name, _number(own.pairwise_accuracy), _number(own.soft_pairwise_accuracy), f"{own.n:,}")
        for name, own in whole.system.items()
    ]
    yield from table(("score", "pairs in order", "soft", "pairs"), rows)


def _spans(whole: Agreement) -> Iterator[str]:
    yield f"Characters marked as errors, in {whole.spans.n:,} translations"
    place, severity = whole.spans.by_place, whole.spans.by_severity
    rows = [
        ("by place", *map(_number, place[:2]), _interval(place.f1, whole.spans.f1_interval)),
        ("by severity", *map(_number, severity)),
    ]
    yield from table(("", "precision", "recall", "F1"), rows)


def _by_language_pair(result: Evaluation) -> Iterator[str]:
    yield f"By language pair, scores by {result.metric}"
    figures: dict[str, tuple[float | None, ...]] = {}
    for pair, own in result.by_language_pair.items():
        segment, system, spans = own.segment[result.metric], own.system[result.metric], own.spans
        numbers = (segment.kendall, segment.pearson, segment.pair_accuracy, segment.tie_calibrated_accuracy)
        systems = (system.pairwise_accuracy, system.soft_pairwise_accuracy)
        figures[pair] = (*numbers, *systems, *spans.by_place, spans.by_severity.f1)
    figures["average"] = tuple(map(_average, zip(*figures.values(), strict=True)))
    counts = [f"{own.rows:,}" for own in result.by_language_pair.values()]
    rows = [
        (visible(name), *map(_number, numbers), count)
        for (name, numbers), count in zip(figures.items(), [*counts, ""], strict=True)
    ]
    names = "Kendall Pearson pairs ties systems soft precision recall F1 severity n"
    yield from table(("", *names.split()), rows)


def _by_check(result: Evaluation) -> Iterator[str]:
    yield "Findings by check: how many overlap an error that people marked, and the mean confidence they claim"
    rows = [
        (name, f"{own.findings:,}", f"{own.right:,}", f"{own.precision:.0%}", f"{own.confidence:.0%}")
        for name, own in result.by_check.items()
    ]
    yield from table(("check", "findings", "right", "share", "confidence"), rows)


def _number(value: float | None) -> str:
    return _NONE if value is None else f"{value:.3f}"


def _interval(value: float | None, interval: Interval | None) -> str:
    return _number(value) + (f" ({interval[0]:.3f} to {interval[1]:.3f})" if value is not None and interval else "")


def _average(values: Sequence[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return sum(known) / len(known) if known else None
