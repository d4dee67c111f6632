"""Makes one finding of several that speak of the same error."""

from __future__ import annotations

import sys
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace

from qa.core.findings import FILE, Finding, Span, dimension

_CELL = 64


def merge(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings without those that a surer one already tells.

    Two findings tell one error where they share more than half of the stretch that both cover together, or more than
    half of the shorter one's words where both are of the same MQM dimension.

    The surer finding keeps its message and takes over the higher severity, the names of the checks that agree with it
    (`also`) and, where both mark the same words, evidence and suggestion if it has none, and the fix if it says the
    same. Two omissions are one only where they miss the same words; one is also told by a finding in the same segment
    that puts in what it misses, and by one of its category that begins or ends there. Sorted by place.

    What is found in places of which another finding says that the file is broken there is held back.
    """
    findings = _sound(list(findings))
    kept: list[Finding] = []
    put_in: dict[tuple[str, str, str | None], int] = {}
    near: dict[tuple[str, int], list[int]] = {}
    for finding in sorted(findings, key=_surest_first):
        cells = _cells(finding)
        peers = sorted({index for cell in cells for index in near.get(cell, ())})
        twin = next((index for index in peers if _same_error(kept[index], finding)), None)
        wanted = (finding.span.path, finding.key, finding.suggestion)
        if twin is None and _is_omission(finding) and finding.suggestion:
            twin = put_in.pop(wanted, None)
        if twin is None:
            if not _is_omission(finding):
                put_in[wanted] = len(kept)
            for cell in cells:
                near.setdefault(cell, []).append(len(kept))
            kept.append(finding)
        else:
            kept[twin] = _absorb(kept[twin], finding)
    kept.sort(key=lambda finding: finding.order)
    return tuple(kept)


def _sound(findings: list[Finding]) -> list[Finding]:
    """Leave out what is found in places where the file is broken."""
    broken: dict[str, list[tuple[int, int]]] = {}
    for finding in findings:
        if dimension(finding.category) == FILE:
            for span in finding.spans:
                broken.setdefault(span.path, []).append((span.start, span.end))
    for places in broken.values():
        places.sort()
    return [
        finding
        for finding in findings
        if dimension(finding.category) == FILE or not _is_inside(finding.span, broken.get(finding.span.path, ()))
    ]


def _is_inside(span: Span, places: Sequence[tuple[int, int]]) -> bool:
    index = bisect_right(places, (span.start, sys.maxsize)) - 1
    return index >= 0 and span.end <= places[index][1]


def _cells(finding: Finding) -> list[tuple[str, int]]:
    """Return the stretches of the file that the finding touches, so that only neighbours are compared."""
    span = finding.span
    return [(span.path, cell) for cell in range(span.start // _CELL, span.end // _CELL + 1)]


def _surest_first(finding: Finding) -> tuple[float, bool, int, tuple[str, int, int, str]]:
    return -finding.confidence, finding.suggestion is None, -finding.severity, finding.order


def _same_error(one: Finding, other: Finding) -> bool:
    a, b = one.span, other.span
    shared = min(a.end, b.end) - max(a.start, b.start)
    if _is_omission(one) and _is_omission(other):
        return _misses_the_same(one, other)
    if _is_omission(one) or _is_omission(other):
        return one.category == other.category and bool({a.start, a.end} & {b.start, b.end})
    union = max(a.end, b.end) - min(a.start, b.start)
    if 2 * shared > union:
        return True
    shorter = min(a.end - a.start, b.end - b.start)
    return 2 * shared > shorter and dimension(one.category) == dimension(other.category)


def _is_omission(finding: Finding) -> bool:
    return finding.span.start == finding.span.end


def _misses_the_same(one: Finding, other: Finding) -> bool:
    """Say whether two omissions of a segment quote the same words of a reference, or say the same without any."""
    if not one.evidence or not other.evidence:
        return (one.span, one.check, one.message) == (other.span, other.check, other.message)
    a, b = one.evidence[0], other.evidence[0]
    return one.key == other.key and a.path == b.path and a.start < b.end and b.start < a.end


def _absorb(kept: Finding, other: Finding) -> Finding:
    also = kept.also if other.check in (kept.check, *kept.also) else (*kept.also, other.check)
    same = kept.spans == other.spans
    agreed = same and kept.suggestion in (None, other.suggestion)
    return replace(
        kept,
        severity=max(kept.severity, other.severity),
        evidence=kept.evidence or (other.evidence if same else ()),
        suggestion=kept.suggestion or (other.suggestion if same else None),
        fix=kept.fix or (other.fix if agreed else None),
        also=also,
    )
