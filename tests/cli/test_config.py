from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator, ValidationError

from qa.config.settings import KEYS, Settings, chosen_checks, chosen_metrics
from qa.core.contracts import Check, Metric
from qa.registry import names
from tests.cli.run import Runner
from tests.cli.test_report import GOOD

CONFIG = """
fail-on = "major"
[checks.glued-words]
[[override]]
paths = ["old/*"]
ignore = ["doubled-word"]
"""


def test_it_says_where_each_value_comes_from(qa: Runner, tmp_path: Path) -> None:
    (tmp_path / "qa.toml").write_text(CONFIG)
    out = qa("config", "-j", "2").out
    assert f'fail-on = "major"  # {tmp_path}/qa.toml' in out.splitlines()
    assert {"jobs = 2  # --jobs", "min-confidence = 0.5  # default"} <= set(out.splitlines())
    assert tomllib.loads(out)["override"] == [{"paths": ["old/*"], "ignore": ["doubled-word"]}]
    (tmp_path / "again.toml").write_text(out)
    assert tomllib.loads(qa("config", "--config", "again.toml").out) == tomllib.loads(out)


def test_it_shows_what_holds_for_one_file(qa: Runner, tmp_path: Path) -> None:
    (tmp_path / "old").mkdir()
    (tmp_path / "old" / "a.txt").write_text(GOOD)
    more = '[[override]]\nlanguages = ["en"]\nglossary = ["g.csv"]\nignore = ["style"]\nmin-score = {mqm = 9}\n'
    (tmp_path / "qa.toml").write_text(CONFIG + more)
    lines = qa("config", "old/a.txt").out.splitlines()
    assert {
        f'fail-on = "major"  # {tmp_path}/qa.toml',
        'ignore = ["doubled-word", "style"]  # [[override]] 1, [[override]] 2',
        f'glossary = ["{tmp_path}/g.csv"]  # [[override]] 2',
        "[min-score]  # [[override]] 2",
    } <= set(lines)
    assert "override" not in tomllib.loads("\n".join(lines))
    russian = tomllib.loads(qa("config", "old/a.txt", "--lang", "ru").out)
    assert (russian["ignore"], russian["glossary"]) == (["doubled-word"], [])
    assert qa("config", "gone.txt").code == 2


def test_the_schema_takes_what_a_run_takes(qa: Runner, tmp_path: Path) -> None:
    schema = json.loads(qa("config", "--schema").out)
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    validator.validate(tomllib.loads(CONFIG))
    assert set(schema["properties"]) == set(KEYS)
    for wrong in (
        'fail-onn = "major"',
        'fail-on = "maior"',
        'select = ["glued-wrds"]',
        'metric = ["blue"]',
        "[checks.glued-wrds]",
        "[checks.unsupported-word]\nlength = 3",
        "[min-score]\nchrf = 'x'",
        "[[override]]\nfail-on = 'major'",
        "[[override]]\npaths = ['x']\njobs = 2",
    ):
        with pytest.raises(ValidationError):
            validator.validate(tomllib.loads(wrong))
        (tmp_path / "qa.toml").write_text(wrong)
        assert qa("config").code == 2


def test_every_option_of_a_component_is_in_the_schema(qa: Runner) -> None:
    schema = json.loads(qa("config", "--schema").out)
    for family, kind in (("checks", Check), ("metrics", Metric)):
        known = schema["properties"][family]["properties"]
        assert set(known) == set(names(kind))
        assert all(table["description"] for table in known.values())
    options = {
        family: {
            name: {option: value["default"] for option, value in table["properties"].items() if "default" in value}
            for name, table in schema["properties"][family]["properties"].items()
        }
        for family in ("checks", "metrics")
    }
    Draft202012Validator(schema).validate(options)
    settings = Settings(**options)
    assert chosen_checks(settings)
    assert chosen_metrics(settings)


@pytest.mark.parametrize(
    ("config", "word"),
    [
        ("[[override]]\nfail-on = 'major'", "needs paths or languages"),
        ("[[override]]\npath = ['x']", 'did you mean "paths"'),
        ("[[override]]\npaths = 'x'", "list of strings"),
        ("[[override]]\npaths = ['x']\nfail-on = 'maior'", 'no severity "maior"'),
        ("[[override]]\npaths = ['x']\njobs = 2", 'no key "jobs"'),
        ("override = [1]", "is a table"),
    ],
)
def test_wrong_overrides(qa: Runner, tmp_path: Path, config: str, word: str) -> None:
    (tmp_path / "good.txt").write_text(GOOD)
    (tmp_path / "qa.toml").write_text(config)
    outcome = qa("check", "good.txt")
    assert (outcome.code, outcome.out) == (2, "")
    assert word in outcome.err


def test_files_have_gates_of_their_own(qa: Runner, tmp_path: Path) -> None:
    (tmp_path / "old").mkdir()
    bad = GOOD.replace("the new", "the the new")
    (tmp_path / "old" / "bad.txt").write_text(bad)
    (tmp_path / "bad.txt").write_text(bad)
    (tmp_path / "qa.toml").write_text('[[override]]\npaths = ["old/*"]\nfail-on = "major"\n')
    outcome = qa("check", "old/bad.txt", "bad.txt")
    assert (outcome.code, outcome.out.splitlines()[-1]) == (1, "2 files: 1 minor finding")
    assert qa("check", "old/bad.txt").code == 0
    assert qa("report", "old/bad.txt").code == 0
    assert qa("check", "old/bad.txt", "--fail-on", "minor").code == 1


def test_each_file_keeps_the_bound_of_a_score(qa: Runner, tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(GOOD)
    assert qa("check", "good.txt", "--min-score", "fluency=1").code == 0
    outcome = qa("check", "good.txt", "--min-score", "fluency=99")
    assert outcome.code == 1
    assert "good.txt: fluency is " in outcome.out.splitlines()[-1]
    assert qa("check", "good.txt", "--min-score", "chrf=1").code == 3


def test_files_have_bounds_of_their_own(qa: Runner, tmp_path: Path) -> None:
    (tmp_path / "old").mkdir()
    bad = GOOD.replace("the new", "the the new")
    (tmp_path / "old" / "bad.txt").write_text(bad)
    (tmp_path / "good.txt").write_text(GOOD)
    never = 'fail-on = "never"\n'
    for bounds, code, reason in (
        ("[min-score]\nmqm = 99.9\n", 1, "mqm is 9"),
        ('[min-score]\nmqm = 99.9\n[[override]]\npaths = ["old/*"]\nmin-score = {mqm = 50}\n', 0, "pass"),
        ('[[override]]\npaths = ["old/*"]\nmin-score = {mqm = 99.9}\n', 1, "old/bad.txt: mqm is 9"),
        ('[[override]]\nlanguages = ["en"]\nmin-score = {fluency = 99.9}\n', 1, "good.txt: fluency is "),
        ('[[override]]\nlanguages = ["de"]\nmin-score = {fluency = 99.9}\n', 0, "pass"),
    ):
        (tmp_path / "qa.toml").write_text(never + bounds)
        outcome = qa("check", "old/bad.txt", "good.txt", "--lang", "en")
        assert (outcome.code, reason in outcome.out.splitlines()[-1]) == (code, True), outcome.out


def test_files_have_glossaries_of_their_own(qa: Runner, tmp_path: Path) -> None:
    for name, form in (("one", "budget"), ("two", "city council")):
        (tmp_path / f"{name}.csv").write_text(f"concept,language,term,status\n1,en,{form},forbidden\n")
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "a.txt").write_text("The budget of the city council grew again.\n")
    config = 'glossary = ["one.csv"]\n[[override]]\npaths = ["docs/*"]\nlanguages = ["en-GB"]\nglossary = ["two.csv"]\n'
    (tmp_path / "qa.toml").write_text(config)

    def terms(*arguments: str) -> list[str]:
        made = qa("check", "docs/a.txt", "--select", "wrong-term", "-f", "json", *arguments).out
        return [finding["text"] for finding in json.loads(made)["findings"]]

    assert terms("--lang", "en") == ["budget"]
    assert terms("--lang", "en-GB") == ["city council"]
    assert terms("--lang", "en-GB", "-g", "one.csv") == ["budget"]
    assert qa("fix", "docs/a.txt", "--lang", "en", "-q").code == 1
    refused = qa("check", "docs/a.txt", "--lang", "en", "-o", "csv:two.csv")
    assert (refused.code, "is read by this run" in refused.err) == (2, True)


@pytest.mark.parametrize(
    ("config", "message"),
    [
        ('select = ["doubled-wrd"]', 'there is no check or category "doubled-wrd"; did you mean "doubled-word"?'),
        ('metric = ["blue"]', 'there is no metric "blue"; did you mean "bleu"?'),
        ('fail-on = "big"', 'there is no severity "big"'),
        ("min-confidence = 7", "min-confidence is a number from 0 to 1, not 7"),
        ("[checks.doubled-word]\nfast = true", 'in checks.doubled-word: there is no option "fast"; it has none'),
        ('[[override]]\npaths = ["x"]\nselect = ["doubled-wrd"]', 'did you mean "doubled-word"?'),
        ('[tool.qa]\nselect = ["doubled-word"]', "[tool.qa] is for pyproject.toml; here the settings stand without it"),
    ],
)
def test_what_is_wrong_in_the_file_is_told_with_its_name(qa: Runner, tmp_path: Path, config: str, message: str) -> None:
    (tmp_path / "good.txt").write_text(GOOD)
    (tmp_path / "qa.toml").write_text(config)
    outcome = qa("check", "good.txt")
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err.startswith(f"qa: {tmp_path / 'qa.toml'}: ")
    assert message in outcome.err
    assert outcome.err.count("\n") == 1
