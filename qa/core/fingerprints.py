"""What names a finding from one run to the next, wherever in its file it stands by then."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from qa.core.findings import Finding
from qa.core.large_text import Content
from qa.core.report import Report

_CONTEXT, _LONGEST = 16, 80


class Fingerprint(NamedTuple):
    """A finding without its place: what was found in which words, and the characters on both sides of them.

    Texts are in NFC with white space made one space, and long ones are cut short and end in a digest. The words of an
    omission are those of its evidence.
    """

    path: str
    check: str
    text: str
    before: str
    after: str


def fingerprints(report: Report, findings: Iterable[Finding]) -> list[Fingerprint]:
    """Return the fingerprint of each of the findings in the report's files."""
    contents = {file.path: file.content for file in report.files}
    segments = report.named_segments
    made = []
    for finding in findings:
        span = finding.span
        segment = segments.get((span.path, finding.key))
        place = segment.target.find(span.start, span.end) if segment is not None else None
        text: Content
        if segment is not None and place is not None:
            text, (start, end) = segment.target.text, place
        else:
            text, start, end = contents.get(span.path, ""), span.start, span.end
        words = text[start:end] if start < end else finding.evidence[0].text if finding.evidence else ""
        before, after = text[max(0, start - 4 * _CONTEXT) : start], text[end : end + 4 * _CONTEXT]
        before, after = before.rpartition("\n")[2], after.partition("\n")[0]
        made.append(
            Fingerprint(
                span.path, finding.check, _short(_plain(words)), _plain(before)[-_CONTEXT:], _plain(after)[:_CONTEXT]
            )
        )
    return made


def digests(prints: Iterable[Fingerprint]) -> list[str]:
    """Return a short name for each fingerprint; equal ones are told apart by their order."""
    seen: Counter[Fingerprint] = Counter()
    names = []
    for each in prints:
        seen[each] += 1
        names.append(_digest(json.dumps([*each, seen[each]])))
    return names


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST // 2]}… {_digest(text)}"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "backslashreplace")).hexdigest()[:32]
