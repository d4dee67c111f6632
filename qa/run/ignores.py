"""Comments in a file that say which findings to leave alone there, and why."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import PurePath

from qa.config.settings import Settings, selectable
from qa.core.documents import Document, Segment
from qa.core.findings import Finding, Severity, Span
from qa.core.large_text import lines_of
from qa.core.report import Known
from qa.registry import unknown

UNUSED = "unused-ignore"
_ORDER = r"qa:[ \t]*ignore(?P<file>-file)?(?:[ \t:]+(?P<rest>[^\r\n]{0,400}?))??"
_MARKUP = rf"<!--[ \t]*{_ORDER}[ \t]*-->"
_HASH = rf"(?<!\S)#\.?[ \t]*{_ORDER}[ \t]*(?m:$)"
_NOTE = rf"<(?P<note>note)(?:\s[^<>]*)?>\s*{_ORDER}\s*</note>"
_ENTRIES = ".xlf .xliff .sdlxliff .mqxliff .mxliff .tmx"
_FORMS = {
    _MARKUP: f".html .htm .xhtml .md .markdown .mdown .xml .resx .resw .ts .stringsdict .svg {_ENTRIES}",
    _NOTE: _ENTRIES,
    _HASH: ".po .pot .yaml .yml .properties .toml",
    rf"/\*[ \t]*{_ORDER}[ \t]*\*/": ".strings",
    rf"(?<!\S)//[ \t]*{_ORDER}[ \t]*(?m:$)": ".strings",
    rf"(?m:^)NOTE[ \t]+{_ORDER}[ \t]*(?m:$)": ".vtt",
}
_UNIT = re.compile(r"<(?P<end>/)?(?:[a-z]+:)?(?:trans-unit|unit|tu)(?=[\s>])")
_REST = re.compile(r"(?P<names>[^\s,]+(?:,[ \t]*[^\s,]+)*)[ \t:]*(?P<reason>.*)")


@dataclass(frozen=True, slots=True)
class Ignore:
    """A comment from `start` to `end` of a file that names checks or categories, for a file or for a place in it.

    A `note` is part of the entry that it stands in, and holds for that.
    """

    start: int
    end: int
    names: tuple[str, ...]
    reason: str
    whole_file: bool
    note: bool = False

    def names_of(self, finding: Finding) -> frozenset[str]:
        """Return which of the names mean the finding."""
        return finding.selectors.intersection(self.names)


def _find_ignores(document: Document) -> Iterator[Ignore]:
    """Yield the comments of a file that say what to ignore, in the comment forms of its format."""
    suffix, text, base = PurePath(document.path).suffix.lower(), document.text, document.start
    for form, suffixes in _FORMS.items() if "qa:" in text else ():
        for match in re.finditer(form, text) if suffix in suffixes.split() else ():
            groups = match.groupdict()
            said = _REST.match((groups["rest"] or "").strip())
            names = tuple(re.split(r",[ \t]*", said["names"])) if said else ()
            reason = said["reason"].strip() if said else ""
            start, end = (base + place for place in match.span())
            yield Ignore(start, end, names, reason, groups["file"] is not None, "note" in groups)


def heed(
    document: Document,
    segments: Sequence[Segment],
    findings: Sequence[Finding],
    settings: Settings,
    ran: Collection[str],
) -> tuple[tuple[Finding, ...], tuple[Known, ...]]:
    """Return the findings that no comment ignores, and those that one does.

    A comment on a line with other text holds for that line; one that has its lines for itself, for the paragraph or
    entry that follows. One that says no reason is not heeded. What a comment names in vain is a finding of its own,
    where the check is among those that `ran`.
    """
    ignores = list(_find_ignores(document))
    if not ignores:
        return tuple(findings), ()
    layout = _Layout(document, segments)
    scopes = [_Scope.of(ignore, document, layout) for ignore in ignores]
    used: set[tuple[int, str]] = set()
    kept: list[Finding] = []
    known: list[Known] = []
    for finding in findings:
        hits = [(number, scope) for number, scope in enumerate(scopes) if scope.holds(finding)]
        used |= {(number, name) for number, scope in hits for name in scope.ignore.names_of(finding)}
        if hits:
            known.append(Known(finding, "inSource", hits[0][1].ignore.reason))
        else:
            kept.append(finding)
    vain = [
        _vain(document, ignore, name)
        for number, ignore in enumerate(ignores)
        for name in ignore.names or ("",)
        if not settings.select and (number, name) not in used and _is_vain(ignore, name, settings, ran)
    ]
    return (*kept, *vain), tuple(known)


class _Layout:
    """Where the segments of a document stand, and the entries of an XLIFF or TMX file."""

    def __init__(self, document: Document, segments: Sequence[Segment]) -> None:
        stand = sorted((each.target.place(0, 0)[0], each.paragraph) for each in segments if each.target.text)
        self._starts, self._paragraphs = [start for start, _ in stand], [paragraph for _, paragraph in stand]
        self._keys: dict[int, set[str]] = defaultdict(set)
        for each in segments:
            self._keys[each.paragraph].add(each.key)
        self._document = document

    def after(self, place: int) -> frozenset[str]:
        """Return the keys of the segments of the paragraph that follows a place; none at the end."""
        index = bisect_left(self._starts, place)
        return frozenset(self._keys[self._paragraphs[index]] if index < len(self._starts) else ())

    def around(self, place: int) -> tuple[int, int] | None:
        """Return where the entry around a place starts and ends."""
        index = bisect_left(self._units, (place, 0)) - 1
        return self._units[index] if index >= 0 and place < self._units[index][1] else None

    @cached_property
    def _units(self) -> list[tuple[int, int]]:
        base = self._document.start
        tags = [(base + tag.start(), base + tag.end(), tag["end"]) for tag in _UNIT.finditer(self._document.text)]
        return [(start, end) for (start, _, closes), (_, end, ends) in pairwise(tags) if ends and not closes]


@dataclass(frozen=True, slots=True)
class _Scope:
    """Where an ignore holds: on one line, or in one entry, from `low` to `high`, or in the segments `keys`."""

    ignore: Ignore
    path: str
    low: int = -1
    high: int = -1
    keys: frozenset[str] = frozenset()

    @classmethod
    def of(cls, ignore: Ignore, document: Document, layout: _Layout) -> _Scope:
        text, base = document.text, document.start
        start, end = ignore.start - base, ignore.end - base
        low = max(text.rfind("\n", 0, start), text.rfind("\r", 0, start)) + 1
        ends = [place for place in (text.find("\n", end), text.find("\r", end)) if place >= 0]
        high = min(ends, default=len(text))
        entry = layout.around(ignore.start) if ignore.note else None
        if entry is not None:
            return cls(ignore, document.path, *entry)
        if (text[low:start] + text[end:high]).strip():
            return cls(ignore, document.path, base + low, base + high)
        return cls(ignore, document.path, keys=layout.after(ignore.end))

    def holds(self, finding: Finding) -> bool:
        """Say whether the finding is to be ignored."""
        if not self.ignore.reason or finding.span.path != self.path or not self.ignore.names_of(finding):
            return False
        on_line = self.low <= finding.span.start <= self.high
        return self.ignore.whole_file or on_line or finding.key in self.keys


def _is_vain(ignore: Ignore, name: str, settings: Settings, ran: Collection[str]) -> bool:
    """Say whether a name that ignored nothing is to be reported: not where its check did not run."""
    if not ignore.reason or name not in selectable():
        return True
    return name in ran and not {name} & set(settings.ignore)


def _vain(document: Document, ignore: Ignore, name: str) -> Finding:
    if not ignore.reason:
        message = "an ignore comment needs the name of a check and a reason: qa: ignore doubled-word it is a quotation"
    elif name not in selectable():
        message = unknown("check or category", name, selectable())
    else:
        message = f"nothing is ignored here: {name} finds nothing"
    line, _ = lines_of(document.content).position(ignore.start)
    return Finding(
        key=f"line {line}",
        check=UNUSED,
        category=f"file/{UNUSED}",
        severity=Severity.NEUTRAL,
        confidence=1.0,
        message=message,
        spans=(Span(document.path, ignore.start, ignore.end),),
    )
