"""Checks a file that is too large to be held: one part after the other, and at the end one report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from qa.config.settings import Settings
from qa.core.documents import Document
from qa.core.report import NotChecked, Report, Verdict
from qa.inputs.opened import Opened
from qa.run.cache.store import Cache
from qa.run.examine import examine, judged, left_out
from qa.run.only_new import OnlyNew
from qa.run.work import Progress


def examine_parts(
    parts: Iterable[Opened],
    settings: Settings,
    progress: Progress | None = None,
    *,
    scored: bool = True,
    only_new: OnlyNew | None = None,
    cache: Cache | None = None,
) -> Report:
    """Check one target that comes whole or in parts.

    It is measured, without intervals, if it is whole and to be `scored` or has bounds to keep. Of a target in
    parts, memory holds one part, the findings, and the segments in which something was found.

    Raises:
        SettingsError: the settings name a check or an option that does not exist.
    """
    remaining = iter(parts)
    first = next(remaining)
    own = settings.at(first.article.path, first.article.language)
    scored = scored or bool(own.min_score)
    if first.article.extent is None:
        return examine(first, settings, progress, scored=scored, intervals=False, only_new=only_new, cache=cache)
    checked = [
        _Part.of(opened, examine(opened, settings, progress, scored=False, cache=cache))
        for opened in chain([first], remaining)
    ]
    return judged(_together(checked, replace(first, article=_whole(checked)), own, scored), own, only_new)


@dataclass(frozen=True, slots=True)
class _Part:
    """What is kept of a part: its document without segments, and its report with those that have findings.

    `left` is what was not checked, but for the entries that could not be; they are counted for the whole file.
    """

    document: Document
    report: Report
    left: tuple[NotChecked, ...]

    @classmethod
    def of(cls, opened: Opened, report: Report) -> _Part:
        findings = (*report.findings, *(each.finding for each in report.known))
        keys = {finding.key for finding in findings}
        segments = tuple(each for each in report.segments if each.segment.key in keys)
        counted = set(left_out(opened))
        left = tuple(item for item in report.verdict.not_checked if item not in counted)
        document = replace(opened.article, segments=(), count=len(report.segments))
        return cls(document, replace(report, documents=(), segments=segments), left)


def _whole(parts: Sequence[_Part]) -> Document:
    """Return the document of the whole file, without segments."""
    unfinished: Counter[str] = Counter()
    for part in parts:
        unfinished.update(dict(part.document.unfinished))
    return replace(
        parts[0].document,
        problems=tuple(problem for part in parts for problem in part.document.problems),
        unfinished=tuple(unfinished.items()),
        extent=None,
        count=sum(part.document.count or 0 for part in parts),
    )


def _together(parts: Sequence[_Part], opened: Opened, settings: Settings, scored: bool) -> Report:
    path = opened.article.path
    across = f"entries of different parts of {path} against each other"
    left = [NotChecked(across, f"the file is large; each of its {len(parts)} parts was checked on its own")]
    if scored:
        left.append(NotChecked("scores", f"are not computed for a file as large as {path}", bool(settings.metric)))
    left += dict.fromkeys(item for part in parts for item in part.left)
    # What is wrong with a term base is found again with each part.
    findings = dict.fromkeys(finding for part in parts for finding in part.report.findings)
    return Report(
        documents=(opened.article,),
        companions=opened.others,
        words=(sum(sum(part.report.words) for part in parts),),
        segments=tuple(each for part in parts for each in part.report.segments),
        findings=tuple(sorted(findings, key=lambda finding: finding.order)),
        scores=(),
        verdict=Verdict(passed=False, not_checked=(*left_out(opened), *left)),
        title=opened.title,
        rules=tuple(dict.fromkeys(rule for part in parts for rule in part.report.rules)),
        known=tuple(known for part in parts for known in part.report.known),
    )
