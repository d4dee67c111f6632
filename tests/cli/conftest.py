from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.run import Runner

ROOT = Path(__file__).parents[2]


@pytest.fixture
def qa(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Runner:
    """Run the command in an empty folder, so that no configuration of the project and no cache take part."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / ".cache"))
    return Runner(monkeypatch, capsys)


@pytest.fixture
def corpora() -> Path:
    return ROOT / "corpora"
