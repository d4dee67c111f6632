"""What JSON files of texts and Xcode's catalogues give as entries, and how keyed files are paired."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.core.documents import Document
from qa.core.errors import InputError
from qa.inputs.opened import Opened, open_target, with_article
from qa.inputs.targets import Named, Target
from qa.readers.json_strings import JsonStrings
from qa.readers.xcstrings import Xcstrings
from tests.readers.test_reader_properties import check_places

FIXED = settings(derandomize=True, deadline=None, database=None, max_examples=200)


def texts(document: Document) -> dict[str, str]:
    check_places(document)
    return {segment.key: segment.target.text for segment in document.segments}


def opened(folder: Path, source: object, target: object, name: str = "ru.json") -> Opened:
    for file, data in ((folder / "en.json", source), (folder / name, target)):
        file.write_text(json.dumps(data, indent=1), encoding="utf-8")
    return open_target(Target(Named(folder / name), source=Named(folder / "en.json")))


NESTED = {
    "a": "x",
    "menu": {"save": "y", "list": ["p", "q"]},
    "n": 5,
    "z": None,
    "f_one": "1",
    "f_other": "2",
    "g": {"one": "3", "other": "4"},
}


def test_strings_are_named_by_their_paths() -> None:
    document = JsonStrings().read(json.dumps(NESTED), "f")
    assert texts(document) == {
        "a": "x", "menu.save": "y", "menu.list.0": "p", "menu.list.1": "q",
        "f[one]": "1", "f[other]": "2", "g[one]": "3", "g[other]": "4",
    }  # fmt: skip
    assert [segment.forms for segment in document.segments if segment.forms] == [("one", "other")] * 2


def test_arb_names_its_language_and_leaves_out_what_is_about_entries() -> None:
    content = json.dumps({"@@locale": "de_AT", "a": "x", "@a": {"description": "d", "placeholders": {"n": {}}}})
    document = JsonStrings().read(content, "f")
    assert (document.language, texts(document)) == ("de-AT", {"a": "x"})


def test_twice_and_empty_and_half_characters() -> None:
    document = JsonStrings().read('{"a": "x", "a": "y", "b": "", "c": "\\ud83d", "d": "\\ud83d\\ude00"}', "f")
    assert texts(document) == {"a": "x", "d": "😀"}
    assert document.unfinished == (("not translated yet", 1),)
    assert [problem.message for problem in document.problems] == [
        'line 1: "a" is there twice; keep one of them',
        'line 1: "c" has half of a surrogate pair; write the character itself',
    ]


REFUSED = ["", "{", "[1,]", '"a"', "5", "{}", "[]", '{"a": 1}', "[" * 100_000, '{"a":' + "1" * 10_000 + "}", "{'a': 1}"]


@pytest.mark.parametrize("content", REFUSED, ids=range(len(REFUSED)))
@pytest.mark.parametrize("reader", [JsonStrings(), Xcstrings()], ids=lambda reader: reader.id())
def test_unusable_json_is_refused_in_one_line(reader: JsonStrings | Xcstrings, content: str) -> None:
    with pytest.raises(InputError, match=r"^f:[^\n]+$"):
        reader.read(content, "f")


TREE = st.recursive(
    st.text(min_size=1) | st.integers() | st.none() | st.booleans(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6), inner, max_size=4),
    max_leaves=20,
)


def leaves(tree: object) -> list[str]:
    if isinstance(tree, str):
        return [tree] if tree.strip() else []
    inner = tree.values() if isinstance(tree, dict) else tree if isinstance(tree, list) else ()
    return [leaf for part in inner for leaf in leaves(part)]


@FIXED
@given(TREE, st.booleans(), st.sampled_from([None, 2]))
def test_every_string_is_read(tree: object, ascii_only: bool, indent: int | None) -> None:
    content = json.dumps({"x": tree, "y": "."}, ensure_ascii=ascii_only, indent=indent)
    document = JsonStrings().read(content, "f")
    if not document.problems:  # two paths with the same name, as of "0" in a list and in an object
        assert [segment.target.text for segment in document.segments] == [*leaves(tree), "."]
    check_places(document)


def test_keyed_files_are_paired(tmp_path: Path) -> None:
    source = {"a": "One", "files_one": "One file", "files_other": "{{count}} files", "only": "x"}
    forms = {"one": "{{count}} файл", "few": "{{count}} файла", "many": "{{count}} файлов", "other": "{{count}} файла"}
    target = {f"files_{form}": text for form, text in forms.items()} | {"a": "Один", "extra": "y"}
    target_ = opened(tmp_path, source, target)
    pairs = {segment.key: segment.source.text if segment.source else None for segment in target_.article.segments}
    assert pairs == {
        "a": "One", "extra": None, "files[one]": "{{count}} files", "files[few]": "{{count}} files",
        "files[many]": "{{count}} files", "files[other]": "{{count}} files",
    }  # fmt: skip
    assert (target_.article.language, target_.article.source_language) == ("ru", "en")
    assert target_.article.unfinished == (("in the source's file and not here", 1),)
    again = with_article(target_, target_.article.content)
    assert again.article.segments == target_.article.segments


def test_a_form_of_one_number_may_leave_the_number_out(tmp_path: Path) -> None:
    source = {"files": {"one": "One file", "other": "{{count}} files"}}
    target = {"files": {"one": "Eine Datei", "other": "{{count}} Dateien"}}
    article = opened(tmp_path, source, target, "de.json").article
    assert [segment.source.text for segment in article.segments if segment.source] == ["One file", "{{count}} files"]


def catalogue(**localizations: object) -> dict[str, object]:
    return {"sourceLanguage": "en", "version": "1.0", "strings": {"Key %@": {"localizations": localizations}}}


def value(text: str, state: str = "translated") -> dict[str, object]:
    return {"stringUnit": {"state": state, "value": text}}


def plural(**forms: str) -> dict[str, object]:
    return {"variations": {"plural": {form: value(text) for form, text in forms.items()}}}


CATALOGUES = {
    "the key is the source": (catalogue(de=value("x")), [("Key %@ [de]", "Key %@", "x", "de")]),
    "a source value": (catalogue(en=value("s"), de=value("x")), [("Key %@ [de]", "s", "x", "de")]),
    "two languages": (
        catalogue(de=value("x"), fr=value("y")),
        [("Key %@ [de]", "Key %@", "x", "de"), ("Key %@ [fr]", "Key %@", "y", "fr")],
    ),
    "plural forms": (
        catalogue(en=plural(one="one", other="%d"), ru=plural(one="%d а", few="%d б")),
        [("Key %@ [ru.one]", "%d", "%d а", "ru"), ("Key %@ [ru.few]", "%d", "%d б", "ru")],
    ),
    "not ready": (catalogue(de=value("x"), fr=value("y", "new"), it=value("z", "needs_review")),
                  [("Key %@ [de]", "Key %@", "x", "de")]),
}  # fmt: skip


@pytest.mark.parametrize(("data", "expected"), CATALOGUES.values(), ids=CATALOGUES.keys())
def test_catalogues_of_xcode(data: dict[str, object], expected: list[tuple[str, str, str, str]]) -> None:
    document = Xcstrings().read(json.dumps(data, indent=2, separators=(",", " : ")), "f")
    check_places(document)
    assert [
        (s.key, s.source.text if s.source else None, s.target.text, s.target_lang) for s in document.segments
    ] == expected


@FIXED
@given(
    st.lists(st.sampled_from(["strings", "k", "localizations", "de", "stringUnit", "value", "plural"]), max_size=9),
    TREE,
)
def test_a_strange_catalogue_does_no_harm(path: list[str], inner: object) -> None:
    data: object = inner
    for name in reversed(path):
        data = {name: data}
    content = json.dumps({"strings": {"k": data, **catalogue(de=value("x"))["strings"]}})  # type: ignore[dict-item]
    check_places(Xcstrings().read(content, "f"))


def test_entries_are_paired_with_those_of_references_too(tmp_path: Path) -> None:
    data = {"old.json": {"a": "Hallo", "n_one": "1 Datei", "n_other": "%d Dateien"}, "en.json": {"a": "Hello"},
            "de.json": {"a": "Guten Tag", "b": "neu", "n_one": "eine", "n_other": "%d Files"}}  # fmt: skip
    for name, content in data.items():
        (tmp_path / name).write_text(json.dumps(content), encoding="utf-8")
    references, source = (Named(tmp_path / "old.json", "de"),), Named(tmp_path / "en.json")
    paired = open_target(Target(Named(tmp_path / "de.json", "de"), references, source))
    found = {segment.key: [text.text for text in segment.references] for segment in paired.article.segments}
    assert found == {"a": ["Hallo"], "b": [], "n[one]": ["1 Datei"], "n[other]": ["%d Dateien"]}
    assert [segment.source.text for segment in paired.article.segments if segment.source] == ["Hello"]
    assert with_article(paired, paired.article.text).article.segments == paired.article.segments


def test_texts_by_keys_are_not_compared_with_other_texts(tmp_path: Path) -> None:
    (tmp_path / "de.json").write_text('{"a": "Hallo"}')
    (tmp_path / "en.txt").write_text("Hello there, how are you?")
    with pytest.raises(InputError, match=r"are compared with a file of texts by keys, .*en\.txt is none"):
        open_target(Target(Named(tmp_path / "de.json", "de"), source=Named(tmp_path / "en.txt")))
