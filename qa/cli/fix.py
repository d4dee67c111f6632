"""What `qa fix` does with what it was given."""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import diff_bytes, unified_diff
from pathlib import Path

from qa.cli.asked import Asked
from qa.cli.news import exit_code
from qa.cli.output import save
from qa.cli.progress import watching
from qa.cli.report import files_of, targets_of
from qa.cli.settings import settings_of
from qa.config.settings import Settings
from qa.core.display import counted, visible
from qa.core.errors import InputError, SettingsError
from qa.core.report import Report
from qa.inputs.files import check_writable, is_stdin, read_bytes
from qa.inputs.opened import open_target
from qa.inputs.targets import Target
from qa.lang.decoding import Decoded, decoded
from qa.run.fix import Fixed, fix
from qa.run.together import together
from qa.run.work import Progress

_NO_LINE_END = b"\n\\ No newline at end of file\n"


@dataclass(frozen=True, slots=True)
class _Article:
    """An article's file as it was read, and what was done."""

    target: Target
    read: Decoded
    fixed: Fixed

    @property
    def path(self) -> Path:
        return self.target.article.path

    @property
    def changed(self) -> bool:
        return self.fixed.content != self.read.text


def run_fix(paths: Sequence[Path], asked: Asked, diff: bool, output: Path | None) -> int:
    """Fix articles, or show what would change, and return the exit code.

    All are read and checked before the first is written.
    """
    settings = settings_of(asked)
    settings = replace(settings, min_score={name: x for name, x in settings.min_score.items() if name == "mqm"})
    targets = targets_of(paths, asked, settings)
    _refuse(targets, diff, output)
    with watching(asked.quiet) as progress:
        articles = [_fixed(target, settings, progress) for target in targets]
    if diff:
        inputs = [file for target in targets for file in files_of(target, settings)]
        save(output, _for_terminal(b"".join(map(_diff, articles)), output), inputs)
    else:
        for article in articles:
            if output is not None or article.changed:
                others = [file for file in files_of(article.target, settings) if file != article.path]
                save(output or article.path, article.read.encode(article.fixed.content), others)
    report = together([each.fixed.before if diff else each.fixed.after for each in articles], settings)
    if not asked.quiet:
        sys.stderr.writelines(f"{line}\n" for line in _summary(articles, report, diff))
    return exit_code(report)


def _refuse(targets: Sequence[Target], diff: bool, output: Path | None) -> None:
    if output is not None and not diff and len(targets) > 1:
        raise SettingsError(f"{output}: -o takes the text of one article, and there are {len(targets)}; leave it out")
    if any(is_stdin(target.article.path) for target in targets):
        raise SettingsError("-: standard input is no file that can be fixed; name a file")
    for path, count in Counter(target.article.path.resolve() for target in targets).items():
        if count > 1:
            raise SettingsError(f"{path}: is named {count} times; name it once")
        if output is None and not diff and path.exists() and not path.is_file():
            raise SettingsError(f"{path}: is no file that can be replaced; give -o or --diff")


def _fixed(target: Target, settings: Settings, progress: Progress | None) -> _Article:
    path = target.article.path
    check_writable(path)
    opened = open_target(target)
    data = read_bytes(path)
    read = decoded(data, str(path))
    if read.encode(opened.article.text) != data:
        raise InputError(f"{path}: cannot be written back as it is in {read.encoding}; save it as UTF-8")
    return _Article(target, read, fix(opened, settings, read.encoding, progress))


def _diff(article: _Article) -> bytes:
    """Return what changes as `patch` takes it: in the file's own bytes, with lines that end at LF alone.

    UTF-16 and UTF-32, which `patch` does not take, are shown in UTF-8.
    """
    name = visible(str(article.path)).encode()
    name += b"\t" if b" " in name else b""
    texts = (article.read.text, article.fixed.content)
    wide = article.read.encoding.startswith(("utf-16", "utf-32"))
    old, new = (text.encode() if wide else article.read.encode(text) for text in texts)
    lines = diff_bytes(unified_diff, _lines(old), _lines(new), name, name)
    return b"".join(line if line.endswith(b"\n") else line + _NO_LINE_END for line in lines)


def _for_terminal(diff: bytes, output: Path | None) -> bytes:
    """Return the diff as it is, for `patch`; where it goes to a terminal, such that nothing in it acts there."""
    if output is not None or not sys.stdout.isatty():
        return diff
    return "".join(f"{visible(line)}\n" for line in diff.decode("utf-8", "replace").split("\n")[:-1]).encode()


def _lines(data: bytes) -> list[bytes]:
    return re.findall(rb"[^\n]*\n|[^\n]+", data)


def _summary(articles: Sequence[_Article], report: Report, diff: bool) -> Iterator[str]:
    """Yield what was done, and what was asked for and could not be checked."""
    made = Counter(finding.check for article in articles for finding in article.fixed.made)
    files = sum(article.changed for article in articles)
    left = sum(len(article.fixed.after.findings) for article in articles)
    done = "nothing to fix"
    if made:
        checks = ", ".join(f"{name} {count}" for name, count in sorted(made.items()))
        done = f"{counted(made.total(), 'fix', 'fixes')} {'to make ' if diff else ''}in {counted(files, 'file')}"
        done += f" ({checks})"
    have = counted(left, "finding has", "findings have")
    yield f"{done}; {have} no certain fix" if left else f"{done}; nothing else was found" if made else done
    for item in report.verdict.not_checked:
        if item.asked:
            yield f"not checked: {item.what}: {visible(item.why)}"
