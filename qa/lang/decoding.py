"""Bytes of a file into text: UTF-8, UTF-16, UTF-32, and older encodings where there is no doubt."""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from qa.core.errors import InputError, NothingThereError
from qa.lang.detect import detect
from qa.lang.vocabulary import frequency, has_frequencies

_MARKED = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_BINARY = (
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"%PDF-", "a PDF document"),
    (b"\x1f\x8b", "compressed with gzip"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
    (b"\x7fELF", "a program"),
)
_LEGACY = (
    "cp1252 cp1251 cp1250 cp1253 cp1254 cp1255 cp1256 cp1257 cp1258 iso8859_2 iso8859_5 iso8859_7 iso8859_9 iso8859_15 "
    "koi8_r koi8_u cp866 cp874 shift_jis cp932 euc_jp gb18030 big5 euc_kr cp949 mac_roman mac_cyrillic cp850 cp852"
)
_COMMON = {
    "zh": "的一是不了在人有我他这中大来上国个到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可里后"
    "這個來國說們為時學對後過",
    "ja": "日本人年大十二中国会一三上者東生国事自社分前同長時行見月後場高回方新学力気出今言何",
    "ko": "이다의는에을가하고지은로를기사도한어리나자대인있아그시서수정라해것",
}
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?([A-Za-z0-9_.:-]{2,40})""")
# How XML, HTML and message catalogues say in which encoding they are.
_OWN_WORD = re.compile(
    rb"""(?:<\?xml[^>]{0,100}?encoding|<meta[^>]{0,100}?charset|text/plain;[ \t]*charset)\s*=\s*["']?([\w.:-]{2,40})""",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_SAMPLE, _HEAD = 65_536, 4096
_ZEROS = 0.6
_FEWEST_WORDS = 3
_REAL = 0.6
_COMMON_SHARE = 0.12
_RIVAL = 0.6
_LEAST = 0.4


class Decoded(NamedTuple):
    """The text of a file, and what it takes to write it back: its encoding and the byte order mark before it."""

    text: str
    encoding: str
    mark: bytes = b""

    def encode(self, text: str) -> bytes:
        """Return `text` as the bytes of such a file.

        Raises:
            UnicodeEncodeError: the encoding has no such character.
        """
        return self.mark + text.encode(self.encoding)


class _Reading(NamedTuple):
    """A sample read in one encoding; `chunks` says of each stretch beyond ASCII whether it is real words."""

    encoding: str
    realness: float
    chunks: dict[str, bool]


def decode(data: bytes, path: str) -> str:
    """Return the text of a file, without a byte order mark, as `decoded` reads it."""
    return decoded(data, path).text


def decoded(data: bytes, path: str) -> Decoded:
    """Return the text of a file with its encoding; offsets count from the character behind the byte order mark.

    UTF-8 is tried first, then UTF-16 and UTF-32 by their mark, and UTF-16 by its zero bytes. Any other encoding has
    to be told apart from its rivals by the real words that it gives, so that no garbled text is ever checked. Where
    there are too few words to tell, the encoding that XML, HTML or a message catalogue declares is believed.

    Raises:
        InputError: the file is empty, binary, or its encoding is in doubt.
    """
    read = _decode(data, path)
    if not read.text or read.text.isspace():
        raise NothingThereError(f"{path}: the file is empty; give a file with text")
    return read


def told_encoding(head: bytes) -> tuple[bytes, str]:
    """Return the byte order mark with which a file starts and its encoding; without one, it may be UTF-8."""
    return next(((mark, encoding) for mark, encoding in _MARKED if head.startswith(mark)), (b"", "utf-8"))


def _decode(data: bytes, path: str) -> Decoded:
    for mark, encoding in _MARKED:
        if data.startswith(mark):
            return Decoded(_strict(data[len(mark) :], encoding, len(mark), path), encoding, mark)
    for magic, what in _BINARY:
        if data.startswith(magic):
            raise InputError(f"{path}: this is a binary file ({what}); save its text as UTF-8")
    if b"\0" in data:
        return _without_mark(data, path)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        return _legacy(data, error.start, path)


def _strict(data: bytes, encoding: str, shift: int, path: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        where = error.start + shift
        raise InputError(f"{path}: byte {where:,} is not {encoding.upper()}; save the file as UTF-8") from error
    if "\0" in text:
        raise InputError(f"{path}: this is a binary file (it has NUL characters); save its text as UTF-8")
    return text


def _without_mark(data: bytes, path: str) -> Decoded:
    """Decode UTF-16 that has no byte order mark; or say that the file, which has zero bytes, is binary.

    Text in UTF-16 has zero bytes on one side of each pair, and gives clean text with ASCII characters in one of
    the two byte orders only. What would be clean text but for a few zero bytes is binary.
    """
    zeros = max(data[0::2].count(0), data[1::2].count(0))
    narrow = data.replace(b"\0", b"")[:_SAMPLE].decode("utf-8", "replace")
    if len(data) % 2 == 0 and (zeros * 2 > len(data) * _ZEROS or not _is_clean(narrow)):
        readings = {}
        for encoding in ("utf-16-le", "utf-16-be"):
            try:
                text = data.decode(encoding)
            except UnicodeDecodeError:
                continue
            if "\0" not in text and _is_clean(text[:_SAMPLE]):
                readings[sum(map(str.isascii, text[:_SAMPLE]))] = Decoded(text, encoding)
        if max(readings, default=0) > 10 * min(readings, default=0) or (len(readings) == 1 and max(readings) > 0):
            return readings[max(readings)]
    raise InputError(f"{path}: this is a binary file (it has NUL bytes); save its text as UTF-8")


def _is_clean(text: str) -> bool:
    """Say whether the text has no control characters but white space, and no unassigned or private ones."""
    return not any(
        unicodedata.category(character) in ("Cc", "Cn", "Co", "Cs") or character == "\ufffd"
        for character in set(text) - set("\t\n\r\f")
    )


def _legacy(data: bytes, invalid: int, path: str) -> Decoded:
    sample = _sample(data, invalid)
    doubt = InputError(
        f"{path}: byte {invalid:,} (0x{data[invalid]:02X}) is not UTF-8, and no other encoding fits beyond doubt; "
        "save the file as UTF-8"
    )
    readings: dict[str, _Reading] = {}
    for encoding in _candidates(data, sample):
        try:
            text = sample.decode(encoding)
        except (UnicodeError, LookupError):
            continue
        if text not in readings and _is_clean(text):
            readings[text] = _reading(text, encoding)
    ranked = sorted(readings.values(), reverse=True, key=lambda reading: reading.realness)
    chosen = ranked[0].encoding if ranked else ""
    if not ranked or ranked[0].realness < 1 or any(_rivals(ranked[0], other) for other in ranked[1:]):
        chosen = _believed(data, sample, ranked)
    try:
        text = data.decode(chosen)
    except (UnicodeError, LookupError) as error:
        raise doubt from error
    if not _is_clean(text):
        raise doubt
    return Decoded(text, chosen)


def _believed(data: bytes, sample: bytes, readings: Sequence[_Reading]) -> str:
    """Return the encoding that the file itself declares.

    Empty where another one gives more real words, or where the text does not become the same bytes again.
    """
    declared = _OWN_WORD.search(data[:_HEAD])
    name = declared[1].decode("ascii") if declared else ""
    own = next((reading for reading in readings if reading.encoding == name), None)
    if own is None or any(_told(other) > _told(own) for other in readings):
        return ""
    return name if sample.decode(name).encode(name) == sample else ""


def _told(reading: _Reading) -> tuple[float, int]:
    return reading.realness, sum(reading.chunks.values())


def _sample(data: bytes, invalid: int) -> bytes:
    """Return at most 64 KB of whole lines, or else of whole words, with the first byte that is not UTF-8."""
    if len(data) <= _SAMPLE:
        return data
    start = max(data.rfind(b"\n", 0, invalid), data.rfind(b" ", 0, invalid)) + 1
    end = start + _SAMPLE
    cut = max(data.rfind(b"\n", invalid + 1, end), data.rfind(b" ", invalid + 1, end))
    return data[start : cut if cut > 0 else end]


def _candidates(data: bytes, sample: bytes) -> Iterator[str]:
    """Yield the encodings to try: the one that the file declares, then those that charset-normalizer finds possible."""
    from charset_normalizer import from_bytes

    declared = _OWN_WORD.search(data[:_HEAD]) or _DECLARED.search(data[:_HEAD])
    if declared:
        yield declared[1].decode("ascii")
    for match in from_bytes(sample, cp_isolation=_LEGACY.split(), threshold=0.5, enable_fallback=False):
        yield match.encoding
        yield from match.could_be_from_charset


def _reading(text: str, encoding: str) -> _Reading:
    """Say how sure it is that the text holds real words, 1 and more meaning that it does.

    Chinese, Japanese and Korean: the share of the commonest characters among those of the script. Otherwise: the
    share of real words (by wordfreq) among the chunks between spaces that hold any character beyond ASCII.
    """
    ideographs = [c for c in text if "\u4e00" <= c <= "\u9fff"]
    syllables = [c for c in text if "\uac00" <= c <= "\ud7a3"]
    kana = sum("\u3041" <= c <= "\u30ff" for c in text)
    east_asian = len(ideographs) + len(syllables) + kana
    foreign = sum(c.isalpha() and not c.isascii() for c in text)
    if east_asian > foreign * 0.5:
        language = "ko" if len(syllables) > len(ideographs) else "ja" if kana > len(ideographs) * 0.3 else "zh"
        script = syllables if language == "ko" else ideographs
        common = sum(c in _COMMON[language] for c in script) / max(len(script), 20)
        return _Reading(encoding, (east_asian / foreign) ** 4 * common / _COMMON_SHARE, {})
    language, _ = detect(text)
    if not has_frequencies(language):
        return _Reading(encoding, 0.0, {})
    chunks = {chunk: _is_real(chunk, language) for chunk in text.split() if not chunk.isascii() and _WORD.search(chunk)}
    real = sum(chunks.values()) / len(chunks) / _REAL if len(chunks) >= _FEWEST_WORDS else 0.0
    return _Reading(encoding, real, chunks)


def _rivals(best: _Reading, other: _Reading) -> bool:
    """Say whether the other reading may be the right one, judged by the words on which the two differ."""
    if not best.chunks or not other.chunks:
        return other.realness > best.realness * _RIVAL
    ours = [real for chunk, real in best.chunks.items() if chunk not in other.chunks]
    theirs = [real for chunk, real in other.chunks.items() if chunk not in best.chunks]
    if not ours and not theirs:
        return True
    if not theirs or not ours:
        return sum(ours or theirs) > 0 if not ours else sum(ours) < _FEWEST_WORDS - 1
    share = sum(ours) / len(ours)
    return sum(ours) < _FEWEST_WORDS - 1 or share < _LEAST or sum(theirs) / len(theirs) > share * _RIVAL


def _is_real(chunk: str, language: str) -> bool:
    """Say whether the chunk's words are real and what surrounds them is punctuation."""
    words = _WORD.findall(chunk)
    rest = _WORD.sub("", chunk)
    return all(frequency(word.replace("’", "'").lower(), language) > 0 for word in words) and not any(
        unicodedata.category(character) in ("Sk", "So", "Mn") for character in rest
    )
