"""Addresses of pages, mailboxes and files, whose parts are no words of the text."""

from __future__ import annotations

_LONGEST = 200
_DOMAINS = (".com", ".org", ".net", ".edu", ".gov", ".info")


def is_address(text: str, start: int, end: int) -> bool:
    """Say whether the word at `text[start:end]` is part of an address: of one with ://, www. or @, or a domain."""
    low, high = start, end
    while low > max(0, start - _LONGEST) and not text[low - 1].isspace():
        low -= 1
    while high < min(len(text), end + _LONGEST) and not text[high].isspace():
        high += 1
    chunk = text[low:high]
    if chunk.isascii() and chunk.casefold().rstrip(".,:;!?)\"'").endswith(_DOMAINS):
        return True
    return "://" in chunk or "www." in chunk.lower() or ("@" in chunk[1:] and chunk.isascii())
