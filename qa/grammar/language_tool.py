"""A LanguageTool server, where the user names one (https://dev.languagetool.org/public-http-api)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from http.client import HTTPException
from typing import Any
from urllib.error import URLError
from urllib.parse import urlencode
from urllib.request import urlopen

from qa.core.errors import UnavailableError
from qa.grammar.slips import Slip

# The kinds of rules whose findings are errors; style, typography and spelling have checks of their own.
_CATEGORIES = ("GRAMMAR",)
_CONFIDENCE = 0.7
_LONGEST_REQUEST = 10_000
_GAP = "\n\n"


def slips(texts: Sequence[str], language: str, server: str, seconds: float) -> Iterator[tuple[int, Slip]]:
    """Yield what the server says of many texts, with the index of the text; several texts go in one request.

    Raises:
        UnavailableError: the server does not answer within `seconds`, or not as LanguageTool does.
    """
    for batch in _batches(texts):
        joined, starts = _join([texts[index] for index in batch])
        to_code_points = _code_points(joined)
        for match in _ask(joined, language, server, seconds):
            start = to_code_points[match["offset"]]
            end = to_code_points[match["offset"] + match["length"]]
            place = max(number for number, first in enumerate(starts) if first <= start)
            if end <= starts[place] + len(texts[batch[place]]):
                better = [str(item["value"]) for item in match.get("replacements", [])]
                own = starts[place]
                message = str(match["message"]).rstrip(".")
                yield batch[place], Slip(start - own, end - own, message, better[0] if better else None, _CONFIDENCE)


def _batches(texts: Sequence[str]) -> Iterator[list[int]]:
    batch: list[int] = []
    size = 0
    for index, text in enumerate(texts):
        if batch and size + len(text) > _LONGEST_REQUEST:
            yield batch
            batch, size = [], 0
        batch.append(index)
        size += len(text) + len(_GAP)
    if batch:
        yield batch


def _join(texts: Sequence[str]) -> tuple[str, list[int]]:
    """Return the texts as paragraphs of one, and where each starts in it."""
    starts = []
    start = 0
    for text in texts:
        starts.append(start)
        start += len(text) + len(_GAP)
    return _GAP.join(texts), starts


def _code_points(text: str) -> list[int]:
    """Return, for each offset in UTF-16 units, in which the server counts, the offset in code points."""
    points = [index for index, character in enumerate(text) for _ in range(2 if character > "\uffff" else 1)]
    return [*points, len(text)]


def _ask(text: str, language: str, server: str, seconds: float) -> list[dict[str, Any]]:
    form = {"text": text, "language": language, "enabledCategories": ",".join(_CATEGORIES), "enabledOnly": "true"}
    address = f"{server.rstrip('/')}/v2/check"
    try:
        with urlopen(address, urlencode(form).encode(), timeout=seconds) as answer:
            matches: list[dict[str, Any]] = json.load(answer)["matches"]
    except (URLError, HTTPException, TimeoutError, OSError) as error:
        raise UnavailableError(f"the LanguageTool server {address} does not answer: {error}") from error
    except (ValueError, KeyError, TypeError) as error:
        raise UnavailableError(f"{address} does not answer as LanguageTool does: {error!r}") from error
    return matches
