"""How many of an article's visible errors the report finds, and how many findings an editor would wave away.

    python -m benchmarks.article corpora/kremlin tests/corpora/kremlin.errors.toml

The errors were listed by hand from the article and its references, before and apart from the checks. An error counts
as found where a finding overlaps it; a finding that overlaps no listed error counts as one to wave away, even where
an editor might welcome it.
"""

from __future__ import annotations

import argparse
import tomllib
from pathlib import Path

from qa.config.settings import Settings
from qa.core.findings import Finding
from qa.core.report import Report
from qa.inputs.opened import open_target
from qa.inputs.targets import Target, locate
from qa.run.examine import examine


def errors(listed: Path, content: str) -> list[tuple[int, int, str]]:
    """Return the listed errors as (start, end, text) in the article."""
    found = []
    for entry in tomllib.loads(listed.read_text(encoding="utf-8"))["error"]:
        start = -1
        for _ in range(entry.get("nth", 1)):
            start = content.index(entry["text"], start + 1)
        found.append((start, start + len(entry["text"]), entry["text"]))
    return found


def overlaps(finding: Finding, start: int, end: int) -> bool:
    """Say whether a finding touches the error from `start` to `end`."""
    return finding.span.start < end and start < max(finding.span.end, finding.span.start + 1)


def bare_report(target: Target, settings: Settings) -> Report:
    """Return the report on the article alone, without references, source and glossary."""
    return examine(open_target(Target(target.article)), settings)


def main() -> None:
    """Print the figures for one corpus."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("errors", type=Path)
    parser.add_argument("--bare", action="store_true", help="without references, source and glossary")
    parser.add_argument("--model", default="none", help="estimator: with the learned judge")
    options = parser.parse_args()
    target, settings = locate(options.corpus), Settings(model=(options.model,))
    report = bare_report(target, settings) if options.bare else examine(open_target(target), settings)
    content = report.documents[0].content
    listed = errors(options.errors, content)
    missed = [error for error in listed if not any(overlaps(finding, *error[:2]) for finding in report.findings)]
    spare = [finding for finding in report.findings if not any(overlaps(finding, *error[:2]) for error in listed)]
    for start, _, text in missed:
        print(f"missed at {start}: {text}")
    for finding in spare:
        text = content[finding.span.start : finding.span.end]
        print(f"to wave away: {text!r} {finding.check} {finding.confidence:.2f} {finding.message}")
    print(
        f"{options.corpus.name}: {len(listed) - len(missed)} of {len(listed)} listed errors found, "
        f"{len(report.findings)} findings, {len(spare)} to wave away"
    )


if __name__ == "__main__":
    main()
