from __future__ import annotations

import pytest

from qa.checks.doubled_word import DoubledWord
from qa.core.documents import Segment
from qa.readers.html import Html
from qa.readers.json_lines import JsonLines


@pytest.mark.parametrize(
    ("content", "fix"),
    [("<p>It was the the polls.</p>", "the"), ("<p>It was <b>the</b> the polls.</p>", None)],
)
def test_a_fix_never_overwrites_markup(content: str, fix: str | None) -> None:
    (paragraph,) = Html().read(content, "f").segments
    (finding,) = DoubledWord().check(Segment("1", paragraph.target, target_lang="en"))
    assert (finding.fix.text if finding.fix else None) == fix
    assert finding.suggestion == "the"


def test_a_fix_that_would_need_escaping_is_only_a_suggestion() -> None:
    (entry,) = JsonLines().read('{"mt": "It was the polls."}', "f").segments
    found = DoubledWord().found(entry, 0, 2, "", confidence=1.0, fix='so-called "it"')
    assert found.fix is None
    assert found.suggestion == 'so-called "it"'
