"""Ways to spoil a file: each takes its bytes, a place in them and a number, and gives other bytes."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Sequence

LONGEST = 400_000
_MANY, _DEEP = 2_000, 10_000
_ZIP = b"PK\x03\x04"

Step = tuple[str, int, int]
"""A kind of mutation, a place and a number, of which each kind takes what it needs."""

_SIGNS = [
    part.encode("utf-8", "surrogatepass")
    for part in (
        *"\0\t\n\r\f\v\x1b\x7f\x85\u2028\u200b\u202e\u2066\ufeff\ufffe\ud800\udfff\U0010ffff\"'`\\/<>&;=:,#%{}[]()|*_~!@-",
        *("\r\n", "\n\n", "\n---\n", "\n\t- ", "    ", "\u0301", "😀", "שלום", "中文", "e\u0301" * 40),
        *(
            "<!--",
            "-->",
            "<![CDATA[",
            "]]>",
            "<?x",
            "?>",
            "<a",
            "</a>",
            "<a b='c",
            "<script>",
            "</",
            "/>",
            "<g id='1'/>",
        ),
        *("<!DOCTYPE a [<!ENTITY b 'c'>]>", "&b;", "&amp;", "&#0;", "&#xD800;", "&#x110000;", f"&#{'9' * 30};", "&#x;"),
        *(
            '<?xml version="1.1"?>',
            ' encoding="unicode_escape"',
            ' charset="punycode"',
            ' encoding="idna"',
            "xml:lang=''",
        ),
        *("\\u0000", "\\ud800", "\\udc00\\ud800", "\\x", "\\U0011ffff", "\\u12", "\\777", "\\\n", '""', "''", '\\"'),
        *("null", "true", "NaN", "-Infinity", "1e999", "-0", "9" * 5_000, "{}", "[]", '{"":', "[[", '"a":"b",', "{0}"),
        *(
            "!!python/object/apply:os.system ['x']",
            "!!binary ",
            "!!set",
            "&a ",
            "*a",
            "<<: *a",
            "? ",
            "- - - ",
            "|\n",
            ">2-\n",
        ),
        *("%YAML 9.9\n", "...\n", "%TAG ! x:\n", "~", "2001-01-01", "0x1f", "yes"),
        *(
            "msgid ",
            'msgstr[9] "',
            'msgid_plural "',
            "#~ ",
            "#| ",
            "#, fuzzy, max-length:",
            'msgctxt "',
            "nplurals=9999;",
        ),
        *("{n, plural, ", "other {", "%1$s", "%n", "%(", "{{", "}}", "${", "$t(", "<0>", "_plural", "_few"),
        *(
            "00:00:01,000 --> 00:00:02,000",
            "--> ",
            "WEBVTT\n",
            "NOTE qa: ignore",
            "{\\an8}",
            "99999999999:00:00,000 --> 0",
        ),
        *(
            "qa: ignore ",
            "<!-- qa: ignore-file ",
            "# qa: ignore doubled-word x\n",
            "| --- |",
            "```",
            "> > > ",
            "![](",
            "[a]: b",
        ),
        *("=1+1", "source", "target", "lp", "xx-yy-zz-invalid", "en-", "*" * 300),
    )
]
_OPENERS = [
    part.encode()
    for part in (
        *(
            "<a>",
            "<g id='1'>",
            "<p>",
            "<div>",
            "<b><i>",
            "<ul><li>",
            '{"a":',
            "[",
            '[{"b":',
            "- ",
            "> ",
            "* a\n  ",
            "a: {",
        ),
        *("? ", "((", "{n, plural, other {", "**_", "[![", "<!--", "<a b='", "&a [", "- - ", "\\(", "“", "`", "é" * 9),
    )
]
_ENCODINGS = ("utf-16", "utf-16-be", "utf-32", "utf-8-sig", "cp1251", "latin-1", "gb18030", "utf-7", "cp037")


def _flip(data: bytes, at: int, number: int) -> bytes:
    return data[:at] + bytes([data[at] ^ (1 << number % 8)]) + data[at + 1 :] if at < len(data) else data


def _cut(data: bytes, at: int, number: int) -> bytes:
    return data[:at]


def _drop(data: bytes, at: int, number: int) -> bytes:
    return data[:at] + data[at + 1 + number % 64 :]


def _double(data: bytes, at: int, number: int) -> bytes:
    return data[:at] + data[at : at + 1 + number % 400] + data[at:]


def _repeat(data: bytes, at: int, number: int) -> bytes:
    return data[:at] + data[at : at + 1 + number % 60] * _MANY + data[at:]


def _insert(data: bytes, at: int, number: int) -> bytes:
    return data[:at] + _SIGNS[number % len(_SIGNS)] + data[at:]


def _insert_many(data: bytes, at: int, number: int) -> bytes:
    return data[:at] + _SIGNS[number % len(_SIGNS)] * _MANY + data[at:]


def _nest(data: bytes, at: int, number: int) -> bytes:
    return data[:at] + _OPENERS[number % len(_OPENERS)] * _DEEP + data[at:]


def _widen(data: bytes, at: int, number: int) -> bytes:
    return data[:at] + (b"a", b" ", b"\n", "é".encode(), b"a ", b"\\")[number % 6] * 100_000 + data[at:]


def _swap(data: bytes, at: int, number: int) -> bytes:
    end = at + 1 + number % 200
    return data[:at] + data[end : 2 * end - at] + data[at:end] + data[2 * end - at :]


def _grow_number(data: bytes, at: int, number: int) -> bytes:
    huge = (b"0", b"-1", b"99999999999999999999", b"9" * 5_000, b"1e400", b"\xd9\xa3")[number % 6]
    return data[:at] + re.sub(rb"[0-9]+", huge, data[at:], count=1)


def _break_lines(data: bytes, at: int, number: int) -> bytes:
    return data.replace(b"\n", (b"\r", b"\r\n", b"\n\r", b"\xc2\x85", "\u2028".encode(), b"")[number % 6])


def _recode(data: bytes, at: int, number: int) -> bytes:
    return data.decode("utf-8", "replace").encode(_ENCODINGS[number % len(_ENCODINGS)], "replace")


KINDS: dict[str, Callable[[bytes, int, int], bytes]] = {
    "flip": _flip, "cut": _cut, "drop": _drop, "double": _double, "repeat": _repeat, "insert": _insert,
    "insert many": _insert_many, "nest": _nest, "widen": _widen, "swap": _swap, "grow number": _grow_number,
    "break lines": _break_lines, "recode": _recode,
}  # fmt: skip


def mutated(data: bytes, steps: Sequence[Step]) -> bytes:
    """Return the file after all steps; of a ZIP archive every other step spoils one of its parts, not its bytes."""
    for kind, at, number in steps:
        data = _inside(data, kind, at, number) if data.startswith(_ZIP) and at % 2 else _spoiled(data, kind, at, number)
    return data


def _spoiled(data: bytes, kind: str, at: int, number: int) -> bytes:
    return KINDS[kind](data, at % (len(data) + 1), number)[:LONGEST]


def _inside(data: bytes, kind: str, at: int, number: int) -> bytes:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
    except Exception:  # noqa: BLE001  # the archive itself is spoiled already, in whatever way
        return data
    chosen = sorted(parts)[number % len(parts)] if parts else ""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, _spoiled(content, kind, at, number) if name == chosen else content)
    return made.getvalue()
