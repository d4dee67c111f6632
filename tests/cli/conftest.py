from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.run import Runner

ROOT = Path(__file__).parents[2]


@pytest.fixture
def qa(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Runner:
    """Run the command in an empty folder, so that no configuration of the project takes part."""
    monkeypatch.chdir(tmp_path)
    return Runner(monkeypatch, capsys)


@pytest.fixture
def corpora() -> Path:
    return ROOT / "corpora"
