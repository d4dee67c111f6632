"""The reporter `json-lines`."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import ClassVar, TextIO

from qa.core.contracts import Reporter
from qa.core.report import Report
from qa.reporters._located import as_object, located


@dataclass(frozen=True)
class JsonLines(Reporter):
    """One JSON object a line for each finding, as in the findings of `json`, for programs that read as they go."""

    suffixes: ClassVar[tuple[str, ...]] = (".jsonl", ".ndjson")

    def write(self, report: Report, stream: TextIO) -> None:
        """Write the findings, one a line."""
        stream.writelines(json.dumps(as_object(item), ensure_ascii=False) + "\n" for item in located(report))
