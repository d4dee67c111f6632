"""What `qa report` and `qa check` do about findings that are not new, and how they end."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from qa.cli.app import FAILED, PASSED, UNCHECKED
from qa.cli.asked import Asked
from qa.cli.output import written
from qa.cli.outputs import Output, write_all
from qa.config.settings import Settings
from qa.core.display import counted
from qa.core.errors import SettingsError
from qa.core.fingerprints import fingerprints
from qa.core.report import Report
from qa.inputs.files import read_text
from qa.judge.baseline import Baseline, as_text, read_baseline
from qa.judge.worse import Units, read_units
from qa.run.changes import changes_since
from qa.run.only_new import OnlyNew
from qa.run.together import compared


@dataclass(frozen=True, slots=True)
class News:
    """What tells new findings from old ones, and where the baseline is written to, if it is to be."""

    only_new: OnlyNew | None
    update: Path | None
    baseline: Baseline | None
    earlier: tuple[Units, str] | None

    @classmethod
    def of(cls, asked: Asked, settings: Settings, files: Iterable[Path]) -> News:
        """Read the baseline and the earlier report that were asked for, and ask git what was changed.

        Raises:
            SettingsError: the options contradict each other.
            InputError: a file cannot be read, or git cannot tell.
        """
        path = Path(settings.baseline) if settings.baseline else None
        if asked.update_baseline and (path is None or asked.since is not None):
            raise SettingsError("--update-baseline needs --baseline FILE, and takes all findings: leave out --since")
        baseline = None if path is None else _baseline(path, new=asked.update_baseline)
        changes = None if asked.since is None else changes_since(asked.since, files)
        sifts = not asked.update_baseline and (baseline is not None or changes is not None)
        earlier = asked.not_worse_than
        return cls(
            OnlyNew(baseline, changes) if sifts else None,
            path if asked.update_baseline else None,
            baseline,
            None if earlier is None else (read_units(read_text(earlier), str(earlier)), str(earlier)),
        )

    def finish(self, report: Report, outputs: Sequence[Output], inputs: Sequence[Path]) -> int:
        """Write the report, or the baseline, and return the exit code."""
        if self.update is not None and self.baseline is not None:
            return self._renew(self.update, self.baseline, report, inputs)
        if self.earlier is not None:
            report = compared(report, *self.earlier)
        write_all(report, outputs, inputs)
        return exit_code(report)

    def _renew(self, path: Path, baseline: Baseline, report: Report, inputs: Sequence[Path]) -> int:
        renewed = baseline.renewed(fingerprints(report, report.findings), [each.path for each in report.documents])
        with written(path, inputs) as stream:
            stream.write(as_text(renewed))
        sys.stderr.write(f"{path}: knows {counted(len(report.findings), 'finding')} of this run\n")
        return UNCHECKED if any(item.asked for item in report.verdict.not_checked) else PASSED


def _baseline(path: Path, *, new: bool) -> Baseline:
    if new and not path.exists():
        return Baseline(root=str(path.parent))
    return read_baseline(read_text(path), str(path))


def exit_code(report: Report) -> int:
    """Return 1 where the gate fails, 3 where something that was asked for was not checked, else 0."""
    if report.verdict.reasons:
        return FAILED
    return PASSED if report.verdict.passed else UNCHECKED
