"""Writes the certain fixes of an article's findings into its text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import zip_longest

from qa.config.settings import Settings
from qa.core.errors import InputError
from qa.core.findings import Finding, Fix
from qa.core.report import Report
from qa.inputs.opened import Opened, with_article
from qa.run.examine import examine
from qa.run.work import Progress

_ROUNDS = 20
_MENDABLE = "file/encoding"
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Fixed:
    """An article with its certain fixes made.

    `made` are the findings whose fixes were made; `before` and `after` are the reports on the article as it was and as
    it is in `content`.
    """

    content: str
    made: tuple[Finding, ...]
    before: Report
    after: Report


def fix(opened: Opened, settings: Settings, encoding: str = "utf-8", progress: Progress | None = None) -> Fixed:
    """Make the certain fixes until none is left: one fix may bring out or set free another.

    A fix with a character that `encoding` does not have is left alone. Words that were damaged in decoding are mended
    one by one even where they fill the file: that it is damaged throughout holds nothing back here.

    Raises:
        InputError: the fixes undo each other.
    """
    settings = replace(settings, ignore=(*settings.ignore, _MENDABLE))
    before = after = examine(opened, settings, progress, scored=False)
    made: list[Finding] = []
    for _ in range(_ROUNDS):
        chosen = choose(opened.article.text, opened.article.path, after.findings, encoding)
        if not chosen:
            return Fixed(opened.article.text, tuple(made), before, after)
        made += (finding for finding, _ in chosen)
        opened = with_article(opened, apply(opened.article.text, [edit for _, edit in chosen]))
        after = examine(opened, settings, progress, scored=False)
    checks = ", ".join(sorted({finding.check for finding, _ in chosen}))
    raise InputError(f"{opened.article.path}: fixes undo each other; leave one out with --ignore: {checks}")


def choose(content: str, path: str, findings: Iterable[Finding], encoding: str = "utf-8") -> list[tuple[Finding, Fix]]:
    """Return the findings in the file `path` that can be fixed at once, each with the edit that does it.

    Of two that touch the same characters, the surer is fixed, and at the same confidence the earlier.
    """
    chosen: list[tuple[Finding, Fix]] = []
    taken: set[int] = set()
    for finding in sorted(findings, key=lambda finding: -finding.confidence):
        if finding.fix is None or finding.span.path != path or not _has(encoding, finding.fix.text):
            continue
        edit = _with_breaks(content, finding.fix)
        places = set() if edit is None else set(range(edit.start, max(edit.end, edit.start + 1)))
        if edit is not None and not places & taken:
            taken |= places
            chosen.append((finding, edit))
    return chosen


def apply(content: str, edits: Iterable[Fix]) -> str:
    """Return `content` with edits made that touch no character twice."""
    parts: list[str] = []
    position = 0
    for edit in sorted(edits, key=lambda edit: edit.start):
        parts += (content[position : edit.start], edit.text)
        position = edit.end
    return "".join((*parts, content[position:]))


def _has(encoding: str, text: str) -> bool:
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def _with_breaks(content: str, fix: Fix) -> Fix | None:
    """Return the fix such that no line break is lost, or None where it would be.

    A break between as many words as before stays where it is; otherwise it takes the place of the space before them.
    """
    gaps = _SPACES.findall(content[fix.start : fix.end])
    breaks = [gap for gap in gaps if "\n" in gap or "\r" in gap]
    words = _SPACES.split(fix.text)
    if not breaks:
        return fix
    if len(words) == len(gaps) + 1:
        return replace(fix, text="".join(part for pair in zip_longest(words, gaps, fillvalue="") for part in pair))
    if len(breaks) == 1 and content[fix.start - 1 : fix.start] == " ":
        return Fix(fix.start - 1, fix.end, breaks[0] + fix.text)
    return None
