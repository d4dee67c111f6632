"""How text from files is shown to people: nothing in it may act on a terminal."""

from __future__ import annotations

_HIDDEN = {code: f"\\x{code:02x}" for code in (*range(0x20), *range(0x7F, 0xA0))} | {
    code: f"\\u{code:04x}" for code in (0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
}


def visible(text: str) -> str:
    """Return `text` with line breaks as spaces, and control and direction characters written out."""
    return text.replace("\r\n", " ").replace("\n", " ").replace("\r", " ").replace("\t", " ").translate(_HIDDEN)
