"""Runs the command in this process."""

from __future__ import annotations

import sys
from dataclasses import dataclass

import pytest

from qa.cli.process import main


@dataclass(frozen=True)
class Outcome:
    code: int
    out: str
    err: str


class Runner:
    def __init__(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self._monkeypatch, self._capsys = monkeypatch, capsys

    def __call__(self, *arguments: object) -> Outcome:
        self._monkeypatch.setattr(sys, "argv", ["qa", *map(str, arguments)])
        with pytest.raises(SystemExit) as leaving:
            main()
        captured = self._capsys.readouterr()
        return Outcome(int(leaving.value.code or 0), captured.out, captured.err)
