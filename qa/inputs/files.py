"""Reads files: their bytes, their text, and what the reader of their format makes of them."""

from __future__ import annotations

import gzip
import os
import sys
import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from qa.core.contracts import Reader
from qa.core.documents import Document
from qa.core.errors import InputError
from qa.core.large_text import LargeText
from qa.lang.decoding import decode, told_encoding
from qa.registry import load, load_all

_HEAD = 4096
_PLAIN = "plain-text"
_STDIN = "-"
_SHARED = (".xml", ".ts")
_GZIP = b"\x1f\x8b"
_LARGEST_HELD = 16 * 2**20
_LARGEST, _PART = 512 * 2**20, 2**20


def parse_file(path: Path) -> Document:
    """Read one file with the reader that its name or its first lines ask for.

    Raises:
        InputError: the file is missing, is broken, or holds nothing to read.
    """
    reader = _named_reader(path)
    data = _plain_bytes(path)
    if reader is not None and reader.packed:
        return reader().unpack(data, str(path))
    return parse(path, decode(data, str(path)))


def parts_of(path: Path) -> Iterator[Document] | None:
    """Return the parts of a file that is too large to be held; None where the file has to be read as a whole.

    Raises:
        InputError: the file as a whole cannot be used.
    """
    reader = _named_reader(path)
    if reader is None or not reader.streamed or not path.is_file() or path.stat().st_size <= _LARGEST_HELD:
        return None
    try:
        with path.open("rb") as stream:
            head = stream.read(_HEAD)
        mark, encoding = told_encoding(head)
        content = LargeText.of(path, encoding, len(mark)) if mark or b"\0" not in head else None
    except (OSError, UnicodeDecodeError):
        return None
    return None if content is None else reader().parts(content, str(path))


def parse(path: Path, content: str) -> Document:
    """Read the decoded content of a file with the reader that its name or its first lines ask for.

    Raises:
        InputError: the content as a whole cannot be used.
    """
    return _reader(path, content)().read(content, str(path))


def is_plain_text(path: Path, content: str) -> bool:
    """Say whether a file is plain text by its name, or else by its first lines."""
    return _reader(path, content).id() == _PLAIN


def parse_plain_text(path: Path) -> Document:
    """Read a file as plain text, whatever its first lines look like.

    Raises:
        InputError: it is missing, is no text, or is of another format by its name.
    """
    reader = _named_reader(path)
    if reader is not None and reader.id() != _PLAIN:
        raise InputError(f"{path}: is no plain text, so its lines cannot be paired; leave out --line-aligned")
    return prose(read_text(path), str(path))


def prose(content: str, path: str) -> Document:
    """Read content as running prose, whatever it looks like.

    Raises:
        InputError: there is no text.
    """
    return load(Reader, _PLAIN)().read(content, path)


def read_text(path: Path) -> str:
    """Return the content of a text file, which may be packed with gzip.

    Raises:
        InputError: the file is missing, broken or no text.
    """
    return decode(_plain_bytes(path), str(path))


def read_bytes(path: Path) -> bytes:
    """Return a file's bytes; `-` is standard input. A pipe into which nothing writes is empty: it is not waited for.

    Raises:
        InputError: it is missing, a folder, too large, or cannot be read.
    """
    if is_stdin(path):
        return b"" if sys.stdin is None else b"".join(_parts(sys.stdin.buffer, path))
    try:
        with os.fdopen(_without_waiting(path), "rb") as file:
            return b"".join(_parts(file, path))
    except FileNotFoundError as error:
        raise InputError(f"{path}: no such file") from error
    except IsADirectoryError as error:
        raise InputError(f"{path}: is a folder, not a file") from error
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror}") from error


def is_stdin(path: Path) -> bool:
    """Say whether a path stands for standard input."""
    return str(path) == _STDIN


def is_known(path: Path) -> bool:
    """Say whether a file is of a format that is read, by its name, or by its first lines if several share an ending."""
    if unpacked_name(path).suffix.lower() not in _SHARED:
        return _named_reader(path) is not None
    try:
        head = _plain_bytes(path)[:_HEAD].decode("utf-8", "replace")
    except InputError:
        return False
    return any(reader().sniff(head) for reader in load_all(Reader))


def _without_waiting(path: Path) -> int:
    """Open a file to read from; a pipe is opened whether or not something writes into it."""
    at_once = getattr(os, "O_NONBLOCK", 0)
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0) | at_once)
    if at_once:
        os.set_blocking(descriptor, True)
    return descriptor


def _parts(file: BinaryIO, path: Path) -> Iterator[bytes]:
    size = 0
    while part := file.read(_PART):
        size += len(part)
        if size > _LARGEST:
            raise InputError(f"{path}: has more than {_LARGEST // 2**20} MB; divide it")
        yield part


def check_writable(path: Path) -> None:
    """See to it that changed text can be written back into the file.

    Raises:
        InputError: the file is packed, so that its text is not the file.
    """
    reader = _named_reader(path)
    if reader is not None and reader.packed:
        raise InputError(f"{path}: fixes cannot be written into this format; make them by hand, as qa check shows them")
    if path.suffix.lower() == ".gz" or read_bytes(path).startswith(_GZIP):
        raise InputError(f"{path}: is packed with gzip; unpack it, and fix the file inside")


def unpacked_name(path: Path) -> Path:
    """Return the name of the file inside a gzip file; any other name is its own."""
    return path.with_suffix("") if path.suffix.lower() == ".gz" else path


def _plain_bytes(path: Path) -> bytes:
    content = read_bytes(path)
    return _unpacked(content, path) if content.startswith(_GZIP) else content


def _unpacked(content: bytes, path: Path) -> bytes:
    """Return what is packed in a gzip file; a small file that would unpack to a huge one is refused."""
    try:
        with gzip.open(BytesIO(content)) as stream:
            data = stream.read(_LARGEST + 1)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise InputError(f"{path}: the gzip file is broken: {error}") from error
    if len(data) > _LARGEST:
        raise InputError(f"{path}: unpacks to more than {_LARGEST // 2**20} MB; unpack and divide it")
    return data


def _reader(path: Path, content: str) -> type[Reader]:
    named = _named_reader(path)
    if named is not None:
        return named
    head = content[:_HEAD]
    return next((reader for reader in load_all(Reader) if reader().sniff(head)), load(Reader, _PLAIN))


def _named_reader(path: Path) -> type[Reader] | None:
    """Return the reader that the file's name asks for; None where the name tells nothing."""
    suffix = unpacked_name(path).suffix.lower()
    return next((reader for reader in load_all(Reader) if suffix in reader.suffixes), None)
