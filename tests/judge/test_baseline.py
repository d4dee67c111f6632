from __future__ import annotations

import pytest

from qa.core.errors import InputError
from qa.core.fingerprints import Fingerprint
from qa.judge.baseline import Baseline, as_text, read_baseline


def print_(
    text: str = "the the", before: str = "They said that", after: str = "house is big", path: str = "a.txt"
) -> Fingerprint:
    return Fingerprint(path, "doubled-word", text, before, after)


@pytest.mark.parametrize(
    ("now", "known"),
    [
        (print_(), True),
        (print_(before="He wrote that"), True),
        (print_(after="home is small"), True),
        (print_(before="He wrote that", after="home is small"), False),
        (print_(text="a a"), False),
        (print_(path="b.txt"), False),
        (Fingerprint("a.txt", "other", *print_()[2:]), False),
    ],
)
def test_a_finding_is_known_by_its_words_and_one_neighbour(now: Fingerprint, known: bool) -> None:
    assert Baseline((print_(),)).divide([now], ["a.txt", "b.txt"]).known == (known,)


def test_a_neighbour_of_a_letter_or_two_tells_nothing() -> None:
    assert Baseline((print_(before="a", after="is"),)).divide([print_(before="a")], ["a.txt"]).known == (False,)
    assert Baseline((print_(before="a", after="is"),)).divide([print_(after="is")], ["a.txt"]).known == (False,)


def test_of_two_entries_that_match_the_first_is_taken() -> None:
    first, second = print_(after="first one"), print_(after="second one")
    assert Baseline((first, second)).divide([print_(after="third one")], ["a.txt"]).stale == (second,)


def test_long_words_are_known_without_neighbours() -> None:
    one, other = print_("a whole sentence twice"), print_("a whole sentence twice", "Before", "after")
    assert Baseline((one,)).divide([other], ["a.txt"]).known == (True,)


def test_each_entry_stands_for_one_finding_and_the_surest_match_goes_first() -> None:
    reworded, same = print_(after="home is small"), print_()
    divided = Baseline((print_(),)).divide([reworded, same], ["a.txt"])
    assert divided.known == (False, True)
    assert Baseline((print_(), print_())).divide([same, same, same], ["a.txt"]).known == (True, True, False)


def test_what_is_gone_is_stale_in_the_files_that_were_read() -> None:
    baseline = Baseline((print_(), print_(path="b.txt")))
    assert baseline.divide([], ["a.txt"]).stale == (print_(),)
    assert baseline.renewed([], ["a.txt"]).entries == (print_(path="b.txt"),)


def test_a_renamed_file_keeps_its_known_findings() -> None:
    baseline = Baseline((print_(path="old.txt"),), gone=frozenset({"old.txt"}))
    assert baseline.divide([print_()], ["a.txt"]).known == (True,)
    assert baseline.divide([print_(before="He wrote that")], ["a.txt"]).known == (False,)
    assert baseline.renewed([print_()], ["a.txt"]).entries == (print_(),)


def test_it_is_written_and_read_back() -> None:
    baseline = Baseline((print_(), print_(), print_("“ö” \n")))
    text = as_text(baseline)
    assert text.count("\n") == 4
    assert sorted(read_baseline(text, "x.json").entries) == sorted(baseline.entries)
    assert read_baseline(as_text(Baseline()), "x.json").entries == ()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"schema": "qa-baseline/2", "findings": []}',
        '{"schema": "qa-baseline/1", "findings": [{}]}',
        as_text(Baseline((print_(),))).replace('"count": 1', '"count": 999999999999'),
        as_text(Baseline((print_(),))).replace('"the the"', "3"),
        "[" * 100_000,
    ],
)
def test_what_is_no_baseline_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="--update-baseline"):
        read_baseline(text, "x.json")
