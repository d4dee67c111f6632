from __future__ import annotations

import pytest

from qa.lang.aspect import progressive, says_done, tells_state


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
        ("The bridge has been being built.", True),
    ],
)
def test_a_state_does_not_go_on(text: str, state: bool) -> None:
    assert [tells_state(form, text, "en") for form in progressive(text, "en")] == [state]


def test_of_other_languages_no_such_verbs_are_known() -> None:
    text = "El agua estaba siendo fría."
    assert [tells_state(form, text, "es") for form in progressive(text, "es")] == [False]


@pytest.mark.parametrize(
    ("text", "other", "done"),
    [
        ("She was signing it.", "She quickly signed it.", True),
        ("She wasn't winning.", "She never won.", True),
        ("They were being taught at home.", "They were mostly taught at home.", True),
        ("She is signing it.", "She signed it.", False),
        ("She was signing it.", "It was quickly signed.", False),
        ("She was signing it.", "She’d signed it.", False),
        ("She was signing it as I signed mine.", "She signed it as I did mine.", False),
        ("She was travelling.", "She travelled.", False),
        ("They were being taught at home.", "They taught at home.", False),
    ],
)
def test_an_act_is_told_as_a_whole_by_the_past(text: str, other: str, done: bool) -> None:
    assert [says_done(form, text, other, "en") for form in progressive(text, "en")] == [done]


@pytest.mark.parametrize("text", ["It was, being late, lost.", "The forum was “Being Together”.", "It was Beijing."])
def test_words_that_a_mark_parts_are_no_form(text: str) -> None:
    assert progressive(text, "en") == ()
