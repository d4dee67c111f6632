"""JSON lines: an entry of source, translation and references each."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, NamedTuple

from qa.core.assemble import unique, unreadable
from qa.core.contracts import Reader
from qa.core.documents import Document, Segment
from qa.core.errors import InputError, SettingsError
from qa.core.findings import Finding
from qa.core.lines import Line, lines
from qa.core.passage import Passage
from qa.lang.tags import canonical, divide_pair
from qa.readers._json import LONE_SURROGATE, TOKEN, Path
from qa.readers._json import passage as placed

_TARGETS = ("mt", "target", "hypothesis", "translation")
_REFERENCES = ("references", "reference")
_KEYS = ("seg_id", "key", "id")
_SINGLE = frozenset({*_TARGETS, *_REFERENCES, *_KEYS, "source", "doc", "system", "lp"})


class _UnreadableError(Exception):
    """An entry cannot be read; the message says why and what to do."""


class _Entry(NamedTuple):
    line: Line
    fields: Mapping[str, Any]
    target: Passage
    source: Passage | None
    references: tuple[Passage, ...]
    languages: tuple[str | None, str | None]


@dataclass(frozen=True)
class JsonLines(Reader):
    """JSON lines, one entry each: an object with `source`, `references` and `mt`.

    `mt` (or `target`, `hypothesis`, `translation`) is the translation, `source` the original, `references` (or
    `reference`) a string, a list of strings or an object of named strings. `lp`, or `source_lang` and
    `target_lang`, name the languages. Segments are named by `doc` and `seg_id` (or `key`, or `id`), and by
    `system` where the file has several. `null` counts as absent; other fields are left out. An object with a source
    or a reference and no translation is an entry whose translation is missing. A line that is no such object,
    that has a field twice or a string that is not Unicode is a problem, and the rest is read.

    Limits: an object has to stand on one line. Scores and spans in the file are not read.
    """

    suffixes: ClassVar[tuple[str, ...]] = (".jsonl", ".ndjson")

    def sniff(self, head: str) -> bool:
        """Say whether the first line that is not blank starts like an object with a field."""
        return re.match(r'\s*\{[ \t]*"', head) is not None

    def read(self, content: str, path: str) -> Document:
        """Read one segment from each line that is not blank."""
        entries: list[_Entry] = []
        problems: list[Finding] = []
        for line in lines(content):
            if not line.text.strip():
                continue
            try:
                entries.append(_entry(line, path))
            except _UnreadableError as error:
                problems.append(unreadable(path, line.number, line.start, line.end, str(error)))
        if not any(entry.target.text.strip() for entry in entries):
            first = f"; {problems[0].message}" if problems else ""
            raise InputError(f'{path}: no line holds a translation; give objects with a field "mt"{first}')
        segments = _segments(entries)
        return Document(
            path=path,
            content=content,
            segments=segments,
            bilingual=True,
            problems=tuple(problems),
            language=_only({segment.target_lang for segment in segments}) or "und",
            source_language=_only({segment.source_lang for segment in segments}),
        )


def _segments(entries: list[_Entry]) -> tuple[Segment, ...]:
    several = len({str(entry.fields.get("system", "")) for entry in entries}) > 1
    taken: set[str] = set()
    segments = []
    for index, (line, fields, target, source, references, (source_lang, target_lang)) in enumerate(entries):
        names = [fields.get("doc"), next((fields[name] for name in _KEYS if name in fields), None)]
        if names[1] is None:
            names[1] = f"line {line.number}"
        if several:
            names.append(fields.get("system"))
        key = unique(":".join(str(name) for name in names if name is not None), line.number, taken)
        segments.append(Segment(key, target, references, source, target_lang or "und", source_lang, index))
    return tuple(segments)


def _entry(line: Line, path: str) -> _Entry:
    fields = _fields(line.text)
    places = dict(_strings(line.text))

    def passage(where: Path, value: object) -> Passage:
        if not isinstance(value, str):
            raise _UnreadableError(f'"{where[0]}" holds something else than a string; put its text in quotation marks')
        if LONE_SURROGATE.search(value):
            raise _UnreadableError(f'"{where[0]}" has half of a surrogate pair; write the character itself')
        start, end = places[where]
        return placed(value, line.text[start:end], line.start + start, path)

    targets = [name for name in _TARGETS if name in fields]
    references = [name for name in _REFERENCES if name in fields]
    for names in (targets, references):
        if len(names) > 1:
            raise _UnreadableError(f'"{names[0]}" and "{names[1]}" mean the same; keep one of them')
    source = passage(("source",), fields["source"]) if "source" in fields else None
    found = tuple(
        reference
        for name in references
        for where, value in _listed(name, fields[name])
        if (reference := passage(where, value)).text
    )
    if not targets and source is None and not found:
        raise _UnreadableError('there is no translation; put it in a field "mt"')
    target = passage((targets[0],), fields[targets[0]]) if targets else Passage("", path, line.start)
    return _Entry(line, fields, target, source, found, _languages(fields))


def _fields(text: str) -> dict[str, Any]:
    try:
        pairs = json.loads(text, object_pairs_hook=_Pairs)
    except json.JSONDecodeError as error:
        raise _UnreadableError(f"this is not JSON: {error.msg} at column {error.pos + 1}") from error
    except (ValueError, RecursionError) as error:
        raise _UnreadableError(
            "this JSON has a number too long or objects nested too deep; leave that field out"
        ) from error
    if not isinstance(pairs, _Pairs):
        raise _UnreadableError("this is JSON, but no object; write the line as {...}")
    for name, count in Counter(name for name, _ in pairs).items():
        if count > 1 and name in _SINGLE:
            raise _UnreadableError(f'the field "{name}" is there twice; keep one of them')
    return {name: value for name, value in pairs if value is not None}


class _Pairs(list[tuple[str, Any]]):
    """An object of JSON as it stands, with fields that are there twice."""


def _listed(name: str, value: object) -> Iterator[tuple[Path, object]]:
    """Yield the references of one field, each with its path inside the object."""
    if isinstance(value, _Pairs):
        names = [key for key, _ in value]
        if len(set(names)) < len(names):
            raise _UnreadableError(f'"{name}" names a reference twice; keep one of them')
        yield from (((name, key), text) for key, text in value if text is not None)
    elif isinstance(value, list):
        yield from (((name, index), text) for index, text in enumerate(value) if text is not None)
    else:
        yield (name,), value


def _strings(text: str) -> Iterator[tuple[Path, tuple[int, int]]]:
    """Yield the path and the place, without quotation marks, of each string up to two levels deep in valid JSON."""
    outer: str | int = ""
    step: str | int = ""
    depth, in_list, expects_name = 0, False, False
    for match in TOKEN.finditer(text):
        token = match.group()
        if token in "{[":
            depth += 1
            if depth == 2:
                outer, in_list = step, token == "["
                step = 0
            expects_name = token == "{"
        elif token in "}]":
            depth -= 1
            if depth == 1:
                in_list = False
        elif token == ",":
            if depth == 2 and in_list:
                step = int(step) + 1
            expects_name = not in_list
        elif depth > 2:
            continue
        elif expects_name:
            step, expects_name = json.loads(token), False
        else:
            yield (step,) if depth == 1 else (outer, step), (match.start() + 1, match.end() - 1)


def _languages(fields: Mapping[str, Any]) -> tuple[str | None, str | None]:
    """Return the tags of source and target: `en-zh_cn` is `en` and `zh-CN`, `en-pt-BR` is `en` and `pt-BR`."""
    source, target = divide_pair(str(fields.get("lp", "")))
    return (
        _tag(fields.get("source_lang", source)),
        _tag(fields.get("target_lang", fields.get("lang", target))),
    )


def _tag(name: object) -> str | None:
    try:
        return canonical(str(name)) if name else None
    except SettingsError as error:
        raise _UnreadableError(str(error)) from error


def _only(values: set[str] | set[str | None]) -> str | None:
    return next(iter(values)) if len(values) == 1 else None
