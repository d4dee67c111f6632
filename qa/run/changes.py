"""Which lines of which files git says were changed since a revision."""

from __future__ import annotations

import re
import subprocess
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from qa.core.errors import InputError, SettingsError

_HUNK = re.compile(rb"^@@ -\S+ \+(\d+)(?:,(\d+))? @@", re.MULTILINE)
# A ZIP archive (DOCX, XLSX) or a gzip file: the lines that git knows are not those of the text inside.
_PACKED = (b"PK\x03\x04", b"\x1f\x8b")


@dataclass(frozen=True, slots=True)
class Changes:
    """The changed lines of each file, from 1, ascending; None for a file that is wholly new, or packed and changed.

    A place where lines were only taken out counts as a change of the lines around it.
    """

    since: str
    lines: dict[str, tuple[int, ...] | None]

    def touch(self, path: str, first: int, last: int) -> bool:
        """Say whether one of the lines from `first` to `last` was changed."""
        lines = self.lines.get(path, ())
        if lines is None:
            return True
        index = bisect_left(lines, first)
        return index < len(lines) and lines[index] <= last


def changes_since(revision: str, paths: Iterable[Path]) -> Changes:
    """Ask git what was changed in the files since `revision`, committed or not; a renamed file is what it was.

    Raises:
        SettingsError: there is no such revision.
        InputError: a file is in no repository, or git is missing.
    """
    renamed: dict[tuple[Path, str], dict[bytes, bytes]] = {}
    return Changes(revision, {str(path): _lines(revision, path, renamed) for path in dict.fromkeys(paths)})


def _lines(revision: str, path: Path, renamed: dict[tuple[Path, str], dict[bytes, bytes]]) -> tuple[int, ...] | None:
    if not path.is_file():
        return None
    commit = _commit(revision, path)
    names = [f"./{path.name}".encode()]
    if _git(path, "cat-file", "-e", f"{commit}:./{path.name}").returncode:
        key = (path.parent, commit)
        renamed[key] = renamed.get(key) or _renamed(path, commit)
        own = _git(path, "ls-files", "--full-name", "-z", "--", names[0]).stdout.rstrip(b"\0")
        if own not in renamed[key]:
            return None
        names = [b":(top,literal)" + name for name in (renamed[key][own], own)]
    changed = _git(path, "diff", "--no-color", "--no-ext-diff", "--unified=0", "--inter-hunk-context=0", "--text",
                   "--find-renames", commit, "--", *names)  # fmt: skip
    if changed.returncode:
        raise InputError(f"{path}: git cannot tell what is new: {changed.stderr.decode(errors='replace').strip()}")
    if changed.stdout and path.read_bytes().startswith(_PACKED):
        return None
    lines: set[int] = set()
    for hunk in _HUNK.finditer(changed.stdout):
        start, count = int(hunk[1]), int(hunk[2] or 1)
        lines.update(range(start, start + count) if count else (start, start + 1))
    return tuple(sorted(lines))


def _commit(revision: str, path: Path) -> str:
    known = _git(path, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    if known.returncode == 1:
        shallow = _git(path, "rev-parse", "--is-shallow-repository").stdout.strip() == b"true"
        more = "; the clone has not all of the history: git fetch --unshallow (fetch-depth: 0)" if shallow else ""
        raise SettingsError(f"--since: {path} has no revision {revision} in its repository{more}")
    if known.returncode:
        raise InputError(f"{path}: is in no git repository, so --since cannot tell what is new")
    return known.stdout.decode().strip()


def _renamed(path: Path, commit: str) -> dict[bytes, bytes]:
    """Return the old names of the files of the repository that were renamed since, by their new ones."""
    listed = _git(path, "diff", "--no-ext-diff", "--find-renames", "--diff-filter=R", "--name-status", "-z", commit)
    parts = iter(listed.stdout.split(b"\0"))
    return {new: old for _, old, new in zip(parts, parts, parts, strict=False)}


def _git(path: Path, *arguments: str | bytes) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(["git", *arguments], cwd=path.parent, capture_output=True, check=False)
    except FileNotFoundError as error:
        raise InputError("--since needs git, which is not installed") from error
