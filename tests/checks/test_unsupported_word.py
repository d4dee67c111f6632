"""What the check quotes from the reference."""

from __future__ import annotations

import pytest

from tests.checks.cases import Case


@pytest.mark.parametrize(
    ("target", "reference", "quoted"),
    [
        ("He gave her the blanket and left.", "He gave her a coat and left.", "coat"),
        ("He gave her the blanket of the house.", "He gave her a coat in a house.", "coat"),
        ("He gave her a blanket and left.", "He gave her a very warm coat and left.", "very warm coat"),
    ],
)
def test_words_that_stand_for_others_beside_the_run_are_not_quoted(target: str, reference: str, quoted: str) -> None:
    [finding] = Case("unsupported-word", "bad", "", "en", target, (reference,)).findings()
    assert finding.message == f'"blanket": not in the reference; it says "{quoted}"'
