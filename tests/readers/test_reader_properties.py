"""What holds for every reader and any text."""

import json
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.core.contracts import Reader
from qa.core.documents import Document
from qa.core.errors import InputError
from qa.core.passage import Passage
from qa.readers.android_strings import AndroidStrings
from qa.readers.apple_strings import AppleStrings
from qa.readers.csv import Csv
from qa.readers.gettext import Gettext
from qa.readers.html import Html
from qa.readers.json_lines import JsonLines
from qa.readers.json_strings import JsonStrings
from qa.readers.markdown import Markdown
from qa.readers.plain_text import PlainText
from qa.readers.properties import Properties
from qa.readers.qt_linguist import QtLinguist
from qa.readers.resx import Resx
from qa.readers.stringsdict import Stringsdict
from qa.readers.subtitles import Subtitles
from qa.readers.tmx import Tmx
from qa.readers.tsv import Tsv
from qa.readers.xcstrings import Xcstrings
from qa.readers.xliff import Xliff
from qa.readers.yaml_strings import YamlStrings

FIXED = settings(derandomize=True, deadline=None, database=None, max_examples=300)
READERS = [
    PlainText(),
    Markdown(),
    Html(),
    Tsv(),
    JsonLines(),
    Gettext(),
    Xliff(),
    Tmx(),
    AndroidStrings(),
    AppleStrings(),
    JsonStrings(),
    Xcstrings(),
    YamlStrings(),
    Subtitles(),
    Csv(),
    Properties(),
    QtLinguist(),
    Resx(),
    Stringsdict(),
]
WORDS = "a word.|Слово и дело|कुछ शब्द|中文|文。|日本|한국 말|שלום|مرحبا|😀👍🏽|e\u0301|mt|:"
SPACES = "\n|\n\n|\r\n|\r|\u2028|\u2029|\x85|\x0c|\u00a0|\u3000|  |\t"
SIGNS = (
    '*|**|_|~~|`|``|[|]|(|)|](u)|![|![a](b)|[r]: u|[r]|\\|\\*|# |## x ##|> |- |1. |---|===|    |```|{|}|"|\\n|\\ud83d'
)
ENTITIES = "&amp;|&#39;|&#x1F600;|&notit;|&|&#|https://a.b/c_d|<http://x.y>"
TAGS = (
    "<|>|<p>|</p>|<b>|</b>|<br>|<div hidden>|</div>|<code>|</code>|<pre>|<!--|-->|<script>|</script>|<li>|<td>|"
    "<a title='>'>|<span translate=no>|</span>"
)
TABLE = "\n| a | b |\n|---|---|\n| x \\| y | `z` |\n"
CATALOGUE = [
    'msgid "',
    'msgstr "',
    '"\n',
    'msgid_plural "',
    'msgstr[0] "',
    'msgctxt "',
    "#~ ",
    "#, fuzzy\n",
    '\\"',
    "\\101",
]
ENTRIES = ['{"mt": "a\\u2019\\ud83d\\ude00"}', '"source": "x"', "source\ttarget\n", "|"]
PARTS = st.sampled_from([*f"{WORDS}|{SPACES}|{SIGNS}|{ENTITIES}|{TAGS}".split("|"), TABLE, *ENTRIES, *CATALOGUE])
MARKUP = st.lists(PARTS, max_size=25).map("".join)


def check_places(document: Document) -> None:
    for segment in document.segments:
        for passage in (segment.target, segment.source, *segment.references):
            if passage is not None:
                check_passage(passage, document.content)
    assert len({segment.key for segment in document.segments}) == len(document.segments)
    for problem in document.problems:
        assert 0 <= problem.span.start <= problem.span.end <= len(document.content)


def check_passage(passage: Passage, content: str) -> None:
    before = 0
    pieces = {piece.offset: piece for piece in passage.pieces}
    assert list(pieces) == sorted(pieces)
    for index, character in enumerate(passage.text):
        low, high = passage.place(index, index + 1)
        assert before <= low <= high <= len(content)
        before = low
        if high - low == 1:
            read = content[low:high]
            assert read == character or (read.isspace() and character == " ") or (read, character) == ("\0", "\ufffd")
        else:
            assert character.isspace() or content[low] in "&\\<'\"", (character, content[low:high])
    for start, end in passage.marks:
        assert 0 <= start < end <= len(passage.text)


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.id())
@FIXED
@given(content=MARKUP | st.text())
def test_every_character_stands_where_it_was_read(reader: Reader, content: str) -> None:
    reader.sniff(content)
    try:
        document = reader.read(content, "f")
    except InputError as error:
        message = str(error)
    else:
        assert document.segments
        assert document.content == content
        check_places(document)
        return
    assert message.startswith("f:")
    assert "\n" not in message


@FIXED
@given(st.lists(st.tuples(st.text(), st.text(min_size=1), st.text(min_size=1)), min_size=1), st.booleans())
def test_json_lines_give_back_any_strings(rows: list[tuple[str, str, str]], ascii_only: bool) -> None:
    objects = ({"source": s, "mt": f"x{t}", "references": {"a": r, "b": f"{r}!"}} for s, t, r in rows)
    content = "\n".join(json.dumps(row, ensure_ascii=ascii_only) for row in objects)
    document = JsonLines().read(content, "f")
    check_places(document)
    found = [
        (segment.source.text if segment.source else None, segment.target.text, *(r.text for r in segment.references))
        for segment in document.segments
    ]
    assert found == [(s, f"x{t}", r, f"{r}!") for s, t, r in rows]


CELL = st.text(st.characters(exclude_characters="\t\r\n", exclude_categories=["Cs"]))


@FIXED
@given(st.lists(st.tuples(CELL, CELL, CELL.filter(bool)), min_size=1), st.sampled_from(["\n", "\r\n", "\r"]))
def test_tsv_gives_back_any_strings(rows: list[tuple[str, str, str]], end: str) -> None:
    content = end.join(["source\ttarget\treference", *(f"{s}\tx{t}\t{r}" for s, t, r in rows)])
    document = Tsv().read(content, "f")
    check_places(document)
    found = [(s.source.text if s.source else None, s.target.text, s.references[0].text) for s in document.segments]
    assert found == [(s, f"x{t}", r) for s, t, r in rows]
    assert not document.problems


LONG = {
    "one line": "word " * 20_000,
    "tags": "<b>" * 20_000 + "</i>" * 20_000 + "x",
    "open tags": "<a " * 30_000,
    "open quotes": "<a b='" * 20_000,
    "open comments": "<!--" * 25_000,
    "entities": "&#" * 20_000 + "&amp;" * 10_000,
    "blocks": "<div><p>" * 10_000 + "x",
    "quotes": ">" * 3_000 + " x",
    "quoted lines": "> a\n" * 10_000,
    "lists": "- " * 3_000 + "x",
    "emphasis": "*a _b " * 10_000,
    "brackets": "[" * 20_000,
    "objects": '{"a":' * 20_000,
    "lists in an object": '{"mt": ' + "[" * 50_000,
    "escapes": '{"mt": "' + "\\u0416" * 15_000 + '"}',
    "quotation marks": '"a" = "b\\"' * 20_000,
    "open comments of C": "a /*\n" * 20_000,
    "strings": 'msgid "a"\n' * 10_000 + 'msgstr "b"',
    "tabs": "a\t" * 30_000,
    "spaces": "a" + " " * 100_000 + "b",
    "lines": "a\n" * 20_000,
}


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.id())
@pytest.mark.parametrize("content", LONG.values(), ids=LONG.keys())
def test_long_and_deep_files_are_read_or_refused(reader: Reader, content: str) -> None:
    try:
        assert reader.read(content, "f").segments
    except InputError as error:
        message = str(error)
    else:
        return
    assert message.startswith("f:")


BEGINNINGS = {
    "instructions": "<?a?>" * 800,
    "comments": "<!---->" * 580,
    "comments of one another": "<!--" * 500 + "-->" * 500,
    "doctypes": "<!doctype " * 400,
    "spaces": " " * 4_096,
    "lines": "\n" * 4_096,
    "numbers": "1\n" * 2_000,
    "signs": "- * # > | " * 400,
    "names": "<a:" * 1_300,
    "tabs": "a\tb\n" * 1_000,
    "brackets": "{[" * 2_000,
    "letters": "a" * 4_096,
}


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.id())
@pytest.mark.parametrize("head", BEGINNINGS.values(), ids=BEGINNINGS.keys())
def test_a_format_is_told_at_once(reader: Reader, head: str) -> None:
    before = time.process_time()
    reader.sniff(head)
    reader.sniff(f"{head}x")
    assert time.process_time() - before < 2
