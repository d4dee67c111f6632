"""Small files in the shapes that the sources publish; the sentences are our own."""

from __future__ import annotations

import gzip
import json
import math
from pathlib import Path

import pytest

from qa.core.errors import InputError
from qa.core.findings import Severity
from qa.gold.files import read_gold
from qa.gold.metrics_eval import name_of, read_scores, spread
from qa.gold.rows import HumanSpan, is_human, mqm_score, pair_in_name

MINOR, MAJOR = Severity.MINOR, Severity.MAJOR


def written(path: Path, *objects: object) -> Path:
    path.write_text("".join(json.dumps(item, ensure_ascii=False) + "\n" for item in objects), encoding="utf-8")
    return path


def places(row) -> list[tuple[str, Severity | None]]:
    return [(row.target[span.start : span.end], span.severity) for span in row.spans if span.side == "target"]


def test_json_lines_with_and_without_scores_spans_and_output(tmp_path: Path) -> None:
    row = {"lp": "uk-en", "system": "one", "doc": "d", "seg_id": 3, "source": "Кіт.", "references": {"ref": "Cat."}}
    marked = {"start": 2, "end": 5, "side": "target", "severity": "major", "category": "Accuracy", "rater": "r"}
    gold = written(
        tmp_path / "gold.jsonl",
        {**row, "mt": "A dog.", "scores": {"mqm": -5, "hter": 0.5, "da": None}, "spans": [marked]},
        {**row, "system": "two", "mt": "A cat.", "scores": {"mqm": 0}},
        {**row, "system": "three", "mt": "Some cat."},
        {**row, "system": "four", "scores": {"mqm": -25}},
        {"lp": "uk-de", "mt": "Katze."},
        {**row, "system": "refA", "mt": "Cat."},
    )
    rows = read_gold(gold)
    assert [row.system for row in rows] == ["one", "two", "three", "", "refA"]
    assert rows[0].scores == {"mqm": -5.0, "hter": -0.5}
    assert places(rows[0]) == [("dog", MAJOR)]
    assert [row.spans for row in rows[1:]] == [(), None, None, None]
    assert rows[0].item == rows[1].item == "d:3"
    assert rows[0].languages == ("uk", "en")
    assert [row.references for row in rows] == [("Cat.",), ("Cat.",), ("Cat.",), (), ()]
    packed = tmp_path / "gold.jsonl.gz"
    packed.write_bytes(gzip.compress(gold.read_bytes()))
    assert read_gold(packed) == rows


def test_rows_without_identity_are_items_by_their_source(tmp_path: Path) -> None:
    row = {"source": "Кіт.", "scores": {"da": 1}}
    rows = read_gold(written(tmp_path / "g.jsonl", {**row, "mt": "A"}, {**row, "mt": "B"}, {"mt": "C"}), "en", "uk")
    assert rows[0].item == rows[1].item != rows[2].item
    assert {(row.pair, row.languages) for row in rows} == {("uk-en", ("uk", "en"))}


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{broken", "gold.jsonl:1:2: this is not JSON: Expecting property name"),
        ('["mt"]\n', "no JSON object"),
        ('{"mt": "abc", "spans": [{"start": 2, "end": 9}]}', "outside the translation"),
        ('{"mt": "abc", "spans": [{"end": 9}]}', "start"),
        ('{"mt": "abc", "scores": {"mqm": "bad"}}', "could not convert"),
        ('{"mt": "abc", "scores": NaN}', "'scores' is no object"),
        ('{"mt": 5}', "'mt' is no text: 5"),
        ('{"mt": "abc", "references": [["a"]]}', "'references' is no text"),
        ('{"mt": "abc", "lp": "xx-yy", "scores": {"mqm": 1}}', "language"),
        ('{"mt": "abc"}', "no human judgement"),
        ("A line of prose.", "no known format"),
    ],
)
def test_what_cannot_be_used_is_named(tmp_path: Path, line: str, message: str) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(line, encoding="utf-8")
    with pytest.raises(InputError, match=message):
        read_gold(path)


def test_broken_gzip_is_named(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl.gz"
    path.write_bytes(gzip.compress(b'{"mt": "abc"}' * 50)[:30])
    with pytest.raises(InputError, match="gzip file is broken"):
        read_gold(path)


def test_a_table_of_mqm_marks_is_put_together_by_translation(tmp_path: Path) -> None:
    header = "system\tdoc\tdoc_id\tseg_id\trater\tsource\ttarget\tcategory\tseverity"
    lines = [
        "one\tt\t1\t7\tr1\t猫睡了。\tThe <v>dog</v> sleeps,\tAccuracy/Mistranslation\tMajor",
        "one\tt\t1\t7\tr2\t猫睡了。\tThe dog sleeps<v>,</v>\tFluency/Punctuation\tMinor",
        "one\tt\t1\t7\tr2\t<v>猫</v>睡了。\tThe dog sleeps,\tAccuracy/Omission\tMinor",
        "two\tt\t1\t7\tr1\t猫睡了。\tThe cat sleeps.\tNo-error\tNo-error",
        'refB\tt\t1\t7\tr1\t猫睡了。\t"The cat" is asleep.\tNo-error\tno-error',
        "bad\tt\t1\t7\tr1\t猫睡了。\tXyz\tNon-translation!\tMajor",
    ]
    path = tmp_path / "mqm_ted_zhen.tsv"
    path.write_text("\n".join([header, *lines]) + "\n", encoding="utf-8")
    one, two, human, bad = read_gold(path)
    assert (one.pair, one.languages, one.source) == ("zh-en", ("zh", "en"), "猫睡了。")
    assert places(one) == [("dog", MAJOR), (",", MINOR)]
    assert one.scores["mqm"] == pytest.approx(-(5 + 0.1 + 1) / 2)
    assert (two.spans, two.scores["mqm"]) == ((), 0)
    assert one.references == two.references == ('"The cat" is asleep.',)
    assert human.references == ()
    assert (places(bad), bad.scores["mqm"]) == ([("Xyz", MAJOR)], -25)


def test_a_line_of_the_table_with_too_few_columns_is_named(tmp_path: Path) -> None:
    path = tmp_path / "mqm_ende.tsv"
    path.write_text("system\tdoc\tseg_id\trater\tsource\ttarget\tcategory\tseverity\none\tt\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"mqm_ende\.tsv:2: has 2 columns, the header 8"):
        read_gold(path)


def test_esa_one_annotation_a_line(tmp_path: Path) -> None:
    row = {"langs": "en-cs", "line_id": 4, "doc_id": "d", "src": "A cat.", "tgt": "Pes tu.", "system": "one"}
    spans = [
        {"start_i": 0, "end_i": 3, "severity": "major"},
        {"start_i": "missing", "end_i": "missing", "severity": "minor"},
    ]
    gold = written(
        tmp_path / "wmt24_esa.jsonl",
        {**row, "esa_spans": spans, "esa_score": "40", "annotator": "x"},
        {**row, "esa_spans": [], "esa_score": 60, "annotator": "y"},
        {**row, "system": "refA", "tgt": "Kočka.", "esa_spans": [], "esa_score": 100, "annotator": "x"},
    )
    one, human = read_gold(gold)
    assert (one.scores, places(one), one.references) == ({"esa": 50.0}, [("Pes", MAJOR)], ("Kočka.",))
    assert [span.side for span in one.spans] == ["target", "none"]
    assert (human.references, human.item) == ((), one.item)


@pytest.mark.parametrize(
    "annotations",
    [[{"score": 70, "annotator": "x", "errors": [{"start_i": 0, "end_i": 3, "severity": "minor"}]}],
     {"human": 70.0, "errors": [{"start_i": 0, "end_i": 3, "severity": "minor"}]}],
    ids=["2024", "2025"],
)  # fmt: skip
def test_esa_one_segment_a_line(tmp_path: Path, annotations: object) -> None:
    segment = {
        "doc_id": "en-cs_CZ_#_news_#_d1_#_0",
        "src_text": "A cat.",
        "tgt_text": {"one": "Pes tu.", "refA": "Kočka."},
        "scores": {"one": annotations},
    }
    [row] = read_gold(written(tmp_path / "humeval.jsonl", segment))
    assert (row.pair, row.languages, row.doc) == ("en-cs_CZ", ("en", "cs-CZ"), "news_#_d1")
    assert (row.scores, places(row), row.references) == ({"esa": 70.0}, [("Pes", MINOR)], ("Kočka.",))


def test_pearmut_spans_include_their_last_character_and_checks_on_annotators_are_left_out(tmp_path: Path) -> None:
    item = {"item_id": "en-de_#_news_#_d1_#_0", "src": "A cat.", "tgt": {"one": "Ein Hund.", "two": "Eine Katze."}}
    span = {"start_i": 4, "end_i": 7, "severity": "major", "category": "Accuracy/Mistranslation"}
    missing = {"start_i": 9, "end_i": 17, "severity": "minor", "category": "Accuracy/Omission"}
    annotation = {"one": {"score": 30, "error_spans": [span, missing]}, "two": {"score": None, "error_spans": []}}
    check = {**item, "validation": {"one": {"score": [0, 10]}}}
    gold = written(
        tmp_path / "campaign.jsonl",
        {"annotation": [annotation, annotation], "item": [item, check], "user_id": "u1"},
        {"annotation": [{"one": {"score": 50, "error_spans": []}}], "item": [item], "user_id": "u2"},
    )
    [row] = read_gold(gold)
    assert (row.pair, row.system, row.scores) == ("en-de", "one", {"score": 40.0, "mqm": -3.0})
    assert places(row) == [("Hund", MAJOR)]


@pytest.fixture
def test_set(tmp_path: Path) -> Path:
    """A test set of mt-metrics-eval with two segments, two systems and a human translation."""
    files = {
        "sources/en-de.txt": "A cat.\nA dog.\n",
        "documents/en-de.docs": "news d1\nnews d2\n",
        "references/en-de.refA.txt": "Eine Katze.\nEin Hund.\n",
        "system-outputs/en-de/one.txt": "Ein Kater.\nEine Hündin.\n",
        "system-outputs/en-de/refA.txt": "Eine Katze.\nEin Hund.\n",
        "human-scores/en-de.mqm.seg.score": "one\t-1\none\tNone\nrefA\t0\nrefA\t-5\n",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_a_test_set_of_mt_metrics_eval_brings_its_texts(test_set: Path) -> None:
    rows = read_gold(test_set / "human-scores" / "en-de.mqm.seg.score")
    assert [(row.system, row.item, row.doc, row.scores) for row in rows] == [
        ("one", "0", "d1", {"mqm": -1.0}), ("one", "1", "d2", {}), ("refA", "0", "d1", {"mqm": 0.0}),
        ("refA", "1", "d2", {"mqm": -5.0}),
    ]  # fmt: skip
    assert [row.references for row in rows] == [("Eine Katze.",), ("Ein Hund.",), (), ()]
    (test_set / "sources" / "en-de.txt").write_text("A cat.\n")
    with pytest.raises(InputError, match="other numbers of lines"):
        read_gold(test_set / "human-scores" / "en-de.mqm.seg.score")
    (test_set / "sources" / "en-de.txt").unlink()
    with pytest.raises(InputError, match="scores without texts"):
        read_gold(test_set / "human-scores" / "en-de.mqm.seg.score")


def test_scores_are_spread_over_the_rows_of_each_system(test_set: Path) -> None:
    rows = read_gold(test_set / "human-scores" / "en-de.mqm.seg.score")
    scores = test_set / "chrF-refA.seg.score"
    scores.write_text("one\t0.5\none\t0.25\n")
    assert name_of(scores) == "chrF-refA"
    one, two, *others = spread(read_scores(scores), rows, scores)
    assert (one, two) == (0.5, 0.25)
    assert all(map(math.isnan, others))
    for content, message in (("one\t1\n", "has 1 scores of one"), ("x\t1\n", "none of its"), ("one\n", "is no line")):
        scores.write_text(content)
        with pytest.raises(InputError, match=message):
            spread(read_scores(scores), rows, scores)


def test_human_translations_and_language_pairs_are_told_by_their_names() -> None:
    assert all(map(is_human, ("ref", "refA", "reference", "reference_r1", "ref-C", "ref.A", "Human-A.0")))
    assert not any(map(is_human, ("Online-W", "metricsystem1", "Refine-MT", "RefNet", "Humanoid")))
    assert pair_in_name("mqm_newstest2020_ende.tsv") == "en-de"
    assert pair_in_name("mqm_generalMT2022_zhen.tsv") == "zh-en"
    assert pair_in_name("scores.eng-deu.tsv") == "eng-deu"
    assert pair_in_name("errors.tsv") == ""


@pytest.mark.parametrize(
    ("category", "severity", "penalty"),
    [
        ("Accuracy/Omission", Severity.MINOR, 1),
        ("Accuracy/Omission", Severity.MAJOR, 5),
        ("Fluency/Punctuation", Severity.MINOR, 0.1),
        ("Fluency/Punctuation", Severity.MAJOR, 5),
        ("Locale convention/Punctuation", Severity.MINOR, 1),
        ("Non-translation!", Severity.MAJOR, 25),
        ("Source issue", Severity.MAJOR, 0),
        ("Accuracy/Omission", None, 0),
    ],
)
def test_marks_weigh_as_in_the_paper(category: str, severity: Severity | None, penalty: float) -> None:
    span = HumanSpan(0, 1, severity, category=category)
    assert mqm_score([span, span], 1) == -2 * penalty
    assert mqm_score([span], 2) == -penalty / 2
