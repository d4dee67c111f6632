"""What plugs the checker in elsewhere runs as it stands there."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.cli.test_report import GOOD

ROOT = Path(__file__).parents[1]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "docs" / "deep").mkdir(parents=True)
    (tmp_path / "docs" / "deep" / "a b.txt").write_text(GOOD.replace("the new", "the the new"))
    (tmp_path / "docs" / "--version.txt").write_text(GOOD)
    shim = tmp_path / "bin" / "qa"
    shim.parent.mkdir()
    shim.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m qa "$@"\n')
    shim.chmod(0o755)
    return tmp_path


def run(script: str, project: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"PATH": f"{project / 'bin'}:{os.environ['PATH']}", "XDG_CACHE_HOME": str(project / "x")}
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script]
    return subprocess.run(
        command, cwd=project, env=environment | variables, capture_output=True, text=True, check=False
    )


def action(project: Path, paths: str, options: str = "") -> subprocess.CompletedProcess[str]:
    script = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))["runs"]["steps"][-1]["run"]
    summary = str(project / "summary.md")
    return run(script, project, QA_PATHS=paths, QA_OPTIONS=options, QA_SARIF="qa.sarif", GITHUB_STEP_SUMMARY=summary)


def test_the_github_action_annotates_and_fails(project: Path) -> None:
    done = action(project, "docs/**/*.txt", "--lang en\n--fail-on minor")
    assert done.returncode == 1, done.stderr
    assert "::warning file=docs/deep/a b.txt,line=3," in done.stdout
    assert "### Translation quality: fail" in (project / "summary.md").read_text(encoding="utf-8")
    assert json.loads((project / "qa.sarif").read_text(encoding="utf-8"))["runs"][0]["results"]


def test_the_github_action_runs_nothing_that_an_input_says(project: Path) -> None:
    done = action(project, "docs/*.txt $(touch${IFS}broken) `touch${IFS}broken`", "--lang en; touch broken")
    assert done.returncode == 2
    assert not (project / "broken").exists()


def test_the_gitlab_template_writes_its_reports(project: Path) -> None:
    job = yaml.safe_load((ROOT / ".ci" / "gitlab.yml").read_text(encoding="utf-8"))["translation-qa"]
    done = run("\n".join(job["script"]), project, QA_PATHS="docs/*.txt", QA_OPTIONS="--lang en")
    assert done.returncode == 0, done.stdout + done.stderr
    for report in job["artifacts"]["reports"].values():
        assert (project / report).exists()


def test_the_hook_takes_the_files_that_can_be_read() -> None:
    [hook] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert hook["entry"] == "qa check"
    assert all(
        re.search(hook["files"], name)
        for name in ("a.md", "de/b.html", "c.jsonl", "d.txt", "res/values-de/strings.xml")
    )
    assert not any(re.search(hook["files"], name) for name in ("code.py", "package.json", "pom.xml", "strings.xml"))
