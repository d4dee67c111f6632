"""What YAML files of texts give as entries."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.core.documents import Document
from qa.core.errors import InputError
from qa.inputs.opened import open_target
from qa.inputs.targets import Named, Target
from qa.readers.yaml_strings import YamlStrings
from tests.readers.test_reader_properties import check_places

FIXED = settings(derandomize=True, deadline=None, database=None, max_examples=200)


def texts(document: Document) -> dict[str, str]:
    check_places(document)
    return {segment.key: segment.target.text for segment in document.segments}


ENTRIES = {
    "plain": ("a: x  y # z\n", {"a": "x  y"}),
    "plain over lines": ("a: x\n  y\n", {"a": "x y"}),
    "single quotation marks": ("a: 'it''s'\n", {"a": "it's"}),
    "double quotation marks": ('a: "\\"x\\" \\u00e9\\\n   \\ty\n   z"\n', {"a": '"x" é\ty z'}),
    "a literal block": ("a: |\n  x\n    y\n\n  z\n", {"a": "x\n  y\n\nz\n"}),
    "a folded block": ("a: >-\n  x\n  y\n\n  z\n", {"a": "x y\nz"}),
    "carriage returns": ("a: |\r\n  x\r\n  y\r\nb: z\r\n", {"a": "x\ny\n", "b": "z"}),
    "nested": ("a:\n  b: x\n  c: [y, {d: z}]\n", {"a.b": "x", "a.c.0": "y", "a.c.1.d": "z"}),
    "no strings": ("a: 5\nb: yes\nc: ~\nd: 2020-01-01\ne: 'yes'\nf: x\n", {"e": "yes", "f": "x"}),
    "aliases": ("a: &x y\nb: *x\nc: z\n", {"a": "y", "c": "z"}),
    "tags": ("a: !!python/object/apply:os.system ['x']\nb: !foo y\n", {"a.0": "x", "b": "y"}),
    "plural forms": ("a:\n  one: x\n  other: y\n", {"a[one]": "x", "a[other]": "y"}),
    "a strange key": ("? [a, b]\n: x\nc: y\n", {"": "x", "c": "y"}),
    "beyond the basic plane": ("a: 😀 x\nb: y\n", {"a": "😀 x", "b": "y"}),
}


@pytest.mark.parametrize(("content", "expected"), ENTRIES.values(), ids=ENTRIES.keys())
def test_entries(content: str, expected: dict[str, str]) -> None:
    document = YamlStrings().read(content, "f")
    found = texts(document)
    assert list(found.values()) == list(expected.values())
    assert [key for key in found if not key.startswith("line ")] == [key for key in expected if key]


def test_the_outermost_key_names_the_language() -> None:
    document = YamlStrings().read("pt-BR:\n  a: x\n", "f")
    assert (document.language, texts(document)) == ("pt-BR", {"a": "x"})


LAUGHS = "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: [*c, *c]\n"
REFUSED = [
    "a: [",
    "a: 'x",
    "\tx",
    "a: b: c",
    "- 1\n",
    "[" * 100_000,
    "a:\n" + " " * 10 + "{" * 1000,
    "a: *b",
    "a: \x01",
]


@pytest.mark.parametrize("content", REFUSED, ids=range(len(REFUSED)))
def test_what_is_not_yaml_is_refused_in_one_line(content: str) -> None:
    with pytest.raises(InputError, match=r"^f:[^\n]+$"):
        YamlStrings().read(content, "f")


def test_laughs_are_read_once() -> None:
    assert len(texts(YamlStrings().read(LAUGHS, "f"))) == 2


def test_files_of_rails_are_paired(tmp_path: Path) -> None:
    for language, text in (("en", "Save"), ("de", "Sichern")):
        (tmp_path / f"{language}.yml").write_text(f"{language}:\n  menu:\n    save: {text}\n", encoding="utf-8")
    article = open_target(Target(Named(tmp_path / "de.yml"), source=Named(tmp_path / "en.yml"))).article
    assert [segment.source.text for segment in article.segments if segment.source] == ["Save"]


TREE = st.dictionaries(
    st.text(st.characters(codec="ascii", categories=["L"]), min_size=1, max_size=5),
    st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]) | st.sampled_from("\n '\"\\:#-")).filter(str.strip),
    min_size=1,
)


@FIXED
@given(TREE, st.sampled_from([None, "'", '"', "|", ">"]), st.sampled_from([20, 80]), st.booleans())
def test_every_string_that_pyyaml_writes_is_read(
    tree: dict[str, str], style: str | None, width: int, unicode: bool
) -> None:
    content = yaml.safe_dump(tree, default_style=style, width=width, allow_unicode=unicode, sort_keys=False)
    document = YamlStrings().read(content, "f")
    check_places(document)
    assert [segment.target.text for segment in document.segments] == list(tree.values())
