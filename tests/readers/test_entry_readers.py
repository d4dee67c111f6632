"""What tab-separated lines and JSON lines give as entries, and what they say of those they cannot read."""

from __future__ import annotations

import json

import pytest

from qa.core.contracts import Reader
from qa.core.documents import Document, Segment
from qa.core.errors import InputError
from qa.core.findings import Severity
from qa.readers.json_lines import JsonLines
from qa.readers.tsv import Tsv

Row = tuple[str | None, str, list[str]]


def row(segment: Segment) -> Row:
    source = segment.source.text if segment.source else None
    return source, segment.target.text, [reference.text for reference in segment.references]


def keys(document: Document) -> list[str]:
    return [segment.key for segment in document.segments]


TSV: dict[str, tuple[str, list[Row]]] = {
    "one column": ("один\n\nдва\n", [(None, "один", []), (None, "два", [])]),
    "two columns": ("a\tb\r\nc\td\r\n", [("a", "b", []), ("c", "d", [])]),
    "three columns": ("a\tb\tc\n", [("a", "b", ["c"])]),
    "a header": ("ID\tReference2\tMT\tSource\treference\n7\tr2\tm\ts\tr1", [("s", "m", ["r1", "r2"])]),
    "a column of notes": ("source\tnote\ttranslation\ns\tn\tt", [("s", "t", [])]),
    "an empty target": ("a\tb\nc\t\n", [("a", "b", []), ("c", "", [])]),
    "quotes and backslashes": ('"a\\t\t b"\\n', [('"a\\t', ' b"\\n', [])]),
    "line separators": ("a\u2028b\tनमस्ते\x85", [("a\u2028b", "नमस्ते\x85", [])]),
}


@pytest.mark.parametrize(("content", "expected"), TSV.values(), ids=TSV.keys())
def test_tsv(content: str, expected: list[Row]) -> None:
    document = Tsv().read(content, "f")
    assert [row(segment) for segment in document.segments] == expected
    assert document.bilingual


def test_tsv_names_keys_and_languages() -> None:
    document = Tsv().read("key\tsource_lang\tlang\ttarget\nk\ten\tuk\tа\nk\ten\tuk\tб\n\ten\tuk\tв", "f")
    assert keys(document) == ["k", "k:3", "line 4"]
    assert (document.source_language, document.language) == ("en", "uk")


def test_a_line_with_other_columns_is_a_problem() -> None:
    content = "a\tb\nc\td\te\nf\tg"
    document = Tsv().read(content, "f")
    assert [row(segment)[1] for segment in document.segments] == ["b", "g"]
    (problem,) = document.problems
    assert (problem.check, problem.severity, problem.key) == ("unreadable-entry", Severity.MAJOR, "line 2")
    assert content[problem.span.start : problem.span.end] == "c\td\te"
    assert problem.message == "line 2: 3 columns where 2 are expected; one tab divides two columns"


@pytest.mark.parametrize(
    "content", ["\n\n", "a\tb\tc\td\n", "source\treference\na\tb", "mt\ttarget\na\tb", "source\tmt\na\t"]
)
def test_unusable_tsv_is_refused(content: str) -> None:
    with pytest.raises(InputError, match=r"^f: [^\n]+$"):
        Tsv().read(content, "f")


FULL = {"lp": "en-zh_cn", "doc": "d", "seg_id": 3, "source": "s", "references": {"a": "r1", "b": "r2"}, "mt": "m"}
JSON: dict[str, tuple[object, Row]] = {
    "the full form": (FULL, ("s", "m", ["r1", "r2"])),
    "one reference": ({"reference": "r", "translation": "t"}, (None, "t", ["r"])),
    "a list of references": ({"references": ["q", None, "r"], "target": "t"}, (None, "t", ["q", "r"])),
    "a target alone": (
        {"hypothesis": "t", "scores": {"mt": 1, "x": ["mt"]}, "spans": [{"text": "mt"}]},
        (None, "t", []),
    ),
    "strings in other fields": ({"x": ["mt", ["a", "b"], {"mt": "c"}], "mt": "t", "y": {"mt": "z"}}, (None, "t", [])),
    "no target": ({"source": "s", "mt": None}, ("s", "", [])),
}


@pytest.mark.parametrize(("entry", "expected"), JSON.values(), ids=JSON.keys())
def test_json_lines(entry: object, expected: Row) -> None:
    content = json.dumps({"mt": "first"}) + "\n\n" + json.dumps(entry)
    segment = JsonLines().read(content, "f").segments[1]
    assert row(segment) == expected
    if segment.target.text:
        low, high = segment.target.place(0, len(segment.target.text))
        assert content[low - 1 : high + 1] == json.dumps(segment.target.text)


def test_an_escape_is_one_place() -> None:
    content = r'{"mt": "a\ud83d\ude00\n\u2019\"b"}'
    passage = JsonLines().read(content, "f").segments[0].target
    assert passage.text == 'a😀\n’"b'
    places = [content[slice(*passage.place(index, index + 1))] for index in range(len(passage.text))]
    assert places == ["a", r"\ud83d\ude00", r"\n", r"\u2019", r"\"", "b"]


def test_json_names_keys_by_document_and_system() -> None:
    lines = [{"doc": "d", "seg_id": 1, "system": name, "mt": "x"} for name in ("A", "B", "B")] + [{"mt": "y"}]
    content = "\n".join(map(json.dumps, lines))
    assert keys(JsonLines().read(content, "f")) == ["d:1:A", "d:1:B", "d:1:B:3", "line 4"]
    assert keys(JsonLines().read(json.dumps(FULL), "f")) == ["d:3"]


@pytest.mark.parametrize(
    ("pair", "source", "target"),
    [
        ("en-de", "en", "de"),
        ("en-zh_cn", "en", "zh-CN"),
        ("en-pt-BR", "en", "pt-BR"),
        ("pt-BR-en", "pt-BR", "en"),
        ("zh-Hant-TW-sr_latn_rs", "zh-Hant-TW", "sr-Latn-RS"),
        ("", None, "und"),
    ],
)
def test_language_pairs(pair: str, source: str | None, target: str) -> None:
    segment = JsonLines().read(json.dumps({"lp": pair, "mt": "x"}), "f").segments[0]
    assert (segment.source_lang, segment.target_lang) == (source, target)


BROKEN = {
    '{"mt": "x"': "not JSON",
    "[1]": "no object",
    '{"source": 3, "mt": "x"}': "something else than a string",
    '{"references": {"a": {}}, "mt": "x"}': "something else than a string",
    '{"mt": "\\ud800"}': "half of a surrogate pair",
    '{"mt": "x", "mt": "y"}': "twice",
    '{"mt": "x", "target": "y"}': "mean the same",
    '{"references": {"a": "x", "a": "y"}, "mt": "x"}': "twice",
    '{"doc": "d"}': "no translation",
    '{"mt": "x", "scores": ' + "[" * 100_000 + "]" * 100_000 + "}": "too deep",
    '{"mt": "x", "n": ' + "1" * 5_000 + "}": "too long",
}


@pytest.mark.parametrize(("line", "words"), BROKEN.items(), ids=BROKEN.values())
def test_a_broken_line_is_a_problem(line: str, words: str) -> None:
    content = f'{{"mt": "good"}}\r\n{line}\r\n{{"mt": "fine"}}'
    document = JsonLines().read(content, "f")
    assert [row(segment)[1] for segment in document.segments] == ["good", "fine"]
    (problem,) = document.problems
    assert words in problem.message
    assert problem.message.startswith("line 2: ")
    assert content[problem.span.start : problem.span.end] == line


@pytest.mark.parametrize("content", ["", "not json\n", '{"source": "x"}'])
def test_json_without_any_translation_is_refused(content: str) -> None:
    with pytest.raises(InputError, match=r"^f: no line holds a translation[^\n]+$"):
        JsonLines().read(content, "f")


@pytest.mark.parametrize(
    ("reader", "head", "expected"),
    [
        (Tsv(), "a\tb\nc\td\ne", True),
        (Tsv(), "a\tb\nc\n", False),
        (Tsv(), "text\ntext\n", False),
        (JsonLines(), '\n {"mt": "x"}', True),
        (JsonLines(), "{name} is here", False),
    ],
)
def test_sniffing(reader: Reader, head: str, expected: bool) -> None:
    assert reader.sniff(head) is expected
