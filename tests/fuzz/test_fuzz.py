"""Spoiled files do no harm to any reader; `python -m benchmarks.fuzz` looks for longer."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fuzz.mutations import KINDS, Step, mutated
from tests.fuzz.reading import FAMILIES, FILES, read

FIXED = settings(derandomize=True, deadline=None, database=None, max_examples=25)
STEPS = st.lists(
    st.tuples(st.sampled_from(sorted(KINDS)), st.integers(0, 2**20), st.integers(0, 2**16)), min_size=1, max_size=4
)
SECONDS = 20


def attempt(family: str, name: str, data: bytes) -> str:
    """Read a file; return what it was refused for. It may not take longer than a hang is told from."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)
        before = time.process_time()
        refused = read(family, path)
        assert time.process_time() - before < SECONDS
        return refused


@pytest.mark.parametrize(("family", "name"), FILES, ids=[name for _, name in FILES])
def test_the_samples_are_good(family: str, name: str) -> None:
    assert not attempt(family, name, FAMILIES[family][1][name])


@pytest.mark.parametrize(("family", "name"), FILES, ids=[name for _, name in FILES])
@FIXED
@given(steps=STEPS)
def test_a_spoiled_file_is_read_or_refused_in_one_clear_line(family: str, name: str, steps: list[Step]) -> None:
    attempt(family, name, mutated(FAMILIES[family][1][name], steps))


def changed(family: str, name: str, old: bytes, new: bytes) -> tuple[str, str, bytes]:
    """Return a sample with one thing in it changed."""
    sample = FAMILIES[family][1][name]
    assert old in sample
    return family, name, sample.replace(old, new)


FOUND = {
    "a list of annotations nested deep": ("annotations", "gold.jsonl", b"[" * 100_000),
    "an annotation nested deep": ("annotations", "gold.jsonl", b'{"a":' * 100_000),
    "a span that ends at infinity": changed("annotations", "humeval.jsonl", b'"end_i": 3', b'"end_i": 1e999'),
    "a text that is a number": changed("annotations", "pearmut.jsonl", b'"Ein Hund."', b"3"),
    "a language that is none": changed("annotations", "pearmut.jsonl", b"en-de_#_", b"en-de_#^"),
    "a long stretch of spaces in YAML": ("readers", "de.yml", b"a: 'x" + b" " * 300_000 + b"y'\n"),
    "a file name too long in a baseline": changed("baselines", "known.json", b"a.txt", b"a" * 5_000),
    "a number too long in the settings": ("settings", "qa.toml", b"jobs = " + b"9" * 5_000),
    "a score too large in an earlier report": changed("earlier reports", "old.json", b"50", b"9" * 400),
}


@pytest.mark.parametrize("what", FOUND)
def test_what_was_found_before_stays_away(what: str) -> None:
    attempt(*FOUND[what])
