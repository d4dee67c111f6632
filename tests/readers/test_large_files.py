"""What is read from a large file in parts is what is read from it as a whole."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from qa.core import large_text
from qa.core.documents import Document
from qa.core.errors import InputError
from qa.core.large_text import LargeText
from qa.readers import _xml, tmx
from qa.readers.tmx import Tmx
from tests.readers.test_reader_properties import check_places
from tests.readers.test_xml_readers import TMX, variant
from tests.readers.test_xml_readers import tmx as memory

SOURCE, TARGET = variant("en", "A &amp; 😀\r\n<ph>1</ph>"), variant("de", "Ж<!-- </tu> --><![CDATA[</seg>]]>\n")
UNITS = [
    f"<tu>{SOURCE}{TARGET}</tu>",
    f"\r\n<!-- <tu> {'>=' * 45} -->\n<tu note='a>b'>{SOURCE}{TARGET}</tu>",
    f"<tu>{SOURCE}</tu>",
    f"<tu>{TARGET}</tu>\n",
    f"<tu>{SOURCE}{TARGET}{variant('fr', 'c')}</tu>",
]


@pytest.fixture(params=[7, 64])
def small(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(large_text, "_BYTES", request.param)
    monkeypatch.setattr(_xml, "_WINDOW", request.param)
    monkeypatch.setattr(tmx, "_PART", 300)


def parts(content: str, folder: Path) -> list[Document]:
    file = folder / "f"
    file.write_bytes(content.encode())
    return list(Tmx().parts(LargeText.of(file, "utf-8"), "f"))


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("content", [memory("".join(UNITS) * 3), *(content for content, _ in TMX.values())])
def test_parts_make_the_whole(content: str, tmp_path: Path) -> None:
    whole, found = Tmx().read(content, "f"), parts(content, tmp_path)
    segments = [replace(segment, paragraph=0) for document in found for segment in document.segments]
    assert [replace(segment, paragraph=0) for segment in whole.segments] == segments
    assert [problem for document in found for problem in document.problems] == list(whole.problems)
    assert sum(count for document in found for _, count in document.unfinished) == sum(dict(whole.unfinished).values())
    assert "".join(document.text for document in found) == content
    for document in found:
        check_places(replace(document, content=content))


@pytest.mark.usefixtures("small")
def test_the_first_translation_may_come_late(tmp_path: Path) -> None:
    content = memory(f"<tu>{SOURCE}</tu>" * 9 + UNITS[0])
    found = parts(content, tmp_path)
    assert "".join(document.text for document in found) == content
    assert [len(document.segments) for document in found if document.segments] == [1]


@pytest.mark.usefixtures("small")
def test_a_large_file_without_translations_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no unit holds a translation"):
        parts(memory(f"<tu>{SOURCE}</tu>" * 9), tmp_path)


@pytest.mark.usefixtures("small")
def test_a_large_file_with_an_entity_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="document type"):
        parts(memory(UNITS[0] * 9).replace("tmx SYSTEM", 'tmx [<!ENTITY a "b">] SYSTEM', 1), tmp_path)
