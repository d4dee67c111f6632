"""A judged translation, and what the readers of the formats share."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from qa.core.errors import InputError, SettingsError
from qa.core.findings import Severity
from qa.core.json_text import parsed
from qa.core.lines import Line, lines
from qa.judge.mqm import WEIGHTS
from qa.lang.tags import canonical, divide_pair

_HUMAN = re.compile(r"(?:ref|reference|human)(?:[-_. ]?\w{0,2}(?:\.\d+)?)", re.IGNORECASE)
_PAIR_IN_NAME = re.compile(r"(?:^|[._-])([a-z]{2}|[a-z]{2,3}(?=-))-?([a-z]{2,3})(?=[._-]|$)")
_SEVERITIES = {severity.label: severity for severity in Severity}


@dataclass(frozen=True, slots=True)
class HumanSpan:
    """An error that a person marked: a half-open range of code points of the translation or (`side`) the source.

    `severity` is None where the person gave none.
    """

    start: int
    end: int
    severity: Severity | None = None
    side: str = "target"
    category: str = ""
    rater: str = ""


@dataclass(frozen=True, slots=True)
class Judged:
    """A translation of one source segment by one system, with what people said of it.

    `pair` names the languages as the file does, `languages` are the tags of source and target. Rows of one pair with
    the same `item` translate the same source segment. In `scores`, higher is better. `spans` is None where nobody
    looked for errors, and empty where nobody found any.
    """

    pair: str
    languages: tuple[str | None, str]
    system: str
    doc: str
    item: str
    target: str
    source: str | None = None
    references: tuple[str, ...] = ()
    scores: Mapping[str, float] = field(default_factory=dict)
    spans: tuple[HumanSpan, ...] | None = None
    domain: str = ""


def is_human(system: str) -> bool:
    """Say whether a system's name is that of a human translation: ref, refA, reference, Human-B."""
    return _HUMAN.fullmatch(system) is not None


def severity_of(name: object) -> Severity | None:
    """Return the severity of that name, in any case; None where it is none of MQM's."""
    return _SEVERITIES.get(str(name).lower())


def mqm_score(spans: Iterable[HumanSpan], raters: int) -> float:
    """Return minus the MQM penalty, averaged over raters: higher is better.

    Minor 1, major 5, critical 25; minor punctuation 0.1, non-translation 25, source errors nothing.

    Source: Freitag et al. 2021, "Experts, Errors, and Context" (arXiv:2104.14478).
    """
    return -sum(map(_penalty, spans)) / max(raters, 1)


def _penalty(span: HumanSpan) -> float:
    category = span.category.lower()
    if "non-translation" in category:
        return 25.0
    if span.severity is None or category.startswith("source"):
        return 0.0
    if span.severity is Severity.MINOR and category == "fluency/punctuation":
        return 0.1
    return WEIGHTS[span.severity]


def languages_of(pair: str) -> tuple[str | None, str]:
    """Return the tags of source and target that a name like `en-de` or `en-zh_cn` means; `und` for no target.

    Raises:
        InputError: a part is no language tag.
    """
    source, target = divide_pair(pair)
    try:
        return (canonical(source) if source else None), (canonical(target) if target else "und")
    except SettingsError as error:
        raise InputError(f'"{pair}" names no language pair: {error}') from error


def pair_in_name(name: str) -> str:
    """Return the language pair in a file's name, `zh-en` of `mqm_newstest2020_zhen.tsv`; empty where there is none."""
    for match in _PAIR_IN_NAME.finditer(name):
        try:
            languages_of("-".join(match.groups()))
        except InputError:
            continue
        return "-".join(match.groups())
    return ""


def objects(content: str, path: str) -> Iterator[tuple[Line, dict[str, Any]]]:
    """Yield the objects of JSON lines, or of one JSON array, each with its line.

    Raises:
        InputError: a line is no JSON object.
    """
    if content.lstrip().startswith("["):
        items = enumerate(parsed(content, path), start=1)
        yield from ((Line(number, 0, ""), _object(item, path, number)) for number, item in items)
        return
    for line in lines(content):
        if line.text.strip():
            yield line, _object(parsed(line.text, path, line.number), path, line.number)


def _object(value: object, path: str, number: int) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise InputError(f"{path}:{number}: is no JSON object; write each annotation as {{...}}")
    return value
