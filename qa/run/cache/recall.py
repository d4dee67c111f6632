"""Runs checks and metrics over what the cache does not know of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from qa.core.contracts import Check, GroupCheck, Metric
from qa.core.documents import Segment
from qa.core.findings import Finding
from qa.run.cache.entries import Address, Rows, address, key, read, version, written
from qa.run.cache.store import Cache
from qa.run.work import Batch, Part, Progress, Work, assemble, batches, execute, spread

Entry = tuple[Sequence[Finding], Rows]


def recall(
    segments: Sequence[Segment],
    checks: Sequence[Check],
    metrics: Sequence[Metric],
    jobs: int,
    progress: Progress | None,
    cache: Cache,
) -> Part:
    """Return what `execute` returns, and keep it; where something fails in the middle, nothing is kept."""
    if len({segment.key for segment in segments}) < len(segments):
        return execute(segments, checks, metrics, jobs, progress)
    work = Work(tuple(check for check in checks if not isinstance(check, GroupCheck)), tuple(metrics))
    places = {segment.key: address(segment) for segment in segments}
    alone = version([*work.checks, *metrics])
    keys = [key(alone, [place.content]) for place in places.values()]
    grouped = {_key_of(batch, places): batch for batch in batches(segments, checks) if batch.groups}
    known = cache.get([*keys, *grouped])
    new = [index for index, own in enumerate(keys) if own not in known]
    singles = list(batches([segments[index] for index in new], ()))
    groups = [own for own in grouped if own not in known]
    parts = spread(work, [*singles, *(grouped[own] for own in groups)], jobs, progress)
    made = assemble(parts[: len(singles)])
    entries = dict(zip(new, _by_segment([segments[index] for index in new], made), strict=True))
    found = dict(zip(groups, parts[len(singles) :], strict=True))
    if not any(part.not_checked for part in parts):
        cache.put(
            {keys[index]: written(*entry, places[segments[index].key].bases) for index, entry in entries.items()}
            | {own: written(part.findings, {}, {}) for own, part in found.items()}
        )
    whole = [
        entries[index] if index in entries else read(known[own], places[segment.key].bases, segment.key)
        for index, (own, segment) in enumerate(zip(keys, segments, strict=True))
    ]
    recalled = [Part(tuple(read(known[own], {})[0])) for own in grouped if own in known]
    return assemble([_joined(whole, made), *recalled, *found.values()])


def _key_of(batch: Batch, places: Mapping[str, Address]) -> bytes:
    """Return the key of what a check makes of groups of segments in their places."""
    parts = (b"".join(places[segment.key].there for segment in group) + b"|" for _, group in batch.groups)
    return key(version([batch.groups[0][0]]), parts)


def _by_segment(segments: Sequence[Segment], part: Part) -> Iterator[Entry]:
    """Divide what was made of segments among them."""
    findings: dict[str, list[Finding]] = defaultdict(list)
    for finding in part.findings:
        findings[finding.key].append(finding)
    for index, segment in enumerate(segments):
        yield findings[segment.key], {name: rows[index] for name, rows in part.rows.items()}


def _joined(entries: Sequence[Entry], made: Part) -> Part:
    # A metric that could not go on has no rows for what is new.
    names = [name for name in (entries[0][1] if entries else ()) if all(name in rows for _, rows in entries)]
    return Part(
        tuple(finding for findings, _ in entries for finding in findings),
        {name: [rows[name] for _, rows in entries] for name in names},
        made.not_checked,
    )
