"""The translations of one or more systems, as scores take them: line by line, nothing aligned or left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from qa.config.settings import Settings
from qa.core.documents import Document, Segment
from qa.core.errors import InputError
from qa.core.lines import lines
from qa.core.passage import Passage
from qa.glossary.base import Glossary
from qa.gold.files import with_languages
from qa.gold.json_lines import read
from qa.gold.rows import Judged
from qa.gold.segments import segments_of
from qa.inputs.files import read_text
from qa.inputs.opened import Opened
from qa.lang.detect import common_language
from qa.run.examine import Measured, can_score, score
from qa.run.work import Progress

_ENTRIES = (".jsonl", ".ndjson")


@dataclass(frozen=True, slots=True)
class Texts:
    """What the translations are compared with, the lines of each file, and the languages that the user named.

    An empty line of a reference is an empty reference, as for sacrebleu; JSON lines may have a different number of
    references for each segment.
    """

    references: tuple[Path, ...] = ()
    source: Path | None = None
    language: str | None = None
    source_language: str | None = None


@dataclass(frozen=True, slots=True)
class System:
    """A system's translations in one language.

    `keyed` says that the keys of the segments name them in other systems too, so that some may be lacking.
    """

    name: str
    segments: tuple[Segment, ...]
    keyed: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """The segments of one document or domain, counted, and their scores together (metric name to value)."""

    name: str
    segments: int
    scores: dict[str, float]


def read_systems(paths: Sequence[Path], texts: Texts) -> tuple[System, ...]:
    """Read the systems of each file: JSON lines hold several, any other file is one, a segment a line.

    Systems in JSON lines are divided by language pair. Gzip is unpacked.

    Raises:
        InputError: a file cannot be read, is empty, or has another number of lines than those it is compared with.
    """
    systems: list[System] = []
    for path in paths:
        systems += _of_entries(path, texts) if _is_entries(path) else [_of_lines(path, texts)]
    return tuple(systems)


def score_system(
    system: System,
    settings: Settings,
    progress: Progress | None = None,
    *,
    checked: bool = False,
    glossary: Glossary | None = None,
) -> Measured:
    """Compute all scores that the system's translations have the texts for, and find their errors if `checked`.

    Raises:
        SettingsError: the settings name a metric or an option that does not exist.
    """
    document = Document(system.name, "", system.segments, bilingual=True)
    opened = Opened(document, glossary=glossary)
    return score(opened, settings, progress, checked=checked)


def groups(system: Measured, by: str) -> tuple[Group, ...]:
    """Return the scores of each document or domain of a system, in the order of the file.

    `by` is `document` or `domain`; segments without one are left out.
    """
    members: dict[str, list[int]] = {}
    for index, scored in enumerate(system.segments):
        name = getattr(scored.segment, by)
        if name:
            members.setdefault(name, []).append(index)
    return tuple(Group(name, len(own), score_of(system, own)) for name, own in members.items())


def score_of(system: Measured, indexes: Sequence[int]) -> dict[str, float]:
    """Return the scores of some of a system's segments together, by the name of the metric."""
    found = {}
    for metric in system.metrics:
        able = [index for index in indexes if can_score(metric, system.segments[index].segment)]
        rows = [system.rows[metric.id()][index] for index in able]
        if rows:
            found[metric.id()] = metric.finish([sum(column) for column in zip(*rows, strict=True)])
    return found


def _is_entries(path: Path) -> bool:
    return path.name.removesuffix(".gz").endswith(_ENTRIES)


def _of_entries(path: Path, texts: Texts) -> list[System]:
    if texts.references or texts.source:
        raise InputError(f"{path}: entries bring their own source and references; leave out -r and -s")
    rows: dict[tuple[str, str], list[Judged]] = {}
    for row in with_languages(read(read_text(path), str(path)), path, texts.language, texts.source_language):
        rows.setdefault((row.pair, row.system), []).append(row)
    if not any(row.target for own in rows.values() for row in own):
        raise InputError(f'{path}: no line holds a translation; give objects with a field "mt"')
    pairs = {pair for pair, _ in rows}
    systems = []
    for (pair, system), own in rows.items():
        keys = _numbered(row.item for row in own)
        segments = (replace(segment, key=key) for key, segment in zip(keys, segments_of(own), strict=True))
        name = system or str(path)
        systems.append(System(f"{name} {pair}" if len(pairs) > 1 else name, in_language(tuple(segments)), keyed=True))
    return systems


def _numbered(keys: Iterable[str]) -> Iterator[str]:
    """Yield the keys; one that was there before gets a number."""
    seen: Counter[str] = Counter()
    for key in keys:
        seen[key] += 1
        yield key if seen[key] == 1 else f"{key} ({seen[key]})"


def _of_lines(path: Path, texts: Texts) -> System:
    targets = _lines(path)
    references = [_parallel(file, path, len(targets)) for file in texts.references]
    sources = _parallel(texts.source, path, len(targets)) if texts.source else None
    return System(
        str(path),
        in_language(
            tuple(
                Segment(
                    key=f"line {number + 1}",
                    target=target,
                    references=tuple(column[number] for column in references),
                    source=sources[number] if sources else None,
                    target_lang=texts.language or "und",
                    source_lang=texts.source_language,
                )
                for number, target in enumerate(targets)
            )
        ),
    )


def _lines(path: Path) -> list[Passage]:
    return [Passage(line.text, str(path), line.start) for line in lines(read_text(path))]


def _parallel(path: Path, target: Path, count: int) -> list[Passage]:
    found = _lines(path)
    if len(found) != count:
        raise InputError(f"{path}: has {len(found)} lines, {target} {count}; line n of each must be the same segment")
    return found


def in_language(segments: tuple[Segment, ...]) -> tuple[Segment, ...]:
    """Return the segments with their language told from the text, where nobody named it."""
    if segments[0].target_lang != "und":
        return segments
    language = common_language(segment.target.text for segment in segments)
    return tuple(replace(segment, target_lang=language or "und") for segment in segments)
