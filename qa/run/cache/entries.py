"""Recalls what checks and metrics made of a segment before: keys made of its content, and values that JSON holds."""

from __future__ import annotations

import json
import sys
import sysconfig
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import lru_cache
from hashlib import blake2b
from importlib.resources import files
from pathlib import Path
from typing import Any

from qa.core.contracts import Component
from qa.core.documents import Segment
from qa.core.findings import Evidence, Finding, Fix, Severity, Span
from qa.core.passage import Passage
from qa.models.named import stamp

Rows = Mapping[str, tuple[float, ...]]
Bases = Mapping[str, int]
_MODELS = (".npy", ".npz", ".safetensors")


@dataclass(frozen=True, slots=True)
class Address:
    """The name of a segment for the cache: `content` is made of all that a check can see of it.

    Places in files count from `bases`, so that a segment that only moved is found again; `there` is made of the
    content and its place.
    """

    content: bytes
    there: bytes
    bases: Bases


def address(segment: Segment) -> Address:
    """Return the address of a segment."""
    passages = [segment.target, *segment.references, *([segment.source] if segment.source is not None else [])]
    bases: dict[str, int] = {}
    for passage in passages:
        bases[passage.path] = min(passage.start, bases.get(passage.path, passage.start))
    spelled = [
        [_spelled(passage, bases[passage.path]) for passage in passages],
        len(segment.references),
        segment.target_lang,
        segment.source_lang,
        sorted(segment.flags),
        segment.forms,
        segment.longest,
    ]
    text = json.dumps(spelled)
    place = json.dumps([segment.key, segment.paragraph, bases])
    return Address(_digest(text.encode()), _digest((text + place).encode()), bases)


def version(components: Iterable[Component]) -> bytes:
    """Return what stands for components: their code and that of all that they rely on, and their options."""
    return _digest(json.dumps([_installed(), *map(_named, components)]).encode())


def key(version: bytes, parts: Iterable[bytes]) -> bytes:
    """Return the key of what components make of segments or groups of them."""
    return _digest(version + b"".join(parts))


def _digest(data: bytes) -> bytes:
    return blake2b(data, digest_size=16).digest()


def _spelled(passage: Passage, base: int) -> list[Any]:
    pieces = [(piece.offset, piece.start - base, piece.width) for piece in passage.pieces]
    escape = f"{passage.escape.__module__}.{passage.escape.__qualname__}"
    return [passage.text, passage.path, passage.start - base, pieces, passage.marks, escape]


def _named(component: Component) -> str:
    """Return a component with its options; a glossary is named by its digest, a model by what its folder holds."""
    options = {item.name: getattr(component, item.name) for item in fields(component)}  # type: ignore[arg-type]
    if options.get("checkpoint"):
        options["checkpoint"] = stamp(options["checkpoint"])
    return repr([component.id(), [(name, getattr(value, "digest", value)) for name, value in options.items()]])


@lru_cache(maxsize=1)
def _installed() -> str:
    """Return what stands for the versions of all components: the code and data of this package and of others."""
    others = sorted(path.name for path in Path(sysconfig.get_path("purelib")).glob("*.dist-info"))
    return "\n".join((sys.version, content_stamp(Path(str(files("qa")))), *others))


def content_stamp(folder: Path) -> str:
    """Return what stands for the files of a folder: their content, and of models, which are large, size and time."""
    digest = blake2b(digest_size=16)
    for file in sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix != ".pyc"):
        digest.update(f"{file.relative_to(folder)} {file.stat().st_size} ".encode())
        digest.update(str(file.stat().st_mtime_ns).encode() if file.suffix in _MODELS else file.read_bytes())
    return digest.hexdigest()


def written(findings: Iterable[Finding], rows: Rows, bases: Bases) -> bytes:
    """Return findings and rows as JSON, places counted from the bases."""
    return json.dumps([[_plain(finding, bases) for finding in findings], dict(rows)]).encode()


def _plain(finding: Finding, bases: Bases) -> list[Any]:
    home = bases.get(finding.span.path, 0)
    spans = [
        (span.path, span.start - bases.get(span.path, 0), span.end - bases.get(span.path, 0)) for span in finding.spans
    ]
    evidence = [
        (item.path, item.start - bases.get(item.path, 0), item.end - bases.get(item.path, 0), item.text)
        for item in finding.evidence
    ]
    fix = finding.fix
    return [finding.key, finding.check, finding.category, int(finding.severity), finding.confidence, finding.message,
            spans, evidence, fix and (fix.start - home, fix.end - home, fix.text), finding.suggestion,
            finding.also]  # fmt: skip


def read(value: bytes, bases: Bases, name: str | None = None) -> tuple[list[Finding], Rows]:
    """Return what `written` wrote; the findings get the segment's key, `name`, if one is given."""
    findings, rows = json.loads(value)
    made = [_finding(row, bases) for row in findings]
    if name is not None:
        made = [finding if finding.key == name else replace(finding, key=name) for finding in made]
    return made, {name: tuple(row) for name, row in rows.items()}


def _finding(row: Sequence[Any], bases: Bases) -> Finding:
    key, check, category, severity, confidence, message, spans, evidence, fix, suggestion, also = row
    home = bases.get(spans[0][0], 0)
    return Finding(
        key,
        check,
        category,
        Severity(severity),
        confidence,
        message,
        tuple(Span(path, start + bases.get(path, 0), end + bases.get(path, 0)) for path, start, end in spans),
        tuple(
            Evidence(path, start + bases.get(path, 0), end + bases.get(path, 0), text)
            for path, start, end, text in evidence
        ),
        Fix(fix[0] + home, fix[1] + home, fix[2]) if fix else None,
        suggestion,
        tuple(also),
    )
