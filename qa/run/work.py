"""Runs the components over the segments: one picklable piece of work, spread over processes or not.

`Work(batch)` gives a `Part`; `assemble(parts)` puts the parts together. Whoever spreads the batches, the result is
the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from itertools import islice

from qa.core.contracts import Check, GroupCheck, Metric
from qa.core.documents import Segment
from qa.core.errors import UnavailableError
from qa.core.findings import Finding
from qa.core.report import NotChecked

_BATCH = 256
Rows = list[tuple[float, ...]]
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Batch:
    """Segments that go through the checks and metrics one by one, or groups that belong together."""

    segments: tuple[Segment, ...] = ()
    groups: tuple[tuple[GroupCheck, tuple[Segment, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """What one batch came to: its findings, each metric's rows in the order of the segments, and what failed.

    A metric that failed has no rows.
    """

    findings: tuple[Finding, ...] = ()
    rows: dict[str, Rows] = field(default_factory=dict)
    not_checked: tuple[NotChecked, ...] = ()


@dataclass(frozen=True, slots=True)
class Work:
    """The components that every batch goes through."""

    checks: tuple[Check, ...]
    metrics: tuple[Metric, ...]

    def __call__(self, batch: Batch) -> Part:
        """Check and score one batch."""
        findings: list[Finding] = []
        failed: list[NotChecked] = []
        languages = _languages(batch.segments)
        for check in self.checks:
            _collect(check, check.check_many(_covered(check, batch.segments, languages)), findings, failed)
        for group_check, segments in batch.groups:
            _collect(group_check, group_check.check_group(segments), findings, failed)
        rows = self._rows(batch.segments, failed) if batch.segments else {}
        return Part(tuple(findings), rows, tuple(failed))

    def _rows(self, segments: Sequence[Segment], failed: list[NotChecked]) -> dict[str, Rows]:
        """Return the rows of each metric, and add to `failed` those that could not go on."""
        rows: dict[str, Rows] = {}
        for metric in self.metrics:
            try:
                rows[metric.id()] = metric.rows(segments)
            except UnavailableError as error:
                failed.append(NotChecked(metric.id(), str(error), asked=True))
        return rows


def _languages(segments: Iterable[Segment]) -> Set[str]:
    return {segment.target_lang for segment in segments}


def _covered(check: Check, segments: Sequence[Segment], languages: Set[str]) -> Sequence[Segment]:
    """Return the segments in those of their languages that the check covers."""
    covered = {language for language in languages if check.covers(language)}
    return segments if covered == languages else [segment for segment in segments if segment.target_lang in covered]


def _collect(check: Check, found: Iterable[Finding], findings: list[Finding], failed: list[NotChecked]) -> None:
    """Add what a check finds, and, where it could not go on, why not; the user had asked for what it relies on."""
    try:
        findings.extend(found)
    except UnavailableError as error:
        failed.append(NotChecked(check.id(), str(error), asked=True))


def batches(segments: Sequence[Segment], checks: Iterable[Check]) -> Iterator[Batch]:
    """Divide the work: segments in equal batches, and each group of each group check whole."""
    remaining = iter(segments)
    while batch := tuple(islice(remaining, _BATCH)):
        yield Batch(segments=batch)
    languages = _languages(segments)
    made: dict[object, list[tuple[Segment, ...]]] = {}
    for check in checks:
        if isinstance(check, GroupCheck):
            covered = frozenset(language for language in languages if check.covers(language))
            # Most checks divide the segments alike: by document.
            division = type(check).key, covered
            if division not in made:
                made[division] = _groups(check, [item for item in segments if item.target_lang in covered])
            remaining_groups = iter([(check, group) for group in made[division]])
            while some := tuple(islice(remaining_groups, _BATCH)):
                yield Batch(groups=some)


def _groups(check: GroupCheck, segments: Sequence[Segment]) -> list[tuple[Segment, ...]]:
    found: dict[str, list[Segment]] = {}
    for segment in segments:
        found.setdefault(check.key(segment), []).append(segment)
    return [tuple(group) for group in found.values()]


def execute(
    segments: Sequence[Segment],
    checks: Sequence[Check],
    metrics: Sequence[Metric],
    jobs: int = 1,
    progress: Progress | None = None,
) -> Part:
    """Run checks and metrics over all segments in `jobs` processes and return the whole."""
    work = Work(tuple(check for check in checks if not isinstance(check, GroupCheck)), tuple(metrics))
    return assemble(spread(work, list(batches(segments, checks)), jobs, progress))


def spread(work: Work, todo: Sequence[Batch], jobs: int = 1, progress: Progress | None = None) -> list[Part]:
    """Do the work on each batch in `jobs` processes."""
    if jobs == 1 or len(todo) < 2:
        return list(_watched(map(work, todo), len(todo), progress))
    with ProcessPoolExecutor(max_workers=min(jobs, len(todo))) as pool:
        return list(_watched(pool.map(work, todo), len(todo), progress))


def _watched(parts: Iterable[Part], total: int, progress: Progress | None) -> Iterator[Part]:
    for done, part in enumerate(parts, start=1):
        if progress is not None:
            progress(done, total)
        yield part


def assemble(parts: Iterable[Part]) -> Part:
    """Put the parts together in their order; findings come sorted by place, a metric that failed once has no rows."""
    findings: list[Finding] = []
    rows: dict[str, Rows] = {}
    failed: dict[NotChecked, None] = {}
    for part in parts:
        findings += part.findings
        failed |= dict.fromkeys(part.not_checked)
        for name, some in part.rows.items():
            rows.setdefault(name, []).extend(some)
    for item in failed:
        rows.pop(item.what, None)
    findings.sort(key=lambda finding: finding.order)
    return Part(tuple(findings), rows, tuple(failed))
