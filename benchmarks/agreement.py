"""How well findings and scores agree with human annotators, and whether better than simple rules.

python -m benchmarks.agreement --shared ../shared                 # the tables
python -m benchmarks.agreement --shared ../shared --train         # F1 by confidence on the training data

Spans are compared by characters, in the translations that have references and were searched for errors, as
`qa evaluate` does it. The rules to beat: mark every word of the translation that stands in no reference ("absent
words"), and mark everything. Scores are compared with minus the length of the translation as well. The confidence from
which findings count is chosen on training data, never on what is measured.

Data: bio-mqm-dataset and wmt-mqm-human-evaluation (Apache-2.0); see the README of the data.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from qa.config.settings import Settings
from qa.core.findings import Severity
from qa.evaluate.measure import evaluate, human_marks
from qa.evaluate.predict import Predicted, predict
from qa.gold.files import read_gold
from qa.gold.rows import Judged
from qa.judge.agreement.spans import Marked, Spans, count_characters, span_scores
from qa.lang.words import words

FILES = ("bio_mqm", "wmt21_ted_mqm", "wmt20_21_mqm_avg")
STEPS = tuple(round(step / 100, 2) for step in range(0, 100, 5))
Marks = Sequence[Sequence[Marked]]
Row = Callable[[str, Iterable[object]], None]


def found_from(predicted: Predicted, confidence: float) -> Marks:
    """Return what the findings mark that are at least so sure."""
    return [
        [place for item in own if item.finding.confidence >= confidence for place in item.places]
        for own in predicted.found
    ]


def absent_words(row: Judged) -> list[Marked]:
    """Return the words of a translation that none of its references has, in whatever case."""
    language = row.languages[1]
    known = {word.text.casefold() for text in row.references for word in words(text, language)}
    own = words(row.target, language)
    return [Marked(word.start, word.end, Severity.MINOR) for word in own if word.text.casefold() not in known]


def agreement(rows: Sequence[Judged], marks: Marks, graded: bool = False) -> Spans:
    """Return precision, recall and F1 of the marks, over rows with references that were searched for errors."""
    counts = [
        count_characters(len(row.target), own, human_marks(row.spans))
        for row, own in zip(rows, marks, strict=True)
        if row.spans is not None and row.references
    ]
    return span_scores(np.sum(counts, axis=0), graded)


def print_row(name: str, cells: Iterable[object]) -> None:
    """Print one line of a table; numbers with three places."""
    shown = ("-" if cell is None else f"{cell:.3f}" if isinstance(cell, float) else str(cell) for cell in cells)
    print(f"  {name:16}" + "".join(f"{cell:>11}" for cell in shown))


def print_spans(rows: Sequence[Judged], predicted: Predicted, confidences: Sequence[float]) -> None:
    """Print the agreement of spans: over all language pairs, and F1 of each."""
    ways: dict[str, Marks] = {f"product {value:g}": found_from(predicted, value) for value in confidences}
    ways["absent words"] = [absent_words(row) for row in rows]
    ways["everything"] = [[Marked(0, len(row.target), Severity.MINOR)] for row in rows]
    print_row("characters", ("precision", "recall", "F1", "severity"))
    for name, marks in ways.items():
        print_row(name, (*agreement(rows, marks), agreement(rows, marks, graded=True).f1))
    print_row("F1 by pair", (name.replace("product ", "from ").replace("absent words", "absent") for name in ways))
    for pair in sorted({row.pair for row in rows}):
        own = [
            number for number, row in enumerate(rows) if row.pair == pair and row.references and row.spans is not None
        ]
        some = [rows[number] for number in own]
        if some:
            print_row(pair, [agreement(some, [marks[number] for number in own]).f1 for marks in ways.values()])


def print_scores(rows: Sequence[Judged], predicted: Predicted) -> None:
    """Print how the scores agree with the human score on single segments and on systems."""
    lengths = np.array([-float(len(row.target)) for row in rows])
    result = evaluate(rows, replace(predicted, scores=predicted.scores | {"minus length": lengths}))
    print_row(result.human or "", ("Kendall", "Pearson", "pairs", "with ties", "systems", "soft", "n"))
    for name, own in result.overall.segment.items():
        system = result.overall.system[name]
        numbers = (own.kendall, own.pearson, own.pair_accuracy, own.tie_calibrated_accuracy)
        print_row(name, (*numbers, system.pairwise_accuracy, system.soft_pairwise_accuracy, own.n))


def sweep(rows: Sequence[Judged], predicted: Predicted) -> None:
    """Print the agreement of the findings by the confidence from which they count."""
    print_row("confidence", ("precision", "recall", "F1", "severity"))
    best = (0.0, 0.0)
    for confidence in STEPS:
        marks = found_from(predicted, confidence)
        place = agreement(rows, marks)
        best = max(best, (place.f1 or 0.0, confidence))
        print_row(f"{confidence:g}", (*place, agreement(rows, marks, graded=True).f1))
    print_row("absent words", agreement(rows, [absent_words(row) for row in rows]))
    print(f"  best F1 {best[0]:.3f} from a confidence of {best[1]:g}")


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--train", action="store_true", help="choose the confidence, on the training data")
    parser.add_argument("--confidence", type=float, default=0.0, help="one more confidence to show")
    parser.add_argument("--only", choices=FILES, help="only this file")
    parser.add_argument("--model", default="none", help="estimator, to have the learned judge's findings and score too")
    options = parser.parse_args()
    model = (options.model,)
    for name in [options.only] if options.only else FILES:
        rows = read_gold(options.shared / "data" / ("train" if options.train else "dev") / f"{name}.jsonl.gz")
        marked = any(row.spans is not None for row in rows)
        if options.train and not marked:
            continue
        print(f"{name}: {len(rows):,} translations", flush=True)
        if options.train:
            sweep(rows, predict(rows, Settings(min_confidence=0, model=model), with_scores=False))
            continue
        if marked:
            unfiltered = predict(rows, Settings(min_confidence=0, model=model), with_scores=False)
            print_spans(rows, unfiltered, (Settings().min_confidence, options.confidence))
        print_scores(rows, predict(rows, Settings(model=model)))


if __name__ == "__main__":
    main()
