"""Files in many encodings are read right or refused, never garbled."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.core.errors import InputError
from qa.lang.decoding import decode, decoded

FIXED = settings(derandomize=True, deadline=None, database=None)
RUSSIAN = (
    "Министр иностранных дел заявил, что переговоры продолжатся на следующей неделе. «Мы готовы к разговору», — "
    "сказал он. Жители города вышли на улицы, чтобы поддержать своих соседей, которые остались без воды и света.\n"
)
PLAIN = RUSSIAN.replace("«", '"').replace("»", '"').replace("—", "-")
JAPANESE = "政府は新しい規則が来月から始まると発表した。多くの人がこの決定について話している。日本の会社も同じだ。\n"
CASES = {
    "cp1251": RUSSIAN,
    "koi8_r": PLAIN,
    "cp866": PLAIN,
    "cp1250": "Rząd ogłosił w środę, że nowe przepisy wejdą w życie już w przyszłym miesiącu. Część osób się śmieje.\n",
    "iso8859_7": "Η κυβέρνηση ανακοίνωσε ότι οι νέοι κανόνες θα ισχύσουν τον επόμενο μήνα για όλους τους πολίτες.\n",
    "cp1256": "أعلنت الحكومة أن القواعد الجديدة ستدخل حيز التنفيذ في الشهر المقبل بعد موافقة البرلمان.\n",
    "shift_jis": JAPANESE,
    "euc_jp": JAPANESE,
    "gb18030": "政府宣布新的规定将在下个月开始实行。很多人在说这个决定，他们不知道这会对国家的经济有什么影响。\n",
    "euc_kr": "정부는 새로운 규칙이 다음 달부터 시작된다고 발표했다. 많은 사람들이 이 결정에 대해 이야기한다.\n",
}


@pytest.mark.parametrize(("encoding", "text"), CASES.items())
def test_a_long_text_in_an_old_encoding_is_read(encoding: str, text: str) -> None:
    assert decode((text * 3).encode(encoding), "f.txt") == text * 3


@pytest.mark.parametrize(("encoding", "text"), CASES.items())
@pytest.mark.parametrize("length", [4, 9, 20, 45, 80])
def test_a_short_text_in_an_old_encoding_is_never_garbled(encoding: str, text: str, length: int) -> None:
    try:
        assert decode(text[:length].encode(encoding), "f.txt") == text[:length]
    except InputError as error:
        message = str(error)
    else:
        return
    assert "save the file as UTF-8" in message


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
@pytest.mark.parametrize("text", ["plain words\nhere", "Привет, мир", "नमस्ते दुनिया 😀", "中文 a", "مرحبا بالعالم"])
def test_unicode_is_read_with_and_without_a_mark(encoding: str, text: str) -> None:
    assert decode(text.encode(encoding), "f.txt") == text


def test_only_the_first_mark_is_left_out() -> None:
    assert decode("\ufeff\ufeffa".encode(), "f.txt") == "\ufeffa"


def test_line_ends_are_kept() -> None:
    assert decode(b"a\r\nb\rc\n", "f.txt") == "a\r\nb\rc\n"


REFUSED = {
    "nothing": (b"", "empty"),
    "white space": (b" \n\t\r\n", "empty"),
    "only a mark": (b"\xef\xbb\xbf", "empty"),
    "a NUL": (b"words and \0 words", "binary"),
    "two NULs": (b"words and\0more words\0!", "binary"),
    "a NUL behind letters": (b"abc\0", "binary"),
    "an image": (b"\x89PNG\r\n\x1a\n....", "PNG"),
    "a PDF": (b"%PDF-1.7\n", "PDF"),
    "an archive": (b"PK\x03\x04abc", "ZIP"),
    "a surrogate": (b"abc \xed\xa0\x80 def", "byte 4 "),
    "a broken tail": ("слово ".encode() + b"\xd0", "byte 11 "),
    "broken UTF-16": (b"\xff\xfea\x00\x00\xd8", "UTF-16"),
    "noise": (bytes(range(128, 256)) * 4, "save the file as UTF-8"),
}


@pytest.mark.parametrize(("data", "words"), REFUSED.values(), ids=REFUSED.keys())
def test_what_is_no_text_is_refused(data: bytes, words: str) -> None:
    with pytest.raises(InputError, match=r"^f\.txt: [^\n]+$") as caught:
        decode(data, "f.txt")
    assert words in str(caught.value)


CATALOGUE = 'msgid ""\nmsgstr "Content-Type: text/plain; charset={}\\n"\n\nmsgid "Open"\nmsgstr "{}"\n'
PAGE = '<?xml version="1.0" encoding="{}"?>\n<xliff><target>{}</target></xliff>'


@pytest.mark.parametrize("form", [CATALOGUE, PAGE])
@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("ISO-8859-1", "Datei öffnen"),
        ("windows-1251", "Открыть файл"),
        ("KOI8-R", "Открыть файл"),
        ("iso-8859-2", "Otwórz żółty plik"),
        ("Shift_JIS", "ファイルを開く"),
    ],
)
def test_where_words_are_too_few_the_declaration_is_believed(form: str, encoding: str, text: str) -> None:
    content = form.format(encoding, text)
    read = decoded(content.encode(encoding), "f")
    assert (read.text, read.encoding) == (content, encoding)


def test_a_declaration_is_not_believed_against_the_words() -> None:
    content = CATALOGUE.format(
        "windows-1251", "Die Datei öffnen, schließen, für später löschen und über das Menü wählen"
    )
    assert decode(content.encode("latin-1"), "f") == content


@pytest.mark.parametrize("declared", ["idna", "undefined", "no-encoding", "hex"])
def test_what_no_text_can_be_in_is_not_believed(declared: str) -> None:
    with pytest.raises(InputError, match="save the file as UTF-8"):
        decode(CATALOGUE.format(declared, "Datei öffnen").encode("latin-1"), "f")


def test_a_declared_encoding_is_tried_first() -> None:
    page = f'<meta charset="windows-1251"><p>{RUSSIAN * 2}</p>'
    assert decode(page.encode("cp1251"), "f.html") == page


def test_a_large_file_with_one_bad_byte_is_refused() -> None:
    data = "Слова без конца. ".encode() * 200_000 + b"\xff\xfe " + "и снова слова. ".encode() * 100_000
    with pytest.raises(InputError, match="is not UTF-8"):
        decode(data, "f.txt")


@FIXED
@given(st.text(min_size=1).filter(lambda text: "\0" not in text and text.strip()))
def test_any_text_in_utf_8_comes_back(text: str) -> None:
    assert decode(b"\xef\xbb\xbf" + text.encode(), "f.txt") == text


@settings(FIXED, max_examples=40)
@given(st.binary(max_size=60))
def test_any_bytes_give_text_or_an_input_error(data: bytes) -> None:
    try:
        assert decode(data, "f.txt")
    except InputError as error:
        message = str(error)
    else:
        return
    assert message.startswith("f.txt: ")


@pytest.mark.parametrize("declared", ["undefined", "idna", "punycode", "unicode_escape", "utf-7", "zlib", "..", "os"])
def test_a_declared_encoding_that_is_none_for_texts_does_no_harm(declared: str) -> None:
    with pytest.raises(InputError, match="save the file as UTF-8"):
        decode(f'<?xml encoding="{declared}"?> '.encode() + b"caf\xe9 \\u0041 \xff" * 20, "f")
