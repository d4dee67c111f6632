"""The table of findings that translators get, in CSV and Excel."""

from __future__ import annotations

from collections.abc import Iterator

from qa.core.display import visible
from qa.core.documents import Segment
from qa.core.report import Report
from qa.reporters._located import located

HEADER = ("file", "line", "column", "severity", "what is wrong", "text", "write instead", "translation", "source",
          "reference", "check", "category", "sure", "segment")  # fmt: skip
Cell = str | int | float
_LONGEST = 4_000


def rows(report: Report) -> Iterator[tuple[Cell, ...]]:
    """Yield a row for each finding; no text in it acts on a terminal."""
    segments = report.named_segments
    for item in located(report):
        finding = item.finding
        target, source, reference = _texts(segments.get((item.path, finding.key)))
        yield (
            visible(item.path),
            item.line,
            item.column,
            finding.severity.label,
            visible(finding.message),
            visible(item.text),
            visible(finding.suggestion or ""),
            visible(_cut(target)),
            visible(_cut(source)),
            visible(_cut(reference)),
            finding.check,
            finding.category,
            finding.confidence,
            visible(finding.key),
        )


def _cut(text: str) -> str:
    """Cut a text short, so that many findings in one long segment do not make a table that cannot be opened."""
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _texts(segment: Segment | None) -> tuple[str, str, str]:
    if segment is None:
        return "", "", ""
    source = segment.source.text if segment.source is not None else ""
    return segment.target.text, source, " | ".join(reference.text for reference in segment.references)
