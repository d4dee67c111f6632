from __future__ import annotations

import sys
from types import ModuleType, SimpleNamespace

import pytest

from qa.checks.grammar_slip import GrammarSlip
from qa.core.documents import Segment
from qa.core.passage import Passage
from qa.grammar import harper


class Linter:
    """Stands for Harper's linter, so that the test needs no extra."""

    def get_default_lint_config(self) -> dict[str, bool]:
        return {"DespiteOf": True, "SpellCheck": True}

    def set_lint_config(self, config: dict[str, bool]) -> None:
        assert config == {"DespiteOf": True, "SpellCheck": False}

    def lint(self, text: str, language: str) -> list[SimpleNamespace]:
        start = text.index("he them")
        word = SimpleNamespace(replacement_text="them")
        return [SimpleNamespace(span=SimpleNamespace(start=start, end=start + 7), message="No.", suggestions=[word])]


def test_what_harper_says_is_added(monkeypatch: pytest.MonkeyPatch) -> None:
    module = ModuleType("harper")
    module.Linter = Linter  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "harper", module)
    monkeypatch.setattr(harper, "is_installed", lambda: True)
    harper._linter.cache_clear()
    (finding,) = GrammarSlip().check(Segment("1", Passage("I saw he them."), target_lang="en"))
    harper._linter.cache_clear()
    assert (finding.span.start, finding.span.end, finding.suggestion) == (6, 13, "them")


def test_without_harper_the_report_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(harper, "is_installed", lambda: False)
    assert "grammar-slip with Harper" in {item.what for item in GrammarSlip().lacks("en")}
    assert "grammar-slip with Harper" not in {item.what for item in GrammarSlip().lacks("fr")}
