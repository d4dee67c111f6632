"""The reporter `json`."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict, dataclass
from typing import Any, ClassVar, TextIO

from qa import __version__
from qa.core.contracts import Reporter
from qa.core.passage import Passage
from qa.core.report import Known, Report, Score, ScoredSegment
from qa.reporters._located import Located, as_object, located


@dataclass(frozen=True)
class Json(Reporter):
    """The whole report as one JSON object, for programs; schema `qa-report/1`.

    Offsets are code points in the file as decoded (without a byte order mark), `end` exclusive, and
    `text == content[start:end]`; lines and columns count from 1.
    """

    suffixes: ClassVar[tuple[str, ...]] = (".json",)

    indent: int | None = 2

    def write(self, report: Report, stream: TextIO) -> None:
        """Write the report as JSON."""
        json.dump(as_json(report), stream, ensure_ascii=False, indent=self.indent)
        stream.write("\n")


def as_json(report: Report) -> dict[str, Any]:
    """Return the report as plain values, in the shape of the public contract."""
    known = located(report, [each.finding for each in report.known])
    counts = Counter(scored.segment.target.path for scored in report.segments)
    return {
        "schema": "qa-report/1",
        "tool": {"name": "translation-qa", "version": __version__},
        "title": report.title,
        "documents": [
            {
                "path": document.path,
                "language": document.language,
                "source_language": document.source_language,
                "words": words,
                "segments": counts[document.path] if document.count is None else document.count,
            }
            for document, words in zip(report.documents, report.words, strict=True)
        ],
        "verdict": {
            "pass": report.verdict.passed,
            "reasons": list(report.verdict.reasons),
            "not_checked": [{"what": item.what, "why": item.why} for item in report.verdict.not_checked],
        },
        "mqm": None if report.mqm is None else asdict(report.mqm),
        "fluency": None if report.fluency is None else _fluency(report.fluency),
        "scores": [asdict(score) for score in report.scores],
        "findings": [as_object(item) for item in located(report)],
        "known": [_known(item, each) for item, each in zip(known, report.known, strict=True)],
        "stale": [list(entry) for entry in report.stale],
        "changes": [asdict(change) for change in report.changes],
        "segments": [_segment(scored) for scored in report.segments],
    }


def _fluency(score: Score) -> dict[str, Any]:
    return {"score": score.value, "interval": score.interval, "signature": score.signature}


def _known(item: Located, known: Known) -> dict[str, Any]:
    return as_object(item) | {"known": {"kind": known.kind, "reason": known.reason}}


def _segment(scored: ScoredSegment) -> dict[str, Any]:
    segment = scored.segment
    start, end = segment.target.place(0, len(segment.target.text))
    return {
        "key": segment.key,
        "path": segment.target.path,
        "start": start,
        "end": end,
        "target": segment.target.text,
        "source": _text(segment.source),
        "references": [reference.text for reference in segment.references],
        "note": segment.note or None,
        "scores": dict(scored.scores),
    }


def _text(passage: Passage | None) -> str | None:
    return None if passage is None else passage.text
