"""Strings of YAML with their places in the file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from qa.core.assemble import Run, assemble
from qa.core.errors import InputError
from qa.core.passage import Passage, as_it_stands

_DEEPEST = 200
# White space is taken as a whole, with a break in it or without, so that a long stretch is looked at once.
_BREAK = r"[ \t]*+(?:\r\n|[\n\r\x85\u2028\u2029])\s*+|[ \t]++"
_PARTS = {
    '"': re.compile(rf"\\(?:x[0-9a-fA-F]{{2}}|u[0-9a-fA-F]{{4}}|U[0-9a-fA-F]{{8}}|\r?\n[ \t]*|.)|{_BREAK}", re.DOTALL),
    "'": re.compile(rf"''|{_BREAK}"),
    "": re.compile(_BREAK),
}
_MEANINGFUL = re.compile(r"\A[^\w({<«„“]|[:#,\[\]{}]")
_PROPERTIES = re.compile(r"(?:[&!]\S*\s+)*")
_SPACES = re.compile(r"[\s\x85]*")


@dataclass(slots=True)
class _Frame:
    """A mapping or sequence that is open: the name or number of what is read in it next."""

    mapping: bool
    step: str = ""
    number: int = 0
    expects_name: bool = True


def strings(content: str, path: str) -> Iterator[tuple[tuple[str, ...], Passage]]:
    """Yield the path and the passage of each string that is a value; tags are not followed, and aliases left out.

    Raises:
        InputError: the file is not YAML.
    """
    import yaml

    frames: list[_Frame] = []
    try:
        for event in yaml.parse(content, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
            if isinstance(event, yaml.CollectionStartEvent):
                frames.append(_Frame(isinstance(event, yaml.MappingStartEvent)))
                if len(frames) > _DEEPEST:
                    raise InputError(f"{path}: its collections are nested too deep")
                continue
            scalar = isinstance(event, yaml.ScalarEvent)
            if isinstance(event, yaml.CollectionEndEvent):
                frames.pop()
            elif not scalar and not isinstance(event, yaml.AliasEvent):
                continue
            in_name = any(frame.mapping and frame.expects_name for frame in frames)
            if scalar and frames and not in_name and _is_text(event):
                yield (
                    tuple(frame.step if frame.mapping else str(frame.number) for frame in frames),
                    _passage(content, path, event),
                )
            _step(frames, str(event.value) if scalar else "")
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f":{mark.line + 1}:{mark.column + 1}" if mark else ""
        reason = getattr(error, "problem", None) or getattr(error, "reason", "it cannot be parsed")
        raise InputError(f"{path}{where}: this is not YAML: {reason}") from error


def _step(frames: list[_Frame], value: str) -> None:
    """Note in the innermost collection that one more node is read."""
    if frames and frames[-1].mapping:
        frame = frames[-1]
        if frame.expects_name:
            frame.step = value
        frame.expects_name = not frame.expects_name
    elif frames:
        frames[-1].number += 1


def _is_text(event: Any) -> bool:
    """Say whether a scalar is a string, and not a number, a truth value, a date or nothing."""
    import yaml

    if event.style or not event.implicit[0]:
        return True
    resolvers = yaml.SafeLoader.yaml_implicit_resolvers
    candidates = resolvers.get(event.value[:1], []) + resolvers.get(None, [])
    return not any(pattern.match(event.value) for _, pattern in candidates)


def _passage(content: str, path: str, event: Any) -> Passage:
    """Return a scalar with the place of each of its characters; where they cannot be told, it is one piece."""
    style = event.style or ""
    start, end = event.start_mark.index, event.end_mark.index
    if (event.anchor or event.tag) and (properties := _PROPERTIES.match(content, start, end)):
        start = properties.end()
    if style and style in "\"'":
        start, end = start + 1, end - 1
    elif style:
        start = _first_line(event.value, content, start, end)
    escape = {'"': _in_double_quotes, "'": _in_single_quotes}.get(style, as_it_stands if style else without_quotes)
    runs = list(_runs(event.value, content, start, end, _PARTS.get(style, _PARTS[""])))
    if "".join(run.text for run in runs) != event.value:
        before = int(end - start == len(event.value))  # a piece of the same length would be taken for in step
        runs = [Run(event.value, start - before, end - start + before)]
    passage = assemble(runs, path, escape)
    return passage if passage.text else Passage("", path, start, escape=escape)


def _first_line(value: str, content: str, start: int, end: int) -> int:
    """Return where the text of a block scalar starts, behind its header and its first indentation."""
    line = content.find("\n", start, end) + 1 or end
    text = content[line:end]
    if value.lstrip(" ").startswith("\n"):
        return line
    return line + len(text) - len(text.lstrip()) - (len(value) - len(value.lstrip(" ")))


def _runs(value: str, content: str, start: int, end: int, parts: re.Pattern[str]) -> Iterator[Run]:
    """Yield the runs of a scalar: a break with its indentation, and an escape, stand for what the value has there."""
    offset, position = 0, start
    for match in parts.finditer(content, start, end):
        if not match.group().strip(" \t"):
            continue
        if position < match.start():
            yield Run(content[position : match.start()], position, match.start() - position)
            offset += match.start() - position
        token = match.group()
        if token[0] in "\\'":
            length = 0 if token[1] in "\r\n" else 1
        else:
            spaces = _SPACES.match(value, offset)
            length = len(spaces.group()) if spaces else 0
        yield Run(value[offset : offset + length], match.start(), len(token))
        offset, position = offset + length, match.end()
    if position < end:
        yield Run(content[position:end], position, end - position)


def without_quotes(text: str) -> str | None:
    """Write prose as it stands without quotation marks, where it has no sign that means something there."""
    return None if _MEANINGFUL.search(text) else text


def _in_double_quotes(text: str) -> str:
    """Write prose as it stands in double quotation marks."""
    return text.replace("\\", "\\\\").replace('"', '\\"')


def _in_single_quotes(text: str) -> str:
    """Write prose as it stands in single quotation marks."""
    return text.replace("'", "''")
