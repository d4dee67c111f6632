from __future__ import annotations

import pytest

from qa.lang.facts import Facts, facts, parse


def test_words_and_phrases_are_read_from_texts_and_lists() -> None:
    read = parse('[sentence]\nnever_last = """\nund dass\nweil"""', "de.toml")
    assert read.sentence.never_last == {"und", "dass", "weil"}
    assert not read.sentence.never_first


def test_regions_share_the_facts_of_their_language() -> None:
    assert facts("pt-BR") == facts("pt")
    assert facts("xx") == Facts()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[sentences]\nnever_last = "und"', 'de.toml has no use for "sentences"; there are: '),
        ('[sentence]\nlast = "und"', 'de.toml, sentence has no use for "last"; there are: abbreviations, never_last'),
        ("[sentence]\nnever_last = true", "de.toml, sentence, never_last is True, and no list of words"),
        ('sentence = "und"', "de.toml, sentence is 'und', and no table"),
    ],
)
def test_a_wrong_key_or_value_is_named(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        parse(text, "de.toml")
