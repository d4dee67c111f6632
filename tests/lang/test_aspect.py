from __future__ import annotations

import pytest

from qa.lang.aspect import progressive, tells_state


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("The wood was being very expensive.", True),
        ("Few of them were knowing the answer.", True),
        ("The report is only containing two maps.", True),
        ("The bridge is being built.", False),
        ("The bridge is being rapidly closed.", False),
        ("The children were being taught at home.", False),
        ("The minister was signing the treaty.", False),
    ],
)
def test_a_state_does_not_go_on(text: str, state: bool) -> None:
    assert [tells_state(verb, text, "en") for _, verb in progressive(text, "en")] == [state]


def test_of_other_languages_no_such_verbs_are_known() -> None:
    text = "El agua estaba siendo fría."
    assert [tells_state(verb, text, "es") for _, verb in progressive(text, "es")] == [False]
