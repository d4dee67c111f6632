from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from qa.config.settings import Settings
from qa.core.contracts import Check, cite
from qa.core.documents import Segment
from qa.core.errors import UnavailableError
from qa.core.findings import Finding
from qa.core.passage import Passage
from qa.inputs.opened import open_target
from qa.inputs.targets import locate
from qa.run.cache import recall as module
from qa.run.cache.entries import content_stamp
from qa.run.cache.recall import recall
from qa.run.cache.store import Cache
from qa.run.examine import divide
from qa.run.supply import fit_checks, fit_metrics, supply_of
from qa.run.work import Part, execute

CORPORA = Path(__file__).parents[3] / "corpora"


@dataclass(frozen=True)
class Letter(Check):
    """Finds a letter."""

    letter: str = "x"
    category = "style"

    def check(self, segment: Segment) -> Iterator[Finding]:
        SEEN.append(segment.key)
        if self.letter == "fail":
            raise UnavailableError("gone")
        place = segment.target.text.find(self.letter)
        if place >= 0:
            evidence = [cite(segment.source)] if segment.source is not None else []
            fix = self.letter.upper()
            yield self.found(segment, place, place + 1, "a letter", confidence=0.9, evidence=evidence, fix=fix)


SEEN: list[str] = []


def segments(texts: Sequence[str], prefix: str = "") -> list[Segment]:
    made, place = [], len(prefix)
    for text in texts:
        source, target = Passage(f"of {text}", "a.txt", place), Passage(text, "a.txt", place + len(text) + 4)
        made.append(Segment(f"s{place}", target, source=source, target_lang="en", source_lang="de"))
        place += 2 * len(text) + 5
    return made


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    SEEN.clear()
    return Cache(tmp_path / "cache.sqlite3")


def both(some: Sequence[Segment], cache: Cache, check: Check | None = None) -> Part:
    """Check with and without the cache, and make sure that it makes no difference."""
    checks = [check or Letter()]
    plain = execute(some, checks, ())
    SEEN.clear()
    assert recall(some, checks, (), 1, None, cache) == plain
    return plain


def test_what_did_not_change_is_not_looked_at_again(cache: Cache) -> None:
    some = segments(["an x", "none", "two x"])
    assert len(both(some, cache).findings) == 2
    assert len(SEEN) == 3
    both(some, cache)
    assert SEEN == []


def test_what_only_moved_is_found_again_in_its_new_place(cache: Cache) -> None:
    both(segments(["an x", "none", "two x"]), cache)
    moved = both(segments(["new", "an x", "changed x", "two x"], "A heading. "), cache)
    assert len(SEEN) == 2
    assert len(moved.findings) == 3


@pytest.mark.parametrize("change", ["target", "source", "options", "language"])
def test_what_a_check_depends_on_is_part_of_the_key(cache: Cache, change: str) -> None:
    some = segments(["an x"])
    both(some, cache)
    one = some[0]
    source, target = Passage("of no x", "a.txt", 0), Passage("a y!", "a.txt", one.target.start)
    others = {
        "target": (Segment(one.key, target, source=one.source, target_lang="en", source_lang="de"), Letter()),
        "source": (Segment(one.key, one.target, source=source, target_lang="en", source_lang="de"), Letter()),
        "language": (Segment(one.key, one.target, source=one.source, target_lang="fr", source_lang="de"), Letter()),
        "options": (one, Letter("n")),
    }
    segment, check = others[change]
    both([segment], cache, check)
    assert [one.key] == SEEN


def test_a_new_version_of_the_code_looks_again(cache: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    both(segments(["an x"]), cache)
    monkeypatch.setattr("qa.run.cache.entries._installed", lambda: "another")
    both(segments(["an x"]), cache)
    assert len(SEEN) == 1


@pytest.mark.parametrize("name", ["check.py", "words.toml", "lexicon.txt"])
def test_a_letter_changed_in_code_or_data_is_another_version(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("one", encoding="utf-8")
    before = content_stamp(tmp_path)
    assert content_stamp(tmp_path) == before
    (tmp_path / name).write_text("two", encoding="utf-8")
    assert content_stamp(tmp_path) != before


def test_a_failure_is_not_kept(cache: Cache) -> None:
    for _ in range(2):
        assert both(segments(["an x"]), cache, Letter("fail")).not_checked
        assert len(SEEN) == 1


def test_a_corpus_is_recalled_as_it_was_checked(cache: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = open_target(locate(CORPORA / "kremlin-uk"))
    some, settings = divide(opened, Settings(model=("none",))), Settings(ignore=("grammar-slip",))
    supply = supply_of(opened, some, settings)
    checks, metrics = fit_checks(supply, settings)[0], fit_metrics(supply, settings, some)[0]
    first = recall(some, checks, metrics, 1, None, cache)
    assert first == execute(some, checks, metrics)
    monkeypatch.setattr(module, "spread", lambda work, todo, *rest: [pytest.fail("was done again") for _ in todo])
    assert recall(some, checks, metrics, 1, None, cache) == first
