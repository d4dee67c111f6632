"""Makes one finding of several that speak of the same error."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from qa.core.findings import Finding

_CELL = 64


def merge(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings without those that a surer one already tells.

    Two findings tell one error where their places are the same by half, or where one covers half of the other and
    both are of the same MQM dimension.

    The surer finding keeps its message and takes over the higher severity, the names of the checks that agree with it
    (`also`) and, where both mark the same words, evidence and suggestion if it has none, and the fix if it says the
    same. Two omissions at one place are one only where they say the same. Sorted by place.
    """
    kept: list[Finding] = []
    near: dict[tuple[str, int], list[int]] = {}
    for finding in sorted(findings, key=_surest_first):
        cells = _cells(finding)
        peers = sorted({index for cell in cells for index in near.get(cell, ())})
        twin = next((index for index in peers if _same_error(kept[index], finding)), None)
        if twin is None:
            for cell in cells:
                near.setdefault(cell, []).append(len(kept))
            kept.append(finding)
        else:
            kept[twin] = _absorb(kept[twin], finding)
    kept.sort(key=lambda finding: (finding.span.path, finding.span.start, finding.span.end, finding.check))
    return tuple(kept)


def _cells(finding: Finding) -> list[tuple[str, int]]:
    """Return the stretches of the file that the finding touches, so that only neighbours are compared."""
    span = finding.span
    return [(span.path, cell) for cell in range(span.start // _CELL, span.end // _CELL + 1)]


def _surest_first(finding: Finding) -> tuple[float, bool, int, str, int, int, str]:
    span = finding.span
    return (
        -finding.confidence,
        finding.suggestion is None,
        -finding.severity,
        span.path,
        span.start,
        span.end,
        finding.check,
    )


def _same_error(one: Finding, other: Finding) -> bool:
    a, b = one.span, other.span
    shared = min(a.end, b.end) - max(a.start, b.start)
    if a.start == a.end or b.start == b.end:
        return (a, one.check, one.message, one.evidence) == (b, other.check, other.message, other.evidence)
    union = max(a.end, b.end) - min(a.start, b.start)
    if 2 * shared > union:
        return True
    shorter = min(a.end - a.start, b.end - b.start)
    return 2 * shared > shorter and _dimension(one) == _dimension(other)


def _dimension(finding: Finding) -> str:
    return finding.category.partition("/")[0]


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
