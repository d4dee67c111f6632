"""Addresses of pages, mailboxes and files, whose parts are no words of the text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

_LONGEST = 200
_DOMAINS = (".com", ".org", ".net", ".edu", ".gov", ".info")
# A path may hold letters of Latin, Greek and Cyrillic; other scripts may follow an address without a space.
_PAGE = re.compile(
    r"""(?:(?:https?|ftps?)://|(?<![A-Za-z0-9])www\.)[!#-&(-;=?-Z\\\]_a-z~À-ӿ-]{3,2000}""", re.IGNORECASE
)
_MAILBOX = re.compile(
    r"(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]{1,64}+@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,62}[A-Za-z0-9]){1,5}"
)
_TRAILING = ".,:;!?*_-"
_SIGNS = re.compile(r"://|www\.|@|" + "|".join(map(re.escape, _DOMAINS)), re.IGNORECASE)
_SCHEME = re.compile(r"(?:https?|ftps?)://", re.IGNORECASE)
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:[-_][a-z]{2,4})?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Address:
    """The address of a page or a mailbox at `text[start:end]`."""

    text: str
    start: int
    end: int

    @property
    def is_mailbox(self) -> bool:
        """Whether mail goes there."""
        return "://" not in self.text and "@" in self.text

    @property
    def key(self) -> str:
        """The address without what makes no difference: scheme, `www.`, a final slash, letter case of the host."""
        bare = _SCHEME.sub("", self.text, count=1)
        host, slash, path = bare.partition("/")
        return (host.casefold().removeprefix("www.") + slash + path).rstrip("/")


@lru_cache(maxsize=1024)
def addresses(text: str) -> tuple[Address, ...]:
    """Return the addresses of pages and mailboxes in `text`, in their order."""
    found: list[Address] = []
    if "://" in text or "www." in text.lower():
        found += [_trimmed(match) for match in _PAGE.finditer(text)]
    if "@" in text:
        pages = [(page.start, page.end) for page in found]
        found += [
            Address(match.group(), *match.span())
            for match in _MAILBOX.finditer(text)
            if not any(start <= match.start() < end for start, end in pages)
        ]
    return tuple(sorted(found, key=lambda address: address.start))


def _trimmed(match: re.Match[str]) -> Address:
    """Leave out the marks of the sentence after the address, and a bracket that was opened before it."""
    text = match.group().rstrip(_TRAILING)
    while text.endswith((")", "]")) and text.count(text[-1]) > text.count({")": "(", "]": "["}[text[-1]]):
        text = text[:-1].rstrip(_TRAILING)
    return Address(text, match.start(), match.start() + len(text))


def may_be_localised(one: Address, other: Address) -> bool:
    """Say whether two addresses may be one page in two languages.

    They are of one site (`wikipedia`, `amazon`) under another host (`de.wikipedia.org`, `amazon.de`), or differ in the
    code of the language in their path or query.
    """
    if one.is_mailbox or other.is_mailbox:
        return False
    (host, _, path), (other_host, _, other_path) = one.key.partition("/"), other.key.partition("/")
    if _site(host) != _site(other_host):
        return False
    return host != other_host or _codes(path) != _codes(other_path)


def _site(host: str) -> str:
    """Return the label of a host that names its owner, taken to be the longest one before the last."""
    labels = host.split(".")[:-1] or [host]
    return max(labels, key=len)


def _codes(path: str) -> list[str]:
    return [part for part in re.split(r"[/?&=#]", path) if _LANGUAGE.fullmatch(part)]


@lru_cache(maxsize=1024)
def _may_have_addresses(text: str) -> bool:
    return _SIGNS.search(text) is not None


def is_address(text: str, start: int, end: int) -> bool:
    """Say whether the word at `text[start:end]` is part of an address: of one with ://, www. or @, or a domain."""
    if not _may_have_addresses(text):
        return False
    low, high = start, end
    while low > max(0, start - _LONGEST) and not text[low - 1].isspace():
        low -= 1
    while high < min(len(text), end + _LONGEST) and not text[high].isspace():
        high += 1
    chunk = text[low:high]
    if chunk.isascii() and chunk.casefold().rstrip(".,:;!?)\"'").endswith(_DOMAINS):
        return True
    return "://" in chunk or "www." in chunk.lower() or ("@" in chunk[1:] and chunk.isascii())
