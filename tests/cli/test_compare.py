from __future__ import annotations

import json
import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path

import pytest
from sacrebleu.metrics import BLEU, CHRF
from sacrebleu.significance import PairedTest

from tests.cli.run import Runner

REFERENCE = [f"The council met on day {n} of the month and it agreed on the new budget for schools." for n in range(24)]
BASELINE = [line.replace("agreed on", "agree at").replace("schools", "school") for line in REFERENCE]
BETTER = [line if n % 3 else line.replace("new", "the the new") for n, line in enumerate(REFERENCE)]


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    for name, lines in {"ref.txt": REFERENCE, "base.txt": BASELINE, "better.txt": BETTER}.items():
        (tmp_path / name).write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return tmp_path


def compared(qa: Runner, *options: str) -> dict:
    outcome = qa("compare", "base.txt", "better.txt", "-r", "ref.txt", "--lang", "en", "-f", "json", *options)
    assert (outcome.code, outcome.err) == (0, "")
    return json.loads(outcome.out)


def test_differences_and_p_values_are_those_of_sacrebleu(qa: Runner, texts: Path) -> None:
    result = compared(qa, "-m", "bleu", "-m", "chrf2", "--correction", "none")
    assert result["schema"] == "qa-compare/1"
    assert result["baseline"]["name"] == "base.txt"
    theirs = {"BLEU": BLEU(), "chrF2": CHRF()}
    _, expected = PairedTest([("a", BASELINE), ("b", BETTER)], theirs, [REFERENCE], "bs")()
    found = {own["metric"]: own for own in result["systems"][0]["differences"]}
    for name, metric in {"BLEU": "bleu", "chrF2": "chrf2"}.items():
        baseline, system = expected[name]
        assert found[metric]["p"] == found[metric]["corrected_p"] == system.p_value
        assert found[metric]["difference"] == pytest.approx(system.score - baseline.score, abs=1e-9)
    assert found["chrf2"]["wins"] == 24
    assert "about 90 % of pairs of systems" in found["chrf2"]["meaning"]


def test_many_comparisons_are_corrected(qa: Runner, texts: Path) -> None:
    result = compared(qa, "-m", "bleu", "-m", "chrf", "-m", "ter", "--scores-only")
    for own in result["systems"][0]["differences"]:
        assert own["corrected_p"] == pytest.approx(3 * own["p"])
    assert result["systems"][0]["errors"] == []
    assert result["correction"] == "holm"


def test_errors_go_up_or_down_by_category(qa: Runner, texts: Path) -> None:
    errors = compared(qa, "-m", "chrf", "--select", "doubled-word")["systems"][0]["errors"]
    assert [(own["baseline"], own["system"], own["change"]) for own in errors] == [(0, 8, 8)]
    # All eight segments in which they differ speak against the system: chance gives that once in 2 ** 7 times.
    assert errors[0]["p"] == errors[0]["corrected_p"] == pytest.approx(1 / 128, abs=0.002)
    outcome = qa("compare", "base.txt", "better.txt", "-r", "ref.txt", "--lang", "en", "--select", "doubled-word")
    assert re.search(r"8 +\+8 +0\.0\d+ +more", outcome.out)


def test_segments_are_shown_side_by_side_and_by_kind(qa: Runner, texts: Path) -> None:
    system = compared(qa, "-m", "chrf", "--scores-only")["systems"][0]
    example = system["examples"][0]
    assert example["reference"] in REFERENCE
    for side in ("baseline", "system"):
        assert all(start < end <= len(example[side]["text"]) for start, end in example[side]["differs"])
    start, end = example["baseline"]["differs"][0]
    assert example["baseline"]["text"][start:end] == "agree at"
    assert [bucket["kind"] for bucket in system["buckets"]] == []


def test_json_lines_are_matched_by_their_keys_and_divided_by_domain(qa: Runner, tmp_path: Path) -> None:
    rows = [
        {"lp": "uk-en", "system": system, "doc": "d", "seg_id": n, "mt": lines[n], "references": [REFERENCE[n]],
         "domain": "news" if n < 12 else "talks"}
        for system, lines, order in (("one", BASELINE, 1), ("two", BETTER, -1))
        for n in range(24)[::order]
    ]  # fmt: skip
    (tmp_path / "rows.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    outcome = qa("compare", "rows.jsonl", "--baseline", "two", "--scores-only", "-m", "chrf", "-f", "json")
    result = json.loads(outcome.out)
    assert (result["baseline"]["name"], result["systems"][0]["name"]) == ("two", "one")
    [news, talks] = [bucket for bucket in result["systems"][0]["buckets"] if bucket["kind"] == "domain"]
    expected = CHRF(word_order=2).corpus_score(BASELINE[:12], [REFERENCE[:12]]).score
    assert (news["name"], news["segments"], talks["segments"]) == ("news", 12, 12)
    assert news["system"]["chrf"] == pytest.approx(expected, abs=1e-9)


def entries(path: Path, rows: list[dict]) -> None:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


def entry(system: str, number: int, **fields: object) -> dict:
    text = (BASELINE if system == "one" else BETTER)[number]
    own = {"system": system, "doc": "d", "seg_id": number, "mt": text, "references": [REFERENCE[number]]}
    return {"lp": "uk-en"} | own | fields


def test_segments_that_a_system_lacks_are_left_out_and_named(qa: Runner, tmp_path: Path) -> None:
    rows = [entry(system, n) for system in ("one", "two") for n in range(24) if system == "one" or n not in (3, 5, 8)]
    entries(tmp_path / "rows.jsonl", [*rows, entry("two", 0)])
    result = json.loads(qa("compare", "rows.jsonl", "--scores-only", "-m", "chrf", "-f", "json").out)
    assert result["segments"] == 21
    why = "not all systems translate them (one lacks 1, two lacks 3)"
    assert result["left_out"] == [{"what": "4 of 25 segments", "why": why}]
    kept = [n for n in range(24) if n not in (3, 5, 8)]
    expected = CHRF(word_order=2).corpus_score([BASELINE[n] for n in kept], [[REFERENCE[n] for n in kept]]).score
    assert result["baseline"]["scores"][0]["value"] == pytest.approx(expected, abs=1e-9)
    for form in ("text", "markdown", "html"):
        outcome = qa("compare", "rows.jsonl", "--scores-only", "-m", "chrf", "-f", form)
        assert "Left out: 4 of 25 segments: not all systems translate them" in outcome.out


def test_systems_are_compared_by_the_references_that_both_have(qa: Runner, tmp_path: Path) -> None:
    rows = [entry("one", n, references=[BASELINE[n], REFERENCE[n]] if n < 4 else [REFERENCE[n]]) for n in range(24)]
    entries(tmp_path / "rows.jsonl", rows + [entry("two", n) for n in range(24)])
    result = json.loads(qa("compare", "rows.jsonl", "--scores-only", "-m", "chrf", "-f", "json").out)
    expected = CHRF(word_order=2).corpus_score(BASELINE, [REFERENCE]).score
    assert result["baseline"]["scores"][0]["value"] == pytest.approx(expected, abs=1e-9)
    assert [note["what"] for note in result["left_out"]] == ["4 of 24 segments"]


def test_a_segment_that_was_not_translated_is_lost(qa: Runner, texts: Path) -> None:
    (texts / "better.txt").write_text("\n".join(["", *REFERENCE[1:]]) + "\n", encoding="utf-8")
    system = compared(qa, "-m", "chrf", "-m", "ter", "--scores-only")["systems"][0]
    assert [(own["wins"], own["losses"]) for own in system["differences"]] == [(23, 1), (23, 1)]
    [first] = [example for example in system["examples"] if example["key"] == "line 1"]
    assert (first["system"]["text"], first["system"]["score"]) == ("", 0.0)


def test_a_system_does_not_differ_from_itself(qa: Runner, texts: Path) -> None:
    (texts / "better.txt").write_text("".join(f"{line}\n" for line in BASELINE), encoding="utf-8")
    for form in ("text", "markdown", "html"):
        outcome = qa("compare", "base.txt", "better.txt", "-r", "ref.txt", "--lang", "en", "-m", "chrf", "-f", form)
        assert outcome.code == 0
        assert "The scores are the same." in outcome.out
        assert "+0.000" not in outcome.out


@pytest.mark.parametrize("form", ["text", "markdown", "html"])
def test_where_nothing_can_be_scored_that_is_said(qa: Runner, texts: Path, form: str) -> None:
    outcome = qa("compare", "base.txt", "better.txt", "--lang", "en", "-m", "chrf", "--scores-only", "-f", form)
    assert outcome.code == 3
    assert "No score could be computed." in outcome.out
    assert "no reference was given" in outcome.out
    assert "difference" not in outcome.out.partition("How this was computed")[0]


def test_errors_that_only_one_has_are_shown(qa: Runner, texts: Path) -> None:
    [errors] = compared(qa, "-m", "chrf", "--select", "doubled-word")["systems"][0]["errors"]
    assert [fault["key"] for fault in errors["new"]] == [f"line {n}" for n in range(1, 24, 3)]
    assert errors["gone"] == []


def test_systems_of_different_language_pairs_are_not_compared(qa: Runner, tmp_path: Path) -> None:
    rows = [
        {"lp": pair, "system": "one", "doc": "d", "seg_id": n, "mt": BASELINE[n], "references": [REFERENCE[n]]}
        for pair in ("uk-en", "de-en")
        for n in range(3)
    ]
    (tmp_path / "rows.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    outcome = qa("compare", "rows.jsonl", "--scores-only")
    assert outcome.code == 2
    assert "one de-en: is in other languages than one uk-en" in outcome.err


def test_text_and_markdown_say_what_the_difference_means(qa: Runner, texts: Path) -> None:
    for form, mark in (("text", "[agree at]"), ("markdown", "**agree at**")):
        outcome = qa("compare", "base.txt", "better.txt", "-r", "ref.txt", "--lang", "en", "-m", "chrf", "-f", form)
        assert outcome.code == 0
        assert "hardly chance" in outcome.out
        assert mark in outcome.out
        assert "test:paired-bootstrap|bs:1000|seed:12345" in outcome.out
        assert re.search(r"wins\W+losses", outcome.out)


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def test_the_page_stands_alone_and_shows_plots(qa: Runner, texts: Path) -> None:
    (texts / "base.txt").write_text("".join(f"{line}<script>x</script>\n" for line in BASELINE), encoding="utf-8")
    outcome = qa("compare", "base.txt", "better.txt", "-r", "ref.txt", "--lang", "en", "-o", "page.html")
    assert outcome.code == 0
    content = (texts / "page.html").read_text(encoding="utf-8")
    page = _Page()
    page.feed(content)
    names = [tag for tag, _ in page.tags]
    assert "script" not in names
    assert not any({"src", "style", "onclick"} & set(attributes) for _, attributes in page.tags)
    assert all(attributes.get("href", "#").startswith(("#", "data:,")) for _, attributes in page.tags)
    style = re.search(r"<style>(.*?)</style>", content, re.DOTALL)
    policy = next(attributes for tag, attributes in page.tags if "http-equiv" in attributes)["content"]
    assert style is not None
    assert policy is not None
    assert f"sha256-{b64encode(sha256(style[1].encode()).digest()).decode()}" in policy
    assert names.count("svg") >= 5
    assert {"del", "ins", "path"} <= set(names)


def test_without_the_extra_the_page_says_what_to_install(
    qa: Runner, texts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("qa.comparison.plots.is_installed", lambda: False)
    outcome = qa("compare", "base.txt", "better.txt", "-r", "ref.txt", "--lang", "en", "--scores-only", "-f", "html")
    assert outcome.code == 0
    assert "pip install translation-qa[plots]" in outcome.out
    assert "<svg" not in outcome.out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["base.txt"], "at least one other system"),
        (["base.txt", "short.txt"], "they are not the same"),
        (["base.txt", "base.txt", "-f", "json"], "base.txt: is given twice"),
        (["base.txt", "better.txt", "--test", "boot"], 'there is no test "boot"; did you mean "bootstrap"?'),
        (["base.txt", "better.txt", "--baseline", "bettr.txt"], 'did you mean "better.txt"?'),
        (
            ["base.txt", "better.txt", "--scores-only", "--select", "doubled-word", "--min-confidence", "0"],
            "--scores-only looks for no errors; leave out --select, --min-confidence",
        ),
        (["base.txt", "better.txt", "-f", "sarif"], "there are: text, json, markdown, html"),
    ],
)
def test_what_the_user_must_change_is_one_line(qa: Runner, texts: Path, arguments: list[str], message: str) -> None:
    (texts / "short.txt").write_text("One line.\nTwo lines.\n")
    outcome = qa("compare", *arguments)
    assert (outcome.code, outcome.out) == (2, "")
    assert message in outcome.err
    assert outcome.err.count("\n") == 1
