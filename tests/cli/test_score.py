from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from sacrebleu.metrics import BLEU, CHRF, TER

from tests.cli.run import Runner
from tests.metrics.tiny_encoders import bert

CLOSE = [
    "The council met on Tuesday evening in the old town hall.",
    "It took three hours to agree on the new budget.",
    "",
    "Nobody was happy with the result, and the mayor left early.",
]
FREE = [
    "On Tuesday evening the council came together.",
    "After three hours a new budget was agreed on.",
    "Some of them shouted at each other.",
    "The mayor went home early because nobody liked the result.",
]
HYPOTHESES = [
    "The council met Tuesday evening in old town hall.",
    "It lasted three hours to agree upon the new budget.",
    "Some shouted.",
    "Nobody was happy with result and the mayor went home.",
]


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    for name, lines in {"hyp.txt": HYPOTHESES, "close.txt": CLOSE, "free.txt": FREE}.items():
        (tmp_path / name).write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return tmp_path


def scores(outcome) -> dict[str, dict]:
    [system] = json.loads(outcome.out)["systems"]
    return {score["metric"]: score for score in system["scores"]}


@pytest.mark.parametrize("references", [["free.txt"], ["close.txt", "free.txt"]], ids=["one", "two"])
def test_scores_and_signatures_are_those_of_sacrebleu(qa: Runner, texts: Path, references: list[str]) -> None:
    options = [part for name in references for part in ("-r", name)]
    found = scores(qa("score", "hyp.txt", *options, "--lang", "en", "-f", "json"))
    streams = [{"free.txt": FREE, "close.txt": CLOSE}[name] for name in references]
    for name, metric in {"bleu": BLEU(), "chrf": CHRF(word_order=2), "ter": TER()}.items():
        expected = metric.corpus_score(HYPOTHESES, streams, n_bootstrap=1000)
        assert found[name]["value"] == pytest.approx(expected.score, abs=1e-9)
        assert sum(found[name]["interval"]) / 2 == pytest.approx(expected._mean, abs=float(expected._ci))
        assert found[name]["signature"].split("|")[2:] == str(metric.get_signature()).split("|")[2:]


def test_segments_have_scores_of_their_own(qa: Runner, texts: Path) -> None:
    outcome = qa("score", "hyp.txt", "-r", "free.txt", "--lang", "en", "-f", "json", "--segments")
    [system] = json.loads(outcome.out)["systems"]
    assert [segment["key"] for segment in system["segments"]] == ["line 1", "line 2", "line 3", "line 4"]
    for segment, hypothesis, reference in zip(system["segments"], HYPOTHESES, FREE, strict=True):
        expected = CHRF(word_order=2).sentence_score(hypothesis, [reference]).score
        assert segment["scores"]["chrf"] == pytest.approx(expected, abs=1e-9)
    assert "segments" not in json.loads(qa("score", "hyp.txt", "-r", "free.txt", "-f", "json").out)["systems"][0]


def test_bleu_of_segments_is_given_where_it_is_asked_for(qa: Runner, texts: Path) -> None:
    outcome = qa("score", "hyp.txt", "-r", "free.txt", "--lang", "en", "-f", "json", "--segments", "-m", "bleu")
    [system] = json.loads(outcome.out)["systems"]
    pairs = zip(HYPOTHESES, FREE, strict=True)
    expected = [BLEU(effective_order=True).sentence_score(text, [reference]).score for text, reference in pairs]
    assert [segment["scores"]["bleu"] for segment in system["segments"]] == pytest.approx(expected, abs=1e-9)


def test_what_lacks_a_reference_is_said(qa: Runner, texts: Path) -> None:
    outcome = qa("score", "hyp.txt", "-r", "close.txt", "--lang", "en", "-m", "chrf")
    assert "Not scored: 1 of 4 segments: their references are empty" in outcome.out
    rows = [{"mt": text, "references": [FREE[n]] if n else None} for n, text in enumerate(HYPOTHESES)]
    (texts / "rows.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    outcome = qa("score", "rows.jsonl", "--lang", "en", "-m", "chrf", "-m", "bleu", "-f", "json")
    [system] = json.loads(outcome.out)["systems"]
    assert system["not_checked"] == [{"what": "1 of 4 segments, bleu, chrf", "why": "they have no reference"}]
    assert outcome.code == 0


def test_json_lines_hold_several_systems_and_language_pairs(qa: Runner, tmp_path: Path) -> None:
    rows = [
        {"lp": pair, "system": system, "doc": "d", "seg_id": number, "references": {"refA": FREE[number]}} | output
        for pair in ("uk-en", "de-en")
        for system in ("one", "two")
        for number in range(4)
        for output in [{"mt": HYPOTHESES[number]} if system == "one" or number else {}]
    ]
    (tmp_path / "rows.jsonl.gz").write_bytes(gzip.compress("".join(json.dumps(row) + "\n" for row in rows).encode()))
    outcome = qa("score", "rows.jsonl.gz", "-f", "json", "--segments")
    assert (outcome.code, outcome.err) == (0, "")
    result = json.loads(outcome.out)
    assert result["schema"] == "qa-score/1"
    assert [system["name"] for system in result["systems"]] == ["one uk-en", "two uk-en", "one de-en", "two de-en"]
    one, two = ({score["metric"]: score["value"] for score in system["scores"]} for system in result["systems"][:2])
    assert one["chrf"] == pytest.approx(CHRF(word_order=2).corpus_score(HYPOTHESES, [FREE]).score)
    assert two["chrf"] == pytest.approx(CHRF(word_order=2).corpus_score(["", *HYPOTHESES[1:]], [FREE]).score)
    assert [segment["key"] for segment in result["systems"][0]["segments"]] == ["d:0", "d:1", "d:2", "d:3"]


def test_text_is_a_table_with_signatures(qa: Runner, texts: Path) -> None:
    outcome = qa("score", "hyp.txt", "free.txt", "-r", "free.txt", "--segments")
    assert outcome.code == 0
    lines = outcome.out.splitlines()
    assert lines[0].split() == ["system", "bleu", "chrf", "fluency", "ter", "(lower", "is", "better)"]
    assert lines[1].split()[0] == "hyp.txt"
    assert "100.0 (100.0 to 100.0)" in lines[2]
    assert any(line.startswith("  line 3") for line in lines)
    assert any(line.startswith("  bleu: nrefs:1|bs:1000|seed:12345|") for line in lines)


def test_without_references_what_is_not_scored_is_said(qa: Runner, texts: Path) -> None:
    outcome = qa("score", "hyp.txt")
    assert outcome.code == 0
    assert "Not scored: bleu: no reference was given (-r)" in outcome.out
    bare = qa("score", "hyp.txt", "-m", "bleu")
    assert (bare.code, bare.out) == (
        3, "No score could be computed.\n\nNot scored: bleu: no reference was given (-r)\n"
    )  # fmt: skip
    assert qa("score", "hyp.txt", "--min-score", "bleu=10").code == 3


def test_a_score_beyond_its_bound_fails(qa: Runner, texts: Path) -> None:
    outcome = qa("score", "hyp.txt", "-r", "free.txt", "--min-score", "chrf=99")
    assert outcome.code == 1
    assert "Fail: hyp.txt: chrf is" in outcome.out
    assert qa("score", "hyp.txt", "-r", "free.txt", "--min-score", "chrf=10").code == 0


def test_options_that_all_commands_have_are_said_to_have_no_part_in_scores(qa: Runner, texts: Path) -> None:
    outcome = qa("score", "hyp.txt", "-r", "free.txt", "--select", "doubled-word", "--fail-on", "major")
    assert outcome.code == 0
    assert "qa: --select, --fail-on: no part in scores" in outcome.err
    assert not qa("score", "hyp.txt", "-r", "free.txt", "-q", "--select", "doubled-word").err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["gone.txt"], "no such file"),
        (["empty.txt"], "the file is empty"),
        (["bare.jsonl"], "no line holds a translation"),
        (["hyp.txt", "-r", "short.txt"], "short.txt: has 1 lines, hyp.txt 4"),
        (["rows.jsonl", "-r", "free.txt"], "leave out -r and -s"),
        (["pair.jsonl", "--lang", "de"], "pair.jsonl: says that it is in en, not in de; leave out --lang"),
        (["hyp.txt", "--by", "document"], 'no segment names its document; give JSON lines with the field "doc"'),
        (["hyp.txt", "--min-score", "mqm=80"], "qa score looks for no errors"),
        (["hyp.txt", "-r", "free.txt", "-m", "bleu", "--model", "comet:mine"], "no metric that -m names takes it"),
        (["hyp.txt", "-f", "html"], "there are: text, json"),
        (["hyp.txt", "-o", "hyp.txt"], "is read by this run"),
    ],
)
def test_what_the_user_must_change_is_one_line(qa: Runner, texts: Path, arguments: list[str], message: str) -> None:
    (texts / "empty.txt").write_text("\n\n")
    (texts / "bare.jsonl").write_text('{"source": "A line."}\n')
    (texts / "short.txt").write_text("One line.\n")
    (texts / "rows.jsonl").write_text('{"mt": "A line."}\n')
    (texts / "pair.jsonl").write_text('{"mt": "A line.", "lp": "uk-en"}\n')
    outcome = qa("score", *arguments)
    assert (outcome.code, outcome.out) == (2, "")
    assert message in outcome.err
    assert outcome.err.count("\n") == 1


def test_metrics_are_chosen_by_name(qa: Runner, texts: Path) -> None:
    found = scores(qa("score", "hyp.txt", "-r", "free.txt", "-m", "bleu", "-m", "chrf2", "--lang", "en", "-f", "json"))
    assert set(found) == {"bleu", "chrf2"}
    assert found["chrf2"]["value"] == pytest.approx(CHRF().corpus_score(HYPOTHESES, [FREE]).score, abs=1e-9)
    assert "chrf2" in scores(qa("score", "hyp.txt", "-r", "free.txt", "--min-score", "chrf2=1", "-f", "json"))
    outcome = qa("score", "hyp.txt", "-r", "free.txt", "-m", "spbleu")
    assert outcome.code == 3
    assert "Not scored: spbleu: the sentencepiece model flores200 is not there" in outcome.out
    assert 'no metric "blue"; did you mean "bleu"?' in qa("score", "hyp.txt", "-m", "blue").err


def test_options_of_a_metric_come_from_the_configuration(qa: Runner, texts: Path) -> None:
    (texts / "qa.toml").write_text('[metrics.bleu]\nsmooth = "floor"\nsmooth_value = 0.3\nlowercase = true\n')
    found = scores(qa("score", "hyp.txt", "-r", "free.txt", "-m", "bleu", "--lang", "en", "-f", "json"))["bleu"]
    theirs = BLEU(lowercase=True, smooth_method="floor", smooth_value=0.3)
    assert found["value"] == pytest.approx(theirs.corpus_score(HYPOTHESES, [FREE]).score, abs=1e-9)
    assert "case:lc" in found["signature"]
    assert "smooth:floor[0.30]" in found["signature"]


def test_options_of_a_metric_can_stand_beside_its_name(qa: Runner, texts: Path) -> None:
    named = ["-m", "bleu:tokenize=char", "-m", "bleu:smooth=floor,bleu:smooth_value=1", "-m", "chrf:lowercase=true"]
    found = scores(qa("score", "hyp.txt", "-r", "free.txt", "--lang", "en", "-f", "json", *named))
    assert list(found) == ["bleu", "chrf"]
    assert "|tok:char|smooth:floor[1.00]|" in found["bleu"]["signature"]
    assert "|case:lc|" in found["chrf"]["signature"]
    expected = BLEU(tokenize="char", smooth_method="floor", smooth_value=1.0).corpus_score(HYPOTHESES, [FREE])
    assert found["bleu"]["value"] == pytest.approx(expected.score, abs=1e-9)
    (texts / "qa.toml").write_text('[metrics.bleu]\ntokenize = "intl"\nlowercase = true\n', encoding="utf-8")
    found = scores(qa("score", "hyp.txt", "-r", "free.txt", "--lang", "en", "-f", "json", *named))
    assert "|case:lc|eff:no|tok:char|" in found["bleu"]["signature"]


def test_the_manual_page_says_how_options_are_set(qa: Runner) -> None:
    page = qa("explain", "chrf").out
    assert "-m chrf:OPTION=VALUE" in page
    assert "[metrics.chrf]\n  char_order = 6\n" in page


@pytest.mark.parametrize(
    ("option", "message"),
    [
        ("bleu:tokenise=13a", 'did you mean "tokenize"?'),
        ("bleu:lowercase=yes", "wrong kind of value: 'yes'"),
        ("bleu:tokenize", "NAME:OPTION=VALUE"),
        ("bleu:max_order=0", "max_order"),
        ("chrf:char_order=-1", "char_order"),
        ("chrf2:beta=-1", "beta"),
        ("spbleu:model=none.spm", "none.spm"),
        ("bertscore:measure=f2", "f2"),
    ],
)
def test_options_that_cannot_be_are_one_line(qa: Runner, texts: Path, option: str, message: str) -> None:
    outcome = qa("score", "hyp.txt", "-r", "free.txt", "--lang", "en", "-m", option)
    assert (outcome.code, outcome.out) == (2, "")
    assert message in outcome.err
    assert outcome.err.count("\n") == 1


def test_documents_and_domains_have_scores_of_their_own(qa: Runner, tmp_path: Path) -> None:
    rows = [
        {
            "lp": "uk-en",
            "system": "one",
            "doc": f"d{n // 2}",
            "domain": "news",
            "seg_id": n,
            "mt": mt,
            "references": [ref],
        }
        for n, (mt, ref) in enumerate(zip(HYPOTHESES, FREE, strict=True))
    ]
    (tmp_path / "rows.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    outcome = qa("score", "rows.jsonl", "--by", "document", "--by", "domain", "-m", "chrf", "-f", "json")
    [system] = json.loads(outcome.out)["systems"]
    assert [(group["name"], group["segments"]) for group in system["documents"]] == [("d0", 2), ("d1", 2)]
    expected = CHRF(word_order=2).corpus_score(HYPOTHESES[2:], [FREE[2:]]).score
    assert system["documents"][1]["scores"] == {"chrf": pytest.approx(expected, abs=1e-9)}
    assert system["domains"][0]["scores"] == {"chrf": system["scores"][0]["value"]}
    assert "one, by document" in qa("score", "rows.jsonl", "--by", "document").out
    assert "--by takes document or domain" in qa("score", "rows.jsonl", "--by", "weather").err


def test_bertscore_takes_an_encoder_of_ones_own(qa: Runner, texts: Path) -> None:
    bert(texts / "mine")
    arguments = ("score", texts / "hyp.txt", "-r", texts / "close.txt", "--lang", "en", "-f", "json")
    found = scores(qa(*arguments, "--model", f"bertscore:{texts / 'mine'}"))
    assert 0 < found["bertscore"]["value"] < 1
    assert "|model:mine|layer:3|" in found["bertscore"]["signature"]
    assert "bleu" in found
    outcome = qa(*arguments, "-m", "bertscore", "--model", f"bertscore:{texts / 'gone'}")
    assert outcome.code == 3
    assert "is no folder" in outcome.out
