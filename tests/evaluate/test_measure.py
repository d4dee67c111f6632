from __future__ import annotations

import numpy as np
import pytest

from qa.config.settings import Settings
from qa.core.errors import SettingsError
from qa.core.findings import Finding, Severity, Span
from qa.evaluate.measure import evaluate, human_score
from qa.evaluate.predict import Found, Predicted, predict
from qa.gold.rows import HumanSpan, Judged
from qa.judge.agreement.spans import Marked

REFERENCE = "The minister met 15 people in March."


def judged(target: str, score: float, marked: str = "", **changes: object) -> Judged:
    start = target.find(marked)
    spans = (HumanSpan(start, start + len(marked), Severity.MAJOR),) if marked else ()
    row = {
        "pair": "uk-en", "languages": ("uk", "en"), "system": "one", "doc": "d", "item": "0", "target": target,
        "references": (REFERENCE,), "scores": {"mqm": score}, "spans": spans,
    }  # fmt: skip
    return Judged(**(row | changes))


ROWS = [
    judged(REFERENCE, 0, system="good"),
    judged("The minister met 51 people in March.", -5, "51", system="bad"),
    judged("The minister the met 15 people in in March.", -1, "in in", item="1", system="bad"),
    judged(REFERENCE, 0, item="1", system="good"),
]


def test_findings_are_compared_in_the_translation_of_their_row() -> None:
    predicted = predict(ROWS, Settings())
    found = [
        [(row.target[a:b], item.finding.check) for item in own for a, b, _ in item.places]
        for row, own in zip(ROWS, predicted.found, strict=True)
    ]
    assert found[0] == found[3] == []
    assert ("51", "number-mismatch") in found[1]
    assert ("in in", "doubled-word") in found[2]


def test_a_checker_that_is_right_agrees() -> None:
    result = evaluate(ROWS, predict(ROWS, Settings(select=("number-mismatch", "doubled-word"))))
    segment, system, spans = result.overall.segment["mqm"], result.overall.system["mqm"], result.overall.spans
    assert (segment.n, segment.items, segment.pair_accuracy, segment.tie_calibrated_accuracy) == (4, 2, 1.0, 1.0)
    assert segment.kendall == pytest.approx(1.0)
    assert segment.pearson > 0.9
    assert (system.pairwise_accuracy, system.n) == (1.0, 1)
    assert spans.by_place == (1.0, 1.0, 1.0)
    assert spans.by_severity.f1 < 1.0
    assert {name: (check.findings, check.right) for name, check in result.by_check.items()} == {
        "doubled-word": (1, 1), "number-mismatch": (1, 1),
    }  # fmt: skip
    assert list(result.by_language_pair) == ["uk-en"]


def test_scores_where_lower_is_better_are_turned_round() -> None:
    result = evaluate(ROWS, predict(ROWS, Settings()), metric="ter")
    assert result.overall.segment["ter"].pair_accuracy == 1.0


def test_rows_without_scores_spans_or_references_are_left_out_where_they_say_nothing() -> None:
    rows = [*ROWS, judged("Word.", 0, item="2", scores={}, spans=None), judged("Text.", 0, item="3", references=())]
    result = evaluate(rows, predict(rows, Settings()))
    assert result.overall.rows == 6
    assert result.overall.spans.n == 5
    assert {name: own.n for name, own in result.overall.segment.items()} == {
        "mqm": 5, "fluency": 5, "bleu": 4, "chrf": 4, "ter": 4,
    }  # fmt: skip


def test_nothing_but_spans_gives_no_correlation() -> None:
    rows = [judged("The the minister.", 0, "The the", scores={})]
    result = evaluate(rows, predict(rows, Settings(select=("doubled-word",))))
    assert (result.human, result.overall.segment["mqm"].kendall, result.overall.segment["mqm"].n) == (None, None, 0)
    assert result.overall.system["mqm"].pairwise_accuracy is None
    assert result.overall.spans.by_place.f1 == 1.0


def test_human_translations_count_as_segments_and_not_as_systems() -> None:
    rows = [*ROWS, judged(REFERENCE, -1, system="refA", references=())]
    result = evaluate(rows, predict(rows, Settings()))
    assert result.overall.segment["mqm"].n == 5
    assert result.overall.system["mqm"].n == 1


def test_each_language_pair_stands_on_its_own() -> None:
    rows = ROWS + [judged(row.target, row.scores["mqm"], pair="de-en", languages=("de", "en"), item=row.item,
                          system=row.system, spans=row.spans) for row in ROWS]  # fmt: skip
    result = evaluate(rows, predict(rows, Settings()))
    assert list(result.by_language_pair) == ["de-en", "uk-en"]
    assert {own.rows for own in result.by_language_pair.values()} == {4}
    assert (result.overall.rows, result.overall.segment["mqm"].items, result.overall.system["mqm"].n) == (8, 4, 2)


def test_an_omission_is_right_where_people_marked_one() -> None:
    reference = "The minister met the people. Nobody was surprised by what happened after that meeting."
    missing = HumanSpan(0, 0, Severity.MAJOR, "source", "Accuracy/Omission")
    finding = predict(ROWS, Settings()).found[1][0].finding
    for spans, place, right in (
        ((missing,), Marked(9, 9, Severity.MAJOR), 1),
        ((missing,), Marked(4, 9, Severity.MAJOR), 0),
        ((HumanSpan(4, 9),), Marked(9, 9, Severity.MAJOR), 1),
        ((HumanSpan(4, 8),), Marked(9, 9, Severity.MAJOR), 0),
        ((), Marked(9, 9, Severity.MAJOR), 0),
    ):
        rows = [judged("The minister met.", -5, references=(reference,), spans=spans)]
        predicted = Predicted(((Found(finding, (place,)),),), {"mqm": np.zeros(1)})
        assert evaluate(rows, predicted).by_check[finding.check].right == right


def test_a_finding_of_several_checks_counts_for_each() -> None:
    finding = Finding("0", "one", "style", Severity.MINOR, 0.8, "", (Span("a", 4, 12),), also=("other",))
    predicted = Predicted(((Found(finding, (Marked(4, 12, Severity.MINOR),)),),), {"mqm": np.zeros(1)})
    result = evaluate([judged("The minister met.", -5, "minister")], predicted)
    assert {name: (own.findings, own.right, own.confidence) for name, own in result.by_check.items()} == {
        "one": (1, 1, 0.8), "other": (1, 1, 0.8),
    }  # fmt: skip


def test_scores_are_tested_against_each_other() -> None:
    predicted = predict(ROWS, Settings())
    predicted.scores["same"] = predicted.scores["chrf"] * 2
    [test] = evaluate(ROWS, predicted, metric="chrf", against=("same",)).comparisons
    assert (test.first, test.second, test.kendall_p, test.pearson_p, test.n) == ("chrf", "same", 1.0, 1.0, 4)


def test_unknown_names_are_refused() -> None:
    predicted = predict(ROWS, Settings())
    with pytest.raises(SettingsError, match='did you mean "chrf"'):
        evaluate(ROWS, predicted, metric="chrff")
    with pytest.raises(SettingsError, match='no human score "esa"'):
        human_score(ROWS, "esa")


def test_the_human_score_is_the_one_that_the_field_prefers() -> None:
    rows = [judged("A", 0, scores={"hter": 0.0, "da": 1.0, "da_z": 0.0}), judged("B", 0, scores={"other": 1.0})]
    assert human_score(rows, None) == "da_z"
    assert human_score(rows[1:], None) == "other"
    assert human_score([judged("A", 0, scores={})], None) is None


def test_the_same_data_give_the_same_figures() -> None:
    one, other = (evaluate(ROWS, predict(ROWS, Settings())) for _ in range(2))
    assert one == other
    assert not any(np.isnan(value) for value in one.overall.spans.by_place if value is not None)


def test_findings_are_the_same_without_scores() -> None:
    bare = predict(ROWS, Settings(), with_scores=False)
    assert set(bare.scores) == {"mqm"}
    assert bare.found == predict(ROWS, Settings()).found
