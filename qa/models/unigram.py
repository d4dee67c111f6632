"""Writes a unigram vocabulary as the model that sentencepiece reads.

The format is the protocol buffer of sentencepiece_model.proto: field 1 holds the pieces (1 text, 2 log probability,
3 type), field 2 the trainer's specification (3 the kind of model, 1 for unigram), field 3 the normaliser's (1 its name,
3 whether to put a space before the text, 4 whether to remove extra spaces, 5 whether spaces become U+2581).
"""

from __future__ import annotations

import struct

from qa.models.e5_file import Vocabulary

_UNKNOWN, _CONTROL = 2, 3
_UNIGRAM = b"\x18\x01"
_NORMALISER = b"\x0a\x08identity\x18\x01\x20\x00\x28\x01"


def model_of(vocabulary: Vocabulary) -> bytes:
    """Return the vocabulary as a serialised model whose piece numbers are the vocabulary's own."""
    special = dict.fromkeys((vocabulary.start, vocabulary.end, vocabulary.padding), _CONTROL)
    special[vocabulary.unknown] = _UNKNOWN
    scores = struct.pack(f"<{len(vocabulary.scores)}f", *vocabulary.scores)
    found = []
    for number, piece in enumerate(vocabulary.pieces):
        body = _field(0x0A, piece.encode()) + b"\x15" + scores[4 * number : 4 * number + 4]
        if number in special:
            body += bytes((0x18, special[number]))
        found.append(_field(0x0A, body))
    return b"".join(found) + _field(0x12, _UNIGRAM) + _field(0x1A, _NORMALISER)


def _field(tag: int, content: bytes) -> bytes:
    """Return a field whose content has its length before it, seven bits a byte, the lowest first."""
    size = len(content)
    if size < 128:
        return bytes((tag, size)) + content
    head = [tag]
    while size > 127:
        head.append(size & 127 | 128)
        size >>= 7
    return bytes((*head, size)) + content
