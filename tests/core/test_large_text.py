"""A text that is read from its file bit by bit is the text that a string holds."""

from __future__ import annotations

import codecs
import pickle
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.core import large_text
from qa.core.errors import InputError
from qa.core.large_text import LargeText, lines_of

FIXED = settings(derandomize=True, deadline=None, database=None)
ENCODINGS = {"utf-8": b"", "utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE}


@pytest.mark.parametrize("encoding", ENCODINGS)
@FIXED
@given(content=st.text(alphabet="ab\r\nЖ😀\u2028", min_size=1), bytes_at_once=st.integers(1, 9), data=st.data())
def test_it_gives_any_part_and_any_position(
    encoding: str, content: str, bytes_at_once: int, data: st.DataObject
) -> None:
    mark = ENCODINGS[encoding]
    with TemporaryDirectory() as folder, patch.object(large_text, "_BYTES", bytes_at_once):
        file = Path(folder) / "f"
        file.write_bytes(mark + content.encode(encoding))
        text = pickle.loads(pickle.dumps(LargeText.of(file, encoding, len(mark))))
        assert len(text) == len(content)
        assert text[:] == content
        start = data.draw(st.integers(0, len(content)))
        end = data.draw(st.integers(0, len(content)))
        assert text[start:end] == content[start:end]
        for offset in range(len(content) + 1):
            assert lines_of(text).position(offset) == lines_of(content).position(offset)


def test_a_file_that_is_gone_is_named(tmp_path: Path) -> None:
    (tmp_path / "f").write_bytes(b"abc")
    text = LargeText.of(tmp_path / "f", "utf-8")
    (tmp_path / "f").unlink()
    with pytest.raises(InputError, match="was changed"):
        text[:]


def test_another_encoding_is_refused(tmp_path: Path) -> None:
    (tmp_path / "f").write_bytes(b"a" * (1 << 20) + "é".encode("latin-1"))
    with pytest.raises(UnicodeDecodeError):
        LargeText.of(tmp_path / "f", "utf-8")
